"""What every report is made of: parts with texts, tables and charts; writers turn it into files.

The text of a cell is the one truth: a writer that has numbers, formulas or colours derives them
from it or from the hints beside it, and never shows anything else. Texts are ready to print, in
the report's language, with line feeds as the only control characters.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

import msgspec

from hakaru.report.charts import Chart
from hakaru.report.words import Language

Progress = Callable[[int, int], None]
"""Told how many parts are written and how many there are."""


class Align(StrEnum):
    """How the text of a cell stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Tone(StrEnum):
    """What a cell means beside its text; shown by colour, never by colour alone."""

    PLAIN = "plain"
    MET = "met"
    NEARLY = "nearly"
    MISSED = "missed"
    NOT_EVALUATED = "not_evaluated"
    SUBTLE = "subtle"


class Filling(StrEnum):
    """What a person is to write into a cell of a form: a number, a word or two, or sentences."""

    NUMBER = "number"
    WORDS = "words"
    TEXT = "text"


class Formula(msgspec.Struct, frozen=True):
    """How a cell follows from others of its table, given as (row, column) from 0.

    `sum`: of all cells. `share`: first ÷ second, printed in percent. `count`: how many of the
    cells hold exactly the text `sign`.
    """

    name: Literal["sum", "share", "count"]
    cells: tuple[tuple[int, int], ...]
    sign: str = ""


class Cell(msgspec.Struct, frozen=True, omit_defaults=True):
    """A cell at its top left; what it covers beside and below is left out of the rows.

    `underlined` are half-open ranges of the text. `head` makes it a heading of its column(s) or
    row(s). `numeric` says that the text states a number, which a writer may store as one as long
    as it shows this text. `reading` is what a symbol is read aloud as. `filling` makes it a field
    of a form: a person writes into it, whatever stands there now.
    """

    text: str = ""
    span: int = 1
    rows: int = 1
    head: Literal["", "column", "row"] = ""
    align: Align = Align.LEFT
    tone: Tone = Tone.PLAIN
    underlined: tuple[tuple[int, int], ...] = ()
    numeric: bool = False
    strong: bool = False
    reading: str = ""
    formula: Formula | None = None
    filling: Filling | None = None

    def runs(self) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of the text, each with whether it is underlined."""
        return runs_of(self.text, self.underlined)


class Row(msgspec.Struct, frozen=True, omit_defaults=True):
    """The cells of one line, left to right.

    `band` is for a row across the table that names a group: its depth from 1, 0 for other rows.
    `key` is the id of what a row of a form is about, kept out of sight; `room` the least number of
    lines it is tall, to be written into.
    """

    cells: tuple[Cell, ...]
    band: int = 0
    key: str = ""
    room: int = 1


class Table(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A table. `widths` are those of its columns in full-width characters; writers scale them.

    The first `head_rows` rows are headings, repeated on every page. `caption` names the table for
    those who do not see it. `keep` asks that the table is not broken between pages.
    """

    caption: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head_rows: int = 0
    keep: bool = False


class Role(StrEnum):
    """What a line of text is for."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    LEGEND = "legend"
    HEADING = "heading"
    BODY = "body"
    BULLET = "bullet"
    FIGURE = "figure"
    NOTE = "note"


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of text. `level` counts headings from 1; FIGURE is a number to be set large."""

    role: Role
    text: str
    level: int = 1
    underlined: tuple[tuple[int, int], ...] = ()

    def runs(self) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of the text, each with whether it is underlined."""
        return runs_of(self.text, self.underlined)


Block = Text | Table | Chart


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A piece of a report that is written at once: a card, a table, a slide.

    Parts of the same `sheet` follow each other on one sheet. `new_page` begins a page before it;
    `name` is what it is called in a table of contents or as a slide's title.
    """

    blocks: tuple[Block, ...]
    sheet: str = ""
    name: str = ""
    new_page: bool = False


class Layout(StrEnum):
    """How pages are filled: as many whole cards as fit, one wide table, or plain flow."""

    CARDS = "cards"
    WIDE = "wide"
    FLOW = "flow"
    SLIDES = "slides"


class Parts(msgspec.Struct, frozen=True):
    """The parts of a report, made one by one each time they are walked through; `count` of them."""

    count: int
    make: Callable[[], Iterable[Part]]

    def __iter__(self) -> Iterator[Part]:
        """Make and yield the parts in order."""
        return iter(self.make())

    def __len__(self) -> int:
        """Return how many parts there are."""
        return self.count


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report: its title, language and parts.

    `kind` is the name of the report (`cards`, `matrix` …), `subject` the plan's title, `day` the
    day that files are dated by (none: a fixed one), so that the same ledger gives the same bytes.
    """

    kind: str
    title: str
    subject: str
    lang: Language
    layout: Layout
    parts: Parts
    day: date | None = None


def parts_of(parts: Iterable[Part]) -> Parts:
    """Return parts that are made already."""
    made = tuple(parts)
    return Parts(len(made), lambda: made)


def counted(parts: Parts, progress: Progress | None) -> Iterator[Part]:
    """Yield the parts, telling before each how many are done, and at the end that all are."""
    for done, part in enumerate(parts):
        if progress is not None:
            progress(done, parts.count)
        yield part
    if progress is not None:
        progress(parts.count, parts.count)


def runs_of(text: str, underlined: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it is underlined; blank pieces are left out."""
    at = 0
    for start, end in underlined:
        yield from ((piece, False) for piece in (text[at:start],) if piece)
        yield from ((piece, True) for piece in (text[start:end],) if piece)
        at = max(at, end)
    if text[at:]:
        yield text[at:], False
