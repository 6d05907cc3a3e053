"""What makes a ledger whole: ids stand once, references lead somewhere, sizes are bounded.

Entries are checked by their types when they are read; here stands what types cannot say, once,
for ledger files and for the database alike.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from hakaru.ledger.entries import (
    Acceptance,
    Activity,
    Actual,
    AnyEntry,
    Budget,
    Fact,
    Indicator,
    Note,
    Override,
    Plan,
    Project,
    Section,
    Target,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.quantity import Quantity

# The bounds of PostgreSQL's index rows, of numbers a database sorts and of a believable plan.
LONGEST_ID = 500
LONGEST_NAME = 200
FIRST_YEAR, LAST_YEAR = 1868, 2200
WHOLE_DIGITS, DECIMAL_PLACES = 28, 20
LONGEST_DECIMAL = 1 + WHOLE_DIGITS + 1 + DECIMAL_PLACES
LARGEST_SCALE = 10**16


class Problem(NamedTuple):
    """Why a ledger is not whole: a code, the entry's id, the key and value, what was expected."""

    code: str
    id: str
    key: str
    value: str
    expected: str


class Reference(NamedTuple):
    """A key of an entry that names other entries, and the kinds of entry it may name."""

    key: str
    kinds: tuple[type[AnyEntry], ...]


# The first one of each leads to the entry whose plan this entry belongs to.
REFERENCES: dict[type[AnyEntry], tuple[Reference, ...]] = {
    Plan: (),
    Section: (Reference("plan", (Plan,)), Reference("parent", (Section,))),
    Project: (
        Reference("plan", (Plan,)),
        Reference("section", (Section,)),
        Reference("relisted_in", (Section,)),
    ),
    Indicator: (Reference("parent", (Project, Section, Plan)),),
    Target: (Reference("indicator", (Indicator,)), Reference("replaces", (Target,))),
    Actual: (Reference("indicator", (Indicator,)), Reference("replaces", (Actual,))),
    Budget: (Reference("project", (Project,)), Reference("replaces", (Budget,))),
    Activity: (Reference("project", (Project,)),),
    Fact: (Reference("plan", (Plan,)),),
    Note: (
        Reference(
            "subject",
            (Plan, Section, Project, Indicator, Target, Actual, Budget, Activity, Fact),
        ),
    ),
    Acceptance: (Reference("plan", (Plan,)),),
    Override: (Reference("indicator", (Indicator,)),),
}


def problems(ledger: Ledger) -> Iterator[Problem]:
    """Yield what is wrong with a ledger, entry by entry; nothing when it is whole."""
    entries: dict[str, AnyEntry] = {}
    for entry in ledger.entries():
        if entry.id in entries:
            yield Problem("duplicate_id", entry.id, "id", entry.id, "an id of its own")
        entries[entry.id] = entry
    owners = plan_ids(ledger)
    for entry in entries.values():
        yield from _sizes(entry)
        yield from _names(entry)
        yield from _references(entry, entries, owners)
    yield from _circles(ledger)


def plan_ids(ledger: Ledger) -> dict[str, str]:
    """Return the id of the plan that each entry belongs to, by the entry's id.

    Entries whose references lead nowhere are left out.
    """
    owners: dict[str, str] = {plan.id: plan.id for plan in ledger.plans}
    # The lists of a ledger stand in an order in which what is named comes first.
    for entry in ledger.entries():
        leads_to = REFERENCES[type(entry)]
        if leads_to:
            owner = owners.get(getattr(entry, leads_to[0].key))
            if owner is not None:
                owners[entry.id] = owner
    return owners


def by_plan(ledger: Ledger) -> dict[str, Ledger]:
    """Return a ledger for each plan by its id, each with all the documents.

    A ledger of one plan gives itself back. Entries that belong to no plan are left out: `problems`
    names them.
    """
    owners = plan_ids(ledger)
    entries: dict[str, list[AnyEntry]] = {plan.id: [] for plan in ledger.plans}
    for entry in ledger.entries():
        if entry.id in owners:
            entries[owners[entry.id]].append(entry)
    return {plan_id: ledger_of(found, ledger.documents) for plan_id, found in entries.items()}


def _references(
    entry: AnyEntry, entries: dict[str, AnyEntry], owners: dict[str, str]
) -> Iterator[Problem]:
    """Yield the references of an entry that lead nowhere, to a wrong kind or to another plan."""
    for key, kinds in REFERENCES[type(entry)]:
        named = getattr(entry, key)
        for name in named if isinstance(named, tuple) else (named,):
            # None and "" are "none" for the keys that may be empty; a first key may not.
            if not name and key in _MAY_BE_EMPTY:
                continue
            expected = " | ".join(kind.__name__.lower() for kind in kinds)
            found = entries.get(name)
            if found is None:
                yield Problem("dangling_reference", entry.id, key, name, expected)
            elif not isinstance(found, kinds) or name == entry.id:
                yield Problem("wrong_reference", entry.id, key, name, expected)
            elif owners.get(name) != owners.get(entry.id):
                yield Problem("other_plan", entry.id, key, name, owners.get(entry.id, ""))


