"""The document round a value: the cells beside it, with the cell itself marked, or the page."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from hakaru.errors import HakaruError, UsageError
from hakaru.read.formats import read_grids
from hakaru.read.formats.opening import document_of
from hakaru.read.formats.pdf.picture import page_picture
from hakaru.read.grid import Cell, Grid, Row
from hakaru.source import Place, column_letters
from hakaru.store.models import SourceFile

GRIDS_KEPT = 4
ROWS_AROUND = 1
COLUMNS_AROUND = 2
MOST_ROWS = 40
LONGEST_BESIDE = 160
PDF = "pdf"

# The digests of files by their names in an import.
Digests = Mapping[str, str]


class SourceCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell as the document has it; `marked` where the value was read. `name` finds it again."""

    text: str
    name: str
    span: int
    marked: bool


class SourceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the document with its number; `gap` where rows before it were left out."""

    number: int
    cells: tuple[SourceCell, ...]
    gap: bool


class SourceTable(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a document round some cells under the `letters` of their columns."""

    file: str
    sheet: str
    letters: tuple[str, ...]
    lines: tuple[SourceLine, ...]


class SourcePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of a PDF, with the boxes to be marked: left, bottom, right, top in points."""

    file: str
    digest: str
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What stands round some places, in the order of the document."""

    tables: tuple[SourceTable, ...] = ()
    pages: tuple[SourcePage, ...] = ()


def around(places: Iterable[Place | None], digests: Digests) -> Surroundings:
    """Return what stands round these places; a file that is not kept has nothing to show."""
    by_file: dict[str, list[Place]] = defaultdict(list)
    for place in dict.fromkeys(place for place in places if place is not None):
        if place.file in digests:
            by_file[place.file].append(place)
    tables: list[SourceTable] = []
    pages: list[SourcePage] = []
    for file, found in by_file.items():
        if any(place.box for place in found):
            pages += _pages(file, digests[file], found)
        else:
            tables += _tables(digests[file], file, found)
    return Surroundings(tables=tuple(tables), pages=tuple(pages))


def _pages(file: str, digest: str, places: Sequence[Place]) -> Iterator[SourcePage]:
    """Yield the pages of the places with all their boxes."""
    boxes: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for place in places:
        if place.box is not None:
            boxes[place.page].append(place.box)
    for page, found in sorted(boxes.items()):
        yield SourcePage(file=file, digest=digest, page=page, boxes=tuple(found))


class _Sheets:
    """The grids of a document, and where in them each place is."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        """Note the row of every cell."""
        self.grids = grids
        self.row_of: dict[Place, tuple[int, int]] = {}
        self.line_of: dict[tuple[str, int], tuple[int, int]] = {}
        for at, grid in enumerate(grids):
            for line, row in enumerate(grid.rows):
                for cell in row.cells:
                    self.row_of.setdefault(cell.place, (at, line))
                    self.line_of.setdefault((cell.place.sheet, cell.place.line), (at, line))

    def find(self, place: Place) -> tuple[int, int] | None:
        """Return grid and row of a place; of one that is no cell, those of its line."""
        return self.row_of.get(place) or self.line_of.get((place.sheet, place.line))


@lru_cache(maxsize=GRIDS_KEPT)
def _sheets(digest: str, name: str) -> _Sheets:
    """Return the grids of a kept file, read once more from its bytes."""
    content = SourceFile.objects.filter(digest=digest).values_list("content", flat=True).first()
    if content is None:
        return _Sheets(())
    data = bytes(content)
    try:
        document = document_of(data, name)
        return _Sheets(read_grids(data, document)[0])
    except HakaruError:
        # A ledger has no cells to show, and what was read once may be refused by a later version.
        return _Sheets(())


def _tables(digest: str, file: str, places: Sequence[Place]) -> Iterator[SourceTable]:
    """Yield the rows round the places, sheet by sheet."""
    sheets = _sheets(digest, file)
    marked = frozenset(places)
    rows: dict[int, set[int]] = defaultdict(set)
    for place in places:
        found = sheets.find(place)
        if found is not None:
            rows[found[0]].update(range(found[1] - ROWS_AROUND, found[1] + ROWS_AROUND + 1))
    for at, lines in sorted(rows.items()):
        grid = sheets.grids[at]
        shown = [line for line in sorted(lines) if 0 <= line < len(grid.rows)][:MOST_ROWS]
        yield _table(grid, shown, marked)


def _table(grid: Grid, shown: Sequence[int], marked: frozenset[Place]) -> SourceTable:
    """Return some rows of a grid, cut to the columns round what is marked."""
    picked = [grid.rows[line] for line in shown]
    columns = _columns(picked, marked)
    lines = tuple(
        SourceLine(
            number=row.cells[0].place.line or row.number,
            cells=tuple(_cells(row, marked, columns)),
            gap=at > 0 and line - shown[at - 1] > 1,
        )
        for at, (line, row) in enumerate(zip(shown, picked, strict=True))
    )
    return SourceTable(
        file=grid.document.file,
        sheet=grid.rows[shown[0]].cells[0].place.sheet,
        letters=tuple(column_letters(column) for column in columns),
        lines=lines,
    )


def _columns(rows: Sequence[Row], marked: frozenset[Place]) -> list[int]:
    """Return the columns round what is marked, without those in which nothing begins."""
    cells = [cell for row in rows for cell in row.cells]
    begun = {cell.column for cell in cells}
    near = [cell.column for cell in cells if cell.place in marked] or [0]
    first, last = min(near) - COLUMNS_AROUND, max(near) + COLUMNS_AROUND
    return [column for column in sorted(begun) if first <= column <= last]


def _cells(row: Row, marked: frozenset[Place], columns: Sequence[int]) -> Iterator[SourceCell]:
    """Yield the cells of a row in the columns shown, blank ones too."""
    shown: dict[int, tuple[Cell, int]] = {}
    covered: set[int] = set()
    for cell in row.cells:
        over = [c for c in columns if cell.column <= c < cell.column + cell.span]
        if over:
            shown[over[0]] = cell, len(over)
            covered.update(over[1:])
    for column in columns:
        if column in shown:
            cell, span = shown[column]
            here = cell.place in marked
            yield SourceCell(
                text=cell.text if here else _cut(cell.text),
                name=place_name(cell.place),
                span=span,
                marked=here,
            )
        elif column not in covered:
            yield SourceCell(text="", name="", span=1, marked=False)


def place_name(place: Place | None) -> str:
    """Return a short name of a place, the same wherever it is shown on a page."""
    if place is None:
        return ""
    if place.box is not None:
        return f"p{place.page}-" + "-".join(f"{edge:.0f}" for edge in place.box)
    return f"{place.table}.{place.cell or place.line}"


def _cut(text: str) -> str:
    """Return a text that only stands beside, cut to a bearable length."""
    return text if len(text) <= LONGEST_BESIDE else f"{text[:LONGEST_BESIDE]}…"


def picture(
    digest: str, page: int, boxes: Sequence[tuple[float, float, float, float]], *, whole: bool
) -> bytes:
    """Return a page of a kept PDF as PNG, the boxes marked.

    Raises UsageError `source.unknown` and UnreadableInputError as `page_picture`.
    """
    kept = SourceFile.objects.filter(digest=digest, format=PDF).first()
    if kept is None:
        raise UsageError("source.unknown", digest=digest[:64])
    return page_picture(bytes(kept.content), kept.name, page, boxes=boxes, whole=whole)
