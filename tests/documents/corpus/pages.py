"""Tables from rows: every cell placed as a web page places it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from documents.making_pdf import Made, MadeTable

Item = MadeTable | str | None
"""A table, a line, or the end of a sheet or page."""


class C(NamedTuple):
    """A cell that covers several columns or rows."""

    text: str
    span: int = 1
    rows: int = 1


Row = Sequence[str | C]


def table(rows: Iterable[Row], *, head: int = 1, wide: Sequence[int] = ()) -> MadeTable:
    """Return rows as a table; blank cells are left out.

    `head` rows are headings; the columns of `wide` are three times as wide as the others on paper.
    """
    placed = tuple(_placed(rows))
    columns = max(cell.x + cell.span for cell in placed)
    widths = tuple(3.0 if at in wide else 1.0 for at in range(columns))
    return MadeTable(widths, tuple(cell for cell in placed if cell.text), head=head)


def _placed(rows: Iterable[Row]) -> Iterable[Made]:
    """Yield cells where they come to stand beside those that reach down from above."""
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for entry in row:
            cell = C(entry) if isinstance(entry, str) else entry
            while (y, x) in taken:
                x += 1
            yield Made(cell.text, y, x, cell.span, cell.rows)
            taken |= {
                (y + down, x + over) for down in range(cell.rows) for over in range(cell.span)
            }
            x += cell.span


def beside(left: MadeTable, right: MadeTable) -> MadeTable:
    """Return two tables as one grid with a blank column between them."""
    shift = len(left.widths) + 1
    moved = tuple(cell._replace(x=cell.x + shift) for cell in right.cells)
    return MadeTable((*left.widths, 0.3, *right.widths), (*left.cells, *moved), head=left.head)


def spaced(made: MadeTable, before: int) -> MadeTable:
    """Return a table with a blank column put in before a column, as sheets for print have."""
    cells = tuple(
        cell._replace(x=cell.x + 1)
        if cell.x >= before
        else cell._replace(span=cell.span + 1)
        if cell.x + cell.span > before
        else cell
        for cell in made.cells
    )
    widths = (*made.widths[:before], 0.2, *made.widths[before:])
    return made._replace(widths=widths, cells=cells)


def size(made: MadeTable) -> tuple[int, int]:
    """Return how many rows and columns a table has."""
    return max(cell.y + cell.rows for cell in made.cells), len(made.widths)
