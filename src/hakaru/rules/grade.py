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
    rate              actual target [baseline | members] formula rate exact [finer] [strict]
    compare           actual target better(higher|lower) holds
    word, everyone    actual target holds
    relative          actual target baseline|previous relation holds
    several           actual target readings   several values, all alike
    elapsed           elapsed years            thresholds were multiplied by this share
    threshold, below  min inclusive            the one reached, or the last one missed
    undetermined      reason actual target
    certainty         certainty source(stated|published_grade|text|assumed)
    grade             key symbol
"""

from collections.abc import Iterator

from hakaru.errors import UsageError
from hakaru.ledger.entries import Actual, Indicator, Plan, Target, TargetKind
from hakaru.ledger.ledger import Index, Ledger
from hakaru.rules.judge import Grade, Judge, judge_of
from hakaru.rules.rulebook import shipped_book
from hakaru.rules.scale import Rulebook

__all__ = ["Grade", "grade", "grade_ledger"]


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

    `plan` gives the members and the years for the rules that ask for them, `previous` the actual
    of the year before for 前年度以上. Bad data never raises.
    """
    return judge_of(book).grade(indicator, target, actual, plan, previous)


def grade_ledger(ledger: Ledger | Index, book: Rulebook | None = None) -> tuple[Grade, ...]:
    """Grade every indicator's year that has an actual, the latest known one, in ledger order.

    Without a book each plan is graded by its own. Raises UsageError `no_rulebook` (plan) for a
    plan that names none, RulebookError for one that names an unknown book.
    """
    index = ledger if isinstance(ledger, Index) else Index(ledger)
    return tuple(_grades(index, None if book is None else judge_of(book)))


def _grades(index: Index, chosen: Judge | None) -> Iterator[Grade]:
    """Yield the grades of a ledger."""
    plans: dict[str, Plan | None] = {}
    for (indicator_id, fiscal_year), known in index.actuals_of.items():
        indicator = index.indicators.get(indicator_id)
        if indicator is None:
            continue
        if indicator_id not in plans:
            plans[indicator_id] = index.plan_of(indicator_id)
        plan = plans[indicator_id]
        judge = chosen or _judge_of_plan(plan)
        target, previous = index.target(indicator_id, fiscal_year), None
        if target is not None and target.kind is TargetKind.RELATIVE:
            previous = index.actual(indicator_id, fiscal_year - 1)
        yield judge.grade(indicator, target, known[-1], plan, previous)


def _judge_of_plan(plan: Plan | None) -> Judge:
    """Return the judge of a plan's own rulebook."""
    if plan is None or not plan.rulebook:
        raise UsageError("no_rulebook", plan=plan.id if plan else "")
    return judge_of(shipped_book(plan.rulebook))
