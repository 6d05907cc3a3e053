"""Attainment: an actual value against its target, exactly, before any mark is chosen.

Defined for every pair of a target's kind and a form of value; where the two cannot be compared the
outcome is a reason, never a guess:

    value_not_understood      a text nobody could read, or a number beyond all measure
    target_not_understood     the same for the target
    no_target                 none was set (未定, 一般経費のため目標値なし)
    unit_differs              人 against 件
    direction_unknown         neither document nor target says which way is better
    formula_undefined         none of the book's formulas holds here (target 0, no baseline …)
    baseline_missing          a target relative to a baseline that is not there
    previous_missing          a target relative to the year before, which has no value
    earlier_year_missing      a sum of years is asked and one of them has no value
    value_for_word            a number cannot answer 維持
    word_for_number           a word says that something was done, not that it was enough
    words_not_comparable      the two words stand on no common ladder
    everyone_for_number       全校 without knowing how many there are
    everyone_ambiguous        a number that is all partners, but not all members
    members_unknown           a share of members is asked and the plan names none
    values_disagree           several values in the cell, and they do not decide alike
    bound_does_not_decide     the actual is itself a bound (10回以上) and may be enough or not
    pair_unknown              two marks that the book joins to none
    plan_missing              the book asks for elapsed years and the plan names none
    human_judgement           the rulebook leaves it to a person
"""

from collections.abc import Callable, Iterator
from decimal import Context
from functools import reduce
from typing import Literal

import msgspec

from hakaru.ledger.entries import TargetKind
from hakaru.ledger.quantity import Comparison, Part, Quantity
from hakaru.ledger.units import same_unit
from hakaru.rules.answers import everyone, milestone, number_without_value, word
from hakaru.rules.case import Attainment, Case, Facts, undetermined
from hakaru.rules.direction import moved
from hakaru.rules.rate import Pair, exact, first_rate, not_worse
from hakaru.rules.relative import relative
from hakaru.rules.scale import Formula

# Looking a member up in its enum costs more than the comparison it is wanted for.
_HUMAN, _COMPARE, _PROGRESS = Formula.HUMAN, Formula.COMPARE, Formula.PROGRESS
_DIRECTION = Formula.DIRECTION
_WITHOUT_RATE = (_COMPARE, _DIRECTION)
_PERCENT = "%"
# Room for the sum of any numbers a ledger may hold.
_EXACT = Context(prec=200)
_STRICT = (Comparison.MORE_THAN, Comparison.LESS_THAN)
_NAMED = {formula: ("formula", formula.value) for formula in Formula}
_UPWARD = (Comparison.AT_LEAST, Comparison.MORE_THAN)


def attain(case: Case) -> Attainment:
    """Return how far the target was reached; states of the actual are not asked here."""
    return _JUDGES[case.target.kind](case)


def _number(case: Case) -> Attainment:
    """Judge a target that is a number."""
    goal, got = case.target.quantity, case.actual
    if goal.parts or got.parts:
        return _several(case)
    if goal.value is None:
        return undetermined(case, "target_not_understood")
    if got.value is None:
        return number_without_value(case)
    if got.unit != goal.unit and not _comparable(got, goal):
        return undetermined(case, "unit_differs")
    actual, target = exact(got.value), exact(goal.value)
    if actual is None or target is None:
        return undetermined(case, "value_not_understood")
    return _compare(case, actual, target)


def _comparable(got: Quantity, goal: Quantity) -> bool:
    """Tell whether two numbers count the same; a missing unit is taken for the other's.

    0.85 beside 85 % may be a share or hardly a percent: nobody can say.
    """
    if got.unit and goal.unit:
        return same_unit(got.unit, goal.unit)
    bare, other = (goal, got) if got.unit else (got, goal)
    if other.unit != _PERCENT or bare.value is None or other.value is None:
        return True
    return not 0 < abs(bare.value) <= 1 < abs(other.value)


def _compare(case: Case, actual: Pair, target: Pair) -> Attainment:
    """Apply the book's formulas to two numbers of one unit."""
    lower = case.lower
    if lower is None:
        if not_worse(actual, target, lower=True) != not_worse(actual, target, lower=False):
            return undetermined(case, "direction_unknown")
        lower = False  # a tie is reached either way
    formulas = _formulas(case, target, lower=lower)
    if formulas[0] is _HUMAN:
        return undetermined(case, "human_judgement")
    found = first_rate(formulas, actual, target, baseline=lambda: _start(case), lower=lower)
    if found is None:
        return undetermined(case, "formula_undefined")
    formula, rate = found
    if formula in _WITHOUT_RATE or not rate[1]:
        met = _compared(case, actual, target, rate, formula)
        if formula is not _DIRECTION or (met.reached and case.book.reaching_beats_moving):
            return met
        return moved(case.actual, case.baseline, rate, met.open_end)
    return Attainment(
        code="rate",
        facts=_facts(case, formula),
        rate=rate,
        formula=formula,
        strict=_strict(case),
        open_end=_open_end(case, lower=lower),
    )


