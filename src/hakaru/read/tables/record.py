"""One row of a table with its cells by meaning, and what a name cell says beside the name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hakaru.ledger.period import year_of
from hakaru.read.grid import Cell
from hakaru.read.layouts.results import is_dash
from hakaru.read.tables.columns import LABELS, ColumnMeaning, Role
from hakaru.read.tables.cutting import Data
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.table import Table, is_mark
from hakaru.read.vocabulary import plain

MAJOR = "★☆◎"
_TOTAL = re.compile(r"[(]?(?:合計|総合計|総計|小計|中計|計|再計)[)]?|.{1,20}(?:の|[ 　])?(?:合計|小計|総計)")
_RELISTED = re.compile(
    r"[【(（\[〔〈<※][\s再]*再掲[^】)）\]〕〉>]{0,12}[】)）\]〕〉>]?[\s:：]*|^再掲[\s:：]+"
)
_RELISTED_ALONE = re.compile(r"[(【\[※]?(?:再掲|再)[)】\]]?|.{1,12}(?:の|に|から)再掲")
_NEW = re.compile(r"[【(（\[《〔<]\s*(?P<year>[^】)）\]》〕>]{0,12}?)新規(?:事業|取組)?\s*[】)）\]》〕>]")
_ASCII_EDGE = re.compile(r"([A-Za-z0-9])[ \t\u3000]*\n[ \t\u3000]*([A-Za-z0-9])")
_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


class Value(NamedTuple):
    """A cell that says something, with its meaning and its fiscal year.

    `fallback` is the year of the document: it holds where neither heading, row nor cell gives one.
    """

    role: Role
    column: ColumnMeaning
    cell: Cell
    fiscal_year: int | None
    fallback: int | None = None


class Name(NamedTuple):
    """A name without its marks: ★, 【再掲】, 【新規】; `new_from` is the fiscal year 新規 says."""

    text: str
    major: bool
    relisted: bool
    is_new: bool
    new_from: int | None


class Record(NamedTuple):
    """A row of a table, each cell with its column; `loose` cells stand under no heading.

    `label` is what the row's own cell (目標, 実績) says of its values, `fallback` the document's
    fiscal year, `note` unit and factor of a line above the table.
    """

    table: Table
    columns: tuple[tuple[ColumnMeaning, Cell], ...]
    loose: tuple[Cell, ...]
    shift: int
    label: ColumnMeaning | None
    fallback: int | None = None
    note: tuple[str, int] | None = None

    def cells(self, *roles: Role) -> list[Cell]:
        """Return the cells of these roles, left to right."""
        return [cell for column, cell in self.columns if column.role in roles]

    def first(self, role: Role) -> Cell | None:
        """Return the first cell of a role that says something; a dash does not."""
        return next((cell for cell in self.cells(role) if not is_dash(cell.text)), None)

    def item(self, group: int) -> Cell | None:
        """Return the cell that names the indicator of a group."""
        return next(
            (
                cell
                for column, cell in self.columns
                if column.role is Role.ITEM and column.group == group and not is_dash(cell.text)
            ),
            None,
        )

    @property
    def all_cells(self) -> list[Cell]:
        """All cells of the row, with and without a heading."""
        return [*(cell for _, cell in self.columns), *self.loose]


def record_of(
    data: Data, heads: HeadReader, fallback: int | None, note: tuple[str, int] | None
) -> Record:
    """Return the record of a row; a label cell (目標) is read as the heading of the row's values."""
    placed = data.placed
    label = next((cell for column, cell in placed.columns if column.role is Role.LABEL), None)
    meaning = None
    if label is not None:
        head = heads.read(label.text, loosely=True)
        if head.role in LABELS:
            meaning = ColumnMeaning(
                column=0,
                end=1,
                heading=label.text,
                role=head.role,
                fiscal_year=head.fiscal_year,
                unit=head.unit,
                scale=head.scale,
                cumulative=head.cumulative,
                certainty=head.certainty,
            )
    return Record(
        data.table, placed.columns, placed.loose, placed.shift, meaning, fallback, note
    )


def values(record: Record) -> Iterator[Value]:
    """Yield the values of a row; what a row's own year or label says fills in for the column's."""
    year_cell = record.first(Role.YEAR)
    row_year = year_of(year_cell.text) if year_cell else None
    for column, cell in record.columns:
        role = column.role
        year = column.fiscal_year or row_year
        if role is Role.VALUE and record.label is not None:
            role = record.label.role
            year = year or record.label.fiscal_year
        if role in LABELS:
            yield Value(role, column, cell, year, record.fallback)


def is_total(record: Record) -> bool:
    """Tell whether a row adds up others: 合計, 小計."""
    named = record.cells(Role.NUMBER, Role.SECTION, Role.NAME, Role.MARKER, Role.ITEM)
    own = [cell for cell in named if not is_dash(cell.text)]
    return bool(own) and len(own) <= 2 and bool(_TOTAL.fullmatch(plain(own[-1].text)))


def read_name(record: Record) -> Name:
    """Return the project's name in a row and what its marks say."""
    text = "".join(one_line(cell.text) for cell in record.cells(Role.NAME) if not is_dash(cell.text))
    beside = [plain(cell.text) for cell in (*record.loose, *record.cells(
        Role.NUMBER, Role.REMARKS, Role.UNKNOWN))]  # fmt: skip
    major = any(is_mark(mark) and mark in MAJOR for mark in beside)
    relisted = any(_RELISTED_ALONE.fullmatch(mark) for mark in beside)
    while text[:1] and text[0] in MAJOR and len(text) > 1:
        major, text = True, text[1:].strip()
    bare = _RELISTED.sub("", text).strip()
    if bare and bare != text:
        relisted, text = True, bare
    new = _NEW.search(text)
    if new and text != new[0]:
        text = (text[: new.start()] + text[new.end() :]).strip()
    while text[:1] and text[0] in MAJOR and len(text) > 1:
        major, text = True, text[1:].strip()
    return Name(text, major, relisted, bool(new), year_of(new["year"]) if new else None)


def one_line(text: str) -> str:
    """Return a cell's text in one line: Japanese goes on without a blank, other words with one."""
    return _BREAK.sub("", _ASCII_EDGE.sub(r"\1 \2", text)).strip()
