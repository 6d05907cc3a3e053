"""What an import says and the ledger does not: new, changed, gone, or decided before."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from hakaru.ledger.entries import (
    Acceptance,
    Activity,
    Actual,
    AnyEntry,
    Budget,
    Indicator,
    Note,
    Override,
    Plan,
    Project,
    Target,
)
from hakaru.ledger.integrity import REFERENCES, by_plan
from hakaru.ledger.ledger import Change, Ledger, diff, ledger_of
from hakaru.ledger.revising import all_corrected, effective, said_before, without
from hakaru.read.merging import one_plan
from hakaru.source import Document
from hakaru.workflow.importing.draft import Draft

# What officials decided is no part of a document: no document can be without it.
_NEVER_GONE = (Acceptance, Note, Override, Plan)


class DifferenceKind(StrEnum):
    """How the document and the ledger differ in an entry.

    `decided` is what somebody corrected here, or kept against this very document, before.
    """

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    DECIDED = "decided"


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One entry that differs; `take` tells whether the document's side goes into the ledger."""

    id: str
    kind: DifferenceKind
    old: AnyEntry | None
    new: AnyEntry | None
    project: str
    take: bool

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return Change(id=self.id, old=self.old, new=self.new).fields


class PlanDifferences(msgspec.Struct, frozen=True, kw_only=True):
    """What differs in one plan. `known` tells whether the ledger has it at all.

    Of an unknown plan everything is new and taken together: `take` is its one choice. `quiet` are
    notes, which follow the document without being asked about.
    """

    plan: Plan
    known: bool
    take: bool
    same: int
    differences: tuple[Difference, ...]
    quiet: tuple[AnyEntry, ...]


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What was there before an import: the ledgers by plan, and what this import may not ask anew.

    `files` are names of its files that an earlier import confirmed, `edited` the entries that were
    edited in this one, `choices` what was chosen by entry.
    """

    ledgers: Mapping[str, Ledger]
    files: frozenset[str]
    edited: frozenset[str]
    choices: Mapping[str, bool]


def differences(draft: Draft, before: Before) -> tuple[PlanDifferences, ...]:
    """Return what differs, plan by plan, with what is chosen or goes without saying."""
    return tuple(
        _of_plan(part, before.ledgers[plan], before) for plan, part in by_plan(draft.ledger).items()
    )


def result(draft: Draft, before: Before, plan: PlanDifferences) -> Ledger | None:
    """Return the ledger of a plan with the chosen differences in it, None for a plan not taken.

    Entries that belong to something that was not taken are left out with it.
    """
    stored = before.ledgers[plan.plan.id]
    if not plan.known:
        if not plan.take:
            return None
        part = by_plan(draft.whole())[plan.plan.id]
        return replace(part, documents=tuple(_own_documents(part)))
    taken = [one for one in plan.differences if one.take]
    facts = list(_facts(stored, draft, [*(one.new for one in taken if one.new), *plan.quiet]))
    gone = [one.id for one in taken if one.new is None]
    made = _whole(without(all_corrected(stored, facts), gone))
    if not diff(stored, made):
        return stored
    own = _own_documents(by_plan(draft.ledger)[plan.plan.id])
    return replace(made, documents=_joined(stored, own))


def _of_plan(part: Ledger, stored: Ledger, before: Before) -> PlanDifferences:
    """Return what differs in one plan."""
    plan = part.plans[0]
    if not stored.plans:
        return PlanDifferences(
            plan=plan,
            known=False,
            take=before.choices.get(plan.id, True),
            same=0,
            differences=(),
            quiet=(),
        )
    old = effective(stored)
    new = replace(part, plans=(one_plan(plan, stored.plans[0]),))
    changes = diff(old, new)
    owners = _projects(old) | _projects(new)
    later = _later_days(new)
    found = [
        _difference(change, stored, before, owners)
        for change in changes
        if not isinstance(change.new, Note) and not _is_kept(change, later)
    ]
    return PlanDifferences(
        plan=plan,
        known=True,
        take=True,
        same=sum(1 for _ in new.entries()) - sum(1 for change in changes if change.new),
        differences=tuple(found),
        quiet=tuple(change.new for change in changes if isinstance(change.new, Note)),
    )


def _is_kept(change: Change, later: frozenset[tuple[str, int]]) -> bool:
    """Tell whether what the document lacks simply stays: decisions, notes, results of a day past.

    A document of a later day gives the results of its own day; the earlier ones are history.
    """
    if change.new is not None or change.old is None:
        return False
    if isinstance(change.old, Actual):
        return (change.old.indicator, change.old.fiscal_year) in later
    return isinstance(change.old, _NEVER_GONE)


def _later_days(ledger: Ledger) -> frozenset[tuple[str, int]]:
    """Return the indicators' years of which a document gives a result."""
    return frozenset((actual.indicator, actual.fiscal_year) for actual in ledger.actuals)


