"""The text of a paragraph: its runs, check boxes and symbols; text boxes are handed back."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from lxml import etree

from hakaru.findings import Kind
from hakaru.read.formats import kinds
from hakaru.read.formats.archive import local_attribute, local_name
from hakaru.read.formats.bounds import number_of
from hakaru.read.formats.pieces import Piece
from hakaru.read.formats.word.numbering import Numbering
from hakaru.read.formats.word.styles import Styles, is_on, is_outlined, value_of
from hakaru.read.formats.word.symbols import BOXES, in_font, symbol


class Note(Protocol):
    """Is told what is noticed in the paragraph being read."""

    def __call__(self, kind: Kind, **values: str) -> None:
        """Count one more of `kind`."""


# pPr and rPr are properties; instrText is a field's command; rt the reading over kanji; Fallback
# repeats for old programs what Choice has said.
_SKIPPED = frozenset(
    {"pPr", "rPr", "sdtPr", "instrText", "delInstrText", "rt", "Fallback", "moveFrom", "tblPr"}
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
}
_PICTURES = frozenset({"pic", "imagedata", "chart", "OLEObject", "relIds"})


class Paragraph(NamedTuple):
    """A paragraph as read: its runs, whether it is a heading or wholly hidden, its text boxes."""

    pieces: tuple[Piece, ...]
    heading: bool
    hidden: bool
    boxes: tuple[etree._Element, ...]


class _Look(NamedTuple):
    """How a run looks, and the font that says what its characters mean."""

    underlined: bool = False
    struck: bool = False
    font: str = ""


class ParagraphReader:
    """Reads paragraphs in order; counts the lists as it goes."""

    def __init__(self, styles: Styles, numbering: Numbering, note: Note) -> None:
        """Take the document's styles and lists; `note` is told what is noticed."""
        self._styles = styles
        self._numbering = numbering
        self._note = note

    def read(self, element: etree._Element) -> Paragraph:
        """Return one paragraph."""
        properties = element.find("{*}pPr")
        styles = self._styles.chain(value_of(properties, "pStyle"))
        base = _Look(
            any(style.underlined for style in styles), any(style.struck for style in styles)
        )
        reading = _Runs(self._styles, self._note)
        pieces = tuple(piece for piece in reading.pieces(element, base) if piece.text)
        if any(not piece.text.isspace() for piece in pieces):
            pieces = (Piece(self._number(properties)), *pieces)
        return Paragraph(
            pieces,
            is_outlined(properties) or any(style.heading for style in styles),
            reading.hidden and not reading.seen,
            tuple(reading.boxes),
        )

    def _number(self, properties: etree._Element | None) -> str:
        """Return the list number of a paragraph, from itself or its style."""
        list_id = value_of(properties, "numPr/numId")
        level = value_of(properties, "numPr/ilvl")
        if list_id is not None:
            return self._numbering.next(list_id, number_of(level))
        for style in self._styles.chain(value_of(properties, "pStyle")):
            if style.list_id:
                return self._numbering.next(style.list_id, number_of(level, style.list_level))
        return ""


class _Runs:
    """Goes through one paragraph; remembers text boxes and whether anything is shown."""

    def __init__(self, styles: Styles, note: Note) -> None:
        """Start with nothing seen."""
        self.boxes: list[etree._Element] = []
        self.hidden = self.seen = False
        self._styles = styles
        self._note = note

    def pieces(self, element: etree._Element, look: _Look) -> Iterator[Piece]:
        """Yield the runs below an element."""
        for child in element:
            name = local_name(child)
            if name in ("t", "sym") or name in _CHARACTERS:
                yield Piece(_character(child, name, look.font), look.underlined, look.struck)
            elif name == "r":
                yield from self._run(child, look)
            elif box := _box(child, name):
                yield Piece(box)
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name == "del":
                deleted = "".join(map(str, child.itertext("{*}delText", "{*}t")))
                self._note(kinds.DELETIONS_PENDING, deleted=deleted)
            elif name and name not in _SKIPPED:
                if name in _PICTURES:
                    self._note(kinds.PICTURES_UNREAD, type=name)
                yield from self.pieces(child, look)

    def _run(self, run: etree._Element, look: _Look) -> Iterator[Piece]:
        """Yield the parts of one run in its style."""
        properties = run.find("{*}rPr")
        if properties is not None:
            look = self._look(properties, look)
        if is_on(properties, "vanish"):
            self.hidden = True
        elif any(local_name(child) in ("t", "sym") for child in run):
            self.seen = True
        yield from self.pieces(run, look)

    def _look(self, properties: etree._Element, base: _Look) -> _Look:
        """Return the look of a run: what it says itself, else its style, else its paragraph."""
        styles = self._styles.chain(value_of(properties, "rStyle"))
        underlined = base.underlined or any(style.underlined for style in styles)
        struck = base.struck or any(style.struck for style in styles)
        if properties.find("{*}u") is not None:
            underlined = is_on(properties, "u")
        if properties.find("{*}strike") is not None or properties.find("{*}dstrike") is not None:
            struck = is_on(properties, "strike", "dstrike")
        fonts = properties.find("{*}rFonts")
        font = "" if fonts is None else local_attribute(fonts, "ascii") or ""
        return _Look(underlined, struck, font)


def _character(element: etree._Element, name: str, font: str) -> str:
    """Return the text of a text element, a symbol, a tab or a line end."""
    if name == "t":
        return in_font(element.text or "", font)
    if name == "sym":
        code = local_attribute(element, "char") or ""
        try:
            number = int(code, 16)
        except ValueError:
            return ""
        return symbol(number, local_attribute(element, "font") or font)
    return _CHARACTERS[name]


def _box(element: etree._Element, name: str) -> str:
    """Return ■ or □ for a check box: a content control, or a field of an old form."""
    if name == "sdt":
        box = element.find("{*}sdtPr/{*}checkbox")
        return "" if box is None else BOXES[is_on(box, "checked")]
    if name == "fldChar":
        box = element.find("{*}ffData/{*}checkBox")
        if box is not None:
            stated = box.find("{*}checked") is not None
            return BOXES[is_on(box, "checked" if stated else "default")]
    return ""
