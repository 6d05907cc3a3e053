"""From an exact attainment to a mark: thresholds are compared exactly, never after rounding."""

from typing import NamedTuple

import msgspec

from hakaru.rules.case import Attainment
from hakaru.rules.rate import Pair, bounded, lowest_terms, percent
from hakaru.rules.scale import Mark, Rulebook, Scale
from hakaru.rules.working import Step, yes_or_no

_FINEST_DECIMALS = 12


class Choice(NamedTuple):
    """A mark of the scale and the step that says which threshold gave it (none for a yes or no)."""

    mark: Mark
    threshold: tuple[Step, ...]


class Stair(NamedTuple):
    """A threshold ready for comparing: `min` as a pair."""

    above: int
    below: int
    inclusive: bool
    choice: Choice


class Chosen(msgspec.Struct, frozen=True, gc=False):
    """A mark with the steps that led to it, the exact rate, or the reason why there is none."""

    mark: Mark | None
    steps: tuple[Step, ...]
    rate: Pair | None = None
    reason: str = ""


class Chooser:
    """One family's scale of a book, made ready once for any number of grades."""

    def __init__(self, book: Rulebook, scale: Scale) -> None:
        """Turn the thresholds into whole numbers and their steps into ready parts."""
        marks = book.marks
        self._stairs = [
            Stair(
                step.min.numerator,
                step.min.denominator,
                step.inclusive,
                Choice(
                    marks[step.grade],
                    (_threshold_step("threshold", step.min.as_integer_ratio(), step.inclusive),),
                ),
            )
            for step in scale.thresholds
        ]
        last = scale.thresholds[-1] if scale.thresholds else None
        self._otherwise = Choice(
            marks[scale.otherwise],
            ()
            if last is None
            else (_threshold_step("below", last.min.as_integer_ratio(), last.inclusive),),
        )
        self._best = self._stairs[0].choice.mark if self._stairs else self._otherwise.mark
        self._reached, self._missed = marks[scale.reached], marks[scale.missed]
        self._moved = {
            name: marks.get(getattr(scale, name)) for name in ("better", "same", "worse")
        }
        self._rank, self._worst_counts = book.rank, book.several == "worst"
        self._decimals = book.display.decimals
        self._down = book.display.rounding == "down"
        self._unscaled = frozenset(book.elapsed.not_for if book.elapsed else ())
        self._floor = None if book.floor is None else book.floor.as_integer_ratio()
        self._cap = None if book.cap is None else book.cap.as_integer_ratio()

    def choose(self, attainment: Attainment, elapsed: Pair | None = None) -> Chosen:
        """Return the mark of an attainment; `elapsed` is the share of the plan's years gone by."""
        if attainment.reason:
            step = Step(attainment.code, attainment.facts)
            return Chosen(None, (step,), reason=attainment.reason)
        if attainment.readings:
            return self._alike(attainment, elapsed)
        if attainment.moved:
            return self._toward(attainment)
        if attainment.rate is None:
            return self._answered(attainment)
        if attainment.formula in self._unscaled:
            elapsed = None
        rate = attainment.rate
        # A tie is a tie of the numbers, not of a rate that a cap brought down to the whole.
        tie_is_short = attainment.strict and rate[0] == rate[1]
        if self._floor is not None or self._cap is not None:
            rate = bounded(rate, self._floor, self._cap)
        choice = self._select(rate, elapsed, tie_is_short=tie_is_short)
        if attainment.open_end and not self._decided(choice.mark, attainment):
            return _undecided(attainment)
        step = self._rate_step(attainment, rate, choice, elapsed)
        steps = (step, *choice.threshold)
        if elapsed is not None:
            steps = (step, _elapsed_step(elapsed), *choice.threshold)
        return Chosen(choice.mark, steps, rate if rate[1] else None)

    def _select(self, rate: Pair, elapsed: Pair | None, *, tie_is_short: bool) -> Choice:
        """Return the first stair the rate stands on."""
        numerator, denominator = rate
        if elapsed is not None:
            numerator, denominator = numerator * elapsed[1], denominator * elapsed[0]
        for above, below, inclusive, choice in self._stairs:
            left, right = numerator * below, above * denominator
            if left > right or (left == right and inclusive and not tie_is_short):
                return choice
        return self._otherwise

    def _rate_step(
        self, attainment: Attainment, rate: Pair, choice: Choice, elapsed: Pair | None
    ) -> Step:
        """Return the step of the rate, with decimals enough to show on which side it stands."""
        if not rate[1]:
            return Step(attainment.code, (*attainment.facts, ("holds", "yes")))
        strict = attainment.strict and rate is attainment.rate  # a capped rate is no tie
        decimals, down = self._decimals, self._down
        text, shown = percent(rate, decimals, down=down)
        # Rounding misleads where the rounded rate would get another mark than the exact one.
        while (
            decimals < _FINEST_DECIMALS
            and self._select(shown, elapsed, tie_is_short=strict and shown[0] == shown[1])
            is not choice
        ):
            decimals += 1
            text, shown = percent(rate, decimals, down=down)
        numerator, denominator = lowest_terms(rate)
        values = *attainment.facts, ("rate", text), ("exact", f"{numerator}/{denominator}")
        if decimals > self._decimals:
            values = *values, ("finer", "yes")
        if attainment.strict:
            values = *values, ("strict", "yes")
        return Step(attainment.code, values)

    def _answered(self, attainment: Attainment) -> Chosen:
        """Return the mark of a yes or no."""
        reached = bool(attainment.reached)
        if attainment.open_end and (attainment.open_end == "better") != reached:
            return _undecided(attainment)
        step = Step(attainment.code, (*attainment.facts, ("holds", yes_or_no(reached))))
        return Chosen(self._reached if reached else self._missed, (step,))

    def _toward(self, attainment: Attainment) -> Chosen:
        """Return the mark of having become better, stayed, or become worse."""
        mark = self._moved[attainment.moved]
        if mark is None or attainment.open_end:
            return _undecided(attainment)
        return Chosen(mark, (Step(attainment.code, attainment.facts),))

    def _decided(self, mark: Mark, attainment: Attainment) -> bool:
        """Tell whether a bound decides: nothing lies beyond the mark on the bound's open side."""
        return mark is (self._best if attainment.open_end == "better" else self._otherwise.mark)

    def _alike(self, attainment: Attainment, elapsed: Pair | None) -> Chosen:
        """Return the mark that all readings of a cell share, or the worst if the book says so."""
        chosen = [self.choose(reading, elapsed) for reading in attainment.readings]
        marks = [one.mark for one in chosen if one.mark is not None]
        mark = marks[0] if len(marks) == len(chosen) else None
        if mark is not None and self._worst_counts:
            mark = max(marks, key=lambda one: self._rank[one.key])
            worst = ("worst", mark.symbol), ("readings", str(len(chosen)))
            return Chosen(mark, (Step("several", (*attainment.facts, *worst)),))
        if mark is None or any(other is not mark for other in marks):
            reason = next((one.reason for one in chosen if one.reason), "values_disagree")
            facts = ("reason", reason), *attainment.facts
            return Chosen(None, (Step("undetermined", facts),), reason=reason)
        parts = str(len(chosen))
        return Chosen(mark, (Step("several", (*attainment.facts, ("readings", parts))),))


