"""Targets answered by yes or no: words, milestones, everyone; numbers said in words.

A word is compared on the ladders of the ledger's vocabulary (検討 → 設計 → 整備 → 供用); step 0
of a ladder is its opposite (未実施, 未構築) and reaches nothing.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from hakaru.ledger.characters import fold
from hakaru.ledger.due import take_due
from hakaru.ledger.quantity import Comparison
from hakaru.ledger.units import same_unit
from hakaru.ledger.words import ladder_step
from hakaru.rules.case import Attainment, Case, undetermined
from hakaru.rules.rate import NOTHING
from hakaru.rules.scale import WordRule

_PERCENT = "%"
_ALL_OF_IT = Decimal(100)
_ONCE = Decimal(1)


def word(case: Case) -> Attainment:
    """Judge a target that is a word: the same word, or a later one of its ladder.

    A number answers a word of doing: 1 or more is done, 0 is not; what it says of 維持 nobody
    knows.
    """
    rule = case.book.formulas.word
    if rule is WordRule.HUMAN:
        return undetermined(case, "human_judgement")
    goal, got = case.target.quantity, case.actual
    if got.value is not None:
        return _number_for_word(case, got.value)
    if rule is WordRule.STAGES:
        return stage(case, goal.word) or reaches_word(case, goal.word)
    return reaches_word(case, goal.word)


def milestone(case: Case) -> Attainment:
    """Judge a stage to be completed: its own word, or any word the book calls done."""
    rule = case.book.formulas.milestone
    if rule is WordRule.HUMAN:
        return undetermined(case, "human_judgement")
    goal, got = case.target.quantity, case.actual
    if got.value is not None and got.unit == _PERCENT:
        return _by_percent(case, got.value, "word", as_rate=rule is WordRule.STAGES)
    if got.value is not None:
        return _number_for_word(case, got.value)
    # A word that stands for a year alone (2030年度まで) is not what the document asks for.
    asked = goal.word if goal.word and take_due(fold(goal.text).strip()).core else ""
    if not asked and got.word in case.book.words.done:
        return _answer(case, "word", reached=True)
    asked = asked or case.book.words.done_from
    staged = stage(case, asked) if rule is WordRule.STAGES else None
    return staged or reaches_word(case, asked)


def stage(case: Case, goal: str) -> Attainment | None:
    """Judge how far on the book's stages a word stands: its share over the share of `goal`.

    A word that is no stage of its own counts as the last stage before it; None where the book has
    no stage for the target's own word, or the two words stand on no common ladder.
    """
    stages = case.book.words.stages
    got, asked = (_share_of_stage(word, stages) for word in (case.actual.word, goal))
    if got is None or not asked:
        return None
    facts = *case.texts, ("formula", "stages")
    return Attainment(code="rate", facts=facts, rate=(got / asked).as_integer_ratio())


def _share_of_stage(word: str, stages: Mapping[str, Fraction]) -> Fraction | None:
    """Return the share of the last stage at or before a word, 0 before all; None off the ladder."""
    here = ladder_step(word)
    steps = [(ladder_step(name), share) for name, share in stages.items()]
    if here is None or any(step is None or step[0] != here[0] for step, _ in steps):
        return None
    passed = [(step[1], share) for step, share in steps if step is not None and step[1] <= here[1]]
    return max(passed)[1] if passed and here[1] else Fraction(0)


def everyone(case: Case) -> Attainment:
    """Judge a target of everyone (全市町村): all of them, by word, by number or as 100 %."""
    if case.book.formulas.everyone is WordRule.HUMAN:
        return undetermined(case, "human_judgement")
    goal, got = case.target.quantity, case.actual
    if goal.unit and got.unit and got.unit != _PERCENT and not same_unit(got.unit, goal.unit):
        return undetermined(case, "unit_differs")
    if got.everyone:
        return _answer(case, "everyone", reached=True)
    if got.value is None:
        return _opposite_or(case, "words_not_comparable")
    if got.unit == _PERCENT:
        as_rate = case.book.everyone_by_number == "share_of_members"
        return _by_percent(case, got.value, "everyone", as_rate=as_rate)
    return _number_for_everyone(case, got.value)


def number_without_value(case: Case) -> Attainment:
    """Judge a number asked for and a word given.

    未実施 for 3回 is 0. 実施 for 1回 is reached, since it says at least once; for 3回 it does not
    say enough. 全市町村 stands for 100 %, or for the members where the plan names them.
    """
    goal, got = case.target.quantity, case.actual
    if got.everyone:
        return _everyone_for_number(case)
    step = ladder_step(got.word)
    if step is None or goal.value is None or case.lower is not False:
        return undetermined(case, "word_for_number")
    if step[1] == 0:
        if goal.value > 0:
            facts = *case.texts, ("formula", "word_as_nothing")
            return Attainment(code="rate", facts=facts, rate=NOTHING)
        return undetermined(case, "word_for_number")
    least = goal.comparison is not Comparison.MORE_THAN and goal.unit != _PERCENT
    enough = least and goal.value <= _ONCE
    if enough and got.word in case.book.words.doing:
        return _answer(case, "word", reached=True)
    return undetermined(case, "word_for_number")


def reaches_word(case: Case, goal: str) -> Attainment:
    """Judge whether the actual word is `goal` or stands later on its ladder."""
    given = case.actual.word
    ours, theirs = ladder_step(given), ladder_step(goal)
    if given and given == goal:
        return _answer(case, "word", reached=True)
    if ours is not None and ours[1] == 0:
        return _answer(case, "word", reached=False)
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return undetermined(case, "words_not_comparable")
    return _answer(case, "word", reached=ours[1] >= theirs[1])


def _by_percent(case: Case, got: Decimal, code: str, *, as_rate: bool) -> Attainment:
    """Take a percentage as the share of the whole: as a rate, or as yes at 100 % and no below."""
    if not as_rate:
        return _answer(case, code, reached=got >= _ALL_OF_IT)
    above, below = got.as_integer_ratio()
    facts = *case.texts, ("formula", "share_of_whole")
    return Attainment(code="rate", facts=facts, rate=(above, below * int(_ALL_OF_IT)))


def _answer(case: Case, code: str, *, reached: bool) -> Attainment:
    """Return a yes or no with both values as printed."""
    return Attainment(code=code, facts=case.texts, reached=reached)


def _opposite_or(case: Case, reason: str) -> Attainment:
    """Answer no where the word says that nothing was done; else it cannot be told."""
    step = ladder_step(case.actual.word)
    if step is not None and step[1] == 0:
        return _answer(case, "word", reached=False)
    return undetermined(case, reason)


def _number_for_word(case: Case, got: Decimal) -> Attainment:
    """Answer a word of doing by a number of times."""
    goal = case.target.quantity.word
    if case.actual.unit == _PERCENT:
        return undetermined(case, "value_for_word")
    if (goal and goal not in case.book.words.doing) or 0 < got < _ONCE:
        return undetermined(case, "value_for_word")
    return _answer(case, "word", reached=got >= _ONCE)


def _number_for_everyone(case: Case, got: Decimal) -> Attainment:
    """Answer everyone by a lone number, as the book says and the plan's members allow."""
    members = case.members if case.target.quantity.unit in case.book.words.members else 0
    if members and got >= members:
        return _answer(case, "everyone", reached=True)
    if case.book.everyone_by_number == "share_of_members":
        if not members:
            return undetermined(case, "members_unknown")
        facts = *case.texts, ("members", str(members)), ("formula", "share_of_members")
        above, below = got.as_integer_ratio()
        return Attainment(code="rate", facts=facts, rate=(above, below * members))
    if members and got == members - 1:
        return undetermined(case, "everyone_ambiguous")  # all partners, the hub city aside?
    return _answer(case, "everyone", reached=False)


def _everyone_for_number(case: Case) -> Attainment:
    """Answer a number by everyone: at least the partners, or the whole 100 %."""
    goal = case.target.quantity
    if goal.value is None or case.lower is not False:
        return undetermined(case, "everyone_for_number")
    at_least = case.members - 1 if case.actual.unit in case.book.words.members else 0
    if goal.unit == _PERCENT:
        at_least = int(_ALL_OF_IT)
    elif goal.unit and not same_unit(goal.unit, case.actual.unit):
        return undetermined(case, "unit_differs")
    if at_least > 0 and goal.value <= at_least:
        return _answer(case, "everyone", reached=True)
    return undetermined(case, "everyone_for_number")
