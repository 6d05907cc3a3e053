"""The achievement ratios of a plan as pages show them."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hakaru.rules.grade import decided
from hakaru.rules.ratio import Count, GradeSource, Ratio, count, published_ratios
from hakaru.rules.scale import Family, Rulebook
from hakaru.workflow.queries.judged import JudgedPlan
from hakaru.workflow.queries.marks import in_language, marks_of
from hakaru.workflow.queries.views import CountView, RatioView

_TENTH = Decimal("0.1")


def ratio_views(plan: JudgedPlan, lang: str, section: str = "") -> tuple[RatioView, ...]:
    """Return the ratio of every year that has one, the latest first: the plan's, or a section's."""
    return tuple(_views(plan, section or plan.plan.id, lang))


def counted_differently(plan: JudgedPlan) -> tuple[int, ...]:
    """Return the years whose published ratios no single counting rule gives, else nothing."""
    told = [ratio for ratio in plan.ratios if ratio.reproduced_by]
    common = set.intersection(*(set(ratio.reproduced_by) for ratio in told)) if told else set()
    return () if common else tuple(ratio.fiscal_year for ratio in told)


def _views(plan: JudgedPlan, scope: str, lang: str) -> Iterator[RatioView]:
    """Yield the ratios of a scope that count something."""
    for ratio in sorted(plan.ratios_in(scope), key=lambda ratio: -ratio.fiscal_year):
        book = plan.book_of(ratio.fiscal_year)
        shown = None if book is None else _count(book, ratio.count, lang)
        if book is None or shown is None:
            continue
        computed = _count(book, ratio.computed, lang)
        same = (ratio.computed.met, ratio.computed.evaluable) == (shown.met, shown.evaluable)
        yield RatioView(
            fiscal_year=ratio.fiscal_year,
            shown=shown,
            of_published=ratio.count.source is GradeSource.PUBLISHED,
            has_forecast=_has_forecast(book, ratio.count),
            # Only for the whole plan: its count is the one that is published and questioned.
            first=_by_first_rule(plan, book, ratio, lang) if scope == plan.plan.id else None,
            computed=None if same else computed,
            published=ratio.published.text if ratio.published else "",
            reproduced=bool(ratio.reproduced_by),
            overridden=ratio.overridden,
        )


def _by_first_rule(plan: JudgedPlan, book: Rulebook, ratio: Ratio, lang: str) -> CountView | None:
    """Return the count by the rulebook's first rule, None where that is the one shown."""
    first = book.counting[0]
    if first.id == ratio.count.rule:
        return None
    counted = count(
        (
            decided(grade, book)
            for grade in plan.grades.values()
            if grade.fiscal_year == ratio.fiscal_year
        ),
        book=book,
        rule=first,
        source=ratio.count.source,
        itself=frozenset(one.indicator for one in published_ratios(plan.index, plan.editions)),
    )
    return _count(book, counted, lang)


def _count(book: Rulebook, counted: Count, lang: str) -> CountView | None:
    """Return a count as shown, None where nothing could be evaluated."""
    rule = book.counting_rule(counted.rule)
    if counted.ratio is None or rule is None:
        return None
    return CountView(
        met=counted.met,
        evaluable=counted.evaluable,
        ratio=counted.ratio,
        percent=percent_of(counted.ratio),
        counts_as_met=marks_of(book, rule.met, lang),
        rule=in_language(rule.label, lang),
    )


def percent_of(ratio: Fraction) -> str:
    """Return a share in percent to a tenth, half up, as documents print it; whole ones as whole."""
    hundredfold = ratio * 100
    if hundredfold.denominator == 1:
        return str(hundredfold.numerator)
    exact = Decimal(hundredfold.numerator) / Decimal(hundredfold.denominator)
    return str(exact.quantize(_TENTH, ROUND_HALF_UP))


def _has_forecast(book: Rulebook, counted: Count) -> bool:
    """Tell whether expected results are among those counted."""
    return any(
        book.marks[key].family is Family.FORECAST and book.marks[key].in_denominator
        for key, number in counted.marks
        if number
    )
