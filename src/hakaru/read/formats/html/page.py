"""A page from top to bottom: text blocks as rows of one cell, tables as rows."""

import re
from contextlib import suppress
from typing import NamedTuple

from lxml import etree, html
from msgspec.structs import replace

from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats import kinds
from hakaru.read.formats.bounds import LARGEST_TREE, LIMITS, CellBudget, Limits, number_of, whole
from hakaru.read.formats.encoding import decode_telling
from hakaru.read.formats.html.tables import Table, places_parts
from hakaru.read.formats.html.texts import Text
from hakaru.read.formats.pieces import Piece, Styled
from hakaru.read.formats.tally import Tally
from hakaru.read.grid import Cell, Grid, Mark, Row
from hakaru.source import Document, Place

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)
_HEAD = 4096
_ENCODINGS = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms932": "cp932",
    "euc-jp": "euc_jp",
    "x-euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
}
_SKIPPED = frozenset({"head", "script", "style", "template", "noscript", "rt", "rp", "datalist"})
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu
    nav ol p pre search section summary table tbody td tfoot th thead tr ul""".split()  # noqa: SIM905
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th", "caption"})
_UNDERLINED = frozenset({"u", "ins"})
_STRUCK = frozenset({"s", "del", "strike"})
_TYPED = frozenset({"pre", "textarea"})
_EMBEDDED = frozenset({"svg", "canvas", "iframe", "object", "embed", "video", "audio"})
_BOXES = ("checkbox", "radio")
_FIELDS = ("text", "number", "date", "month", "tel", "email", "url", "search")
_DECORATION = re.compile(r"text-decoration[^;]*", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class _Look(NamedTuple):
    """How text looks at a point of the page, and which part of a table the element is."""

    underlined: bool = False
    struck: bool = False
    hidden: bool = False
    as_typed: bool = False
    role: str = ""


def read_grids(
    data: bytes, document: Document, limits: Limits = LIMITS
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return one grid; a place names the source line, in a table also the table and the cell.

    Raises UnreadableInputError: file.wrong_encoding, file.damaged, file.too_complex (nested
    or large beyond what any page is), file.too_many_cells.
    """
    if len(data) > LARGEST_TREE:
        raise UnreadableInputError("file.too_complex", file=document.file, part="page")
    page = _Page(document, CellBudget(document.file, limits))
    text = page.decode(data)
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    # A zero character would end the parser's input without a word.
    source = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    with whole(document.file, "page", etree.ParserError, etree.XMLSyntaxError):
        root = html.document_fromstring(source, parser=parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableInputError("file.too_complex", file=document.file, part="page")
    page.read(root)
    return (Grid(document, "", page.rows()),), page.tally.findings()


class _Page:
    """Walks through the elements once; open tables and texts stand on stacks."""

    def __init__(self, document: Document, budget: CellBudget) -> None:
        """Start at the top."""
        self.tally = Tally()
        self._file = document.file
        self._budget = budget
        self._steps = budget.renewed()
        self._rows: list[Row] = []
        self._looks = [_Look()]
        self._texts = [Text()]
        self._tables: list[Table] = []
        self._count = 0

    def decode(self, data: bytes) -> str:
        """Return the page's text, in the encoding it declares if it is in it."""
        declared = _CHARSET.search(data[:_HEAD])
        name = declared[1].decode("ascii").lower() if declared else ""
        if name in _ENCODINGS:
            with suppress(UnicodeDecodeError):
                return data.decode(_ENCODINGS[name])
        text, found = decode_telling(data, self._file)
        if name in _ENCODINGS:
            place = Place(self._file)
            self.tally.note(kinds.ENCODING_MISSTATED, place, declared=name, found=found)
        return text

    def read(self, root: etree._Element) -> None:
        """Go through all elements, without recursion: pages nest as deep as they like."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if self._start(element):
                    walk.skip_subtree()
            else:
                self._end(element)
        self._flush()

    def rows(self) -> tuple[Row, ...]:
        """Return the rows in order, numbered."""
        return tuple(replace(row, number=number) for number, row in enumerate(self._rows, 1))

    def _start(self, element: etree._Element) -> bool:
        """Open an element; tell whether what is in it is to be left out."""
        name = element.tag
        role = self._open(element)
        look = _look(element, self._looks[-1], role)
        self._looks.append(look)
        if name == "br":
            self._texts[-1].end_line(forced=True)
        skipped = name in _SKIPPED or name in _EMBEDDED or name == "select"
        text = self._replacement(name, element) if skipped else _value(element)
        if text:
            self._add(text, element)
        elif element.text and not skipped:
            self._add(element.text, element)
        return skipped

    def _end(self, element: etree._Element) -> None:
        """Close an element, and go on with the text after it."""
        self._close(element)
        self._looks.pop()
        if element.tail and len(self._looks) > 1:
            self._add(element.tail, element)

    def _add(self, text: str, element: etree._Element) -> None:
        """Add text in the look of the place."""
        look = self._looks[-1]
        self._texts[-1].add(
            Piece(text, look.underlined, look.struck),
            _line(element),
            hidden=look.hidden,
            as_typed=look.as_typed,
        )

    def _open(self, element: etree._Element) -> str:
        """Begin what the element begins; return its role in a table."""
        name = element.tag
        table = self._tables[-1] if self._tables else None
        if name == "table" and not places_parts(element):
            self._break()
            self._count += 1
            self._tables.append(Table(self._count, self._steps))
            return name
        if table is not None and not table.in_cell:
            if name == "tr":
                table.start_row()
                return name
            if name in ("td", "th"):
                table.in_cell = True
                self._texts.append(Text(header=name == "th"))
                return "cell"
        if name in _BLOCKS:
            self._break()
            if name in _HEADINGS and len(self._texts) == 1:
                self._texts[-1].header = True
        return ""

    def _close(self, element: etree._Element) -> None:
        """End what the element ends."""
        role = self._looks[-1].role
        if role == "cell":
            self._end_cell(element)
        elif role == "tr":
            self._tables[-1].end_row()
        elif role == "table":
            table = self._tables.pop()
            table.end_row()
            outer = self._tables[-1].after_row if self._tables else self._rows
            outer.extend(table.rows)
        elif element.tag in _BLOCKS:
            self._break()

    def _break(self) -> None:
        """End a block: in a cell a line, elsewhere a row."""
        if len(self._texts) > 1:
            self._texts[-1].end_line()
        else:
            self._flush()

    def _flush(self) -> None:
        """Make a row of the text outside tables."""
        text = self._texts[0]
        place = Place(self._file, line=text.line)
        shown, hidden = text.take()
        for cell in self._cells(shown, hidden, place, header=text.header):
            self._rows.append(Row(0, (cell,)))
        text.header = False

    def _end_cell(self, element: etree._Element) -> None:
        """Put the cell that ends into its row; text hidden beside shown text follows the row."""
        table = self._tables[-1]
        table.in_cell = False
        span, row_span = (number_of(element.get(key), 1) for key in ("colspan", "rowspan"))
        column, name = table.place_cell(span, row_span)
        line = _line(element)
        place = Place(self._file, table=table.number, line=line, cell=name)
        text = self._texts.pop()
        cells = self._cells(*text.take(), place, header=text.header)
        for cell in cells[:1]:
            spans = {"span": max(span, 1), "row_span": max(row_span, 1)}
            table.add(replace(cell, column=column, **spans))
        table.after_row.extend(Row(0, (cell,)) for cell in cells[1:])

    def _cells(self, shown: Styled, hidden: str, place: Place, *, header: bool) -> list[Cell]:
        """Return a cell for the shown text and one for the hidden, as far as they are there."""
        marks = frozenset({Mark.HEADER}) if header else frozenset()
        cells = []
        if shown.text.strip():
            if shown.partly_struck:
                struck = "、".join(shown.partly_struck)
                self.tally.note(kinds.PARTLY_STRUCK, place, struck=struck)
            look = marks | {Mark.STRUCK} if shown.struck else marks
            cells.append(Cell(shown.text, 0, place, marks=look, underlined=shown.underlined))
        if hidden.strip():
            self.tally.note(kinds.HIDDEN_CONTENT, place)
            cells.append(Cell(hidden, 0, place, marks=marks | {Mark.HIDDEN}))
        self._budget.spend(len(cells))
        return cells

    def _replacement(self, name: str, element: etree._Element) -> str:
        """Return what stands for an element whose content is left out."""
        if name == "select":
            options = list(element.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None]
            return "、".join(
                " ".join(map(str, option.itertext())) for option in chosen or options[:1]
            )
        if name in _EMBEDDED:
            place = Place(self._file, line=_line(element))
            self.tally.note(kinds.PICTURES_UNREAD, place, type=name)
        return ""


def _look(element: etree._Element, outer: _Look, role: str) -> _Look:
    """Return how text inside an element looks."""
    name = element.tag
    style = element.get("style", "")
    decoration = " ".join(_DECORATION.findall(style))
    return _Look(
        outer.underlined or name in _UNDERLINED or "underline" in decoration,
        outer.struck or name in _STRUCK or "line-through" in decoration,
        outer.hidden or element.get("hidden") is not None or bool(_NOT_SHOWN.search(style)),
        outer.as_typed or name in _TYPED,
        role,
    )


def _line(element: etree._Element) -> int:
    """Return the line of the source that an element begins on; 0 where the parser lost count."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _value(element: etree._Element) -> str:
    """Return what a field or picture shows in place of text."""
    if element.tag == "img":
        return element.get("alt", "")
    if element.tag != "input":
        return ""
    kind = element.get("type", "text").lower()
    if kind in _BOXES:
        return "□" if element.get("checked") is None else "■"
    return element.get("value", "") if kind in _FIELDS else ""
