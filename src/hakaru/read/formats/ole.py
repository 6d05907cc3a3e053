"""The compound file of old Office (.xls, .doc) and of locked new Office: its streams by name.

Layout after [MS-CFB]: sectors chained by an allocation table, small streams in a mini stream.
"""

import struct
from typing import NamedTuple

from hakaru.read.formats.bounds import damaged, whole

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # this and above: not a sector
_ENTRY_BYTES = 128
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109


class _Entry(NamedTuple):
    """A line of the directory: its name, its type, where it starts and how long it is."""

    name: str
    type: int
    start: int
    size: int


class CompoundFile:
    """A compound file opened for reading; broken ones raise UnreadableInputError (file.damaged)."""

    def __init__(self, data: bytes, file: str) -> None:
        """Read the allocation tables and the directory."""
        self._file = file
        self._data = data
        with whole(file, "compound file", struct.error, IndexError, ValueError):
            shift, mini_shift = struct.unpack_from("<HH", data, 30)
            if shift not in (9, 12) or mini_shift != 6:
                raise damaged(file, "compound file", "sector size")
            self._sector, self._mini = 1 << shift, 1 << mini_shift
            directory, self._cutoff, mini_table = struct.unpack_from("<I4xII", data, 48)
            self._table = self._allocation()
            self._entries = self._directory(directory)
            self._mini_table = _longs(self._chain(mini_table))

    def names(self) -> frozenset[str]:
        """Return the names of the streams."""
        return frozenset(entry.name for entry in self._entries if entry.type == _STREAM)

    def read(self, name: str) -> bytes:
        """Return the stream called `name`; raises UnreadableInputError where it is missing."""
        for entry in self._entries:
            if entry.type == _STREAM and entry.name == name:
                if entry.size >= self._cutoff:
                    return self._chain(entry.start)[: entry.size]
                return self._mini_chain(entry.start)[: entry.size]
        raise damaged(self._file, name, "missing")

    def _sector_at(self, number: int) -> bytes:
        """Return one sector."""
        start = (number + 1) * self._sector
        return self._data[start : start + self._sector]

    def _allocation(self) -> tuple[int, ...]:
        """Return the table that says for each sector which one follows."""
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        (more,) = struct.unpack_from("<I", self._data, 68)
        most = len(self._data) // self._sector
        while more < _END and len(sectors) <= most:
            links = _longs(self._sector_at(more))
            sectors.extend(links[:-1])
            more = links[-1]
        return _longs(b"".join(self._sector_at(s) for s in sectors[: most + 1] if s < _END))

    def _chain(self, start: int) -> bytes:
        """Return the sectors from `start` on, as the table chains them."""
        found: list[bytes] = []
        number = start
        while number < _END:
            sector = self._sector_at(number)
            # A chain longer than the table runs in a circle; one beyond the end was cut off.
            if not sector or number >= len(self._table) or len(found) > len(self._table):
                raise damaged(self._file, "compound file", "chain")
            found.append(sector)
            number = self._table[number]
        return b"".join(found)

    def _mini_chain(self, start: int) -> bytes:
        """Return the small sectors from `start` on, out of the root's own stream."""
        root = next((entry for entry in self._entries if entry.type == _ROOT), None)
        if root is None:
            raise damaged(self._file, "compound file", "root")
        body = self._chain(root.start)
        found: list[bytes] = []
        number = start
        while number < _END:
            if number >= len(self._mini_table) or len(found) > len(self._mini_table):
                raise damaged(self._file, "compound file", "chain")
            found.append(body[number * self._mini : (number + 1) * self._mini])
            number = self._mini_table[number]
        return b"".join(found)

    def _directory(self, start: int) -> tuple[_Entry, ...]:
        """Return the lines of the directory."""
        body = self._chain(start)
        found = []
        for at in range(0, len(body) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
            length, kind = struct.unpack_from("<HB", body, at + 64)
            first, size = struct.unpack_from("<II", body, at + 116)
            name = body[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            found.append(_Entry(name, kind, first, size))
        return tuple(found)


def _longs(data: bytes) -> tuple[int, ...]:
    """Return the 32-bit numbers of a sector or chain."""
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
