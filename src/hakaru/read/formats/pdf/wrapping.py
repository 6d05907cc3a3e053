"""Which line breaks the writer made, and which only the width of a cell.

A line break is kept as a newline where the writer made it and undone where the line was simply
full. A line is full when the first unbreakable piece of the next line (a Latin word; one Japanese
character with the marks that must stay beside it) had no room left on it. A full line joins the
next without a space if either side is Japanese, with a space between Latin words. Breaks before
list marks (①, ・, ※, ■) and between lone values are always kept: values run together would be
read wrong, a newline too many is harmless.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hakaru.read.formats.pdf.glyphs import Glyphs, is_wide
from hakaru.read.formats.pdf.lines import Line

OPENERS = "（(「『【〔［[｛{〈《“‘"
"""Marks that may not end a line."""
CLOSERS = (
    "）)」』】〕］]｝}〉》”’、。，．,.・：:；;！!？?％%ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""Marks that may not begin a line."""
_NEVER_FIRST = "、。，．）」』】〕］｝〉》"
_SAME_SIZE = 0.12
_MARK = re.compile(r"[\u2460-\u2473\u3251-\u325f・･●◆◇■□☑☐▪•※★✓○◎]")
_NUMBERED = r"[\u2460-\u2473]?"
_VALUE = re.compile(rf"{_NUMBERED}(?:[▲△−+-]?\d[\d,.]*[^\d\s]{{0,4}}|[◎○□×△▲－—-])")
_VALUE_START = re.compile(rf"{_NUMBERED}[\d▲△◎○□×－−—+-]")
_CUT_DECIMAL = re.compile(r"\d[.．]$")
_DECIMALS = re.compile(r"\d+(?![\d.．])")
_CUT_NUMBER = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})*,\d{0,2}$")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])")
_WORD = re.compile(r"[^\W_]|[_'’.,%&@/+#-]")


class Room(NamedTuple):
    """The width a text had: from `left` to `right`, in points."""

    left: float
    right: float


def find_breaks(lines: Sequence[Line], glyphs: Glyphs, room: Room) -> list[str]:
    """Return what stands between each line and the next: nothing, a space, or a newline."""
    if len(lines) < 2:
        return []
    room = Room(
        min(room.left, *(line.left for line in lines)),
        max(room.right, *(line.right for line in lines)),
    )
    pitches = [a.bottom - b.bottom for a, b in pairwise(lines)]
    widest = 1.3 * min(pitches) + 1
    return [
        "\n"
        if pitch > widest or not _same_size(line, after)
        else _break(line, after, glyphs, _slack(line, after, room), lines)
        for line, after, pitch in zip(lines, lines[1:], pitches, strict=False)
    ]


def _same_size(line: Line, after: Line) -> bool:
    size, other = line.runs[-1].size, after.runs[0].size
    return abs(size - other) <= _SAME_SIZE * max(size, other)


def _slack(line: Line, after: Line, room: Room) -> float:
    """Return the width left on a line, set to the left, to the right or in the middle."""
    left, right = line.left - room.left, room.right - line.right
    other_left, other_right = after.left - room.left, room.right - after.right
    if abs(left - right) < 1.5 and abs(other_left - other_right) < 1.5:
        return left + right
    if abs(right - other_right) < 1 and abs(left - other_left) > line.size:
        return left + right
    return right


def _break(line: Line, after: Line, glyphs: Glyphs, slack: float, lines: Sequence[Line]) -> str:
    """Return what stands between two lines of one size."""
    # What was set may have been a quarter em wider: by a space at the end, or one between scripts.
    slop = 0.6 if _is_word(after.text[0]) else 0.3
    full = slack <= _first_piece(after, glyphs) + slop * after.size
    if not (full or _is_cut_decimal(line.text, after.text)):
        return "\n"
    if after.text[0] in _NEVER_FIRST:
        return ""
    if _MARK.match(after.text):
        return " " if _stands_after_spaces(after.text[0], lines) else "\n"
    if _is_cut_number(line.text, after.text) or _is_cut_decimal(line.text, after.text):
        return ""
    if _VALUE.fullmatch(line.text) and _VALUE_START.match(after.text):
        return "\n"
    return " " if line.runs[-1].trailed or _are_words(line.text, after.text) else ""


def _are_words(text: str, after: str) -> bool:
    """Whether a space is lost between two texts: Latin words, no parts of one or of an address."""
    if is_wide(text[-1]) or is_wide(after[0]):
        return False
    is_bound = text[-1] in f"{OPENERS}-/‐_" or after[0] in CLOSERS
    return not is_bound and "://" not in text.rsplit(" ", maxsplit=1)[-1]


def _is_cut_decimal(text: str, after: str) -> bool:
    """Whether a figure is cut at its point: 18. and 4%, which nobody writes so."""
    return bool(_CUT_DECIMAL.search(text) and _DECIMALS.match(after))


def _is_cut_number(text: str, after: str) -> bool:
    """Whether a figure goes on in the next line: 1,234,5 and 67 are one by their commas."""
    cut = _CUT_NUMBER.search(text)
    return cut is not None and _NUMBER.match(cut[0] + after) is not None


def _stands_after_spaces(mark: str, lines: Sequence[Line]) -> bool:
    """Whether the text has this mark inside its lines, always after a space: ■札幌市 ■小樽市."""
    inside = [line.text[place - 1] for line in lines for place in _places(mark, line.text) if place]
    return bool(inside) and all(not char.strip() for char in inside)


def _places(mark: str, text: str) -> list[int]:
    return [place for place, char in enumerate(text) if char == mark]


def _first_piece(line: Line, glyphs: Glyphs) -> float:
    """Return the width of what could not be parted from the start of a line."""
    run = line.runs[0]
    chars = glyphs.chars
    index = run.first
    while index + 1 < run.last and chars[index] in OPENERS:
        index += 1
    if _is_word(chars[index]):
        while index + 1 < run.last and _is_word(chars[index + 1]):
            index += 1
    while index + 1 < run.last and chars[index + 1] in CLOSERS:
        index += 1
    return glyphs.rights[index] - run.left


def _is_word(char: str) -> bool:
    return bool(char) and not is_wide(char) and _WORD.match(char) is not None
