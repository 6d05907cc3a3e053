"""One file that holds everything: written while the site is in use, the same for every database.

A backup is a ZIP file:

    manifest.json           what it is, and the SHA-256 and lines of every other file
    ledgers/0001.jsonl      the canonical text of each plan's ledger, in the order of the plans
    log.jsonl               the events, each with what it changed, in order
    tables/Postponed.jsonl  the rows of each table that belongs to no ledger
    blobs/…                 what such rows hold in bytes, named by its SHA-256

It has no clock and no keys of a database: the same content gives the same bytes.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import msgspec
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from hakaru.ledger.text import dump
from hakaru.shapes import ready
from hakaru.store.ledger_rows import load_ledger, plan_ids
from hakaru.store.models import (
    EntryChange,
    Event,
    Import,
    ImportChoice,
    ImportEdit,
    ImportFile,
    Plan,
    Postponed,
    SourceFile,
)

SCHEMA = "hakaru.backup/1"
MANIFEST, LOG = "manifest.json", "log.jsonl"
LEDGERS, TABLES, BLOBS = "ledgers/", "tables/", "blobs/"
# Tables of the store that belong to no ledger and to no log. Whoever adds such a table adds it
# here, after those it refers to; it may refer to plans and to other tables of this list.
KEPT: tuple[type[models.Model], ...] = (
    Postponed,
    SourceFile,
    Import,
    ImportFile,
    ImportEdit,
    ImportChoice,
)

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_SPOOLED = 8 * 1024 * 1024
_CHUNK = 1024 * 1024
_BATCH = 500


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a backup: its name, SHA-256 in hex, bytes, and lines (0 for bytes as they are)."""

    name: str
    digest: str
    size: int
    lines: int = 0


@ready
class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself; `store` is the last change of the tables it was written by."""

    schema: str
    store: str
    plans: tuple[str, ...]
    last_event: str
    files: tuple[Part, ...]


def back_up(out: IO[bytes]) -> Manifest:
    """Write everything to a file and return what it holds; nobody has to stop working."""
    with _as_of_one_moment(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        packing = _Packing(archive)
        plans = plan_ids()
        for number, plan in enumerate(plans, 1):
            lines = (line.encode() for line in dump(load_ledger(plan)))
            packing.add(f"{LEDGERS}{number:04d}.jsonl", lines)
        packing.add(LOG, map(_line, _events()))
        for table in KEPT:
            packing.add(f"{TABLES}{table.__name__}.jsonl", packing.rows(table))
        last = Event.objects.order_by("-at", "-pk").values_list("at", flat=True).first()
        manifest = Manifest(
            schema=SCHEMA,
            store=store_version(),
            plans=plans,
            last_event=last.isoformat() if last else "",
            files=tuple(packing.parts),
        )
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
        archive.writestr(_entry(MANIFEST), text)
    return manifest


def store_version() -> str:
    """Return the name of the last change made to the tables."""
    applied = MigrationRecorder(connection).applied_migrations()
    return max(name for app, name in applied if app == "store")


@contextmanager
def _as_of_one_moment() -> Iterator[None]:
    """Let all that is read be of one moment, without keeping anybody from writing."""
    if connection.in_atomic_block:
        yield
        return
    sqlite = connection.vendor == "sqlite"
    mode = getattr(connection, "transaction_mode", None)
    try:
        if sqlite:
            # A reader of SQLite sees one moment; only a writer must announce itself.
            connection.ensure_connection()
            connection.transaction_mode = None  # type: ignore[attr-defined]
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    finally:
        if sqlite:
            connection.transaction_mode = mode  # type: ignore[attr-defined]


class _Packing:
    """Files going into a backup, with what the manifest says of them."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._blobs: set[str] = set()
        self.parts: list[Part] = []

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """Add a file of lines; it grows beside the archive, for blobs may be added meanwhile."""
        with tempfile.SpooledTemporaryFile(_SPOOLED) as draft:
            count = 0
            for line in lines:
                draft.write(line)
                count += 1
            draft.seek(0)
            self._copy(name, iter(lambda: draft.read(_CHUNK), b""), count)

    def rows(self, table: type[models.Model]) -> Iterator[bytes]:
        """Yield the rows of a table as lines, in the order of their keys."""
        rows = table._default_manager.order_by("pk")  # noqa: SLF001 - Django's own name
        titles = dict(Plan.objects.values_list("pk", "entry_id"))
        for row in rows.iterator(chunk_size=_BATCH):
            yield _line(
                {
                    field.attname: self._value(field, getattr(row, field.attname), titles)
                    for field in columns_of(table)
                }
            )

    def _value(self, field: "models.Field[Any, Any]", value: Any, plans: dict[int, str]) -> Any:  # noqa: ANN401 - any column
        """Return a column as JSON has it: a plan by its id, bytes as a file of their own."""
        if value is None:
            return None
        if isinstance(field, models.ForeignKey) and field.related_model is Plan:
            return plans[value]
        if isinstance(field, models.BinaryField):
            return self._blob(bytes(value))
        if isinstance(value, datetime | date):
            return value.isoformat()
        return format(value, "f") if isinstance(value, Decimal) else value

    def _blob(self, data: bytes) -> str:
        """Add bytes once, and return the name they have."""
        digest = hashlib.sha256(data).hexdigest()
        if digest not in self._blobs:
            self._blobs.add(digest)
            self._copy(f"{BLOBS}{digest}", (data,), 0)
        return digest

    def _copy(self, name: str, chunks: Iterable[bytes], lines: int) -> None:
        """Write a file into the archive."""
        digest, size = hashlib.sha256(), 0
        with self._archive.open(_entry(name), "w", force_zip64=True) as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts.append(Part(name=name, digest=digest.hexdigest(), size=size, lines=lines))


def columns_of(table: type[models.Model]) -> "tuple[models.Field[Any, Any], ...]":
    """Return the columns of a table."""
    return tuple(table._meta.concrete_fields)  # noqa: SLF001 - Django's own name


def _events() -> Iterator[dict[str, Any]]:
    """Yield the log: each event with the changes of entries it made, as they were written."""
    events = Event.objects.order_by("at", "pk")
    for event in events.iterator(chunk_size=_BATCH):
        changes = EntryChange.objects.filter(event=event).order_by("pk")
        yield {
            "at": event.at.isoformat(),
            "by": event.by,
            "action": event.action,
            "subject": event.subject,
            "detail": event.detail,
            "changes": list(changes.values("plan", "entry_id", "old", "new")),
        }


def _line(content: object) -> bytes:
    """Return one line of JSON; keys in order, for databases keep them in their own."""
    return msgspec.json.encode(content, order="deterministic") + b"\n"


def _entry(name: str) -> zipfile.ZipInfo:
    """Return the entry of a file, without the time of day."""
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
