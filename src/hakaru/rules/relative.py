"""Targets relative to the baseline or to the year before: 現状値からの増加, 前年度以上, 5%増."""

from fractions import Fraction

from hakaru.ledger.aims import read_target
from hakaru.ledger.quantity import Comparison, Quantity
from hakaru.ledger.units import same_unit
from hakaru.rules.answers import reaches_word
from hakaru.rules.case import Attainment, Case, undetermined
from hakaru.rules.scale import WordRule

_PERCENT = "%"
_POINTS = "ポイント"


def relative(case: Case) -> Attainment:
    """Judge a relative target: reached or not.

    維持 alone is reached at the start or on the better side of it; where no side is known to be
    better, only at the start itself.
    """
    if case.book.formulas.relative is WordRule.HUMAN:
        return undetermined(case, "human_judgement")
    against, start = _start(case)
    if start is None or (start.value is None and not start.word):
        return undetermined(case, f"{against}_missing")
    got = case.actual
    if got.value is None or start.value is None:
        return _kept_word(case, start)
    goals = _goals(start, case.target.quantity)
    if not goals or (start.unit and got.unit and not same_unit(start.unit, got.unit)):
        return undetermined(case, "unit_differs")
    answers = {_holds(case, Fraction(got.value), goal) for goal in goals}
    reached = answers.pop()
    if answers or reached is None:
        return undetermined(case, "values_disagree" if answers else "direction_unknown")
    comparison = case.target.quantity.comparison
    relation = "keep" if comparison is None else comparison.value
    facts = *case.texts, (against, start.text), ("relation", relation)
    return Attainment(code="relative", facts=facts, reached=reached)


def _start(case: Case) -> tuple[str, Quantity | None]:
    """Return what the target compares with, and its value where there is one."""
    asked = read_target(case.target.quantity.text).relation
    if asked is not None and asked.against == "previous_year":
        return "previous", case.previous
    return "baseline", case.baseline


def _kept_word(case: Case, start: Quantity) -> Attainment:
    """Answer 現状維持 where the baseline is itself a word (維持, 常時)."""
    kept = case.target.quantity.comparison in {None, Comparison.AT_LEAST}
    if start.word and case.actual.word and kept:
        return reaches_word(case, start.word)
    return undetermined(case, "words_not_comparable")


def _goals(start: Quantity, goal: Quantity) -> tuple[Fraction, ...]:
    """Return what a start and a change add up to, in every way it can be read.

    5% of a start in % may be a twentieth of it or five points. Nothing where the units differ.
    """
    if start.value is None:
        return ()
    if goal.value is None:
        return (Fraction(start.value),)
    base, change = Fraction(start.value), Fraction(goal.value)
    added, share = base + change, base * (1 + change / 100)
    if goal.unit == _PERCENT:
        return (share, added) if start.unit == _PERCENT else (share,)
    in_points = goal.unit == _POINTS and start.unit == _PERCENT
    if not goal.unit or in_points or same_unit(goal.unit, start.unit):
        return (added,)
    return ()


def _holds(case: Case, got: Fraction, goal: Fraction) -> bool | None:
    """Tell whether a relative target holds, None where no side is known to be better."""
    comparison = case.target.quantity.comparison
    if comparison is not None:
        return {
            Comparison.AT_LEAST: got >= goal,
            Comparison.AT_MOST: got <= goal,
            Comparison.MORE_THAN: got > goal,
            Comparison.LESS_THAN: got < goal,
        }[comparison]
    if got == goal:
        return True
    lower = case.lower
    return None if lower is None else (got < goal) is lower
