"""How Word documents are read: paragraphs and tables in order, and what Word hides in them."""

import pytest
from docx.document import Document as WordFile
from hypothesis import given
from hypothesis import strategies as st

from documents.making_formats import document, make_raw_word, make_word, paragraph, run
from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats import word
from hakaru.read.formats.bounds import Limits
from hakaru.read.formats.word.numbering import numeral
from hakaru.read.grid import Cell, Grid, Mark, Row


def read(data: bytes) -> tuple[Grid, tuple[Finding, ...]]:
    """Read a Word document into its one grid."""
    (grid,), findings = word.read_grids(data, document("票.docx", "docx"))
    return grid, findings


def read_body(*blocks: str, **parts: str) -> tuple[Grid, tuple[Finding, ...]]:
    """Read a Word document of raw XML."""
    return read(make_raw_word("".join(blocks), **parts))


def texts(rows: tuple[Row, ...]) -> list[list[str]]:
    """Return the texts of rows."""
    return [[cell.text for cell in row.cells] for row in rows]


def cell_named(grid: Grid, name: str, table: int = 1) -> Cell:
    """Return the cell of a table by its name."""
    return next(
        cell
        for row in grid.rows
        for cell in row.cells
        if (cell.place.table, cell.place.cell) == (table, name)
    )