def _difference(
    change: Change, stored: Ledger, before: Before, owners: Mapping[str, str]
) -> Difference:
    """Return one difference, with its choice or what goes without saying."""
    kind = _kind(change, stored, before)
    usual = kind in (DifferenceKind.NEW, DifferenceKind.CHANGED)
    return Difference(
        id=change.id,
        kind=kind,
        old=change.old,
        new=change.new,
        project=owners.get(change.id, ""),
        take=before.choices.get(change.id, usual),
    )


def _kind(change: Change, stored: Ledger, before: Before) -> DifferenceKind:
    """Return how an entry differs."""
    if change.new is None:
        return DifferenceKind.GONE
    if change.id not in before.edited:
        if said_before(stored, change.new):
            return DifferenceKind.DECIDED
        source = change.new.source
        if source is not None and source.file in before.files:
            return DifferenceKind.DECIDED
    return DifferenceKind.NEW if change.old is None else DifferenceKind.CHANGED


def _projects(ledger: Ledger) -> dict[str, str]:
    """Return the project that each entry belongs to, by the entry's id."""
    parents = {indicator.id: indicator.parent for indicator in ledger.indicators}
    projects = {project.id for project in ledger.projects}
    found: dict[str, str] = {}
    for entry in ledger.entries():
        if isinstance(entry, Project):
            owner = entry.id
        elif isinstance(entry, Indicator):
            owner = entry.parent
        elif isinstance(entry, Target | Actual):
            owner = parents.get(entry.indicator, "")
        elif isinstance(entry, Budget | Activity):
            owner = entry.project
        else:
            continue
        if owner in projects:
            found[entry.id] = owner
    return found


def _facts(stored: Ledger, draft: Draft, taken: Iterable[AnyEntry]) -> Iterator[AnyEntry]:
    """Yield what goes into the ledger: where it was edited, first what the document says."""
    read = {entry.id: entry for entry in effective(draft.reading.ledger).entries()}
    for entry in taken:
        printed = read.get(entry.id)
        if printed is not None and printed != entry and not said_before(stored, printed):
            yield printed
        yield entry


def _whole(ledger: Ledger) -> Ledger:
    """Return a ledger without entries that belong to one that is not there."""
    entries = {entry.id: entry for entry in ledger.entries()}
    while lost := [key for key, entry in entries.items() if _is_lost(entry, entries)]:
        for key in lost:
            del entries[key]
    for entry in list(entries.values()):
        if isinstance(entry, Project) and not entries.keys() >= {*entry.relisted_in}:
            listed = tuple(section for section in entry.relisted_in if section in entries)
            entries[entry.id] = replace(entry, relisted_in=listed)
    return ledger_of(entries.values(), ledger.documents)


def _is_lost(entry: AnyEntry, entries: Mapping[str, AnyEntry]) -> bool:
    """Tell whether what an entry belongs to is missing."""
    for key, _ in REFERENCES[type(entry)]:
        named = getattr(entry, key)
        if isinstance(named, str) and named and named not in entries:
            return True
    return False


def _own_documents(part: Ledger) -> Iterator[Document]:
    """Yield the documents that a plan's entries were read from."""
    files = {entry.source.file for entry in part.entries() if entry.source is not None}
    for document in part.documents:
        if document.file in files or len(part.documents) == 1:
            yield document


def _joined(stored: Ledger, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents of a plan with those it did not have."""
    known = {document.digest for document in stored.documents}
    return (*stored.documents, *(one for one in documents if one.digest not in known))
