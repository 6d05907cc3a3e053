"""How spreadsheets are read: cells as they are shown, whatever program wrote them."""

import io
import struct
from collections.abc import Callable
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter.worksheet import Worksheet

from documents.making_formats import (
    document,
    fill_hidden,
    fill_results,
    make_old_workbook,
    make_open_sheet,
    make_raw_workbook,
    make_workbook,
    old_workbook,
    record,
    relations,
)
from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats import excel, old_excel, opendocument
from hakaru.read.formats.bounds import Limits
from hakaru.read.formats.number_format import number_format
from hakaru.read.grid import Cell, Grid, Mark
from hakaru.source import Document

Reader = Callable[[bytes, Document], tuple[tuple[Grid, ...], tuple[Finding, ...]]]

RESULTS = {
    "A1": "令和7年度実績",
    "A2": "92.5%",
    "B2": "1,234,567",
    "C2": "15人",
    "D2": "2025-12-31",
    "E2": "9/11",
    "G2": "隠れた列",
    "A3": "1.1",
    "B3": "92.5",
    "C3": "2.2",
    "D3": "-3",
    "E3": "0",
    "A4": "参加 小樽市、江別市",
    "B4": "5回→10回",
    "C4": "中止",
    "D4": "下線",
    "A5": "隠れた行",
    "A6": "一行目\n二行目",
}


def cells_of(grid: Grid) -> dict[str, Cell]:
    """Return the cells of a sheet's table by their names."""
    return {cell.place.cell: cell for row in grid.rows if row.table for cell in row.cells}


def texts_of(grid: Grid) -> dict[str, str]:
    """Return the texts of a sheet's table by the names of their cells."""
    return {name: cell.text for name, cell in cells_of(grid).items()}


