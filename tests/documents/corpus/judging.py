"""A document read and compared with its expected ledger, field by field."""

from pathlib import Path
from typing import NamedTuple

from documents.corpus.documents import CorpusDocument
from documents.corpus.facts import NOT_ALWAYS_SAID, Key, Read, facts_of
from hakaru.read import read_files
from hakaru.source import Place


class Miss(NamedTuple):
    """A field that was read otherwise than it was meant; "" is nothing."""

    key: Key
    meant: str
    read: str
    place: Place | None

    def __str__(self) -> str:
        """Return the miss in one line."""
        owner, field = self.key
        where = ""
        if self.place is not None:
            spot = (self.place.sheet, self.place.page or "", self.place.cell)
            where = " at " + " ".join(str(part) for part in spot if part)
        return f"{owner} · {field}: meant {self.meant!r}, read {self.read!r}{where}"


class Judged(NamedTuple):
    """How a document was read: fields compared, those wrong, and cells left unread."""

    name: str
    fields: int
    misses: tuple[Miss, ...]
    unread: tuple[Place, ...]

    @property
    def right(self) -> int:
        """How many fields are as meant."""
        return max(self.fields - len(self.misses), 0)


def judge(document: CorpusDocument, suffix: str, folder: Path) -> Judged:
    """Write a document in a format, read it, and compare."""
    path = document.write(suffix, folder)
    reading = read_files([path])
    return compare(path.name, document.expected(), facts_of(reading.ledger), reading.unread)


def compare(
    name: str, meant: dict[Key, str], read: dict[Key, Read], unread: tuple[Place, ...]
) -> Judged:
    """Compare facts; one that was read and never said is a miss too."""
    misses = [
        Miss(key, value, found.value if found else "", found.place if found else None)
        for key, value in meant.items()
        if (found := read.get(key)) is None or found.value != value
    ]
    invented = [
        Miss(key, "", found.value, found.place)
        for key, found in read.items()
        if key not in meant and key[1].split()[-1] not in NOT_ALWAYS_SAID
    ]
    return Judged(name, len(meant) + len(invented), tuple(misses + invented), unread)
