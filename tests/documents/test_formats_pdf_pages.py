"""How the pages of a PDF are read: turned ones, tables over several, damaged and endless files."""

from collections.abc import Iterator
from contextlib import suppress
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.making_pdf import Extra, at, draw_pdf, lattice, make_card, make_matrix, make_pdf
from documents.reading_pdf import cells, codes, read, said, tables
from hakaru.errors import UnreadableInputError
from hakaru.read.grid import Mark


def test_a_cell_knows_its_place_on_the_page() -> None:
    """Page, table, cell in A1 notation, and its box in points from the lower left."""
    grid, _ = read(draw_pdf("", lattice((50, 100, 150), (200, 180, 160)) + at(105, 166, "x")))
    (cell,) = cells(grid).values()
    assert (cell.place.page, cell.place.table, cell.place.cell) == (2, 1, "B2")
    assert cell.place.box == pytest.approx((100, 160, 150, 180), abs=0.1)


TURNS = {90: "0 -1 1 0 0 400", 180: "-1 0 0 -1 400 300", 270: "0 1 -1 0 300 0"}


@pytest.mark.parametrize("degrees", TURNS)
@pytest.mark.parametrize("shown", [True, False], ids=["shown upright", "shown lying"])
def test_a_turned_page_is_read_upright(degrees: int, *, shown: bool) -> None:
    """Turned by the page's entry or by its content alone; boxes stay as in the file."""
    table = lattice((50, 100, 150), (200, 180, 160)) + at(55, 186, "one") + at(105, 166, "two")
    turned = f"{TURNS[degrees]} cm {table} " + at(55, 100, "under the table")
    extra = Extra(rotate=-degrees % 360 if shown else 0)
    size = (400, 400) if degrees == 180 else (400, 300)
    grid, _ = read(draw_pdf(turned, size=size, extra=extra))
    assert said(grid) == [["one"], ["two"], ["under the table"]]
    assert cells(grid)["A1"].place.box == pytest.approx(TURNED_BOXES[degrees], abs=0.1)


TURNED_BOXES = {
    90: (180, 300, 200, 350),
    180: (300, 100, 350, 120),
    270: (100, 50, 120, 100),
}


