"""Every case of the tables: a check finds what is wrong, and nothing where nothing is wrong."""

from collections import Counter

import pytest

from checks.cases import Case, Table, said, tables
from hakaru.checks import CHECKS

CASES = [
    pytest.param(table, case, id=f"{table.code} {case.name}")
    for table in tables().values()
    for case in table.cases
]


@pytest.mark.parametrize(("table", "case"), CASES)
def test_case(table: Table, case: Case) -> None:
    """The findings are as many as expected, with the values expected of each."""
    found = [said(finding) for finding in table.found(case)]
    assert len(found) == len(case.finds), found
    for finding, wanted in zip(found, case.finds, strict=True):
        assert {key: finding.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(("table", "case"), CASES)
def test_a_finding_is_of_its_check_and_has_a_place(table: Table, case: Case) -> None:
    """Code and places are there, whatever the case."""
    for finding in table.found(case):
        assert finding.code == table.code
        assert finding.places


def test_every_check_has_cases_that_fail_and_cases_that_pass() -> None:
    """At least one document with the fault, and two without it: false alarms cost trust."""
    kinds = {check.kind.code: Counter[bool]() for check in CHECKS}
    for table in tables().values():
        kinds[table.code].update(bool(case.finds) for case in table.cases)
    assert all(count[True] >= 1 and count[False] >= 2 for count in kinds.values()), kinds


def test_a_case_has_a_name_of_its_own() -> None:
    """A failing case is found at once."""
    for table in tables().values():
        assert max(Counter(case.name for case in table.cases).values()) == 1
