"""Corrections keep what they correct; a fact is compared under its first id."""

from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace

from hakaru.ledger.entries import Actual, Certainty, Override
from hakaru.ledger.integrity import problems
from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.revising import (
    changes_of,
    corrected,
    effective,
    said_before,
    with_decisions,
    without,
)
from strategies import plan_ledgers
from web.sample import sample_ledger

LEDGER = sample_ledger()
FIRST = next(actual for actual in LEDGER.actuals if actual.quantity.value is not None)


def said(text: str, entry: Actual = FIRST) -> Actual:
    """Return the fact with another value."""
    return replace(entry, quantity=read_quantity(text))


def test_a_correction_is_a_new_entry_that_names_the_old_one() -> None:
    """Both stay in the ledger, which is whole; the index gives the new one."""
    ledger = corrected(LEDGER, said("99社"))
    ledger = corrected(ledger, said("98社"))
    chain = [a for a in ledger.actuals if a.id.startswith(FIRST.id)]
    assert [(a.id, a.replaces) for a in chain] == [
        (FIRST.id, ""),
        (f"{FIRST.id}~2", FIRST.id),
        (f"{FIRST.id}~3", f"{FIRST.id}~2"),
    ]
    assert not list(problems(ledger))
    known = Index(ledger).actual(FIRST.indicator, FIRST.fiscal_year)
    assert known is not None
    assert known.quantity.text == "98社"


def test_saying_again_what_counts_changes_nothing() -> None:
    """Neither for an entry as read nor for its correction; another place alone is no change."""
    assert corrected(LEDGER, replace(FIRST, source=None)) is LEDGER
    once = corrected(LEDGER, said("99社"))
    assert corrected(once, said("99社")) is once


def test_a_document_is_compared_with_what_counts() -> None:
    """A fact that was corrected differs from its document under its own id, and is known."""
    ledger = corrected(LEDGER, said("99社"))
    (change,) = changes_of(ledger, LEDGER)
    assert change.id == FIRST.id
    assert said_before(ledger, FIRST)
    assert not said_before(ledger, said("1社"))
    assert not said_before(LEDGER, FIRST)


def test_a_fact_goes_with_its_corrections() -> None:
    """Nothing is left that names what is gone."""
    ledger = without(corrected(LEDGER, said("99社")), [FIRST.id])
    assert not [a for a in ledger.actuals if a.id.startswith(FIRST.id)]
    assert not list(problems(ledger))


@pytest.mark.parametrize("kind", ["projects", "indicators"])
def test_other_entries_take_the_place_of_their_own(kind: str) -> None:
    """A name is put right where it stands."""
    entry = replace(getattr(LEDGER, kind)[0], name="別の名")
    ledger = corrected(LEDGER, entry)
    assert getattr(ledger, kind)[0].name == "別の名"
    assert [e.id for e in getattr(ledger, kind)] == [e.id for e in getattr(LEDGER, kind)]


def test_grades_given_by_officials_outlive_the_next_reading() -> None:
    """Except where their indicator is gone."""
    override = Override(
        id=f"{FIRST.indicator}/override/2024", source=None, indicator=FIRST.indicator,
        fiscal_year=2024, symbol="◎", reason="災害のため", by="事務局", at=date(2026, 2, 1),
    )  # fmt: skip
    earlier = replace(LEDGER, overrides=(override,))
    assert with_decisions(earlier, LEDGER).overrides == (override,)
    assert with_decisions(earlier, earlier) == earlier
    gone = replace(LEDGER, indicators=(), targets=(), actuals=())
    assert with_decisions(earlier, gone).overrides == ()
    assert Index(earlier).overrides[FIRST.indicator, 2024] == override


@given(plan_ledgers())
def test_correcting_any_ledger_is_seen_and_only_once(ledger: Ledger) -> None:
    """What counts afterwards is what was said, and nothing else changed."""
    counted = effective(ledger)
    for actual in counted.actuals[:2]:
        wanted = replace(actual, certainty=_other(actual.certainty))
        after = corrected(ledger, wanted)
        assert [c.new for c in changes_of(ledger, after)] == [wanted]
        assert set(ledger.actuals) <= set(after.actuals)


def _other(certainty: Certainty | None) -> Certainty:
    """Return another certainty."""
    return Certainty.FORECAST if certainty is Certainty.CONFIRMED else Certainty.CONFIRMED
