"""Ledgers that follow each other: corrections that keep what they correct, and what outlives both.

A value that was wrong is never overwritten: the correction is a new entry that names the one it
replaces. Whoever compares a ledger with a document wants one entry per fact: `effective` shows a
fact under its first id with what counts now.
"""

from collections.abc import Container, Iterable, Sequence

from msgspec.structs import replace

from hakaru.ledger.entries import Actual, AnyEntry, Budget, Target
from hakaru.ledger.ledger import Change, Ledger, diff, ledger_of

Correctable = Target | Actual | Budget
CORRECTABLE = (Target, Actual, Budget)


def chains(ledger: Ledger) -> dict[str, tuple[Correctable, ...]]:
    """Return every target, actual and budget by the id of its first entry, with its corrections."""
    entries: dict[str, Correctable] = {}
    for entries_of_kind in (ledger.targets, ledger.actuals, ledger.budgets):
        entries.update((entry.id, entry) for entry in entries_of_kind)
    followers = {entry.replaces: entry for entry in entries.values() if entry.replaces}
    found: dict[str, tuple[Correctable, ...]] = {}
    for entry in entries.values():
        if entry.replaces:
            continue
        chain = [entry]
        # A circle of corrections has no first entry, so this ends.
        while (later := followers.get(chain[-1].id)) is not None:
            chain.append(later)
        found[entry.id] = tuple(chain)
    return found


def effective(ledger: Ledger) -> Ledger:
    """Return the ledger with one entry per fact: what counts now, under the fact's first id."""
    last = {first: _under(first, chain[-1]) for first, chain in chains(ledger).items()}
    return ledger_of(
        (
            last.get(entry.id, entry)
            for entry in ledger.entries()
            if not (isinstance(entry, CORRECTABLE) and entry.replaces)
        ),
        ledger.documents,
    )


def corrected(ledger: Ledger, entry: AnyEntry) -> Ledger:
    """Return the ledger in which the fact `entry.id` says what `entry` says.

    A target, actual or budget that is there already stays, and a new entry replaces the last of
    its chain; any other entry takes the place of the one with its id. An entry with a new id is
    added. An entry that says what counts already changes nothing.
    """
    return all_corrected(ledger, (entry,))


def all_corrected(ledger: Ledger, facts: Iterable[AnyEntry]) -> Ledger:
    """Return the ledger corrected by each of `facts`, one after the other (see `corrected`)."""
    known = chains(ledger)
    entries = {entry.id: entry for entry in ledger.entries()}
    before = dict(entries)
    for fact in facts:
        entry = fact
        if isinstance(entry, CORRECTABLE):
            chain = known.get(fact.id, ())
            if chain and not _differs(_under(fact.id, chain[-1]), fact):
                continue
            if chain:
                name = f"{fact.id}~{len(chain) + 1}"
                entry = replace(entry, id=name, replaces=chain[-1].id)
            known[fact.id] = (*chain, entry)
        entries[entry.id] = entry
    if entries == before:
        return ledger
    return ledger_of(entries.values(), ledger.documents)


def without(ledger: Ledger, entry_ids: Iterable[str]) -> Ledger:
    """Return the ledger without the facts of these first ids, their corrections included."""
    gone = set(entry_ids)
    known = chains(ledger)
    gone |= {entry.id for first in gone for entry in known.get(first, ())}
    return ledger_of((e for e in ledger.entries() if e.id not in gone), ledger.documents)


def said_before(ledger: Ledger, entry: AnyEntry) -> bool:
    """Tell whether a fact once said what `entry` says and was corrected since."""
    if not isinstance(entry, CORRECTABLE):
        return False
    earlier: Sequence[Correctable] = chains(ledger).get(entry.id, ())[:-1]
    return any(not _differs(_under(entry.id, old), entry) for old in earlier)


def changes_of(before: Ledger, after: Ledger) -> tuple[Change, ...]:
    """Return what differs between two ledgers fact by fact, corrections under their first ids."""
    return diff(effective(before), effective(after))


def with_decisions(earlier: Ledger, ledger: Ledger) -> Ledger:
    """Return a newly read ledger with the grades that officials gave in an earlier one.

    An override whose indicator is gone goes with it; what the new ledger says itself comes first.
    """
    indicators = {indicator.id for indicator in ledger.indicators}
    known = {override.id for override in ledger.overrides}
    kept = tuple(
        override
        for override in earlier.overrides
        if override.indicator in indicators and override.id not in known
    )
    return replace(ledger, overrides=(*ledger.overrides, *kept))


def with_corrections(earlier: Ledger, ledger: Ledger, added: Container[str] = ()) -> Ledger:
    """Return a newly read ledger with the corrections of an earlier one.

    A fact that says again what was corrected before stays corrected; one that says something new
    follows the corrections. `added` are ids of entries that no document had: they stay as long as
    what they belong to is there.
    """
    known, read = chains(earlier), chains(ledger)
    told = {
        first: _continued(first, chain, read[first])
        for first, chain in known.items()
        if len(chain) > 1 and first in read
    }
    gone = {entry.id for first in told for entry in read[first]}
    entries: list[AnyEntry] = [
        told[entry.id][0] if entry.id in told else entry
        for entry in ledger.entries()
        if entry.id in told or entry.id not in gone
    ]
    entries += [entry for chain in told.values() for entry in chain[1:]]
    there = {entry.id for entry in entries}
    for first, chain in known.items():
        owner = chain[0].project if isinstance(chain[0], Budget) else chain[0].indicator
        if first in added and first not in there and owner in there:
            entries += chain
    files = {entry.source.file for entry in entries if entry.source is not None}
    files -= {document.file for document in ledger.documents}
    documents = (one for one in earlier.documents if one.file in files)
    return ledger_of(entries, (*ledger.documents, *documents))


def _continued(
    first: str, known: tuple[Correctable, ...], read: tuple[Correctable, ...]
) -> tuple[Correctable, ...]:
    """Return a fact's entries: those known, then what is read where it was never said before."""
    as_known = zip(known, read, strict=False)
    if len(read) >= len(known) and not any(_differs(old, new) for old, new in as_known):
        return read
    fact = _under(first, read[-1])
    if any(not _differs(_under(first, old), fact) for old in known):
        return known
    return (*known, replace(read[-1], id=f"{first}~{len(known) + 1}", replaces=known[-1].id))


def _under(first: str, entry: Correctable) -> AnyEntry:
    """Return an entry as its chain's first."""
    return replace(entry, id=first, replaces="")


def _differs(old: AnyEntry, new: AnyEntry) -> bool:
    """Tell whether two entries of one id differ in more than where they were read."""
    return type(old) is not type(new) or bool(Change(id=new.id, old=old, new=new).fields)
