"""A person chooses what goes into the ledger, and confirms: only then anything changes there."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from hakaru.errors import UsageError
from hakaru.ledger.ledger import Ledger
from hakaru.store.models import FileStatus, Import, ImportChoice, ImportFile, ImportState
from hakaru.workflow.importing.differences import (
    Before,
    PlanDifferences,
    differences,
    result,
)
from hakaru.workflow.importing.draft import Draft, draft_of
from hakaru.workflow.importing.editing import edited_entries
from hakaru.workflow.importing.steps import locked, moved, tell
from hakaru.workflow.recording import record, refuse_stale, stored, tally, versions

ACTION = "import.confirmed"


class Seen(NamedTuple):
    """What somebody had before their eyes: the import's revision, the plans' versions."""

    revision: int
    versions: Mapping[str, int]


class Outcome(NamedTuple):
    """What an import came to, and whether this call confirmed it or it was confirmed before."""

    plans: tuple[str, ...]
    changed: dict[str, dict[str, int]]
    now: bool


def seen_of(found: Import) -> Seen:
    """Return what somebody who looks at an import now has before their eyes."""
    plans = tuple(plan.id for plan in draft_of(found).ledger.plans)
    return Seen(found.revision, versions(plans))


def before_of(found: Import, draft: Draft) -> Before:
    """Return what the ledger has of an import's plans, and what is chosen already."""
    again = ImportFile.objects.filter(of=found, source__uses__of__state=ImportState.CONFIRMED)
    again = again.exclude(of__state=ImportState.CONFIRMED)
    return Before(
        ledgers=stored(tuple(plan.id for plan in draft.ledger.plans)),
        files=frozenset(again.values_list("name", flat=True)),
        edited=edited_entries(found),
        choices=dict(found.choices.values_list("entry_id", "take")),
    )


def differences_of(found: Import) -> tuple[PlanDifferences, ...]:
    """Return what an import would change, plan by plan."""
    draft = draft_of(found)
    return differences(draft, before_of(found, draft))


def choose(*, number: int, choices: Mapping[str, bool], by: str, at: datetime) -> None:
    """Remember for entries that differ whether the document's side is taken.

    Raises UsageError `choice.unknown` for an entry that does not differ, and as `steps.locked`.
    """
    with transaction.atomic():
        found = locked(number, ImportState.REVIEW)
        known = _choosable(differences_of(found))
        for entry in choices:
            if entry not in known:
                raise UsageError("choice.unknown", entry=entry)
        new = {entry: take for entry, take in choices.items() if known[entry] != take}
        if not new:
            return
        ImportChoice.objects.bulk_create(
            (ImportChoice(of=found, entry_id=entry, take=take) for entry, take in new.items()),
            update_conflicts=True,
            unique_fields=["of", "entry_id"],
            update_fields=["take"],
        )
        moved(found)
        taken = [entry for entry, take in new.items() if take]
        kept = [entry for entry, take in new.items() if not take]
        tell(found, "chosen", by=by, at=at, taken=taken, kept=kept)


def confirm(*, number: int, seen: Seen, by: str, at: datetime) -> Outcome:
    """Put what was chosen into the ledger, all in one transaction.

    Confirmed already, by the other of two windows: nothing happens, and the outcome says so.
    Raises UsageError `import.changed` where the import was edited since it was seen,
    `plan.changed` where a plan was, `import.nothing` where no file could be read, and as
    `steps.locked`; then nothing is written.
    """
    with transaction.atomic():
        found = locked(number, ImportState.REVIEW, ImportState.CONFIRMED)
        if found.state == ImportState.CONFIRMED:
            return Outcome(tuple(found.seen), {}, now=False)
        if found.revision != seen.revision:
            raise UsageError("import.changed", number=number)
        draft = draft_of(found)
        if not found.files.filter(status=FileStatus.READ).exists() or not draft.ledger.plans:
            raise UsageError("import.nothing", number=number)
        changed = _write(found, draft, seen, by=by, at=at)
        found.state, found.seen = ImportState.CONFIRMED, dict(seen.versions)
        found.confirmed_by, found.confirmed_at = by, at
        found.save()
        tell(found, "confirmed", by=by, at=at, plans=changed)
    return Outcome(tuple(seen.versions), changed, now=True)


def _write(
    found: Import, draft: Draft, seen: Seen, *, by: str, at: datetime
) -> dict[str, dict[str, int]]:
    """Write the plans; return how many entries changed in each that did."""
    refuse_stale(seen.versions)
    before = before_of(found, draft)
    files = list(found.files.filter(status=FileStatus.READ).values("name", "source__digest"))
    detail = {
        "import": found.pk,
        "files": [{"file": file["name"], "digest": file["source__digest"]} for file in files],
    }
    changed: dict[str, dict[str, int]] = {}
    # New plans too are written in one order, whatever the order of the documents.
    for one in sorted(differences(draft, before), key=lambda one: one.plan.id):
        plan = one.plan.id
        if plan not in seen.versions:
            raise UsageError("import.changed", number=found.pk)
        made = result(draft, before, one)
        # A plan that is left as it is must still be the plan that was looked at.
        version = {plan: seen.versions[plan]}
        told = record(made or Ledger(), action=ACTION, by=by, at=at, detail=detail, seen=version)
        changed.update({name: tally(changes) for name, changes in told.items()})
    return changed


def _choosable(plans: Iterable[PlanDifferences]) -> dict[str, bool]:
    """Return what can be chosen, and what is chosen or goes without saying now."""
    known: dict[str, bool] = {}
    for plan in plans:
        if not plan.known:
            known[plan.plan.id] = plan.take
        known.update((one.id, one.take) for one in plan.differences)
    return known
