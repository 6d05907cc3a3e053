"""What one page says, before its tables are joined with those of its neighbours."""

from typing import NamedTuple

from hakaru.findings import Kind
from hakaru.read.formats.pdf.lattice import Rectangle
from hakaru.read.grid import Mark


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


class DraftTable(NamedTuple):
    """A table of one page: the edges of its columns, its number of rows, its non-blank cells."""

    page: int
    box: Rectangle
    xs: tuple[float, ...]
    height: int
    cells: tuple[DraftCell, ...]
    remarks: tuple[Remark, ...] = ()


class DraftText(NamedTuple):
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
