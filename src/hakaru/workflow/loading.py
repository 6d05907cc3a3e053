"""Loading a ledger file into the database: the action behind `hakaru manage load`."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path

import msgspec
from django.db import transaction

from hakaru.checks.acceptance import carry_over
from hakaru.ledger.flatten import flat_entry
from hakaru.ledger.ledger import ENTRY_LISTS, Change, Index, Ledger, ledger_of
from hakaru.ledger.revising import CORRECTABLE, changes_of, with_corrections, with_decisions
from hakaru.ledger.text import load
from hakaru.read.formats import opening
from hakaru.store.models import EntryChange
from hakaru.workflow import correcting, planning
from hakaru.workflow.recording import locked_plans, record, stored

ACTION = "ledger.loaded"
# What a person does at the desk to an entry that a document said otherwise, or not at all.
_BY_HAND = (correcting.ACTION, planning.EDITED, planning.BOOK_CHOSEN)


class LoadResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was loaded: entries by list, the plans that changed, and each change of an entry.

    A plan may change without a change of an entry: where it was read, or trailing zeros. `kept`
    counts the values that the file says otherwise and a correction made here holds.
    """

    counts: dict[str, int]
    plans: tuple[str, ...]
    changes: tuple[Change, ...]
    kept: int


def load_ledger_file(*, path: Path, by: str, at: datetime, replace: bool = False) -> LoadResult:
    """Make the database say what a ledger file (`.jsonl`) says about its plans.

    Corrections made here stay, as long as the file does not say something new; `replace` gives
    them up. Rows and one event for each plan that changed are written in one transaction; loading
    the same file again writes nothing. `at` knows its time zone. Raises UnreadableInputError where
    there is no such file and LedgerFormatError where a line of it is wrong; then nothing is
    changed.
    """
    data = opening.read_bytes(path)
    ledger = load(data.split(b"\n"), path.name)
    with transaction.atomic():
        plans = tuple(plan.id for plan in ledger.plans)
        locked_plans(plans)
        said = ledger
        # What officials decided outlives the next reading of the document.
        for plan, earlier in stored(plans).items():
            if not replace:
                ledger = _with_work_done(plan, earlier, ledger)
            ledger = with_decisions(earlier, carry_over(earlier.acceptances, ledger))
        kept = 0 if replace else _kept(said, ledger)
        file: dict[str, object] = {"file": path.name, "digest": hashlib.sha256(data).hexdigest()}
        if kept:
            file["kept"] = kept
        changes = record(ledger, action=ACTION, by=by, at=at, detail=file)
    return LoadResult(
        counts={name: len(getattr(ledger, name)) for name in ENTRY_LISTS},
        plans=tuple(changes),
        changes=tuple(chain.from_iterable(changes.values())),
        kept=kept,
    )


def _with_work_done(plan: str, earlier: Ledger, ledger: Ledger) -> Ledger:
    """Return a ledger with what was corrected and entered here in an earlier one of a plan."""
    rows = EntryChange.objects.filter(plan=plan, event__action__in=_BY_HAND)
    before: dict[str, list[object]] = defaultdict(list)
    for entry_id, old in rows.values_list("entry_id", "old"):
        before[entry_id].append(None if old is None else _words(old))
    known = Index(earlier).entry
    entries = (
        known[entry.id]
        if entry.id in known
        and not isinstance(entry, CORRECTABLE)
        and _words(flat_entry(entry)) in before.get(entry.id, ())
        else entry
        for entry in ledger.entries()
    )
    added = {entry_id for entry_id, olds in before.items() if None in olds}
    return with_corrections(earlier, ledger_of(entries, ledger.documents), added)


def _words(flat: Mapping[str, object]) -> dict[str, object]:
    """Return what an entry says, without where it was read."""
    return {key: value for key, value in flat.items() if key != "source"}


def _kept(said: Ledger, ledger: Ledger) -> int:
    """Return how many entries say something else than the file; decisions are not counted."""
    decided = {one.id for one in (*ledger.acceptances, *ledger.overrides)}
    return sum(change.id not in decided for change in changes_of(said, ledger))
