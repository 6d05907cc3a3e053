"""Migrations have their way back with data in the tables, and forward again."""

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from hakaru.ledger.ledger import ENTRY_LISTS, Ledger
from hakaru.store import models
from hakaru.store.ledger_rows import load_ledger, save_ledger
from web.desk import DESK, EDIT, GRADE, JUDGE, seen
from web.sample import PLAN, sample_ledger

pytestmark = pytest.mark.django_db(transaction=True)

# What a migration brought goes when it is taken back: entries of these kinds, and what was
# written beside the ledger.
BROUGHT: dict[str, tuple[str, ...]] = {
    "0001": ("acceptances", "overrides"),
    "0002": ("acceptances", "overrides"),
    "0003": ("overrides",),
}
STEPS = tuple(f"{number:04}" for number in range(1, 9))


def worked_on(client: Client) -> Ledger:
    """Accept a finding, correct a value, override a grade; return the ledger."""
    save_ledger(sample_ledger())
    for address, sent in (
        (f"{DESK}findings/{GRADE}/", {"act": "accept", "reason": "別表による"}),
        (EDIT, {"why": "転記の誤り", "text": "39社"}),
        (JUDGE, {"act": "override", "symbol": "○", "reason": "暦年の値で判断"}),
    ):
        answer = client.post(address, {"seen": seen(), **sent})
        assert answer.status_code == 302, answer.content.decode()
    ledger = load_ledger(PLAN)
    assert ledger.overrides
    assert ledger.acceptances
    assert len(ledger.actuals) == len(sample_ledger().actuals) + 1
    return ledger


@pytest.mark.parametrize("step", STEPS)
def test_there_and_back_with_data(client: Client, settings: Settings, step: str) -> None:
    """What the older tables can hold is all there afterwards, found by search, and guarded."""
    settings.DESK = True
    ledger = worked_on(client)
    call_command("migrate", "store", step, verbosity=0)
    call_command("migrate", "store", verbosity=0)
    after = load_ledger(PLAN)
    for name in ENTRY_LISTS:
        if name in BROUGHT.get(step, ()):
            assert getattr(after, name) == ()
        else:
            assert getattr(after, name) == getattr(ledger, name), name
    assert models.Searchable.objects.filter(text__contains="誘致").exists()
    page = client.get(f"/plans/{PLAN}/projects/02/")
    assert "39社" in page.content.decode()
