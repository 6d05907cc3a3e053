"""The chart of one indicator: its results year by year beside the target in force."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from hakaru.ledger.entries import Actual, Certainty, Indicator
from hakaru.ledger.numerals import scale_word
from hakaru.report.charts import Chart, ChartData, ChartKind, Series, SeriesRole
from hakaru.report.indicator_history import indicator_history, measured_otherwise
from hakaru.report.tables.material import Material
from hakaru.report.tables.printing import one_line
from hakaru.report.words import Language
from hakaru.report.words.reports import phrase


def indicator_chart(material: Material, indicator: Indicator) -> Chart | None:
    """Return the chart of an indicator in its most used unit; None where there is no number.

    Values are shown in the factor the last one is written in. Years in which the indicator
    measured something else are left out.
    """
    start = indicator.baseline.fiscal_year if indicator.baseline is not None else None
    years = sorted(
        {
            *(y for y in material.years if not measured_otherwise(material.index, indicator, y)),
            *([] if start is None else [start]),
        }
    )
    history = indicator_history(
        material.index, indicator, known=years, shown=years, is_forecast=_is_forecast
    )
    if history is None:
        return None
    lang = material.lang
    return Chart(
        title=one_line(f"{indicator.marker}{indicator.name}"),
        kind=ChartKind.LINE,
        categories=tuple(phrase("year.chart", lang, year=year) for year in history.years),
        series=tuple(one for one in _series(history, lang) if one.values != _nothing(history)),
        unit=f"{scale_word(history.scale)}{history.unit}",
        description=phrase("chart.indicator.about", lang, name=one_line(indicator.name)),
    )


def _series(history: ChartData, lang: Language) -> Iterator[Series]:
    """Yield the baseline, the final results, the expected ones, and the target in force."""
    for code, role, kind in (
        ("series.baseline", SeriesRole.BASELINE, "baseline"),
        ("series.actual", SeriesRole.ACTUAL, "confirmed"),
        ("series.forecast", SeriesRole.FORECAST, "forecast"),
    ):
        yield Series(phrase(code, lang), _values(history, _of_kind(history, kind)), role)
    aims = ((aim.fiscal_year, aim.value) for aim in history.targets)
    yield Series(phrase("series.target", lang), _values(history, aims), SeriesRole.TARGET)


def _nothing(history: ChartData) -> tuple[None, ...]:
    """Return the values of a series that has none."""
    return (None,) * len(history.years)


def _is_forecast(actual: Actual) -> bool:
    """Tell whether a result is stated to be expected."""
    return actual.certainty is Certainty.FORECAST


def _of_kind(history: ChartData, kind: str) -> Iterable[tuple[int | None, Decimal]]:
    """Return the values of one kind with their years; the baseline stands in its own year."""
    return (
        (history.baseline_year if point.fiscal_year is None else point.fiscal_year, point.value)
        for point in history.points
        if point.kind == kind
    )


def _values(
    history: ChartData, found: Iterable[tuple[int | None, Decimal]]
) -> tuple[Decimal | None, ...]:
    """Return a value for each year of the chart, in its factor; None where there is none."""
    by_year = {year: (value / history.scale).normalize() + 0 for year, value in found}
    return tuple(by_year.get(year) for year in history.years)
