"""Characters -> runs: pieces of one line that follow each other without a gap."""

from collections.abc import Sequence
from typing import NamedTuple

from hakaru.read.formats.pdf.glyphs import Glyphs

_GAP = 0.2
_BACK = -0.7  # full-width brackets side by side are set half an em closer


class Run(NamedTuple):
    """Characters `first` to before `last` of a page, without spaces at either end.

    `spaced` tells that a printed space stood before it, `trailed` that one stood after it.
    """

    text: str
    first: int
    last: int
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool
    trailed: bool

    @property
    def size(self) -> float:
        """The height of its characters: the font's size."""
        return self.top - self.bottom


def find_runs(glyphs: Glyphs) -> list[Run]:
    """Return the runs of a page in the order of its content.

    A run ends where the next character stands on another line, a fifth of an em away, or back
    to the left, and at spaces and line breaks that are not on the page.
    """
    runs: list[Run] = []
    first = 0
    end = base = limit = back = 0.0
    edges = zip(glyphs.lefts, glyphs.tops, glyphs.rights, glyphs.bottoms, strict=True)
    for index, (left, top, right, bottom) in enumerate(edges):
        if back < left - end < limit and -limit < bottom - base < limit and top > bottom:
            end = right
            continue
        if first < index:
            _close(runs, glyphs, first, index)
        first = index if top > bottom else index + 1
        end, base, limit, back = right, bottom, _GAP * (top - bottom), _BACK * (top - bottom)
    _close(runs, glyphs, first, len(glyphs.chars))
    return runs


def _close(runs: list[Run], glyphs: Glyphs, first: int, last: int) -> None:
    """Add the characters as a run, if any is more than a space."""
    run = run_between(glyphs, first, last)
    if run is not None:
        runs.append(run)


def run_between(glyphs: Glyphs, first: int, last: int) -> Run | None:
    """Return the characters `first` to before `last` as a run; None if all are spaces."""
    chars = glyphs.chars
    spaced = trailed = False
    while first < last and not chars[first].strip():
        first += 1
        spaced = True
    while first < last and not chars[last - 1].strip():
        last -= 1
        trailed = True
    if first >= last:
        return None
    left, right = glyphs.lefts[first], glyphs.rights[last - 1]
    return Run(
        "".join(chars[first:last]),
        first,
        last,
        left,
        glyphs.bottoms[first],
        max(left, right),
        glyphs.tops[first],
        spaced,
        trailed,
    )


def outline(runs: Sequence[Run]) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top around runs."""
    return (
        min(run.left for run in runs),
        min(run.bottom for run in runs),
        max(run.right for run in runs),
        max(run.top for run in runs),
    )
