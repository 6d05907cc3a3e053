"""A grid cut into tables and the lines between them, in reading order."""

from collections.abc import Sequence
from typing import NamedTuple

from hakaru.read.grid import Cell, Grid, Row
from hakaru.read.layouts.frame import explains_marks, is_note
from hakaru.read.tables.columns import LABELS, ColumnMeaning, Role
from hakaru.read.tables.header import Header, find_header, header_cells
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.lines import is_remark, line_heading, unit_of_line
from hakaru.read.tables.pairs import Pair, pairs_in
from hakaru.read.tables.roles import settle
from hakaru.read.tables.table import (
    Placed,
    Table,
    find_labels,
    is_rule,
    place_row,
    same_columns,
    unbroken,
)

# Right of every column.
BEYOND = 10**9
FEWEST_IN_HEADING = 3
FEWEST_SAYING = 2
KNOWN_SHARE = 0.6


class Line(NamedTuple):
    """A cell that stands alone in its row, outside the tables or across one."""

    row: Row
    cell: Cell


class Data(NamedTuple):
    """A row of a table."""

    table: Table
    at: int

    @property
    def row(self) -> Row:
        """The row of the grid."""
        return self.table.rows[self.at][0]

    @property
    def placed(self) -> Placed:
        """Its cells by column."""
        return self.table.rows[self.at][1]


class Cut(NamedTuple):
    """The tables of a grid, its rows and lines in order, and the rows no table could take.

    `pairs` are rows of labels with values, `legends` legends spread over the cells of a row.
    """

    tables: tuple[Table, ...]
    items: tuple[Line | Data, ...]
    strays: tuple[Row, ...]
    rules: tuple[Row, ...]
    pairs: tuple[tuple[Row, tuple[Pair, ...]], ...] = ()
    legends: tuple[Row, ...] = ()


def cut_grid(grid: Grid, heads: HeadReader) -> Cut:
    """Return the tables of a grid; none when no header was recognised."""
    cutter = _Cutter(grid.rows, heads)
    cutter.walk()
    for table in cutter.tables:
        find_labels(table, heads)
    return Cut(
        tuple(cutter.tables),
        tuple(cutter.items),
        tuple(cutter.strays),
        tuple(cutter.rules),
        tuple(cutter.pairs),
        tuple(cutter.legends),
    )


