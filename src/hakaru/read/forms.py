"""The form of a document: its tables with what each column means, or the labels of its cards."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

import msgspec

from hakaru.ledger.entries import Certainty
from hakaru.ledger.numerals import scale_word
from hakaru.read.grid import Cell, Grid, Row
from hakaru.read.layouts.card_parts import ITEM_HEADS, ROW_LABELS, CardParts, cut_card
from hakaru.read.layouts.cards import card_starts
from hakaru.read.layouts.results import heading_years
from hakaru.read.tables.columns import ColumnMeaning, Role
from hakaru.read.tables.cutting import Cut, cut_grid
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.table import Table
from hakaru.read.vocabulary import Vocabulary, plain
from hakaru.source import Place, column_letters

# What a column or label is called whose cells are kept as notes.
NOTE = "note"
RESULT_HEADS = ("actual", "grade")
CARD_MEANINGS = tuple(dict.fromkeys([*ROW_LABELS, *ITEM_HEADS, *RESULT_HEADS, "year"]))
LONGEST_LABEL = 30

Mend = Callable[[Table], None]
Signature = tuple[tuple[str, str], ...]


class Column(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A column of a form: its letters, its headings (joined by /), its meaning, and why.

    `unit` is written as in a heading (千円). `group` and `block` tell columns apart that stand in a
    row several times: for a second indicator, for a second plan.
    """

    column: str
    heading: str
    meaning: str
    fiscal_year: int | None = None
    unit: str = ""
    certainty: Certainty | None = None
    as_of: date | None = None
    cumulative: bool = False
    group: int = 0
    block: int = 0
    why: str = ""


class FormTable(msgspec.Struct, frozen=True, kw_only=True):
    """A table of a form, from its first heading to its last cell; `rows` counts those below."""

    place: Place
    last: Place
    layout: str
    rows: int
    columns: tuple[Column, ...]

    @property
    def signature(self) -> Signature:
        """What tells this table from those of other forms."""
        return signature((column.column, column.heading) for column in self.columns)


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A heading on cards, what it opens, and where it stands first."""

    heading: str
    meaning: str
    place: Place


class UnknownTable(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of cells that no headings explain; `heads` are the first one's cells with meanings."""

    place: Place
    last: Place
    heads: tuple[tuple[str, str], ...]


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What a document's headings say; `cards` counts its cards, which have labels, not tables."""

    cards: int = 0
    labels: tuple[Label, ...] = ()
    tables: tuple[FormTable, ...] = ()
    unknown: tuple[UnknownTable, ...] = ()


def form_of(grids: Sequence[Grid], vocabulary: Vocabulary, mend: Mend | None = None) -> Form:
    """Return the form of a document, understood as reading will understand it.

    `mend` gives the columns of a table other meanings, as it does for reading.
    """
    rows = [row for grid in grids for row in grid.rows]
    starts = card_starts(rows, vocabulary)
    if starts:
        cards = [
            cut_card(rows[start:end], vocabulary)
            for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)
        ]
        labels: dict[str, Label] = {}
        for card in cards:
            for label in _labels(card, vocabulary):
                labels.setdefault(plain(label.heading), label)
        return Form(cards=len(cards), labels=tuple(labels.values()))
    heads = HeadReader(vocabulary)
    cuts = [cut_grid(grid, heads) for grid in grids]
    tables = [table for cut in cuts for table in cut.tables if table.rows]
    if mend is not None:
        for table in tables:
            mend(table)
    return Form(
        tables=tuple(map(form_table, tables)),
        unknown=tuple(unknown for cut in cuts for unknown in _unknown(cut, heads)),
    )


def form_table(table: Table) -> FormTable:
    """Return what is known of a table with rows."""
    return FormTable(
        place=table.header[0].place,
        last=table.rows[-1][0].cells[-1].place,
        layout=table.layout,
        rows=len(table.rows),
        columns=tuple(map(_column, table.columns)),
    )


def _column(column: ColumnMeaning) -> Column:
    """Return a column as a form tells it."""
    return Column(
        column=column_letters(column.column),
        heading=" ".join(column.heading.split()),
        meaning=NOTE if column.role is Role.UNKNOWN else column.role.value,
        fiscal_year=column.fiscal_year,
        unit=scale_word(column.scale) + column.unit,
        certainty=column.certainty,
        as_of=column.as_of,
        cumulative=column.cumulative,
        group=column.group,
        block=column.block,
        why=column.why,
    )


def signature(columns: Iterable[tuple[str, str]]) -> Signature:
    """Return what tells one form of table from another: letters and headings of its columns.

    A column without a heading is found by its cells, so it does not belong to the form.
    """
    return tuple((letters, plain(heading)) for letters, heading in columns if heading)


def _labels(card: CardParts, vocabulary: Vocabulary) -> Iterator[Label]:
    """Yield the labels of a card, then what stands where a label would and is none."""
    for part, cell in card.labels.items():
        yield _label(cell, part)
    for cell in card.heads:
        if heading_years(cell.text):
            continue
        meanings = vocabulary.meanings(cell.text)
        yield _label(cell, next((part for part in CARD_MEANINGS if part in meanings), NOTE))
    for part, cell in card.item_heads:
        yield _label(cell, part)
    for cell in card.sub_heads or ():
        meanings = vocabulary.meanings(cell.text)
        yield _label(cell, next((part for part in RESULT_HEADS if part in meanings), NOTE))
    for label, cells in card.others:
        first = cells[0] if label is None and len(cells) > 1 else None
        if first and first.column <= card.left and len(first.text) <= LONGEST_LABEL:
            yield _label(first, NOTE)


def _label(cell: Cell, meaning: str) -> Label:
    """Return a label of a card."""
    return Label(heading=" ".join(cell.text.split()), meaning=meaning, place=cell.place)


def _unknown(cut: Cut, heads: HeadReader) -> Iterator[UnknownTable]:
    """Yield the rows that no table took, one table of the document at a time."""
    for number, group in groupby(cut.strays, key=_table_number):
        rows = list(group)
        parts = [rows] if number else [[row] for row in rows]
        for part in parts:
            yield UnknownTable(
                place=part[0].cells[0].place,
                last=part[-1].cells[-1].place,
                heads=tuple(
                    (cell.text, str(heads.read(cell.text, loosely=True).role or ""))
                    for cell in part[0].cells
                ),
            )


def _table_number(row: Row) -> int:
    """Return which table of the document a row stands in, 0 for none."""
    return row.table
