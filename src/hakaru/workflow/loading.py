"""Loading a ledger file into the database: the action behind `hakaru manage load`."""

import hashlib
from datetime import datetime
from itertools import chain
from pathlib import Path

import msgspec
from django.db import transaction

from hakaru.checks.acceptance import carry_over
from hakaru.ledger.ledger import ENTRY_LISTS, Change
from hakaru.ledger.revising import with_decisions
from hakaru.ledger.text import load
from hakaru.read.formats import opening
from hakaru.workflow.recording import record, stored

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
        before = stored(tuple(plan.id for plan in ledger.plans))
        # What officials decided outlives the next reading of the document.
        for earlier in before.values():
            ledger = with_decisions(earlier, carry_over(earlier.acceptances, ledger))
        file = {"file": path.name, "digest": hashlib.sha256(data).hexdigest()}
        changes = record(ledger, action=ACTION, by=by, at=at, detail=file)
    return LoadResult(
        counts={name: len(getattr(ledger, name)) for name in ENTRY_LISTS},
        plans=tuple(changes),
        changes=tuple(chain.from_iterable(changes.values())),
    )
