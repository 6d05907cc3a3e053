"""Correcting one value: what was written of an entry, and the action that keeps it."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.entries import Actual, AnyEntry
from hakaru.ledger.ledger import Index
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.period import year_of
from hakaru.ledger.revising import corrected, effective
from hakaru.store.ledger_rows import load_ledger
from hakaru.workflow.recording import record
from hakaru.workflow.rewriting import FIELDS, edited

ACTION = "entry.corrected"


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A correction as written: the entry's first id, its fields as texts, why, and what was seen.

    A field that is not named stays as it is. `seen` is the version of the plan it was made on.
    """

    plan: str
    entry: str
    values: Mapping[str, str]
    reason: str
    seen: int


def correct(edit: Edit, *, by: str, at: datetime) -> bool:
    """Make an entry say what was written; tell whether that changed anything.

    The entry corrected stays in the ledger; the reason stands in the log. Raises UsageError:
    `edit.reason`, `edit.unknown`, those of `edited` with their `field`, `plan.changed`.
    """
    if not edit.reason.strip():
        raise UsageError("edit.reason", field="why")
    ledger = load_ledger(edit.plan)
    index = Index(effective(ledger))
    entry = entry_to_edit(index, edit.plan, edit.entry)
    made = edited(index, entry, edit.values)
    detail = {"entry": edit.entry, "reason": edit.reason.strip()}
    changes = record(
        corrected(ledger, made),
        action=ACTION,
        by=by,
        at=at,
        detail=detail,
        seen={edit.plan: edit.seen},
    )
    return bool(changes)


def entry_to_edit(index: Index, plan: str, entry_id: str) -> AnyEntry:
    """Return an entry by its first id, or an empty result where the id asks for a new one.

    The id of a new result is its indicator's, a slash and the fiscal year. Raises UsageError
    `edit.unknown` (entry, plan).
    """
    found = index.entry.get(entry_id)
    if found is not None and type(found) in FIELDS:
        return found
    indicator, _, year = entry_id.rpartition("/")
    if found is None and indicator in index.indicators and year_of(year) is not None:
        return Actual(
            id=entry_id,
            source=None,
            indicator=indicator,
            fiscal_year=int(year_of(year) or 0),
            as_of=None,
            certainty=None,
            quantity=read_quantity(""),
            published_grade=None,
        )
    raise UsageError("edit.unknown", entry=entry_id, plan=plan)
