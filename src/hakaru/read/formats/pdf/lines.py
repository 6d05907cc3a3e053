"""Runs -> lines -> the text of a cell or paragraph, as it was before it was set on the page.

A line break is kept as a newline where the writer made it and undone where the line was simply
full. A line is full when the first unbreakable piece of the next line (a Latin word; one Japanese
character with the marks that must stay beside it) had no room left on it. A full line joins the
next without a space if either side is Japanese, with a space between Latin words. Breaks before
list marks (①, ・, ※, ■) and between lone values are always kept: values run together would be
read wrong, a newline too many is harmless.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from hakaru.read.formats.pdf.decoration import Decoration
from hakaru.read.formats.pdf.glyphs import Glyphs, is_wide
from hakaru.read.formats.pdf.runs import Run

_LATIN_GAP = 0.15
_MIXED_GAP = 0.45
_WIDE_GAP = 0.7
_SAME_SIZE = 0.12
_MARK = re.compile(r"[\u2460-\u2473\u3251-\u325f・･●◆◇■□☑☐▪•※★✓○◎]")
_VALUE = re.compile(
    r"[\u2460-\u2473]?[\d▲△−+-][\d,.]*[^\d\s]{0,4}|[^\w\s]|[\u2460-\u2473]?[◎○□×△▲－—-]"
)
OPENERS = "（(「『【〔［[｛{〈《“‘"
CLOSERS = (
    "）)」』】〕］]｝}〉》”’、。，．,.・：:；;！!？?％%ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_WORD = re.compile(r"[^\W_]|[_'’.,%&@/+#-]")
_STACKED = re.compile(r"[\u3005-\u30ff\u4e00-\u9fff\uf900-\ufaff（）()・／\d]+")


class Line(NamedTuple):
    """Runs that stand on one line, from the left."""

    runs: list[Run]
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of its largest characters."""
        return self.top - self.bottom


class Room(NamedTuple):
    """The width a text had: from `left` to `right`, in points."""

    left: float
    right: float


class Composed(NamedTuple):
    """A text with the pieces of it that are underlined, and those struck through."""

    text: str
    underlined: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()


def find_lines(runs: Sequence[Run]) -> list[Line]:
    """Return the lines of some runs from the top; runs at half the same height share a line."""
    if len(runs) == 1:
        run = runs[0]
        return [Line([run], run.text, run.left, run.bottom, run.right, run.top)]
    rows: list[list[Run]] = []
    low = high = 0.0
    for run in sorted(runs, key=lambda run: -run.top):
        overlap = min(high, run.top) - max(low, run.bottom)
        if rows and overlap > 0.5 * min(high - low, run.size):
            rows[-1].append(run)
            low = min(low, run.bottom)
        else:
            rows.append([run])
            low, high = run.bottom, run.top
    return [make_line(sorted(row, key=lambda run: run.left)) for row in rows]


def make_line(runs: list[Run]) -> Line:
    """Return runs, from the left, as one line with the spaces that stand between them."""
    texts = [runs[0].text]
    spread = _is_spread(runs)
    for before, after in pairwise(runs):
        if not spread and has_space(before, after):
            texts.append(" ")
        texts.append(after.text)
    return Line(
        runs,
        "".join(texts),
        runs[0].left,
        min(run.bottom for run in runs),
        max(run.right for run in runs),
        max(run.top for run in runs),
    )


def _is_spread(runs: Sequence[Run]) -> bool:
    """Whether single Japanese characters are spread over the width (均等割り付け: 区　分)."""
    return len(runs) > 1 and all(
        len(run.text) == 1 and is_wide(run.text) and run.text.isalpha() for run in runs
    )


def has_space(before: Run, after: Run) -> bool:
    """Whether two runs on a line are apart by a space, printed or as wide as one."""
    if before.trailed or after.spaced:
        return True
    gap = after.left - before.right
    wide = is_wide(before.text[-1]) + is_wide(after.text[0])
    limit = (_LATIN_GAP, _MIXED_GAP, _WIDE_GAP)[wide]
    return gap > limit * min(before.size, after.size)


def compose(
    runs: Sequence[Run], glyphs: Glyphs, room: Room, decoration: Decoration | None = None
) -> Composed:
    """Return the text of runs that stand in one cell, lines joined."""
    if len(runs) == 1 and decoration is None:
        return Composed(runs[0].text)
    lines, breaks = _stacked(runs) or _set_in_lines(runs, glyphs, room)
    text = lines[0].text + "".join(
        mark + line.text for mark, line in zip(breaks, lines[1:], strict=True)
    )
    if decoration is None:
        return Composed(text)
    return Composed(
        text,
        _pieces(lines, breaks, glyphs, decoration.underlined),
        _pieces(lines, breaks, glyphs, decoration.struck),
    )