_MAY_BE_EMPTY = frozenset({"parent", "section", "relisted_in", "replaces"})


def _sizes(entry: AnyEntry) -> Iterator[Problem]:
    """Yield the id, years and numbers of an entry that are out of bounds."""
    if not 0 < len(entry.id) <= LONGEST_ID:
        yield Problem("size", entry.id, "id", entry.id, f"1-{LONGEST_ID} characters")
    for key, year in _years(entry):
        if not FIRST_YEAR <= year <= LAST_YEAR:
            yield Problem("size", entry.id, key, str(year), f"{FIRST_YEAR}-{LAST_YEAR}")
    for key, number in _decimals(entry):
        if not _fits(number):
            expected = f"{WHOLE_DIGITS} digits before the point, {DECIMAL_PLACES} after it"
            yield Problem("size", entry.id, key, str(number)[:LONGEST_DECIMAL], expected)
    quantity = _quantity(entry)
    if quantity is None:
        return
    if not 0 < quantity.scale <= LARGEST_SCALE:
        yield Problem("size", entry.id, "scale", str(quantity.scale), f"1-{LARGEST_SCALE}")
    if quantity.value is not None and quantity.state is not None:
        yield Problem("value_and_state", entry.id, "state", quantity.state, "a value or a state")


def _quantity(entry: AnyEntry) -> Quantity | None:
    """Return the quantity of an entry (of an indicator: its baseline's)."""
    if isinstance(entry, Target | Actual | Fact):
        return entry.quantity
    if isinstance(entry, Indicator) and entry.baseline is not None:
        return entry.baseline.quantity
    return None


_YEARS: dict[type[AnyEntry], tuple[str, ...]] = {
    Project: ("new_from",),
    Target: ("due", "in_force_from", "in_force_until"),
    Actual: ("fiscal_year",),
    Budget: ("fiscal_year",),
    Activity: ("fiscal_year",),
    Override: ("fiscal_year",),
}


def _years(entry: AnyEntry) -> Iterator[tuple[str, int]]:
    """Yield the fiscal years of an entry with their keys."""
    if isinstance(entry, Plan):
        yield from (("fiscal_years", year) for year in entry.fiscal_years)
    elif isinstance(entry, Indicator):
        if entry.baseline is not None and entry.baseline.fiscal_year is not None:
            yield "baseline", entry.baseline.fiscal_year
    else:
        for key in _YEARS.get(type(entry), ()):
            year = getattr(entry, key)
            if isinstance(year, int):
                yield key, year


def _decimals(entry: AnyEntry) -> Iterator[tuple[str, Decimal]]:
    """Yield the exact numbers of an entry with their keys."""
    quantity = _quantity(entry)
    if quantity is not None:
        if quantity.value is not None:
            yield "value", quantity.value
        yield from (("parts", part.value) for part in quantity.parts if part.value is not None)
    if isinstance(entry, Actual | Activity):
        yield from (("breakdown", share.value) for share in entry.breakdown)
    elif isinstance(entry, Budget) and entry.amount_yen is not None:
        yield "amount_yen", entry.amount_yen


def _fits(number: Decimal) -> bool:
    """Tell whether a number is finite and has no more digits than a ledger keeps."""
    if not number.is_finite():
        return False
    exponent = number.as_tuple().exponent
    return (
        isinstance(exponent, int)
        and -DECIMAL_PLACES <= exponent <= WHOLE_DIGITS
        and number.adjusted() < WHOLE_DIGITS
    )


def _names(entry: AnyEntry) -> Iterator[Problem]:
    """Yield the members' names that stand twice, are empty or too long."""
    if isinstance(entry, Plan):
        yield from _list_of_names(entry.id, "members", entry.members)
    elif isinstance(entry, Project):
        yield from _list_of_names(entry.id, "participants", entry.participants)


def _list_of_names(entry_id: str, key: str, names: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong with a list of names."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Problem("repeated_name", entry_id, key, name, "each name once")
        seen.add(name)
        if not 0 < len(name) <= LONGEST_NAME:
            yield Problem("size", entry_id, key, name, f"1-{LONGEST_NAME} characters")


def _circles(ledger: Ledger) -> Iterator[Problem]:
    """Yield the sections that lie below themselves; each section is walked once."""
    parents = {section.id: section.parent for section in ledger.sections}
    done: set[str | None] = {None}
    for start in parents:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in done:
            if here in path:
                yield Problem("circle", here, "parent", here, "a tree of sections")
                break
            path[here] = None
            here = parents.get(here)
        done.update(path)
