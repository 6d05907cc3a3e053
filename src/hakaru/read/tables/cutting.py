"""A grid cut into tables and the lines between them, in reading order."""

from collections.abc import Sequence
from typing import NamedTuple

from hakaru.read.grid import Cell, Grid, Row
from hakaru.read.layouts.frame import is_note
from hakaru.read.tables.columns import ColumnMeaning, Role
from hakaru.read.tables.header import Header, find_header, header_cells
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.lines import line_heading
from hakaru.read.tables.roles import settle
from hakaru.read.tables.table import (
    Placed,
    Table,
    find_labels,
    is_rule,
    place_row,
    same_columns,
)

# Right of every column.
BEYOND = 10**9


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
    """The tables of a grid, its rows and lines in order, and the rows no table could take."""

    tables: tuple[Table, ...]
    items: tuple[Line | Data, ...]
    strays: tuple[Row, ...]
    rules: tuple[Row, ...]


def cut_grid(grid: Grid, heads: HeadReader) -> Cut:
    """Return the tables of a grid; none when no header was recognised."""
    cutter = _Cutter(grid.rows, heads)
    cutter.walk()
    for table in cutter.tables:
        find_labels(table, heads)
    return Cut(tuple(cutter.tables), tuple(cutter.items), tuple(cutter.strays), tuple(cutter.rules))


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

    def walk(self) -> None:
        """Take every row."""
        at = 0
        while at < len(self.rows):
            header = find_header(self.rows, at, self.heads)
            parts = settle(header.columns) if header else ()
            if header and parts:
                self._open(header, parts)
                at += len(header.rows)
            else:
                self._take(self.rows[at])
                at += 1
        self._take_beside()

    def _open(self, header: Header, parts: Sequence[tuple[ColumnMeaning, ...]]) -> None:
        """Begin tables under a header, or go on with those that had the same one."""
        self._take_beside()
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

    def _take(self, row: Row) -> None:
        """Take a row that is no header."""
        if is_rule(row):
            self.rules.append(row)
        elif len(row.cells) == 1 and (not self.current or self._is_line(row)):
            self._take_beside()
            self.items.append(Line(row, row.cells[0]))
        elif not self.current or not self._place(row):
            self.strays.append(row)

    def _take_beside(self) -> None:
        """Let the rows of the tables at the right follow those at the left."""
        self.items.extend(self.beside)
        self.beside = []

    def _is_line(self, row: Row) -> bool:
        """Tell whether a row of one cell stands across the tables rather than in a column."""
        cell = row.cells[0]
        table = self.current[0]
        if row.table == 0 or cell.span >= max(2, table.width // 2) or is_note(cell.text):
            return True
        first = next(
            (column.column for column in table.columns if column.role is not Role.SECTION), 0
        )
        return cell.column <= first and line_heading(cell.text) is not None

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
