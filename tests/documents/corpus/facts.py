"""The facts of a ledger, flat: whose, which field, what, and where it was read."""

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from hakaru.ledger.entries import Certainty, Direction, Indicator, Target
from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.quantity import Quantity, State
from hakaru.source import Place

Key = tuple[str, str]
"""Whose fact (a project's name, a project's and an indicator's), and which field."""

NOT_ALWAYS_SAID = frozenset({"direction", "from", "until", "plan years"})
"""Fields a reader may fill in by itself: compared only where the description says them."""


class Read(NamedTuple):
    """A fact as read, and where."""

    value: str
    place: Place | None


def squeeze(text: str) -> str:
    """Return a text for comparing: NFKC, without any blank."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def plain(value: Decimal) -> str:
    """Return a number without superfluous zeros."""
    return format(value.normalize() if value else Decimal(0), "f")


def facts_of(ledger: Ledger) -> dict[Key, Read]:
    """Return the facts of a ledger under the keys that descriptions use."""
    return {key: read for key, read in _facts(Index(ledger)) if read.value}


def _facts(index: Index) -> Iterator[tuple[Key, Read]]:
    """Yield every fact of a ledger."""
    ledger = index.ledger
    for plan in ledger.plans[:1]:
        yield ("", "title"), Read(squeeze(plan.title), plan.source)
        yield ("", "members"), Read("、".join(plan.members), plan.source)
    names: dict[str, str] = {}
    for section in ledger.sections:
        names[section.id] = _path(index, section.id)
    for project in ledger.projects:
        owner = names[project.id] = _once(squeeze(project.name), names.values())
        again = sorted(names.get(section, section) for section in project.relisted_in)
        duties = "、".join(f"{who}:{what}" for who, what in project.responsibilities)
        for field, value in {
            "project": owner,
            "number": project.number,
            "section": names.get(project.section or "", ""),
            "participants": "、".join(project.participants),
            "summary": squeeze(project.summary),
            "duties": squeeze(duties),
            "priority": "yes" if project.priority else "",
            "new from": str(project.new_from or ""),
            "relisted in": "、".join(again),
        }.items():
            yield (owner, field), Read(value, project.source)
    for budget in ledger.budgets:
        amount = "" if budget.amount_yen is None else plain(budget.amount_yen)
        key = (names[budget.project], f"{budget.kind} {budget.fiscal_year}")
        yield key, Read(amount, budget.source)
    done: dict[Key, Read] = {}
    for activity in ledger.activities:
        key = (names[activity.project], f"done {activity.fiscal_year}")
        before = done[key].value if key in done else ""
        done[key] = Read(before + squeeze(activity.text), activity.source)
    yield from done.items()
    for indicator in ledger.indicators:
        yield from _indicator_facts(index, indicator, names.get(indicator.parent, ""))


def _once(name: str, known: Iterable[str]) -> str:
    """Return a name, marked where another project has it already."""
    return f"{name} (again)" if name in set(known) else name


def _path(index: Index, section: str) -> str:
    """Return the titles of a section and those above it, outermost first."""
    titles: list[str] = []
    known = index.sections.get(section)
    while known is not None:
        titles.insert(0, known.title)
        known = index.sections.get(known.parent or "")
    return squeeze(" > ".join(titles))


def _indicator_facts(index: Index, indicator: Indicator, parent: str) -> Iterator[tuple[Key, Read]]:
    """Yield the facts of an indicator."""
    owner = f"{parent} / {squeeze(indicator.name)}"
    place = indicator.source
    unknown = indicator.direction is Direction.UNKNOWN
    for field, value in {
        "indicator": squeeze(indicator.name) or "(nameless)",
        "marker": indicator.marker,
        "unit": indicator.unit,
        "cumulative": "yes" if indicator.cumulative else "",
        "direction": "" if unknown else indicator.direction.value,
    }.items():
        yield (owner, field), Read(value, place)
    if indicator.baseline is not None:
        baseline = indicator.baseline
        yield from _quantity(owner, "baseline", baseline.quantity, baseline.source)
        yield (owner, "baseline year"), Read(str(baseline.fiscal_year or ""), baseline.source)
    targets = index.targets_of.get(indicator.id, ())
    ordered = sorted(
        targets, key=lambda t: (t.in_force_from or 0, t.due if isinstance(t.due, int) else 0)
    )
    for at, target in enumerate(ordered, 1):
        yield from _target_facts(owner, f"target {at}", target)
    seen: set[int] = set()
    for actual in index.ledger.actuals:
        if actual.indicator != indicator.id:
            continue
        year = f"{actual.fiscal_year}{' again' if actual.fiscal_year in seen else ''}"
        seen.add(actual.fiscal_year)
        yield from _quantity(owner, year, actual.quantity, actual.source)
        forecast = "yes" if actual.certainty is Certainty.FORECAST else ""
        yield (owner, f"{year} forecast"), Read(forecast, actual.source)
        yield (owner, f"{year} grade"), Read(actual.published_grade or "", actual.source)
    for fact in index.ledger.facts:
        if fact.subject == indicator.id:
            year = fact.id.rsplit("/", 1)[-1]
            rate = fact.quantity.value
            yield (owner, f"{year} rate"), Read("" if rate is None else plain(rate), fact.source)


def _target_facts(owner: str, field: str, target: Target) -> Iterator[tuple[Key, Read]]:
    """Yield the facts of a target."""
    place, quantity = target.source, target.quantity
    yield from _quantity(owner, field, quantity, place)
    for name, value in {
        "kind": target.kind.value,
        "due": str(target.due or ""),
        "comparison": quantity.comparison.value if quantity.comparison else "",
        "from": str(target.in_force_from or ""),
        "until": str(target.in_force_until or ""),
        "measures": squeeze(target.measures),
        "reason": squeeze(target.reason),
    }.items():
        yield (owner, f"{field} {name}"), Read(value, place)


def _quantity(
    owner: str, field: str, quantity: Quantity, place: Place | None
) -> Iterator[tuple[Key, Read]]:
    """Yield what a quantity is, its unit and its text."""
    blank = quantity.state is State.BLANK
    yield (owner, f"{field} value"), Read("" if blank else _understood(quantity), place)
    numeric = quantity.value is not None or quantity.everyone
    yield (owner, f"{field} unit"), Read(quantity.unit if numeric else "", place)
    yield (owner, f"{field} text"), Read(squeeze(quantity.text), place)


def _understood(quantity: Quantity) -> str:
    """Return what a quantity was understood to be, in one line."""
    if quantity.parts:
        return "、".join(
            f"{part.label}={'' if part.value is None else plain(part.value)}"
            for part in quantity.parts
        )
    if quantity.value is not None:
        return plain(quantity.value)
    if quantity.everyone:
        return quantity.unit
    return quantity.word or (quantity.state.value if quantity.state else "")
