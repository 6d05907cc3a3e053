"""How web pages are read: text blocks and tables in order, as a browser would show them."""

import html as escaping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.making_formats import document
from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats import html
from hakaru.read.formats.bounds import Limits
from hakaru.read.grid import Cell, Grid, Mark


def read(page: str | bytes) -> tuple[Grid, tuple[Finding, ...]]:
    """Read a page into its one grid."""
    data = page.encode() if isinstance(page, str) else page
    (grid,), findings = html.read_grids(data, document("頁.html", "html"))
    return grid, findings


def texts(grid: Grid) -> list[list[str]]:
    """Return the texts of all rows."""
    return [[cell.text for cell in row.cells] for row in grid.rows]


def cells(grid: Grid) -> dict[tuple[int, str], Cell]:
    """Return the cells of all tables by table and name."""
    return {
        (cell.place.table, cell.place.cell): cell
        for row in grid.rows
        if row.table
        for cell in row.cells
    }


def test_blocks_and_tables_come_in_reading_order() -> None:
    """Headings, paragraphs and list items are rows of one cell; scripts and styles are nothing."""
    grid, findings = read(
        "<!DOCTYPE html><html><head><title>題</title><style>p{}</style></head><body>"
        "<h1>実績\n 一覧</h1><p>本文<br>二行目</p><script>x()</script>"
        "<ul><li>一<li>二</ul>\n<table><caption>表1</caption><tr><th>項目<th>値<tr><td>会議<td>1回"
        "</table>末尾</body></html>"
    )

    assert texts(grid) == [
        ["実績 一覧"],
        ["本文\n二行目"],
        ["一"],
        ["二"],
        ["表1"],
        ["項目", "値"],
        ["会議", "1回"],
        ["末尾"],
    ]
    assert [row.table for row in grid.rows] == [0, 0, 0, 0, 0, 1, 1, 0]
    assert grid.rows[0].cells[0].marks == {Mark.HEADER}
    assert cells(grid)[1, "A1"].marks == {Mark.HEADER}
    assert cells(grid)[1, "B2"].marks == frozenset()
    assert cells(grid)[1, "B2"].place.line == 3
    assert findings == ()


def test_spans_put_later_cells_into_their_columns() -> None:
    """A cell over several rows pushes the cells of later rows to the right."""
    grid, _ = read(
        "<table><tr><th rowspan=2>項目<th colspan=2>実績<td rowspan=9>備考"
        "<tr><td>2024<td>2025<tr><td>会議<td>1回<td></table>"
    )
    found = cells(grid)

    assert (found[1, "A1"].row_span, found[1, "B1"].span) == (2, 2)
    assert found[1, "B2"].column == 1
    assert found[1, "C2"].text == "2025"
    assert [row.width for row in grid.rows] == [4, 4, 4]


def test_a_table_inside_a_cell_follows_its_row() -> None:
    """Old pages nest tables for layout; the inner one has its own number."""
    grid, _ = read(
        "<table><tr><td>外<table><tr><td>内</td></tr></table>後</td><td>右</td></tr>"
        "<tr><td>下</td></tr></table>"
    )

    assert [(row.table, [cell.text for cell in row.cells]) for row in grid.rows] == [
        (1, ["外\n後", "右"]),
        (2, ["内"]),
        (1, ["下"]),
    ]


def test_what_a_browser_shows_is_the_text() -> None:
    """Boxes become ■ and □, fields their value, pictures their text; readings of kanji go."""
    grid, _ = read(
        "<p><input type=checkbox checked>小樽市<input type=checkbox>江別市</p>"
        "<p><input value='15社'><input type=hidden value=x>"
        "<select><option>未<option selected>済</select></p>"
        "<p><img alt='◎'><ruby>札幌<rp>(</rp><rt>さっぽろ</rt></ruby>&nbsp;市&amp;町</p>"
        "<pre>  字\n  下</pre>"
    )

    assert texts(grid) == [
        ["■小樽市□江別市"],
        ["15社済"],
        ["◎札幌\xa0市&町"],
        ["字\n  下"],
    ]


def test_underlined_struck_and_hidden_text_is_told_apart() -> None:
    """Hidden text beside shown text becomes a row of its own, so that it cannot change a value."""
    grid, findings = read(
        "<p><u>小樽</u><ins>市</ins>と<span style='text-decoration: underline'>江別市</span></p>"
        "<p><del>中止</del></p><p><s>5回</s>10回</p>"
        "<table><tr><td hidden>隠<td>5<span style='display:none'>回の案</span><td>回</table>"
    )
    found = cells(grid)

    assert grid.rows[0].cells[0].underlined == ("小樽市", "江別市")
    assert grid.rows[1].cells[0].marks == {Mark.STRUCK}
    assert found[1, "A1"].marks == {Mark.HIDDEN}
    assert found[1, "B1"].text == "5"
    assert [(cell.text, cell.marks) for cell in grid.rows[-1].cells] == [
        ("回の案", frozenset({Mark.HIDDEN}))
    ]
    assert [finding.code for finding in findings] == ["R139", "R142"]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp932", "Shift_JIS"),
        ("cp932", "windows-31j"),
        ("euc_jp", "EUC-JP"),
        ("utf-8", "utf-8"),
        ("utf-8-sig", "Shift_JIS"),
        ("utf-16", "utf-16"),
        ("cp932", ""),
    ],
)
def test_the_declared_encoding_is_used_and_checked(encoding: str, declared: str) -> None:
    """Old pages of public bodies are in Shift_JIS or EUC-JP; some declare another than they use."""
    page = f"<html><head><meta charset='{declared}'></head><body><p>札幌市～①</p></body></html>"
    grid, findings = read(page.encode(encoding, "replace"))

    assert texts(grid)[0][0].startswith("札幌市")
    assert [finding.code for finding in findings] == (["R145"] if encoding == "utf-8-sig" else [])


def test_pages_nested_beyond_reason_are_refused() -> None:
    """A page of a hundred thousand nested tables neither crashes nor is half read."""
    for opening in ("<div>", "<table><tr><td>", "<b>"):
        with pytest.raises(UnreadableInputError) as caught:
            read("<html><body>" + opening * 100_000 + "底")
        assert caught.value.code == "file.too_complex"


def test_spans_that_would_fill_the_memory_are_refused() -> None:
    """Every row reaching down over all later ones makes work without end."""
    page = "<table>" + "<tr><td rowspan=65534>x" * 3_000 + "</table>"
    with pytest.raises(UnreadableInputError) as caught:
        html.read_grids(page.encode(), document("頁.html", "html"), Limits(cells=100_000))

    assert caught.value.code == "file.too_many_cells"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=5), WORDS)
def test_as_many_cells_come_out_as_were_written(rows: list[list[str]], last: str) -> None:
    """Every non-blank cell and paragraph is read once."""
    body = "".join(
        "<tr>" + "".join(f"<td>{escaping.escape(text)}</td>" for text in row) + "</tr>"
        for row in rows
    )
    grid, _ = read(f"<html><body><table>{body}</table><p>{escaping.escape(last)}</p></body></html>")
    written = [[text for text in row if text.strip()] for row in [*rows, [last]]]

    assert [len(row) for row in texts(grid)] == [len(row) for row in written if row]
    for found, row in zip(texts(grid), [row for row in written if row], strict=True):
        assert ["".join(text.split()) for text in found] == ["".join(text.split()) for text in row]
