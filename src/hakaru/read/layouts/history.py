"""Rows of years of one indicator, which labels above the table name: 年度 | 目標値 | 実績値."""

from hakaru.read.layouts.catalogue import keep_rest
from hakaru.read.tables.measuring import Subject, measure
from hakaru.read.tables.record import Record
from hakaru.read.tables.state import TableState


def enter_history_row(record: Record, state: TableState) -> None:
    """Enter the values of a year; without a known indicator the row stays unread."""
    if not state.item:
        return
    named = tuple((pair.column, pair.value) for pair in state.item)
    host = state.host
    owner = host.id if host else state.section or state.plan
    whole = record._replace(columns=(*named, *record.columns))
    measure(whole, Subject(owner, state.plan, host), state)
    keep_rest(record, owner, state)