def _formulas(case: Case, target: Pair, *, lower: bool) -> tuple[Formula, ...]:
    """Return the book's formulas for this direction, for a level to keep where it is one."""
    ways = case.ways
    usual, kept = (ways.lower, ways.keep_lower) if lower else (ways.higher, ways.keep_higher)
    return kept if kept and _keeps(case, target, lower=lower) else usual


def _keeps(case: Case, target: Pair, *, lower: bool) -> bool:
    """Tell whether a target is a level to keep: its words say so, or it is held already."""
    if any(word in case.target.quantity.text for word in case.book.words.keep):
        return True
    start = _start(case)
    return start is not None and not_worse(start, target, lower=lower)


def _facts(case: Case, formula: Formula) -> Facts:
    """Return the values that a rate was made of."""
    texts = ("actual", case.actual.text), ("target", case.target.quantity.text)
    if formula is _PROGRESS and case.baseline is not None:
        return *texts, ("baseline", case.baseline.text), _NAMED[formula]
    return *texts, _NAMED[formula]


def _compared(case: Case, actual: Pair, target: Pair, rate: Pair, formula: Formula) -> Attainment:
    """Return that the target is reached or not, where no formula gives a finite rate."""
    lower = case.lower is True
    reached = not_worse(actual, target, lower=lower)
    if _strict(case) and not_worse(actual, target, lower=not lower):
        reached = False
    return Attainment(
        code="compare",
        facts=(*case.texts, ("better", "lower" if lower else "higher")),
        reached=reached if rate[1] else None,
        rate=None if rate[1] else rate,
        formula=formula,
        open_end=_open_end(case, lower=lower),
    )


def _strict(case: Case) -> bool:
    """Tell whether a tie is not enough: 超 or 未満 is asked and not itself given."""
    comparison = case.target.quantity.comparison
    if comparison is None:
        return False
    return comparison in _STRICT and case.actual.comparison is not comparison


def _start(case: Case) -> Pair | None:
    """Return the baseline's number, where it has one in the target's unit."""
    baseline, goal = case.baseline, case.target.quantity
    if baseline is None or baseline.value is None:
        return None
    unit = baseline.unit
    if unit != goal.unit and unit and goal.unit and not same_unit(unit, goal.unit):
        return None
    return exact(baseline.value)


def _open_end(case: Case, *, lower: bool) -> Literal["", "better", "worse"]:
    """Return on which side of a bound (1回以上) the true actual may lie."""
    comparison = case.actual.comparison
    if comparison is None:
        return ""
    return "better" if (comparison in _UPWARD) != lower else "worse"


def _several(case: Case) -> Attainment:
    """Judge a cell with several values: part by part, and by their sum where that may be meant."""
    readings = tuple(map(_number, _pairs(case)))
    if not readings:
        return undetermined(case, "values_disagree")
    return Attainment(code="several", facts=case.texts, readings=readings)


def _pairs(case: Case) -> Iterator[Case]:
    """Yield each part of the actual with the target it answers, none where that is unclear."""
    goal, got = case.target.quantity, case.actual
    if not got.parts:
        for asked in goal.parts:
            yield _narrowed(case, got, _quantity(asked, goal))
    elif not goal.parts:
        parts = [_quantity(part, got) for part in got.parts]
        if case.book.several != "sum":
            yield from (_narrowed(case, part, goal) for part in parts)
        if case.book.several == "sum" or (case.book.several == "alike" and not goal.each):
            yield _narrowed(case, _sum(got, parts), goal)
    elif [part.label for part in got.parts] == [part.label for part in goal.parts]:
        for ours, theirs in zip(got.parts, goal.parts, strict=True):
            yield _narrowed(case, _quantity(ours, got), _quantity(theirs, goal))


def _narrowed(case: Case, got: Quantity, goal: Quantity) -> Case:
    """Return the case of one part."""
    target = msgspec.structs.replace(case.target, quantity=goal)
    return msgspec.structs.replace(case, actual=got, target=target)


def _quantity(part: Part, whole: Quantity) -> Quantity:
    """Return a part as a value of its own."""
    return msgspec.structs.replace(
        whole, text=part.text, value=part.value, unit=part.unit or whole.unit, parts=()
    )


def _sum(whole: Quantity, parts: list[Quantity]) -> Quantity:
    """Return the sum of the parts; without a value where they are not of one unit."""
    values = [part.value for part in parts if part.value is not None]
    units = {part.unit for part in parts}
    value = reduce(_EXACT.add, values) if len(values) == len(parts) and len(units) == 1 else None
    return msgspec.structs.replace(
        whole, value=value, unit=next(iter(units)) if len(units) == 1 else "", parts=()
    )


def _no_target(case: Case) -> Attainment:
    """Say that nothing to reach was set."""
    return undetermined(case, "no_target")


def _not_understood(case: Case) -> Attainment:
    """Say that the target's text could not be read."""
    return undetermined(case, "target_not_understood")


_JUDGES: dict[TargetKind, Callable[[Case], Attainment]] = {
    TargetKind.NUMBER: _number,
    TargetKind.WORD: word,
    TargetKind.MILESTONE: milestone,
    TargetKind.EVERYONE: everyone,
    TargetKind.RELATIVE: relative,
    TargetKind.NONE: _no_target,
    TargetKind.NOT_UNDERSTOOD: _not_understood,
}
