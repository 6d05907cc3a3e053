"""Grades: one indicator's year judged by a rulebook, with the working that led to it.

A grade is a mark, "not evaluated" (`computed` is the book's symbol for it and `reason` says why:
`not_due`, `after_due`, `no_target`, or the state of the actual), or undetermined (`computed` is
None and `reason` is one of those in `attainment`).

The steps of a working, in their order, with their values:

    outside_validity  book from until          the book was not written for this year
    revision          target from until measures     the revision in force ("" is open)
    not_due           due fiscal_year          and after_due the same
    no_target
    state             state text               why there is no value
    state_graded      state text               the same, where the book gives it a mark
    moved             actual baseline moved(better|same|worse)
    rate              actual target [baseline | members] formula rate exact [finer] [strict]
    compare           actual target better(higher|lower) holds
    word, everyone    actual target holds
    relative          actual target baseline|previous relation holds
    several           actual target [worst] readings   several values: all alike, or the worst
    second            book                     what follows is the second rate
    joined            combine first other      how two marks became one
    elapsed           elapsed years            thresholds were multiplied by this share
    threshold, below  min inclusive            the one reached, or the last one missed
    undetermined      reason actual target
    certainty         certainty source(stated|published_grade|text|assumed)
    grade             key symbol
"""

from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.entries import Actual, Indicator, Plan, Target, TargetKind
from hakaru.ledger.ledger import Index, Ledger
from hakaru.rules.flow import is_sum_asked, summed
from hakaru.rules.in_force import Books, book_in
from hakaru.rules.joining import joined, second_book
from hakaru.rules.judge import Grade, Judge, judge_of
from hakaru.rules.scale import Rulebook
from hakaru.rules.targets import previous_of, target_for

__all__ = ["Grade", "decided", "grade", "grade_ledger", "grade_year"]


def grade(
    *,
    indicator: Indicator,
    target: Target | None,
    actual: Actual,
    book: Rulebook,
    plan: Plan | None = None,
    previous: Actual | None = None,
) -> Grade:
    """Grade one actual against the target in force in its year (None: there is none).

    For a book with two rates see `grade_ledger`: this is the first of them.
    `plan` gives the members and the years for the rules that ask for them, `previous` the actual
    of the year before for 前年度以上. Bad data never raises.
    """
    return judge_of(book).grade(indicator, target, actual, plan, previous)


def grade_ledger(ledger: Ledger | Index, book: Books = None) -> tuple[Grade, ...]:
    """Grade every indicator's year that has an actual, the latest known one, in ledger order.

    `book` is one rulebook or the editions of one; each year is judged by the edition that covers
    it. Without a book each plan is graded by the editions of its own. Raises UsageError
    `no_rulebook` (plan) for a plan that names none, RulebookError for one that names an unknown
    book.
    """
    index = ledger if isinstance(ledger, Index) else Index(ledger)
    return tuple(_grades(index, book))


def grade_year(index: Index, indicator_id: str, fiscal_year: int, book: Books) -> Grade | None:
    """Return the grade that `grade_ledger` gives an indicator's year, None where it gives none."""
    known = index.actuals_of.get((indicator_id, fiscal_year))
    indicator = index.indicators.get(indicator_id)
    if not known or indicator is None:
        return None
    plan = index.plan_of(indicator_id)
    judge = judge_of(_book_in(fiscal_year, plan, book))
    return _by_both(index, judge, indicator, known[-1], plan)


def _grades(index: Index, chosen: Books) -> Iterator[Grade]:
    """Yield the grades of a ledger."""
    plans: dict[str, Plan | None] = {}
    judges: dict[tuple[str | None, int], Judge] = {}
    for (indicator_id, fiscal_year), known in index.actuals_of.items():
        indicator = index.indicators.get(indicator_id)
        if indicator is None:
            continue
        if indicator_id not in plans:
            plans[indicator_id] = index.plan_of(indicator_id)
        plan = plans[indicator_id]
        key = plan.id if plan else None, fiscal_year
        if key not in judges:
            judges[key] = judge_of(_book_in(fiscal_year, plan, chosen))
        yield _by_both(index, judges[key], indicator, known[-1], plan)


def decided(grade: Grade, book: Rulebook) -> Grade:
    """Return a grade that says, as printed and as computed, what an official gave instead of both.

    Without an override, or with a mark the book does not have, the grade comes back as it is.
    """
    mark = book.mark_of(grade.override or "")
    if mark is None:
        return grade
    return replace(grade, published=mark.symbol, computed=mark.symbol, computed_key=mark.key)


def _by_both(
    index: Index, judge: Judge, indicator: Indicator, actual: Actual, plan: Plan | None
) -> Grade:
    """Return one grade, joined with that of the second rate where the book has two.

    It carries the mark that an official gave instead, if any.
    """
    made = _judged(index, judge, indicator, actual, plan)
    if judge.book.second is not None:
        beside = judge_of(_second_of(judge.book))
        made = joined(made, _judged(index, beside, indicator, actual, plan), judge)
    given = index.overrides.get((indicator.id, actual.fiscal_year))
    return made if given is None else replace(made, override=given.symbol)


def _judged(
    index: Index, judge: Judge, indicator: Indicator, actual: Actual, plan: Plan | None
) -> Grade:
    """Return one grade, after what the book asks of other years was looked up."""
    book, year = judge.book, actual.fiscal_year
    target, previous = target_for(index, indicator.id, year, book.against), None
    if target is not None and target.kind is TargetKind.RELATIVE:
        previous = previous_of(index, indicator.id, year)
    if book.running_total == "sum_of_years" and is_sum_asked(index, target, actual):
        total = summed(index, actual, plan.fiscal_years if plan else ())
        if total is None:
            return judge.untold(target, actual, "earlier_year_missing")
        actual = total
    return judge.grade(indicator, target, actual, plan, previous)


@lru_cache(maxsize=32)
def _second_of(book: Rulebook) -> Rulebook:
    """Return the book of the second rate, the same one every time."""
    return second_book(book)


def _book_in(fiscal_year: int, plan: Plan | None, chosen: Books) -> Rulebook:
    """Return the edition in force in a year; UsageError `no_rulebook` where there is none."""
    book = book_in(fiscal_year, plan=plan, chosen=chosen)
    if book is None:
        raise UsageError("no_rulebook", plan=plan.id if plan else "")
    return book
