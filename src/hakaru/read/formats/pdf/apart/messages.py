"""What is asked and answered through the door: plain data, each message after its length."""

import struct
from typing import IO

import msgspec

from hakaru.read.formats.pdf.draft import DraftDocument, Rectangle

LARGEST = 128 * 1024 * 1024
"""The largest answer, in bytes: 900,000 cells of some 80 bytes have room."""
_LENGTH = struct.Struct(">Q")
_BLOCK = 1024 * 1024


class Read(msgspec.Struct, frozen=True, tag=True):
    """Asks what a document says."""


class Draw(msgspec.Struct, frozen=True, tag=True):
    """Asks for a page (from 1) as a picture, with boxes marked."""

    page: int
    boxes: tuple[Rectangle, ...]
    whole: bool


class Going(msgspec.Struct, frozen=True, tag=True):
    """Tells that the process has started, has taken a question, or has done one more step."""


class WasRead(msgspec.Struct, frozen=True, tag=True):
    """Answers what a document says."""

    document: DraftDocument


class Drawn(msgspec.Struct, frozen=True, tag=True):
    """Answers with a picture."""

    png: bytes


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Answers that a file cannot be read: the code and the values of the error."""

    code: str
    values: dict[str, str]


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Answers that the program is wrong: where it failed."""

    trace: str


Question = Read | Draw
Answer = Going | WasRead | Drawn | Refused | Failed
# Made as the module loads: a first use in two threads at once is not safe.
QUESTIONS: msgspec.msgpack.Decoder[Question] = msgspec.msgpack.Decoder(Question)
ANSWERS: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)


def send(pipe: IO[bytes], data: bytes) -> None:
    """Write bytes with their length before them. Raises OSError where nobody reads."""
    _write(pipe, _LENGTH.pack(len(data)))
    _write(pipe, data)


def receive(pipe: IO[bytes], largest: int) -> bytes:
    """Return the bytes that were sent. Raises EOFError at the end, or where they are too many."""
    (length,) = _LENGTH.unpack(_take(pipe, _LENGTH.size))
    if length > largest:
        raise EOFError
    return _take(pipe, length)


def _write(pipe: IO[bytes], data: bytes) -> None:
    """Write all of `data` to a pipe that takes what it has room for."""
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _take(pipe: IO[bytes], count: int) -> bytes:
    """Read so many bytes from a pipe that gives what it has."""
    blocks = []
    while count:
        block = pipe.read(min(count, _BLOCK))
        if not block:
            raise EOFError
        blocks.append(block)
        count -= len(block)
    return b"".join(blocks)
