"""The chart of one indicator: its results year by year beside the target in force."""

from collections import Counter
from decimal import Decimal

from hakaru.ledger.entries import EVERY_YEAR, Certainty, Indicator
from hakaru.ledger.measure import same_unit
from hakaru.ledger.numerals import scale_word
from hakaru.ledger.quantity import Quantity
from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole
from hakaru.report.tables.material import Material
from hakaru.report.tables.printing import one_line
from hakaru.report.words.reports import phrase


def indicator_chart(material: Material, indicator: Indicator) -> Chart | None:
    """Return the chart of an indicator in its most used unit; None where there is no number.

    Values are shown in the factor the last one is written in. Years in which the indicator
    measured something else are left out.
    """
    baseline = indicator.baseline
    start = baseline.fiscal_year if baseline is not None else None
    years = sorted(
        {
            *(year for year in material.years if not _otherwise(material, indicator, year)),
            *([] if start is None else [start]),
        }
    )
    known = {year: material.index.actual(indicator.id, year) for year in years}
    numbers = [a.quantity for a in known.values() if a and a.quantity.value is not None]
    if not numbers:
        return None
    unit = Counter(quantity.unit for quantity in numbers).most_common(1)[0][0]
    scale = numbers[-1].scale
    final: list[Decimal | None] = []
    expected: list[Decimal | None] = []
    for actual in known.values():
        value = _value(actual.quantity, unit, scale) if actual else None
        forecast = actual is not None and actual.certainty is Certainty.FORECAST
        final.append(None if forecast else value)
        expected.append(value if forecast else None)
    targets = tuple(_target(material, indicator, year, (unit, scale)) for year in years)
    lang = material.lang
    first = _value(baseline.quantity, unit, scale) if baseline is not None else None
    started = tuple(first if year == start else None for year in years)
    series = [
        Series(phrase("series.baseline", lang), started, SeriesRole.BASELINE),
        Series(phrase("series.actual", lang), tuple(final), SeriesRole.ACTUAL),
        Series(phrase("series.forecast", lang), tuple(expected), SeriesRole.FORECAST),
        Series(phrase("series.target", lang), targets, SeriesRole.TARGET),
    ]
    return Chart(
        title=one_line(f"{indicator.marker}{indicator.name}"),
        kind=ChartKind.LINE,
        categories=tuple(phrase("year.chart", lang, year=year) for year in years),
        series=tuple(one for one in series if any(value is not None for value in one.values)),
        unit=f"{scale_word(scale)}{unit}",
        description=phrase("chart.indicator.about", lang, name=one_line(indicator.name)),
    )


def _otherwise(material: Material, indicator: Indicator, year: int) -> bool:
    """Tell whether a year's result is of an older indicator that this one replaced."""
    target = material.index.target(indicator.id, year)
    return target is not None and target.measures != ""


def _value(quantity: Quantity, unit: str, scale: int) -> Decimal | None:
    """Return a value in the chart's factor; None for one of another unit."""
    if quantity.value is None or not same_unit(quantity.unit, unit):
        return None
    return (quantity.value / scale).normalize() + 0


def _target(
    material: Material, indicator: Indicator, year: int, shown: tuple[str, int]
) -> Decimal | None:
    """Return the target in force in a year up to the one it is due in."""
    target = material.index.target(indicator.id, year)
    if target is None:
        return None
    if target.due is not None and target.due != EVERY_YEAR and year > target.due:
        return None
    return _value(target.quantity, *shown)
