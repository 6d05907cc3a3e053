"""Where the labels of a chart go: on the side where they cover the least of it.

A label has a few places it may take, the best first. It takes the first that covers nothing, else
the one that covers the fewest lines and labels.
"""

from collections.abc import Iterable, Sequence

import msgspec

# A line of text of 12 units: what of it stands over and under its baseline.
OVER, UNDER = 10, 2
DIGIT, POINT, WIDE, SPACE = 7.0, 3.5, 12.0, 4.0

Spot = tuple[float, float]
Stretch = tuple[Spot, Spot]


class Box(msgspec.Struct, frozen=True):
    """An upright rectangle of the drawing."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes share some room."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def crossed_by(self, stretch: Stretch) -> bool:
        """Tell whether a straight line passes through: clipped to the box, something is left."""
        (x, y), (to_x, to_y) = stretch
        first, last = 0.0, 1.0
        for start, way, low, high in (
            (x, to_x - x, self.left, self.right),
            (y, to_y - y, self.top, self.bottom),
        ):
            if not way:
                if not low < start < high:
                    return False
                continue
            ends = sorted(((low - start) / way, (high - start) / way))
            first, last = max(first, ends[0]), min(last, ends[1])
        return first < last


def width_of(text: str) -> float:
    """Return about how wide a label is."""
    return sum(map(_width, text))


def box_at(middle: float, baseline: float, width: float) -> Box:
    """Return the room a label takes, from the middle of its baseline."""
    half = width / 2
    return Box(middle - half, middle + half, baseline - OVER, baseline + UNDER)


class Room:
    """What is on a chart already; each label that is placed is added to it."""

    def __init__(self, lines: Iterable[Stretch], boxes: Iterable[Box]) -> None:
        """Begin with the lines and marks of the drawing."""
        self._lines, self._boxes = list(lines), list(boxes)

    def place(self, width: float, spots: Sequence[Spot]) -> Spot:
        """Return the best of the spots for a label of a width, and keep it taken."""
        best = min(spots, key=lambda spot: self._covered(box_at(spot[0], spot[1], width)))
        self._boxes.append(box_at(best[0], best[1], width))
        return best

    def _covered(self, box: Box) -> int:
        """Return how much a label at a place would cover; another label is worse than a line."""
        labels = sum(box.meets(other) for other in self._boxes)
        return 2 * labels + sum(box.crossed_by(line) for line in self._lines)


def _width(sign: str) -> float:
    """Return the width of one sign."""
    if sign in ",.":
        return POINT
    if sign == " ":
        return SPACE
    return DIGIT if sign.isascii() else WIDE
