"""The indicators a row names, and the values it gives them."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hakaru.ledger.aims import read_baseline
from hakaru.ledger.measure import read_quantity, take_marker, unit_and_scale
from hakaru.ledger.quantity import State
from hakaru.read import kinds
from hakaru.read.grid import Cell
from hakaru.read.layouts.results import is_dash, is_grade_text
from hakaru.read.tables.columns import JUDGED, MEASURED, MONEY, Role
from hakaru.read.tables.dividing import divide
from hakaru.read.tables.indicator_draft import IndicatorDraft
from hakaru.read.tables.record import Record, Value, one_line, values
from hakaru.read.tables.state import ProjectDraft, TableState
from hakaru.read.vocabulary import plain

SHORTEST_QUALIFIER = 2
# The bracket that told the row before apart.
_OPEN_BRACKET = re.compile(r"（[^（）]*）$")
_NAMING = (
    Role.ITEM,
    Role.MARKER,
    Role.UNIT,
    Role.LABEL,
    Role.YEAR,
    Role.BASELINE_YEAR,
    Role.TARGET_YEAR,
)


class Subject(NamedTuple):
    """Whose indicators a row names: a project's, or a section's or plan's."""

    id: str
    plan: str
    project: ProjectDraft | None = None


def measure(record: Record, subject: Subject, state: TableState, *, block: int = 0) -> None:
    """Give a row's values to the indicators it names, side by side or numbered ①② in one cell.

    Of columns that repeat others, those of one block are read.
    """
    named = record.cells(*_NAMING)
    state.draft.mapped(*named, *_with_year(record, subject, block, state))
    for group in sorted({column.group for column, _ in record.columns}):
        pieces = divide(record, group)
        if len(pieces) > 1:
            place = record.all_cells[0].place
            state.draft.findings.append(
                kinds.CELLS_DIVIDED.at(place, owner=subject.id, count=len(pieces))
            )
        for piece in pieces:
            found = [
                value
                for value in _measured(piece, block)
                if value.column.group == group and _year_known(value)
            ]
            indicator = _indicator(piece, group, found, subject, state)
            if indicator is not None:
                indicator.values.extend(found)
                _note_endings(indicator, found)


def _with_year(record: Record, subject: Subject, block: int, state: TableState) -> list[Cell]:
    """Return the cells of a row that can become entries, and report results of no known year."""
    cells = []
    for value in _measured(record, block):
        if _year_known(value):
            cells.append(value.cell)
        elif not is_dash(value.cell.text):
            place, text = value.cell.place, value.cell.text
            state.draft.findings.append(kinds.YEAR_UNKNOWN.at(place, subject=subject.id, text=text))
    return cells


def _year_known(value: Value) -> bool:
    """Tell whether a value needs no year, or has one: its heading's, its own or the document's."""
    return (
        value.role not in (Role.ACTUAL, Role.GRADE)
        or (value.fiscal_year or value.fallback) is not None
        or read_baseline(value.cell.text)[1] is not None
    )


def _measured(record: Record, block: int) -> list[Value]:
    """Return the values of a row that speak of indicators, grades that are stories left out."""
    found = [
        value
        for value in values(record)
        if value.role in (MEASURED | JUDGED) - {Role.VALUE}
        and value.column.block == block
        and not (value.role is Role.GRADE and not is_grade_text(value.cell.text))
    ]
    return [_in_year(value, found) for value in found]


def _in_year(value: Value, row: Sequence[Value]) -> Value:
    """Return a grade or rate under no year with that of a result: one told, to its left, the last.

    Columns of years to come are blank or hold dashes.
    """
    if value.role not in JUDGED or value.fiscal_year is not None:
        return value
    results = [
        (not is_dash(result.cell.text), result.column.column < value.column.column, at)
        for at, result in enumerate(row)
        if result.role is Role.ACTUAL
        and result.fiscal_year is not None
        and result.column.group == value.column.group
    ]
    return value._replace(fiscal_year=row[max(results)[-1]].fiscal_year) if results else value


