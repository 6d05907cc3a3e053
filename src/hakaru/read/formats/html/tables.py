"""A table of a page while it is read: which column a cell falls into, and what follows a row."""

from collections import Counter
from itertools import takewhile

from lxml import etree

from hakaru.read.formats.bounds import CellBudget
from hakaru.read.grid import Cell, Row
from hakaru.source import column_letters

_CELLS = ("td", "th")
# The standard's own bounds for colspan and rowspan.
_WIDEST, _TALLEST = 1_000, 65_534


def places_parts(table: etree._Element) -> bool:
    """Tell whether a table only places the parts of a page: no table of data, a mere frame.

    One of its cells holds tables of more cells than it has itself.
    """
    if table.find(".//table") is None:
        return False
    inside: Counter[etree._Element] = Counter()
    own = 0
    for cell in table.iter(*_CELLS):
        holders = list(takewhile(lambda outer: outer is not table, cell.iterancestors()))
        cells = [holder for holder in holders if holder.tag in _CELLS]
        own += not cells
        inside.update(cells[-1:])
    return max(inside.values(), default=0) > own


class Table:
    """Rows of one table; `in_row` and `in_cell` tell what is open."""

    def __init__(self, number: int, steps: CellBudget) -> None:
        """Start before the first row; `steps` bounds the work that nested spans can make."""
        self.number = number
        self.in_row = self.in_cell = False
        self.rows: list[Row] = []
        self.after_row: list[Row] = []
        self._steps = steps
        self._count = 0
        self._cells: list[Cell] = []
        self._column = 0
        # Cells that reach down: first column, column after the last, rows still to cover.
        self._reaching: list[tuple[int, int, int]] = []
        self._new: list[tuple[int, int, int]] = []

    def start_row(self) -> None:
        """Begin a row."""
        self.end_row()
        self.in_row = True
        self._count += 1

    def place_cell(self, span: int, row_span: int) -> tuple[int, str]:
        """Return the column and the name of the next cell, and hold its place."""
        if not self.in_row:
            self.start_row()
        span = min(max(span, 1), _WIDEST)
        self._steps.spend(len(self._reaching) + 1)
        for first, end, _ in self._reaching:
            if first <= self._column < end:
                self._column = end
        column = self._column
        self._column += span
        if row_span > 1:
            self._new.append((column, self._column, min(row_span, _TALLEST)))
        return column, f"{column_letters(column)}{self._count}"

    def add(self, cell: Cell) -> None:
        """Add a cell that is not blank."""
        self._cells.append(cell)

    def end_row(self) -> None:
        """End the row that is open; what was nested in it follows it."""
        if not self.in_row:
            return
        width = max([self._column, *(end for _, end, _ in self._reaching)])
        if self._cells:
            self.rows.append(Row(0, tuple(self._cells), self.number, width))
        self.rows.extend(self.after_row)
        left = ((first, end, rows - 1) for first, end, rows in (*self._reaching, *self._new))
        self._reaching = sorted(reach for reach in left if reach[2] > 0)
        self.after_row, self._cells, self._new, self._column = [], [], [], 0
        self.in_row = False
