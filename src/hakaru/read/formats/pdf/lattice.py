"""Ruled lines -> tables: edges snapped, borders joined, regions between borders as cells.

Lines that touch form one table; a missing border merges cells; the outside of a table is closed
even where no line is drawn there (tables open at the sides are common).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import neg
from typing import NamedTuple

from hakaru.read.formats.pdf.draft import Rectangle
from hakaru.read.formats.pdf.strokes import Across, Down

SNAP = 2.5
"""Edges nearer than this many points are one edge; double lines are, columns are not."""
_BRIDGE = 3.0
_SHORT = 5.0
_MOST_LINES = 2_000
_MOST_BOXES = 250_000


class Frame(NamedTuple):
    """A cell of a lattice, at its top left, `uneven` if it was cut from a region of other shape."""

    row: int
    column: int
    row_span: int
    span: int
    uneven: bool


class Lattice(NamedTuple):
    """A ruled table: column edges from the left, row edges from the top, and its cells.

    `boxes` are the cells' outlines; `owner[row][column]` is the cell that covers a place.
    """

    xs: list[float]
    ys: list[float]
    frames: list[Frame]
    boxes: list[Rectangle]
    owner: list[list[int]]

    @property
    def box(self) -> Rectangle:
        """The table's outline."""
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def at(self, x: float, y: float) -> int | None:
        """Return the index of the cell that a point lies in."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = min(bisect_right(self.ys, -y, key=neg), len(self.ys) - 1) - 1
        return self.owner[row][column]


def find_lattices(across: Sequence[Across], down: Sequence[Down]) -> list[Lattice] | None:
    """Return the tables of two cells or more, the smallest first; None if it is a dense drawing."""
    level = _merged(across)
    upright = _merged(down)
    if len(level) > _MOST_LINES or len(upright) > _MOST_LINES:
        return None
    lattices = [
        lattice
        for lines, columns in _touching(level, upright)
        if (lattice := _lattice(lines, columns)) is not None
    ]
    return sorted(lattices, key=_area)


def _area(lattice: Lattice) -> float:
    left, bottom, right, top = lattice.box
    return (right - left) * (top - bottom)


def _merged(lines: Iterable[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Return lines (place, from, to) with near places snapped and pieces of one line joined."""
    snapped: list[tuple[float, list[tuple[float, float]]]] = []
    last = None
    for place, start, end in sorted(lines):
        if last is None or place - last > SNAP:
            snapped.append((place, []))
            last = place
        snapped[-1][1].append((start, end))
    merged = []
    for place, pieces in snapped:
        pieces.sort()
        start, end = pieces[0]
        for next_start, next_end in pieces[1:]:
            if next_start <= end + _BRIDGE:
                end = max(end, next_end)
            else:
                merged.append((place, start, end))
                start, end = next_start, next_end
        merged.append((place, start, end))
    return [line for line in merged if line[2] - line[1] > _SHORT]


_Lines = list[tuple[float, float, float]]


def _touching(level: _Lines, upright: _Lines) -> list[tuple[_Lines, _Lines]]:
    """Return the groups of lines that touch each other, level ones and upright ones apart."""
    parent = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    heights = [line[0] for line in level]
    for number, (x, bottom, top) in enumerate(upright, len(level)):
        low = bisect_left(heights, bottom - SNAP)
        for index in range(low, bisect_right(heights, top + SNAP)):
            _, left, right = level[index]
            if left - SNAP <= x <= right + SNAP:
                parent[root(index)] = root(number)
    groups: dict[int, tuple[_Lines, _Lines]] = defaultdict(lambda: ([], []))
    for index, line in enumerate(level + upright):
        groups[root(index)][index >= len(level)].append(line)
    return [group for group in groups.values() if group[0] and group[1]]


def _lattice(level: _Lines, upright: _Lines) -> Lattice | None:
    """Return the table that a group of touching lines makes, if it has two cells or more.

    A cross or a T of lines is a drawing: a table has two level lines and four lines in all.
    """
    drawn = len({line[0] for line in level}), len({line[0] for line in upright})
    if drawn[0] < 2 or sum(drawn) < 4:
        return None
    xs = _edges([line[0] for line in upright], [end for line in level for end in line[1:]])
    ys = _edges([line[0] for line in level], [end for line in upright for end in line[1:]])
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > _MOST_BOXES:
        return None
    ys.reverse()
    below = _covered(level, ys, xs)  # below[edge][column]: a border lies on that row edge
    beside = _covered(upright, xs, ys[::-1])
    beside = [side[::-1] for side in beside]  # beside[edge][row], rows from the top
    ys, below, beside = _without_bare(ys, below, beside)
    xs, beside, below = _without_bare(xs, beside, below)
    if (len(xs) - 1) * (len(ys) - 1) < 2:
        return None
    owner, frames = _regions(len(ys) - 1, len(xs) - 1, below, beside)
    boxes = [
        (
            xs[frame.column],
            ys[frame.row + frame.row_span],
            xs[frame.column + frame.span],
            ys[frame.row],
        )
        for frame in frames
    ]
    return Lattice(xs, ys, frames, boxes, owner) if len(frames) > 1 else None


