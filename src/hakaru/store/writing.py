"""Entries of one plan -> rows. Rows that stay keep their keys, so what refers to them stays too.

Every row of the plan is first marked; what the ledger has is then inserted, or updated by its id;
what still bears the mark is gone from the ledger and is deleted. The caller holds the transaction.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from hakaru.ledger import entries as nouns
from hakaru.ledger.flatten import flat_place, flat_structs
from hakaru.ledger.ledger import Ledger
from hakaru.store import models
from hakaru.store.attaching import attach, forget_members
from hakaru.store.quantities import exact, number, quantity_columns

# Rows written so far, by the id of their entry.
Rows = dict[str, models.EntryRow]
Columns = dict[str, Any]

_GONE = -1


class _Table(NamedTuple):
    """How a list of the ledger becomes rows.

    `refers` is the field of the entry, and the column, that names another row of the same table.
    """

    entries: str
    model: type[models.EntryRow]
    columns: Callable[[Any, Rows], Columns]
    refers: str = ""


def write_plan(ledger: Ledger, plan: models.Plan, using: str) -> None:
    """Make the rows of a plan what its ledger says; the plan's own row is the caller's."""
    for table in _TABLES:
        _rows_of(table.model, plan, using).update(position=_GONE)
    rows: Rows = {}
    for table in _TABLES:
        _write(table, getattr(ledger, table.entries), rows, plan=plan, using=using)
    attach(ledger, {entry_id: row.pk for entry_id, row in rows.items()}, plan=plan, using=using)
    for table in reversed(_TABLES):
        _rows_of(table.model, plan, using).filter(position=_GONE).delete()
    forget_members(plan, using)


def _rows_of(
    model: type[models.EntryRow], plan: models.Plan, using: str
) -> QuerySet[models.EntryRow]:
    """Return a plan's rows in a table."""
    return model._default_manager.using(using).filter(plan=plan)  # noqa: SLF001 - Django's own name


def _write(
    table: _Table, entries: Iterable[Any], rows: Rows, *, plan: models.Plan, using: str
) -> None:
    """Insert or update the rows of one table and add them to `rows`."""
    written = [
        table.model(
            plan=plan,
            entry_id=entry.id,
            position=position,
            source=flat_place(entry.source),
            **table.columns(entry, rows),
        )
        for position, entry in enumerate(entries)
    ]
    manager = table.model._default_manager.using(using)  # noqa: SLF001 - Django's own name
    kept = {"id", "plan", "entry_id"}
    columns = [field.name for field in table.model._meta.concrete_fields]  # noqa: SLF001 - as above
    manager.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["plan", "entry_id"],
        update_fields=[column for column in columns if column not in kept],
    )
    rows.update((row.entry_id, row) for row in written)
    if table.refers:
        # Whichever comes first in the ledger: the rows referred to stand by now.
        referring = []
        for entry in entries:
            if named := getattr(entry, table.refers):
                setattr(rows[entry.id], table.refers, rows[named])
                referring.append(rows[entry.id])
        manager.bulk_update(referring, [table.refers], batch_size=200)


def _key(rows: Rows, entry_id: str | None) -> int | None:
    """Return the key of an entry's row, None for none."""
    return rows[entry_id].pk if entry_id else None


def _section(entry: nouns.Section, _: Rows) -> Columns:
    """Return the columns of a section."""
    return {"number": entry.number, "title": entry.title}


def _project(entry: nouns.Project, rows: Rows) -> Columns:
    """Return the columns of a project."""
    return {
        "section_id": _key(rows, entry.section),
        "number": entry.number,
        "name": entry.name,
        "priority": entry.priority,
        "new_from": entry.new_from,
        "ended": entry.ended,
        "responsibilities": [list(pair) for pair in entry.responsibilities],
        "summary": entry.summary,
    }


