"""The one shape every document takes before it is understood: rows of cells with their places."""

from enum import StrEnum

import msgspec

from hakaru.source import Document, Place


class Mark(StrEnum):
    """How a cell looks, where the format says so and it carries meaning."""

    HEADER = "header"
    HIDDEN = "hidden"
    STRUCK = "struck"
    FORMULA = "formula"
    TO_CONFIRM = "to_confirm"


class Cell(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A non-blank cell: `text` without tags, `column` from 0, its spans and its marks.

    A merged cell stands once, at its top left. `underlined` are the pieces of the text that are
    underlined in the document.
    """

    text: str
    column: int
    place: Place
    span: int = 1
    row_span: int = 1
    marks: frozenset[Mark] = frozenset()
    underlined: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One line of a document: its non-blank cells, left to right.

    `table` counts the tables of the grid from 1; 0 is text outside any table. A paragraph or a
    heading is a row of one cell. `width` is the number of columns the row has, blank ones too.
    """

    number: int
    cells: tuple[Cell, ...]
    table: int = 0
    width: int = 1


class Grid(msgspec.Struct, frozen=True):
    """A sheet, or a whole text, Word, web or PDF document, as rows in reading order."""

    document: Document
    name: str
    rows: tuple[Row, ...]
