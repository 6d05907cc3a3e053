"""Rows of indicators without projects: baseline, result and target of a plan or its sections.

Columns may stand twice, once for each edition of the plan (第1期, 第2期): where headings or a line
above the table name the edition, each set of columns belongs to a plan of its own.
"""

import re
from collections.abc import Sequence

from hakaru.ledger.entries import Plan
from hakaru.read.grid import Cell
from hakaru.read.layouts.catalogue import keep_rest
from hakaru.read.tables.columns import JUDGED, MEASURED
from hakaru.read.tables.cutting import Line
from hakaru.read.tables.editions import Edition, edition_in
from hakaru.read.tables.measuring import Subject, measure
from hakaru.read.tables.record import Record
from hakaru.read.tables.state import TableState
from hakaru.read.tables.table import Table

_ASIDE = re.compile(r"参考|^[(（\[［]")


def enter_vision_row(record: Record, state: TableState) -> None:
    """Enter a row: its indicator for each set of columns whose plan is known."""
    plans = state.editions_of.get(record.table, {})
    host = state.host
    if host is not None and not plans:
        measure(record, Subject(host.id, state.plan, host), state)
        keep_rest(record, host.id, state)
        return
    blocks = sorted({c.block for c in record.table.columns if c.role in MEASURED | JUDGED})
    for block in blocks:
        plan = plans.get(block, state.plan if block == 0 else "")
        if plan:
            owner = state.outline.section(plan) or plan
            measure(record, Subject(owner, plan), state, block=block)
    plan = plans.get(0, state.plan)
    keep_rest(record, state.outline.section(plan) or plan, state)


def name_editions(table: Table, captions: Sequence[Line], state: TableState) -> None:
    """Give each set of repeated columns its plan, named by its headings or by lines above."""
    blocks = {column.block: column for column in table.columns if column.role in MEASURED}
    if len(blocks) < 2:
        return
    found: dict[int, tuple[Edition, Cell]] = {}
    for block, column in blocks.items():
        named = edition_in(column.over)
        if named:
            found[block] = (named, table.header[0])
    for line in reversed(captions):
        named = edition_in(line.cell.text)
        block = int(bool(_ASIDE.search(line.cell.text)))
        if named and block not in found and len(blocks) == 2:
            found[block] = (named, line.cell)
            state.draft.mapped(line.cell)
    numbers = {named.number for named, _ in found.values()}
    if len(numbers) < len(found) or not found.keys() - {0}:
        return
    state.editions_of[table] = {
        block: _plan(named, cell, state) for block, (named, cell) in sorted(found.items())
    }


def _plan(named: Edition, cell: Cell, state: TableState) -> str:
    """Return the id of an edition's plan, entered when it is new."""
    plan = f"{state.plan}-{named.number}期"
    if all(known.id != plan for known in state.editions):
        state.editions.append(
            Plan(
                id=plan,
                source=cell.place,
                title=f"{state.plan} {named.text}",
                fiscal_years=(),
                members=(),
                hub="",
                rulebook="",
            )
        )
    return plan
