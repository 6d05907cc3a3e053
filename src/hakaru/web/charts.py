"""Where the marks of a drawing stand: the history chart of an indicator, the bars of a tally.

Sizes are in the units of the drawing's own view box. Values stay exact until a place on the
drawing is worked out from them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

import msgspec

from hakaru.web.chart_labels import Box, Room, Spot, Stretch, width_of
from hakaru.workflow.queries import ChartData, ChartPoint, ChartTarget, GradeMark

COLUMN = 52
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 26, 56
PLOT_HEIGHT = 150
HEIGHT = TOP + PLOT_HEIGHT + BOTTOM
ABOVE, BELOW = -11, 17
NOTES_ABOVE, NOTES_BELOW = -6, 15
# A point with its edge, and the word before the value of a target, Japanese or English.
POINT_RADIUS, AIM_WORD = 7, 44
# Wider than this, a drawing is not made smaller but moved under the window.
WIDEST = LEFT + RIGHT + 8 * COLUMN
MOST_INTERVALS = 4
# Only values this close together are shown without the ground they stand on.
NEARLY_LEVEL = Decimal("0.9")
SCALE_WORDS = {
    1: "", 1000: "千", 10_000: "万", 1_000_000: "百万", 100_000_000: "億", 10**12: "兆",
}  # fmt: skip


class Tick(msgspec.Struct, frozen=True):
    """A line across the plot with its label."""

    y: str
    label: str


class Column(msgspec.Struct, frozen=True):
    """A place along the axis; `fiscal_year` is None for the baseline."""

    x: str
    fiscal_year: int | None


class Dot(msgspec.Struct, frozen=True):
    """A value: its place, its label and the label's place."""

    x: str
    y: str
    label: str
    label_y: str
    kind: str
    fiscal_year: int | None


class Step(msgspec.Struct, frozen=True):
    """A stretch of years with one target; `due` where the stretch must be reached in it."""

    x1: str
    x2: str
    y: str
    label: str
    label_x: str
    label_y: str
    due: bool


class Stroke(msgspec.Struct, frozen=True):
    """A line between two values following each other."""

    d: str
    forecast: bool


class Drawing(msgspec.Struct, frozen=True, kw_only=True):
    """A history chart with every mark placed."""

    width: int
    height: int
    wide: bool
    left: int
    right: int
    ground: str
    unit: str
    ticks: tuple[Tick, ...]
    columns: tuple[Column, ...]
    steps: tuple[Step, ...]
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]


class Segment(msgspec.Struct, frozen=True):
    """One grade's part of a bar, in percent of its length."""

    mark: GradeMark
    x: str
    width: str


def segments(marks: Sequence[GradeMark], counts: Sequence[int]) -> tuple[Segment, ...]:
    """Return the parts of a stacked bar for the grades that occur, in the order of the marks."""
    total = sum(counts)
    start, parts = Fraction(0), []
    for mark, count in zip(marks, counts, strict=True):
        if count:
            width = Fraction(100 * count, total)
            parts.append(Segment(mark, _place(start), _place(width)))
            start += width
    return tuple(parts)


def history_chart(data: ChartData) -> Drawing:
    """Return the drawing of an indicator's values and targets, the baseline first."""
    axis = _Axis(data)
    room = _room(axis, data)
    # Values first: a target's word can stand anywhere along its line.
    dots = tuple(_dot(axis, data, point, room) for point in data.points)
    return Drawing(
        width=axis.width,
        height=HEIGHT,
        wide=axis.width > WIDEST,
        left=axis.left,
        right=axis.width - RIGHT,
        ground=_place(axis.y(axis.low)),
        unit=SCALE_WORDS.get(data.scale, "") + data.unit,
        ticks=tuple(Tick(_place(axis.y(value)), axis.label(value)) for value in axis.ticks()),
        columns=tuple(Column(_place(axis.x(year)), year) for year in axis.columns),
        steps=tuple(_steps(axis, data, room)),
        strokes=tuple(_strokes(axis, data.points)),
        dots=dots,
    )


class _Axis:
    """The two scales of a chart: columns along, values up."""

    def __init__(self, data: ChartData) -> None:
        """Take columns from the years (a baseline stands before them) and ends from the values."""
        self.scale = data.scale
        has_baseline = any(point.fiscal_year is None for point in data.points)
        self.columns: tuple[int | None, ...] = ((None,) if has_baseline else ()) + data.years
        values = [point.value for point in data.points] + [aim.value for aim in data.targets]
        low, high = min(values) / self.scale, max(values) / self.scale
        if 0 < low < high * NEARLY_LEVEL:
            low = Decimal(0)
        if low == high:
            low, high = min(low, Decimal(0)), max(high, Decimal(1))
        whole = all(value % self.scale == 0 for value in values)
        step = _round_step((high - low) / MOST_INTERVALS)
        self.step = max(step, Decimal(1)) if whole else step
        self.low = (low / self.step).to_integral_value("ROUND_FLOOR") * self.step
        self.high = (high / self.step).to_integral_value("ROUND_CEILING") * self.step
        # Long numbers have room: those of the axis before it, those of values in their columns.
        self.left = max(LEFT, round(max(width_of(self.label(one)) for one in self.ticks())) + 12)
        widest = max(width_of(self.label(point.value / self.scale)) for point in data.points)
        self.column = max(COLUMN, round(widest) + 8)
        self.width = self.left + RIGHT + self.column * len(self.columns)

    def x(self, year: int | None) -> float:
        """Return the middle of a year's column."""
        return self.left + self.column * (self.columns.index(year) + 0.5)

    def reach(self, years: Sequence[int]) -> tuple[float, float]:
        """Return from where to where the columns of years reach."""
        half = self.column / 2
        return self.x(years[0]) - half, self.x(years[-1]) + half

    def spot(self, point: ChartPoint) -> Spot:
        """Return where a value stands."""
        return self.x(point.fiscal_year), self.height_of(point.value)

    def y(self, scaled: Decimal) -> float:
        """Return the height of a value already divided by the scale."""
        return TOP + PLOT_HEIGHT * (1 - float((scaled - self.low) / (self.high - self.low)))

    def height_of(self, value: Decimal) -> float:
        """Return the height of a value."""
        return self.y(value / self.scale)

    def ticks(self) -> Iterator[Decimal]:
        """Yield the values that have a line across."""
        value = self.low
        while value <= self.high:
            yield value
            value += self.step

    def label(self, scaled: Decimal) -> str:
        """Return a value as written on the chart: separators, no idle zeros, ▲ below zero."""
        text = f"{abs(scaled.normalize()):,f}"
        return f"▲{text}" if scaled < 0 else text


