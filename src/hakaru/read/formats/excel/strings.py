"""Texts of a workbook: the shared strings, and rich text with its styles."""

import re

from lxml import etree

from hakaru.read.formats.archive import Archive, local_name
from hakaru.read.formats.pieces import NOTHING, Piece, Styled, join

# A control character that XML cannot hold is written _x000D_, and so is that very notation.
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OFF = ("0", "false", "none")


def shared_strings(archive: Archive, part: str) -> list[Styled]:
    """Return the table of texts that cells refer to by number; none where there is no table."""
    if part not in archive:
        return []
    found = []
    for _, item in archive.elements(part, ("{*}si",)):
        found.append(rich_text(item))
        item.clear()
    return found


def rich_text(item: etree._Element) -> Styled:
    """Return the text of an element with runs; the reading aid over kanji (phonetics) is left."""
    if len(item) == 1 and local_name(item[0]) == "t":
        text = item[0].text
        return Styled(clean(text)) if text else NOTHING
    pieces = []
    for child in item:
        name = local_name(child)
        if name == "t":
            pieces.append(Piece(clean(child.text or "")))
        elif name == "r":
            pieces.append(_run(child))
    return join(pieces)


def clean(text: str) -> str:
    """Undo the notation for control characters; line ends become a line feed."""
    if "_x" in text:
        text = _ESCAPE.sub(_unescaped, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a style element (u, strike) is there and not switched off."""
    return element is not None and element.get("val", "1") not in _OFF


def _run(run: etree._Element) -> Piece:
    """Return one run of rich text."""
    text = "".join(clean(child.text or "") for child in run if local_name(child) == "t")
    style = run.find("{*}rPr")
    if style is None:
        return Piece(text)
    underlined, struck = is_on(style.find("{*}u")), is_on(style.find("{*}strike"))
    return Piece(text, underlined=underlined, struck=struck)


def _unescaped(found: re.Match[str]) -> str:
    """Return the character of one notation; none for what no text should hold."""
    code = int(found[1], 16)
    if code < 0x20 and code not in (9, 10, 13):
        return ""
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)
