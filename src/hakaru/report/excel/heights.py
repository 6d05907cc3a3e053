"""Heights of rows, so that no text is cut when the sheet is printed."""

from collections.abc import Sequence
from math import ceil

from hakaru.report.measuring import lines
from hakaru.report.tables.model import Table
from hakaru.report.tables.placing import placed_columns

LINE, PADDING = 12.2, 3.3
LEAST = 15.75
# Sheets are as tall as whole pixels.
PIXEL = 0.75
# Excel allows 409 points; a taller row is made of several.
TALLEST = 400.0
# The longest text of one cell is 32,767 characters.
LONGEST = 32_000


def row_heights(table: Table, widths: Sequence[float]) -> list[float]:
    """Return the height of each row in points; `widths` in full-width characters."""
    heights = [max(LEAST, row.room * LINE + PADDING) for row in table.rows]
    tall: list[tuple[int, int, float]] = []
    columns = placed_columns(table.rows)
    for at, row in enumerate(table.rows):
        for cell, column in zip(row.cells, columns[at], strict=True):
            if not cell.text:
                continue
            room = sum(widths[column : column + cell.span]) - 0.5
            height = lines(cell.text, room) * LINE + PADDING
            if cell.rows == 1:
                heights[at] = max(heights[at], height)
            else:
                tall.append((at, cell.rows, height))
    for at, rows, height in tall:
        missing = height - sum(heights[at : at + rows])
        if missing > 0:
            last = min(at + rows, len(heights)) - 1
            heights[last] += missing
    return [ceil(height / PIXEL) * PIXEL for height in heights]
