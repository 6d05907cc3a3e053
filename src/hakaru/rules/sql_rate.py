"""The rate of a number in SQL, and the mark it reaches.

Everything is whole numbers: a rate is never divided, it is compared crosswise with its threshold.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from hakaru.rules.methods import ByDirection, Elapsed, Formula
from hakaru.rules.scale import Rulebook
from hakaru.rules.sql_row import ACTUAL, BASELINE, PASSED, TARGET, YEARS, Given
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

RATES = frozenset(
    {
        Formula.RATIO,
        Formula.INVERSE_RATIO,
        Formula.KEEP_UP,
        Formula.KEEP_DOWN,
        Formula.PROGRESS,
    }
)


class Rate(NamedTuple):
    """A rate as numerator and denominator, and whether elapsed years scale its thresholds."""

    above: Term
    below: Term
    scaled: bool


def by_formula(
    book: Rulebook, given: Given, *, lower: bool, leaf: Callable[[Formula], Term], without: Term
) -> Term:
    """Return what `leaf` makes of the formula that judges a row, `without` where none does."""
    usual = _by_keeping(book.formulas.number, given, lower=lower, leaf=leaf, without=without)
    other = book.formulas.cumulative
    if other is None or not given.has("cumulative"):
        return usual
    total = _by_keeping(other, given, lower=lower, leaf=leaf, without=without)
    return case([(same(column("cumulative"), 1), total)], usual)


def _by_keeping(
    ways: ByDirection, given: Given, *, lower: bool, leaf: Callable[[Formula], Term], without: Term
) -> Term:
    """Return the outcome of one direction's formulas, of its own for a level to keep."""
    usual, kept = (ways.lower, ways.keep_lower) if lower else (ways.higher, ways.keep_higher)

    def first(formulas: tuple[Formula, ...]) -> Term:
        """Return the outcome of the first formula that is defined."""
        return case([(_defined(one, given, lower=lower), leaf(one)) for one in formulas], without)

    if not kept:
        return first(usual)
    return case([(_keeps(given, lower=lower), first(kept))], first(usual))


def _keeps(given: Given, *, lower: bool) -> Truth:
    """Return the condition that the target is a level to keep."""
    said: Truth = same(column("keep"), 1) if given.has("keep") else False
    if not given.has("baseline"):
        return said
    return any_of(said, compared(BASELINE, "<=" if lower else ">=", TARGET))


def _defined(formula: Formula, given: Given, *, lower: bool) -> Truth:
    """Return the condition that a formula can be used for a row."""
    if formula in {Formula.COMPARE, Formula.HUMAN}:
        return True
    if formula in {Formula.PROGRESS, Formula.DIRECTION}:
        if not given.has("baseline"):
            return False
        if formula is Formula.DIRECTION:
            return is_given(BASELINE)
        return compared(TARGET, "<" if lower else ">", BASELINE)
    return compared(TARGET, ">", number(0))


def rate_of(formula: Formula, book: Rulebook, *, lower: bool) -> Rate:
    """Return the rate of a formula; the denominator is above 0 wherever the formula is defined.

    The inverse ratio is one where the actual is above 0; elsewhere it is `endless`.
    """
    scaled = book.elapsed is not None and formula not in book.elapsed.not_for
    if formula is Formula.INVERSE_RATIO:
        return Rate(TARGET, ACTUAL, scaled)
    if formula is Formula.KEEP_DOWN:
        return Rate(minus(times(number(2), TARGET), ACTUAL), TARGET, scaled)
    if formula is Formula.PROGRESS:
        gone, way = (
            minus(BASELINE, one) if lower else minus(one, BASELINE) for one in (ACTUAL, TARGET)
        )
        return Rate(gone, way, scaled)
    return Rate(ACTUAL, TARGET, scaled)


def endless(formula: Formula, book: Rulebook) -> Rate:
    """Return a rate without bound, which only a cap keeps from every threshold."""
    return Rate(number(1), number(0), rate_of(formula, book, lower=True).scaled)


def elapsed(rule: Elapsed, given: Given) -> dict[str, Term]:
    """Return elapsed years and all years of a row, as many as each other for one without a year.

    Where the book says how many years there are, all years are no column but a number.
    """
    first = given.column("first_year") if rule.first is None else number(rule.first)
    last = given.column("last_year") if rule.span == "plan" else given.column("due")
    # Where book and table say no year, the row is told apart before this is asked.
    span = plus(minus(last, first), number(1))
    years = case([(compared(span, "<", number(1)), number(1))], span)
    if rule.years is not None:
        years = number(rule.years)
    gone = plus(minus(column("fiscal_year"), first), number(1))
    passed = case(
        [(compared(gone, "<", number(1)), number(1)), (compared(gone, ">", years), years)], gone
    )
    dated = compared(given.column("due"), ">", number(0))
    if rule.years is not None:
        return {PASSED: case([(dated, passed)], years)}
    return {
        PASSED: case([(dated, passed)], number(1)),
        YEARS: case([(dated, years)], number(1)),
    }


def reaches(book: Rulebook, rate: Rate, least: Fraction, tie: Truth, *, inclusive: bool) -> Truth:
    """Return the condition that a bounded rate stands on a threshold.

    `tie`: the actual is exactly at a target that asks for more than that.
    """
    years = _years(book) if rate.scaled else 1
    upper, lower = least.as_integer_ratio()
    if isinstance(years, int):  # the smaller the factors, the larger the values that fit
        upper, lower = Fraction(upper, lower * years).as_integer_ratio()
        years = 1
    left = _product(rate.above, lower, years)
    right = _product(rate.below, upper, column(PASSED) if rate.scaled else 1)
    if least == 0:
        left, right = rate.above, number(0)
    over = _bounded(book, least, compared(left, ">", right), ">", scaled=rate.scaled)
    if not inclusive:
        return over
    level = _bounded(book, least, compared(left, ">=", right), ">=", scaled=rate.scaled)
    return level if tie is False else any_of(over, all_of(denied(tie), level))


def _bounded(book: Rulebook, least: Fraction, met: Truth, sign: str, *, scaled: bool) -> Truth:
    """Return the condition for the rate between floor and cap."""
    if book.floor is not None:
        met = any_of(_constant(book, book.floor, sign, least, scaled=scaled), met)
    if book.cap is not None:
        met = all_of(_constant(book, book.cap, sign, least, scaled=scaled), met)
    return met


def _constant(
    book: Rulebook, bound: Fraction, sign: str, least: Fraction, *, scaled: bool
) -> Truth:
    """Return whether a bound itself stands on a threshold, elapsed years counted in."""
    if not scaled:
        return bound > least or (sign == ">=" and bound == least)
    if least > 0 >= bound:
        return False
    if least > 0 and (bound > least or (bound == least and sign == ">=")):
        return True  # elapsed years only lower a threshold above 0
    left = _product(number(bound.numerator), least.denominator, _years(book))
    right = _product(number(bound.denominator), least.numerator, column(PASSED))
    return compared(left, sign, right)


def _years(book: Rulebook) -> int | Term:
    """Return all years, as a number where the book says how many there are."""
    years = book.elapsed.years if book.elapsed else None
    return column(YEARS) if years is None else years


def _product(term: Term, factor: int, other: int | Term) -> Term:
    """Return a product with its numbers taken together."""
    if isinstance(other, int):
        return times(term, factor * other)
    return times(term, factor, other)
