"""Where the cells of a table come to stand beside those that reach down from above."""

from collections.abc import Sequence

from hakaru.report.tables.model import Row


def placed_columns(rows: Sequence[Row]) -> list[list[int]]:
    """Return the column of every cell: cells that reach down push those below to the right."""
    reaching: dict[int, int] = {}
    found = []
    for row in rows:
        column, own = 0, []
        below: dict[int, int] = {}
        for cell in row.cells:
            while reaching.get(column, 0) > 0:
                column += 1
            own.append(column)
            for over in range(cell.span):
                below[column + over] = cell.rows
            column += cell.span
        for key in [*reaching]:
            reaching[key] -= 1
        for key, value in below.items():
            if value > 1:
                reaching[key] = value - 1
        found.append(own)
    return found
