"""The cells of one worksheet: values, formulas, merged areas, hidden rows and columns."""

import re
from typing import NamedTuple

from lxml import etree

from hakaru.read.formats import kinds
from hakaru.read.formats.archive import Archive, local_name
from hakaru.read.formats.bounds import number_of
from hakaru.read.formats.excel.strings import clean, rich_text
from hakaru.read.formats.excel.styles import PLAIN_LOOK, Look
from hakaru.read.formats.number_format import Shown
from hakaru.read.formats.pieces import NOTHING, Styled
from hakaru.read.formats.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, column_number

_TRUE = ("1", "true")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_MARGIN_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]+|[A-Za-z])')
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_TAGS = tuple(f"{{*}}{name}" for name in ("row", "col", "mergeCell", *_MARGINS))
_BOOLEANS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}

Area = tuple[int, int, int, int]


class Book(NamedTuple):
    """What all sheets of a workbook share: its texts, and its cell styles by their number."""

    strings: list[Styled]
    looks: dict[str | None, Look]


def read_worksheet(archive: Archive, part: str, book: Book, sheet: Sheet, *, hidden: bool) -> None:
    """Put the cells of the worksheet in `part` into `sheet`; `hidden` is the whole sheet."""
    reader = _Worksheet(book, sheet, hidden=hidden)
    areas: list[Area] = []
    for _, element in archive.elements(part, _TAGS):
        name = local_name(element)
        if name == "row":
            reader.read_row(element)
            element.clear()
        elif name == "col":
            reader.read_column(element)
        elif name == "mergeCell":
            area = area_of(element.get("ref", ""))
            if area is not None:
                areas.append(area)
        else:
            text = margin_text(clean(element.text or ""))
            sheet.keep(kinds.MARGINS_KEPT, (0, 0), Styled(text), part=name)
    sheet.merge(areas)


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
    """Reads rows; knows the hidden columns and the formulas that cells share."""

    def __init__(self, book: Book, sheet: Sheet, *, hidden: bool) -> None:
        """Start before the first row."""
        self._book = book
        self._sheet = sheet
        self._hidden = hidden
        self._hidden_columns: list[tuple[int, int]] = []
        self._shared: dict[str, str] = {}
        self._row = -1

    def read_column(self, element: etree._Element) -> None:
        """Remember hidden columns."""
        if element.get("hidden") in _TRUE or element.get("width") == "0":
            first, last = number_of(element.get("min")), number_of(element.get("max"))
            self._hidden_columns.append((first - 1, last - 1))

    def read_row(self, row: etree._Element) -> None:
        """Add the cells of a row; where they have no references, they follow one another."""
        number = number_of(row.get("r"), self._row + 2)
        self._row = min(max(number, 1), MOST_ROWS) - 1
        hidden = self._hidden or row.get("hidden") in _TRUE
        ending = str(self._row + 1)
        column = -1
        for cell in row:
            reference = cell.get("r", "")
            if reference.endswith(ending):
                column = column_number(reference.removesuffix(ending))
            else:
                column += 1
                reference = ""
            if len(cell) and 0 <= column < MOST_COLUMNS:
                out_of_sight = hidden or (self._hidden_columns and self._is_hidden(column))
                self._read_cell(cell, (column, reference), hidden=bool(out_of_sight))

    def _is_hidden(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self._hidden_columns)

    def _read_cell(self, cell: etree._Element, at: tuple[int, str], *, hidden: bool) -> None:
        """Add one cell as it is shown; `at` is its column and its reference, if it has one."""
        column, reference = at
        value = formula = inline = None
        for part in cell:
            # The last letter of a name tells v, f and is apart; there is nothing else to read.
            name = part.tag[-2:]
            if name == "}v":
                value = part.text or ""
            elif name == "}f":
                formula = part
            elif name == "is":
                inline = part
        look = self._book.looks.get(cell.get("s"), PLAIN_LOOK)
        if inline is not None:
            styled = rich_text(inline)
        elif value is None:
            styled = self._unvalued(formula, column)
        elif cell.get("t", "n") == "n":
            shown = self._number(value.strip(), look, column)
            styled = Styled(shown.text)
            hidden = hidden or shown.hidden
        else:
            styled = self._value(cell.get("t", ""), value)
        if look.underlined and not styled.underlined:
            styled = styled._replace(underlined=(styled.text,))
        if look.struck and not styled.partly_struck:
            styled = styled._replace(struck=True)
        self._sheet.add(
            (self._row, column, reference), styled, hidden=hidden, formula=formula is not None
        )

    def _value(self, kind: str, value: str) -> Styled:
        """Return a value that is no number as its type says."""
        if kind == "s":
            index = number_of(value.strip(), -1)
            strings = self._book.strings
            return strings[index] if 0 <= index < len(strings) else Styled(value)
        if kind == "b":
            return Styled(_BOOLEANS.get(value.strip(), value))
        if kind == "d":
            return Styled(value.removesuffix("T00:00:00").replace("T", " "))
        return Styled(clean(value))

    def _number(self, value: str, look: Look, column: int) -> Shown:
        """Return a number as its format shows it."""
        shown = look.format.show(value)
        if not shown.exact:
            self._sheet.note(kinds.SHOWN_ROUNDED, self._row, column, held=value, shown=shown.text)
        if not look.format.followed:
            self._sheet.note(kinds.DISPLAY_UNREAD, self._row, column, shown=shown.text)
        return shown

    def _unvalued(self, formula: etree._Element | None, column: int) -> Styled:
        """Return the formula itself where the file stores no value for it."""
        if formula is None:
            return NOTHING
        text = formula.text or ""
        index = formula.get("si")
        if index is not None:
            text = text or self._shared.get(index, "")
            self._shared.setdefault(index, text)
        self._sheet.note(kinds.FORMULA_UNVALUED, self._row, column, formula=text)
        return Styled(f"={text}")
