"""An indicator as its card shows it: targets with revisions, results by year, the chart's data."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from hakaru.ledger.entries import EVERY_YEAR, Actual, Certainty, Indicator, Target
from hakaru.ledger.measure import same_unit
from hakaru.report.words import Language, working_text
from hakaru.rules.grade import Grade
from hakaru.workflow.queries.card_views import (
    ChartData,
    ChartPoint,
    ChartTarget,
    HistoryLine,
    IndicatorCard,
    TargetView,
)
from hakaru.workflow.queries.judged import JudgedPlan, says_something
from hakaru.workflow.queries.marks import override_view, symbol_mark


def indicator_card(plan: JudgedPlan, indicator: Indicator, lang: str) -> IndicatorCard:
    """Return an indicator with everything known of it."""
    targets = plan.index.targets_of.get(indicator.id, ())
    views = {target.id: _target(target) for target in targets}
    baseline = indicator.baseline
    history = tuple(_history(plan, indicator, lang))
    return IndicatorCard(
        anchor=plan.anchors[indicator.id],
        marker=indicator.marker,
        name=indicator.name,
        direction=indicator.direction,
        direction_source=indicator.direction_source,
        cumulative=indicator.cumulative or any(target.cumulative for target in targets),
        ended=indicator.ended,
        baseline=baseline.quantity.text if baseline else "",
        baseline_year=baseline.fiscal_year if baseline else None,
        targets=tuple(views.values()),
        revisions=tuple(
            (views[old.id], views[new.id])
            for old, new in pairwise(targets)
            if new.in_force_from is not None
        ),
        history=history,
        graded=any(line.published or line.working for line in history),
        chart=_chart(plan, indicator),
        notes=plan.notes_of.get(indicator.id, ()),
        sources=(
            indicator.source,
            baseline.source if baseline else None,
            *(target.source for target in targets),
        ),
    )


def _target(target: Target) -> TargetView:
    """Return a revision of a target as shown."""
    return TargetView(
        text=target.quantity.text,
        due=target.due,
        in_force_from=target.in_force_from,
        in_force_until=target.in_force_until,
        measures=target.measures,
        reason=target.reason,
    )


def _history(plan: JudgedPlan, indicator: Indicator, lang: str) -> Iterator[HistoryLine]:
    """Yield a line for every result of every year; the latest of a year carries the judgement."""
    for year in plan.index.years:
        known = plan.index.actuals_of.get((indicator.id, year), ())
        telling = [actual for actual in known if says_something(actual)]
        for actual in telling:
            grade = plan.grades.get((indicator.id, year)) if actual is known[-1] else None
            yield _line(plan, actual, grade, lang)


def _line(plan: JudgedPlan, actual: Actual, grade: Grade | None, lang: str) -> HistoryLine:
    """Return one result with its target, both grades and the working."""
    target = plan.index.target(actual.indicator, actual.fiscal_year)
    return HistoryLine(
        fiscal_year=actual.fiscal_year,
        as_of=actual.as_of,
        forecast=_is_forecast(actual, grade),
        text=actual.quantity.text,
        target=target.quantity.text if target else "",
        published=symbol_mark(plan.book, actual.published_grade, lang),
        computed=symbol_mark(plan.book, grade.computed, lang) if grade else None,
        agrees=grade.agrees if grade else None,
        working=working_text(grade.working, Language(lang), plan.book) if grade else "",
        shares=tuple(f"{s.member} {s.value.normalize():,f}{s.unit}" for s in actual.breakdown),
        source=actual.source,
        override=(
            override_view(plan, actual.indicator, actual.fiscal_year, lang) if grade else None
        ),
    )


def _is_forecast(actual: Actual, grade: Grade | None) -> bool | None:
    """Return whether a result is expected or final: as stated, else as the grading took it."""
    certainty = actual.certainty or (grade.certainty if grade else None)
    if certainty is None or actual.quantity.state is not None:
        return None
    return certainty is Certainty.FORECAST


def _chart(plan: JudgedPlan, indicator: Indicator) -> ChartData | None:
    """Return the numbers of an indicator in its most used unit, None where there are none."""
    actuals = [
        plan.index.actual(indicator.id, year)
        for year in plan.years_known
        if not _measured_otherwise(plan, indicator, year)
    ]
    numbers = [a for a in actuals if a is not None and a.quantity.value is not None]
    if not numbers:
        return None
    unit = Counter(actual.quantity.unit for actual in numbers).most_common(1)[0][0]
    years = tuple(sorted({*plan.plan.fiscal_years, *(actual.fiscal_year for actual in numbers)}))
    return ChartData(
        unit=unit,
        scale=numbers[-1].quantity.scale,
        years=years,
        points=(*_baseline(indicator, unit), *_points(plan, numbers, unit)),
        targets=tuple(_targets(plan, indicator, years, unit)),
    )


def _measured_otherwise(plan: JudgedPlan, indicator: Indicator, year: int) -> bool:
    """Tell whether a year's result is of an older indicator that this one took the place of."""
    target = plan.index.target(indicator.id, year)
    return target is not None and target.measures != ""


def _baseline(indicator: Indicator, unit: str) -> Iterator[ChartPoint]:
    """Yield the baseline where it is a number of the same unit."""
    if indicator.baseline is not None:
        quantity = indicator.baseline.quantity
        if quantity.value is not None and same_unit(quantity.unit, unit):
            yield ChartPoint(fiscal_year=None, value=quantity.value, kind="baseline")


def _points(plan: JudgedPlan, numbers: list[Actual], unit: str) -> Iterator[ChartPoint]:
    """Yield the results of that unit, final or expected."""
    for actual in numbers:
        if actual.quantity.value is not None and same_unit(actual.quantity.unit, unit):
            grade = plan.grades.get((actual.indicator, actual.fiscal_year))
            yield ChartPoint(
                fiscal_year=actual.fiscal_year,
                value=actual.quantity.value,
                kind="forecast" if _is_forecast(actual, grade) else "confirmed",
            )


def _targets(
    plan: JudgedPlan, indicator: Indicator, years: tuple[int, ...], unit: str
) -> Iterator[ChartTarget]:
    """Yield the target in force in each year up to the one it is due in."""
    for year in years:
        target = plan.index.target(indicator.id, year)
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
