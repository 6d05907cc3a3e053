"""Texts of a workbook: the shared strings, and rich text with its styles."""

import re

from lxml import etree

from hakaru.read.formats.archive import Archive, local_name
from hakaru.read.formats.bounds import CellBudget
from hakaru.read.formats.pieces import NOTHING, Piece, Styled, join

# A control character that XML cannot hold is written _x000D_, and so is that very notation.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "none")


def shared_strings(archive: Archive, part: str, budget: CellBudget) -> list[Styled]:
    """Return the table of texts that cells refer to by number; none where there is no table.

    Raises UnreadableInputError file.too_many_cells where there are more than cells may be.
    """
    if part not in archive:
        return []
    found = []
    for _, item in archive.elements(part, ("{*}si",)):
        budget.spend()
        found.append(rich_text(item))
        item.clear()
    return found


def rich_text(item: etree._Element) -> Styled:
    """Return the text of an element with runs; the reading aid over kanji (phonetics) is left."""
    if len(item) == 1 and local_name(item[0]) == "t":
        text = item[0].text
        return Styled(clean(text)) if text else NOTHING
    found = RichText()
    for event, element in etree.iterwalk(item, events=("start", "end")):
        name = local_name(element)
        if event == "end":
            found.end(name)
            continue
        parts = found.start(name, {"val": element.get("val", "1")})
        if parts is not None:
            parts.append(element.text or "")
    return found.styled()


class RichText:
    """A text with runs, put together from the beginnings and ends of its elements."""

    def __init__(self) -> None:
        """Start with no run."""
        self._pieces: list[Piece] = []
        self._underlined = self._struck = self._in_aid = False
        self._text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> list[str] | None:
        """Take the beginning of an element; return where its text goes, if it has any."""
        if tag == "r":
            self._underlined = self._struck = False
        elif tag == "u":
            self._underlined = attributes.get("val", "1") not in _OFF
        elif tag == "strike":
            self._struck = attributes.get("val", "1") not in _OFF
        elif tag == "rPh":
            self._in_aid = True
        elif tag == "t" and not self._in_aid:
            self._text = []
            return self._text
        return None

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "t" and self._text is not None:
            text = clean("".join(self._text))
            self._pieces.append(Piece(text, self._underlined, self._struck))
            self._text = None
        elif tag == "rPh":
            self._in_aid = False

    def styled(self) -> Styled:
        """Return the text put together."""
        return join(self._pieces)


def clean(text: str) -> str:
    """Undo the notation for control characters; line ends become a line feed."""
    if "_x" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a style element (u, strike) is there and not switched off."""
    return element is not None and element.get("val", "1") not in _OFF


def _unescaped(found: re.Match[str]) -> str:
    """Return the character of one notation; none for what no text should hold."""
    code = int(found[1], 16)
    if code < 0x20 and code not in (9, 10, 13):
        return ""
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)