def rows_from(top: float, *rows: tuple[str, ...]) -> str:
    """Return the operators for a table of two columns from a height down."""
    drawn = lattice((50, 150, 350), [top - 20 * step for step in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, text in zip((55, 155), row, strict=True):
            drawn += at(x, top - 20 * number - 14, text) if text else ""
    return drawn


def test_a_table_goes_on_over_running_heads_and_page_numbers() -> None:
    """What is printed on every page stands after the joined table."""
    head, foot = at(50, 280, "Minato City"), "- {} -"
    pages = [
        head + rows_from(250, ("item", "value"), ("a", "1")) + at(190, 10, foot.format(1)),
        head + rows_from(250, ("b", "2")) + at(190, 10, foot.format(2)),
    ]
    grid, findings = read(draw_pdf(*pages))
    assert said(grid) == [
        ["Minato City"],
        *(["item", "value"], ["a", "1"], ["b", "2"]),
        *(["- 1 -"], ["Minato City"], ["- 2 -"]),
    ]
    assert cells(grid)["A3"].place.page == 2
    assert codes(findings) == {"R170"}


def test_a_form_that_starts_on_a_new_page_is_a_new_table() -> None:
    """Forms of one kind share labels; that the columns agree does not make them one."""
    pages = [rows_from(250, ("No. of form", str(n)), ("name", "x")) for n in (1, 2)]
    grid, _ = read(draw_pdf(*pages))
    assert len(tables(grid)) == 2


def test_a_row_cut_by_the_end_of_a_page_is_put_together() -> None:
    """The rest of a sentence alone under a blank first cell; the whole is to be confirmed."""
    pages = [
        rows_from(250, ("item", "text"), ("alpha", "the meeting was held at the city hall and")),
        rows_from(250, ("item", "text"), ("", "the report was sent"), ("beta", "nothing")),
    ]
    grid, findings = read(draw_pdf(*pages))
    found = cells(grid)
    assert found["B2"].text == "the meeting was held at the city hall and the report was sent"
    assert found["B2"].marks == {Mark.TO_CONFIRM}
    assert {"R169", "R170", "R171"} == codes(findings)


def test_what_cannot_be_read_is_said() -> None:
    """Pictures without text, text under a picture, text beside the page."""
    picture = "q 380 0 0 280 10 10 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q "
    hidden = f"3 Tr {at(50, 50, 'recognised')}"
    grid, findings = read(
        draw_pdf(picture, picture + hidden, at(50, 50, "x") + at(500, 50, "beside"))
    )
    assert said(grid) == [["recognised"], ["x"], ["beside"]]
    told = {finding.code: finding for finding in findings}
    assert told["R161"].value("pages") == "1"
    assert told["R172"].value("pages") == "2"
    assert told["R174"].value("text") == "beside"


def test_a_page_that_is_missing_is_said() -> None:
    """The other pages are read; the one that cannot be opened is named."""
    pdf = draw_pdf(at(50, 50, "first"), at(50, 50, "second")).replace(b"102 0 R", b"999 0 R")
    grid, findings = read(pdf)
    assert said(grid) == [["first"]]
    assert [(finding.code, finding.value("page")) for finding in findings] == [("R173", "2")]


def test_two_forms_with_one_title_stay_two_tables() -> None:
    """A title row that stands again is no heading of columns when labels follow it again."""
    pages = []
    for name in ("north", "south"):
        title = lattice((50, 350), (270, 250)) + at(55, 256, "Evaluation sheet")
        pages.append(title + rows_from(250, ("project name", name), ("result", "done")))
    grid, _ = read(draw_pdf(*pages))
    assert len(tables(grid)) == 2


def test_a_page_of_countless_lines_is_read_without_tables() -> None:
    """A map or drawing must not hold up the reader; its text is kept."""
    grid, findings = read(draw_pdf("0 0 m " + "1 1 l 2 2 l " * 100_001 + "S " + at(50, 50, "map")))
    assert said(grid) == [["map"]]
    assert codes(findings) == {"R167"}


def test_filled_in_form_fields_are_read() -> None:
    """What was typed into a form is no page content, but it is what the form says."""
    typed = at(2, 3, "typed in")
    field = "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[55 182 145 198]/F 4/AP<</N 11 0 R>>>>"
    shown = (
        "<</Type/XObject/Subtype/Form/BBox[0 0 90 16]/Resources<</Font<</F1 3 0 R>>>>"
        f"/Length {len(typed)}>>stream\n{typed}\nendstream"
    )
    extra = Extra(page="/Annots[10 0 R]", objects=(field, shown))
    grid, _ = read(
        draw_pdf(lattice((50, 150, 250), (200, 180, 160)) + at(155, 166, "x"), extra=extra)
    )
    assert cells(grid)["A1"].text == "typed in"


def test_locked_broken_and_endless_files_are_refused() -> None:
    """Each with its own code; nothing is half read."""
    key = "00" * 32
    lock = f"<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>"
    locked = draw_pdf(at(9, 9, "x"), extra=Extra(trailer=f"/Encrypt {lock}/ID[<00><00>]"))
    for pdf, code in (
        (locked, "file.encrypted"),
        (b"%PDF-1.7 and no more", "file.damaged"),
        (b"", "file.damaged"),
        (draw_pdf(*[""] * 2_001), "file.too_many_pages"),
    ):
        with pytest.raises(UnreadableInputError) as refused:
            read(pdf)
        assert refused.value.code == code


@pytest.fixture(scope="module")
def whole() -> bytes:
    """Return a sound PDF to be damaged."""
    return make_pdf([make_card(1), "text", make_matrix(5)])


def damaged(whole: bytes, seed: int) -> Iterator[bytes]:
    """Return a file cut short, with bytes changed, and with a piece taken out."""
    random = Random(seed)  # noqa: S311 - made data
    yield whole[: random.randrange(len(whole))]
    changed = bytearray(whole)
    for _ in range(random.choice((1, 10, 100, 1000))):
        changed[random.randrange(len(whole))] = random.randrange(256)
    yield bytes(changed)
    start = random.randrange(len(whole))
    yield whole[:start] + whole[start + random.randrange(5000) :]


@given(st.integers(0, 2**32))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_read_or_refused(whole: bytes, seed: int) -> None:
    """Never anything but a grid or UnreadableInputError, and nothing is left open."""
    for pdf in damaged(whole, seed):
        with suppress(UnreadableInputError):
            grid, _ = read(pdf)
            assert all(cell.text for row in grid.rows for cell in row.cells)


OPERATORS = (
    *("0", "1", "-1", "10", "150", "1e9", "-1e30", "0.00001"),
    *("q", "Q", "cm", "re", "m", "l", "c", "h", "S", "f", "B", "n", "W", "/X1 Do"),
    *("BT", "ET", "/F1 9 Tf", "Td", "Tm", "Tr", "Tz", "Ts", "(a) Tj", "[(12)-900(c)] TJ"),
)


@given(st.lists(st.sampled_from(OPERATORS), max_size=80))
@settings(max_examples=150)
def test_any_drawing_is_read(operators: list[str]) -> None:
    """Operators in any order, with numbers of any size: no failure, no blank cell, boxes finite."""
    grid, _ = read(draw_pdf(f"{' '.join(operators)} " + at(50, 50, "end")))
    for row in grid.rows:
        for cell in row.cells:
            assert cell.text.strip()
            assert cell.place.box is not None
            assert all(abs(edge) < 1e40 for edge in cell.place.box)
