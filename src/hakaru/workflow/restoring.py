"""Putting a backup back: looked through first, then everything in one go or nothing at all."""

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePath
from typing import IO, Any

import msgspec
from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction

from hakaru.errors import HakaruError, UsageError
from hakaru.ledger.text import load
from hakaru.store.ledger_rows import save_ledger
from hakaru.store.models import EntryChange, Event, Plan
from hakaru.workflow.backing_up import (
    BLOBS,
    KEPT,
    LEDGERS,
    LOG,
    MANIFEST,
    SCHEMA,
    TABLES,
    Manifest,
    Part,
    columns_of,
    store_version,
)

RESTORED = "backup.restored"
# Far more than a nation's plans take, far less than the memory of a desk.
LARGEST_MANIFEST = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_BATCH = 500


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a store holds, for whoever is about to replace it."""

    plans: int
    titles: tuple[str, ...]


def held() -> Held:
    """Return what the store holds now."""
    titles = tuple(one.title or one.entry_id for one in Plan.objects.order_by("entry_id"))
    return Held(plans=len(titles), titles=titles)


def look_into(file: IO[bytes], name: str) -> Manifest:
    """Return what a backup holds, once every file of it is known to be whole.

    Raises UsageError: `backup.not_zip` (file), `backup.newer` (found, known), `backup.damaged`,
    `backup.missing` and `backup.unknown` (part).
    """
    with _opened(file, name) as archive:
        return _looked_into(archive, name)


def restore(file: IO[bytes], name: str, *, by: str, at: datetime) -> Manifest:
    """Make the store hold what a backup holds, and write into the log that this was done.

    Plans that the backup has not are taken away. The log is only ever added to: what happened
    since the backup stays in it. Raises UsageError as `look_into`, and `backup.row`; then nothing
    is changed.
    """
    with _opened(file, name) as archive:
        manifest = _looked_into(archive, name)
        try:
            with transaction.atomic():
                _restore(archive, manifest)
                detail = {"file": PurePath(name).name, "plans": len(manifest.plans)}
                Event.objects.create(at=at, by=by, action=RESTORED, subject="", detail=detail)
        except (zipfile.BadZipFile, EOFError) as error:
            raise UsageError("backup.damaged", part=name) from error
    return manifest


def _opened(file: IO[bytes], name: str) -> zipfile.ZipFile:
    """Return the archive. Raises UsageError `backup.not_zip`."""
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UsageError("backup.not_zip", file=PurePath(name).name) from error


def _looked_into(archive: zipfile.ZipFile, name: str) -> Manifest:
    """Return the manifest, once everything it names is there, whole, and known to this program."""
    manifest = _manifest(archive, name)
    known = {LOG, *(f"{TABLES}{table.__name__}.jsonl" for table in KEPT)}
    stored = set(archive.namelist()) - {MANIFEST}
    for part in manifest.files:
        if part.name not in known and not part.name.startswith((LEDGERS, BLOBS)):
            raise UsageError("backup.unknown", part=part.name)
        if part.name not in stored:
            raise UsageError("backup.missing", part=part.name)
        if not _is_whole(archive, part):
            raise UsageError("backup.damaged", part=part.name)
    for extra in sorted(stored - {part.name for part in manifest.files}):
        raise UsageError("backup.unknown", part=extra)
    return manifest


def _manifest(archive: zipfile.ZipFile, name: str) -> Manifest:
    """Return the manifest; one of a newer program is refused before anything else is read."""
    try:
        with archive.open(MANIFEST) as file:
            text = file.read(LARGEST_MANIFEST)
        said = msgspec.json.decode(text)
        schema, store = str(said["schema"]), str(said["store"])
    except (KeyError, TypeError, msgspec.DecodeError, zipfile.BadZipFile) as error:
        raise UsageError("backup.not_zip", file=PurePath(name).name) from error
    if not schema.startswith("hakaru.backup/"):
        raise UsageError("backup.not_zip", file=PurePath(name).name)
    if schema != SCHEMA or store[:4] > store_version()[:4]:
        found, known = f"{schema} {store}", f"{SCHEMA} {store_version()}"
        raise UsageError("backup.newer", found=found, known=known)
    try:
        return msgspec.json.decode(text, type=Manifest)
    except msgspec.DecodeError as error:
        raise UsageError("backup.damaged", part=MANIFEST) from error


def _is_whole(archive: zipfile.ZipFile, part: Part) -> bool:
    """Tell whether a file has the bytes that the manifest says; no more of it is read."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(part.name) as file:
            while size <= part.size and (chunk := file.read(_CHUNK)):
                digest.update(chunk)
                size += len(chunk)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError):
        return False
    return size == part.size and digest.hexdigest() == part.digest


