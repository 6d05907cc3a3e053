"""OpenDocument spreadsheets (.ods): every sheet a grid, cells as the file says they are shown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats import kinds
from hakaru.read.formats.archive import Archive, local_attribute, local_name
from hakaru.read.formats.bounds import LIMITS, CellBudget, Limits, number_of
from hakaru.read.formats.number_format import plain
from hakaru.read.formats.pieces import NOTHING, Piece, Styled, join
from hakaru.read.formats.sheet import MOST_COLUMNS, MOST_ROWS, Sheet, marks
from hakaru.read.grid import Grid
from hakaru.source import Document

_MANIFEST = "META-INF/manifest.xml"
_CONTENT = "content.xml"
_TAGS = tuple(
    f"{{*}}{name}" for name in ("table", "table-row", "table-column", "shapes", "forms", "style")
)
_HIDDEN = ("collapse", "filter")
_SKIPPED = ("annotation", "annotation-end", "ruby-text", "note-citation")
_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:"
_MOST_SPACES = 1_000
_DAY = re.compile(r"\D*\d+\D+\d+\D+\d+\D*")
_BOXES = {"checked": "■"}


class _Style(NamedTuple):
    """What a style says that matters: underlined, struck, and whether its sheet is shown."""

    underlined: bool = False
    struck: bool = False
    shown: bool = True


def read_grids(
    data: bytes, document: Document, limits: Limits = LIMITS
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return a grid for each sheet, named after it, in the order of the tabs.

    Raises UnreadableInputError: file.damaged, file.encrypted, file.zip_bomb, file.xml_entity,
    file.too_many_cells.
    """
    archive = Archive(data, document.file, limits)
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise UnreadableInputError("file.encrypted", file=document.file)
    reader = _Content(document, CellBudget(document.file, limits))
    for event, element in archive.elements(_CONTENT, _TAGS, events=("start", "end")):
        reader.take(event, element)
    return tuple(reader.grids), tuple(reader.findings)


