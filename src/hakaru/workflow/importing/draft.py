"""What an import would put into the ledger: what was read of its files, merged, with the edits."""

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.findings import Finding
from hakaru.ledger.aims import read_target
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import (
    Actual,
    AnyEntry,
    Budget,
    DirectionSource,
    Indicator,
    Target,
)
from hakaru.ledger.ledger import Index, Ledger, ledger_of
from hakaru.ledger.quantity import Quantity
from hakaru.ledger.revising import all_corrected, effective
from hakaru.ledger.text import loads
from hakaru.read import Reading
from hakaru.read.draft import Accounting
from hakaru.read.merging import merge
from hakaru.shapes import ready
from hakaru.source import Place
from hakaru.store.models import FileStatus, Import, ImportFile
from hakaru.workflow.importing.fields import Typed, context_of, in_context, unit_context, with_text

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


class Change(NamedTuple):
    """One field of one entry, and the text it is to have."""

    entry_id: str
    field: str
    text: str


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


def changed(ledger: Ledger, change: Change) -> Ledger:
    """Return a ledger of one entry a fact in which a field says what was typed.

    A changed unit is the unit of all values that do not have their own; where the direction
    follows from the numbers, it follows from the new ones. Raises UsageError `edit.entry` and
    what `fields.with_text` raises.
    """
    entries = {entry.id: entry for entry in ledger.entries()}
    entry = entries.get(change.entry_id)
    if entry is None:
        raise UsageError("edit.entry", entry=change.entry_id)
    indicator = _indicator_of(entry, entries)
    beside = tuple(_values_of(indicator, entries)) if indicator else ()
    members = tuple(dict.fromkeys(name for plan in ledger.plans for name in plan.members))
    made = with_text(Typed(entry, change.field, change.text, indicator, beside, members))
    entries[made.id] = made
    if isinstance(made, Indicator) and change.field == "unit":
        _read_anew(made, change.text, entries)
    if isinstance(made, Indicator | Target) and change.field != "direction":
        _derive_anew(_indicator_of(made, entries), entries)
    return ledger_of(entries.values(), ledger.documents)


def indicator_id(entry: AnyEntry) -> str:
    """Return the id of the indicator that an entry is, or belongs to, or nothing."""
    if isinstance(entry, Indicator):
        return entry.id
    return entry.indicator if isinstance(entry, Target | Actual) else ""


def subject_of(entry: AnyEntry) -> str:
    """Return the id of what is looked at when an entry is: its indicator, its project, itself."""
    return entry.project if isinstance(entry, Budget) else indicator_id(entry) or entry.id


def _indicator_of(entry: AnyEntry, entries: dict[str, AnyEntry]) -> Indicator | None:
    """Return the indicator that an entry belongs to."""
    found = entries.get(indicator_id(entry))
    return found if isinstance(found, Indicator) else None


def _of_indicator(indicator: str, entries: Iterable[AnyEntry]) -> list[Target | Actual]:
    """Return the targets and results of an indicator."""
    return [
        entry
        for entry in entries
        if isinstance(entry, Target | Actual) and entry.indicator == indicator
    ]


def _values_of(indicator: Indicator, entries: dict[str, AnyEntry]) -> Iterator[Quantity]:
    """Yield the values of an indicator, the baseline first."""
    if indicator.baseline is not None:
        yield indicator.baseline.quantity
    for entry in _of_indicator(indicator.id, entries.values()):
        yield entry.quantity


def _read_anew(indicator: Indicator, unit: str, entries: dict[str, AnyEntry]) -> None:
    """Read the values of an indicator in another unit."""
    context = unit_context(unit)
    for entry in (indicator, *_of_indicator(indicator.id, list(entries.values()))):
        entries[entry.id] = in_context(entry, context)


def _derive_anew(indicator: Indicator | None, entries: dict[str, AnyEntry]) -> None:
    """Find out anew which way is better, unless it is stated."""
    if indicator is None or indicator.direction_source is DirectionSource.STATED:
        return
    targets = [e for e in _of_indicator(indicator.id, entries.values()) if isinstance(e, Target)]
    last = max(targets, key=lambda target: target.in_force_from or 0, default=None)
    terms = []
    if last is not None:
        context = context_of((last.quantity,), indicator)
        terms = [read_target(last.quantity.text, unit=context.unit, scale=context.scale)]
    start = indicator.baseline.quantity if indicator.baseline else None
    way, known_by = derive_direction(name=indicator.name, baseline=start, targets=terms)
    entries[indicator.id] = replace(indicator, direction=way, direction_source=known_by)
