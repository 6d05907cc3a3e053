"""Every row of the case tables gets the grade, the rate and the reason it says."""

from collections import Counter

import pytest

from hakaru.ledger.entries import TargetKind
from hakaru.ledger.quantity import State
from hakaru.report.words.working import WORKING_SENTENCES, step_key
from rules.tables import (
    UNDETERMINED,
    Row,
    Table,
    actual_of,
    book_of,
    judged,
    tables,
    target_of,
)

TABLES = tables()
CASES = [
    pytest.param(table, row, id=f"{name}: {row.name}")
    for name, table in TABLES.items()
    for row in table.cases
]


@pytest.mark.parametrize(("table", "row"), CASES)
def test_row(table: Table, row: Row) -> None:
    """A row's texts give the symbol it expects, by the rate and for the reason it names."""
    found = judged(row, book_of(table))
    rates = [step.value("rate") for step in found.working if step.value("rate")]

    assert (found.computed or UNDETERMINED) == row.expect, found.working
    assert found.reason == row.reason
    if row.rate:
        assert rates[0] == row.rate


@pytest.mark.parametrize(("table", "row"), CASES)
def test_every_step_of_every_case_is_worded(table: Table, row: Row) -> None:
    """Whatever a rulebook does, its working can be said in words."""
    unworded = [
        step
        for step in judged(row, book_of(table)).working
        if step_key(step) not in WORKING_SENTENCES
    ]
    assert unworded == []


def test_tables_cover_every_kind_of_target_and_every_state() -> None:
    """No kind of target and no state of a result is without a case."""
    rows = [row for table in TABLES.values() for row in table.cases]
    targets = [target_of(row) for row in rows]
    results = [actual_of(row, row.actual, row.year) for row in rows]

    assert {target.kind for target in targets if target is not None} == set(TargetKind)
    assert {result.quantity.state for result in results} == {*State, None}


def test_rows_are_told_apart_by_their_names() -> None:
    """Each name stands once in its table, so that a failing row is found at once."""
    for name, table in TABLES.items():
        names = Counter(row.name for row in table.cases)
        assert max(names.values()) == 1, name