def _set_in_lines(runs: Sequence[Run], glyphs: Glyphs, room: Room) -> tuple[list[Line], list[str]]:
    """Return ordinary lines and what stands between them."""
    lines = find_lines(runs)
    return lines, find_breaks(lines, glyphs, room)


def _stacked(runs: Sequence[Run]) -> tuple[list[Line], list[str]] | None:
    """Return single characters set one above the other (縦書き, turned text) in reading order.

    That is the order of the content. Figures one below the other are values in lines, unless the
    figures lie on their side.
    """
    if len(runs) < 2 or any(len(run.text) > 2 for run in runs):
        return None
    steps = list(pairwise(runs))
    if any(abs(b.bottom - a.bottom) < 0.5 * a.size for a, b in steps):
        return None
    rising = sum(b.bottom > a.bottom for a, b in steps)
    turns = sum(abs(b.left - a.left) > 0.5 * a.size for a, b in steps)
    if 2 * turns > len(steps):
        return None
    lying = all(run.right - run.left > 1.2 * run.size for run in runs if run.text.isascii())
    letters = all(_STACKED.fullmatch(run.text) or run.text.isascii() for run in runs)
    has_latin = any(run.text.isascii() for run in runs)
    if 2 * rising <= len(steps) and not (letters and (lying or not has_latin)):
        return None
    return [make_line([run]) for run in runs], [_stacked_space(a, b) for a, b in steps]


def _stacked_space(before: Run, after: Run) -> str:
    """Return the space between two characters one above the other."""
    if is_wide(before.text) and is_wide(after.text):
        return ""
    gap = max(after.bottom - before.top, before.bottom - after.top)
    return " " if gap > _LATIN_GAP * (before.right - before.left) else ""


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
    if slack > _first_piece(after, glyphs) + slop * after.size:
        return "\n"
    last, first = line.text[-1], after.text[0]
    if _MARK.match(first):
        return " " if _stands_after_spaces(first, lines) else "\n"
    if _VALUE.fullmatch(line.text) and _VALUE.match(after.text):
        return "\n"
    if line.runs[-1].trailed:
        return " "
    if is_wide(last) or is_wide(first) or last in "-/‐_" or "://" in line.text.split(" ")[-1]:
        return ""
    return " "


def _stands_after_spaces(mark: str, lines: Sequence[Line]) -> bool:
    """Whether the text has this mark inside its lines, always after a space: ■札幌市 ■小樽市."""
    inside = [line.text[place - 1] for line in lines for place in _places(mark, line.text) if place]
    return bool(inside) and all(not char.strip() for char in inside)


def _places(mark: str, text: str) -> list[int]:
    return [place for place, char in enumerate(text) if char == mark]


def _first_piece(line: Line, glyphs: Glyphs) -> float:
    """Return the width of what could not be parted from the start of a line."""
    run = line.runs[0]
    chars, boxes = glyphs.chars, glyphs.boxes
    index = run.first
    while index + 1 < run.last and chars[index] in OPENERS:
        index += 1
    if _is_word(chars[index]):
        while index + 1 < run.last and _is_word(chars[index + 1]):
            index += 1
    while index + 1 < run.last and chars[index + 1] in CLOSERS:
        index += 1
    return boxes[index][2] - run.left


def _is_word(char: str) -> bool:
    return bool(char) and not is_wide(char) and _WORD.match(char) is not None


def _pieces(
    lines: Sequence[Line], breaks: Sequence[str], glyphs: Glyphs, marked: frozenset[int]
) -> tuple[str, ...]:
    """Return the pieces of the text whose characters are marked, across full lines too."""
    stream: list[tuple[str, bool]] = []
    for line, mark in zip(lines, (*breaks, ""), strict=True):
        for place, run in enumerate(line.runs):
            if place and has_space(line.runs[place - 1], run):
                stream.append((" ", run.first in marked))
            stream += [(glyphs.chars[i], i in marked) for i in range(run.first, run.last)]
        stream.append((mark, bool(stream) and stream[-1][1] and mark != "\n"))
    pieces = [
        "".join(char for char, _ in group)
        for is_marked, group in groupby(stream, key=itemgetter(1))
        if is_marked
    ]
    return tuple(piece.strip() for piece in pieces if piece.strip())