def table(*rows: str) -> str:
    """Return a Word table."""
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """Return a cell of a Word table; a bare text becomes its paragraph."""
    inner = content if content.startswith("<") else paragraph(run(content))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    """A paragraph is a row of one cell; a place tells paragraph, table and cell."""

    def fill(file: WordFile) -> None:
        file.add_heading("連携事業一覧", level=1)
        file.add_paragraph("はじめに")
        table = file.add_table(rows=2, cols=3)
        for number, text in enumerate(["項目", "基準値", "目標値", "参加者数", "", "5,000名"]):
            table.cell(number // 3, number % 3).text = text
        file.add_paragraph("おわりに")

    grid, findings = read(make_word(fill))

    assert texts(grid.rows) == [
        ["連携事業一覧"],
        ["はじめに"],
        ["項目", "基準値", "目標値"],
        ["参加者数", "5,000名"],
        ["おわりに"],
    ]
    assert [row.table for row in grid.rows] == [0, 0, 1, 1, 0]
    assert [row.number for row in grid.rows] == [1, 2, 3, 4, 5]
    assert [row.width for row in grid.rows] == [1, 1, 3, 3, 1]
    assert grid.rows[0].cells[0].marks == {Mark.HEADER}
    last = grid.rows[3].cells[1]
    assert (last.column, last.place.table, last.place.cell, last.place.line) == (2, 1, "C2", 8)
    assert findings == ()


def test_merged_cells_keep_their_columns() -> None:
    """A cell over columns or rows stands once, with its spans; later ones keep their column."""

    def fill(file: WordFile) -> None:
        table = file.add_table(rows=3, cols=4)
        for row in range(3):
            for column in range(4):
                table.cell(row, column).text = f"{row}{column}"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "横"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "縦"

    grid, _ = read(make_word(fill))

    assert texts(grid.rows) == [["00", "横", "03"], ["縦", "11", "12", "13"], ["21", "22", "23"]]
    assert [cell.column for cell in grid.rows[0].cells] == [0, 1, 3]
    assert (cell_named(grid, "B1").span, cell_named(grid, "A2").row_span) == (2, 2)
    assert [cell.column for cell in grid.rows[2].cells] == [1, 2, 3]


def test_rows_may_leave_out_columns_and_repeat_as_headings() -> None:
    """A row that begins further right says how many columns it leaves out."""
    grid, _ = read_body(
        table(
            "<w:trPr><w:tblHeader/></w:trPr>" + cell("項目") + cell("値"),
            '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="2"/></w:trPr>' + cell("5"),
        )
    )

    assert cell_named(grid, "A1").marks == {Mark.HEADER}
    assert (cell_named(grid, "B2").column, grid.rows[1].width) == (1, 4)


def test_a_table_inside_a_cell_follows_its_row() -> None:
    """Forms nest tables; the inner one gets its own number and stands after the row it is in."""
    grid, _ = read_body(
        table(cell(paragraph(run("外")) + table(cell("内"))) + cell("右"), cell("下"))
    )

    assert [(row.table, texts((row,))[0]) for row in grid.rows] == [
        (1, ["外", "右"]),
        (2, ["内"]),
        (1, ["下"]),
    ]


def test_underline_strike_and_line_breaks_are_kept() -> None:
    """Underlined member names carry meaning, as does what is struck through."""
    grid, findings = read_body(
        paragraph(
            run("参加: "),
            run("小樽", '<w:u w:val="single"/>'),
            run("市", '<w:u w:val="single"/>'),
            run("、"),
            run("江別市", '<w:u w:val="none"/>'),
            "<w:r><w:br/></w:r>",
            run("二行目"),
            "<w:r><w:tab/></w:r>",
            run("末"),
        ),
        paragraph(run("中止", "<w:strike/>")),
        paragraph(run("5回", "<w:dstrike/>"), run("10回", '<w:strike w:val="0"/>')),
        paragraph(run("隠し", "<w:vanish/>")),
        paragraph(run("様式", '<w:rStyle w:val="Added"/>')),
        styles='<w:style w:styleId="Added"><w:rPr><w:u w:val="single"/></w:rPr></w:style>',
    )
    first, struck, partly, hidden, styled = (row.cells[0] for row in grid.rows)

    assert first.text == "参加: 小樽市、江別市\n二行目\t末"
    assert first.underlined == ("小樽市",)
    assert struck.marks == {Mark.STRUCK}
    assert (partly.text, partly.marks) == ("5回10回", frozenset())
    assert hidden.marks == {Mark.HIDDEN}
    assert styled.underlined == ("様式",)
    assert [finding.code for finding in findings] == ["R139", "R142"]


def test_check_boxes_of_every_kind_become_marks() -> None:
    """Content controls, old form fields and symbol fonts all mean ■ or □."""

    def control(state: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox>'
            f"</w:sdtPr><w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
        )

    def field(state: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox>'
            "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        )

    grid, _ = read_body(
        paragraph(control("1"), run("小樽市 "), control("0"), run("江別市")),
        paragraph(
            field("<w:checked/>"),
            run("千歳市 "),
            field('<w:default w:val="0"/>'),
            run("恵庭市"),
        ),
        paragraph(
            '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
            run("石狩市 "),
            run("\u00a8", '<w:rFonts w:ascii="Wingdings"/>'),
            run("当別町"),
        ),
    )

    assert texts(grid.rows) == [["■小樽市 □江別市"], ["■千歳市 □恵庭市"], ["■石狩市 □当別町"]]


def test_list_numbers_that_stand_nowhere_in_the_text_are_read() -> None:
    """Indicators are often numbered ①②③ by Word itself; the numbers belong to the text."""
    level = (
        '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>'
        '<w:lvlText w:val="{}"/></w:lvl>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level.format(0, "decimalEnclosedCircle", "%1")
        + level.format(1, "decimal", "%1-%2.")
        + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
        + level.format(0, "bullet", "\uf0b7")
        + "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )

    def item(text: str, list_id: int, level: int = 0) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
        return paragraph(run(text), properties=number)

    grid, _ = read_body(
        item("会議の開催", 1),
        item("企業数", 1),
        item("内訳", 1, 1),
        item("内訳", 1, 1),
        item("来場者数", 1),
        item("内訳", 1, 1),
        item("点", 2),
        item("別", 3),
        item("なし", 0),
        numbering=numbering,
    )

    assert [row.cells[0].text for row in grid.rows] == [
        "①会議の開催",
        "②企業数",
        "②-1. 内訳",
        "②-2. 内訳",
        "③来場者数",
        "③-1. 内訳",
        "・点",
        "⑤別",
        "なし",
    ]


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (21, "decimalEnclosedCircle", "㉑"),
        (40, "decimalEnclosedCircle", "40"),
        (3, "decimalFullWidth", "３"),
        (2, "decimalEnclosedParen", "⑵"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (5, "aiueoFullWidth", "オ"),
        (2, "iroha", "ロ"),
        (21, "japaneseCounting", "二十一"),
        (7, "none", ""),
        (7, "unheardOf", "7"),
    ],
)
def test_numbers_have_many_styles(number: int, style: str, shown: str) -> None:
    """A style that is not known gives the plain number."""
    assert numeral(number, style) == shown


def test_tracked_changes_read_as_accepted_and_say_what_went() -> None:
    """Inserted text is text; deleted text is left out, and a finding quotes it."""
    grid, findings = read_body(
        paragraph(
            run("目標 "),
            f"<w:ins>{run('20')}</w:ins>",
            "<w:del><w:r><w:delText>15</w:delText></w:r></w:del>",
            f"<w:moveFrom>{run('移動')}</w:moveFrom>",
            run("社"),
        )
    )

    assert texts(grid.rows) == [["目標 20社"]]
    assert [(found.code, found.value("deleted")) for found in findings] == [("R140", "15")]


def test_text_boxes_notes_headers_and_comments_are_kept() -> None:
    """What stands outside the body follows it, and a finding says where each kind begins."""
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{}</w:txbxContent>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    inner = paragraph(run("枠の中"))
    grid, findings = read_body(
        paragraph(run("本文"), box.format(inner, inner)),
        table(cell(paragraph(run("値"), box.format(inner, inner)))),
        footnotes='<w:footnote w:type="separator"><w:p/></w:footnote>'
        f"<w:footnote>{paragraph(run('※R7年度から変更'))}</w:footnote>",
        comments=f"<w:comment>{paragraph(run('要確認'))}</w:comment>",
        header=paragraph(run("資料3")),
    )

    assert texts(grid.rows) == [
        ["本文"],
        ["枠の中"],
        ["値"],
        ["枠の中"],
        ["※R7年度から変更"],
        ["要確認"],
        ["資料3"],
    ]
    assert [finding.code for finding in findings] == ["R136", "R137", "R135"]


def test_content_controls_and_ruby_are_looked_through() -> None:
    """A control only wraps its text; of kanji with a reading aid the kanji are the text."""
    grid, _ = read_body(
        f"<w:sdt><w:sdtContent>{paragraph(run('一'))}{table(cell('二'))}</w:sdtContent></w:sdt>",
        paragraph(
            f"<w:r><w:ruby><w:rt>{run('さっぽろ')}</w:rt><w:rubyBase>{run('札幌')}</w:rubyBase>"
            "</w:ruby></w:r>",
            f"<w:hyperlink>{run('市')}</w:hyperlink>",
        ),
    )

    assert texts(grid.rows) == [["一"], ["二"], ["札幌市"]]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=1, max_size=5), WORDS)
