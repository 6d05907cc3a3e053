"""Loading a ledger file into the database: the action behind `hakaru manage load`."""

import hashlib
from collections import Counter
from datetime import datetime
from itertools import chain
from pathlib import Path

import msgspec
from django.db import transaction

from hakaru.checks.acceptance import carry_over
from hakaru.ledger.integrity import by_plan
from hakaru.ledger.ledger import ENTRY_LISTS, Change, Ledger, diff
from hakaru.ledger.text import load
from hakaru.read.formats import opening
from hakaru.store.ledger_rows import load_ledger, plan_ids, save_ledger
from hakaru.store.models import Event

ACTION = "ledger.loaded"


class LoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was loaded: entries by list, the plans that changed, and each change of an entry.

    A plan may change without a change of an entry: where it was read, or trailing zeros.
    """

    counts: dict[str, int]
    plans: tuple[str, ...]
    changes: tuple[Change, ...]


def load_ledger_file(*, path: Path, by: str, at: datetime) -> LoadResult:
    """Make the database say what a ledger file (`.jsonl`) says about its plans.

    Rows and one event for each plan that changed are written in one transaction; loading the same
    file again writes nothing. `at` knows its time zone. Raises UnreadableInputError where there
    is no such file and LedgerFormatError where a line of it is wrong; then nothing is changed.
    """
    data = opening.read_bytes(path)
    ledger = load(data.split(b"\n"), path.name)
    with transaction.atomic():
        known = set(plan_ids())
        before = {
            plan.id: load_ledger(plan.id) if plan.id in known else Ledger() for plan in ledger.plans
        }
        # What someone accepted with a reason outlives the next reading of the document.
        earlier = [one for stored in before.values() for one in stored.acceptances]
        ledger = carry_over(earlier, ledger)
        parts = by_plan(ledger)
        changed = save_ledger(ledger)
        changes = {plan: diff(before[plan], parts[plan]) for plan in changed}
        file = {"file": path.name, "digest": hashlib.sha256(data).hexdigest()}
        Event.objects.bulk_create(
            Event(at=at, by=by, action=ACTION, subject=plan, detail=file | _tally(changes[plan]))
            for plan in changed
        )
    return LoadResult(
        counts={name: len(getattr(ledger, name)) for name in ENTRY_LISTS},
        plans=changed,
        changes=tuple(chain.from_iterable(changes.values())),
    )


def _tally(changes: tuple[Change, ...]) -> dict[str, int]:
    """Return how many entries were added, changed and removed."""
    kinds = Counter(
        "added" if change.old is None else "removed" if change.new is None else "changed"
        for change in changes
    )
    return {kind: kinds[kind] for kind in ("added", "changed", "removed")}
