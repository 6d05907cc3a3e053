"""Accepting a finding: named by what it says, with a reason, kept in the ledger."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from hakaru.findings import Finding
from hakaru.ledger.characters import fold
from hakaru.ledger.entries import Acceptance
from hakaru.ledger.ledger import Ledger

_DIGITS = 12


class Accepted(NamedTuple):
    """A finding beside the acceptance that settles it."""

    finding: Finding
    acceptance: Acceptance


def fingerprint(finding: Finding) -> str:
    """Return twelve hexadecimal digits that name a finding by its code and values.

    Places do not count, nor do widths and blanks: the same contradiction keeps its name when the
    document is read again, another value of it gets another.
    """
    said = [
        finding.code,
        *(["".join(fold(part).split()) for part in pair] for pair in finding.values),
    ]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:_DIGITS]


def settle(
    findings: Iterable[Finding], acceptances: Iterable[Acceptance]
) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:
    """Return the findings that are open and those accepted; the last acceptance counts."""
    known = {(one.code, one.fingerprint): one for one in acceptances}
    still_open: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in findings:
        acceptance = known.get((finding.code, fingerprint(finding)))
        if acceptance is None:
            still_open.append(finding)
        else:
            accepted.append(Accepted(finding, acceptance))
    return tuple(still_open), tuple(accepted)


def accept(ledger: Ledger, finding: Finding, *, reason: str, by: str, at: date) -> Ledger:
    """Return the ledger with a finding accepted; an acceptance of the same finding is replaced.

    It belongs to the plan that the finding names, else to the first: a ledger without a plan has
    nothing to accept and comes back as it is.
    """
    plan = plan_named(ledger, finding)
    if plan is None:
        return ledger
    name = fingerprint(finding)
    made = Acceptance(
        id=f"{plan}/acceptance/{name}",
        source=None,
        plan=plan,
        code=finding.code,
        fingerprint=name,
        reason=reason,
        by=by,
        at=at,
    )
    kept = tuple(one for one in ledger.acceptances if one.id != made.id)
    return replace(ledger, acceptances=(*kept, made))


def carry_over(earlier: Sequence[Acceptance], ledger: Ledger) -> Ledger:
    """Return the ledger with acceptances of an earlier reading of the same plans.

    What the ledger accepts itself comes first; acceptances of plans it does not have are left out.
    """
    plans = {plan.id for plan in ledger.plans}
    known = {one.id for one in ledger.acceptances}
    added = {one.id: one for one in earlier if one.plan in plans and one.id not in known}
    return replace(ledger, acceptances=(*ledger.acceptances, *added.values()))


def plan_named(ledger: Ledger, finding: Finding) -> str | None:
    """Return the id of the plan whose entry a finding names, else of the first plan."""
    plans = sorted((plan.id for plan in ledger.plans), key=len, reverse=True)
    for _, value in finding.values:
        for plan in plans:
            if value == plan or value.startswith(f"{plan}/"):
                return plan
    return ledger.plans[0].id if ledger.plans else None
