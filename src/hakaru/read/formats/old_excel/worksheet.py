"""The records of one sheet: cells, merged areas, hidden rows and columns, comments and shapes."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from hakaru.read.formats import kinds
from hakaru.read.formats.bounds import CellBudget
from hakaru.read.formats.excel.styles import PLAIN_LOOK, Look
from hakaru.read.formats.excel.worksheet import margin_text
from hakaru.read.formats.old_excel.records import Record
from hakaru.read.formats.old_excel.texts import Blocks, Font, text_at
from hakaru.read.formats.pieces import NOTHING, Styled
from hakaru.read.formats.sheet import MOST_COLUMNS, Sheet, marks

_FORMULA, _NUMBER, _LABEL, _BOOLERR, _TEXT_OF_FORMULA = 0x0006, 0x0203, 0x0204, 0x0205, 0x0207
_RK, _MULRK, _LABELSST, _RSTRING = 0x027E, 0x00BD, 0x00FD, 0x00D6
_ROW, _COLINFO, _MERGED, _OBJECT, _OBJECT_TEXT, _NOTE = (
    0x0208,
    0x007D,
    0x00E5,
    0x005D,
    0x01B6,
    0x001C,
)
_MARGINS = {0x0014: "header", 0x0015: "footer"}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01
_NOTE_SHAPE, _PICTURES, _BOXES = 0x19, (0x05, 0x08), (0x0B, 0x0C)
_COMMON, _BOX_STATE = 0x15, 0x0A


class Book(NamedTuple):
    """What all sheets share: texts, fonts and cell styles by their number."""

    strings: list[Styled]
    fonts: list[Font]
    looks: list[Look]


class _Shape(NamedTuple):
    """An object on the sheet: its type, its number, and what its check box shows."""

    type: int
    number: int
    box: str = ""


class _Found(NamedTuple):
    """A cell as read, before it is known whether its row or column is hidden."""

    row: int
    column: int
    styled: Styled
    formula: bool
    nothing_shown: bool


def read_worksheet(
    rows: Iterator[Record], book: Book, sheet: Sheet, budget: CellBudget, *, hidden: bool
) -> None:
    """Put the cells of a sheet's records into `sheet`; `hidden` is the whole sheet.

    Raises struct.error or IndexError where a record is shorter than it must be.
    """
    reader = _Worksheet(book, sheet, budget)
    for record in rows:
        reader.take(record)
    reader.finish(hidden=hidden)


class _Worksheet:
    """Takes the records as they come; what they say of rows and columns may come later."""

    def __init__(self, book: Book, sheet: Sheet, budget: CellBudget) -> None:
        """Start before the first record."""
        self._budget = budget
        self._book = book
        self._sheet = sheet
        self._cells: list[_Found] = []
        self._hidden_rows: set[int] = set()
        self._waiting: tuple[int, int, Look] | None = None
        self._shape = _Shape(0, 0)
        self._comments: dict[int, Styled] = {}
        self._readers = {
            _FORMULA: self._read_formula,
            _TEXT_OF_FORMULA: self._read_text_of_formula,
            _NUMBER: self._read_number,
            _RK: self._read_packed,
            _MULRK: self._read_packed_row,
            _LABELSST: self._read_shared,
            _LABEL: self._read_label,
            _RSTRING: self._read_label,
            _BOOLERR: self._read_boolean,
            _ROW: self._read_row,
            _COLINFO: self._read_columns,
            _MERGED: self._read_merged,
            _OBJECT: self._read_object,
            _OBJECT_TEXT: self._read_object_text,
            _NOTE: self._read_note,
        }

    def take(self, record: Record) -> None:
        """Take one record; those that say nothing of content are passed over."""
        reader = self._readers.get(record.number)
        if reader is not None:
            reader(record)
        elif record.number in _MARGINS and record.body:
            text = margin_text(text_at(record.body, 0))
            part = _MARGINS[record.number]
            self._sheet.keep(kinds.MARGINS_KEPT, (0, 0), Styled(text), part=part)

    def finish(self, *, hidden: bool) -> None:
        """Hand the cells to the sheet."""
        for row, column, styled, formula, nothing_shown in self._cells:
            unseen = (
                hidden or nothing_shown or row in self._hidden_rows or self._sheet.hides(column)
            )
            self._sheet.add(row, column, styled, marks(hidden=unseen, formula=formula))

    def _head(self, record: Record) -> tuple[int, int, Look]:
        """Return row, column and style, with which every cell's record begins."""
        row, column, style = struct.unpack_from("<HHH", record.body)
        return row, column, self._look(style)

    def _look(self, style: int) -> Look:
        """Return a cell style."""
        return self._book.looks[style] if style < len(self._book.looks) else PLAIN_LOOK

    def _add(
        self,
        at: tuple[int, int, Look],
        styled: Styled,
        *,
        formula: bool = False,
        nothing_shown: bool = False,
    ) -> None:
        """Keep a cell, with the underline and strike of its whole style."""
        row, column, look = at
        # They are added to the sheet only at its end, and must not pile up until then.
        self._budget.spend()
        self._cells.append(_Found(row, column, look.on(styled), formula, nothing_shown))

    def _add_number(
        self, at: tuple[int, int, Look], value: float, *, formula: bool = False
    ) -> None:
        """Keep a number as its format shows it."""
        row, column, look = at
        shown = look.format.show(repr(value))
        if not shown.exact or not look.format.followed:
            kind = kinds.DISPLAY_UNREAD if shown.exact else kinds.SHOWN_ROUNDED
            self._sheet.note(kind, row, column, held=value, shown=shown.text)
        self._add(at, Styled(shown.text), formula=formula, nothing_shown=shown.hidden)

    def _read_number(self, record: Record) -> None:
        """Read a number."""
        self._add_number(self._head(record), struct.unpack_from("<d", record.body, 6)[0])

    def _read_packed(self, record: Record) -> None:
        """Read a number in four bytes."""
        self._add_number(self._head(record), _unpacked(record.body[6:10]))

    def _read_packed_row(self, record: Record) -> None:
        """Read several numbers side by side."""
        row, first = struct.unpack_from("<HH", record.body)
        for index in range((len(record.body) - 6) // 6):
            at = 4 + index * 6
            (style,) = struct.unpack_from("<H", record.body, at)
            value = _unpacked(record.body[at + 2 : at + 6])
            self._add_number((row, first + index, self._look(style)), value)

    def _read_shared(self, record: Record) -> None:
        """Read a text by its number in the table of texts."""
        (number,) = struct.unpack_from("<I", record.body, 6)
        self._add(self._head(record), self._book.strings[number])

    def _read_label(self, record: Record) -> None:
        """Read a text that stands in its cell's own record."""
        self._add(self._head(record), Styled(text_at(record.body, 6)))

    def _read_boolean(self, record: Record) -> None:
        """Read TRUE, FALSE or an error."""
        value, is_error = record.body[6], record.body[7]
        self._add(self._head(record), Styled(_boolean_or_error(value, is_error=bool(is_error))))

    def _read_formula(self, record: Record) -> None:
        """Read the value a formula had; a text comes in a record of its own."""
        head = self._head(record)
        result = record.body[6:14]
        if result[6:8] != b"\xff\xff":
            self._add_number(head, struct.unpack("<d", result)[0], formula=True)
        elif result[0] == 0:
            self._waiting = head
        elif result[0] in (1, 2):
            text = _boolean_or_error(result[2], is_error=result[0] == 2)
            self._add(head, Styled(text), formula=True)

    def _read_text_of_formula(self, record: Record) -> None:
        """Read the text that the formula before had for its value."""
        if self._waiting is not None:
            text = Blocks(record).rich_text(())
            self._add(self._waiting, text, formula=True)
            self._waiting = None

    def _read_row(self, record: Record) -> None:
        """Remember a hidden row."""
        if struct.unpack_from("<H", record.body, 12)[0] & _ROW_HIDDEN:
            self._hidden_rows.add(struct.unpack_from("<H", record.body)[0])

    def _read_columns(self, record: Record) -> None:
        """Remember hidden columns."""
        first, last, _, _, options = struct.unpack_from("<HHHHH", record.body)
        if options & _COLUMN_HIDDEN:
            self._sheet.hide_columns(first, min(last, MOST_COLUMNS - 1))

    def _read_merged(self, record: Record) -> None:
        """Remember merged areas."""
        (count,) = struct.unpack_from("<H", record.body)
        for index in range(count):
            top, bottom, left, right = struct.unpack_from("<HHHH", record.body, 2 + 8 * index)
            self._sheet.span(top, left, bottom, right)

    def _read_object(self, record: Record) -> None:
        """Remember which object the next text belongs to; count pictures and charts."""
        self._shape = _shape(record.body)
        if self._shape.type in _PICTURES:
            self._sheet.note(kinds.PICTURES_UNREAD, 0, 0)

    def _read_object_text(self, record: Record) -> None:
        """Keep the text of a shape, or put a comment's text by until its cell is told."""
        (length,) = struct.unpack_from("<H", record.body, 10)
        if not length or not record.more:
            return
        body = Record(0, record.more[0], record.more[1:])
        text = Blocks(body, 1).characters(length, wide=bool(record.more[0][0] & 1))
        styled = Styled(self._shape.box + text.replace("\r", "\n"))
        if self._shape.type == _NOTE_SHAPE:
            self._comments[self._shape.number] = styled
        else:
            self._sheet.keep(kinds.SHAPES_KEPT, (0, 0), styled)

    def _read_note(self, record: Record) -> None:
        """Keep the comment on a cell."""
        row, column, _, number = struct.unpack_from("<HHHH", record.body)
        comment = self._comments.pop(number, NOTHING)
        self._sheet.keep(kinds.COMMENTS_KEPT, (row, column), comment)


def _unpacked(body: bytes) -> float:
    """Return a number of four bytes: 30 bits of a double or an integer, perhaps in hundredths."""
    (packed,) = struct.unpack("<i", body)
    if packed & 2:
        value = float(packed >> 2)
    else:
        (value,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", packed & ~3))
    return float(value / 100 if packed & 1 else value)


def _boolean_or_error(value: int, *, is_error: bool) -> str:
    """Return TRUE, FALSE or an error's name."""
    if is_error:
        return _ERRORS.get(value, "#N/A")
    return "TRUE" if value else "FALSE"


def _shape(body: bytes) -> _Shape:
    """Read the parts of an object's record: its type and number, the state of its box."""
    kind = number = 0
    box = ""
    at = 0
    while at + 4 <= len(body):
        part, length = struct.unpack_from("<HH", body, at)
        if part == _COMMON and length >= 4:
            kind, number = struct.unpack_from("<HH", body, at + 4)
        elif part == _BOX_STATE and kind in _BOXES and length >= 2:
            box = "■" if struct.unpack_from("<H", body, at + 4)[0] == 1 else "□"
        at += 4 + length
    return _Shape(kind, number, box)
