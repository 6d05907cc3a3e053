"""The ledger in the database: written whole, read whole, the same on both sides."""

import re
from typing import Any

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction

from hakaru.errors import LedgerFormatError, UsageError
from hakaru.ledger.flatten import flat_place
from hakaru.ledger.integrity import by_plan, problems
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.text import dump
from hakaru.store.finding import keep_searchable
from hakaru.store.models import Plan
from hakaru.store.packing import keep_packed, packed
from hakaru.store.reading import documents_of, entries_of
from hakaru.store.writing import write_plan

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_TRIES = 5


def save_ledger(ledger: Ledger, *, using: str = DEFAULT_DB_ALIAS) -> tuple[str, ...]:
    """Make the rows of the ledger's plans what the ledger says; return the plans that changed.

    All or nothing, in one transaction. Entries that are gone from the ledger are gone from the
    rows; other plans stay. Saving the same ledger again changes nothing. A plan that changed has
    its `version` raised by one. Raises LedgerFormatError where the ledger is not whole, or has a
    text that PostgreSQL cannot keep (a NUL), and UsageError `plan.changed` (plan) for a new plan
    that somebody else made at the same moment.
    """
    for problem in problems(ledger):
        raise LedgerFormatError(
            f"ledger.{problem.code}",
            id=problem.id,
            key=problem.key,
            found=problem.value,
            expected=problem.expected,
        )
    with transaction.atomic(using=using):
        return tuple(
            plan_id
            for plan_id, part in sorted(by_plan(ledger).items())
            if _save(plan_id, part, using)
        )


def _save(plan_id: str, ledger: Ledger, using: str) -> bool:
    """Write one plan; tell whether anything changed."""
    lines = list(dump(ledger))
    for line in lines:
        if _NUL.search(line):
            raise LedgerFormatError("ledger.nul", id=plan_id, found=line[:200], expected="text")
    plans = Plan.objects.using(using)
    row = plans.select_for_update().filter(entry_id=plan_id).first()
    if row is not None and lines == list(dump(_loaded(row, using))):
        return False
    entry = ledger.plans[0]
    columns = {
        "title": entry.title,
        "fiscal_years": list(entry.fiscal_years),
        "hub": entry.hub,
        "rulebook": entry.rulebook,
        "source": flat_place(entry.source),
        "version": 1 if row is None else row.version + 1,
    }
    row = _plan_row(plan_id, row, columns, using)
    write_plan(ledger, row, using)
    keep_packed(ledger, row, using)
    keep_searchable(ledger, row, using)
    return True


def _plan_row(plan_id: str, row: Plan | None, columns: dict[str, Any], using: str) -> Plan:
    """Write a plan's own row. Raises UsageError for a plan that somebody else makes just now."""
    if row is not None:
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(using=using)
        return row
    try:
        with transaction.atomic(using=using):
            return Plan.objects.using(using).create(entry_id=plan_id, **columns)
    except IntegrityError as error:
        raise UsageError("plan.changed", plan=plan_id) from error


def load_ledger(plan_id: str, *, using: str = DEFAULT_DB_ALIAS) -> Ledger:
    """Return the ledger of one plan, as one moment saw it. Raises UsageError `plan.unknown`."""
    kept = packed(plan_id, using)
    return ledger_from_rows(plan_id, using=using) if kept is None else kept


def ledger_from_rows(plan_id: str, *, using: str = DEFAULT_DB_ALIAS) -> Ledger:
    """Return the ledger of one plan from its rows alone, as one moment saw them.

    Whoever changes rows of a plan raises its `version`: a reading during which it was raised is
    begun again. Raises UsageError where there is no such plan.
    """
    for _ in range(_TRIES):
        row = Plan.objects.using(using).filter(entry_id=plan_id).first()
        if row is None:
            raise UsageError("plan.unknown", plan=plan_id)
        ledger = _loaded(row, using)
        if Plan.objects.using(using).filter(pk=row.pk, version=row.version).exists():
            return ledger
    raise UsageError("plan.busy", plan=plan_id)


def _loaded(plan: Plan, using: str) -> Ledger:
    """Return the ledger of a plan's rows."""
    return ledger_of(entries_of(plan, using), documents_of(plan, using))


def plan_ids(*, using: str = DEFAULT_DB_ALIAS) -> tuple[str, ...]:
    """Return the ids of all plans, in order."""
    return tuple(Plan.objects.using(using).order_by("entry_id").values_list("entry_id", flat=True))
