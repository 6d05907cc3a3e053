"""Runs -> lines, with the spaces between runs."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hakaru.read.formats.pdf.glyphs import is_wide
from hakaru.read.formats.pdf.runs import Run

_LATIN_GAP = 0.15
_MIXED_GAP = 0.45  # a quarter em between Japanese and Latin is the typesetter's, no space
_WIDE_GAP = 0.18
_MARK_GAP = 0.7  # full-width marks are blank by half


class Line(NamedTuple):
    """Runs that stand on one line, from the left; `gaps[i]` is what stands before `runs[i]`."""

    runs: list[Run]
    gaps: list[str]
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The height of its largest characters."""
        return self.top - self.bottom


def find_lines(runs: Sequence[Run]) -> list[Line]:
    """Return the lines of some runs from the top; runs at half the same height share a line."""
    if len(runs) == 1:
        return [make_line(list(runs))]
    rows: list[list[Run]] = []
    low = high = 0.0
    for run in sorted(runs, key=lambda run: -run.top):
        overlap = min(high, run.top) - max(low, run.bottom)
        if rows and overlap > 0.5 * min(high - low, run.size):
            rows[-1].append(run)
            if run.size > high - low:
                low, high = run.bottom, run.top
        else:
            rows.append([run])
            low, high = run.bottom, run.top
    return [make_line(sorted(row, key=lambda run: run.left)) for row in rows]


def make_line(runs: list[Run]) -> Line:
    """Return runs, from the left, as one line with the spaces that stand between them."""
    if len(runs) == 1:
        run = runs[0]
        return Line(runs, [""], run.text, run.left, run.bottom, run.right, run.top)
    spread = _is_spread(runs)
    gaps = [""]
    gaps += [" " if has_space(a, b, spread=spread) else "" for a, b in pairwise(runs)]
    return Line(
        runs,
        gaps,
        "".join(f"{gap}{run.text}" for gap, run in zip(gaps, runs, strict=True)),
        runs[0].left,
        min(run.bottom for run in runs),
        max(run.right for run in runs),
        max(run.top for run in runs),
    )


def _is_spread(runs: Sequence[Run]) -> bool:
    """Whether Japanese characters are spread over the width, one by one (均等割り付け: 区　分)."""
    wide = [run for run in runs if is_wide(run.text[0]) and run.text[0].isalpha()]
    single = sum(len(run.text) == 1 for run in wide)
    return len(wide) > 1 and 2 * single > len(wide)


def has_space(before: Run, after: Run, *, spread: bool = False) -> bool:
    """Whether two runs on a line are apart by a space, printed or as wide as one.

    In a `spread` line a gap between Japanese characters is none.
    """
    if spread and is_wide(before.text[-1]) and is_wide(after.text[0]):
        return False
    if before.trailed or after.spaced:
        return True
    gap = after.left - before.right
    return gap > _limit(before.text[-1], after.text[0]) * min(before.size, after.size)


def _limit(char: str, after: str) -> float:
    """Return the gap, in ems, from which two characters are apart by a space."""
    wide = is_wide(char) + is_wide(after)
    if wide < 2:
        return _MIXED_GAP if wide else _LATIN_GAP
    is_mark = any(unicodedata.category(each).startswith("P") for each in (char, after))
    return _MARK_GAP if is_mark else _WIDE_GAP
