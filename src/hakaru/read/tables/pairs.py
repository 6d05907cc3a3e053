"""Rows of labels with their values beside them: 事業名 | …, 担当課 | …, outside the tables."""

from collections.abc import Sequence
from typing import NamedTuple

from hakaru.read.grid import Cell, Row
from hakaru.read.tables.columns import ColumnMeaning, Role
from hakaru.read.tables.heads import HeadReader

MOST_PAIRS = 4
_OPENING = frozenset(
    {
        Role.NAME,
        Role.ITEM,
        Role.NUMBER,
        Role.OFFICE,
        Role.SUMMARY,
        Role.CONTENT,
        Role.REMARKS,
        Role.PARTICIPANTS,
    }
)
# What may stand above the name of the project it belongs to.
_AHEAD = frozenset({Role.NUMBER, Role.OFFICE})
_TAKEN = _OPENING | {Role.UNIT, Role.BASELINE}


class Pair(NamedTuple):
    """A label and its value; `column` says what the label means."""

    column: ColumnMeaning
    label: Cell
    value: Cell

    @property
    def leads(self) -> bool:
        """Whether it may stand above the name it belongs to."""
        return self.column.role in _AHEAD


def pairs_in(row: Row, heads: HeadReader, *, at: int | None) -> tuple[Pair, ...]:
    """Return a row's labels with their values; nothing for a row of another kind.

    The first label is known in full and its value is no heading itself. Below a table, whose
    first column is `at`, labels stand in that column and give no baseline.
    """
    cells = row.cells
    if len(cells) % 2 or len(cells) > 2 * MOST_PAIRS or (at is not None and cells[0].column > at):
        return ()
    first = heads.read(cells[0].text)
    opening = _OPENING | ({Role.BASELINE} if at is None else set())
    opens = first.strong and first.role in opening
    if not opens or any(_is_label(cell, heads) for cell in cells[1::2]):
        return ()
    return tuple(
        _pair(label, value, heads) for label, value in zip(cells[::2], cells[1::2], strict=True)
    )


def _is_label(cell: Cell, heads: HeadReader) -> bool:
    """Tell whether a cell where a value should stand is a heading; a day is a value."""
    head = heads.read(cell.text)
    return head.strong and not head.dated


def _pair(label: Cell, value: Cell, heads: HeadReader) -> Pair:
    """Return a label with its value; a label that says nothing of a project is unknown."""
    head = heads.read(label.text)
    role = head.role if head.role in _TAKEN and head.strong else None
    column = ColumnMeaning(
        column=value.column,
        end=value.column + value.span,
        heading=label.text,
        role=role or Role.UNKNOWN,
        fiscal_year=head.fiscal_year,
        unit=head.unit,
        scale=head.scale,
        as_of=None,
        why=head.why,
    )
    return Pair(column, label, value)


def first_of(pairs: Sequence[Pair], role: Role) -> Pair | None:
    """Return the first pair of a role."""
    return next((pair for pair in pairs if pair.column.role is role), None)
