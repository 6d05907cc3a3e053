"""The ledger: all entries of one or more plans, with indexes, a view of a past day, and a diff."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

import msgspec

from hakaru.ledger.entries import (
    Acceptance,
    Activity,
    Actual,
    AnyEntry,
    Baseline,
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
from hakaru.shapes import ready
from hakaru.source import Document

K = TypeVar("K")
V = TypeVar("V")


@ready
class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known, in the order it was read. Build a new one to change it."""

    documents: tuple[Document, ...] = ()
    plans: tuple[Plan, ...] = ()
    sections: tuple[Section, ...] = ()
    projects: tuple[Project, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    actuals: tuple[Actual, ...] = ()
    budgets: tuple[Budget, ...] = ()
    activities: tuple[Activity, ...] = ()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    overrides: tuple[Override, ...] = ()

    def entries(self) -> Iterator[AnyEntry]:
        """Yield every entry, list by list in the order of the fields."""
        for name in ENTRY_LISTS:
            yield from getattr(self, name)


ENTRY_LISTS: dict[str, type[AnyEntry]] = {
    "plans": Plan,
    "sections": Section,
    "projects": Project,
    "indicators": Indicator,
    "targets": Target,
    "actuals": Actual,
    "budgets": Budget,
    "activities": Activity,
    "facts": Fact,
    "notes": Note,
    "acceptances": Acceptance,
    "overrides": Override,
}
_LIST_OF_TYPE = {kind: name for name, kind in ENTRY_LISTS.items()}


def ledger_of(entries: Iterable[AnyEntry], documents: Iterable[Document] = ()) -> Ledger:
    """Return the ledger of `entries`, each kind in the order given."""
    lists: dict[str, list[AnyEntry]] = {name: [] for name in ENTRY_LISTS}
    for entry in entries:
        lists[_LIST_OF_TYPE[type(entry)]].append(entry)
    return msgspec.convert(
        {name: tuple(items) for name, items in lists.items()} | {"documents": tuple(documents)},
        Ledger,
    )


class Index:
    """Look-ups over one ledger, built on first use; replaced entries are left out."""

    def __init__(self, ledger: Ledger) -> None:
        """Keep the ledger; nothing is computed yet."""
        self.ledger = ledger

    @cached_property
    def entry(self) -> dict[str, AnyEntry]:
        """Every entry by its id."""
        return {entry.id: entry for entry in self.ledger.entries()}

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The ids that a later entry replaces."""
        corrections: Iterable[Target | Actual | Budget] = chain(
            self.ledger.targets, self.ledger.actuals, self.ledger.budgets
        )
        return frozenset(entry.replaces for entry in corrections if entry.replaces)

    @cached_property
    def plans(self) -> dict[str, Plan]:
        """Plans by id."""
        return {plan.id: plan for plan in self.ledger.plans}

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.ledger.sections}

    @cached_property
    def projects(self) -> dict[str, Project]:
        """Projects by id."""
        return {project.id: project for project in self.ledger.projects}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.ledger.indicators}

    @cached_property
    def indicators_of(self) -> dict[str, tuple[Indicator, ...]]:
        """Indicators by the id of their project, section or plan."""
        return _grouped((indicator.parent, indicator) for indicator in self.ledger.indicators)

    @cached_property
    def targets_of(self) -> dict[str, tuple[Target, ...]]:
        """Target revisions by indicator id, the earliest first."""
        grouped = _grouped(
            (target.indicator, target)
            for target in self.ledger.targets
            if target.id not in self.replaced
        )
        return {
            key: tuple(sorted(targets, key=lambda target: target.in_force_from or 0))
            for key, targets in grouped.items()
        }

    @cached_property
    def actuals_of(self) -> dict[tuple[str, int], tuple[Actual, ...]]:
        """Actuals by indicator id and fiscal year, the earliest known first."""
        grouped = _grouped(
            ((actual.indicator, actual.fiscal_year), actual)
            for actual in self.ledger.actuals
            if actual.id not in self.replaced
        )
        return {
            key: tuple(sorted(actuals, key=lambda actual: actual.as_of or date.min))
            for key, actuals in grouped.items()
        }

    @cached_property
    def overrides(self) -> dict[tuple[str, int], Override]:
        """The override in force by indicator id and fiscal year: the last one given."""
        given = sorted(self.ledger.overrides, key=lambda override: override.at)
        return {(override.indicator, override.fiscal_year): override for override in given}

    def actual(self, indicator: str, fiscal_year: int) -> Actual | None:
        """Return the latest known actual of an indicator's year, or None."""
        known = self.actuals_of.get((indicator, fiscal_year))
        return known[-1] if known else None

    def target(self, indicator: str, fiscal_year: int) -> Target | None:
        """Return the revision in force for an indicator in a fiscal year, or None."""
        for target in reversed(self.targets_of.get(indicator, ())):
            if (target.in_force_from is None or target.in_force_from <= fiscal_year) and (
                target.in_force_until is None or fiscal_year <= target.in_force_until
            ):
                return target
        return None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years that have any actual, ascending."""
        return tuple(sorted({actual.fiscal_year for actual in self.ledger.actuals}))

    def plan_of(self, entry_id: str) -> Plan | None:
        """Return the plan that an indicator, project, section or plan belongs to."""
        seen = self.entry.get(entry_id)
        while seen is not None and not isinstance(seen, Plan):
            if isinstance(seen, Indicator):
                seen = self.entry.get(seen.parent)
            elif isinstance(seen, Project | Section):
                seen = self.entry.get(seen.plan)
            else:
                return None
        return seen


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Return the values of each key, in order."""
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def as_of(ledger: Ledger, day: date) -> Ledger:
    """Return the ledger as it was known on `day`: whatever has a later day is left out.

    An entry without a day of its own counts as always known.
    """
    return msgspec.structs.replace(
        ledger,
        actuals=tuple(a for a in ledger.actuals if a.as_of is None or a.as_of <= day),
        activities=tuple(a for a in ledger.activities if a.as_of is None or a.as_of <= day),
        facts=tuple(f for f in ledger.facts if f.as_of is None or f.as_of <= day),
        acceptances=tuple(a for a in ledger.acceptances if a.at <= day),
        overrides=tuple(o for o in ledger.overrides if o.at <= day),
    )


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between two ledgers: `old` is None for a new entry, `new` for a gone one."""

    id: str
    old: AnyEntry | None
    new: AnyEntry | None

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ, places aside."""
        if self.old is None or self.new is None or type(self.old) is not type(self.new):
            return ()
        return tuple(
            name
            for name in self.old.__struct_fields__
            if name != "source"
            and _placeless(getattr(self.old, name)) != _placeless(getattr(self.new, name))
        )


def _placeless(value: object) -> object:
    """Return a field's value; a baseline without the place where it was read."""
    return msgspec.structs.replace(value, source=None) if isinstance(value, Baseline) else value


def diff(old: Ledger, new: Ledger) -> tuple[Change, ...]:
    """Return what changed from `old` to `new`, by id; the places alone do not count."""
    before = {entry.id: entry for entry in old.entries()}
    after = {entry.id: entry for entry in new.entries()}
    changes = []
    for key in dict.fromkeys([*before, *after]):
        change = Change(id=key, old=before.get(key), new=after.get(key))
        if type(change.old) is not type(change.new) or change.fields:
            changes.append(change)
    return tuple(changes)
