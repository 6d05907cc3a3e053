"""Lines just under a text, or through its middle: underlined, struck through."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from hakaru.read.formats.pdf.glyphs import Glyphs
from hakaru.read.formats.pdf.lattice import SNAP, Lattice
from hakaru.read.formats.pdf.runs import Run
from hakaru.read.formats.pdf.strokes import Across

_UNDER = (-0.25, 0.2)
_THROUGH = (0.3, 0.6)
_BEYOND = 0.8
_MOST = 5_000


class Decoration(NamedTuple):
    """Indexes of the characters of a page that are underlined, and struck through."""

    underlined: frozenset[int]
    struck: frozenset[int]


def find_decoration(
    runs: Sequence[Run], across: Sequence[Across], lattices: Sequence[Lattice], glyphs: Glyphs
) -> Decoration | None:
    """Return what is underlined or struck on a page; None if nothing is.

    The line must be about as long as the text it belongs to: a rule across the page is no
    underline of a short heading.
    """
    if len(across) > _MOST:
        return None
    ordered = sorted(runs, key=lambda run: run.bottom)
    bottoms = [run.bottom for run in ordered]
    tallest = max((run.size for run in runs), default=0.0)
    marked: tuple[set[int], set[int]] = (set(), set())
    for stroke in across:
        low = bisect_left(bottoms, stroke.y - tallest)
        near = ordered[low : bisect_right(bottoms, stroke.y + tallest)]
        for indexes, (start, end) in zip(marked, (_UNDER, _THROUGH), strict=True):
            beside = [
                run
                for run in near
                if start <= (stroke.y - run.bottom) / max(run.size, 0.1) <= end
                and min(run.right, stroke.right) > max(run.left, stroke.left)
            ]
            if beside and _fits(stroke, beside) and not _is_border(stroke, lattices):
                indexes.update(_covered(stroke, beside, glyphs))
    underlined, struck = marked
    return Decoration(frozenset(underlined), frozenset(struck)) if underlined | struck else None


def _fits(stroke: Across, runs: Sequence[Run]) -> bool:
    """Whether a line reaches hardly beyond the text it is at."""
    beyond = _BEYOND * runs[0].size
    return (
        min(run.left for run in runs) - beyond <= stroke.left
        and stroke.right <= max(run.right for run in runs) + beyond
    )


def _is_border(stroke: Across, lattices: Sequence[Lattice]) -> bool:
    """Whether a line is the border of a cell."""
    for lattice in lattices:
        if any(abs(y - stroke.y) <= SNAP for y in lattice.ys):
            first = bisect_left(lattice.xs, stroke.left - SNAP)
            last = bisect_right(lattice.xs, stroke.right + SNAP) - 1
            if last > first:
                return True
    return False


def _covered(stroke: Across, runs: Sequence[Run], glyphs: Glyphs) -> set[int]:
    """Return the characters that a line runs under, or through."""
    return {
        index
        for run in runs
        for index in range(run.first, run.last)
        if stroke.left <= glyphs.middle(index)[0] <= stroke.right
    }
