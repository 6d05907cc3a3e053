"""A table of open data and its bytes: UTF-8 with its mark, one header row, one datum a cell."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from hakaru.report.opendata.characters import inert, plain
from hakaru.report.opendata.columns import Column

BOM = b"\xef\xbb\xbf"
Values = Mapping[str, str]
"""The cells of a row by the keys of their columns; a column left out is blank."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """A table: `name` is its file's without ending, `key` the column(s) that tell rows apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


def table_of(
    name: str, columns: tuple[Column, ...], key: tuple[str, ...], rows: Iterable[Values]
) -> Table:
    """Return a table of rows; texts become plain and inert, numbers stay as they are."""
    return Table(name=name, columns=columns, key=key, rows=tuple(_cells(columns, rows)))


def _cells(columns: tuple[Column, ...], rows: Iterable[Values]) -> Iterator[tuple[str, ...]]:
    """Yield each row as cells in the order of the columns; what repeats is made once and shared."""
    keys = [(column.key, column.type in ("text", "code")) for column in columns]
    known: dict[str, str] = {}

    def made(text: str) -> str:
        """Return a text as it is written."""
        found = known.get(text)
        if found is None:
            found = known[text] = inert(plain(text))
        return found

    for row in rows:
        yield tuple(
            made(row.get(key, "")) if is_text else row.get(key, "") for key, is_text in keys
        )


def csv_bytes(table: Table) -> bytes:
    """Return the file: lines end as RFC 4180 says, a cell is quoted where it must be."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.header for column in table.columns])
    writer.writerows(table.rows)
    return BOM + text.getvalue().encode()
