"""Correcting one value: the form of an entry, what was written in it, and the action."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Budget,
    Fact,
    Indicator,
    Note,
    Project,
    Section,
    Target,
)
from hakaru.ledger.ledger import Index, Ledger, ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.period import year_of
from hakaru.ledger.revising import all_corrected, effective
from hakaru.store.ledger_rows import load_ledger
from hakaru.workflow.fields import text_of
from hakaru.workflow.recording import record
from hakaru.workflow.rewriting import Change, changed

ACTION = "entry.corrected"

# What of an entry a person may write anew, in the order of a form.
FIELDS: dict[type[AnyEntry], tuple[str, ...]] = {
    Actual: ("text", "published_grade", "certainty", "as_of"),
    Target: ("text", "due", "in_force_from", "in_force_until", "reason"),
    Indicator: ("name", "direction", "baseline", "baseline_year"),
    Project: ("number", "name", "participants", "summary", "new_from", "ended"),
    Section: ("number", "title"),
    Budget: ("text",),
    Activity: ("text",),
    Fact: ("label", "text", "as_of"),
    Note: ("text",),
}
_NEEDED = frozenset({"name", "title", "label"})


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

    The entry corrected stays in the ledger; the reason stands in the log. What follows from it is
    corrected with it: the better direction, where it is derived from the numbers. Raises
    UsageError with the `field`: `edit.reason`, `edit.empty`, `edit.order` and those of
    `fields.with_text`; `edit.unknown`; `plan.changed`.
    """
    if not edit.reason.strip():
        raise UsageError("edit.reason", field="why")
    ledger = load_ledger(edit.plan)
    now = effective(ledger)
    entry = entry_to_edit(Index(now), edit.plan, edit.entry)
    made = _edited(now, entry, edit.values)
    detail = {"entry": edit.entry, "reason": edit.reason.strip()}
    changes = record(
        all_corrected(ledger, made),
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


def texts_of(entry: AnyEntry) -> dict[str, str]:
    """Return what a form shows of an entry: its fields as texts."""
    return {name: text_of(entry, name) for name in FIELDS.get(type(entry), ())}


def _edited(now: Ledger, entry: AnyEntry, values: Mapping[str, str]) -> tuple[AnyEntry, ...]:
    """Return the entries that differ once the fields of one are written anew.

    What was not touched is not read anew: only its author knows how it came about.
    """
    before = texts_of(entry)
    written = {name: values[name].strip() for name in before if name in values}
    touched = {
        name: text.replace("\r\n", "\n")
        for name, text in written.items()
        if text.replace("\r\n", "\n") != before[name].strip()
    }
    for name in _NEEDED & touched.keys():
        if not touched[name]:
            raise UsageError("edit.empty", field=name)
    known = {one.id: one for one in now.entries()}
    ledger = now if entry.id in known else ledger_of((*now.entries(), entry), now.documents)
    for name, text in touched.items():
        ledger = changed(ledger, Change(entry.id, name, text))
    made = tuple(one for one in ledger.entries() if known.get(one.id) != one) if touched else ()
    _refuse_disorder(made)
    return made


def _refuse_disorder(made: tuple[AnyEntry, ...]) -> None:
    """Raise UsageError `edit.order` for a target that ends before it begins."""
    for one in made:
        since = one.in_force_from if isinstance(one, Target) else None
        until = one.in_force_until if isinstance(one, Target) else None
        if since is not None and until is not None and until < since:
            raise UsageError("edit.order", field="in_force_until", since=since, until=until)
