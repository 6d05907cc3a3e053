"""A person corrects what was read, takes it back, and does it again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from hakaru.errors import UsageError
from hakaru.store.models import Import, ImportEdit, ImportState
from hakaru.workflow.importing.draft import Change, changed, draft_of
from hakaru.workflow.importing.fields import text_of
from hakaru.workflow.importing.steps import locked, moved, tell


def edit(
    *, number: int, changes: Sequence[Change], by: str, at: datetime
) -> tuple[ImportEdit, ...]:
    """Let fields say what was typed; what says so already stays. Return the edits made.

    All or none. Raises UsageError what `draft.changed` and `steps.locked` raise.
    """
    with transaction.atomic():
        found = locked(number, ImportState.REVIEW)
        ledger = draft_of(found).ledger
        made: list[ImportEdit] = []
        order = _last_order(found)
        for change in changes:
            entries = {entry.id: entry for entry in ledger.entries()}
            after = changed(ledger, change)
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
