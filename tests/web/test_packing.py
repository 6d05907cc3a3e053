"""The pack of a plan says what its rows say, or is not used."""

import pytest

from hakaru.ledger.text import dumps
from hakaru.store import models, packing
from hakaru.store.ledger_rows import ledger_from_rows, load_ledger, save_ledger
from web.sample import PLAN, sample_ledger

pytestmark = pytest.mark.django_db


def test_a_pack_of_an_older_version_is_not_read() -> None:
    """Whoever changes rows raises the version; from then on the rows are read."""
    save_ledger(sample_ledger())
    models.Plan.objects.update(title="改めた名前", version=2)
    assert load_ledger(PLAN).plans[0].title == "改めた名前"


def test_a_pack_of_another_release_is_not_read() -> None:
    """Entries of another shape are not guessed at."""
    save_ledger(sample_ledger())
    models.Pack.objects.update(shape="another", data=b"unreadable")
    assert dumps(load_ledger(PLAN)) == dumps(sample_ledger())


def test_a_pack_is_what_is_read() -> None:
    """While it is good the rows are left alone, and it names its plan's version and shape."""
    save_ledger(sample_ledger())
    models.Actual.objects.all().delete()
    assert ledger_from_rows(PLAN).actuals == ()
    assert dumps(load_ledger(PLAN)) == dumps(sample_ledger())
    pack = models.Pack.objects.get()
    assert (pack.version, pack.shape) == (1, packing.SHAPE)


def test_a_deleted_plan_takes_its_pack_along() -> None:
    """No ledger outlives its plan."""
    save_ledger(sample_ledger())
    models.Plan.objects.all().delete()
    assert not models.Pack.objects.exists()
