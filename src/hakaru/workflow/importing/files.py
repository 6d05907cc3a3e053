"""Files come in, are kept, and are read one by one; an import that is dropped is gone."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec
from django.db import transaction

from hakaru.errors import HakaruError, LedgerFormatError, UsageError
from hakaru.ledger.integrity import LONGEST_NAME
from hakaru.ledger.text import dumps, loads
from hakaru.read.documents import read_data
from hakaru.read.draft import Reading
from hakaru.store.models import FileStatus, Import, ImportFile, ImportState, SourceFile
from hakaru.workflow.importing.draft import Notice
from hakaru.workflow.importing.steps import locked, moved, tell

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
NAMELESS = "文書"


class Dropped(NamedTuple):
    """A file as it was dropped: the name it came with, which nobody checked, and its bytes."""

    name: str
    content: bytes


class Bounds(NamedTuple):
    """How large a file may be, in bytes, and how many an import may have."""

    size: int
    files: int


def start(*, files: Sequence[Dropped], bounds: Bounds, by: str, at: datetime) -> Import:
    """Begin an import with these files, kept and not yet read; there may be none yet.

    Raises UsageError as `add`; then nothing is kept.
    """
    with transaction.atomic():
        found = Import.objects.create(by=by, at=at)
        for file in files:
            _keep(found, file, bounds)
        tell(found, "started", by=by, at=at, files=[file.name for file in files])
    return found


def add(*, number: int, file: Dropped, bounds: Bounds, by: str, at: datetime) -> ImportFile:
    """Keep one more file for an import, to be read.

    Raises UsageError: upload.empty, upload.too_large, upload.too_many, upload.repeated (a file of
    the same content is there under another name), and what `steps.locked` raises.
    """
    with transaction.atomic():
        found = locked(number, ImportState.READING, ImportState.REVIEW)
        kept = _keep(found, file, bounds)
        found.state = ImportState.READING
        moved(found)
        tell(found, "file_added", by=by, at=at, file=kept.name, digest=kept.source.digest)
    return kept


def read_one(*, number: int, position: int, by: str, at: datetime) -> ImportFile:
    """Read one kept file; one that cannot be read stays, with the reason.

    Reading a file that was read already changes nothing. Raises UsageError `import.no_file` and
    what `steps.locked` raises.
    """
    # Reading may take long: nobody waits for it, and what it found is written in one go.
    file = ImportFile.objects.select_related("source").filter(of=number, position=position).first()
    if file is None:
        raise UsageError("import.no_file", number=number)
    if file.status != FileStatus.NOT_READ:
        return file
    _read(file)
    with transaction.atomic():
        found = locked(number, ImportState.READING, ImportState.REVIEW)
        waiting = found.files.select_for_update().filter(pk=file.pk, status=FileStatus.NOT_READ)
        if not waiting.exists():
            return ImportFile.objects.select_related("source").get(pk=file.pk)
        file.save()
        if not found.files.filter(status=FileStatus.NOT_READ).exists():
            found.state = ImportState.REVIEW
        moved(found)
        tell(found, "file_read", by=by, at=at, file=file.name, status=file.status)
    return file


def drop(*, number: int, by: str, at: datetime) -> None:
    """Give up an import: what was kept for it is deleted, the log alone remembers it.

    Raises UsageError as `steps.locked`; what is confirmed cannot be given up.
    """
    with transaction.atomic():
        found = locked(number, ImportState.READING, ImportState.REVIEW)
        names = list(found.files.values_list("name", flat=True))
        sources = list(found.files.values_list("source", flat=True))
        tell(found, "dropped", by=by, at=at, files=names)
        found.delete()
        SourceFile.objects.filter(pk__in=sources, uses__isnull=True).delete()


def clean_name(name: str, taken: Iterable[str] = ()) -> str:
    """Return a file's name without folders and signs that show as nothing, its own in the import.

    Names come from outside: `C:/x/../計画.xlsx` is 計画.xlsx. The ending stays.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(" " if sign.isspace() else sign for sign in last if _is_shown(sign))
    shown = " ".join(shown.split()).strip(". ") or NAMELESS
    path = PurePosixPath(shown)
    ending = path.suffix[:20]
    stem = shown.removesuffix(ending)[: LONGEST_NAME - 30]
    known, count = set(taken), 1
    while (wanted := f"{stem}{'' if count == 1 else f' ({count})'}{ending}") in known:
        count += 1
    return wanted


def _is_shown(sign: str) -> bool:
    """Tell whether a sign of a name shows, or is a blank: no controls, no turning of direction."""
    return sign.isspace() or unicodedata.category(sign) not in _UNWANTED


def _keep(found: Import, file: Dropped, bounds: Bounds) -> ImportFile:
    """Keep a file for an import; its bytes are kept once."""
    names = list(found.files.values_list("name", flat=True))
    name = clean_name(file.name, names)
    _refuse(file, name, len(names), bounds)
    digest = hashlib.sha256(file.content).hexdigest()
    if known := found.files.filter(source__digest=digest).first():
        raise UsageError("upload.repeated", file=name, other=known.name)
    source, _ = SourceFile.objects.get_or_create(
        digest=digest,
        defaults={"name": name, "size": len(file.content), "content": file.content},
    )
    return ImportFile.objects.create(of=found, source=source, position=len(names) + 1, name=name)


def _refuse(file: Dropped, name: str, known: int, bounds: Bounds) -> None:
    """Raise UsageError for a file that is too large, empty, or one too many."""
    if len(file.content) > bounds.size:
        limit = bounds.size // (1024 * 1024)
        raise UsageError("upload.too_large", file=name, limit=limit)
    if not file.content:
        raise UsageError("upload.empty", file=name)
    if known >= bounds.files:
        raise UsageError("upload.too_many", file=name, limit=bounds.files)


def _read(file: ImportFile) -> None:
    """Fill in what a file says, or why it cannot be read."""
    try:
        reading = read_data(bytes(file.source.content), file.name)
        file.ledger = _checked(reading)
        notice = Notice(
            findings=reading.findings, accounting=reading.accounting, unread=reading.unread
        )
        file.notice = msgspec.json.encode(notice).decode()
        file.status = FileStatus.READ
        for document in reading.ledger.documents[:1]:
            SourceFile.objects.filter(pk=file.source.pk, format="").update(format=document.format)
    except HakaruError as error:
        file.ledger = file.notice = ""
        file.status = FileStatus.UNREADABLE
        file.error = error.code
        file.error_values = msgspec.json.encode(error.values).decode()


def _checked(reading: Reading) -> str:
    """Return the text of what was read, once it is known that a ledger can hold it.

    Raises LedgerFormatError.
    """
    text = dumps(reading.ledger)
    if found := _NUL.search(text):
        around = text[max(found.start() - 60, 0) : found.end()]
        raise LedgerFormatError("ledger.nul", id=around, found="", expected="text")
    loads(text)
    return text
