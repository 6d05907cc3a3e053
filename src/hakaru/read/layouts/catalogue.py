"""Rows that tell of projects: number, name, summary, who takes part."""

import re

from hakaru.read import kinds
from hakaru.read.layouts.members import read_participants, ticked
from hakaru.read.tables.columns import Role
from hakaru.read.tables.money import enter_activities
from hakaru.read.tables.record import (
    MAJOR,
    Name,
    Record,
    one_line,
    read_name,
    repeated,
)
from hakaru.read.tables.state import ProjectDraft, TableState
from hakaru.read.tables.table import is_mark
from hakaru.read.vocabulary import plain

LONGEST_NAME_IN_ID = 80
_TAKEN = (
    Role.NUMBER,
    Role.NAME,
    Role.SECTION,
    Role.SUMMARY,
    Role.RESPONSIBILITIES,
)
_BRACKETS = re.compile(r"[()（）\[\]［］【】「」『』〔〕〈〉《》]")
_NOT_IN_IDS = re.compile(r"[/\\#?%\s]+")


def name_key(name: str) -> str:
    """Return a name for comparing: NFKC, without spaces and brackets."""
    return _BRACKETS.sub("", plain(name))


def open_project(record: Record, name: Name, state: TableState) -> ProjectDraft:
    """Return the project a row names: the one known under that name and section, else a new one."""
    number_cell = record.first(Role.NUMBER)
    number = plain(number_cell.text).strip(MAJOR) if number_cell else ""
    section = state.section
    same = state.of_name(name_key(name.text))
    for project in same:
        if project.section == section or (number and project.number == number):
            return project
    source = (record.cells(Role.NAME) or record.all_cells)[0]
    digits = number.zfill(state.digits) if number.isdigit() else _NOT_IN_IDS.sub("-", number)
    wanted = f"{state.plan}/{digits or _NOT_IN_IDS.sub('', plain(name.text))[:LONGEST_NAME_IN_ID]}"
    project = ProjectDraft(
        id=state.ids.free(wanted),
        source=source,
        order=state.order,
        section=section,
        number=number,
        name=name.text,
        new_from=(name.new_from or record.fallback) if name.is_new else None,
    )
    if project.id != wanted:
        kind = kinds.NUMBER_REPEATED if number else kinds.NAME_REPEATED
        state.draft.findings.append(
            kind.at(source.place, number=number or name.text, id=project.id)
        )
    same.append(project)
    state.projects.append(project)
    return project


def enter_catalogue_row(record: Record, state: TableState) -> None:
    """Enter a row of a catalogue; a row without a name goes on with the project above."""
    name = read_name(record)
    before = state.previous.get(record.table)
    if name.text:
        project = open_project(record, name, state)
        state.previous[record.table] = (state.outline.state, project)
    elif before is not None and isinstance(before[1], ProjectDraft):
        project = before[1]
    else:
        state.draft.kept(state.section or state.plan, *record.all_cells)
        return
    tell_project(record, name, project, state)
    keep_rest(record, project.id, state)


def _who(heading: str) -> str:
    """Return whose duty a column holds: the lowest of its headings, 役割分担 / 中心市 is 中心市."""
    return one_line(heading.rsplit(" / ", 1)[-1])


def tell_project(record: Record, name: Name, project: ProjectDraft, state: TableState) -> None:
    """Take over what a row tells of its project beside its measures."""
    draft = state.draft
    project.records.append(record)
    project.major = project.major or name.major
    project.summary.extend(cell.text for cell in record.cells(Role.SUMMARY))
    _take_participants(record, project, state)
    for column, cell in record.columns:
        if column.role is Role.RESPONSIBILITIES:
            project.responsibilities.append((_who(column.heading), cell.text))
    ended = enter_activities(record, project.id, state.names, state.ids, draft)
    project.ended = project.ended or name.ended or ended
    draft.mapped(*record.cells(*_TAKEN))
    for cell in record.loose:
        if is_mark(cell.text) and cell.text in MAJOR:
            draft.mapped(cell)


def _take_participants(record: Record, project: ProjectDraft, state: TableState) -> None:
    """Take over who takes part: names in one cell, or a tick in the column of each municipality."""
    told = [
        (cell, text)
        for column, cell in record.columns
        if column.role is Role.PARTICIPANTS
        and (text := ticked(one_line(column.heading), cell.text)) is not None
    ]
    taking_part, _ = read_participants(tuple(text for _, text in told))
    project.participants.update(dict.fromkeys(taking_part))
    state.draft.mapped(*(cell for cell, _ in told))


def keep_rest(record: Record, subject: str, state: TableState) -> None:
    """Keep the cells that gave no field, and say which stand in columns that repeat others."""
    again = [cell for cell in repeated(record) if not state.draft.has_fate(cell)]
    if again:
        state.draft.findings.append(
            kinds.COLUMNS_REPEATED.at(*(cell.place for cell in again), subject=subject)
        )
    state.draft.kept(subject, *record.all_cells)
