"""The one way a plan's rows change: ledger, event and history in one transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from hakaru.errors import UsageError
from hakaru.ledger.flatten import flat_entry
from hakaru.ledger.integrity import by_plan
from hakaru.ledger.ledger import Change, Ledger, diff
from hakaru.store.ledger_rows import load_ledger, save_ledger
from hakaru.store.models import EntryChange, Event, Plan

BATCH = 500
REMOVED = "plan.removed"


def stored(plan_ids: tuple[str, ...]) -> dict[str, Ledger]:
    """Return the ledgers that the database has of these plans; an empty one for an unknown plan."""
    known = set(Plan.objects.filter(entry_id__in=plan_ids).values_list("entry_id", flat=True))
    return {plan: load_ledger(plan) if plan in known else Ledger() for plan in plan_ids}


def versions(plan_ids: tuple[str, ...]) -> dict[str, int]:
    """Return the versions of plans, 0 for an unknown plan: what somebody saw when deciding."""
    rows = dict(Plan.objects.filter(entry_id__in=plan_ids).values_list("entry_id", "version"))
    return {plan: rows.get(plan, 0) for plan in plan_ids}


def record(
    ledger: Ledger,
    *,
    action: str,
    by: str,
    at: datetime,
    detail: Mapping[str, object] | None = None,
    seen: Mapping[str, int] | None = None,
) -> dict[str, tuple[Change, ...]]:
    """Make the database say what a ledger says, and write what changed, who, and when.

    One event for each plan that changed, with the old and new text of each changed entry; nothing
    at all where nothing changed. `seen` are the versions the decision was made on. Raises
    UsageError `plan.changed` (plan) where a plan has another version by now, and LedgerFormatError
    for a ledger that is not whole; then nothing is written.
    """
    with transaction.atomic():
        plans = tuple(plan.id for plan in ledger.plans)
        refuse_stale(seen or {})
        locked_plans(plans)
        before, after = stored(plans), by_plan(ledger)
        changed = save_ledger(ledger)
        changes = {plan: diff(before[plan], after[plan]) for plan in changed}
        for plan in changed:
            told = dict(detail or {}) | tally(changes[plan])
            event = Event.objects.create(at=at, by=by, action=action, subject=plan, detail=told)
            _remember(event, plan, changes[plan])
    return changes


def remove(plan: str, *, by: str, at: datetime, seen: Mapping[str, int] | None = None) -> None:
    """Take a plan out of the database; the log and the history of its entries stay.

    Raises UsageError `plan.unknown` (plan), and `plan.changed` as `record`.
    """
    with transaction.atomic():
        refuse_stale(seen or {})
        before = load_ledger(plan)
        changes = diff(before, Ledger())
        event = Event.objects.create(
            at=at,
            by=by,
            action=REMOVED,
            subject=plan,
            detail={"title": before.plans[0].title} | tally(changes),
        )
        _remember(event, plan, changes)
        Plan.objects.filter(entry_id=plan).delete()


def locked_plans(plan_ids: Iterable[str]) -> dict[str, int]:
    """Return the versions of the plans there are; others who want to change them wait.

    Always taken in the same order: whoever changes several plans at once never waits for one who
    waits for them.
    """
    rows = Plan.objects.select_for_update().filter(entry_id__in=list(plan_ids))
    return dict(rows.order_by("entry_id").values_list("entry_id", "version"))


def refuse_stale(seen: Mapping[str, int]) -> None:
    """Raise UsageError `plan.changed` for the first plan that was changed since it was seen."""
    rows = locked_plans(seen)
    for plan, version in seen.items():
        if rows.get(plan, 0) != version:
            raise UsageError("plan.changed", plan=plan)


def _remember(event: Event, plan: str, changes: tuple[Change, ...]) -> None:
    """Write the history of each changed entry."""
    EntryChange.objects.bulk_create(
        (
            EntryChange(
                event=event,
                plan=plan,
                entry_id=change.id,
                old=flat_entry(change.old) if change.old else None,
                new=flat_entry(change.new) if change.new else None,
            )
            for change in changes
        ),
        batch_size=BATCH,
    )


def tally(changes: tuple[Change, ...]) -> dict[str, int]:
    """Return how many entries were added, changed and removed."""
    kinds = Counter(
        "added" if change.old is None else "removed" if change.new is None else "changed"
        for change in changes
    )
    return {kind: kinds[kind] for kind in ("added", "changed", "removed")}
