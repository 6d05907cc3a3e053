"""Rows of projects with their indicators: a column, or several, for each year."""

from hakaru.read.layouts.catalogue import keep_rest, open_project, tell_project
from hakaru.read.tables.columns import IDENTITY, JUDGED, MEASURED, MONEY, Role
from hakaru.read.tables.measuring import Subject, measure
from hakaru.read.tables.money import enter_money
from hakaru.read.tables.record import Name, Record, read_name, relisting_marks
from hakaru.read.tables.state import Owner, ProjectDraft, RelistedRow, TableState

# What a relisted row says again; its other cells are kept as notes.
REPEATED = (
    *(MEASURED | JUDGED | MONEY | IDENTITY),
    Role.MARKER,
    Role.UNIT,
    Role.LABEL,
    Role.YEAR,
    Role.BASELINE_YEAR,
    Role.TARGET_YEAR,
    Role.CONTENT,
    Role.SUMMARY,
)


def enter_matrix_row(record: Record, state: TableState) -> None:
    """Enter a row of a matrix; a relisted row waits until all first rows are known."""
    name = read_name(record)
    owner = _owner(record, name, state)
    if isinstance(owner, RelistedRow):
        owner.records.append(record)
        state.draft.mapped(*record.cells(*REPEATED), *relisting_marks(record))
        state.draft.kept(state.section or state.plan, *record.all_cells)
    elif owner is None:
        measure(record, Subject(state.section or state.plan, state.plan), state)
        keep_rest(record, state.section or state.plan, state)
    else:
        fill_project(record, name, owner, state)


def _owner(record: Record, name: Name, state: TableState) -> Owner | None:
    """Return whose row it is: the project it names, or that of the row above; None for neither."""
    headings = state.outline.state
    if not name.text:
        before, owner = state.previous.get(record.table, ((), None))
        return owner if before == headings else None
    found: Owner
    if name.relisted:
        found = RelistedRow(record.all_cells[0], state.order, state.section, name)
        state.relisted.append(found)
    else:
        found = open_project(record, name, state)
    state.previous[record.table] = (headings, found)
    return found


def fill_project(record: Record, name: Name, project: ProjectDraft, state: TableState) -> None:
    """Enter everything a row says of its project."""
    tell_project(record, name, project, state)
    enter_money(record, project.id, state.ids, state.draft)
    measure(record, Subject(project.id, state.plan, project), state)
    keep_rest(record, project.id, state)
