"""A rulebook made ready to judge: due or not, final or expected, then the comparison itself."""

from fractions import Fraction
from functools import lru_cache

import msgspec

from hakaru.ledger.entries import (
    EVERY_YEAR,
    Actual,
    Certainty,
    Indicator,
    Plan,
    Target,
    TargetKind,
)
from hakaru.ledger.quantity import Quantity, Softness, State
from hakaru.rules.attainment import attain
from hakaru.rules.case import Case, Facts, undetermined
from hakaru.rules.choosing import Chooser, Chosen, reaches_whole
from hakaru.rules.direction import moved_without_target
from hakaru.rules.rate import Pair
from hakaru.rules.scale import Family, Mark, Rulebook
from hakaru.rules.working import Step

# Looking a member up in its enum, or hashing one, costs more than what it is wanted for.
_NONE, _CONFIRMED = TargetKind.NONE, Certainty.CONFIRMED


class Grade(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a rulebook says of one indicator's year, beside what the document says.

    `actual` and `target` are ids (target None: none in force), `computed` and `published` symbols,
    `agrees` None where either is missing. `rate` is exact, as numerator and denominator.
    `override` is the symbol an official gave instead, None where nobody did; the others stay.
    """

    indicator: str
    fiscal_year: int
    actual: str
    target: str | None
    book: str
    certainty: Certainty
    computed: str | None
    computed_key: str | None
    published: str | None
    agrees: bool | None
    rate: Pair | None
    reason: str
    working: tuple[Step, ...]
    override: str | None = None

    @property
    def attainment(self) -> Fraction | None:
        """The exact rate, None where the grade does not rest on one."""
        return None if self.rate is None else Fraction(*self.rate)


@lru_cache(maxsize=32)
def judge_of(book: Rulebook) -> "Judge":
    """Return the judge of a book; books are compared by identity."""
    return Judge(book)


class Judge:
    """A rulebook made ready: everything that does not depend on the single case."""

    def __init__(self, book: Rulebook) -> None:
        """Prepare the scales and the steps that come again and again."""
        self.book = book
        self._confirmed = Chooser(book, book.scale(Family.CONFIRMED))
        self._forecast = Chooser(book, book.scale(Family.FORECAST))
        self._endings = {
            (certainty is _CONFIRMED, source): {
                mark and mark.key: _ending(certainty, source, mark) for mark in (*book.grades, None)
            }
            for certainty in Certainty
            for source in ("stated", "published_grade", "text", "assumed")
        }
        self._not_evaluated = book.marks[book.not_evaluated]

    def grade(
        self,
        indicator: Indicator,
        target: Target | None,
        actual: Actual,
        plan: Plan | None,
        previous: Actual | None,
    ) -> Grade:
        """Grade one actual; see the function of the same name."""
        certainty, source = self._certainty(actual)
        final = certainty is _CONFIRMED
        chooser = self._confirmed if final else self._forecast
        if target is None or target.kind is _NONE:
            chosen = self._targetless(indicator, actual, chooser)
        else:
            before = None if previous is None else previous.quantity
            case = Case(indicator, target, actual.quantity, self.book, plan, before)
            chosen = self._aside(case, actual.fiscal_year) or chooser.choose(
                attain(case), self._elapsed(case, actual.fiscal_year)
            )
        return self._grade(target, actual, chosen, (certainty, source))

    def untold(self, target: Target | None, actual: Actual, reason: str) -> Grade:
        """Return the grade of an actual that cannot be told for a reason outside the case."""
        texts: Facts = (("reason", reason), ("actual", actual.quantity.text))
        if target is not None:
            texts = *texts, ("target", target.quantity.text)
        chosen = Chosen(None, (Step("undetermined", texts),), reason=reason)
        return self._grade(target, actual, chosen, self._certainty(actual))

    def marked(self, grade: Grade, key: str, steps: tuple[Step, ...]) -> Grade:
        """Return a grade with another mark and the steps that led to it."""
        mark = self.book.marks[key]
        certain = next((step for step in grade.working if step.code == "certainty"), None)
        last = Step("grade", (("key", mark.key), ("symbol", mark.symbol)))
        return msgspec.structs.replace(
            grade,
            computed=mark.symbol,
            computed_key=key,
            agrees=self._agrees(mark, grade.published),
            reason="",
            working=(*steps, *((certain,) if certain else ()), last),
        )

    def _grade(
        self, target: Target | None, actual: Actual, chosen: Chosen, known: tuple[Certainty, str]
    ) -> Grade:
        """Return the grade with its whole working."""
        certainty, source = known
        mark, published = chosen.mark, actual.published_grade
        key = None if mark is None else mark.key
        return Grade(
            indicator=actual.indicator,
            fiscal_year=actual.fiscal_year,
            actual=actual.id,
            target=None if target is None else target.id,
            book=self.book.id,
            certainty=certainty,
            computed=None if mark is None else mark.symbol,
            computed_key=key,
            published=published,
            agrees=self._agrees(mark, published),
            rate=chosen.rate,
            reason=chosen.reason,
            working=(
                *self._head(target, actual.fiscal_year),
                *chosen.steps,
                *self._endings[certainty is _CONFIRMED, source][key],
            ),
        )

    def _targetless(self, indicator: Indicator, actual: Actual, chooser: Chooser) -> Chosen:
        """Return the outcome where nothing to reach was set."""
        rule, quantity = self.book.formulas.no_target, actual.quantity
        if rule == "not_evaluated":
            return self._without("no_target", Step("no_target"))
        if quantity.state is not None:
            return self._stateful(quantity)
        if rule == "human":
            facts = ("reason", "human_judgement"), ("actual", quantity.text)
            return Chosen(None, (Step("undetermined", facts),), reason="human_judgement")
        return chooser.choose(moved_without_target(indicator, quantity))

    def _certainty(self, actual: Actual) -> tuple[Certainty, str]:
        """Return whether the result is final, and how that is known.

        Where nobody said it: the published mark belongs to final or to expected results, then the
        text (見込み) says it, and past years are taken as final.
        """
        if actual.certainty is not None:
            return actual.certainty, "stated"
        published = self.book.mark_of(actual.published_grade or "")
        if published is not None and published.family is not Family.BOTH:
            return Certainty(published.family.value), "published_grade"
        if Softness.EXPECTED in actual.quantity.softness:
            return Certainty.FORECAST, "text"
        return Certainty.CONFIRMED, "assumed"

    def _aside(self, case: Case, fiscal_year: int) -> Chosen | None:
        """Return the outcome where nothing is to be compared: not its year, or no value."""
        target, state = case.target, case.actual.state
        if target.due == EVERY_YEAR and state is None:
            return None
        early = self._not_its_year(target, fiscal_year)
        if early and not (early == "not_due" and self._achieved_early(case)):
            due = str(target.due or "")
            return self._without(
                early, Step(early, (("due", due), ("fiscal_year", str(fiscal_year))))
            )
        if state is not None:
            return self._stateful(case.actual)
        if isinstance(target.due, int) and self._lacks_years(case.plan):
            return _untold(case, "plan_missing")
        return None

    def _stateful(self, got: Quantity) -> Chosen:
        """Return the outcome of a result without a value: mostly none, or what the book says."""
        state = got.state or State.NOT_UNDERSTOOD
        values = ("state", state.value), ("text", got.text)
        key = self.book.states.get(state)
        if key is not None:
            return Chosen(self.book.marks[key], (Step("state_graded", values),))
        if state is State.NOT_UNDERSTOOD:
            facts = ("reason", "value_not_understood"), ("actual", got.text)
            return Chosen(None, (Step("undetermined", facts),), reason="value_not_understood")
        return self._without(state.value, Step("state", values))

    def _lacks_years(self, plan: Plan | None) -> bool:
        """Tell whether elapsed years are asked for and neither book nor plan says which."""
        rule = self.book.elapsed
        if rule is None or (plan is not None and plan.fiscal_years):
            return False
        return rule.first is None or (rule.years is None and rule.span == "plan")

    def _not_its_year(self, target: Target, fiscal_year: int) -> str:
        """Return `not_due` or `after_due` where the target is not graded in a year, else ""."""
        due, rule = target.due, self.book.due
        if due is None:
            return "not_due" if rule.unstated == "never" else ""
        if not isinstance(due, int) or due == fiscal_year or rule.by_year == "every_year":
            return ""
        if fiscal_year < due:
            return "not_due"
        return "" if rule.by_year == "from_due_year" else "after_due"

    def _achieved_early(self, case: Case) -> bool:
        """Tell whether the book grades before its year what has been reached already."""
        return (
            self.book.due.early_achievement
            and case.actual.state is None
            and reaches_whole(attain(case))
        )

    def _elapsed(self, case: Case, fiscal_year: int) -> Pair | None:
        """Return the share of the years gone by, this one included; None where none is asked."""
        rule, due = self.book.elapsed, case.target.due
        if rule is None or not isinstance(due, int):
            return None
        known = case.plan.fiscal_years if case.plan else ()
        first = min(known) if rule.first is None else rule.first
        years = rule.years
        if years is None:
            last = max(known) if rule.span == "plan" else due
            years = max(last - first + 1, 1)
        return min(max(fiscal_year - first + 1, 1), years), years

    def _without(self, reason: str, step: Step) -> Chosen:
        """Return "not evaluated", and why."""
        return Chosen(self._not_evaluated, (step,), reason=reason)

    def _agrees(self, mark: Mark | None, published: str | None) -> bool | None:
        """Tell whether document and rulebook give the same mark; None where either is missing."""
        if mark is None or not published or published.isspace():
            return None
        return published == mark.symbol or self.book.mark_of(published) is mark

    def _head(self, target: Target | None, fiscal_year: int) -> tuple[Step, ...]:
        """Return the steps before any judgement: a book of other years, a revised target."""
        book = self.book
        steps: tuple[Step, ...] = ()
        if not book.covers(fiscal_year):
            values = ("book", book.id), ("from", str(book.valid_from))
            steps = (Step("outside_validity", (*values, ("until", _open(book.valid_until)))),)
        if target is not None and (target.in_force_from or target.in_force_until):
            values = ("target", target.quantity.text), ("from", _open(target.in_force_from))
            until = ("until", _open(target.in_force_until))
            steps = *steps, Step("revision", (*values, until, ("measures", target.measures)))
        return steps


def _ending(certainty: Certainty, source: str, mark: Mark | None) -> tuple[Step, ...]:
    """Return the last steps: whether the result is final, and the mark where there is one."""
    first = Step("certainty", (("certainty", certainty.value), ("source", source)))
    if mark is None:
        return (first,)
    return first, Step("grade", (("key", mark.key), ("symbol", mark.symbol)))


def _untold(case: Case, reason: str) -> Chosen:
    """Return that no mark can be told, and why."""
    told = undetermined(case, reason)
    return Chosen(None, (Step(told.code, told.facts),), reason=reason)


def _open(year: int | None) -> str:
    """Return a year as text, nothing for an open end."""
    return "" if year is None else str(year)