def _indicator(entry: nouns.Indicator, rows: Rows) -> Columns:
    """Return the columns of an indicator; without project and section its parent is the plan."""
    parent = rows.get(entry.parent)
    return {
        "project": parent if isinstance(parent, models.Project) else None,
        "section": parent if isinstance(parent, models.Section) else None,
        "marker": entry.marker,
        "name": entry.name,
        "unit": entry.unit,
        "direction": entry.direction,
        "direction_source": entry.direction_source,
        "cumulative": entry.cumulative,
        "ended": entry.ended,
    }


def _target(entry: nouns.Target, rows: Rows) -> Columns:
    """Return the columns of a target."""
    every_year = entry.due == nouns.EVERY_YEAR
    return quantity_columns(entry.quantity) | {
        "indicator_id": _key(rows, entry.indicator),
        "kind": entry.kind,
        "due": None if every_year else entry.due,
        "due_every_year": every_year,
        "in_force_from": entry.in_force_from,
        "in_force_until": entry.in_force_until,
        "cumulative": entry.cumulative,
        "measures": entry.measures,
        "reason": entry.reason,
    }


def _actual(entry: nouns.Actual, rows: Rows) -> Columns:
    """Return the columns of an actual."""
    return quantity_columns(entry.quantity) | {
        "indicator_id": _key(rows, entry.indicator),
        "fiscal_year": entry.fiscal_year,
        "as_of": entry.as_of,
        "certainty": entry.certainty or "",
        "published_grade": entry.published_grade,
        "breakdown": flat_structs(entry.breakdown),
    }


def _budget(entry: nouns.Budget, rows: Rows) -> Columns:
    """Return the columns of a budget."""
    return {
        "project_id": _key(rows, entry.project),
        "fiscal_year": entry.fiscal_year,
        "kind": entry.kind,
        "amount": exact(entry.amount_yen),
        "amount_yen": number(entry.amount_yen),
        "text": entry.text,
    }


def _activity(entry: nouns.Activity, rows: Rows) -> Columns:
    """Return the columns of an activity."""
    return {
        "project_id": _key(rows, entry.project),
        "fiscal_year": entry.fiscal_year,
        "as_of": entry.as_of,
        "text": entry.text,
        "members": list(entry.members),
        "marker": entry.marker,
        "breakdown": flat_structs(entry.breakdown),
    }


def _fact(entry: nouns.Fact, _: Rows) -> Columns:
    """Return the columns of a fact."""
    return quantity_columns(entry.quantity) | {
        "subject": entry.subject,
        "label": entry.label,
        "as_of": entry.as_of,
    }


def _note(entry: nouns.Note, _: Rows) -> Columns:
    """Return the columns of a note."""
    return {"subject": entry.subject, "text": entry.text}


def _acceptance(entry: nouns.Acceptance, _: Rows) -> Columns:
    """Return the columns of an acceptance."""
    names = ("code", "fingerprint", "reason", "by", "at")
    return {name: getattr(entry, name) for name in names}


def _override(entry: nouns.Override, rows: Rows) -> Columns:
    """Return the columns of an override."""
    names = ("fiscal_year", "symbol", "reason", "by", "at")
    return {name: getattr(entry, name) for name in names} | {
        "indicator_id": _key(rows, entry.indicator)
    }


# In the order in which rows may refer to those before them.
_TABLES = (
    _Table("sections", models.Section, _section, refers="parent"),
    _Table("projects", models.Project, _project),
    _Table("indicators", models.Indicator, _indicator),
    _Table("targets", models.Target, _target, refers="replaces"),
    _Table("actuals", models.Actual, _actual, refers="replaces"),
    _Table("budgets", models.Budget, _budget, refers="replaces"),
    _Table("activities", models.Activity, _activity),
    _Table("facts", models.Fact, _fact),
    _Table("notes", models.Note, _note),
    _Table("acceptances", models.Acceptance, _acceptance),
    _Table("overrides", models.Override, _override),
)