def _round_step(least: Decimal) -> Decimal:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(
        step * power for step in map(Decimal, ("1", "2", "2.5", "5", "10")) if step * power >= least
    )


def _place(number: float | Fraction) -> str:
    """Return a place on the drawing, to a hundredth."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _aim(data: ChartData, year: int | None) -> ChartTarget | None:
    """Return the target of a year."""
    return next((aim for aim in data.targets if aim.fiscal_year == year), None)


def _is_below(data: ChartData, point: ChartPoint) -> bool:
    """Tell whether a value lies below the target of its year: its label goes under it then."""
    aim = _aim(data, point.fiscal_year)
    return aim is not None and point.value < aim.value


def _dot(axis: _Axis, data: ChartData, point: ChartPoint, room: Room) -> Dot:
    """Place a value and its label: away from the target line, unless something is there."""
    x, y = axis.spot(point)
    label = axis.label(point.value / axis.scale)
    sides = (BELOW, ABOVE) if _is_below(data, point) else (ABOVE, BELOW)
    _, label_y = room.place(width_of(label), [(x, y + side) for side in sides])
    return Dot(_place(x), _place(y), label, _place(label_y), point.kind, point.fiscal_year)


def _room(axis: _Axis, data: ChartData) -> Room:
    """Return what labels keep off: lines between values, lines of targets, points."""
    spots = [axis.spot(point) for point in data.points]
    yearly = [axis.spot(point) for point in data.points if point.fiscal_year is not None]
    aims: list[Stretch] = []
    for aim in data.targets:
        first, last = axis.reach([aim.fiscal_year])
        y = axis.height_of(aim.value)
        aims.append(((first, y), (last, y)))
    radius = POINT_RADIUS
    points = [Box(x - radius, x + radius, y - radius, y + radius) for x, y in spots]
    return Room([*pairwise(yearly), *aims], points)


def _steps(axis: _Axis, data: ChartData, room: Room) -> Iterator[Step]:
    """Yield stretches of years with the same target; its value stands once, where it is due.

    A target that falls due after the last year of the chart has its value where it ends here.
    """
    groups = [
        (value, due, [aim.fiscal_year for aim in group])
        for (value, due), group in groupby(data.targets, key=lambda aim: (aim.value, aim.due))
    ]
    for at, (value, due, years) in enumerate(groups):
        told_later = any(later == value and is_due for later, is_due, _ in groups[at + 1 :])
        label = axis.label(value / axis.scale) if due or not told_later else ""
        first, last = axis.reach(years)
        y = axis.height_of(value)
        end, label_y = _beside(axis, data, years, label, room) if label else (last, y)
        yield Step(
            x1=_place(first),
            x2=_place(last),
            y=_place(y),
            label=label,
            label_x=_place(end),
            label_y=_place(label_y),
            due=due,
        )


def _beside(axis: _Axis, data: ChartData, years: list[int], label: str, room: Room) -> Spot:
    """Return where the word of a target ends: at one end of its line, over or under it."""
    first, last = axis.reach(years)
    aim = next(aim for aim in data.targets if aim.fiscal_year == years[-1])
    shown = next((point for point in data.points if point.fiscal_year == years[-1]), None)
    notes = [NOTES_ABOVE, NOTES_BELOW]
    if shown is not None and not _is_below(data, shown):
        notes.reverse()
    width = width_of(label) + AIM_WORD
    ends = dict.fromkeys((last, min(first + width, float(axis.width - RIGHT))))
    y = axis.height_of(aim.value)
    middle, label_y = room.place(
        width, [(end - width / 2, y + note) for end in ends for note in notes]
    )
    return middle + width / 2, label_y


def _strokes(axis: _Axis, points: Sequence[ChartPoint]) -> Iterator[Stroke]:
    """Yield the lines between yearly values; one that leads to a forecast is marked so."""
    yearly = [point for point in points if point.fiscal_year is not None]
    for before, after in pairwise(yearly):
        ends = [
            f"{_place(axis.x(point.fiscal_year))} {_place(axis.height_of(point.value))}"
            for point in (before, after)
        ]
        yield Stroke(f"M{ends[0]}L{ends[1]}", after.kind == "forecast")
