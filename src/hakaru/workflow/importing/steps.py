"""What every step of an import has in common: the import is there, in the right state, and told."""

from datetime import datetime

from hakaru.errors import UsageError
from hakaru.store.models import Event, Import, ImportState


def locked(number: int, *states: ImportState) -> Import:
    """Return an import to be changed in this transaction; others wait until it is over.

    Raises UsageError `import.unknown`, and `import.confirmed` or `import.unread` where the import
    is in none of these states.
    """
    found = Import.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise UsageError("import.unknown", number=number)
    if found.state not in states:
        done = found.state == ImportState.CONFIRMED
        raise UsageError("import.confirmed" if done else "import.unread", number=number)
    return found


def moved(found: Import) -> None:
    """Count a change, so that whoever looks at the import from before is told."""
    found.revision += 1
    found.save(update_fields=["revision", "state"])


def tell(found: Import, action: str, *, by: str, at: datetime, **detail: object) -> None:
    """Write what was done to an import into the log."""
    Event.objects.create(
        at=at, by=by, action=f"import.{action}", subject=f"import/{found.pk}", detail=detail
    )
