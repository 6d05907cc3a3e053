"""Rows that tell of a revised target: what was, what is to be, from which year, and why."""

from typing import NamedTuple

from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import Target, TargetKind
from hakaru.ledger.period import year_of
from hakaru.read import kinds
from hakaru.read.grid import Cell
from hakaru.read.layouts.catalogue import keep_rest, open_project, tell_project
from hakaru.read.tables.columns import ColumnMeaning, Role
from hakaru.read.tables.indicator_draft import IndicatorDraft, without_marker
from hakaru.read.tables.measuring import Subject, indicator_of
from hakaru.read.tables.record import Record, one_line, read_name
from hakaru.read.tables.state import ProjectDraft, TableState
from hakaru.read.vocabulary import plain


class _Revision(NamedTuple):
    """For how long a target is in force, what it measured, and why it came."""

    key: str
    start: int | None
    until: int | None
    measures: str
    reason: str


def enter_change_row(record: Record, state: TableState) -> None:
    """Enter a revision: the old target up to the year before, the new one from its year on."""
    subject = _subject(record, state)
    old, new = _pair(record, Role.OLD_TARGET), _pair(record, Role.NEW_TARGET)
    if old is not None and new is not None:
        _enter(record, subject, (old, new), state)
    keep_rest(record, subject.id, state)


def _subject(record: Record, state: TableState) -> Subject:
    """Return whose indicator is revised."""
    name = read_name(record)
    before = state.previous.get(record.table)
    if name.text:
        project = open_project(record, name, state)
        state.previous[record.table] = (state.outline.state, project)
    elif before is not None and isinstance(before[1], ProjectDraft):
        project = before[1]
    else:
        return Subject(state.section or state.plan, state.plan)
    tell_project(record, name, project, state)
    return Subject(project.id, state.plan, project)


def _enter(
    record: Record,
    subject: Subject,
    pair: tuple[tuple[ColumnMeaning, Cell], tuple[ColumnMeaning, Cell]],
    state: TableState,
) -> None:
    """Add both targets to the indicator the row names."""
    old_item, new_item = record.first(Role.OLD_ITEM), record.first(Role.NEW_ITEM)
    item = new_item or record.item(0) or old_item
    indicator = indicator_of(record, item, [pair[1][1]], subject, state)
    year = _year(record, pair[1][0])
    replaced = old_item and new_item and plain(old_item.text) != plain(new_item.text)
    measures = one_line(old_item.text) if old_item and replaced else ""
    before = None if year is None else year - 1
    reason = "\n".join(cell.text for cell in record.cells(Role.REASON))
    old = _Revision("first", None, before, measures, "")
    new = _Revision(f"{year or 'new'}", year, None, "", reason)
    _revise(indicator, pair[0], old, state)
    _revise(indicator, pair[1], new, state)
    state.draft.mapped(
        *record.cells(
            Role.ITEM, Role.MARKER, Role.OLD_ITEM, Role.NEW_ITEM, Role.UNIT, Role.YEAR, Role.REASON
        )
    )


def _year(record: Record, column: ColumnMeaning) -> int | None:
    """Return the first fiscal year of the new target: of the row, the heading, the document."""
    cell = record.first(Role.YEAR)
    return (year_of(cell.text) if cell else None) or column.fiscal_year or record.fallback


def _revise(
    indicator: IndicatorDraft,
    pair: tuple[ColumnMeaning, Cell],
    revision: _Revision,
    state: TableState,
) -> None:
    """Add one target."""
    column, cell = pair
    unit, scale = (
        (indicator.unit, indicator.scale) if indicator.unit else (column.unit, column.scale)
    )
    terms = read_target(without_marker(cell.text, indicator.marker), unit=unit, scale=scale)
    if terms.kind is TargetKind.NOT_UNDERSTOOD:
        indicator.report(kinds.TARGET_NOT_UNDERSTOOD, cell, state.draft)
    state.draft.mapped(cell)
    target = Target(
        id=state.ids.free(f"{indicator.id}/target/{revision.key}"),
        source=cell.place,
        indicator=indicator.id,
        kind=terms.kind,
        quantity=terms.quantity,
        due=terms.due,
        in_force_from=revision.start,
        in_force_until=revision.until,
        cumulative=terms.cumulative,
        measures=revision.measures,
        reason=revision.reason,
    )
    indicator.revisions.append((target, terms))


def _pair(record: Record, role: Role) -> tuple[ColumnMeaning, Cell] | None:
    """Return the cell of a role with its column."""
    return next(((column, cell) for column, cell in record.columns if column.role is role), None)
