"""What pages say, before a grid is made of it: plain data, that one process hands to another."""

from typing import NamedTuple

import msgspec

from hakaru.findings import Kind
from hakaru.read.grid import Mark

Rectangle = tuple[float, float, float, float]
"""left, bottom, right, top, in points."""


class Remark(NamedTuple):
    """Something to tell about cells of a table, or about a text (no cells)."""

    kind: Kind
    cells: tuple[int, ...]
    values: dict[str, str]


class DraftCell(NamedTuple):
    """A non-blank cell of one page's table; rows and columns from 0, `page` from 1.

    `full` tells that its last line had no room for more.
    """

    row: int
    column: int
    row_span: int
    span: int
    text: str
    page: int
    box: Rectangle
    marks: frozenset[Mark] = frozenset()
    underlined: tuple[str, ...] = ()
    full: bool = False


class DraftTable(msgspec.Struct, frozen=True, array_like=True, tag="table"):
    """A table of one page: the edges of its columns, its number of rows, its non-blank cells."""

    page: int
    box: Rectangle
    xs: tuple[float, ...]
    height: int
    cells: tuple[DraftCell, ...]
    remarks: tuple[Remark, ...] = ()


class DraftText(msgspec.Struct, frozen=True, array_like=True, tag="text"):
    """A line or paragraph outside tables."""

    page: int
    box: Rectangle
    text: str
    marks: frozenset[Mark] = frozenset()
    underlined: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


class DraftPage(NamedTuple):
    """Tables and texts of a page in reading order, and what it tells as a whole."""

    number: int
    items: tuple[DraftTable | DraftText, ...]
    remarks: tuple[Remark, ...] = ()
    radicals: int = 0
    unmapped: int = 0
    is_image: bool = False
    is_hidden: bool = False


class DraftDocument(NamedTuple):
    """What all pages tell each for itself, and their items with continued tables joined."""

    pages: tuple[DraftPage, ...]
    items: tuple[DraftTable | DraftText, ...]
