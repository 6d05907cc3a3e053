"""The cells of one worksheet: values, formulas, merged areas, hidden rows and columns."""

import re
from typing import NamedTuple

from hakaru.read.formats import kinds
from hakaru.read.formats.archive import Archive
from hakaru.read.formats.bounds import number_of
from hakaru.read.formats.excel.strings import RichText, clean
from hakaru.read.formats.excel.styles import PLAIN_LOOK, Look
from hakaru.read.formats.pieces import NOTHING, Styled
from hakaru.read.formats.sheet import (
    MOST_COLUMNS,
    MOST_ROWS,
    PLAIN,
    Sheet,
    column_number,
    marks,
)

_TRUE = ("1", "true")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|[A-Za-z])')
_MARGINS = frozenset(
    ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
)
_BOOLEANS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}

Area = tuple[int, int, int, int]


class Book(NamedTuple):
    """What all sheets of a workbook share: its texts, and its cell styles by their number."""

    strings: list[Styled]
    looks: dict[str | None, Look]


def read_worksheet(archive: Archive, part: str, book: Book, sheet: Sheet, *, hidden: bool) -> None:
    """Put the cells of the worksheet in `part` into `sheet`; `hidden` is the whole sheet.

    Raises UnreadableInputError: file.damaged, file.xml_entity, file.too_many_cells.
    """
    reader = _Worksheet(book, sheet, hidden=hidden)
    archive.parse(part, reader)


def cell_of(reference: str) -> tuple[int, int] | None:
    """Return the zero-based row and column of A1 notation; None where it is none."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    row, column = int(found[2]) - 1, column_number(found[1])
    return (row, column) if row < MOST_ROWS and column < MOST_COLUMNS else None


def area_of(reference: str) -> Area | None:
    """Return top, left, bottom, right of A1:B2; None where it is no area of several cells."""
    start, _, end = reference.partition(":")
    first, last = cell_of(start), cell_of(end)
    if first is None or last is None or first == last:
        return None
    top, bottom = sorted((first[0], last[0]))
    left, right = sorted((first[1], last[1]))
    return top, left, bottom, right


def margin_text(codes: str) -> str:
    """Return the text of a page header or footer, without its layout codes (&L, &P, &"font")."""
    return _MARGIN_CODE.sub(" ", codes.replace("&&", "\0")).replace("\0", "&").strip()


class _Worksheet:
    """Takes what the parser meets; a sheet has many cells, so each step does little."""

    def __init__(self, book: Book, sheet: Sheet, *, hidden: bool) -> None:
        """Start before the first row; `hidden` is the whole sheet."""
        self._strings, self._looks = book
        self._sheet = sheet
        self._hidden = self._row_hidden = hidden
        self._shared: dict[str, str] = {}
        self._row = self._column = -1
        self._ending = ""
        self._cell: dict[str, str] = {}
        self._value: list[str] | None = None
        self._formula: tuple[dict[str, str], list[str]] | None = None
        self._inline: RichText | None = None
        # Where the text goes that comes next: nowhere between the elements that hold text.
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if tag == "c":
            self._cell = attributes
            self._value = self._formula = self._inline = None
        elif tag == "v":
            self._value = self._text = []
        elif self._inline is not None:
            self._text = self._inline.start(tag, attributes)
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "f":
            self._text = []
            self._formula = attributes, self._text
        elif tag == "is":
            self._inline = RichText()
        elif tag in _MARGINS:
            self._text = []
        else:
            self._read_layout(tag, attributes)

    def text(self, text: str) -> None:
        """Take text."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "c":
            self._end_cell()
            # What follows the cell, the next row first of all, is no part of its text.
            self._inline = None
        elif tag != "v":
            self._end_other(tag)
        self._text = None

    def _end_other(self, tag: str) -> None:
        """Take the end of a part of an inline text, or of a page header or footer."""
        if self._inline is not None:
            self._inline.end(tag)
        elif tag in _MARGINS and self._text is not None:
            styled = Styled(margin_text(clean("".join(self._text))))
            self._sheet.keep(kinds.MARGINS_KEPT, (0, 0), styled, part=tag)

    def _read_layout(self, tag: str, attributes: dict[str, str]) -> None:
        """Remember hidden columns and merged areas."""
        if tag == "col":
            if attributes.get("hidden") in _TRUE or attributes.get("width") == "0":
                first, last = number_of(attributes.get("min")), number_of(attributes.get("max"))
                self._sheet.hide_columns(first - 1, min(last, MOST_COLUMNS) - 1)
        elif tag == "mergeCell":
            area = area_of(attributes.get("ref", ""))
            if area is not None:
                self._sheet.span(*area)

    def _start_row(self, attributes: dict[str, str]) -> None:
        """Begin a row; without a number it follows the one before."""
        number = number_of(attributes.get("r"), self._row + 2)
        self._row = min(max(number, 1), MOST_ROWS) - 1
        self._row_hidden = self._hidden or attributes.get("hidden") in _TRUE
        self._ending = str(self._row + 1)
        self._column = -1

    def _end_cell(self) -> None:
        """Add a cell as it is shown; without a reference it follows the one before."""
        cell = self._cell
        name = cell.get("r", "")
        column = -1
        if name.endswith(self._ending):
            column = column_number(name[: -len(self._ending)])
        if column < 0:
            column, name = self._column + 1, ""
        self._column = column
        if self._value is None and self._formula is None and self._inline is None:
            return
        unseen = self._row_hidden or self._sheet.hides(column)
        look = self._looks.get(cell.get("s"), PLAIN_LOOK)
        styled, nothing_shown = self._shown(cell.get("t", "n"), look, column)
        if look.underlined or look.struck:
            styled = look.on(styled)
        found = PLAIN
        if unseen or nothing_shown or self._formula is not None:
            found = marks(hidden=unseen or nothing_shown, formula=self._formula is not None)
        self._sheet.add(self._row, column, styled, found, name)

    def _shown(self, kind: str, look: Look, column: int) -> tuple[Styled, bool]:
        """Return what a cell shows by its type and format, and whether the format hides it."""
        if self._inline is not None:
            return self._inline.styled(), False
        if self._value is None:
            return self._unvalued(column), False
        value = "".join(self._value)
        if kind == "s":
            index = int(value) if value.isdecimal() and len(value) < 9 else len(self._strings)
            return (self._strings[index] if index < len(self._strings) else Styled(value)), False
        if kind == "n":
            shown = look.format.show(value)
            if not shown.exact or not look.format.followed:
                noticed = kinds.DISPLAY_UNREAD if shown.exact else kinds.SHOWN_ROUNDED
                self._sheet.note(noticed, self._row, column, held=value, shown=shown.text)
            return Styled(shown.text), shown.hidden
        if kind == "d":
            return Styled(value.removesuffix("T00:00:00").replace("T", " ")), False
        return Styled(_BOOLEANS.get(value, value) if kind == "b" else clean(value)), False

    def _unvalued(self, column: int) -> Styled:
        """Return the formula itself where the file stores no value for it."""
        if self._formula is None:
            return NOTHING
        attributes, parts = self._formula
        text = "".join(parts)
        index = attributes.get("si")
        if index is not None:
            text = text or self._shared.get(index, "")
            self._shared.setdefault(index, text)
        self._sheet.note(kinds.FORMULA_UNVALUED, self._row, column, formula=text)
        return Styled(f"={text}")
