"""Errors planted at random are found, and clean ledgers are left alone."""

import pytest

from checks.making import clean
from checks.planting import SEEDS, all_codes, certain_codes, made_fields, score
from hakaru.checks import run
from hakaru.findings import Severity

FIGURES = score(made_fields())


def test_errors_of_every_kind_are_planted() -> None:
    """Three hundred errors, of each kind at least one."""
    assert sum(FIGURES.planted.values()) >= 300
    assert set(FIGURES.planted) == all_codes()


def test_what_is_certain_is_found() -> None:
    """Checks that are certain of what they say miss two errors in a hundred at most."""
    assert FIGURES.recall(certain_codes()) >= 0.98


def test_what_is_likely_is_found_as_a_rule() -> None:
    """Checks that read texts may miss more."""
    assert FIGURES.recall(all_codes()) >= 0.95


def test_nothing_else_is_found() -> None:
    """A finding beside the planted errors would be a false alarm."""
    assert [finding for finding in FIGURES.false if finding.severity is Severity.ERROR] == []
    assert FIGURES.precision >= 0.99


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_ledger_has_no_findings(seed: int) -> None:
    """Not even notes."""
    assert run(clean(seed)) == ()
