"""The records of a workbook stream: a number, a length, a body, and what continues it."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

BOF, EOF, CONTINUE = 0x0809, 0x000A, 0x003C
_HEAD = struct.Struct("<HH")


class Record(NamedTuple):
    """One record: its number, its body, and the bodies of the records that continue it."""

    number: int
    body: bytes
    more: tuple[bytes, ...] = ()


def records(stream: bytes, start: int = 0) -> Iterator[Record]:
    """Yield the records of one part of the stream, up to its end; parts within it are left out.

    Raises struct.error where a record is cut off.
    """
    depth = 0
    at = start
    while at + _HEAD.size <= len(stream):
        number, body, at = _record(stream, at)
        more = []
        while at + _HEAD.size <= len(stream) and _HEAD.unpack_from(stream, at)[0] == CONTINUE:
            _, block, at = _record(stream, at)
            more.append(block)
        if number == BOF:
            depth += 1
        if depth == 1:
            yield Record(number, body, tuple(more))
        if number == EOF:
            depth -= 1
            if depth <= 0:
                return


def _record(stream: bytes, at: int) -> tuple[int, bytes, int]:
    """Return the number and body of the record at `at`, and where the next one begins."""
    number, length = _HEAD.unpack_from(stream, at)
    end = at + _HEAD.size + length
    if end > len(stream):
        raise struct.error("record cut off")
    return number, stream[at + _HEAD.size : end], end
