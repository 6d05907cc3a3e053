"""Facts written anew: a field of an entry says something else, and what follows from it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.aims import read_target
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import Actual, AnyEntry, DirectionSource, Indicator, Target
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.quantity import Quantity
from hakaru.workflow.field_values import Typed, context_of, in_context, unit_context
from hakaru.workflow.fields import with_text


class Change(NamedTuple):
    """One field of one entry, and the text it is to have."""

    entry_id: str
    field: str
    text: str


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
