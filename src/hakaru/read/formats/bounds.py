"""How much of a file is read at most, and the errors that say a file cannot be read."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from hakaru.errors import UnreadableInputError

MEGABYTE = 1024 * 1024
# What is held as a tree takes about ten times its size in memory.
LARGEST_TREE = 48 * MEGABYTE


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader takes on at most; beyond it a file is refused, never half read.

    `ratio` is how many times larger a packed file may become; `cells` counts the non-blank cells
    of a whole document: some 500 bytes each, so that reading stays under 500 MB. A year's results
    of a hub city are under 1 MB and 50,000 cells.
    """

    file_bytes: int = 200 * MEGABYTE
    unpacked_bytes: int = 500 * MEGABYTE
    ratio: int = 200
    members: int = 5_000
    cells: int = 900_000


LIMITS = Limits()


class CellBudget:
    """Counts what is read of one document and refuses it when it becomes too much."""

    def __init__(self, file: str, limits: Limits) -> None:
        """Start with all cells of `limits` to spend."""
        self._file = file
        self._limits = limits
        self._left = limits.cells

    def renewed(self) -> "CellBudget":
        """Return a budget of the same size, for steps of work that are not cells."""
        return CellBudget(self._file, self._limits)

    def spend(self, cells: int = 1) -> None:
        """Take off `cells`; raises UnreadableInputError when none are left."""
        self._left -= cells
        if self._left < 0:
            raise UnreadableInputError(
                "file.too_many_cells", file=self._file, limit=self._limits.cells
            )


def damaged(file: str, part: str, detail: object = "") -> UnreadableInputError:
    """Return the error for a file whose `part` is broken."""
    return UnreadableInputError("file.damaged", file=file, part=part, detail=detail)


@contextmanager
def whole(file: str, part: str, *breaks: type[Exception]) -> Iterator[None]:
    """Turn the errors by which a parser says "broken" into UnreadableInputError."""
    try:
        yield
    except breaks as error:
        raise damaged(file, part, error) from error


def number_of(text: str | None, default: int = 0) -> int:
    """Return a whole number written in an attribute; `default` where it is none."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return int(text)