def _edges(places: list[float], ends: list[float]) -> list[float]:
    """Return the edges from the first to the last, closed where lines reach beyond the last."""
    edges = sorted(set(places))
    snapped = edges[:1]
    for edge in edges[1:]:
        if edge - snapped[-1] > SNAP:
            snapped.append(edge)
    if min(ends) < snapped[0] - 2 * SNAP:
        snapped.insert(0, min(ends))
    if max(ends) > snapped[-1] + 2 * SNAP:
        snapped.append(max(ends))
    return snapped


def _covered(lines: _Lines, places: Sequence[float], steps: Sequence[float]) -> list[list[bool]]:
    """Return for each place and each step between edges whether a line covers it."""
    index = {place: number for number, place in enumerate(places)}
    covered = [[False] * (len(steps) - 1) for _ in places]
    for place, start, end in lines:
        side = covered[index[place] if place in index else _nearest(places, place)]
        first = bisect_left(steps, start - SNAP)
        last = bisect_right(steps, end + SNAP) - 1
        for step in range(first, last):
            side[step] = True
    return covered


def _nearest(places: Sequence[float], place: float) -> int:
    """Return the index of the nearest place."""
    return min(range(len(places)), key=lambda number: abs(places[number] - place))


def _without_bare(
    edges: list[float], borders: list[list[bool]], crossing: list[list[bool]]
) -> tuple[list[float], list[list[bool]], list[list[bool]]]:
    """Drop inner edges that carry no border at all (an underline that touched one)."""
    keep = [
        number
        for number in range(len(edges))
        if number in (0, len(edges) - 1) or any(borders[number])
    ]
    if len(keep) == len(edges):
        return edges, borders, crossing
    crossing = [[any(side[a:b]) for a, b in pairwise(keep)] for side in crossing]
    return [edges[number] for number in keep], [borders[number] for number in keep], crossing


def _regions(
    rows: int, columns: int, below: list[list[bool]], beside: list[list[bool]]
) -> tuple[list[list[int]], list[Frame]]:
    """Return which cell owns each box of the lattice, and the cells in reading order."""
    owner = [[-1] * columns for _ in range(rows)]
    frames: list[Frame] = []
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            for frame in _frames(row, column, below, beside):
                for inner_row in range(frame.row, frame.row + frame.row_span):
                    for inner in range(frame.column, frame.column + frame.span):
                        owner[inner_row][inner] = len(frames)
                frames.append(frame)
    return owner, frames


def _frames(
    row: int, column: int, below: list[list[bool]], beside: list[list[bool]]
) -> list[Frame]:
    """Return the cell whose top left is a box; several where borders enclose no rectangle."""
    rows, columns = len(below) - 1, len(beside) - 1
    if below[row + 1][column] or row + 1 == rows:
        # Most cells are one row high: look along it before looking everywhere.
        end = column + 1
        while end < columns and not beside[end][row]:
            end += 1
        is_closed_left = column == 0 or beside[column][row]
        is_closed_above = row == 0 or all(below[row][column:end])
        is_closed_below = row + 1 == rows or all(below[row + 1][column:end])
        if is_closed_left and is_closed_above and is_closed_below:
            return [Frame(row, column, 1, end - column, uneven=False)]
    return _rectangles(_flood(row, column, below, beside))


def _flood(
    row: int, column: int, below: list[list[bool]], beside: list[list[bool]]
) -> set[tuple[int, int]]:
    """Return the boxes reached from one without crossing a border."""
    rows, columns = len(below) - 1, len(beside) - 1
    region = {(row, column)}
    waiting = [(row, column)]
    while waiting:
        y, x = waiting.pop()
        steps = (
            (y, x + 1, x + 1 < columns and not beside[x + 1][y]),
            (y, x - 1, x > 0 and not beside[x][y]),
            (y + 1, x, y + 1 < rows and not below[y + 1][x]),
            (y - 1, x, y > 0 and not below[y][x]),
        )
        for next_y, next_x, is_open in steps:
            if is_open and (next_y, next_x) not in region:
                region.add((next_y, next_x))
                waiting.append((next_y, next_x))
    return region


def _rectangles(region: set[tuple[int, int]]) -> list[Frame]:
    """Return a region as one cell, or as several rectangles from the top where it is none."""
    top, left = min(row for row, _ in region), min(column for _, column in region)
    height = max(row for row, _ in region) - top + 1
    width = max(column for _, column in region) - left + 1
    if height * width == len(region):
        return [Frame(top, left, height, width, uneven=False)]
    frames = []
    while region:
        row, column = min(region)
        span = 1
        while (row, column + span) in region:
            span += 1
        row_span = 1
        while all((row + row_span, column + step) in region for step in range(span)):
            row_span += 1
        frames.append(Frame(row, column, row_span, span, uneven=True))
        region -= {(row + y, column + x) for y in range(row_span) for x in range(span)}
    return frames
