"""Where a fact was read: which document, and the place inside it."""

from functools import lru_cache

import msgspec


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One file that was read.

    `file` is the name as given (no folder), `digest` the SHA-256 of its bytes in hex,
    `format` one of text, xlsx, xls, ods, docx, pdf, html, csv, ledger.
    """

    file: str
    digest: str
    format: str


class Place(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A place inside a document, as precise as its format allows.

    `line` counts from 1 (text, CSV); `cell` is in A1 notation, in text the field's letter and the
    line; `sheet` is a sheet's name; `page` and `table` count from 1; `box` is left, bottom, right,
    top in PDF points.
    """

    file: str
    sheet: str = ""
    page: int = 0
    table: int = 0
    line: int = 0
    cell: str = ""
    box: tuple[float, float, float, float] | None = None


@lru_cache(maxsize=20000)
def column_letters(column: int) -> str:
    """Letters of a zero-based column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
