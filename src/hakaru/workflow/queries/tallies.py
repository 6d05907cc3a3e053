"""The grades and ratios of a plan or one section of it, by fiscal year."""

from collections import Counter
from collections.abc import Callable, Iterable

from hakaru.ledger.entries import Indicator
from hakaru.workflow.queries.judged import JudgedPlan
from hakaru.workflow.queries.marks import grade_mark, tone
from hakaru.workflow.queries.page_views import YearRow, YearsTally
from hakaru.workflow.queries.ratios import percent_of
from hakaru.workflow.queries.views import Tone


def is_below(plan: JudgedPlan, section_id: str) -> Callable[[Indicator], bool]:
    """Return the test whether an indicator counts for a section or one below it."""

    def counts(indicator: Indicator) -> bool:
        """Tell whether an indicator lies there."""
        home = plan.section_of(indicator)
        return any(above.id == section_id for above in plan.lineage(home))

    return counts


def tally_by_year(
    plan: JudgedPlan, scope: str, belongs: Callable[[Indicator], bool] | None, lang: str
) -> YearsTally:
    """Return the grades by year of the indicators that belong, those years that have any.

    `scope` is the id whose ratio is told beside them, "" for none; None belongs everything.
    """
    book = plan.book
    if book is None:
        return YearsTally(marks=(), rows=())
    shown = list(filter(belongs, plan.ledger.indicators))
    counts = {year: _counts(plan, shown, year) for year in plan.years_known}
    telling = {year: found for year, found in counts.items() if _tells(plan, year, found)}
    keys = {key for found in telling.values() for key in found}
    # A mark that only another edition knows comes after those of the plan's own.
    known = {mark.key: (one, mark) for one in (*plan.editions, book) for mark in one.grades}
    order = dict.fromkeys(mark.key for one in (book, *plan.editions) for mark in one.grades)
    shown_keys = [key for key in order if key in keys]
    return YearsTally(
        marks=tuple(grade_mark(*known[key], lang) for key in shown_keys),
        rows=tuple(
            _row(plan, scope, year, tuple(found[key] for key in shown_keys))
            for year, found in telling.items()
        ),
    )


def _counts(plan: JudgedPlan, indicators: Iterable[Indicator], year: int) -> Counter[str]:
    """Return how often each grade was given in a year, by its key."""
    book = plan.book_of(year)
    symbols = (plan.symbol(indicator.id, year) for indicator in indicators)
    marks = (book.mark_of(symbol) for symbol in symbols if book and symbol is not None)
    return Counter(mark.key for mark in marks if mark is not None)


def _tells(plan: JudgedPlan, year: int, counts: Counter[str]) -> bool:
    """Tell whether any grade of a year means something."""
    book = plan.book_of(year)
    return book is not None and any(tone(book, book.marks[key]) is not Tone.NONE for key in counts)


def _row(plan: JudgedPlan, scope: str, year: int, counts: tuple[int, ...]) -> YearRow:
    """Return one year with the counts of its ratio."""
    ratio = next((one for one in plan.ratios_in(scope) if one.fiscal_year == year), None)
    share = ratio.count.ratio if ratio else None
    return YearRow(
        fiscal_year=year,
        counts=counts,
        total=sum(counts),
        met=ratio.count.met if ratio else 0,
        evaluable=ratio.count.evaluable if ratio else 0,
        percent=percent_of(share) if share is not None else "",
    )
