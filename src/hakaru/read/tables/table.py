"""A table: columns with meanings, and how the cells of a row find their columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.read.grid import Cell, Row
from hakaru.read.tables.columns import (
    LABELS,
    MEASURED,
    MONEY,
    ColumnDescription,
    ColumnMeaning,
    Role,
    TableDescription,
    layout_of,
)
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.roles import ITEM_FOLLOWS
from hakaru.source import column_letters

PRIORITY_MARKS = frozenset("★☆◎●◆■▲○◇")
LONGEST_VALUE = 60
LINE_LENGTH = 4
LONGEST_NUMBER = 12
FITTING_SHARE = 0.7
LABELLED_SHARE = 0.8
MEASURED_SHARE = 0.5
VALUE_HEADS = ("値", "数値")
_NUMERIC = re.compile(r"[\s0-9.,%％▲△\-+―—–－ー]+")
_NAMED = frozenset({Role.NAME, Role.ITEM})


class Placed(NamedTuple):
    """The cells of a row by column, those under no heading, and by how much the row was off."""

    columns: tuple[tuple[ColumnMeaning, Cell], ...]
    loose: tuple[Cell, ...]
    shift: int = 0


@dataclass(eq=False)
class Table:
    """One header and the rows below it; a header that is printed again belongs to the same table.

    `width` counts the columns up to the last heading; `number` is the table's in its grid.
    """

    columns: tuple[ColumnMeaning, ...]
    header: list[Cell]
    number: int
    width: int
    rows: list[tuple[Row, Placed]] = field(default_factory=list)

    @property
    def layout(self) -> str:
        """Which layout the columns make."""
        return layout_of(self.columns)

    @property
    def roles(self) -> frozenset[Role]:
        """The roles of all columns."""
        return frozenset(column.role for column in self.columns)

    def describe(self) -> TableDescription:
        """Return what the columns mean and why."""
        return TableDescription(
            self.header[0].place,
            self.layout,
            tuple(
                ColumnDescription(
                    column_letters(column.column),
                    column.heading,
                    column.role.value,
                    column.fiscal_year,
                    column.unit,
                    column.why,
                )
                for column in self.columns
            ),
        )


def is_mark(text: str) -> bool:
    """Tell whether a cell is nothing but a mark such as ★."""
    return len(text) == 1 and text in PRIORITY_MARKS


def is_rule(row: Row) -> bool:
    """Tell whether a row is a drawn line: every cell nothing but hyphens, some of them long."""
    return (
        len(row.cells) > 1
        and not any(cell.text.strip("-:|") for cell in row.cells)
        and any(len(cell.text) >= LINE_LENGTH for cell in row.cells)
    )


def place_row(table: Table, row: Row) -> Placed | None:
    """Return a row's cells by column, None when the row does not belong to the table.

    A row one cell wider than the header whose first cell is blank or a mark has a column of marks
    that the header does not show: it is moved back by one.
    """
    shifts = [0]
    first, last = row.cells[0], row.cells[-1]
    if row.width > table.width and (first.column > 0 or is_mark(first.text)):
        shifts = [1] if last.column >= table.width else [0, 1]
    same_table = bool(row.table) and row.table == table.number
    placed = [(_fit(found := _placed(table, row.cells, shift)), found) for shift in shifts]
    score, best = max(placed, key=lambda pair: pair[0])
    if not same_table and row.width not in (table.width, table.width + 1):
        return None
    if not best.columns or score < (FITTING_SHARE / 2 if same_table else FITTING_SHARE):
        return None
    return best


def _placed(table: Table, cells: Iterable[Cell], shift: int) -> Placed:
    """Return the cells of a row by column, moved left by `shift`."""
    owned: list[tuple[ColumnMeaning, Cell]] = []
    loose: list[Cell] = []
    columns = table.columns
    at = 0
    for cell in cells:
        column = cell.column - shift
        while at + 1 < len(columns) and columns[at + 1].column <= column:
            at += 1
        if columns[at].column <= column < columns[at].end:
            owned.append((columns[at], cell))
        else:
            loose.append(cell)
    return Placed(tuple(owned), tuple(loose), shift)


def _fit(placed: Placed) -> float:
    """Return which share of a row's cells can stand in their columns."""
    fitting = sum(_can_stand(column.role, cell.text) for column, cell in placed.columns)
    fitting += sum(is_mark(cell.text) for cell in placed.loose)
    return fitting / (len(placed.columns) + len(placed.loose))


