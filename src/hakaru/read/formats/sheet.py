"""Puts the cells of a spreadsheet, whatever its format, together into the rows of a grid."""

from bisect import bisect_left
from functools import lru_cache

from msgspec.structs import replace

from hakaru.findings import Kind
from hakaru.read.formats import kinds
from hakaru.read.formats.bounds import CellBudget
from hakaru.read.formats.pieces import Styled
from hakaru.read.formats.tally import Tally
from hakaru.read.grid import Cell, Grid, Mark, Row
from hakaru.source import Document, Place, column_letters

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
PLAIN: frozenset[Mark] = frozenset()


class Sheet:
    """One sheet while it is read; rows and columns count from 0, places are in A1 notation."""

    def __init__(self, document: Document, name: str, budget: CellBudget) -> None:
        """Start an empty sheet; `tally` collects what is noticed in it."""
        self.tally = Tally()
        self._document = document
        self._name = name
        self._budget = budget
        self._rows: dict[int, list[Cell]] = {}
        self._beside: list[Cell] = []
        self._hidden_columns: set[int] = set()
        self._areas: list[tuple[int, int, int, int]] = []
        self._steps = budget.renewed()

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell of this sheet."""
        cell = f"{column_letters(column)}{row + 1}"
        return Place(self._document.file, sheet=self._name, cell=cell)

    def note(self, kind: Kind, row: int, column: int, **values: object) -> None:
        """Count one more of `kind` at a cell; only the first places are worth making."""
        place = None if self.tally.has_places(kind) else self.place(row, column)
        self.tally.note(kind, place, **values)

    def add(
        self, row: int, column: int, styled: Styled, found: frozenset[Mark], name: str = ""
    ) -> None:
        """Add a cell, unless it is blank, with the marks found on it; `name` is its A1 notation."""
        text = styled.text
        if not text or text.isspace():
            return
        self._budget.spend()
        place = Place(self._document.file, self._name, 0, 0, 0, name) if name else None
        place = place or self.place(row, column)
        if found or styled.struck or styled.partly_struck:
            self._note_marks(place, styled, found)
            found |= marks(struck=styled.struck)
        cell = Cell(text, column, place, 1, 1, found, styled.underlined)
        if row in self._rows:
            self._rows[row].append(cell)
        else:
            self._rows[row] = [cell]

    def _note_marks(self, place: Place, styled: Styled, found: frozenset[Mark]) -> None:
        """Count what somebody looking at the sheet would not see or not know."""
        if Mark.HIDDEN in found:
            self.tally.note(kinds.HIDDEN_CONTENT, place)
        if Mark.FORMULA in found:
            self.tally.note(kinds.FORMULA_CACHED, place)
        if styled.partly_struck:
            self.tally.note(kinds.PARTLY_STRUCK, place, struck="、".join(styled.partly_struck))

    def keep(self, kind: Kind, at: tuple[int, int], styled: Styled, **values: object) -> None:
        """Keep a text that stands on the sheet but in no cell (a comment, a text box).

        It becomes a row outside the table, after the sheet; its place is the cell `at` which it
        hangs. A blank one is nothing.
        """
        if not styled.text or styled.text.isspace():
            return
        self._budget.spend()
        place = self.place(min(at[0], MOST_ROWS - 1), min(at[1], MOST_COLUMNS - 1))
        looks = marks(struck=styled.struck)
        self._beside.append(Cell(styled.text, 0, place, 1, 1, looks, styled.underlined))
        self.tally.note(kind, place, **values)

    def hide_columns(self, first: int, last: int) -> None:
        """Remember that columns are hidden, from the first to the last."""
        self._steps.spend(max(last - first, 0) + 1)
        self._hidden_columns.update(range(first, last + 1))

    def hides(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return column in self._hidden_columns

    def span(self, top: int, left: int, bottom: int, right: int) -> None:
        """Remember a merged area, ends included."""
        self._steps.spend()
        if (top, left) != (bottom, right):
            self._areas.append((top, left, bottom, right))

    def _merge(self) -> None:
        """Give merged cells their spans.

        What stands under a merged cell, which programs can write but nobody sees, is kept and
        marked hidden.
        """
        for cells in self._rows.values():
            cells.sort(key=_column)
        numbers = sorted(self._rows)
        for area in self._areas:
            for at in range(bisect_left(numbers, area[0]), len(numbers)):
                if numbers[at] > area[2]:
                    break
                # Areas do not overlap in a sound file; in another, the steps must still end.
                self._steps.spend()
                self._cover(numbers[at], area)

    def _cover(self, number: int, area: tuple[int, int, int, int]) -> None:
        """Span the top left cell of an area, hide the others it holds in one row."""
        top, left, bottom, right = area
        cells = self._rows[number]
        for index in range(bisect_left(cells, left, key=_column), len(cells)):
            cell = cells[index]
            if cell.column > right:
                return
            if number == top and cell.column == left and cell.span == cell.row_span == 1:
                span, row_span = right - left + 1, bottom - top + 1
                cells[index] = replace(cell, span=span, row_span=row_span)
            else:
                cells[index] = replace(cell, marks=cell.marks | {Mark.HIDDEN})
                self.tally.note(kinds.UNDER_MERGE, cell.place)

    def grid(self) -> Grid:
        """Return the sheet as a grid: one table, then the texts that stand beside the cells."""
        self._merge()
        width = max(
            (cell.column + cell.span for cells in self._rows.values() for cell in cells), default=0
        )
        rows = [
            Row(number + 1, tuple(self._rows[number]), 1, width) for number in sorted(self._rows)
        ]
        last = rows[-1].number if rows else 0
        rows.extend(Row(last + at, (cell,)) for at, cell in enumerate(self._beside, 1))
        return Grid(self._document, self._name, tuple(rows))


def _column(cell: Cell) -> int:
    """Return the column of a cell, to sort by."""
    return cell.column


@lru_cache(maxsize=16)
def marks(*, hidden: bool = False, formula: bool = False, struck: bool = False) -> frozenset[Mark]:
    """Return a set of marks, shared by all cells that look alike."""
    found = {Mark.HIDDEN: hidden, Mark.FORMULA: formula, Mark.STRUCK: struck}
    return frozenset(mark for mark, is_set in found.items() if is_set)


@lru_cache(maxsize=MOST_COLUMNS)
def column_number(letters: str) -> int:
    """Return the zero-based column of its letters; -1 where they are none."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z" or number > MOST_COLUMNS:
            return -1
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
