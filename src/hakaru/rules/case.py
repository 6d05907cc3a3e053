"""One question to a rulebook, and its answer before any mark is chosen."""

from typing import Literal

import msgspec

from hakaru.ledger.entries import Direction, Indicator, Plan, Target
from hakaru.ledger.quantity import Comparison, Quantity
from hakaru.rules.rate import Pair
from hakaru.rules.scale import ByDirection, Formula, Rulebook

Facts = tuple[tuple[str, str], ...]
Moved = Literal["", "better", "same", "worse"]

# Looking a member up in its enum costs more than the comparison it is wanted for.
_UNKNOWN, _LOWER = Direction.UNKNOWN, Direction.LOWER
_WANTS_MORE = (Comparison.AT_LEAST, Comparison.MORE_THAN)


class Case(msgspec.Struct, frozen=True, gc=False):
    """An actual value before a target; the plan gives members and years to rules that ask.

    `previous` is the value of the year before, for a target that compares with it.
    """

    indicator: Indicator
    target: Target
    actual: Quantity
    book: Rulebook
    plan: Plan | None = None
    previous: Quantity | None = None

    @property
    def members(self) -> int:
        """How many members the plan has, 0 where unknown."""
        return 0 if self.plan is None else len(self.plan.members)

    @property
    def lower(self) -> bool | None:
        """Whether lower is better: the target's own 以下 or 以上 first, then the indicator's."""
        comparison = self.target.quantity.comparison
        if comparison is not None:
            return comparison not in _WANTS_MORE
        direction = self.indicator.direction
        return None if direction is _UNKNOWN else direction is _LOWER

    @property
    def baseline(self) -> Quantity | None:
        """The value the indicator starts from; none where the target measured another indicator."""
        baseline = self.indicator.baseline
        return None if baseline is None or self.target.measures else baseline.quantity

    @property
    def ways(self) -> ByDirection:
        """The formulas for a number, running totals having their own where the book says so."""
        formulas = self.book.formulas
        if formulas.cumulative is not None and self.target.cumulative:
            return formulas.cumulative
        return formulas.number

    @property
    def texts(self) -> Facts:
        """Both values as printed."""
        return ("actual", self.actual.text), ("target", self.target.quantity.text)


class Attainment(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """How far the target was reached.

    Exactly one of these says it: `rate` by a formula, `reached` as yes or no, `moved` against the
    baseline, `readings` where the cell has several values or can be read in several ways, `reason`
    why it cannot be told.

    `code` and `facts` are the step of the working, `formula` the one that gave a rate. `strict`: a
    tie is not enough (超, 未満). `open_end`: the actual itself is only a bound (1回以上), the truth
    may be better or worse.
    """

    code: str
    facts: Facts = ()
    rate: Pair | None = None
    reached: bool | None = None
    moved: Moved = ""
    readings: tuple["Attainment", ...] = ()
    reason: str = ""
    formula: Formula | None = None
    strict: bool = False
    open_end: Literal["", "better", "worse"] = ""


def undetermined(case: Case, reason: str) -> Attainment:
    """Return that the rules cannot tell, and why."""
    return Attainment(code="undetermined", reason=reason, facts=(("reason", reason), *case.texts))
