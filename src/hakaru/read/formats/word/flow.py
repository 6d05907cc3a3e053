"""The rows of a Word document while it is read, and the places they have."""

from hakaru.findings import Kind
from hakaru.read.formats import kinds
from hakaru.read.formats.bounds import CellBudget
from hakaru.read.formats.pieces import Styled
from hakaru.read.formats.tally import Tally
from hakaru.read.grid import Cell, Mark, Row
from hakaru.source import Document, Place


class Flow:
    """Collects the rows of a document; `line` counts paragraphs, `table` tables."""

    def __init__(self, document: Document, budget: CellBudget) -> None:
        """Start before the first paragraph."""
        self.tally = Tally()
        self.line = 0
        self.table = 0
        self._file = document.file
        self._budget = budget
        self._rows: list[Row] = []

    @property
    def here(self) -> Place:
        """The place of the paragraph read last."""
        return Place(self._file, line=self.line)

    @property
    def next_place(self) -> Place:
        """The place of the paragraph to be read next."""
        return Place(self._file, line=self.line + 1)

    def note(self, kind: Kind, **values: str) -> None:
        """Count one more of `kind` at the paragraph being read."""
        self.tally.note(kind, self.here, **values)

    def cell(self, styled: Styled, place: Place, column: int, marks: frozenset[Mark]) -> Cell:
        """Return a cell, counted and with its strike noted."""
        self._budget.spend()
        if styled.partly_struck:
            struck = "、".join(styled.partly_struck)
            self.tally.note(kinds.PARTLY_STRUCK, place, struck=struck)
        if Mark.HIDDEN in marks:
            self.tally.note(kinds.HIDDEN_CONTENT, place)
        if styled.struck:
            marks |= {Mark.STRUCK}
        return Cell(styled.text, column, place, marks=marks, underlined=styled.underlined)

    def add(self, cells: tuple[Cell, ...], table: int = 0, width: int = 1) -> None:
        """Add a row, unless it is blank."""
        if cells:
            self._rows.append(Row(len(self._rows) + 1, cells, table, width))

    def rows(self) -> tuple[Row, ...]:
        """Return all rows."""
        return tuple(self._rows)


def marks_of(*, heading: bool = False, hidden: bool = False) -> frozenset[Mark]:
    """Return the marks of a heading and of hidden text."""
    found = {Mark.HEADER: heading, Mark.HIDDEN: hidden}
    return frozenset(mark for mark, is_set in found.items() if is_set)
