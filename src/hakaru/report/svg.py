"""A chart as a small drawing (SVG) with title and description; told apart without colour too."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from html import escape
from math import ceil, floor
from zlib import crc32

from hakaru.report import look
from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole
from hakaru.report.measuring import columns

WIDTH, HEIGHT = 720, 270
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 36, 54
_STEPS = 5
_ROUND = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
BAR_SHARE = Fraction(7, 10)
LONGEST_NAME = 16
ROOM_FOR_SIGN = 34
WIDEST_COLUMN = Fraction(90)
# A half-width letter is a little wider than half its size.
_HALF = 0.56
_KEY, _BETWEEN = 14, 18
_GRID_INK = "D5DBE1"
_STROKES = {
    look.Pattern.RISING: '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="#{ink}" fill="none"/>',
    look.Pattern.FALLING: '<path d="M-1 5L1 7M0 0L6 6M5 -1L7 1" stroke="#{ink}" fill="none"/>',
    look.Pattern.DOTS: '<circle cx="1.5" cy="1.5" r="0.9" fill="#{ink}"/>'
    '<circle cx="4.5" cy="4.5" r="0.9" fill="#{ink}"/>',
    look.Pattern.GRID: '<path d="M0 1H6M0 4H6M1 0V6M4 0V6" stroke="#{ink}" stroke-width="0.5"/>',
}


def svg_of(chart: Chart, width: int = WIDTH, letters: int = 11) -> str:
    """Return a chart as an SVG element; every value is labelled, targets are dashed.

    `width` is that of the drawing, about 270 high; `letters` is the size of its type.
    """
    drawing = _Drawing(chart, width, letters)
    body = "".join(drawing.bars() if chart.kind is ChartKind.STACKED else drawing.plot())
    legend = "".join(drawing.legend())
    said = escape(chart.description or chart.title)
    height = drawing.height
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" font-size="{letters}" fill="#{look.INK}">'
        f"<title>{escape(chart.title)}</title><desc>{said}</desc>"
        f"<defs>{''.join(drawing.patterns())}</defs>"
        f'<text x="{drawing.start}" y="18" font-size="{letters + 2}" font-weight="bold">'
        f"{escape(chart.title)}</text>"
        f"{body}{legend}</svg>"
    )


class _Drawing:
    """One chart while it is drawn; `start` is where its left edge is."""

    def __init__(self, chart: Chart, width: int, letters: int) -> None:
        self.height = HEIGHT
        self._chart = chart
        self._width = width
        self._letters = letters
        # Patterns need names; several drawings may stand on one page.
        self._name = f"h{crc32(repr(chart).encode()):08x}"
        longest = max((columns(name) for name in chart.categories), default=0)
        wanted = min(longest, LONGEST_NAME * 2) * letters * _HALF + 8
        self._label_width = int(min(max(wanted, 40), width * 0.36))
        # Where values are marked: how far right, how far down, whether it is a target.
        self._marked: list[tuple[Fraction, str, bool]] = []
        self.start = 16 if chart.kind is ChartKind.STACKED else LEFT

    def patterns(self) -> Iterator[str]:
        """Yield the strokes that areas are filled with."""
        for role in dict.fromkeys(series.role for series in self._chart.series):
            if role in look.SERIES_PATTERN:
                strokes = _STROKES[look.SERIES_PATTERN[role]]
                yield (
                    f'<pattern id="{self._name}-{role}" width="6" height="6" '
                    f'patternUnits="userSpaceOnUse">'
                    f'<rect width="6" height="6" fill="#{look.SERIES_FILL[role]}"/>'
                    f"{strokes.replace('{ink}', look.SERIES_COLOUR[role])}</pattern>"
                )

    def _area(self, role: SeriesRole) -> str:
        """Return how an area of a series is filled and edged."""
        plain = f"#{look.SERIES_FILL[role]}"
        fill = f"url(#{self._name}-{role})" if role in look.SERIES_PATTERN else plain
        return f'fill="{fill}" stroke="#{look.SERIES_COLOUR[role]}"'

    def _plate(self, role: SeriesRole, x: Fraction, y: float, text: str) -> str:
        """Return a plain ground for a text, so that no stroke runs through it."""
        wide = columns(text) * self._letters * _HALF + 4
        return (
            f'<rect x="{float(x) - wide / 2:.1f}" y="{y - self._letters + 1:.1f}" '
            f'width="{wide:.1f}" height="{self._letters + 2}" fill="#{look.SERIES_FILL[role]}"/>'
        )

    def legend(self) -> Iterator[str]:
        """Yield what each colour and pattern stands for, in as many lines as it takes."""
        x, y = float(self.start), HEIGHT - 12
        if len(self._chart.series) == 1 and self._chart.kind is not ChartKind.LINE:
            return
        for series in self._chart.series:
            wide = _KEY + 5 + columns(series.name) * self._letters * _HALF + _BETWEEN
            if x > self.start and x + wide > self._width:
                x, y = float(self.start), y + self._letters + 6
            yield from self._key(series, x, y)
            yield f'<text x="{x + _KEY + 5:.1f}" y="{y}">{escape(series.name)}</text>'
            x += wide
        self.height = max(HEIGHT, y + 12)

    def _key(self, series: Series, x: float, y: float) -> Iterator[str]:
        """Yield a small piece of what a series is drawn with."""
        if self._chart.kind is ChartKind.LINE:
            yield _stroke(series, f"{x:.1f},{y - 4} {x + _KEY:.1f},{y - 4}")
            yield _mark(series, x + _KEY / 2, y - 4)
        else:
            area = self._area(series.role)
            yield f'<rect x="{x:.1f}" y="{y - 10}" width="{_KEY}" height="11" {area}/>'

    def plot(self) -> Iterator[str]:
        """Yield axis, lines or columns, and labels."""
        chart, width = self._chart, self._width
        values = [v for series in chart.series for v in series.values if v is not None]
        steps = _steps(min([*values, Decimal(0)]), max([*values, Decimal(0)]))
        low, reach = steps[0], steps[-1] - steps[0]
        tall = HEIGHT - TOP - BOTTOM

        def y(value: Decimal | Fraction) -> str:
            """Return the height of a value on the drawing."""
            return f"{float(TOP + tall - (Fraction(value) - low) / reach * tall):.1f}"

        for at in steps:
            yield (
                f'<line x1="{LEFT}" x2="{width - RIGHT}" y1="{y(at)}" y2="{y(at)}" '
                f'stroke="#{_GRID_INK}"/><text x="{LEFT - 6}" y="{float(y(at)) + 4:.1f}" '
                f'text-anchor="end">{float(at):,.6g}</text>'
            )
        yield f'<text x="6" y="{TOP - 14}">{escape(chart.unit)}</text>'
        room = Fraction(width - LEFT - RIGHT, max(len(chart.categories), 1))
        centres = [LEFT + room * at + room / 2 for at in range(len(chart.categories))]
        for centre, category in zip(centres, chart.categories, strict=True):
            yield _word(centre, HEIGHT - BOTTOM + 17, category)
        self._marked = [
            (centre, y(value), series.role is SeriesRole.TARGET)
            for series in chart.series
            for centre, value in zip(centres, series.values, strict=True)
            if value is not None
        ]
        wide = min(room * BAR_SHARE / max(len(chart.series), 1), WIDEST_COLUMN)
        for number, series in enumerate(chart.series):
            dots = [
                (centre, y(value), value)
                for centre, value in zip(centres, series.values, strict=True)
                if value is not None
            ]
            if chart.kind is ChartKind.COLUMN:
                aside = wide * number - wide * len(chart.series) / 2
                yield from self._columns(series, dots, (aside, wide), y(Decimal(0)))
            else:
                yield from self._line(series, dots)

    def _line(self, series: Series, dots: list[tuple[Fraction, str, Decimal]]) -> Iterator[str]:
        """Yield a line with its marks and values; a target's is dashed and says its last value."""
        yield _stroke(series, " ".join(f"{float(x):.1f},{y}" for x, y, _ in dots))
        is_target = series.role is SeriesRole.TARGET
        for x, y, value in dots[-1:] if is_target else dots:
            yield _mark(series, float(x), float(y))
            others = [
                float(other) for at, other, mine in self._marked if at == x and mine != is_target
            ]
            yield _word(x, self._free_place(float(y), others, is_target=is_target), f"{value:,f}")

    def _free_place(self, y: float, others: Sequence[float], *, is_target: bool) -> float:
        """Return where a number stands: above its mark, a target's below; apart from others."""
        room = 2 * self._letters
        if is_target:
            below = not any(y - 4 <= other <= y + 2 * room for other in others)
        else:
            below = any(0 < y - other <= room for other in others)
        return y + self._letters + 4 if below else y - 8

    def _columns(
        self,
        series: Series,
        dots: list[tuple[Fraction, str, Decimal]],
        across: tuple[Fraction, Fraction],
        zero: str,
    ) -> Iterator[str]:
        """Yield columns from the zero line to each value; `across` is how far aside and wide."""
        aside, wide = across
        for centre, y, value in dots:
            high, base = sorted((float(y), float(zero)))
            yield (
                f'<rect x="{float(centre + aside):.1f}" y="{high:.1f}" width="{float(wide):.1f}" '
                f'height="{base - high:.1f}" {self._area(series.role)}/>'
            )
            yield _word(centre + aside + wide / 2, high - 5, f"{value:,f}")

    def bars(self) -> Iterator[str]:
        """Yield a stacked bar for each category, its parts labelled."""
        chart = self._chart
        totals = [
            sum((series.values[at] or Decimal(0) for series in chart.series), Decimal(0))
            for at in range(len(chart.categories))
        ]
        most = Fraction(max([*totals, Decimal(1)]))
        tall = Fraction(HEIGHT - TOP - BOTTOM, max(len(chart.categories), 1))
        start = self.start + self._label_width
        for at, category in enumerate(chart.categories):
            top, x = TOP + tall * at, Fraction(start)
            middle = float(top + tall / 2) + 4
            yield from _label(start - 8, middle, category)
            for series in chart.series:
                value = series.values[at] or Decimal(0)
                wide = Fraction(value) / most * (self._width - start - RIGHT)
                if value:
                    yield (
                        f'<rect x="{float(x):.1f}" y="{float(top + tall / 6):.1f}" '
                        f'width="{float(wide):.1f}" height="{float(tall * 2 / 3):.1f}" '
                        f"{self._area(series.role)}/>"
                    )
                    # The sign of a grade stands before its number.
                    signed = wide >= ROOM_FOR_SIGN and series.name[1:2] == " "
                    sign = series.name[:1] if signed else ""
                    text = f"{sign} {value:,f}".strip()
                    if series.role in look.SERIES_PATTERN:
                        yield self._plate(series.role, x + wide / 2, middle, text)
                    yield _word(x + wide / 2, middle, text)
                x += wide


