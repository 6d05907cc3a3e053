"""What several documents say, as one ledger: the same entry once, differing ones side by side."""

from collections.abc import Sequence

import msgspec

from hakaru.findings import Finding
from hakaru.ledger.entries import AnyEntry, Baseline, Note, Plan
from hakaru.ledger.ledger import Change, ledger_of
from hakaru.ledger.quantity import Quantity
from hakaru.read import kinds
from hakaru.read.draft import Accounting, Reading


def merge(readings: Sequence[Reading]) -> Reading:
    """Return one reading of all; entries of the same id and content stand once.

    Where two documents differ in an entry of the same id, the first stays, the other is kept under
    an id of its own (`…#2`), and a finding gives both places. Notes are only counted, so two
    documents' notes simply stand side by side; what is said of a plan is put together.
    """
    if len(readings) == 1:
        return readings[0]
    entries: dict[str, AnyEntry] = {}
    findings = [finding for reading in readings for finding in reading.findings]
    for reading in readings:
        for entry in reading.ledger.entries():
            _add(entry, entries, findings)
    documents = {document: None for reading in readings for document in reading.ledger.documents}
    accounts = [reading.accounting for reading in readings]
    return Reading(
        ledger_of(entries.values(), documents),
        tuple(findings),
        Accounting(
            sum(account.cells for account in accounts),
            sum(account.mapped for account in accounts),
            sum(account.kept for account in accounts),
            sum(account.unread for account in accounts),
        ),
        tuple(place for reading in readings for place in reading.unread),
    )


def _one_plan(first: Plan, second: Plan) -> Plan:
    """Return what two documents say of one plan: the years and members of both."""
    return msgspec.structs.replace(
        first,
        fiscal_years=tuple(sorted({*first.fiscal_years, *second.fiscal_years})),
        members=tuple(dict.fromkeys([*first.members, *second.members])),
        hub=first.hub or second.hub,
        rulebook=first.rulebook or second.rulebook,
    )


def _said(value: object) -> str:
    """Return a field's value as the document prints it, or as near to that as can be."""
    if isinstance(value, Baseline):
        return value.quantity.text
    if isinstance(value, Quantity):
        return value.text
    if isinstance(value, tuple):
        return " ".join(map(_said, value))
    if isinstance(value, msgspec.Struct):
        return " ".join(map(_said, msgspec.structs.astuple(value)))
    return "" if value is None else str(value)


def _add(entry: AnyEntry, entries: dict[str, AnyEntry], findings: list[Finding]) -> None:
    """Add an entry, or say how it differs from the one already there."""
    known = entries.get(entry.id)
    if known is None:
        entries[entry.id] = entry
        return
    if isinstance(known, Plan) and isinstance(entry, Plan):
        entries[entry.id] = _one_plan(known, entry)
        return
    fields = Change(id=entry.id, old=known, new=entry).fields
    if type(known) is type(entry) and not fields:
        return
    if not isinstance(entry, Note):
        places = [place for place in (known.source, entry.source) if place is not None]
        first, second = (
            " / ".join(_said(getattr(one, field, None)) for field in fields)
            for one in (known, entry)
        )
        found = kinds.ENTRY_DIFFERS.at(
            *places, id=entry.id, fields=",".join(fields), first=first, second=second
        )
        findings.append(found)
    number = 2
    while f"{entry.id}#{number}" in entries:
        number += 1
    entries[f"{entry.id}#{number}"] = msgspec.structs.replace(entry, id=f"{entry.id}#{number}")
