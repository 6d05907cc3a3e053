"""Puts the made nation into a database, in seconds: `python -m bench.nation_rows PLANS`.

A few plans are saved as any ledger is; the others are copies of their rows that the database makes
itself, under ids of their own.
"""

import os
import sys

import django
import msgspec
from django.core.management import call_command
from django.db import connection, models, transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hakaru.web.settings")
django.setup()

from bench.nation import FIRST, plan_id, plan_ledger  # noqa: E402 - models come after the setup
from hakaru.ledger.ledger import Ledger  # noqa: E402 - the same
from hakaru.store import models as rows  # noqa: E402 - the same
from hakaru.store.finding import keep_searchable  # noqa: E402 - the same
from hakaru.store.ledger_rows import load_ledger, save_ledger  # noqa: E402 - the same
from hakaru.store.packing import keep_packed  # noqa: E402 - the same

MADE = 5
# Room between the keys of a copy and those of the next.
WIDTH, STRIDE = len(plan_id(0)), 1_000_000
COPIED: tuple[type[models.Model], ...] = (
    rows.Plan, rows.Member, rows.Section, rows.Project, rows.Participant, rows.Indicator,
    rows.Baseline, rows.Target, rows.Actual, rows.Budget, rows.Activity,
)  # fmt: skip


def make_nation(plans: int) -> None:
    """Fill an empty database with so many plans."""
    with transaction.atomic():
        for number in range(min(MADE, plans)):
            save_ledger(plan_ledger(number))
        for model in COPIED:
            _copy(model, plans)
        _pack()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pack() -> None:
    """Keep the ledgers of the copies packed and searchable, as saving them would have done."""
    made = {row.entry_id: row for row in rows.Plan.objects.filter(pack__isnull=False)}
    ledgers = {name: msgspec.msgpack.encode(load_ledger(name)) for name in made}
    for plan in rows.Plan.objects.filter(pack__isnull=True):
        name = plan_id((int(plan.entry_id[-4:]) - FIRST) % MADE)
        renamed = ledgers[name].replace(name.encode(), plan.entry_id.encode())
        ledger = msgspec.msgpack.decode(renamed, type=Ledger)
        keep_packed(ledger, plan, connection.alias)
        keep_searchable(ledger, plan, connection.alias)


def _copy(model: type[models.Model], plans: int) -> None:
    """Copy the rows of the made plans until there are enough."""
    fields = model._meta.concrete_fields  # noqa: SLF001 - Django's own name
    kept = f"{_number_of(model)} + n * {MADE} < {FIRST + plans}"
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(field) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({columns}) "  # noqa: SLF001 - the same
            "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL "
            f"SELECT n + 1 FROM copies WHERE n <= {plans // MADE}) "
            f"SELECT {values} FROM copies CROSS JOIN {model._meta.db_table} WHERE {kept}"  # noqa: SLF001
        )


def _number_of(model: type[models.Model]) -> str:
    """Return the SQL for the number of the plan that a row belongs to; keys are given in order."""
    made = rows.Plan.objects.order_by("pk").values_list("pk", flat=True)
    keys = list(made[:MADE])
    owner = _owner(model)
    cases = " ".join(f"WHEN {key} THEN {FIRST + number}" for number, key in enumerate(keys))
    return f"CASE {owner} {cases} END"


def _owner(model: type[models.Model]) -> str:
    """Return the SQL for the key of the plan that a row belongs to."""
    if model is rows.Plan:
        return "id"
    if model is rows.Participant:
        return "(SELECT plan_id FROM store_project AS p WHERE p.id = project_id)"
    if model is rows.Baseline:
        return "(SELECT plan_id FROM store_indicator AS i WHERE i.id = indicator_id)"
    return "plan_id"


def _value(field: "models.Field[object, object]") -> str:
    """Return the SQL for a column of a copy."""
    if field.primary_key or field.is_relation:
        return f'"{field.column}" + n * {STRIDE}'
    if field.column == "entry_id":
        number = f"CAST(substr(entry_id, 4, 4) AS INTEGER) + n * {MADE}"
        return f"substr(entry_id, 1, 3) || CAST({number} AS TEXT) || substr(entry_id, {WIDTH + 1})"
    return f'"{field.column}"'


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    make_nation(int(sys.argv[1]))
