"""A chart as a small drawing (SVG) with title and description; colours by what a series is."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from html import escape
from math import ceil, floor

from hakaru.report import look
from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 40, 60
_STEPS = 5
_ROUND = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5), Fraction(10))
BAR_SHARE = Fraction(7, 10)
LABEL_WIDTH = 150
LONGEST_NAME = 16
ROOM_FOR_SIGN = 34


def svg_of(chart: Chart, width: int = WIDTH, letters: int = 11) -> str:
    """Return a chart as an SVG element; every value is labelled, targets are dashed.

    `width` is that of the drawing, 300 high; `letters` is the size of its type.
    """
    body = _bars(chart, width) if chart.kind is ChartKind.STACKED else _plot(chart, width)
    said = escape(chart.description or chart.title)
    return (
        f'<svg viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg" font-size="{letters}" fill="#{look.INK}">'
        f"<title>{escape(chart.title)}</title><desc>{said}</desc>"
        f'<text x="{LEFT}" y="18" font-size="{letters + 2}" font-weight="bold">'
        f"{escape(chart.title)}</text>"
        f"{''.join(body)}{''.join(_legend(chart, width))}</svg>"
    )


def _legend(chart: Chart, width: int) -> Iterator[str]:
    """Yield what each colour stands for, below the drawing."""
    room = (width - LEFT - RIGHT) // max(len(chart.series), 1)
    for at, series in enumerate(chart.series):
        x = LEFT + at * room
        colour = look.SERIES_COLOUR[series.role]
        yield f'<rect x="{x}" y="{HEIGHT - 20}" width="12" height="10" fill="#{colour}"/>'
        yield f'<text x="{x + 17}" y="{HEIGHT - 11}">{escape(series.name)}</text>'


def _plot(chart: Chart, width: int) -> Iterator[str]:
    """Yield axis, lines or columns, and labels."""
    values = [v for series in chart.series for v in series.values if v is not None]
    steps = _steps(min([*values, Decimal(0)]), max([*values, Decimal(0)]))
    low, reach = steps[0], steps[-1] - steps[0]
    tall = HEIGHT - TOP - BOTTOM

    def y(value: Decimal | Fraction) -> str:
        """Return the height of a value on the drawing."""
        return f"{float(TOP + tall - (Fraction(value) - low) / reach * tall):.1f}"

    for at in steps:
        yield (
            f'<line x1="{LEFT}" x2="{width - RIGHT}" y1="{y(at)}" y2="{y(at)}" stroke="#D5DBE1"/>'
            f'<text x="{LEFT - 6}" y="{y(at)}" text-anchor="end">{float(at):,.6g}</text>'
        )
    yield f'<text x="6" y="{TOP - 20}">{escape(chart.unit)}</text>'
    room = Fraction(width - LEFT - RIGHT, max(len(chart.categories), 1))
    centres = [LEFT + room * at + room / 2 for at in range(len(chart.categories))]
    for centre, category in zip(centres, chart.categories, strict=True):
        yield _word(centre, HEIGHT - BOTTOM + 16, category)
    for number, series in enumerate(chart.series):
        dots = [
            (centre, value)
            for centre, value in zip(centres, series.values, strict=True)
            if value is not None
        ]
        if chart.kind is ChartKind.COLUMN:
            wide = room * BAR_SHARE / len(chart.series)
            for centre, value in dots:
                left = centre - room * BAR_SHARE / 2 + wide * number
                yield _column(series, (left, wide), y(value), y(Decimal(0)))
                yield _word(left + wide / 2, float(y(value)) - 5, f"{value:,f}")
        else:
            yield from _line(series, [(centre, y(value), value) for centre, value in dots])


def _steps(low: Decimal, high: Decimal) -> list[Fraction]:
    """Return round numbers that enclose all values, 0 among them."""
    least = (Fraction(high) - Fraction(low) or Fraction(1)) / _STEPS
    power = Fraction(10) ** Decimal(float(least)).adjusted()
    step = next(power * factor for factor in _ROUND if power * factor >= least)
    first, last = floor(Fraction(low) / step), ceil(Fraction(high) / step)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def _line(series: Series, dots: list[tuple[Fraction, str, Decimal]]) -> Iterator[str]:
    """Yield a line with its dots; a target's is dashed and has no dots."""
    colour = look.SERIES_COLOUR[series.role]
    points = " ".join(f"{float(x):.1f},{y}" for x, y, _ in dots)
    is_target = series.role is SeriesRole.TARGET
    dash = ' stroke-dasharray="6 4"' if is_target else ""
    yield f'<polyline points="{points}" fill="none" stroke="#{colour}" stroke-width="2"{dash}/>'
    for x, y, value in dots:
        if not is_target:
            yield f'<circle cx="{float(x):.1f}" cy="{y}" r="4" fill="#{colour}"/>'
            yield _word(x, float(y) - 8, f"{value:,f}")


def _column(series: Series, across: tuple[Fraction, Fraction], y: str, zero: str) -> str:
    """Return a column from the zero line to a value."""
    left, wide = across
    high, base = sorted((float(y), float(zero)))
    return (
        f'<rect x="{float(left):.1f}" y="{high:.1f}" width="{float(wide):.1f}" '
        f'height="{base - high:.1f}" fill="#{look.SERIES_COLOUR[series.role]}"/>'
    )


def _bars(chart: Chart, width: int) -> Iterator[str]:
    """Yield a stacked bar for each category, its parts labelled."""
    totals = [
        sum((series.values[at] or Decimal(0) for series in chart.series), Decimal(0))
        for at in range(len(chart.categories))
    ]
    most = Fraction(max([*totals, Decimal(1)]))
    tall = Fraction(HEIGHT - TOP - BOTTOM, max(len(chart.categories), 1))
    start = LEFT + LABEL_WIDTH
    for at, category in enumerate(chart.categories):
        top, x = TOP + tall * at, Fraction(start)
        middle = float(top + tall / 2) + 4
        yield from _label(start - 8, middle, category)
        for series in chart.series:
            value = series.values[at] or Decimal(0)
            wide = Fraction(value) / most * (width - start - RIGHT)
            if value:
                yield (
                    f'<rect x="{float(x):.1f}" y="{float(top + tall / 8):.1f}" '
                    f'width="{float(wide):.1f}" height="{float(tall * 3 / 4):.1f}" '
                    f'fill="#{look.SERIES_COLOUR[series.role]}" stroke="#fff"/>'
                )
                # Told apart without colour: the sign of a grade stands before its number.
                sign = series.name[:1] if wide >= ROOM_FOR_SIGN and series.name[1:2] == " " else ""
                yield _word(x + wide / 2, middle, f"{sign} {value:,f}".strip())
            x += wide


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
