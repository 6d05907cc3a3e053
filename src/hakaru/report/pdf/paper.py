"""The sheet a report is set on, and how large its type comes out."""

from collections.abc import Sequence

import msgspec

from hakaru.report import look
from hakaru.report.tables.model import Layout

_POINTS = 72 / 25.4
# From line to line, as a share of the size of type.
LINE = 1.42


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet in millimetres, its margins (side, top, bottom), and type in points.

    `inset` is the room between a cell's edge and its text at each side, `least` the smallest type
    of a table, `line` how far lines are apart.
    """

    width: float
    height: float
    margins: tuple[float, float, float]
    size: float
    heading: float
    headline: float
    figure: float
    note: float
    inset: float = 3.5
    least: float = 6.0

    @property
    def line(self) -> float:
        """The distance of lines in points."""
        return self.size * LINE

    @property
    def text_width(self) -> float:
        """The width between the margins in points."""
        return (self.width - 2 * self.margins[0]) * _POINTS

    @property
    def text_height(self) -> float:
        """The height between the margins in points."""
        return (self.height - self.margins[1] - self.margins[2]) * _POINTS

    def size_for(self, widths: Sequence[float]) -> float:
        """Return the type of a table whose columns are `widths` full-width characters wide."""
        room = self.text_width - 2 * self.inset * len(widths)
        return max(min(self.size, round(room / sum(widths), 1)), self.least)


_A4 = Paper(
    width=look.PAPER_WIDTH,
    height=look.PAPER_HEIGHT,
    margins=(look.MARGIN_SIDE, look.MARGIN_TOP, look.MARGIN_BOTTOM),
    size=look.TEXT_POINTS,
    heading=look.HEADING_POINTS,
    headline=look.TITLE_POINTS,
    figure=24,
    note=look.NOTE_POINTS,
)
# 16 to 9, as projectors are.
_SCREEN = Paper(
    width=338.67,
    height=190.5,
    margins=(14, 13, 13),
    size=15,
    heading=24,
    headline=34,
    figure=40,
    note=11,
    inset=5,
    least=11.5,
)


def paper_for(layout: Layout) -> Paper:
    """Return the sheet for a layout."""
    return _SCREEN if layout is Layout.SLIDES else _A4
