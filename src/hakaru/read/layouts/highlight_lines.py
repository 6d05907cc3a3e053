"""Lines of slides: which are headings, of which level, and which stand below them."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from hakaru.read.grid import Cell, Mark
from hakaru.read.layouts.frame import is_page_number, is_sentence, read_heading
from hakaru.read.vocabulary import plain

LONGEST_HEADING = 40
_HASHES = re.compile(r"(#{1,6})[ \u3000]*(?=[^\s#])")
_LIST = r"[-*+][ \u3000]+"
_BULLET = re.compile(rf"(?:{_LIST})?[✓✔☑✅・●○■◆◇□▶▷►➢❖•‣▪◦※*\-–—][ \u3000]*(?=\S)|{_LIST}")
_WRAPPED = re.compile(r"(?:《.+》|〈.+〉|≪.+≫|【.+】|<.+>|\[.+\])")
_MARKED = re.compile(r"[■◆●▶◇❖][ \u3000]*\S")
_ENDS_OPEN = re.compile(r"[、，,。．!！?？:：]$")


class LineKind(StrEnum):
    """What a line of a slide is: the document's title again, a heading, or text below one."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"


class HighlightLine(NamedTuple):
    """A line: its kind, its text without marks, the cell it is.

    `style` tells a heading's level: as many # as it has, or the mark, bracket or numbering that
    headings of one level share. `bullet` tells that the line begins anew with a mark.
    """

    kind: LineKind
    text: str
    cell: Cell
    style: str = ""
    bullet: bool = False


def read_lines(cells: Sequence[Cell], title: str) -> list[HighlightLine]:
    """Return the lines of a document whose title is known ("" where it has none).

    Where headings are marked as such (# or a heading style) nothing else is one; elsewhere short
    lines are headings that stand before lines with bullets, or are marked 《》 ■ and stand before
    lines that are not.
    """
    marked = any(_is_styled(cell) for cell in cells if not _is_title(cell, title))
    followers = [*cells[1:], None]
    lines = []
    for cell, below in zip(cells, followers, strict=False):
        style = _style(cell) if marked else _plain_style(cell, below)
        if _is_title(cell, title):
            lines.append(HighlightLine(LineKind.TITLE, bare(cell.text), cell))
        elif style:
            lines.append(HighlightLine(LineKind.HEADING, bare(cell.text), cell, style))
        else:
            text = _BULLET.sub("", cell.text.strip(), count=1)
            bullet = text != cell.text.strip()
            lines.append(HighlightLine(LineKind.TEXT, text, cell, bullet=bullet))
    return lines


def bare(text: str) -> str:
    """Return a heading without the # or the mark in front of it."""
    text = _HASHES.sub("", text.strip(), count=1)
    return _BULLET.sub("", text, count=1).strip() if _MARKED.match(text) else text.strip()


def _is_title(cell: Cell, title: str) -> bool:
    """Tell whether a line is the title of the document, once more."""
    return bool(title) and plain(bare(cell.text)) == plain(bare(title))


def _is_styled(cell: Cell) -> bool:
    """Tell whether the document itself says that a line is a heading."""
    return Mark.HEADER in cell.marks or _HASHES.match(cell.text) is not None


def _style(cell: Cell) -> str:
    """Return the style of a line marked as a heading, "" for other lines."""
    hashes = _HASHES.match(cell.text)
    if hashes:
        return hashes[1]
    if Mark.HEADER not in cell.marks:
        return ""
    heading = read_heading(cell.text)
    return heading.style if heading else "heading"


def _plain_style(cell: Cell, below: Cell | None) -> str:
    """Return the style of a line that reads like a heading and has lines below it, else ""."""
    text = cell.text.strip()
    if below is None or len(text) > LONGEST_HEADING or is_sentence(text) or _ENDS_OPEN.search(text):
        return ""
    if is_page_number(text) or text[0] in "※（(":
        return ""
    if _WRAPPED.fullmatch(text):
        return text[0]
    heading = read_heading(text)
    if heading is not None:
        return heading.style
    mark = text[0] if _MARKED.match(text) else ""
    under = below.text.strip()
    if mark:
        return mark if not under.startswith(mark) else ""
    is_list = _BULLET.match(under) is not None and not _MARKED.match(under)
    return "plain" if is_list and not _BULLET.match(text) else ""
