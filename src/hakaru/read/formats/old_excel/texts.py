"""Texts in records: plain and rich, in one or two bytes a character, cut over several records."""

import struct
from collections.abc import Sequence
from typing import NamedTuple

from hakaru.read.formats.old_excel.records import Record
from hakaru.read.formats.pieces import Piece, Styled, join

_WIDE, _PHONETIC, _RICH = 0x01, 0x04, 0x08


class Font(NamedTuple):
    """What a font says that matters."""

    underlined: bool = False
    struck: bool = False


class Blocks:
    """Reads on over the end of a record into the one that continues it."""

    def __init__(self, record: Record, start: int = 0) -> None:
        """Start in the record's own body."""
        self._blocks = (record.body, *record.more)
        self._block = 0
        self._at = start

    def take(self, length: int) -> bytes:
        """Return the next bytes; raises struct.error where there are no more."""
        found = []
        while length:
            block = self._blocks[self._block]
            part = block[self._at : self._at + length]
            found.append(part)
            self._at += len(part)
            length -= len(part)
            if length:
                self._next()
        return b"".join(found)

    def characters(self, count: int, *, wide: bool) -> str:
        """Return the next characters; each further record says anew how wide they are."""
        found = []
        while True:
            size = 2 if wide else 1
            block = self._blocks[self._block]
            part = block[self._at : self._at + count * size]
            part = part[: len(part) // size * size]
            found.append(part.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += len(part)
            count -= len(part) // size
            if not count:
                return "".join(found)
            self._next()
            wide = bool(self.take(1)[0] & _WIDE)

    def _next(self) -> None:
        """Go on to the next record."""
        if self._block + 1 >= len(self._blocks):
            raise struct.error("text cut off")
        self._block += 1
        self._at = 0

    def rich_text(self, fonts: Sequence[Font]) -> Styled:
        """Return a text with its runs of fonts; the reading aid over kanji is left."""
        count, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & _RICH else 0
        aid = struct.unpack("<I", self.take(4))[0] if flags & _PHONETIC else 0
        text = self.characters(count, wide=bool(flags & _WIDE))
        marks = list(struct.iter_unpack("<HH", self.take(4 * runs)))
        self.take(aid)
        if not marks:
            return Styled(_lines(text))
        ends = [start for start, _ in marks[1:]] + [len(text)]
        pieces = [Piece(_lines(text[: marks[0][0]]))]
        for (start, number), end in zip(marks, ends, strict=True):
            # The fonts have no number 4: a gap kept since the first version.
            at = number - 1 if number > 4 else number
            font = fonts[at] if at < len(fonts) else Font()
            pieces.append(Piece(_lines(text[start:end]), font.underlined, font.struck))
        return join(pieces)


def text_at(body: bytes, at: int) -> str:
    """Return a text with a two-byte length at `at` of a body that nothing continues."""
    count, flags = struct.unpack_from("<HB", body, at)
    wide = bool(flags & _WIDE)
    part = body[at + 3 : at + 3 + count * (2 if wide else 1)]
    return _lines(part.decode("utf-16-le" if wide else "latin-1", "replace"))


def short_text_at(body: bytes, at: int) -> str:
    """Return a text with a one-byte length at `at`, as sheets' names are."""
    count, flags = struct.unpack_from("<BB", body, at)
    wide = bool(flags & _WIDE)
    part = body[at + 2 : at + 2 + count * (2 if wide else 1)]
    return part.decode("utf-16-le" if wide else "latin-1", "replace")


def _lines(text: str) -> str:
    """Return a text with line feeds alone between its lines."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