def kept_of(grid: Grid) -> list[tuple[str, str]]:
    """Return the texts that stand on a sheet outside its cells, with the cells they hang on."""
    return [
        (cell.place.cell, cell.text) for row in grid.rows if not row.table for cell in row.cells
    ]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Return the codes of findings."""
    return [finding.code for finding in findings]


def read_raw(sheet: str, **parts: str) -> tuple[Grid, tuple[Finding, ...]]:
    """Read an .xlsx of raw XML and return its one sheet."""
    data = make_raw_workbook(sheet, **parts)
    (grid,), findings = excel.read_grids(data, document("表.xlsx", "xlsx"))
    return grid, findings


@pytest.mark.parametrize(
    ("data", "reader", "format_"),
    [
        (make_workbook(fill_results, fill_hidden), excel.read_grids, "xlsx"),
        (old_workbook(), old_excel.read_grids, "xls"),
    ],
    ids=["xlsx", "xls"],
)
def test_new_and_old_workbooks_show_the_same(data: bytes, reader: Reader, format_: str) -> None:
    """Percentages, thousands, units, days, styles and hidden parts come as the cell shows them."""
    (results, hidden), findings = reader(data, document(f"表.{format_}", format_))
    cells = cells_of(results)

    assert texts_of(results) == RESULTS
    assert (cells["A1"].span, cells["A1"].row_span) == (4, 1)
    assert cells["A4"].underlined == ("小樽市", "江別市")
    assert cells["D4"].underlined == ("下線",)
    assert cells["C4"].marks == {Mark.STRUCK}
    assert cells["B4"].marks == frozenset()
    assert cells["C3"].marks == {Mark.FORMULA}
    assert cells["A5"].marks == cells["G2"].marks == {Mark.HIDDEN}
    assert {row.width for row in results.rows if row.table} == {7}
    assert sorted(kept_of(results)) == [("A1", "資料3"), ("A2", "前年度は72.2%")]
    assert cells_of(hidden)["B2"].marks == {Mark.HIDDEN}
    assert sorted(codes(findings)) == ["R131", "R135", "R137", "R139", "R142", "R142"]


def test_each_sheet_is_a_grid_in_the_order_of_the_tabs() -> None:
    """A grid carries the name of its sheet; every cell's place names it, too."""

    def fill(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write("C3", "値")

    data = make_workbook(fill, fill)
    grids, _ = excel.read_grids(data, document("表.xlsx", "xlsx"))

    assert [grid.name for grid in grids] == ["表1", "表2"]
    place = cells_of(grids[1])["C3"].place
    assert (place.file, place.sheet, place.cell) == ("表.xlsx", "表2", "C3")
    assert grids[1].rows[0].number == 3
    assert grids[1].rows[0].cells[0].column == 2


@pytest.mark.parametrize(
    ("format_", "held", "shown"),
    [
        ("General", "1.1000000000000001", "1.1"),
        ("General", "0.30000000000000004", "0.3"),
        ("General", "15.0", "15"),
        ("General", "1E-7", "0.0000001"),
        ("General", "文字", "文字"),
        ('General"人"', "15.5", "15.5人"),
        ("@", "15", "15"),
        ("0.0%", "0.925", "92.5%"),
        ("0%", "1", "100%"),
        ("#,##0", "-1234567", "-1,234,567"),
        ('#,##0;"▲ "#,##0', "-1234", "▲ 1,234"),
        ("0_);(0)", "-5", "(5)"),
        ("[Red]0.0;[Blue]-0.0", "-2.25", "-2.3"),
        ('_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "0", "0"),
        ("000-0000", "600001", "060-0001"),
        ('"約"#,##0"名"', "3400", "約3,400名"),
        ('#,##0,"千円"', "64000000", "64,000千円"),
        ("0.0#", "5.1", "5.1"),
        ("#.##", "5", "5"),
        ('[>=1000]#,##0,"千";0', "15", "15"),
        ("[$¥-411]#,##0", "1500", "¥1,500"),
        ("# ?/?", "0.5", "0.5"),
        ("[DBNum1]0", "5", "5"),
        ("0.00E+00", "12345", "1.23E+4"),
        ("yyyy/m/d", "46022", "2025-12-31"),
        ('[$-411]ggge"年"m"月"d"日"', "46022", "2025-12-31"),
        ("yyyy/m/d h:mm", "46022.75", "2025-12-31 18:00"),
        ("m/d", "46022", "12/31"),
        ('m"月"d"日"', "46022", "12月31日"),
        ('[$-411]ggge"年度"', "46022", "令和7年度"),
        ("[$-411]ge.m", "43585", "H31.4"),
        ('yyyy"年度"', "46022", "2025年度"),
        ("aaa", "46022", "水"),
        ("h:mm", "0.5", "12:00"),
        ("h:mm AM/PM", "0.75", "6:00 午後"),
        ("[h]:mm", "1.5", "36:00"),
        ("yyyy/m/d", "99999999", "99999999"),
        ("yyyy/m/d", "60", "60"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(format_: str, held: str, shown: str) -> None:
    """The dash by which money formats show zero is a zero: in documents a dash is no value."""
    assert number_format(format_).show(held).text == shown


def test_days_count_from_1904_where_the_workbook_says_so() -> None:
    """A workbook of an old Mac counts days from four years later."""
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    sheet = '<sheetData><row r="1"><c r="A1"><v>44560</v></c></row></sheetData>'
    grid, _ = read_raw(sheet, styles=styles, workbook='<workbookPr date1904="1"/>')

    assert texts_of(grid) == {"A1": "2025-12-31"}


def test_digits_that_are_not_shown_are_told() -> None:
    """84.996 % shown as 85.0 % is read as 85.0 %, with a note of what the cell holds."""

    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        percent = book.add_format({"num_format": "0.0%"})
        for row, value in enumerate([0.84996, 0.85, 0.72222222]):
            sheet.write(row, 0, value, percent)

    (grid,), (finding,) = excel.read_grids(make_workbook(fill), document("表.xlsx", "xlsx"))

    assert texts_of(grid) == {"A1": "85.0%", "A2": "85.0%", "A3": "72.2%"}
    assert finding.code == "R133"
    assert [place.cell for place in finding.places] == ["A1", "A3"]
    assert dict(finding.values) == {"count": "2", "held": "0.84996", "shown": "85.0%"}


def test_a_number_that_its_format_hides_is_kept_and_marked() -> None:
    """The format ;;; shows nothing; the number is not lost for that."""
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode=";;;"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/></cellXfs>'
    )
    grid, findings = read_raw(
        '<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>', styles=styles
    )

    assert cells_of(grid)["A1"].text == "5"
    assert cells_of(grid)["A1"].marks == {Mark.HIDDEN}
    assert codes(findings) == ["R142"]


def test_formulas_give_what_the_file_stores_and_say_so_once() -> None:
    """A formula's stored value is its text; without one the formula itself is, never nothing."""
    grid, findings = read_raw(
        '<sheetData><row r="1">'
        "<c r='A1'><f>1+1</f><v>2</v></c>"
        "<c r='B1' t='str'><f>\"a\"</f><v>a&amp;b</v></c>"
        "<c r='C1' t='e'><f>1/0</f><v>#DIV/0!</v></c>"
        "<c r='D1'><f t='shared' si='0' ref='D1:E1'>SUM(A1:A9)</f></c>"
        "<c r='E1'><f t='shared' si='0'/></c>"
        "<c r='F1' t='str'><f>IF(1,\"\")</f><v></v></c>"
        "</row></sheetData>"
    )

    assert texts_of(grid) == {
        "A1": "2",
        "B1": "a&b",
        "C1": "#DIV/0!",
        "D1": "=SUM(A1:A9)",
        "E1": "=SUM(A1:A9)",
    }
    assert all(cell.marks == {Mark.FORMULA} for cell in cells_of(grid).values())
    by_code = {finding.code: finding for finding in findings}
    assert set(by_code) == {"R131", "R132"}
    assert by_code["R131"].value("count") == "5"
    assert [place.cell for place in by_code["R132"].places] == ["D1", "E1"]


def test_texts_of_every_kind_are_read() -> None:
    """Shared, rich, inline and typed texts; the reading aid over kanji is no text."""
    strings = (
        "<si><t>札幌</t><rPh><t>サッポロ</t></rPh></si>"
        "<si><r><t>石狩</t></r><r><rPr><u/></rPr><t>市</t></r></si>"
        "<si><t>一_x000D_\n二_x0041_</t></si>"
    )
    grid, _ = read_raw(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>その</t></is></c>'
        '<c r="E1" t="inlineStr"><is><r><t>場</t></r><r><rPr><strike/></rPr><t>所</t></r>'
        '<rPh><t>バ</t></rPh></is></c><c r="F1" t="b"><v>1</v></c>'
        '<c r="G1" t="d"><v>2025-12-31T00:00:00</v></c><c r="H1" t="s"><v>99</v></c></row>'
        "</sheetData>",
        strings=strings,
    )

    assert list(texts_of(grid).values()) == [
        "札幌",
        "石狩市",
        "一\n二A",
        "その",
        "場所",
        "TRUE",
        "2025-12-31",
        "99",
    ]
    assert cells_of(grid)["B1"].underlined == ("市",)


def test_cells_without_references_follow_one_another() -> None:
    """References may be left out or be nonsense; cells then stand side by side."""
    grid, _ = read_raw(
        "<sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        "<row><c r='B2'><v>4</v></c><c r='B12'><v>5</v></c></row></sheetData>"
    )

    assert texts_of(grid) == {"A1": "1", "C1": "3", "B2": "4", "C2": "5"}


def test_elements_may_carry_a_prefix() -> None:
    """Some programs write x:c for c; Excel's strict dialect has another namespace."""
    data = make_raw_workbook("")
    sheet = (
        '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>'
        '<x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    data = make_raw_workbook("", **{"xl/worksheets/sheet1.xml": sheet})
    (grid,), _ = excel.read_grids(data, document("表.xlsx", "xlsx"))

    assert texts_of(grid) == {"B2": "7"}


def test_a_merged_cell_stands_once_and_what_is_under_it_is_hidden() -> None:
    """Programs can write under a merged cell; nobody sees that, so it is kept and marked."""
    grid, findings = read_raw(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C2"/></mergeCells>'
    )
    cells = cells_of(grid)

    assert (cells["A1"].span, cells["A1"].row_span, cells["A1"].marks) == (2, 2, frozenset())
    assert cells["B1"].marks == cells["A2"].marks == {Mark.HIDDEN}
    assert (cells["C2"].span, cells["C2"].marks) == (1, frozenset())
    assert codes(findings) == ["R141"]


def test_shapes_check_boxes_and_comments_are_kept() -> None:
    """Text boxes and form controls hold answers in many forms: they follow the sheet as rows."""
    controls = (
        '<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shape><v:textbox><div>小樽市<br></div>'
        '</v:textbox><x:ClientData ObjectType="Checkbox"><x:Anchor>1, 0, 2, 0, 3, 0, 3, 0'
        "</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape></xml>"
    )
    drawing = (
        '<d:wsDr xmlns:d="urn:d" xmlns:a="urn:a"><d:twoCellAnchor><d:from><d:col>2</d:col>'
        "<d:row>4</d:row></d:from><d:sp><d:txBody><a:p><a:r><a:t>枠の</a:t></a:r></a:p>"
        "<a:p><a:r><a:t>中</a:t></a:r></a:p></d:txBody></d:sp></d:twoCellAnchor>"
        "<d:oneCellAnchor><d:from/><d:pic/></d:oneCellAnchor></d:wsDr>"
    )
    grid, findings = read_raw(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        **{
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                drawing_1="d.xml", vmlDrawing_1="v.xml", comments_1="lost.xml"
            ),
            "xl/worksheets/d.xml": drawing,
            "xl/worksheets/v.xml": controls,
        },
    )

    assert kept_of(grid) == [("C5", "枠の\n中"), ("B3", "■小樽市")]
    assert sorted(codes(findings)) == ["R136", "R138", "R146"]


def test_an_open_document_sheet_reads_as_it_shows() -> None:
    """OpenDocument keeps the text a cell shows; repeats, spans, notes and styles are followed."""
    styles = (
        '<style:style style:name="T1"><style:text-properties'
        ' style:text-underline-style="solid"/></style:style>'
        '<style:style style:name="T2"><style:text-properties'
        ' style:text-line-through-type="single"/></style:style>'
    )
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        '<table:table-row><table:table-cell office:value-type="percentage" office:value="0.925"'
        ' table:number-columns-spanned="2"><text:p>92.5%</text:p></table:table-cell>'
        "<table:covered-table-cell/>"
        '<table:table-cell office:value-type="date" office:date-value="2025-12-31">'
        "<text:p>令和7年12月31日</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2025-12-31">'
        "<text:p>12/31</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/>'
        "<table:table-cell><text:p>隠れた列</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>同じ</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
        '<table:table-row table:visibility="collapse"><table:table-cell table:formula="of:=1+1">'
        '</table:table-cell><table:table-cell><text:p><text:span text:style-name="T1">小樽市'
        '</text:span>と<text:s text:c="2"/><text:span text:style-name="T2">5回</text:span></text:p>'
        "<text:p>二行目</text:p><office:annotation><text:p>注記</text:p></office:annotation>"
        "</table:table-cell></table:table-row>"
    )
    data = make_open_sheet(rows, styles=styles)
    (grid,), findings = opendocument.read_grids(data, document("表.ods", "ods"))
    cells = cells_of(grid)

    assert texts_of(grid) == {
        "A1": "92.5%",
        "C1": "2025-12-31",
        "D1": "12/31",
        "B2": "隠れた列",
        "C2": "同じ",
        "D2": "同じ",
        "B3": "隠れた列",
        "C3": "同じ",
        "D3": "同じ",
        "A1048004": "=1+1",
        "B1048004": "小樽市と  5回\n二行目",
    }
    assert cells["A1"].span == 2
    assert cells["B2"].marks == {Mark.HIDDEN}
    assert cells["B1048004"].underlined == ("小樽市",)
    assert kept_of(grid) == [("B1048004", "注記")]
    assert sorted(codes(findings)) == ["R131", "R132", "R135", "R139", "R142"]


VALUES = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20),
)


@given(st.dictionaries(st.tuples(st.integers(0, 60), st.integers(0, 30)), VALUES, max_size=40))
def test_as_many_cells_come_out_as_were_written(
    values: dict[tuple[int, int], int | float | str],
) -> None:
    """Every non-blank cell is read once, at its place; an independent reader sees the same."""

    def fill(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for (row, column), value in values.items():
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value)

    data = make_workbook(fill)
    (grid,), _ = excel.read_grids(data, document("表.xlsx", "xlsx"))
    found = {(row.number - 1, cell.column): cell.text for row in grid.rows for cell in row.cells}
    written = {
        at: value for at, value in values.items() if not isinstance(value, str) or value.strip()
    }
    lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    seen = lines.to_python(skip_empty_area=False)

    assert set(found) == set(written)
    for (row, column), text in found.items():
        other = seen[row][column]
        if isinstance(other, str):
            assert text == other
        else:
            assert isinstance(other, int | float)
            assert float(text) == pytest.approx(other, rel=1e-14)


def test_an_independent_reader_sees_the_same_in_an_old_workbook() -> None:
    """The values behind the texts of the .xls are those that another program's reader finds."""
    lines = CalamineWorkbook.from_filelike(io.BytesIO(old_workbook())).get_sheet_by_index(0)
    seen = lines.to_python(skip_empty_area=False)

    assert seen[1][:4] == [0.925, 1234567, 15, date(2025, 12, 31)] or isinstance(
        seen[1][3], datetime
    )
    assert seen[2][:5] == [1.1, 92.5, 2.2, -3, 0]
    assert seen[3][:4] == ["参加 小樽市、江別市", "5回→10回", "中止", "下線"]


def test_the_records_of_old_workbooks_are_followed() -> None:
    """Numbers come packed in three ways, and long texts go on in the next record."""
    long = "札幌" * 3
    texts = record(0x00FC, struct.pack("<IIHB", 2, 2, 6, 1) + long[:4].encode("utf-16-le"))
    # The rest of the text says anew how wide its characters are; then a rich text begins.
    rest = b"\x01" + long[4:].encode("utf-16-le")
    texts += record(0x003C, rest + struct.pack("<HBH", 3, 8, 1) + b"abc" + struct.pack("<HH", 1, 0))
    head = struct.Struct("<HHH").pack
    data = make_old_workbook(
        texts,
        record(0x00FD, head(0, 0, 0) + struct.pack("<I", 0)),
        record(0x00FD, head(0, 1, 0) + struct.pack("<I", 1)),
        record(0x027E, head(1, 0, 0) + struct.pack("<i", 1234 << 2 | 3)),
        record(0x00BD, struct.pack("<HHHiHiH", 1, 1, 0, 7 << 2 | 2, 0, 0x3FF80000, 2)),
        record(0x0203, head(1, 3, 0) + struct.pack("<d", 0.1 + 0.2)),
        record(0x0205, head(2, 0, 0) + b"\x01\x00"),
        record(0x0205, head(2, 1, 0) + b"\x17\x01"),
        record(0x0006, head(2, 2, 0) + b"\x00" * 6 + b"\xff\xff" + b"\x00" * 8),
        record(0x0207, struct.pack("<HB", 2, 0) + b"xy"),
        record(0x0006, head(2, 3, 0) + b"\x02\x00\x07\x00\x00\x00\xff\xff" + b"\x00" * 8),
        record(0x0204, head(2, 4, 0) + struct.pack("<HB", 1, 0) + b"z"),
        record(0x00E5, struct.pack("<HHHHH", 1, 0, 1, 0, 0)),
        record(0x005D, struct.pack("<HHHHHHHH", 0x15, 4, 0x0B, 1, 0x0A, 2, 1, 0)),
        record(0x01B6, struct.pack("<10xH6x", 2)) + record(0x003C, b"\x00ok"),
    )
    (grid,), findings = old_excel.read_grids(data, document("表.xls", "xls"))

    assert texts_of(grid) == {
        "A1": "札幌札幌札幌",
        "B1": "abc",
        "A2": "12.34",
        "B2": "7",
        "C2": "1.5",
        "D2": "0.3",
        "A3": "TRUE",
        "B3": "#REF!",
        "C3": "xy",
        "D3": "#DIV/0!",
        "E3": "z",
    }
    assert cells_of(grid)["A1"].row_span == 2
    assert kept_of(grid) == [("A1", "■ok")]
    assert sorted(codes(findings)) == ["R131", "R136", "R141"]


def test_shapes_and_boxes_of_open_documents_are_kept() -> None:
    """Text frames and form controls over the cells follow the sheet as rows."""
    rows = (
        '<office:forms><form:checkbox form:label="小樽市" form:current-state="checked"/>'
        '<form:checkbox form:label="江別市"/></office:forms>'
        "<table:shapes><draw:frame><draw:text-box><text:p>枠の中</text:p></draw:text-box>"
        "</draw:frame></table:shapes>"
        "<table:table-row><table:table-cell><draw:frame><draw:image/></draw:frame>"
        "<text:p>値</text:p></table:table-cell></table:table-row>"
    )
    (grid,), findings = opendocument.read_grids(make_open_sheet(rows), document("表.ods", "ods"))

    assert texts_of(grid) == {"A1": "値"}
    assert kept_of(grid) == [("A1", "■小樽市"), ("A1", "□江別市"), ("A1", "枠の中")]
    assert sorted(codes(findings)) == ["R136", "R138"]


def test_a_cell_in_the_last_corner_costs_nothing() -> None:
    """Two cells far apart are two cells: nothing is laid out between them."""

    def fill(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "始")
        sheet.write(1_048_575, 16_383, "終")

    (grid,), _ = excel.read_grids(make_workbook(fill), document("表.xlsx", "xlsx"))

    assert texts_of(grid) == {"A1": "始", "XFD1048576": "終"}


def test_a_repeat_without_end_is_refused() -> None:
    """An .ods may say in ten words that a text stands in seventeen thousand million cells."""
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell'
        ' table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    with pytest.raises(UnreadableInputError) as caught:
        opendocument.read_grids(
            make_open_sheet(row), document("表.ods", "ods"), Limits(cells=10_000)
        )

    assert caught.value.code == "file.too_many_cells"
    assert caught.value.values == {"file": "表.ods", "limit": "10000"}


def test_more_cells_than_allowed_are_refused() -> None:
    """The limit counts the non-blank cells of all sheets together."""
    with pytest.raises(UnreadableInputError) as caught:
        excel.read_grids(
            make_workbook(fill_results, fill_results),
            document("表.xlsx", "xlsx"),
            Limits(cells=len(RESULTS) + 4),
        )

    assert caught.value.code == "file.too_many_cells"
