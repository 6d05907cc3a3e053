"""The rate of a number in SQL: numerator and denominator by formula, and the mark they reach.

Everything is whole numbers: a rate is never divided, it is compared crosswise with its threshold.
"""

from fractions import Fraction

from hakaru.rules.methods import ByDirection, Elapsed, Formula
from hakaru.rules.scale import Family, Rulebook, Scale
from hakaru.rules.sql_row import (
    ABOVE,
    ACTUAL,
    BASELINE,
    BELOW,
    LOWER,
    NO_FORMULA,
    PASSED,
    TARGET,
    WAY,
    WAYS,
    YEARS,
    Given,
)
from hakaru.rules.sql_terms import (
    Term,
    Truth,
    all_of,
    any_of,
    case,
    column,
    compared,
    denied,
    is_given,
    minus,
    number,
    plus,
    same,
    times,
)


def way(book: Rulebook, given: Given) -> Term:
    """Return which formula a row is judged by: its number in `WAYS`, or NO_FORMULA."""
    usual = _by_side(book.formulas.number, given)
    other = book.formulas.cumulative
    if other is None or not given.has("cumulative"):
        return usual
    return case([(same(column("cumulative"), 1), _by_side(other, given))], usual)


def _by_side(ways: ByDirection, given: Given) -> Term:
    """Return the formula for either direction, for a level to keep where the row is one."""
    lower, higher = (
        case(
            [(_keeps(given, lower=down), _first(kept, given, lower=down))] if kept else [],
            _first(usual, given, lower=down),
        )
        for usual, kept, down in (
            (ways.lower, ways.keep_lower, True),
            (ways.higher, ways.keep_higher, False),
        )
    )
    return case([(same(column(LOWER), 1), lower)], higher)


def _keeps(given: Given, *, lower: bool) -> Truth:
    """Return the condition that the target is a level to keep."""
    said: Truth = same(column("keep"), 1) if given.has("keep") else False
    if not given.has("baseline"):
        return said
    held = compared(BASELINE, "<=" if lower else ">=", TARGET)
    return any_of(said, all_of(is_given(BASELINE), held))


def _first(formulas: tuple[Formula, ...], given: Given, *, lower: bool) -> Term:
    """Return the first formula of a list that is defined for a row."""
    started: Truth = is_given(BASELINE) if given.has("baseline") else False
    ahead = compared(TARGET, "<" if lower else ">", BASELINE)
    positive = compared(TARGET, ">", number(0))
    defined: dict[Formula, Truth] = {
        Formula.PROGRESS: all_of(started, ahead),
        Formula.DIRECTION: started,
        Formula.COMPARE: True,
        Formula.HUMAN: True,
    }
    return case(
        [(defined.get(one, positive), number(WAYS[one])) for one in formulas], number(NO_FORMULA)
    )


def above(used: frozenset[Formula]) -> Term:
    """Return the numerator of a rate, by the formulas a book uses; 0 for those without a rate."""
    found: dict[Formula, Term] = {
        Formula.RATIO: ACTUAL,
        Formula.KEEP_UP: ACTUAL,
        Formula.INVERSE_RATIO: case([(compared(ACTUAL, "<=", number(0)), number(1))], TARGET),
        Formula.KEEP_DOWN: minus(times(number(2), TARGET), ACTUAL),
        Formula.PROGRESS: _signed(ACTUAL, BASELINE),
    }
    return _by_way(found, used)


def below(used: frozenset[Formula]) -> Term:
    """Return the denominator of a rate: above 0, or 0 for a rate without bound."""
    found: dict[Formula, Term] = {
        Formula.RATIO: TARGET,
        Formula.KEEP_UP: TARGET,
        Formula.INVERSE_RATIO: case([(compared(ACTUAL, "<=", number(0)), number(0))], ACTUAL),
        Formula.KEEP_DOWN: TARGET,
        Formula.PROGRESS: _signed(TARGET, BASELINE),
    }
    return _by_way(found, used)


