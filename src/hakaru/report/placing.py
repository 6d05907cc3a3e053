"""The cells of a table at their places, with spans cut to what fits: what drawing one needs."""

from collections.abc import Iterator
from typing import NamedTuple

from hakaru.report.tables.model import Cell, Table
from hakaru.report.tables.placing import placed_columns


class Placed(NamedTuple):
    """A cell at its row and column from 0, with the columns and rows it covers."""

    row: int
    column: int
    cell: Cell
    span: int
    rows: int


def placed(table: Table) -> Iterator[Placed]:
    """Yield the cells of a table, row by row; what would reach beyond its edges is cut."""
    width, height = len(table.widths), len(table.rows)
    for at, columns in enumerate(placed_columns(table.rows)):
        for cell, column in zip(table.rows[at].cells, columns, strict=True):
            if column < width:
                span, rows = min(cell.span, width - column), min(cell.rows, height - at)
                yield Placed(at, column, cell, span, rows)
