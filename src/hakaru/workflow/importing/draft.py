"""What an import would put into the ledger: what was read of its files, merged, with the edits."""

from functools import cached_property, lru_cache
from typing import NamedTuple

import msgspec

from hakaru.findings import Finding
from hakaru.ledger.entries import (
    AnyEntry,
    Budget,
)
from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.revising import all_corrected, effective
from hakaru.ledger.text import loads
from hakaru.read import Reading
from hakaru.read.draft import Accounting
from hakaru.read.merging import merge
from hakaru.shapes import ready
from hakaru.source import Place
from hakaru.store.models import FileStatus, Import, ImportFile
from hakaru.workflow.rewriting import Change, changed, indicator_id

# The field of an edit that changes nothing: somebody looked, and what was read is right.
LOOKED_AT = "looked_at"
READINGS_KEPT = 12
DRAFTS_KEPT = 48


@ready
class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a file told besides the ledger, as it is kept."""

    findings: tuple[Finding, ...]
    accounting: Accounting
    unread: tuple[Place, ...]


class Draft(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What was read, and the ledger of it with all edits in force, one entry a fact."""

    reading: Reading
    ledger: Ledger

    @cached_property
    def index(self) -> Index:
        """Look-ups over the ledger with the edits."""
        return Index(self.ledger)

    def whole(self) -> Ledger:
        """Return the ledger with what was read first and each edit as its correction."""
        read = effective(self.reading.ledger)
        known = {entry.id: entry for entry in read.entries()}
        changed = [entry for entry in self.ledger.entries() if known.get(entry.id) != entry]
        return all_corrected(self.reading.ledger, changed)


class _Read(NamedTuple):
    """What a reading depends on; the texts themselves stand in the database."""

    pk: int
    digest: str
    name: str


def draft_of(found: Import) -> Draft:
    """Return the draft of an import: its read files, merged, with the edits not taken back."""
    files = found.files.filter(status=FileStatus.READ).order_by("position")
    read = tuple(_Read(*row) for row in files.values_list("pk", "source__digest", "name"))
    edits = found.edits.filter(undone=False).exclude(field=LOOKED_AT).order_by("order")
    return _drafted(read, tuple(Change(*row) for row in edits.values_list(*_COLUMNS)))


_COLUMNS = ("entry_id", "field", "new")


@lru_cache(maxsize=READINGS_KEPT)
def _merged(files: tuple[_Read, ...]) -> Reading:
    """Return the reading of several files; what was read of a file never changes."""
    rows = ImportFile.objects.in_bulk([file.pk for file in files])
    readings = []
    for file in files:
        notice = msgspec.json.decode(rows[file.pk].notice, type=Notice)
        ledger = loads(rows[file.pk].ledger)
        readings.append(Reading(ledger, notice.findings, notice.accounting, notice.unread))
    return merge(readings) if readings else Reading(Ledger(), (), Accounting(0, 0, 0, 0))


@lru_cache(maxsize=DRAFTS_KEPT)
def _drafted(files: tuple[_Read, ...], changes: tuple[Change, ...]) -> Draft:
    """Return a draft; every earlier state of it is kept for a while, so undoing is quick."""
    if not changes:
        reading = _merged(files)
        return Draft(reading=reading, ledger=effective(reading.ledger))
    before = _drafted(files, changes[:-1])
    return Draft(reading=before.reading, ledger=changed(before.ledger, changes[-1]))


def subject_of(entry: AnyEntry) -> str:
    """Return the id of what is looked at when an entry is: its indicator, its project, itself."""
    return entry.project if isinstance(entry, Budget) else indicator_id(entry) or entry.id