class _Cutter:
    """Walks the rows of a grid; a header holds until another one comes."""

    def __init__(self, rows: Sequence[Row], heads: HeadReader) -> None:
        self.rows = rows
        self.heads = heads
        self.tables: list[Table] = []
        self.current: list[Table] = []
        self.items: list[Line | Data] = []
        self.beside: list[Line | Data] = []
        self.strays: list[Row] = []
        self.rules: list[Row] = []
        self.pairs: list[tuple[Row, tuple[Pair, ...]]] = []
        self.legends: list[Row] = []
        self.headers: list[Header] = []

    def walk(self) -> None:
        """Take every row."""
        at = 0
        while at < len(self.rows):
            header = self._header_again(at) or self._new_header(at)
            parts = settle(header.columns) if header else ()
            if header and parts:
                self._open(header, parts)
                at += len(header.rows)
            else:
                self._take(self.rows[at], leads=self._leads(at))
                at += 1
        self._take_beside()

    def _new_header(self, at: int) -> Header | None:
        """Return the header that begins at a row; rows right above a known one are data."""
        header = find_header(self.rows, at, self.heads)
        below = range(at + 1, at + len(header.rows)) if header else ()
        return None if any(map(self._header_again, below)) else header

    def _header_again(self, at: int) -> Header | None:
        """Return the header that stands again from a row on, printed anew on the next page.

        What follows it is data, whatever it looks like there: a cell cut in two, a lone year.
        """
        for header in self.headers:
            rows = tuple(self.rows[at : at + len(header.rows)])
            if len(rows) == len(header.rows) and all(map(_is_same, rows, header.rows)):
                return Header(rows, header.columns)
        return None

    def _open(self, header: Header, parts: Sequence[tuple[ColumnMeaning, ...]]) -> None:
        """Begin tables under a header, or go on with those that had the same one."""
        self._take_beside()
        if all(header.columns is not other.columns for other in self.headers):
            self.headers.append(header)
        known = [
            next((table for table in self.tables if same_columns(table.columns, columns)), None)
            for columns in parts
        ]
        edges = [columns[0].column for columns in parts[1:]]
        self.current = []
        for columns, table, low, high in zip(
            parts, known, [0, *edges], [*edges, BEYOND], strict=True
        ):
            cells = [cell for cell in header_cells(header) if low <= cell.column < high]
            opened = table or Table(columns, [], 0, columns[-1].end)
            opened.header.extend(cells)
            opened.number = header.rows[-1].table
            if table is None:
                self.tables.append(opened)
            self.current.append(opened)

    def _leads(self, at: int) -> bool:
        """Tell whether a cell alone in its row is the caption of another table right below it."""
        row = self.rows[at]
        below = self.rows[at + 1] if at + 1 < len(self.rows) else None
        if below is None or len(row.cells) > 1 or not self.current:
            return False
        if (below.table, below.number) != (row.table, row.number + 1) or self._header_again(at + 1):
            return False
        header = find_header(self.rows, at + 1, self.heads)
        return bool(header and settle(header.columns))

    def _take(self, row: Row, *, leads: bool) -> None:
        """Take a row that is no header; `leads`: it is the caption of the table below."""
        if is_rule(row):
            self.rules.append(row)
        elif len(row.cells) == 1 and (leads or not self.current or self._is_line(row)):
            self._take_beside()
            self.items.append(Line(row, row.cells[0]))
        elif pairs := pairs_in(row, self.heads, at=self._first_column()):
            self.pairs.append((row, pairs))
        elif len(row.cells) > 1 and explains_marks(row):
            self.legends.append(row)
        elif self._is_foreign(row):
            self.current = []
            self.strays.append(row)
        elif not self.current or not self._place(row):
            self.strays.append(row)

    def _take_beside(self) -> None:
        """Let the rows of the tables at the right follow those at the left."""
        self.items.extend(self.beside)
        self.beside = []

    def _first_column(self) -> int | None:
        """Return where the current tables begin; None before any table."""
        return self.current[0].columns[0].column if self.current else None

    def _is_foreign(self, row: Row) -> bool:
        """Tell whether a row is the heading of a table that nothing understands: 区分 | R5 | R6."""
        if len(row.cells) < FEWEST_IN_HEADING or not any(table.rows for table in self.current):
            return False
        heads = [self.heads.read(cell.text, loosely=True) for cell in row.cells]
        saying = [head for head in heads if head.strong and (head.years or head.role in LABELS)]
        known = sum(head.known for head in heads)
        return len(saying) >= FEWEST_SAYING and known >= KNOWN_SHARE * len(heads)

    def _is_line(self, row: Row) -> bool:
        """Tell whether a row of one cell stands across the tables rather than in a column."""
        cell = row.cells[0]
        table = self.current[0]
        if row.table == 0 or cell.span >= max(2, table.width // 2):
            return True
        if is_note(cell.text) or unit_of_line(cell.text) is not None:
            return True
        first = next(
            (column.column for column in table.columns if column.role is not Role.SECTION), 0
        )
        if cell.column > first:
            return False
        # Below notes stand more of them: 問い合わせ先 is no project without anything to tell.
        before = self.items[-1] if self.items else None
        noted = isinstance(before, Line) and is_remark(before.cell.text)
        return noted or line_heading(cell.text) is not None

    def _place(self, row: Row) -> bool:
        """Give the cells of a row to the tables they stand under."""
        edges = [table.columns[0].column for table in self.current[1:]]
        taken = False
        for number, (table, low, high) in enumerate(
            zip(self.current, [0, *edges], [*edges, BEYOND], strict=True)
        ):
            part = row
            if edges:
                cells = tuple(cell for cell in row.cells if low <= cell.column < high)
                part = Row(row.number, cells, row.table, table.width)
            placed = place_row(table, part) if part.cells else None
            if placed is not None:
                table.rows.append((part, placed))
                (self.beside if number else self.items).append(Data(table, len(table.rows) - 1))
                taken = True
        return taken


def _is_same(row: Row, other: Row) -> bool:
    """Tell whether two rows print the same texts in the same columns, wherever their lines end."""
    return len(row.cells) == len(other.cells) and all(
        one.column == two.column and unbroken(one.text) == unbroken(two.text)
        for one, two in zip(row.cells, other.cells, strict=True)
    )
