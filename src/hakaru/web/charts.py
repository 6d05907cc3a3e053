"""Where the marks of a drawing stand: the history chart of an indicator, the bars of a tally.

Sizes are in the units of the drawing's own view box. Values stay exact until a place on the
drawing is worked out from them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

import msgspec

from hakaru.workflow.queries import ChartData, ChartPoint, ChartTarget, GradeMark

COLUMN = 52
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 26, 56
PLOT_HEIGHT = 150
HEIGHT = TOP + PLOT_HEIGHT + BOTTOM
ABOVE, BELOW = -11, 17
NOTES_ABOVE, NOTES_BELOW = -6, 15
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
    return Drawing(
        width=axis.width,
        height=HEIGHT,
        wide=len(axis.columns) > 8,
        left=LEFT,
        right=axis.width - RIGHT,
        ground=_place(axis.y(axis.low)),
        unit=SCALE_WORDS.get(data.scale, "") + data.unit,
        ticks=tuple(Tick(_place(axis.y(value)), axis.label(value)) for value in axis.ticks()),
        columns=tuple(Column(_place(axis.x(year)), year) for year in axis.columns),
        steps=tuple(_steps(axis, data)),
        strokes=tuple(_strokes(axis, data.points)),
        dots=tuple(_dot(axis, data, point) for point in data.points),
    )


class _Axis:
    """The two scales of a chart: columns along, values up."""

    def __init__(self, data: ChartData) -> None:
        """Take columns from the years (a baseline stands before them) and ends from the values."""
        self.scale = data.scale
        has_baseline = any(point.fiscal_year is None for point in data.points)
        self.columns: tuple[int | None, ...] = ((None,) if has_baseline else ()) + data.years
        self.width = LEFT + RIGHT + COLUMN * len(self.columns)
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

    def x(self, year: int | None) -> Fraction:
        """Return the middle of a year's column."""
        return LEFT + COLUMN * (self.columns.index(year) + Fraction(1, 2))

    def y(self, scaled: Decimal) -> Fraction:
        """Return the height of a value already divided by the scale."""
        share = (Fraction(scaled) - Fraction(self.low)) / Fraction(self.high - self.low)
        return TOP + PLOT_HEIGHT * (1 - share)

    def height_of(self, value: Decimal) -> Fraction:
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


def _place(number: Fraction) -> str:
    """Return a place on the drawing, to a hundredth."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def _aim(data: ChartData, year: int | None) -> ChartTarget | None:
    """Return the target of a year."""
    return next((aim for aim in data.targets if aim.fiscal_year == year), None)


def _is_below(data: ChartData, point: ChartPoint) -> bool:
    """Tell whether a value lies below the target of its year: its label goes under it then."""
    aim = _aim(data, point.fiscal_year)
    return aim is not None and point.value < aim.value


def _dot(axis: _Axis, data: ChartData, point: ChartPoint) -> Dot:
    """Place a value and its label, on the side away from the target line."""
    y = axis.height_of(point.value)
    return Dot(
        _place(axis.x(point.fiscal_year)),
        _place(y),
        axis.label(point.value / axis.scale),
        _place(y + (BELOW if _is_below(data, point) else ABOVE)),
        point.kind,
        point.fiscal_year,
    )


def _steps(axis: _Axis, data: ChartData) -> Iterator[Step]:
    """Yield stretches of years with the same target; each stretch's end carries its value."""
    for (value, due), group in groupby(data.targets, key=lambda aim: (aim.value, aim.due)):
        years = [aim.fiscal_year for aim in group]
        last = next((p for p in data.points if p.fiscal_year == years[-1]), None)
        above = last is None or _is_below(data, last)
        y = axis.height_of(value)
        yield Step(
            _place(axis.x(years[0]) - Fraction(COLUMN, 2)),
            _place(axis.x(years[-1]) + Fraction(COLUMN, 2)),
            _place(y),
            axis.label(value / axis.scale) if due else "",
            _place(y + (NOTES_ABOVE if above else NOTES_BELOW)),
            due,
        )


def _strokes(axis: _Axis, points: Sequence[ChartPoint]) -> Iterator[Stroke]:
    """Yield the lines between yearly values; one that leads to a forecast is marked so."""
    yearly = [point for point in points if point.fiscal_year is not None]
    for before, after in pairwise(yearly):
        ends = [
            f"{_place(axis.x(point.fiscal_year))} {_place(axis.height_of(point.value))}"
            for point in (before, after)
        ]
        yield Stroke(f"M{ends[0]}L{ends[1]}", after.kind == "forecast")
