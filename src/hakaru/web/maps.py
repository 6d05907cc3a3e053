"""Where the members stand on a map: squares, or the authority's own outlines, projected here.

No map is loaded from anywhere: the drawing is made of the members alone.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, radians

import msgspec

from hakaru.workflow.areas.outlines import Outlines, Point, Ring
from hakaru.workflow.queries import MembersPage

TILE = 112
GAP = 6
WIDTH = 640
MARGIN = 8
# Of the drawing's units: what is closer to the point before is not drawn.
FINEST = 2
SMALLEST_RING = 5
LEVELS = 4
# Squares of more members are too small to read: the list beside says it all.
MOST_TILES = 36
# A square has room for so many signs in one line, or in each of two smaller ones.
ONE_LINE, OF_TWO_LINES = 5, 6
# How wide a drawing of squares is shown at most, and how much larger than drawn.
WIDEST, LARGER = 544, 1.2


class TileMark(msgspec.Struct, frozen=True, kw_only=True):
    """A member's square: its corner, and how much of its measuring rule is filled.

    `words` is the name in the lines that fit, cut short where it is longer.
    """

    name: str
    words: tuple[str, ...]
    projects: int
    x: int
    y: int
    filled: int


class ShapeMark(msgspec.Struct, frozen=True, kw_only=True):
    """A member's outline: its path, where its name stands, and its pattern, 0 (none) to 4."""

    name: str
    projects: int
    path: str
    x: int
    y: int
    level: int


class MemberMap(msgspec.Struct, frozen=True, kw_only=True):
    """The map of an area: either squares or outlines, or neither where there are too many.

    `bounds` are the numbers of each pattern; `placed` tells whether squares stand where their
    members lie; `shown` is the width on the page.
    """

    width: int
    height: int
    shown: int = WIDEST
    placed: bool = True
    tiles: tuple[TileMark, ...] = ()
    shapes: tuple[ShapeMark, ...] = ()
    bounds: tuple[tuple[int, int, int], ...] = ()


def member_map(view: MembersPage) -> MemberMap:
    """Return the map: the authority's outlines where they have every member, else squares."""
    found = view.outlines
    if found is not None and all(line.name in found.rings for line in view.lines if line.listed):
        return _outlined(view, found)
    return _tiled(view)


def _tiled(view: MembersPage) -> MemberMap:
    """Return the map of squares; of too many members, an empty one."""
    if len(view.tiles) > MOST_TILES:
        return MemberMap(width=0, height=0)
    numbers = {line.name: line.projects for line in view.lines}
    most = max(view.total, 1)
    step = TILE + GAP
    width = max((tile.x for tile in view.tiles), default=0) * step + TILE
    return MemberMap(
        width=width,
        shown=min(WIDEST, round(width * LARGER)),
        # Whoever the data file knows has a code and a place of its own.
        placed=any(tile.code for tile in view.tiles),
        height=max((tile.y for tile in view.tiles), default=0) * step + TILE,
        tiles=tuple(
            TileMark(
                name=tile.name,
                words=_words(tile.name),
                projects=numbers[tile.name],
                x=tile.x * step,
                y=tile.y * step,
                filled=(TILE - 16) * numbers[tile.name] // most,
            )
            for tile in view.tiles
        ),
    )


def _words(name: str) -> tuple[str, ...]:
    """Return a name in one line or two."""
    if len(name) <= ONE_LINE:
        return (name,)
    if len(name) > 2 * OF_TWO_LINES:
        name = f"{name[: 2 * OF_TWO_LINES - 1]}…"
    half = max(-(-len(name) // 2), 1)
    return name[:half], name[half:]


def _outlined(view: MembersPage, found: Outlines) -> MemberMap:
    """Return the map of outlines: as seen from above the middle of the area."""
    drawn = [line for line in view.lines if line.name in found.rings]
    points = [point for line in drawn for ring in found.rings[line.name] for point in ring]
    frame = _Frame(points)
    numbers = [line.projects for line in drawn]
    return MemberMap(
        width=WIDTH,
        height=frame.height,
        shapes=tuple(
            ShapeMark(
                name=line.name,
                projects=line.projects,
                path="".join(_paths(frame, found.rings[line.name])),
                level=_level(line.projects, numbers),
                **frame.middle(found.rings[line.name]),
            )
            for line in drawn
        ),
        bounds=tuple(_bounds(numbers)),
    )


class _Frame:
    """The sheet a map is drawn on: degrees in, units of the drawing out."""

    def __init__(self, points: list[Point]) -> None:
        """Fit the points into the width; a degree of longitude is shorter in the north."""
        east, north = [p[0] for p in points], [p[1] for p in points]
        self.west, self.top = min(east), max(north)
        self.narrow = cos(radians((max(north) + min(north)) / 2))
        wide = (max(east) - self.west) * self.narrow or 1
        self.scale = (WIDTH - 2 * MARGIN) / wide
        self.height = round((self.top - min(north)) * self.scale) + 2 * MARGIN

    def place(self, point: Point) -> tuple[int, int]:
        """Return a point on the sheet."""
        x = MARGIN + (point[0] - self.west) * self.narrow * self.scale
        return round(x), MARGIN + round((self.top - point[1]) * self.scale)

    def middle(self, rings: Iterable[Ring]) -> dict[str, int]:
        """Return the centre of gravity of the largest ring, where a name stands."""
        placed = [[self.place(point) for point in ring] for ring in rings]
        largest = max(placed, key=lambda ring: abs(_area(ring)))
        area = _area(largest)
        if not area:
            return {"x": largest[0][0], "y": largest[0][1]}
        ends = list(pairwise([*largest, largest[0]]))
        x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in ends)
        y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in ends)
        return {"x": round(x / (6 * area)), "y": round(y / (6 * area))}


def _area(ring: list[tuple[int, int]]) -> float:
    """Return the signed area of a ring."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def _paths(frame: _Frame, rings: tuple[Ring, ...]) -> Iterator[str]:
    """Yield the rings as paths, without what is too small to see; never without them all."""
    thinned = [_thinned(frame, ring) for ring in rings]
    seen = [ring for ring in thinned if abs(_area(ring)) >= SMALLEST_RING]
    for ring in seen or [max(thinned, key=len)]:
        steps = (f"l{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring))
        yield f"M{ring[0][0]} {ring[0][1]}{''.join(steps)}z"


def _thinned(frame: _Frame, ring: Ring) -> list[tuple[int, int]]:
    """Return the points of a ring on the sheet, those left out that stand too close."""
    first, *others = (frame.place(point) for point in ring)
    kept = [first]
    for x, y in others:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
            kept.append((x, y))
    return kept


def _level(number: int, numbers: list[int]) -> int:
    """Return the pattern of a number: 0 for none, then equal steps from the least to the most."""
    if not number:
        return 0
    return next(level for level, low, high in _bounds(numbers) if low <= number <= high)


def _bounds(numbers: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield each pattern with the numbers from and to which it stands, those that can occur."""
    some = [number for number in numbers if number]
    if not some:
        return
    least, most = min(some), max(some)
    width = -(-(most - least + 1) // LEVELS)
    for level in range(1, LEVELS + 1):
        low = least + (level - 1) * width
        if low <= most:
            yield level, low, min(low + width - 1, most)
