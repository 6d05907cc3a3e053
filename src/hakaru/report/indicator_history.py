"""The history of an indicator as a chart tells it: one description for pages and for reports."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from hakaru.ledger.entries import EVERY_YEAR, Actual, Indicator
from hakaru.ledger.ledger import Index
from hakaru.ledger.measure import same_unit
from hakaru.report.charts import ChartData, ChartPoint, ChartTarget


def indicator_history(
    index: Index,
    indicator: Indicator,
    *,
    known: Iterable[int],
    shown: Iterable[int],
    is_forecast: Callable[[Actual], bool],
) -> ChartData | None:
    """Return the numbers of an indicator in its most used unit, None where there are none.

    `known` are the fiscal years whose results are looked at, without those in which the indicator
    measured something else; `shown` the years that stand on the axis at any rate.
    """
    years = [year for year in known if not measured_otherwise(index, indicator, year)]
    actuals = [index.actual(indicator.id, year) for year in years]
    numbers = [a for a in actuals if a is not None and a.quantity.value is not None]
    if not numbers:
        return None
    unit = Counter(actual.quantity.unit for actual in numbers).most_common(1)[0][0]
    axis = tuple(sorted({*shown, *(actual.fiscal_year for actual in numbers)}))
    baseline = indicator.baseline
    return ChartData(
        unit=unit,
        scale=numbers[-1].quantity.scale,
        years=axis,
        points=(*_baseline(indicator, unit), *_points(numbers, unit, is_forecast)),
        targets=tuple(_targets(index, indicator, axis, unit)),
        baseline_year=baseline.fiscal_year if baseline is not None else None,
    )


def measured_otherwise(index: Index, indicator: Indicator, year: int) -> bool:
    """Tell whether a year's result is of an older indicator that this one took the place of."""
    target = index.target(indicator.id, year)
    return target is not None and target.measures != ""


def _baseline(indicator: Indicator, unit: str) -> Iterator[ChartPoint]:
    """Yield the baseline where it is a number of the same unit."""
    if indicator.baseline is not None:
        quantity = indicator.baseline.quantity
        if quantity.value is not None and same_unit(quantity.unit, unit):
            yield ChartPoint(fiscal_year=None, value=quantity.value, kind="baseline")


def _points(
    numbers: list[Actual], unit: str, is_forecast: Callable[[Actual], bool]
) -> Iterator[ChartPoint]:
    """Yield the results of that unit, final or expected."""
    for actual in numbers:
        if actual.quantity.value is not None and same_unit(actual.quantity.unit, unit):
            yield ChartPoint(
                fiscal_year=actual.fiscal_year,
                value=actual.quantity.value,
                kind="forecast" if is_forecast(actual) else "confirmed",
            )


def _targets(
    index: Index, indicator: Indicator, years: tuple[int, ...], unit: str
) -> Iterator[ChartTarget]:
    """Yield the target in force in each year up to the one it is due in."""
    for year in years:
        target = index.target(indicator.id, year)
        if (
            target is None
            or target.measures
            or target.quantity.value is None
            or not same_unit(target.quantity.unit, unit)
        ):
            continue
        due = target.due
        if due is None or due == EVERY_YEAR or year <= due:
            yield ChartTarget(
                fiscal_year=year,
                value=target.quantity.value,
                due=due in (None, EVERY_YEAR, year),
            )
