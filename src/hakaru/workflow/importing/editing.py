"""A person corrects what was read, takes it back, and does it again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from hakaru.errors import UsageError
from hakaru.store.models import Import, ImportEdit, ImportState
from hakaru.workflow.fields import text_of
from hakaru.workflow.importing.draft import LOOKED_AT, draft_of
from hakaru.workflow.importing.offered import EDITABLE
from hakaru.workflow.importing.steps import locked, moved, tell
from hakaru.workflow.rewriting import Change, changed


def edit(
    *, number: int, changes: Sequence[Change], by: str, at: datetime
) -> tuple[ImportEdit, ...]:
    """Let fields say what was typed; what says so already stays. Return the edits made.

    All or none. Raises UsageError `edit.field`, and what `rewriting.changed` and `steps.locked`
    raise.
    """
    with transaction.atomic():
        found = locked(number, ImportState.REVIEW)
        ledger = draft_of(found).ledger
        made: list[ImportEdit] = []
        order = _last_order(found)
        for change in changes:
            entries = {entry.id: entry for entry in ledger.entries()}
            after = changed(ledger, change)
            if change.field not in EDITABLE.get(type(entries[change.entry_id]), ()):
                raise UsageError("edit.field", entry=change.entry_id, field=change.field)
            old = text_of(entries[change.entry_id], change.field)
            if old == change.text:
                continue
            ledger = after
            made.append(_edit(found, change, old, order=order + len(made) + 1, by=by, at=at))
        if made:
            ImportEdit.objects.bulk_create(made)
            moved(found)
        for one in made:
            tell(found, "edited", by=by, at=at, **_told(one))
    return tuple(made)


def look(*, number: int, subject: str, by: str, at: datetime) -> ImportEdit | None:
    """Remember that somebody looked at a subject and found it right; None where that is known.

    It is taken back like an edit. Raises UsageError `edit.entry` and as `steps.locked`.
    """
    with transaction.atomic():
        found = locked(number, ImportState.REVIEW)
        if subject not in draft_of(found).index.entry:
            raise UsageError("edit.entry", entry=subject)
        if found.edits.filter(undone=False, field=LOOKED_AT, entry_id=subject).exists():
            return None
        change = Change(subject, LOOKED_AT, by)
        made = _edit(found, change, "", order=_last_order(found) + 1, by=by, at=at)
        made.save()
        moved(found)
        tell(found, "looked_at", by=by, at=at, entry=subject)
    return made


def undo(*, number: int, by: str, at: datetime) -> ImportEdit:
    """Take back the last edit. Raises UsageError `undo.nothing` and as `steps.locked`."""
    with transaction.atomic():
        found = locked(number, ImportState.REVIEW)
        last = found.edits.filter(undone=False).order_by("-order").first()
        if last is None:
            raise UsageError("undo.nothing", number=number)
        return _turn(found, last, "undone", by=by, at=at)


def redo(*, number: int, by: str, at: datetime) -> ImportEdit:
    """Do the edit again that was taken back last. Raises UsageError `redo.nothing`, `locked`'s."""
    with transaction.atomic():
        found = locked(number, ImportState.REVIEW)
        again = next_redo(found)
        if again is None:
            raise UsageError("redo.nothing", number=number)
        return _turn(found, again, "redone", by=by, at=at)


class Edits(NamedTuple):
    """What was edited: the entries, and the subjects that somebody looked at and found right."""

    entries: frozenset[str]
    looked_at: frozenset[str]


def edits_of(found: Import) -> Edits:
    """Return what is edited in an import, what was taken back left out."""
    rows = list(found.edits.filter(undone=False).values_list("entry_id", "field"))
    return Edits(
        frozenset(entry for entry, field in rows if field != LOOKED_AT),
        frozenset(entry for entry, field in rows if field == LOOKED_AT),
    )


def edited_entries(found: Import) -> frozenset[str]:
    """Return the entries of which a field was edited."""
    return edits_of(found).entries


def next_redo(found: Import) -> ImportEdit | None:
    """Return the edit that can be done again: taken back, and nothing was edited since."""
    last = found.edits.filter(undone=False).order_by("-order").values_list("order", flat=True)
    return found.edits.filter(undone=True, order__gt=last.first() or 0).order_by("order").first()


def _turn(found: Import, one: ImportEdit, action: str, *, by: str, at: datetime) -> ImportEdit:
    """Take an edit back, or do it again."""
    one.undone = action == "undone"
    one.save(update_fields=["undone"])
    moved(found)
    tell(found, action, by=by, at=at, **_told(one))
    return one


def _edit(
    found: Import, change: Change, old: str, *, order: int, by: str, at: datetime
) -> ImportEdit:
    """Return the row of an edit."""
    return ImportEdit(
        of=found,
        order=order,
        entry_id=change.entry_id,
        field=change.field,
        old=old,
        new=change.text,
        by=by,
        at=at,
    )


def _last_order(found: Import) -> int:
    """Return the number of the last edit, taken back or not."""
    return found.edits.order_by("-order").values_list("order", flat=True).first() or 0


def _told(one: ImportEdit) -> Mapping[str, object]:
    """Return what the log says of an edit."""
    return {"entry": one.entry_id, "field": one.field, "old": one.old, "new": one.new}
