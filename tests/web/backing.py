"""Two plans that were worked on, and everything that a backup of them must bring back."""

import io
import os
from datetime import UTC, datetime, timedelta

import pytest

from hakaru.ledger.text import dumps
from hakaru.store import models as store
from hakaru.store.ledger_rows import load_ledger, plan_ids
from hakaru.store.models import Event, Postponed
from hakaru.workflow.backing_up import back_up
from hakaru.workflow.correcting import Edit, correct
from hakaru.workflow.queries.contradictions import contradictions
from hakaru.workflow.queries.desk_values import version_of
from hakaru.workflow.recording import record
from hakaru.workflow.restoring import RESTORED
from hakaru.workflow.settling import Settled, accept_finding, postpone_finding
from web.sample import PLAN, sample_ledger, vision_ledger

AT = datetime(2026, 2, 14, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=1)
# What the sample contradicts itself in: a result after the end.
ENDED = "7022a686e2d8"
ALONE = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}


@pytest.fixture
def worked_on(db: None) -> None:
    """Two plans, one of them worked on: a correction, an acceptance, something put aside."""
    del db
    for ledger in (sample_ledger(), vision_ledger()):
        record(ledger, action="ledger.loaded", by="係", at=AT, detail={"file": "一覧.xlsx"})
    edit = Edit(
        plan=PLAN,
        entry=f"{PLAN}/02/②/2025",
        values={"text": "36社"},
        reason="転記の誤り",
        seen=version_of(PLAN),
    )
    assert correct(edit, by="係", at=AT)
    settled = Settled(plan=PLAN, fingerprint=ENDED, seen=version_of(PLAN))
    accept_finding(settled, reason="精算のため", by="係", at=AT)
    one = Settled(plan=PLAN, fingerprint=grade_finding(), seen=version_of(PLAN))
    postpone_finding(one, until="2026-03-01", note="課に確認", by="係", at=AT)


def grade_finding() -> str:
    """Return the fingerprint of the finding on the corrected value."""
    return next(name for name, one in contradictions(PLAN).by_name.items() if one.code == "H101")


def backup() -> bytes:
    """Return a backup of the database."""
    out = io.BytesIO()
    back_up(out)
    return out.getvalue()


def content() -> tuple[dict[str, str], list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return everything a backup must bring back: ledgers, log with history, tables."""
    events = Event.objects.order_by("at", "pk", "changes__pk").values_list(
        "at", "by", "action", "subject", "detail", "changes__entry_id", "changes__new"
    )
    aside = Postponed.objects.values_list("plan__entry_id", "code", "fingerprint", "until", "note")
    return (
        {plan: dumps(load_ledger(plan)) for plan in plan_ids()},
        [tuple(event) for event in events if event[2] != RESTORED],
        [tuple(row) for row in aside],
    )


def emptied() -> None:
    """Take away every plan, as at a new site; the log cannot be taken away."""
    store.Plan.objects.all().delete()
    assert plan_ids() == ()