def _restore(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Replace ledgers and tables, and add to the log what it has not."""
    for table in reversed(KEPT):
        table._default_manager.all().delete()  # noqa: SLF001 - Django's own name
    Plan.objects.exclude(entry_id__in=manifest.plans).delete()
    for part in manifest.files:
        if part.name.startswith(LEDGERS):
            with archive.open(part.name) as lines:
                save_ledger(load(lines, part.name))
    _add_to_log(archive)
    names = {part.name for part in manifest.files}
    for table in KEPT:
        if f"{TABLES}{table.__name__}.jsonl" in names:
            _Filling(archive, table).fill()


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, Any]]:
    """Yield the number and the content of each line. Raises UsageError `backup.row`."""
    with archive.open(name) as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield number, msgspec.json.decode(line)
            except msgspec.DecodeError as error:
                raise UsageError("backup.row", part=name, line=number, reason=error) from error


def _add_to_log(archive: zipfile.ZipFile) -> None:
    """Add the events that the log has not yet: those that happened at another site."""
    known = Counter(
        _mark(at.isoformat(), by, action, subject, detail)
        for at, by, action, subject, detail in Event.objects.values_list(
            "at", "by", "action", "subject", "detail"
        ).iterator(chunk_size=_BATCH)
    )
    for number, said in _lines(archive, LOG):
        try:
            at = datetime.fromisoformat(said["at"])
            event = Event(
                at=at,
                by=said["by"],
                action=said["action"],
                subject=said["subject"],
                detail=said["detail"],
            )
            mark = _mark(at.isoformat(), event.by, event.action, event.subject, event.detail)
            if known[mark]:
                known[mark] -= 1
                continue
            event.save()
            EntryChange.objects.bulk_create(
                (EntryChange(event=event, **change) for change in said["changes"]),
                batch_size=_BATCH,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise UsageError("backup.row", part=LOG, line=number, reason=error) from error


def _mark(*said: object) -> str:
    """Return what tells an event from any other."""
    return json.dumps(said, sort_keys=True, ensure_ascii=False)


class _Filling:
    """The rows of one table on their way back."""

    def __init__(self, archive: zipfile.ZipFile, table: type[models.Model]) -> None:
        self._archive = archive
        self._table = table
        self._name = f"{TABLES}{table.__name__}.jsonl"
        self._plans = dict(Plan.objects.values_list("entry_id", "pk"))

    def fill(self) -> None:
        """Write the rows under the keys they had, and let new keys follow them."""
        for number, said in _lines(self._archive, self._name):
            try:
                row = self._table(
                    **{
                        field.attname: self._value(field, said[field.attname])
                        for field in columns_of(self._table)
                        if field.attname in said
                    }
                )
                row.save(force_insert=True)
            except (KeyError, TypeError, ValueError, IntegrityError, HakaruError) as error:
                raise UsageError(
                    "backup.row", part=self._name, line=number, reason=type(error).__name__
                ) from error
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [self._table]):
                cursor.execute(statement)

    def _value(self, field: "models.Field[Any, Any]", value: Any) -> Any:  # noqa: ANN401 - any column
        """Return a column's value from its JSON."""
        if value is None:
            return None
        if isinstance(field, models.ForeignKey) and field.related_model is Plan:
            return self._plans[value]
        if isinstance(field, models.BinaryField):
            return self._archive.read(f"{BLOBS}{value}")
        if isinstance(field, models.DateTimeField):
            return datetime.fromisoformat(value)
        if isinstance(field, models.DateField):
            return date.fromisoformat(value)
        return field.to_python(value)
