"""Entries written anew: the fields of an entry as texts, and the entry that texts make."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import (
    EVERY_YEAR,
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    DirectionSource,
    Fact,
    Indicator,
    Note,
    Project,
    Section,
    Target,
)
from hakaru.ledger.ledger import Index
from hakaru.ledger.measure import read_quantity, unit_and_scale
from hakaru.ledger.quantity import Quantity
from hakaru.read.layouts.members import MemberNames
from hakaru.workflow.written import (
    EVERY_YEAR_WORD,
    written_certainty,
    written_day,
    written_direction,
    written_due,
    written_members,
    written_year,
)

LONGEST_TEXT = 20_000

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


def texts_of(entry: AnyEntry) -> dict[str, str]:
    """Return what a form shows of an entry: its fields as texts."""
    return {name: _text_of(entry, name) for name in FIELDS.get(type(entry), ())}


def _text_of(entry: AnyEntry, name: str) -> str:
    """Return one field as text."""
    if isinstance(entry, Indicator) and name in {"baseline", "baseline_year"}:
        start = entry.baseline
        if start is None:
            return ""
        return start.quantity.text if name == "baseline" else str(start.fiscal_year or "")
    if name == "text" and isinstance(entry, Actual | Target | Fact):
        return entry.quantity.text
    value = getattr(entry, name)
    if value == EVERY_YEAR:
        return EVERY_YEAR_WORD
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else str(value)


def edited(index: Index, entry: AnyEntry, values: Mapping[str, str]) -> AnyEntry:
    """Return an entry with the fields written anew.

    Raises UsageError with the `field`: `edit.empty`, `edit.year`, `edit.day`, `edit.due`,
    `edit.order`, `edit.choice`, `edit.member`, `edit.too_long`.
    """
    before = texts_of(entry)
    written = {
        name: _bounded(name, values[name].strip().replace("\r\n", "\n"))
        for name in before
        if name in values
    }
    # What was not touched is not read anew: only its author knows how it came about.
    changed = {name: text for name, text in written.items() if text != before[name].strip()}
    if not changed:
        return entry
    for name in _NEEDED & changed.keys():
        if not changed[name]:
            raise UsageError("edit.empty", field=name)
    make = _MAKERS.get(type(entry))
    made: AnyEntry = make(index, entry, changed) if make else replace(entry, **changed)
    return made


def _bounded(name: str, text: str) -> str:
    """Return a text that is not too long."""
    if len(text) > LONGEST_TEXT:
        raise UsageError("edit.too_long", field=name, length=len(text), limit=LONGEST_TEXT)
    return text


def _actual(index: Index, entry: Actual, changed: Mapping[str, str]) -> Actual:
    """Return a result with what was written."""
    fields: dict[str, object] = {}
    if "text" in changed:
        fields["quantity"] = _quantity(index, entry.indicator, entry.quantity, changed["text"])
        # The parts belonged to the value that was wrong.
        fields["breakdown"] = ()
    if "published_grade" in changed:
        fields["published_grade"] = changed["published_grade"] or None
    if "certainty" in changed:
        fields["certainty"] = written_certainty(changed["certainty"])
    if "as_of" in changed:
        fields["as_of"] = written_day("as_of", changed["as_of"])
    return replace(entry, **fields)


def _target(index: Index, entry: Target, changed: Mapping[str, str]) -> Target:
    """Return a target with what was written: its text says kind and year, unless they are given."""
    fields: dict[str, object] = {}
    if "text" in changed:
        unit, scale = _context(index, entry.indicator, entry.quantity)
        terms = read_target(changed["text"], unit=unit, scale=scale)
        fields |= {
            "kind": terms.kind,
            "quantity": terms.quantity,
            "due": terms.due or entry.due,
            "cumulative": terms.cumulative or entry.cumulative,
        }
    if "due" in changed:
        fields["due"] = written_due(changed["due"])
    for name in ("in_force_from", "in_force_until"):
        if name in changed:
            fields[name] = written_year(name, changed[name])
    if "reason" in changed:
        fields["reason"] = changed["reason"]
    made = replace(entry, **fields)
    since, until = made.in_force_from, made.in_force_until
    if since is not None and until is not None and until < since:
        raise UsageError("edit.order", field="in_force_until", since=since, until=until)
    return made


def _indicator(index: Index, entry: Indicator, changed: Mapping[str, str]) -> Indicator:
    """Return an indicator with what was written; a direction said by a person is stated."""
    made = replace(entry, name=changed.get("name", entry.name))
    if "direction" in changed:
        way = written_direction(changed["direction"])
        made = replace(made, direction=way, direction_source=DirectionSource.STATED)
    if not {"baseline", "baseline_year"} & changed.keys():
        return made
    texts = {**texts_of(entry), **changed}
    if not texts["baseline"] and not texts["baseline_year"]:
        return replace(made, baseline=None)
    old = entry.baseline.quantity if entry.baseline else read_quantity("")
    new = texts["baseline"]
    baseline = Baseline(
        quantity=_quantity(index, entry.id, old, new) if "baseline" in changed else old,
        fiscal_year=written_year("baseline_year", texts["baseline_year"]),
        source=entry.baseline.source if entry.baseline else None,
    )
    return replace(made, baseline=baseline)


def _project(index: Index, entry: Project, changed: Mapping[str, str]) -> Project:
    """Return a project with what was written."""
    fields: dict[str, object] = dict(changed)
    if "participants" in changed:
        fields["participants"] = written_members(changed["participants"], _members(index, entry.id))
    if "new_from" in changed:
        fields["new_from"] = written_year("new_from", changed["new_from"])
    return replace(entry, **fields)


def _activity(index: Index, entry: Activity, changed: Mapping[str, str]) -> Activity:
    """Return what was done as it was written, with the members that the new text names."""
    return activity_saying(entry, changed["text"], _members(index, entry.project))


def activity_saying(entry: Activity, text: str, members: tuple[str, ...]) -> Activity:
    """Return an activity with another text; who is named in it is read anew."""
    names = MemberNames(members)
    return replace(entry, text=text, members=names.named(text), breakdown=names.shares(text))


def _members(index: Index, project: str) -> tuple[str, ...]:
    """Return the members of the plan that a project belongs to."""
    plan = index.plan_of(project)
    return () if plan is None else plan.members


def _budget(_index: Index, entry: Budget, changed: Mapping[str, str]) -> Budget:
    """Return an amount with what was written, in the unit of its column where it has none."""
    bare = read_quantity(entry.text)
    scale = 1
    if bare.value and not bare.unit and entry.amount_yen:
        factor = entry.amount_yen / bare.value
        scale = int(factor) if factor == factor.to_integral_value() else 1
    quantity = read_quantity(changed["text"], unit="円", scale=scale)
    amount: Decimal | None = quantity.value
    return replace(entry, text=changed["text"], amount_yen=amount)


def _fact(_index: Index, entry: Fact, changed: Mapping[str, str]) -> Fact:
    """Return a dated statement with what was written."""
    fields: dict[str, object] = {}
    if "label" in changed:
        fields["label"] = changed["label"]
    if "text" in changed:
        fields["quantity"] = read_quantity(changed["text"])
    if "as_of" in changed:
        fields["as_of"] = written_day("as_of", changed["as_of"])
    return replace(entry, **fields)


_MAKERS: dict[type[AnyEntry], Callable[..., AnyEntry]] = {
    Actual: _actual,
    Target: _target,
    Indicator: _indicator,
    Project: _project,
    Activity: _activity,
    Budget: _budget,
    Fact: _fact,
}


def _quantity(index: Index, indicator: str, old: Quantity, text: str) -> Quantity:
    """Return what a value says, in the unit the one before had from its surroundings."""
    unit, scale = _context(index, indicator, old)
    return read_quantity(text, unit=unit, scale=scale)


def _context(index: Index, indicator: str, old: Quantity) -> tuple[str, int]:
    """Return the unit and factor for a value that is written without one."""
    if old.value is not None and not read_quantity(old.text).unit:
        return old.unit, old.scale
    entry = index.indicators.get(indicator)
    if entry is None:
        return "", 1
    unit, scale = unit_and_scale(entry.name)
    return (unit, scale) if unit else (entry.unit, 1)
