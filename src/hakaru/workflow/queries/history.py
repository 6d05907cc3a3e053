"""An indicator as its card shows it: targets with revisions, results by year, the chart's data."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from hakaru.ledger.entries import Actual, Certainty, Indicator, Target
from hakaru.report.charts import ChartData
from hakaru.report.indicator_history import indicator_history
from hakaru.report.words import Language, working_text
from hakaru.rules.grade import Grade
from hakaru.workflow.queries.card_views import (
    HistoryLine,
    IndicatorCard,
    TargetView,
)
from hakaru.workflow.queries.judged import JudgedPlan, says_something
from hakaru.workflow.queries.marks import override_view, symbol_mark
from hakaru.workflow.queries.paging import first_by_weight

# About what a card takes on a page without its texts, its chart, and each year of its table.
CARD_BYTES, CHART_BYTES, YEAR_BYTES = 3_000, 3_500, 1_300


def indicator_card(plan: JudgedPlan, indicator: Indicator, lang: str) -> IndicatorCard:
    """Return an indicator with everything known of it."""
    targets = plan.index.targets_of.get(indicator.id, ())
    views = {target.id: target_view(target) for target in targets}
    baseline = indicator.baseline
    history = tuple(_history(plan, indicator, lang))
    return IndicatorCard(
        ref=plan.ref(indicator.id),
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


def cards_within(
    plan: JudgedPlan, indicators: Iterable[Indicator], lang: str, *, most: int
) -> tuple[IndicatorCard, ...]:
    """Return the cards of the first indicators, as many as take so many bytes on a page."""
    cards = (indicator_card(plan, indicator, lang) for indicator in indicators)
    return first_by_weight(cards, card_weight, most=most)


def card_weight(card: IndicatorCard) -> int:
    """Return about how many bytes a card takes on a page."""
    texts = [text for line in card.history for text in (line.text, line.target, line.working)]
    texts += [text for line in card.history for text in line.shares]
    texts += [text for target in card.targets for text in (target.text, target.reason)]
    size = sum(len(text.encode()) for text in (card.name, card.name, *texts, *card.notes))
    return size + CARD_BYTES + CHART_BYTES * bool(card.chart) + YEAR_BYTES * len(card.history)


def target_view(target: Target) -> TargetView:
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
    book = plan.book_of(actual.fiscal_year)
    return HistoryLine(
        fiscal_year=actual.fiscal_year,
        as_of=actual.as_of,
        forecast=_is_forecast(actual, grade),
        text=actual.quantity.text,
        target=target.quantity.text if target else "",
        published=symbol_mark(book, actual.published_grade, lang),
        computed=symbol_mark(book, grade.computed, lang) if grade else None,
        agrees=grade.agrees if grade else None,
        working=working_text(grade.working, Language(lang), book) if grade else "",
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
    """Return the history of an indicator's numbers, None where there are none."""

    def is_forecast(actual: Actual) -> bool:
        """Tell whether a result is expected, as the table beside the chart says."""
        grade = plan.grades.get((actual.indicator, actual.fiscal_year))
        return _is_forecast(actual, grade) is True

    return indicator_history(
        plan.index,
        indicator,
        known=plan.years_known,
        shown=plan.plan.fiscal_years,
        is_forecast=is_forecast,
    )