class _Content:
    """Takes the elements of a content part as they come, and makes sheets of them."""

    def __init__(self, document: Document, budget: CellBudget) -> None:
        """Start before the first sheet."""
        self.grids: list[Grid] = []
        self.findings: list[Finding] = []
        self._document = document
        self._budget = budget
        self._styles: dict[str | None, _Style] = {}
        self._depth = 0

    def take(self, event: str, element: etree._Element) -> None:
        """Take one element; tables inside cells are left to the cell they are in."""
        name = local_name(element)
        if event == "start":
            if name == "table":
                self._depth += 1
                if self._depth == 1:
                    self._start(element)
            return
        if name == "style":
            self._styles[local_attribute(element, "name")] = _style(element)
        elif name == "table":
            self._depth -= 1
            if self._depth == 0:
                self._end()
        elif self._depth == 1:
            self._take_inside(name, element)

    def _start(self, table: etree._Element) -> None:
        """Begin a sheet."""
        self._sheet = Sheet(self._document, local_attribute(table, "name") or "", self._budget)
        style = self._styles.get(local_attribute(table, "style-name"), _Style())
        self._hidden = not style.shown
        self._row = self._column = 0

    def _end(self) -> None:
        """Finish a sheet."""
        self.grids.append(self._sheet.grid())
        self.findings.extend(self._sheet.tally.findings())

    def _take_inside(self, name: str, element: etree._Element) -> None:
        """Take a row, a column, or what lies over the cells."""
        if name == "table-column":
            repeated = _repeated(element, "number-columns-repeated")
            if local_attribute(element, "visibility") in _HIDDEN:
                last = min(self._column + repeated, MOST_COLUMNS) - 1
                self._sheet.hide_columns(self._column, last)
            self._column += repeated
        elif name == "table-row":
            self._read_row(element)
            element.clear()
        elif name == "shapes":
            self._keep_shapes(element, 0, 0)
        elif name == "forms":
            for box in element.iter("{*}checkbox", "{*}radio"):
                state = local_attribute(box, "current-state") or ""
                label = local_attribute(box, "label") or ""
                text = _BOXES.get(state, "□") + label
                self._sheet.keep(kinds.SHAPES_KEPT, (0, 0), Styled(text))

    def _read_row(self, row: etree._Element) -> None:
        """Add the cells of a row, as often as it stands."""
        repeated = _repeated(row, "number-rows-repeated")
        hidden = self._hidden or local_attribute(row, "visibility") in _HIDDEN
        cells = list(self._cells(row))
        for number in range(self._row, min(self._row + repeated, MOST_ROWS) if cells else 0):
            for column, cell in cells:
                self._read_cell(number, column, cell, hidden=hidden)
        self._row += repeated

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
        """Yield the cells of a row that hold anything, with their columns."""
        column = 0
        for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            repeated = _repeated(cell, "number-columns-repeated")
            if len(cell) or any(local_attribute(cell, name) for name in ("value-type", "formula")):
                for at in range(column, min(column + repeated, MOST_COLUMNS)):
                    yield at, cell
            column += repeated

    def _read_cell(self, row: int, column: int, cell: etree._Element, *, hidden: bool) -> None:
        """Add one cell and what hangs on it."""
        formula = local_attribute(cell, "formula")
        styled = self._text(cell)
        if not styled.text and formula is not None:
            styled = Styled(f"={formula.partition('=')[2]}")
            self._sheet.note(kinds.FORMULA_UNVALUED, row, column, formula=formula)
        across = _repeated(cell, "number-columns-spanned")
        down = _repeated(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            self._sheet.span(row, column, row + down - 1, column + across - 1)
        hidden = hidden or self._sheet.hides(column)
        found = marks(hidden=hidden, formula=formula is not None)
        self._sheet.add(row, column, styled, found)
        for note in cell.iterchildren("{*}annotation"):
            comment = self._paragraphs(note, _Style())
            self._sheet.keep(kinds.COMMENTS_KEPT, (row, column), comment)
        self._keep_shapes(cell, row, column)

    def _text(self, cell: etree._Element) -> Styled:
        """Return what a cell shows; where the file keeps only its value, the value."""
        style = self._styles.get(local_attribute(cell, "style-name"), _Style())
        styled = self._paragraphs(cell, style)
        day = local_attribute(cell, "date-value")
        if day is not None and (not styled.text or _DAY.fullmatch(styled.text)):
            return Styled(day.removesuffix("T00:00:00").replace("T", " "))
        if styled.text:
            return styled
        for name in ("value", "string-value", "boolean-value", "time-value"):
            value = local_attribute(cell, name)
            if value is not None:
                return Styled(plain(value))
        return NOTHING

    def _paragraphs(self, element: etree._Element, style: _Style) -> Styled:
        """Return the paragraphs of a cell, note or shape, a line each."""
        pieces: list[Piece] = []
        for number, paragraph in enumerate(element.iterchildren("{*}p", "{*}h")):
            if number:
                pieces.append(Piece("\n", style.underlined, style.struck))
            pieces.extend(self._pieces(paragraph, style))
        return join(pieces)

    def _pieces(self, element: etree._Element, style: _Style) -> Iterator[Piece]:
        """Yield the runs of a paragraph."""
        yield Piece(element.text or "", style.underlined, style.struck)
        for child in element:
            name = local_name(child)
            if name == "s":
                spaces = min(number_of(local_attribute(child, "c"), 1), _MOST_SPACES)
                yield Piece(" " * spaces, style.underlined, style.struck)
            elif name in ("tab", "line-break"):
                yield Piece("\t" if name == "tab" else "\n", style.underlined, style.struck)
            elif name and name not in _SKIPPED:
                inner = self._styles.get(local_attribute(child, "style-name"), style)
                yield from self._pieces(child, inner if name == "span" else style)
            yield Piece(child.tail or "", style.underlined, style.struck)

    def _keep_shapes(self, element: etree._Element, row: int, column: int) -> None:
        """Keep the text of shapes that hang on a cell or lie on the sheet; count pictures."""
        for shape in element:
            if not str(shape.tag).startswith(_DRAWING):
                continue
            for found in shape.iter("{*}image", "{*}object"):
                self._sheet.note(kinds.PICTURES_UNREAD, row, column, part=local_name(found))
            lines = [
                self._paragraphs(box, _Style()).text
                for box in shape.iter()
                if box.find("{*}p") is not None
            ]
            self._sheet.keep(kinds.SHAPES_KEPT, (row, column), Styled("\n".join(lines)))


def _repeated(element: etree._Element, name: str) -> int:
    """Return how often an element stands, or how far it spans: 1 unless it says otherwise."""
    return max(number_of(local_attribute(element, name), 1), 1)


def _style(element: etree._Element) -> _Style:
    """Read a style."""
    underlined = struck = False
    shown = True
    for properties in element:
        line = local_attribute(properties, "text-underline-style")
        through = local_attribute(properties, "text-line-through-style")
        through = through or local_attribute(properties, "text-line-through-type")
        underlined = underlined or line not in (None, "none")
        struck = struck or through not in (None, "none")
        shown = shown and local_attribute(properties, "display") != "false"
    return _Style(underlined, struck, shown)
