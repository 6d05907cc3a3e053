"""How tables and texts of a PDF are read: cards and matrices cell for cell, texts line by line."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.making_pdf import (
    FONT,
    LANDSCAPE,
    PORTRAIT,
    Made,
    MadeTable,
    Paper,
    at,
    draw_pdf,
    lattice,
    line,
    make_card,
    make_matrix,
    make_pdf,
    typeset,
)
from documents.reading_pdf import (
    cells,
    codes,
    expected,
    japanese,
    printed,
    read,
    said,
    tables,
    texts,
)
from documents.seeds import seed
from hakaru.read.grid import Mark


@japanese
@pytest.mark.parametrize("paper", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_every_cell_of_55_cards_is_read_as_written(paper: Paper) -> None:
    """Merged labels, wrapped sentences, lists, values and grades come back to the letter."""
    cards = [make_card(number) for number in range(1, 56)]
    grid, _ = read(make_pdf(cards, paper))
    assert [printed(rows) for rows in tables(grid)] == [expected(card) for card in cards]


@japanese
@pytest.mark.parametrize("paper", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_a_matrix_over_many_pages_is_one_table(paper: Paper) -> None:
    """157 measures: heading rows that stand again on each page are marked, no row is lost."""
    matrix = make_matrix(157)
    grid, findings = read(make_pdf(["重点分野1.観光", matrix, "以上"], paper))
    (rows,) = tables(grid)
    again = [row for row in rows[2:] if all(Mark.HEADER in cell.marks for cell in row.cells)]
    assert printed([row for row in rows if row not in again]) == expected(matrix)
    last = max(cell.place.page for row in rows for cell in row.cells)
    assert len(again) == 2 * (last - 1) > 10
    assert {"R169", "R170"} <= codes(findings)
    assert texts(grid)[:3] == [paper.head, "重点分野1.観光", f"{paper.foot} 1"]
    assert texts(grid).count(str(paper.head)) == last


def tables_of(text: str) -> list[MadeTable]:
    """Return the tables of a text document; a field spans the blank ones after it."""
    blocks = [
        [line.split("\t") for line in block.splitlines() if "\t" in line and "---" not in line]
        for block in re.sub(r"<[^>]*>", "", text).split("\n\n")
    ]
    made = []
    for rows in filter(None, blocks):
        width = max(map(len, rows))
        placed = []
        for y, row in enumerate(rows):
            starts = [x for x, field in enumerate(row) if field.strip()]
            ends = [*starts[1:], width]
            placed += [
                Made(row[x], y, 0 if x == starts[0] else x, end - (0 if x == starts[0] else x))
                for x, end in zip(starts, ends, strict=True)
            ]
        made.append(MadeTable((1,) * width, tuple(placed)))
    return made


def squeezed(rows: list[list[str]]) -> list[list[str]]:
    """Return texts without white space: the public text has lost which of it was a line break."""
    return [["".join(text.split()) for text in row] for row in rows]


@japanese
@pytest.mark.seeds
@pytest.mark.parametrize("number", ["000", "004"])
def test_the_public_documents_set_as_pdf_say_the_same(number: str) -> None:
    """Every row of the public cards and matrix, printed as a PDF, is read with all its texts."""
    made = tables_of(seed(number).read_text(encoding="utf-8"))
    sheets = [item for table in made for item in ("―", table)]
    grid, _ = read(make_pdf(sheets, PORTRAIT))
    wanted = [
        [cell.text for cell in table.cells if cell.y == y]
        for table in made
        for y in sorted({cell.y for cell in table.cells})
    ]
    found = [[cell.text for cell in row.cells] for rows in tables(grid) for row in rows]
    assert squeezed(found) == squeezed(wanted)


@st.composite
def made_tables(draw: st.DrawFn) -> MadeTable:
    """Return a table with cells merged at random, some blank; its last row and column are whole.

    So every edge is drawn somewhere, and rows and columns count alike on paper and in the plan.
    """
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(2, 6))
    free = {(y, x) for y in range(rows - 1) for x in range(columns - 1)}
    made = [Made(f"r{y}", y, columns - 1) for y in range(rows)]
    made += [Made(f"c{x}", rows - 1, x) for x in range(columns - 1)]
    while free:
        y, x = min(free)
        span = _room([(y, x + step) in free for step in range(draw(st.integers(1, 3)))])
        inside = [{(y + down, x + step) for step in range(span)} for down in range(3)]
        height = _room([places <= free for places in inside[: draw(st.integers(1, 3))]])
        free -= set().union(*inside[:height])
        text = draw(st.sampled_from(("", "apple", "12 345", "one two three")))
        made.append(Made(text, y, x, span, height))
    return MadeTable((1,) * columns, tuple(made), breakable=False)


def _room(steps: list[bool]) -> int:
    """Return how many steps from the first are free."""
    return [*steps, False].index(False)


@given(st.lists(made_tables(), min_size=1, max_size=3))
@settings(max_examples=25)
def test_any_merged_table_comes_back(made: list[MadeTable]) -> None:
    """However cells are merged, each is found where it was put, spans and all."""
    grid, findings = read(make_pdf([item for table in made for item in (table, "between")]))
    blank = [{cell for cell in expected(table) if cell[-1]} for table in made]
    assert [printed(rows) for rows in tables(grid)] == blank
    assert texts(grid).count("between") == len(made)
    assert not findings


@japanese
def test_full_lines_are_joined_and_written_ones_kept() -> None:
    """A line break stays only where the writer made it, or where values stand below each other."""
    written = (
        "圏域内の中小企業を対象とした相談会を開催し、延べ1,234人が参加した。",
        "Minato Open Data Platform and the regional archive",
        "①1回\n②2回\n③3回",
        "12\n345\n6,789",
        "2024年度\n(R6年度)",
        "◎\n×",
        "■みなと市 ■北浜市 □東丘市 ■南原町 □西川村",
        "・会議を開催した。\n・広報を実施し、案内所の運営を委託した。\n※12月末時点",
    )
    made = MadeTable((2, 1), tuple(Made(text, y, 0) for y, text in enumerate(written)))
    sheet = Paper({"width": 170, "height": 600, "margin": 10})
    grid, _ = read(make_pdf([made], sheet))
    assert said(grid) == [[text] for text in written]


@japanese
def test_underlined_and_struck_texts() -> None:
    """Underlined pieces are named, also over a full line; a text struck through is marked."""
    source = """
    #set page(width: 200pt, height: 200pt, margin: 10pt)
    #set text(size: 9pt, lang: "ja", font: sys.inputs.data.slice(10, -2))
    #table(columns: 2,
      [会議を#underline[みなと市、北浜市]と開催], [#strike[10人]],
      [参加した市町村は#underline[東丘市、南原町、西川村、中島町、山上市、川下町]], [11人])
    #underline[見出し]と本文
    """
    grid, _ = read(typeset(source, font=FONT))
    found = cells(grid)
    assert found["A1"].text == "会議をみなと市、北浜市と開催"
    assert found["A1"].underlined == ("みなと市、北浜市",)
    assert found["A2"].underlined == ("東丘市、南原町、西川村、中島町、山上市、川下町",)
    assert found["B1"].marks == {Mark.STRUCK}
    assert not found["B2"].marks
    assert grid.rows[-1].cells[0].underlined == ("見出し",)


@japanese
def test_stacked_and_turned_labels() -> None:
    """Vertical writing and a turned label are read along; figures in lines are not."""
    source = """
    #set page(width: 200pt, height: 260pt, margin: 10pt)
    #set text(size: 9pt, lang: "ja", font: sys.inputs.data.slice(10, -2))
    #table(columns: (18pt, 30pt, 60pt),
      [役割分担], rotate(-90deg, reflow: true)[Role 7], [1#linebreak()2#linebreak()3],
      table.cell(colspan: 2)[区　　分], [重要])
    """
    grid, _ = read(typeset(source, font=FONT))
    assert said(grid) == [["役割分担", "Role 7", "1\n2\n3"], ["区　　分", "重要"]]


@japanese
def test_radicals_become_the_characters_they_stand_for() -> None:
    """Word writes 車 as the radical ⾞; ① and full-width figures stay as they are."""
    grid, findings = read(make_pdf(["⾃動⾞と①２台"]))
    assert texts(grid)[1] == "自動車と①２台"
    (finding,) = findings
    assert finding.code == "R162"
    assert finding.value("count") == "2"


def test_a_number_wider_than_its_cell_is_told_with_both_readings() -> None:
    """Nothing on paper says where the number ends: a person is asked, both readings at hand."""
    grid, findings = read(
        draw_pdf(
            lattice((50, 90, 130), (200, 180, 160)) + at(60, 186, "1,234,567") + at(60, 166, "1")
        )
    )
    assert cells(grid)["A1"].text == "1,234,567"
    assert Mark.TO_CONFIRM in cells(grid)["A1"].marks
    assert not cells(grid)["A2"].marks
    (finding,) = findings
    assert finding.code == "R165"
    assert finding.values == (
        ("by_character", "1,234, | 567"),
        ("by_segment", "1,234,567"),
        ("taken", "1,234,567"),
    )


def test_numbers_that_nearly_touch_across_a_border_stay_apart() -> None:
    """Two numbers written apart are two, however close."""
    grid, findings = read(
        draw_pdf(
            lattice((50, 90, 130), (200, 180, 160)) + at(62, 186, "12345") + at(90.5, 186, "6")
        )
    )
    assert said(grid) == [["12345", "6"]]
    assert not findings


def test_a_line_between_two_rows_is_to_be_confirmed() -> None:
    """A text that sticks out of its row may belong to the next one."""
    grid, findings = read(
        draw_pdf(lattice((50, 90, 130), (200, 180, 160)) + at(55, 178, "12") + at(95, 166, "3"))
    )
    assert codes(findings) == {"R166"}
    assert [cell.text for cell in cells(grid).values() if Mark.TO_CONFIRM in cell.marks] == ["12"]


def test_borders_around_no_rectangle_are_to_be_confirmed() -> None:
    """A missing piece of border leaves an L: it is cut into rectangles, and a person is asked."""
    drawn = "".join(line(*ends) for ends in (((50, 200), (150, 200)), ((50, 160), (150, 160))))
    drawn += line((50, 160), (50, 200)) + line((150, 160), (150, 200))
    drawn += line((100, 200), (100, 180), (150, 180))
    grid, findings = read(
        draw_pdf(drawn + at(55, 186, "a") + at(105, 186, "b") + at(105, 166, "c"))
    )
    assert said(grid) == [["a", "b"], ["c"]]
    assert [cell.text for cell in cells(grid).values() if cell.marks] == ["a", "c"]
    assert codes(findings) == {"R168"}


def test_a_number_broken_over_two_lines_is_one_by_its_commas() -> None:
    """1,234,5 is no number; with the 67 below it is. 12 above 345 stay two values."""
    drawn = lattice((50, 90, 130), (200, 160, 120)) + at(52, 188, "1,234,5") + at(52, 174, "67")
    grid, _ = read(draw_pdf(drawn + at(92, 188, "12") + at(92, 174, "345") + at(52, 146, "x")))
    assert said(grid) == [["1,234,567", "12\n345"], ["x"]]


def test_a_text_struck_in_part_is_kept_whole_and_told() -> None:
    """Which part no longer counts is for a person to say."""
    drawn = lattice((50, 150, 250), (200, 180, 160)) + at(55, 186, "twelve hundred")
    grid, findings = read(draw_pdf(drawn + at(155, 166, "x") + line((55, 190), (80, 190))))
    assert not cells(grid)["A1"].marks
    (finding,) = findings
    assert (finding.code, finding.value("struck")) == ("R139", "twelve")


def test_columns_without_lines_are_a_guess() -> None:
    """Three rows or more with the same gaps make a table, each cell of it to be confirmed."""
    rows = (("north", "12", "ok"), ("south", "7", "no"), ("east", "345", "ok"))
    drawn = at(50, 260, "A heading over everything that follows here")
    for number, row in enumerate(rows):
        for x, text in zip((50, 150, 250), row, strict=True):
            drawn += at(x, 220 - 14 * number, text)
    grid, findings = read(draw_pdf(drawn + at(50, 100, "left") + at(250, 100, "right")))
    assert said(grid) == [
        ["A heading over everything that follows here"],
        *map(list, rows),
        ["left"],
        ["right"],
    ]
    assert [row.table for row in grid.rows] == [0, 1, 1, 1, 0, 0]
    assert all(cell.marks == {Mark.TO_CONFIRM} for cell in cells(grid).values())
    (finding,) = findings
    assert finding.code == "R164"
    assert finding.values == (("rows", "3"), ("columns", "3"))


def test_tables_side_by_side_and_one_inside_another() -> None:
    """Lines that touch make a table; a table inside a cell is one of its own."""
    drawn = lattice((20, 60, 100), (280, 260, 240)) + at(25, 266, "a") + at(65, 246, "b")
    drawn += lattice((120, 160, 200), (280, 260, 240)) + at(125, 266, "c") + at(165, 246, "d")
    drawn += lattice((20, 150, 280), (200, 100, 80)) + at(25, 190, "outer") + at(160, 86, "end")
    drawn += lattice((40, 60, 80), (180, 160, 140)) + at(45, 166, "e") + at(65, 146, "f")
    grid, _ = read(draw_pdf(drawn))
    assert [[[cell.text for cell in row.cells] for row in rows] for rows in tables(grid)] == [
        [["a"], ["b"]],
        [["c"], ["d"]],
        [["outer"], ["end"]],
        [["e"], ["f"]],
    ]


BORDERS = {
    "strokes": lattice((50, 100, 150), (200, 180, 160)),
    "rectangles": "50 160 50 20 re 100 160 50 20 re 50 180 50 20 re 100 180 50 20 re S",
    "thin fills": "".join(f"{x} 160 .5 40 re " for x in (50, 100, 150))
    + "".join(f"50 {y} 100 .5 re " for y in (160, 180, 200))
    + "f",
    "dots": "".join(
        f"{50 + step} {y} 1 1 re " for step in range(0, 100, 3) for y in (160, 180, 200)
    )
    + "".join(f"{x} {160 + step} 1 1 re " for step in range(0, 40, 3) for x in (50, 100, 150))
    + "f",
    "double lines": lattice((50, 52, 100, 102, 150), (202, 200, 180, 160)),
    "open sides": "".join(line((50, y), (150, y)) for y in (200, 180, 160))
    + line((100, 200), (100, 160)),
    "a form object": "q 1 0 0 1 50 200 cm /X1 Do Q "
    "q 1 0 0 -1 50 160 cm /X1 Do Q q -1 0 0 1 250 180 cm /X1 Do Q "
    + line((100, 160), (100, 200))
    + line((50, 160), (50, 200)),
}


@pytest.mark.parametrize("name", BORDERS)
def test_borders_drawn_in_any_way_make_cells(name: str) -> None:
    """Strokes, rectangles, dots, double lines, missing sides, lines inside form objects."""
    drawn = (
        BORDERS[name]
        + " "
        + at(60, 186, "a")
        + at(110, 186, "b")
        + at(60, 166, "c")
        + at(110, 166, "d")
    )
    grid, _ = read(draw_pdf(drawn))
    assert said(grid) == [["a", "b"], ["c", "d"]]
