"""What is done with a finding beside mending it: accepted, put aside, and both undone."""

from datetime import date, datetime

import msgspec
from django.db import transaction
from django.utils import timezone

from hakaru.checks.acceptance import accept
from hakaru.errors import UsageError
from hakaru.ledger.revising import without
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Event, Plan, Postponed
from hakaru.workflow.queries.contradictions import finding_of
from hakaru.workflow.recording import record

ACCEPTED, REOPENED = "finding.accepted", "finding.reopened"
POSTPONED, RESUMED = "finding.postponed", "finding.resumed"
LONGEST_REASON = 2_000


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """The finding of a plan that is decided about, and the version of the plan that was seen."""

    plan: str
    fingerprint: str
    seen: int


def accept_finding(one: Settled, *, reason: str, by: str, at: datetime) -> None:
    """Accept a finding, in the plan's ledger. Raises UsageError `finding.gone`, `edit.reason`."""
    said = _said(reason, "reason", needed=True)
    finding = finding_of(one.plan, one.fingerprint)
    ledger = accept(load_ledger(one.plan), finding, reason=said, by=by, at=timezone.localdate(at))
    detail = {"code": finding.code, "fingerprint": one.fingerprint, "reason": said}
    with transaction.atomic():
        record(ledger, action=ACCEPTED, by=by, at=at, detail=detail, seen={one.plan: one.seen})
        Postponed.objects.filter(plan__entry_id=one.plan, fingerprint=one.fingerprint).delete()


def reopen_finding(one: Settled, *, by: str, at: datetime) -> None:
    """Take an acceptance back. Nothing happens where there is none."""
    ledger = load_ledger(one.plan)
    gone = [known.id for known in ledger.acceptances if known.fingerprint == one.fingerprint]
    record(
        without(ledger, gone),
        action=REOPENED,
        by=by,
        at=at,
        detail={"fingerprint": one.fingerprint},
        seen={one.plan: one.seen},
    )


def postpone_finding(one: Settled, *, until: str, note: str, by: str, at: datetime) -> None:
    """Put a finding aside until a day, in the store and not in the ledger.

    Raises UsageError `finding.gone`, `finding.until` (given) for what is no later day.
    """
    finding = finding_of(one.plan, one.fingerprint)
    day = _later_day(until, timezone.localdate(at))
    said = _said(note, "note", needed=False)
    with transaction.atomic():
        plan = Plan.objects.get(entry_id=one.plan)
        Postponed.objects.update_or_create(
            plan=plan,
            fingerprint=one.fingerprint,
            defaults={"code": finding.code, "until": day, "note": said, "by": by, "at": at},
        )
        _log(POSTPONED, one, {"until": day.isoformat(), "note": said}, by=by, at=at)


def resume_finding(one: Settled, *, by: str, at: datetime) -> None:
    """Take up a finding that was put aside. Nothing happens where it was not."""
    with transaction.atomic():
        gone, _ = Postponed.objects.filter(
            plan__entry_id=one.plan, fingerprint=one.fingerprint
        ).delete()
        if gone:
            _log(RESUMED, one, {}, by=by, at=at)


def _log(action: str, one: Settled, detail: dict[str, str], *, by: str, at: datetime) -> None:
    """Write what was done to a finding into the log."""
    told = {"fingerprint": one.fingerprint} | detail
    Event.objects.create(at=at, by=by, action=action, subject=one.plan, detail=told)


def _said(text: str, field: str, *, needed: bool) -> str:
    """Return a text that was written, of bearable length."""
    said = text.strip()
    if needed and not said:
        raise UsageError("edit.reason", field=field)
    if len(said) > LONGEST_REASON:
        raise UsageError("edit.too_long", field=field, length=len(said), limit=LONGEST_REASON)
    return said


def _later_day(text: str, today: date) -> date:
    """Return a day after today."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        day = today
    if day <= today:
        raise UsageError("finding.until", field="until", given=text)
    return day