def test_as_many_cells_come_out_as_were_written(rows: list[list[str]], last: str) -> None:
    """Every non-blank cell and paragraph is read once, at its place."""
    width = max(len(row) for row in rows)

    def fill(file: WordFile) -> None:
        table = file.add_table(rows=len(rows), cols=width)
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(at, column).text = text
        file.add_paragraph(last)

    grid, _ = read(make_word(fill))
    written = [[text for text in row if text.strip()] for row in [*rows, [last]]]

    assert texts(grid.rows) == [row for row in written if row]


def test_more_cells_than_allowed_are_refused() -> None:
    """The limit counts paragraphs and cells together."""
    data = make_raw_word(paragraph(run("一")) + table(cell("二") + cell("三")))
    with pytest.raises(UnreadableInputError) as caught:
        word.read_grids(data, document("票.docx", "docx"), Limits(cells=2))

    assert caught.value.code == "file.too_many_cells"


def test_tables_nested_beyond_reason_are_refused() -> None:
    """The XML parser stops at 256 levels; the reader never runs out of stack."""
    body = "".join("<w:tbl><w:tr><w:tc>" for _ in range(500))
    body += "".join("</w:tc></w:tr></w:tbl>" for _ in range(500))
    with pytest.raises(UnreadableInputError) as caught:
        read(make_raw_word(body))

    assert caught.value.code == "file.damaged"


def test_tables_nested_to_the_limit_are_read() -> None:
    """Just below that limit the innermost text is still found."""
    depth = 80
    body = "<w:tbl><w:tr><w:tc>" * depth + paragraph(run("底"))
    body += "</w:tc></w:tr></w:tbl>" * depth

    grid, _ = read(make_raw_word(body))

    assert texts(grid.rows) == [["底"]]
    assert grid.rows[0].table == depth
