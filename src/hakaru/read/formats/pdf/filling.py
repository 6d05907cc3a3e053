"""Runs -> cells: which cell each text stands in, read two ways where a border lies in between.

By character: each belongs to the cell its middle lies in. By segment: what follows without a gap
belongs together, in the cell that holds most of it. Where both agree nothing is said. Where they
differ (a number wider than its cell) both readings are told and the cells are to be confirmed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hakaru.read.formats.pdf.glyphs import Glyphs, is_wide
from hakaru.read.formats.pdf.lattice import Lattice
from hakaru.read.formats.pdf.runs import Run, run_between
from hakaru.read.formats.pdf.wrapping import CLOSERS, OPENERS

_OVER = 0.3
_APART = 0.06
_ELSEWHERE = 0.03
_BLANK = 0.9
_NEXT = 0.35

Spot = tuple[int, int]
"""Index of a lattice, index of a cell in it."""


class Overflow(NamedTuple):
    """A text over a border: the cells it touches and both readings, `taken` the one that stands."""

    spots: tuple[Spot, ...]
    by_character: str
    by_segment: str
    taken: str


class Filled(NamedTuple):
    """What stands in each cell, what stands in none, and what stands in two."""

    cells: dict[Spot, list[Run]]
    outside: list[Run]
    overflows: list[Overflow]
    between_rows: list[tuple[Spot, Run]]


def fill(runs: Sequence[Run], lattices: Sequence[Lattice], glyphs: Glyphs) -> Filled:
    """Return each run, or piece of one, with its cell; the smallest table around it counts."""
    filled = Filled(defaultdict(list), [], [], [])
    if not lattices:
        filled.outside.extend(runs)
        return filled
    filler = _Filler(lattices, glyphs, filled)
    for run in runs:
        filler.put(run)
    return filled


class _Filler:
    """Gives runs to cells; remembers the last one, as text mostly goes on where it was."""

    def __init__(self, lattices: Sequence[Lattice], glyphs: Glyphs, filled: Filled) -> None:
        self._lattices = lattices
        self._glyphs = glyphs
        self._filled = filled
        self._spot: Spot | None = None
        self._run: Run | None = None

    def put(self, run: Run) -> None:
        """Give a run to the cell it stands in, or its pieces to several."""
        start, end = self._glyphs.middle(run.first), self._glyphs.middle(run.last - 1)
        last = self._spot
        spot = last if last is not None and self._is_in(last, start) else self._at(start)
        is_whole = self._at(end) is None if spot is None else self._is_in(spot, end)
        for segment in (run,) if is_whole else self._segments(run):
            if is_whole:
                self._put(segment, spot)
            else:
                self._put_segment(segment)

    def _at(self, point: tuple[float, float]) -> Spot | None:
        """Return the cell a point lies in."""
        for number, lattice in enumerate(self._lattices):
            cell = lattice.at(*point)
            if cell is not None:
                return number, cell
        return None

    def _is_in(self, spot: Spot, point: tuple[float, float]) -> bool:
        """Whether a point lies in a cell, and in no smaller table inside it."""
        left, bottom, right, top = self._lattices[spot[0]].boxes[spot[1]]
        if not (left <= point[0] <= right and bottom <= point[1] <= top):
            return False
        inner = self._lattices[: spot[0]]
        return not inner or all(lattice.at(*point) is None for lattice in inner)

    def _put(self, run: Run, spot: Spot | None) -> None:
        """Give a run to a cell, noting where it goes on over a border or stands between rows."""
        before, before_spot = self._run, self._spot
        self._run, self._spot = run, spot
        if spot is None:
            self._filled.outside.append(run)
            return
        self._filled.cells[spot].append(run)
        _, bottom, _, top = self._lattices[spot[0]].boxes[spot[1]]
        over = _OVER * (run.top - run.bottom)
        if bottom - run.bottom > over or run.top - top > over:
            self._filled.between_rows.append((spot, run))
        if before_spot is None or before is None or before_spot == spot:
            return
        if abs(run.bottom - before.bottom) < 0.2 * over / _OVER:
            self._note_contact(before_spot, before, spot, run)

    def _note_contact(self, spot: Spot, run: Run, next_spot: Spot, after: Run) -> None:
        """Note a text that reaches its border with another close behind it: perhaps one number."""
        overflows = self._filled.overflows
        if overflows and {spot, next_spot} <= set(overflows[-1].spots):
            return
        # The right half of a full-width mark is blank.
        is_half_blank = run.text[-1] in CLOSERS and is_wide(run.text[-1])
        right = run.right - 0.5 * run.size if is_half_blank else run.right
        border = self._lattices[spot[0]].boxes[spot[1]][2]
        if right >= border and abs(after.left - right) < _NEXT * run.size:
            by_character = f"{run.text} | {after.text}"
            overflow = Overflow(
                (spot, next_spot), by_character, run.text + after.text, by_character
            )
            overflows.append(overflow)

    def _segments(self, run: Run) -> Iterator[Run]:
        """Cut a run where a border lies in a gap, or where what was written apart meets."""
        chars, lefts, rights = self._glyphs.chars, self._glyphs.lefts, self._glyphs.rights
        printed = [index for index in range(run.first, run.last) if chars[index].strip()]
        gaps = [lefts[after] - rights[before] for before, after in pairwise(printed)]
        usual = max(sorted(gaps)[len(gaps) // 2], 0.0) if len(gaps) > 2 else 0.0
        start = run.first
        for gap, (before, after) in zip(gaps, pairwise(printed), strict=True):
            if after > before + 1:
                is_apart = gap > _BLANK * run.size
            else:
                is_apart = gap > usual + _APART * run.size or (
                    abs(gap - usual) > _ELSEWHERE * run.size and not self._glyphs.together(before)
                )
            if is_apart and self._starts_cell(before, after):
                yield from filter(None, (run_between(self._glyphs, start, before + 1),))
                start = after
        yield from filter(None, (run_between(self._glyphs, start, run.last),))

    def _starts_cell(self, before: int, after: int) -> bool:
        """Whether a character stands wholly in another cell than most of what came before."""
        glyphs = self._glyphs
        spot = self._at(glyphs.middle(after))
        if spot is None:
            return self._at(glyphs.middle(before)) is not None
        edge = self._lattices[spot[0]].boxes[spot[1]][0]
        left = glyphs.lefts[after]
        size = glyphs.tops[after] - glyphs.bottoms[after]
        if glyphs.chars[after] in OPENERS and glyphs.rights[after] - left > 0.9 * size:
            left += size / 2  # its ink is the right half; at a line's start it is all
        return glyphs.lefts[before] < edge <= left

    def _put_segment(self, segment: Run) -> None:
        """Give a segment to the cell that holds most of it, noting where that is not all of it."""
        widths: dict[Spot | None, float] = defaultdict(float)
        texts: dict[Spot | None, str] = defaultdict(str)
        for index in range(segment.first, segment.last):
            spot = self._at(self._glyphs.middle(index))
            widths[spot] += self._glyphs.rights[index] - self._glyphs.lefts[index]
            texts[spot] += self._glyphs.chars[index]
        self._put(segment, max(widths, key=widths.__getitem__))
        if len(widths) > 1:
            spots = tuple(spot for spot in widths if spot is not None)
            by_character = " | ".join(texts.values())
            overflow = Overflow(spots, by_character, segment.text, segment.text)
            self._filled.overflows.append(overflow)
