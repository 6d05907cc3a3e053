"""Where a sheet turns the page: never through a cell, never behind a band's own row."""

from collections.abc import Iterator, Sequence

from hakaru.report.tables.model import Row, Table


class Pages:
    """How far down its page a sheet has come, in points, and the rows that begin another."""

    def __init__(self) -> None:
        """Start at the top of the first page."""
        self.rows: list[int] = []
        self.used = 0.0
        self._is_over = False

    def make_room(self, row: int, height: float, room: float) -> bool:
        """Begin a page at `row` where `height` does not fit here, but would on another.

        Behind what was taller than a page too: how far it comes down its last one only the
        program that prints it knows. Return whether a page begins.
        """
        begins = self._is_over or (self.used > 0 and self.used + height > room)
        if begins:
            self.begin(row)
        return begins

    def begin(self, row: int) -> None:
        """Begin a page at `row`."""
        self.rows.append(row)
        self.used = 0.0
        self._is_over = False

    def advance(self, height: float, room: float) -> None:
        """Count points as used; what is taller than a page goes on over the next ones."""
        self.used += height
        self._is_over = self.used > room


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
