"""What was missed in a year, how far, by which working, and what was done."""

from collections.abc import Iterator
from decimal import Decimal

from hakaru.errors import UsageError
from hakaru.ledger.entries import Actual, Indicator, Target
from hakaru.ledger.measure import same_unit
from hakaru.ledger.numerals import scale_word
from hakaru.rules.scale import Family, Mark
from hakaru.workflow.queries.card import told_with_marker
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.marks import plan_head, tone
from hakaru.workflow.queries.overview import graded_line, latest_graded
from hakaru.workflow.queries.page_views import MissedLine, MissedPage
from hakaru.workflow.queries.paging import page_of, pages_by_weight
from hakaru.workflow.queries.views import Tone

MOST_ACTIVITIES = 5
# Of a page, and of a line without what was done.
MOST_BYTES, LINE_BYTES = 70_000, 2_000


def missed_page(plan_id: str, year: str, *, lang: str, page: int = 1) -> MissedPage:
    """Return a page of what was missed in a year, "" for the latest graded one.

    Raises UsageError `plan.unknown`, and `filter.unknown` for a year without results or a page
    that is not there.
    """
    plan = judged(plan_id)
    if year and year not in map(str, plan.years_known):
        raise UsageError("filter.unknown", filter="year", value=year[:40])
    chosen = int(year) if year else latest_graded(plan)
    found = tuple(_missed(plan, chosen)) if chosen is not None else ()
    final, expected = (
        tuple(
            _line(plan, indicator, chosen, lang)
            for indicator, mark in found
            if (mark.family is Family.FORECAST) is forecast and chosen is not None
        )
        for forecast in (False, True)
    )
    pages = pages_by_weight(
        [(line, lines is final) for lines in (final, expected) for line in lines],
        lambda one: LINE_BYTES + sum(len(text.encode()) for text in one[0].activities),
        most=MOST_BYTES,
    )
    shown = page_of(pages, page)
    return MissedPage(
        head=plan_head(plan),
        year=chosen,
        years=plan.years_known,
        missed=tuple(line for line, is_final in shown if is_final),
        expected=tuple(line for line, is_final in shown if not is_final),
        missed_count=len(final),
        expected_count=len(expected),
        page=page,
        pages=len(pages),
    )


def _missed(plan: JudgedPlan, year: int) -> Iterator[tuple[Indicator, Mark]]:
    """Yield the indicators with the last grade of a scale, as printed, else as computed."""
    book = plan.book_of(year)
    for indicator in plan.ledger.indicators:
        symbol = plan.symbol(indicator.id, year)
        mark = book.mark_of(symbol) if book and symbol is not None else None
        if book is not None and mark is not None and tone(book, mark) is Tone.MISSED:
            yield indicator, mark


def _line(plan: JudgedPlan, indicator: Indicator, year: int, lang: str) -> MissedLine:
    """Return an indicator that was missed, with what its project did in that year."""
    actual = plan.index.actual(indicator.id, year)
    gap, unit = _gap(actual, plan.index.target(indicator.id, year))
    done = (
        told_with_marker(activity)
        for activity in plan.activities_of.get(indicator.parent, ())
        if activity.fiscal_year in (year, None)
    )
    return MissedLine(
        case=graded_line(plan, indicator, year, lang),
        as_of=actual.as_of if actual else None,
        gap=f"{abs(gap).normalize():,f}" if gap else "",
        gap_unit=unit,
        over=gap > 0,
        activities=tuple(done)[:MOST_ACTIVITIES],
    )


def _gap(actual: Actual | None, target: Target | None) -> tuple[Decimal, str]:
    """Return result less target, in the factor and unit of the target; 0 where not comparable."""
    if actual is None or target is None or target.measures:
        return Decimal(0), ""
    got, wanted = actual.quantity, target.quantity
    if got.value is None or wanted.value is None or not same_unit(got.unit, wanted.unit):
        return Decimal(0), ""
    return (got.value - wanted.value) / wanted.scale, f"{scale_word(wanted.scale)}{wanted.unit}"
