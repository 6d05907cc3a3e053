"""Tables beside the ledgers: whatever their columns are, they come back."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from hakaru.store.ledger_rows import save_ledger
from hakaru.store.models import Plan
from hakaru.workflow import backing_up, restoring
from web.sample import PLAN, sample_ledger

AT = datetime(2026, 2, 14, 9, 30, 0, 123456, tzinfo=UTC)
COLUMNS = {
    "sqlite": ("integer PRIMARY KEY AUTOINCREMENT", "blob", "datetime"),
    "postgresql": ("bigserial PRIMARY KEY", "bytea", "timestamptz"),
}


@isolate_apps("hakaru.store")
def kept_table() -> type[models.Model]:
    """Return a table of its own, with a column of each kind."""

    class Kept(models.Model):
        """A file kept beside the ledgers."""

        plan = models.ForeignKey(Plan, models.DO_NOTHING, related_name="+")
        before = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+")
        data = models.BinaryField(null=True)
        size = models.DecimalField(max_digits=20, decimal_places=5)
        day = models.DateField()
        at = models.DateTimeField()
        more = models.JSONField(default=dict)

        class Meta:
            """Beside the other tables of the store."""

            app_label = "store"

        def __str__(self) -> str:
            return str(self.day)

    return Kept


@pytest.mark.django_db
def test_every_kind_of_column_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes once each in files of their own, plans by their id, rows under their keys."""
    kept = kept_table()
    key, blob, moment = COLUMNS[connection.vendor]
    json = "jsonb" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE store_kept (id {key}, plan_id bigint, before_id bigint, data {blob}, "
            f"size numeric(20, 5), day date, at {moment}, more {json})"
        )
    tables = (*backing_up.KEPT, kept)
    monkeypatch.setattr(backing_up, "KEPT", tables)
    monkeypatch.setattr(restoring, "KEPT", tables)
    save_ledger(sample_ledger())
    plan, rows = Plan.objects.get(entry_id=PLAN), kept._default_manager  # noqa: SLF001 - Django's
    common = {"plan": plan, "size": Decimal("1.50000"), "day": date(2026, 2, 14), "at": AT}
    first = rows.create(data=b"\x00\xff same", more={"b": [1, None], "a": "あ"}, **common)
    rows.create(data=b"\x00\xff same", before=first, **common)
    rows.create(data=None, **common)
    columns = ("pk", "plan__entry_id", "before_id", "data", "size", "day", "at", "more")
    said = [tuple(map(plain, row)) for row in rows.order_by("pk").values_list(*columns)]

    out = io.BytesIO()
    backing_up.back_up(out)
    with zipfile.ZipFile(out) as archive:
        assert sum(name.startswith("blobs/") for name in archive.namelist()) == 1
    rows.all().delete()
    Plan.objects.all().delete()
    restoring.restore(out, "控え.zip", by="係", at=AT + timedelta(days=1))

    back = [tuple(map(plain, row)) for row in rows.order_by("pk").values_list(*columns)]
    assert back == said
    assert rows.create(**common | {"plan": Plan.objects.get(entry_id=PLAN)}).pk > said[-1][0]


def plain(value: object) -> object:
    """Return bytes as bytes, whatever a database hands them over in."""
    return bytes(value) if isinstance(value, memoryview) else value