def reaches_whole(attainment: Attainment) -> bool:
    """Tell whether the target itself was reached, whatever the scale makes of it."""
    if attainment.readings:
        return all(map(reaches_whole, attainment.readings))
    if attainment.rate is None:
        return bool(attainment.reached) and attainment.open_end != "worse"
    above, below = attainment.rate
    return attainment.open_end != "worse" and (
        above > below or (above == below and not attainment.strict)
    )


def _undecided(attainment: Attainment) -> Chosen:
    """Return that the actual is a bound on the open side of a threshold."""
    reason = "bound_does_not_decide"
    step = Step("undetermined", (("reason", reason), *attainment.facts))
    return Chosen(None, (step,), reason=reason)


def _threshold_step(code: str, minimum: Pair, inclusive: bool) -> Step:  # noqa: FBT001
    """Return the step that names a threshold in percent."""
    text, shown = percent(minimum, 0)
    decimals = 0
    while decimals < _FINEST_DECIMALS and shown[0] * minimum[1] != minimum[0] * shown[1]:
        decimals += 1
        text, shown = percent(minimum, decimals)
    return Step(code, (("min", text), ("inclusive", yes_or_no(inclusive))))


def _elapsed_step(elapsed: Pair) -> Step:
    """Return the step that says by what share of the years the thresholds were multiplied."""
    return Step("elapsed", (("elapsed", str(elapsed[0])), ("years", str(elapsed[1]))))