def _signed(left: Term, right: Term) -> Term:
    """Return how much better the left is than the right."""
    return case([(same(column(LOWER), 1), minus(right, left))], minus(left, right))


def _by_way(found: dict[Formula, Term], used: frozenset[Formula]) -> Term:
    """Return one of several terms by the row's formula."""
    return case(
        [(same(column(WAY), WAYS[one]), term) for one, term in found.items() if one in used],
        number(0),
    )


def elapsed(rule: Elapsed, used: frozenset[Formula], given: Given) -> tuple[Term, Term]:
    """Return elapsed years and all years of a row, 1 and 1 where its thresholds stand."""
    first = given.column("first_year") if rule.first is None else number(rule.first)
    last = given.column("last_year") if rule.span == "plan" else column("due")
    # Where book and table say no year, the row is told apart before this is asked.
    span = plus(minus(last, first), number(1)) if rule.years is None else number(rule.years)
    years = case([(compared(span, "<", number(1)), number(1))], span)
    gone = plus(minus(column("fiscal_year"), first), number(1))
    passed = case(
        [(compared(gone, "<", number(1)), number(1)), (compared(gone, ">", years), years)], gone
    )
    unscaled = any_of(*(same(column(WAY), WAYS[one]) for one in rule.not_for if one in used))
    scaled = all_of(compared(given.column("due"), ">", number(0)), denied(unscaled))
    return case([(scaled, passed)], number(1)), case([(scaled, years)], number(1))


def reaches(book: Rulebook, least: Fraction, tie: Truth, *, inclusive: bool) -> Truth:
    """Return the condition that a row's bounded rate stands on a threshold.

    `tie`: the actual is exactly at a target that asks for more than that.
    """
    scaled = book.elapsed is not None
    left = times(column(ABOVE), least.denominator, *_factor(YEARS, scaled=scaled))
    right = times(column(BELOW), least.numerator, *_factor(PASSED, scaled=scaled))
    if least == 0:
        left, right = column(ABOVE), number(0)
    over = _bounded(book, least, compared(left, ">", right), ">")
    if not inclusive:
        return over
    level = _bounded(book, least, compared(left, ">=", right), ">=")
    return level if tie is False else any_of(over, all_of(denied(tie), level))


def _bounded(book: Rulebook, least: Fraction, met: Truth, sign: str) -> Truth:
    """Return the condition for the rate between floor and cap."""
    if book.floor is not None:
        met = any_of(_constant(book, book.floor, sign, least), met)
    if book.cap is not None:
        met = all_of(_constant(book, book.cap, sign, least), met)
    return met


def _constant(book: Rulebook, bound: Fraction, sign: str, least: Fraction) -> Truth:
    """Return whether a bound itself stands on a threshold, elapsed years counted in."""
    if book.elapsed is None:
        return bound > least or (sign == ">=" and bound == least)
    left = times(number(bound.numerator * least.denominator), column(YEARS))
    return compared(left, sign, times(number(bound.denominator * least.numerator), column(PASSED)))


def _factor(name: str, *, scaled: bool) -> tuple[Term, ...]:
    """Return the column that multiplies a threshold, where any does."""
    return (column(name),) if scaled else ()


def scales_of(book: Rulebook) -> tuple[Scale, Scale]:
    """Return the scales for final and for expected results."""
    return book.scale(Family.CONFIRMED), book.scale(Family.FORECAST)


def formulas_used(book: Rulebook, given: Given) -> frozenset[Formula]:
    """Return every formula a book may use for a number of a table with these columns."""
    started = {Formula.PROGRESS, Formula.DIRECTION}
    ways = (book.formulas.number, book.formulas.cumulative)
    return frozenset(
        formula
        for one in ways
        if one is not None
        for formula in (*one.higher, *one.lower, *one.keep_higher, *one.keep_lower)
        if given.has("baseline") or formula not in started
    )
