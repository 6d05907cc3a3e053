"""One row of a table with its cells by meaning, and what a name cell says beside the name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hakaru.ledger.characters import fold
from hakaru.ledger.period import find_days, find_fiscal_years, fiscal_year_of, year_of
from hakaru.ledger.quantity import State
from hakaru.ledger.states import state_in
from hakaru.read.grid import Cell
from hakaru.read.layouts.results import is_dash
from hakaru.read.tables.columns import LABELS, ColumnMeaning, Role
from hakaru.read.tables.cutting import Data
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.table import Table, is_mark
from hakaru.read.vocabulary import plain

MAJOR = "★☆◎"
LONGEST_ENDING = 40
_TOTAL = re.compile(r"[(]?(?:合計|総合計|総計|小計|中計|計|再計)[)]?|.{1,20}(?:合計|小計|総計)")
_RELISTED = re.compile(
    r"[【(（\[〔〈<※][\s再]*再掲[^】)）\]〕〉>]{0,12}[】)）\]〕〉>]?[\s:：]*|^再掲[\s:：]+"
)
_RELISTED_ALONE = re.compile(r"[(【\[※]?(?:再掲|再)[)】\]]?|.{1,12}(?:の|に|から)再掲")
_LAST_BRACKET = re.compile(r"(?<=.)[(（【\[][^()（）【】\[\]]*[)）】\]]$")
_BRACKETED = re.compile(r"[(（【\[].*[)）】\]]", re.DOTALL)
_NEW = re.compile(
    r"[【(（\[《〔<]\s*(?P<year>[^】)）\]》〕>]{0,12}?)新規(?:事業|取組)?\s*[】)）\]》〕>]"
)
_ASCII_EDGE = re.compile(r"([A-Za-z0-9])[ \t\u3000]*\n[ \t\u3000]*([A-Za-z0-9])")
_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


_YEAR_OF: dict[Role, Role] = {Role.BASELINE: Role.BASELINE_YEAR, Role.TARGET: Role.TARGET_YEAR}


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
    """A name without its marks: ★, 【再掲】, 【新規】, （令和5年度で終了）.

    `new_from` is the fiscal year that 新規 gives, `ended` the text that says it has ended.
    """

    text: str
    major: bool
    relisted: bool
    is_new: bool
    new_from: int | None
    ended: str = ""


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
    """Return the record of a row; a label cell (目標) is read as a heading of the row's values."""
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
    return Record(data.table, placed.columns, placed.loose, placed.shift, meaning, fallback, note)


def values(record: Record) -> Iterator[Value]:
    """Yield the values of a row; what a row's own year or label says fills in for the column's."""
    years: dict[Role, int | None] = {
        role: _year_in(cell.text)
        for role in (Role.YEAR, Role.BASELINE_YEAR, Role.TARGET_YEAR)
        if role in record.table.roles and (cell := record.first(role)) is not None
    }
    for column, cell in record.columns:
        role = column.role
        year = column.fiscal_year or years.get(_YEAR_OF.get(role, Role.YEAR))
        year = year or years.get(Role.YEAR)
        if role is Role.VALUE and record.label is not None:
            role = record.label.role
            year = year or record.label.fiscal_year
        if role in LABELS:
            yield Value(role, column, cell, year, record.fallback)


def _year_in(text: str) -> int | None:
    """Return the fiscal year of a cell, of its first day where it names a month: R6.3 is 2023."""
    year = year_of(text)
    days = find_days(text) if year is None else ()
    return fiscal_year_of(days[0].day) if days else year


def repeated(record: Record) -> list[Cell]:
    """Return the values of a row in columns that repeat others."""
    return [value.cell for value in values(record) if value.column.block]


def is_total(record: Record) -> bool:
    """Tell whether a row adds up others: 合計, 小計."""
    named = record.cells(Role.NUMBER, Role.SECTION, Role.NAME, Role.MARKER, Role.ITEM)
    own = [cell for cell in named if not is_dash(cell.text)]
    return bool(own) and len(own) <= 2 and bool(_TOTAL.fullmatch(plain(own[-1].text)))


def read_name(record: Record) -> Name:
    """Return the project's name in a row and what its marks say."""
    names = [cell for cell in record.cells(Role.NAME) if not is_dash(cell.text)]
    text = "".join(one_line(cell.text) for cell in names)
    major = any(is_mark(cell.text) and cell.text in MAJOR for cell in _beside(record))
    relisted = bool(relisting_marks(record))
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
    text, ended = _without_ending(text)
    return Name(text, major, relisted, bool(new), year_of(new["year"]) if new else None, ended)


def _beside(record: Record) -> list[Cell]:
    """Return the cells of a row that may hold marks of its project."""
    return [*record.loose, *record.cells(Role.NUMBER, Role.REMARKS, Role.UNKNOWN)]


def relisting_marks(record: Record) -> list[Cell]:
    """Return the cells of a row that say 再掲 and nothing else."""
    return [cell for cell in _beside(record) if _RELISTED_ALONE.fullmatch(plain(cell.text))]


def _without_ending(name: str) -> tuple[str, str]:
    """Split a name from a bracket behind it that says the project has ended."""
    bracket = _LAST_BRACKET.search(name)
    ended = ending_of(bracket[0]) if bracket else ""
    return (name[: bracket.start()].strip(), ended) if bracket and ended else (name, "")


def ending_of(text: str) -> str:
    """Return a text that says a project has ended or was merged, and nothing else; "" otherwise.

    (令和3年度をもって終了), 令和4年度に統合: short, and in brackets or with its year.
    """
    if len(text) > LONGEST_ENDING or state_in(fold(text)) is not State.ENDED:
        return ""
    told = _BRACKETED.fullmatch(text) or find_fiscal_years(text)
    return text if told or len(text) <= LONGEST_ENDING // 4 else ""


def one_line(text: str) -> str:
    """Return a cell's text in one line: Japanese goes on without a blank, other words with one."""
    return _BREAK.sub("", _ASCII_EDGE.sub(r"\1 \2", text)).strip()
