"""How CSV and TSV files are read: fields as they stand, the encoding and delimiter found."""

import csv as writing
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.making_formats import document
from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats import csv
from hakaru.read.formats.bounds import Limits
from hakaru.read.grid import Grid

ROWS = '指標,基準値,実績\n参加者数,"2,583名",5209人\n,,\n会議,,1回\n'


def read(data: bytes) -> tuple[Grid, tuple[Finding, ...]]:
    """Read a CSV file into its one grid."""
    (grid,), findings = csv.read_grids(data, document("表.csv", "csv"))
    return grid, findings


def texts(grid: Grid) -> list[list[str]]:
    """Return the texts of all rows."""
    return [[cell.text for cell in row.cells] for row in grid.rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encoding_is_found(encoding: str) -> None:
    """Excel in Japan writes CP932 or UTF-8 with a mark, and UTF-16 as "Unicode text"."""
    grid, findings = read(ROWS.encode(encoding))

    assert texts(grid) == [
        ["指標", "基準値", "実績"],
        ["参加者数", "2,583名", "5209人"],
        ["会議", "1回"],
    ]
    assert findings == ()


def test_places_are_lines_and_cells() -> None:
    """Blank fields keep their column, blank lines their line number."""
    grid, _ = read(ROWS.encode())
    last = grid.rows[-1].cells[-1]

    assert (last.column, last.place.line, last.place.cell) == (2, 4, "C4")
    assert [(row.number, row.table, row.width) for row in grid.rows] == [
        (1, 1, 3),
        (2, 1, 3),
        (4, 1, 3),
    ]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    """The delimiter is the one that cuts most lines into the same number of fields."""
    lines = [["指標", "値"], ["会議", "1,000回"], ["企業数", "15社"]]
    text = "\n".join(delimiter.join(f'"{field}"' for field in line) for line in lines)
    grid, _ = read(text.encode())

    assert texts(grid) == lines


def test_a_quoted_field_may_hold_lines_and_delimiters() -> None:
    """A row is numbered by the line it starts on."""
    grid, _ = read('a,"一\r\n二,三",c\r\nd,e,f\r\n'.encode())

    assert texts(grid) == [["a", "一\n二,三", "c"], ["d", "e", "f"]]
    assert [row.number for row in grid.rows] == [1, 3]


def test_quotes_that_do_not_pair_lose_nothing() -> None:
    """One stray quotation mark would swallow the rest of the file; lines are then cut alone."""
    grid, findings = read('名称,値\n"会議,1回\n企業,2社\n'.encode())

    assert texts(grid) == [["名称", "値"], ['"会議', "1回"], ["企業", "2社"]]
    assert [finding.code for finding in findings] == ["R144"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("一\n二\n".encode() + b"\xff\xfe\xfa\n", 3),
        ("一,二\n三,四\n".encode("cp932") + b"\x81\x20\n", 3),
        ("札幌市の実績を示す表,値\n".encode() * 3 + "札".encode()[:2], 4),
    ],
)
def test_bytes_of_no_encoding_are_refused_with_their_line(data: bytes, line: int) -> None:
    """Wrong bytes are never read as garbage: UTF-8 with a broken spot is not taken for CP932."""
    with pytest.raises(UnreadableInputError) as caught:
        read(data)

    assert caught.value.code == "file.wrong_encoding"
    assert caught.value.values == {"file": "表.csv", "line": str(line)}


def test_more_cells_than_allowed_are_refused() -> None:
    """The limit counts non-blank fields."""
    with pytest.raises(UnreadableInputError) as caught:
        csv.read_grids(ROWS.encode(), document("表.csv", "csv"), Limits(cells=7))

    assert caught.value.code == "file.too_many_cells"


def test_a_line_of_far_too_many_fields_is_refused_before_they_are_held() -> None:
    """A line has no end that could be waited for: what is beyond the limit is never made."""
    tracemalloc.start()
    with pytest.raises(UnreadableInputError) as caught:
        csv.read_grids(b"a," * 300_000, document("表.csv", "csv"), Limits(cells=1_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert caught.value.code == "file.too_many_cells"
    assert most < 30_000_000


FIELDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=10)


@given(st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_as_many_cells_come_out_as_were_written(rows: list[list[str]]) -> None:
    """Every non-blank field is read once, as it was written."""
    stream = io.StringIO(newline="")
    writing.writer(stream, quoting=writing.QUOTE_ALL).writerows(rows)
    grid, _ = read(stream.getvalue().encode("utf-8-sig"))
    written = [[field for field in row if field.strip()] for row in rows]

    assert texts(grid) == [row for row in written if row]