def _steps(low: Decimal, high: Decimal) -> list[Fraction]:
    """Return round numbers that enclose all values, 0 among them."""
    least = (Fraction(high) - Fraction(low) or Fraction(1)) / _STEPS
    power = Fraction(10) ** Decimal(float(least)).adjusted()
    step = next(power * factor for factor in _ROUND if power * factor >= least)
    first, last = floor(Fraction(low) / step), ceil(Fraction(high) / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def _stroke(series: Series, points: str) -> str:
    """Return a line through points."""
    dash = ' stroke-dasharray="6 4"' if series.role is SeriesRole.TARGET else ""
    colour = look.SERIES_COLOUR[series.role]
    return f'<polyline points="{points}" fill="none" stroke="#{colour}" stroke-width="2"{dash}/>'


def _mark(series: Series, x: float, y: float) -> str:
    """Return the mark of a value: a dot, an open diamond where expected, a triangle to start."""
    colour = look.SERIES_COLOUR[series.role]
    match series.role:
        case SeriesRole.TARGET:
            return ""
        case SeriesRole.FORECAST:
            shape = f"M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z"
            return f'<path d="{shape}" fill="#FFFFFF" stroke="#{colour}" stroke-width="2"/>'
        case SeriesRole.BASELINE:
            return f'<path d="M{x:.1f} {y - 5:.1f}l5 9h-10z" fill="#{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#{colour}"/>'


def _label(x: int, middle: float, text: str) -> Iterator[str]:
    """Yield a bar's name, in two lines where it is long."""
    half = len(text) if len(text) <= LONGEST_NAME else -(-len(text) // 2)
    pieces = [piece for piece in (text[:half], text[half:]) if piece]
    for number, piece in enumerate(pieces):
        y = middle + 13 * (number - (len(pieces) - 1) / 2)
        yield f'<text x="{x}" y="{y:.1f}" text-anchor="end">{escape(piece)}</text>'


def _word(x: Fraction, y: float, text: str) -> str:
    """Return a text centred at a place."""
    return f'<text x="{float(x):.1f}" y="{y:.1f}" text-anchor="middle">{escape(text)}</text>'
