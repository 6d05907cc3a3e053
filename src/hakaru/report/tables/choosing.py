"""What a request for a report means in a ledger: its plan, names of entries, order of numbers."""

import re
from collections import Counter
from collections.abc import Iterable

from hakaru.errors import UsageError
from hakaru.ledger.entries import Plan
from hakaru.ledger.ledger import Index

_DIGITS = re.compile(r"(\d+)")


def named(entry_id: str, number: str, title: str, wanted: Iterable[str]) -> bool:
    """Tell whether an entry is one of those wanted, by id, last part of the id, number or title."""
    return any(one in (entry_id, number, title) or entry_id.endswith(f"/{one}") for one in wanted)


def wanted_plan(index: Index, wanted: str) -> Plan:
    """Return the plan wanted, or the one with the most projects and indicators."""
    plans = index.ledger.plans
    if not plans:
        raise UsageError("report.no_plan")
    if wanted:
        found = next((plan for plan in plans if wanted in (plan.id, plan.title)), None)
        if found is None:
            known = ", ".join(plan.id for plan in plans)
            raise UsageError("report.plan_unknown", plan=wanted, known=known)
        return found
    sizes = Counter(project.plan for project in index.ledger.projects)
    if len(plans) > 1:
        sizes.update(plan.id for one in index.ledger.indicators if (plan := index.plan_of(one.id)))
    return max(plans, key=lambda plan: sizes[plan.id])


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts 9 before 10 and numbers before other texts."""
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece)
        for piece in _DIGITS.split(text)
        if piece
    )