def _indicator(
    record: Record, group: int, found: list[Value], subject: Subject, state: TableState
) -> IndicatorDraft | None:
    """Return the indicator a row speaks of: the one it names, else the row above's, else a new one.

    None where the row names none and gives nothing but dashes.
    """
    cell = record.item(group)
    told = [value.cell for value in found if not is_dash(value.cell.text)]
    if cell is None and not told:
        return None
    if cell is None and (record.label is not None or record.first(Role.YEAR) is not None):
        before = state.latest.get((subject.id, group))
        if before is not None:
            return before
    indicator = indicator_of(record, cell, told, subject, state)
    state.latest[subject.id, group] = indicator
    return indicator


def indicator_of(
    record: Record, cell: Cell | None, told: list[Cell], subject: Subject, state: TableState
) -> IndicatorDraft:
    """Return the indicator that `cell` names, new or known; without a cell its values are `told`.

    In a table without a column of indicators the project's name says what is measured.
    """
    marker, name = take_marker(one_line(cell.text)) if cell is not None else ("", "")
    number = record.first(Role.MARKER)
    if number is not None:
        marker = marker or plain(number.text)
    if cell is None and Role.ITEM not in record.table.roles and subject.project:
        name = subject.project.name
    if cell is None and not name:
        name = _continued(record, subject, state)
    known = state.indicator(subject.id, plain(name)) if name else None
    if known is None:
        known = _new(record, subject, state, source=cell or told[0], label=(marker, name))
        state.add_indicator(subject.id, plain(name) or known.id, known)
    return known


def _continued(record: Record, subject: Subject, state: TableState) -> str:
    """Return the name above with what a column beside tells apart: 朝食をとる人（女性）; "" else.

    The cell of the indicator is merged over several rows, 対象 or 区分 beside it is not.
    """
    before = state.latest.get((subject.id, 0))
    told = [column for column in record.table.columns if column.role in (Role.ITEM, Role.UNKNOWN)]
    beside = [right for left, right in pairwise(told) if left.role is Role.ITEM]
    if before is None or not beside or beside[0].role is Role.ITEM:
        return ""
    cell = next((cell for column, cell in record.columns if column is beside[0]), None)
    if cell is None or len(cell.text) < SHORTEST_QUALIFIER or is_dash(cell.text):
        return ""
    name = before.name
    if before.source.column > cell.column:
        # It has no cell of its own: its name was made here, its bracket told it apart.
        name = _OPEN_BRACKET.sub("", name)
    return f"{name}（{one_line(cell.text)}）"


def _new(
    record: Record,
    subject: Subject,
    state: TableState,
    *,
    source: Cell,
    label: tuple[str, str],
) -> IndicatorDraft:
    """Return a new indicator of a subject; `label` is its marker and name."""
    marker, name = label
    unit, scale = _unit(record, name)
    made = IndicatorDraft(
        id=state.ids.free(f"{subject.id}/{marker or state.next_marker(subject.id)}"),
        plan=subject.plan,
        parent=subject.id,
        marker=marker,
        name=name,
        source=source,
        unit=unit,
        scale=scale,
    )
    if not name:
        state.draft.findings.append(
            kinds.ITEM_ROW_MISSING.at(
                source.place, indicator=made.id, marker=made.id.rsplit("/", 1)[-1]
            )
        )
    (subject.project.indicators if subject.project else state.loose).append(made)
    return made


def _unit(record: Record, name: str) -> tuple[str, int]:
    """Return unit and factor: of the name's bracket, the unit column, a line above the table.

    Where the table has columns of money the line speaks of those.
    """
    unit, scale = unit_and_scale(name)
    cell = record.first(Role.UNIT)
    if not unit and cell is not None:
        unit, scale = unit_and_scale(f"単位:{cell.text}")
    if not unit and record.note is not None and not record.table.roles & MONEY:
        unit, scale = record.note
    return unit, scale


def _note_endings(indicator: IndicatorDraft, found: list[Value]) -> None:
    """Remember that a value says the indicator has ended."""
    for value in found:
        if read_quantity(value.cell.text).state is State.ENDED:
            indicator.ended = indicator.ended or value.cell.text
