"""From grids to entries: every table that is no card, by what its headings say."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from hakaru.ledger.entries import Plan
from hakaru.ledger.paired_years import differing_years
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell, Grid, Row
from hakaru.read.layouts.frame import Frame, plan_id
from hakaru.read.layouts.members import (
    MemberNames,
    is_municipality,
    member_above,
    read_participants,
)
from hakaru.read.layouts.relisting import settle_relisted
from hakaru.read.tables.columns import MEASURED, Role, TableDescription
from hakaru.read.tables.cutting import Cut, cut_grid
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.lines import frame_of
from hakaru.read.tables.measures import finish_indicator
from hakaru.read.tables.outline import Outline
from hakaru.read.tables.record import one_line
from hakaru.read.tables.state import ProjectDraft, TableState
from hakaru.read.tables.table import Table
from hakaru.read.tables.walking import GridWalk
from hakaru.read.vocabulary import Vocabulary, plain
from hakaru.rules.rulebook import book_for_legend

_SYMBOL = re.compile(r"[◎○□△×▲]|(?<![A-Za-z])[SABCD](?=[\s:：…])")


class TablesReading(NamedTuple):
    """What reading the tables gave beside the entries: the plan's id, and the tables explained."""

    plan: str
    tables: tuple[TableDescription, ...]


def read_tables(
    grids: Sequence[Grid],
    draft: Draft,
    vocabulary: Vocabulary,
    mend: Callable[[Table], None] | None = None,
) -> TablesReading | None:
    """Read all tables of a document into the draft; None, and nothing entered, without any.

    `mend` gives the columns of a table the meanings an office has fixed.
    Lines that are neither headings nor notes of the tables are left for others (`keep_lines`).
    """
    heads = HeadReader(vocabulary)
    cuts = [cut_grid(grid, heads) for grid in grids]
    tables = [table for cut in cuts for table in cut.tables if table.rows]
    if not tables:
        return None
    if mend is not None:
        for table in tables:
            mend(table)
    rows = [row for grid in grids for row in grid.rows]
    frame = frame_of(rows, _first_header(rows, cuts))
    file = grids[0].document.file
    state = TableState(
        plan=plan_id(_title(frame), file),
        draft=draft,
        heads=heads,
        outline=Outline(draft),
        digits=_digits(cuts),
        fiscal_year=frame.fiscal_year,
        names=MemberNames(_members(cuts)),
    )
    draft.documents.append(grids[0].document)
    rulebook = _rulebook(frame, draft, file)
    for grid, cut in zip(grids, cuts, strict=True):
        GridWalk(grid, cut, frame, state).walk()
    _finish(state)
    for cell in _disagreeing(tables):
        draft.findings.append(kinds.YEARS_DISAGREE.at(cell.place, text=one_line(cell.text)))
    plan = _plan(frame, cuts, state, rulebook)
    draft.entries[:0] = [plan, *state.editions, *state.outline.sections()]
    return TablesReading(state.plan, tuple(table.describe() for table in tables))


def _title(frame: Frame) -> str:
    """Return the document's title without the marks of converted text."""
    return frame.title.lstrip("# ").strip()


def _plan(frame: Frame, cuts: Sequence[Cut], state: TableState, rulebook: str) -> Plan:
    """Return the plan entry of the document."""
    return Plan(
        id=state.plan,
        source=frame.title_cell.place if frame.title_cell else None,
        title=_title(frame) or state.plan,
        fiscal_years=_years(cuts),
        members=state.names.members,
        hub="",
        rulebook=rulebook,
    )


def keep_lines(reading: TablesReading, grids: Sequence[Grid], draft: Draft) -> None:
    """Keep every cell that nothing else has taken as a note of the plan."""
    for grid in grids:
        for row in grid.rows:
            draft.kept(reading.plan, *row.cells)


def _first_header(rows: Sequence[Row], cuts: Sequence[Cut]) -> int:
    """Return the index of the first heading row of a table with rows."""
    firsts = {id(table.header[0]) for cut in cuts for table in cut.tables if table.rows}
    return next(
        (at for at, row in enumerate(rows) if any(id(cell) in firsts for cell in row.cells)),
        len(rows),
    )


def _cells(cuts: Sequence[Cut], role: Role) -> Iterator[Cell]:
    """Yield the cells of a role in all tables."""
    for cut in cuts:
        for table in cut.tables:
            if role in table.roles:
                for _, placed in table.rows:
                    yield from (cell for column, cell in placed.columns if column.role is role)


def _disagreeing(tables: Sequence[Table]) -> Iterator[Cell]:
    """Yield the headings whose era and western years differ, each cell once."""
    cells = {id(cell): cell for table in tables for cell in table.header}
    yield from (cell for cell in cells.values() if any(differing_years(cell.text)))


def _members(cuts: Sequence[Cut]) -> tuple[str, ...]:
    """Return the municipalities that columns of participants list or stand for, in order."""
    columns = [
        member_above(one_line(column.heading))
        for cut in cuts
        for table in cut.tables
        if table.rows
        for column in table.columns
        if column.role is Role.PARTICIPANTS
    ]
    texts = tuple(cell.text for cell in _cells(cuts, Role.PARTICIPANTS))
    _, listed = read_participants((*columns, *texts))
    return tuple(member for member in listed if is_municipality(member))


def _digits(cuts: Sequence[Cut]) -> int:
    """Return how many digits the longest project number has."""
    numbers = (plain(cell.text) for cell in _cells(cuts, Role.NUMBER))
    return max((len(number) for number in numbers if number.isdigit()), default=0)


def _years(cuts: Sequence[Cut]) -> tuple[int, ...]:
    """Return the fiscal years that columns of results and targets stand for."""
    return tuple(
        sorted(
            {
                column.fiscal_year
                for cut in cuts
                for table in cut.tables
                if table.rows
                for column in table.columns
                if column.fiscal_year is not None
                and column.role in MEASURED - {Role.BASELINE}
                and not column.block
            }
        )
    )


def _rulebook(frame: Frame, draft: Draft, file: str) -> str:
    """Return the rulebook whose legend the document prints; "" without a legend."""
    lines: list[Cell] = [
        cell
        for cell in frame.legend
        if len(set(_SYMBOL.findall(cell.text))) > 1 or "凡例" in cell.text
    ]
    if not lines:
        return ""
    draft.mapped(*lines)
    book = book_for_legend("\n".join(cell.text for cell in lines))
    if book is None:
        draft.findings.append(kinds.RULEBOOK_UNKNOWN.at(lines[0].place, file=file))
    return book or ""


def _finish(state: TableState) -> None:
    """Settle relisted rows, then enter projects and indicators."""
    settle_relisted(state)
    for project in state.projects:
        if len(project.indicators) == 1:
            _end_with_indicator(project)
        state.draft.entries.append(project.entry(state.plan))
    for indicator in state.indicators():
        finish_indicator(indicator, state.ids, state.draft)


def _end_with_indicator(project: ProjectDraft) -> None:
    """End a project whose only indicator says it has ended."""
    project.ended = project.ended or project.indicators[0].ended
