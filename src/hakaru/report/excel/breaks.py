"""Where a long table may turn the page: never through a cell, never behind a band's own row."""

from collections.abc import Iterator, Sequence

from hakaru.report.tables.model import Row, Table


def page_ends(table: Table, heights: Sequence[float], used: float, room: float) -> Iterator[int]:
    """Yield the rows that begin a page.

    `heights` of all rows, `used` on the first page before the table and `room` of a page in
    points; the headings stand on every page.
    """
    head = sum(heights[: table.head_rows])
    used += head
    for start, end in _groups(table.rows, table.head_rows):
        height = sum(heights[start:end])
        if used + height > room and used > head:
            yield start
            used = head
        used += height


def _groups(rows: Sequence[Row], start: int) -> Iterator[tuple[int, int]]:
    """Yield the rows that stay together: what a cell reaches over, bands with what they name."""
    while start < len(rows):
        end = start
        reach = start + 1
        while end < min(reach, len(rows)):
            row = rows[end]
            reach = max(reach, end + (2 if row.band else 1), *(end + c.rows for c in row.cells))
            end += 1
        yield start, end
        start = end
