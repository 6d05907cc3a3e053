"""Relisted rows (再掲): matched with the first row, counted once, compared cell by cell."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from hakaru.ledger.measure import read_quantity, take_marker
from hakaru.read import kinds
from hakaru.read.grid import Cell
from hakaru.read.layouts.catalogue import name_key, open_project
from hakaru.read.layouts.matrix import fill_project
from hakaru.read.tables.columns import JUDGED, MEASURED, MONEY, Role
from hakaru.read.tables.dividing import divide
from hakaru.read.tables.record import Record, values
from hakaru.read.tables.state import ProjectDraft, RelistedRow, TableState
from hakaru.read.vocabulary import plain

# WRatio of names that may be one: alone, and where the indicator is the same as well.
SAME_NAME = 96
SAME_NAME_AND_ITEM = 88
_INNER = re.compile(r"[(\[【「〔][^()\[\]【】「」〔〕]*[)\]】」〕]")
_LOOSE_TEXT = re.compile(r"[\s、,，。．・･()（）「」『』\[\]【】●○■□◆◇＊*\-－‐]+")
_COMPARED = MEASURED | JUDGED | MONEY


class _Field(NamedTuple):
    """What a cell says of a project, for finding its counterpart in another row."""

    name: str
    fiscal_year: int | None
    group: int


def settle_relisted(state: TableState) -> None:
    """Give every relisted row its project; one that has none is read as a first row."""
    keys = {name_key(project.name): project for project in state.projects}
    for row in state.relisted:
        project = _find(row, state, list(keys))
        if project is None:
            project = _as_first(row, state)
            keys[name_key(project.name)] = project
            continue
        if row.order < project.order:
            state.draft.findings.append(
                kinds.RELISTED_BEFORE_FIRST.at(
                    row.source.place, project.source.place, project=project.id
                )
            )
        if row.section is not None:
            project.relisted_in.append(row.section)
        _compare(row, project, state)


def _as_first(row: RelistedRow, state: TableState) -> ProjectDraft:
    """Enter a relisted row whose first row is nowhere."""
    project = open_project(row.records[0], row.name, state)
    project.section = row.section
    for record in row.records:
        fill_project(record, row.name, project, state)
    state.draft.findings.append(
        kinds.RELISTED_ALONE.at(row.source.place, name=row.name.text, project=project.id)
    )
    return project


def _find(row: RelistedRow, state: TableState, keys: Sequence[str]) -> ProjectDraft | None:
    """Return the project a row repeats: the same name, the name without brackets, a near name."""
    key = name_key(row.name.text)
    same = state.of_name(key)
    if same:
        return _of_item(same, row) or same[0]
    bare = _INNER.sub("", plain(row.name.text))
    within = [p for p in state.projects if _INNER.sub("", plain(p.name)) == bare]
    if within:
        matching = _of_item(within, row)
        return matching or (within[0] if len(within) == 1 else None)
    near = process.extract(key, keys, scorer=fuzz.WRatio, score_cutoff=SAME_NAME_AND_ITEM, limit=5)
    for found, score, _ in near:
        candidates = state.of_name(found)
        matching = _of_item(candidates, row)
        if matching is not None:
            return matching
        if score >= SAME_NAME and candidates:
            return candidates[0]
    return None


def _of_item(projects: Sequence[ProjectDraft], row: RelistedRow) -> ProjectDraft | None:
    """Return the project whose indicator is the row's."""
    items = {_plain_item(record) for record in _pieces(row.records)} - {""}
    for project in projects:
        if items & {_plain_item(record) for record in _pieces(project.records)}:
            return project
    return None


def _plain_item(record: Record) -> str:
    """Return the indicator a row names, for comparing."""
    cell = record.item(0)
    return plain(take_marker(cell.text)[1]) if cell is not None else ""


def _compare(row: RelistedRow, project: ProjectDraft, state: TableState) -> None:
    """Report every cell that differs between a relisted row and the first row."""
    if name_key(row.name.text) != name_key(project.name):
        state.draft.findings.append(
            kinds.RELISTED_TEXT_DIFFERS.at(
                project.source.place, row.source.place, project=project.id, field="name",
                first=project.name, relisted=row.name.text,
            )
        )  # fmt: skip
    known = _pieces(project.records)
    for at, record in enumerate(_pieces(row.records)):
        first = _counterpart(record, at, known)
        if first is not None:
            _compare_records(first, record, project, state)


def _pieces(records: Sequence[Record]) -> list[Record]:
    """Return a record for each indicator, where one row holds several numbered ones."""
    return [piece for record in records for piece in divide(record, 0)]


def _counterpart(record: Record, at: int, known: Sequence[Record]) -> Record | None:
    """Return the first row's record of the same indicator, else the one in the same order."""
    item = _plain_item(record)
    for other in known:
        if item and _plain_item(other) == item:
            return other
    return known[min(at, len(known) - 1)] if known else None


def _compare_records(
    first: Record, again: Record, project: ProjectDraft, state: TableState
) -> None:
    """Report the cells of two rows that differ."""
    before, after = _fields(first), _fields(again)
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        texts = one.text if one else "", other.text if other else ""
        if _same(key, *texts):
            continue
        valued = key.name in _COMPARED
        kind = kinds.RELISTED_VALUE_DIFFERS if valued else kinds.RELISTED_TEXT_DIFFERS
        places = [
            (one or first.all_cells[0]).place,
            (other or again.all_cells[0]).place,
        ]
        state.draft.findings.append(
            kind.at(
                *places, project=project.id, field=key.name, fiscal_year=key.fiscal_year or "",
                first=texts[0], relisted=texts[1],
            )
        )  # fmt: skip


def _fields(record: Record) -> dict[_Field, Cell]:
    """Return the cells of a row that a relisted row repeats."""
    fields: dict[_Field, Cell] = {}
    for column, cell in record.columns:
        if column.role in (Role.ITEM, Role.CONTENT, Role.SUMMARY):
            text = take_marker(cell.text)[1] if column.role is Role.ITEM else cell.text
            key = _Field(column.role, column.fiscal_year, column.group)
            fields.setdefault(key, replace(cell, text=text))
    for value in values(record):
        key = _Field(value.role, value.fiscal_year, value.column.group)
        fields.setdefault(key, value.cell)
    return fields


def _same(key: _Field, one: str, other: str) -> bool:
    """Tell whether two cells say the same: the same text, or the same number written otherwise."""
    if plain(one) == plain(other):
        return True
    if key.name not in _COMPARED:
        return _LOOSE_TEXT.sub("", plain(one)) == _LOOSE_TEXT.sub("", plain(other))
    first, again = read_quantity(one), read_quantity(other)
    return first.value is not None and (first.value, first.unit) == (again.value, again.unit)