def _can_stand(role: Role, text: str) -> bool:
    """Tell whether a text can stand in a column of a role."""
    if role in _NAMED:
        return not _NUMERIC.fullmatch(text)
    if role in MEASURED or role in MONEY:
        return len(text) <= LONGEST_VALUE
    if role in (Role.NUMBER, Role.MARKER):
        return len(text) <= LONGEST_NUMBER
    return True


def find_labels(table: Table, heads: HeadReader) -> None:
    """Find the column whose cells say 目標 or 実績; they tell what the year columns hold."""
    label = next(
        (column for column in _label_candidates(table) if _is_label(table, column, heads)), None
    )
    if label is None:
        return
    others = _without_label(table.columns, label)
    changed = tuple(
        replace(column, role=Role.VALUE, why=f"{column.why} labelled")
        if column.bare_year or (column.role is Role.UNKNOWN and column.heading in VALUE_HEADS)
        else column
        for column in others
    )
    table.columns = tuple(sorted((*changed, label), key=lambda column: column.column))
    table.rows = [(row, _placed(table, row.cells, placed.shift)) for row, placed in table.rows]


def _without_label(
    columns: Sequence[ColumnMeaning], label: ColumnMeaning
) -> tuple[ColumnMeaning, ...]:
    """Return the other columns; a label headed 項目 had been taken for another indicator's."""
    others = tuple(column for column in columns if column.column != label.column)
    if len(others) == len(columns) or all(column.role is not Role.ITEM for column in columns):
        return others
    if all(column.role is not Role.ITEM for column in others):
        return tuple(
            replace(column, role=Role.ITEM) if column.why.endswith(ITEM_FOLLOWS) else column
            for column in others
        )
    return tuple(
        replace(column, group=column.group - 1) if 0 < label.group <= column.group else column
        for column in others
    )


def _label_candidates(table: Table) -> list[ColumnMeaning]:
    """Return the columns that may hold labels: those without a meaning or without a heading."""
    known = [
        replace(column, role=Role.LABEL, why=f"{column.why} cells=label".strip())
        for column in table.columns
        if column.role in (Role.UNKNOWN, Role.ITEM, Role.TARGET, Role.ACTUAL, Role.GRADE)
        and not column.fiscal_year
        and any(other.role in _NAMED for other in table.columns if other is not column)
    ]
    headless = sorted(
        {cell.column - placed.shift for _, placed in table.rows for cell in placed.loose}
    )
    bare = [
        ColumnMeaning(column=at, end=at + 1, heading="", role=Role.LABEL, why="cells=label")
        for at in headless
    ]
    return [*known, *bare]


def _is_label(table: Table, label: ColumnMeaning, heads: HeadReader) -> bool:
    """Tell whether the cells of a column say which kind of value their row holds."""
    texts = [
        cell.text
        for row, placed in table.rows
        for cell in row.cells
        if label.column <= cell.column - placed.shift < label.end
    ]
    saying = [text for text in texts if heads.read(text).role in LABELS]
    kinds = {heads.read(text).role for text in saying}
    # A row of differences below each target and result says neither.
    share = MEASURED_SHARE if {Role.TARGET, Role.ACTUAL} <= kinds else LABELLED_SHARE
    return len(kinds) >= 2 and len(saying) >= share * len(texts)


def same_columns(one: Sequence[ColumnMeaning], other: Sequence[ColumnMeaning]) -> bool:
    """Tell whether two headers say the same, wherever their lines end."""
    return [(c.column, unbroken(c.heading)) for c in one] == [
        (c.column, unbroken(c.heading)) for c in other
    ]


def unbroken(text: str) -> str:
    """Return a heading without blanks and line ends: paper breaks it anew on every page."""
    return "".join(text.split())
