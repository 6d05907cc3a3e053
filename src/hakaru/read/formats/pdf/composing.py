"""Runs -> the text of a cell or paragraph, as it was before it was set on the page."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from hakaru.read.formats.pdf.decoration import Decoration
from hakaru.read.formats.pdf.glyphs import Glyphs, is_wide
from hakaru.read.formats.pdf.lines import Line, find_lines, make_line
from hakaru.read.formats.pdf.runs import Run
from hakaru.read.formats.pdf.wrapping import Room, find_breaks

_LATIN_GAP = 0.15
_STACKED = re.compile(r"[\u3005-\u30ff\u4e00-\u9fff\uf900-\ufaff（）()・／\d]+")


class Composed(NamedTuple):
    """A text with the pieces of it that are underlined, and those struck through."""

    text: str
    underlined: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()


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


def _pieces(
    lines: Sequence[Line], breaks: Sequence[str], glyphs: Glyphs, marked: frozenset[int]
) -> tuple[str, ...]:
    """Return the pieces of the text whose characters are marked, across full lines too."""
    stream: list[tuple[str, bool]] = []
    for line, mark in zip(lines, (*breaks, ""), strict=True):
        for gap, run in zip(line.gaps, line.runs, strict=True):
            stream.append((gap, bool(stream) and stream[-1][1] and run.first in marked))
            stream += [(glyphs.chars[i], i in marked) for i in range(run.first, run.last)]
        stream.append((mark, bool(stream) and stream[-1][1] and mark != "\n"))
    pieces = [
        "".join(char for char, _ in group)
        for is_marked, group in groupby(stream, key=itemgetter(1))
        if is_marked
    ]
    return tuple(piece.strip() for piece in pieces if piece.strip())
