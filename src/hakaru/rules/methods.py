"""How a rulebook judges: formulas for each kind of target, when, and over how many years."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Literal

import msgspec


class Formula(StrEnum):
    """How far a number is from its target; a list of them is tried in order.

    Each rate is defined so that it reaches 1 exactly when the target is reached.
    """

    RATIO = "ratio"
    """actual / target; needs a target above 0."""
    INVERSE_RATIO = "inverse_ratio"
    """target / actual, where lower is better; needs a target above 0."""
    KEEP_UP = "keep_up"
    """actual / target, for a level not to fall below; needs a target above 0."""
    KEEP_DOWN = "keep_down"
    """(2 target - actual) / target, for a level not to exceed; needs a target above 0."""
    PROGRESS = "progress"
    """(actual - baseline) / (target - baseline); needs a baseline worse than the target."""
    DIRECTION = "direction"
    """No rate: reached, else better than, same as or worse than the baseline; needs a baseline."""
    COMPARE = "compare"
    """No rate: reached or not. Always defined."""
    HUMAN = "human"
    """A person decides; nothing is computed."""


class WordRule(StrEnum):
    """How a target without a number of its own is judged."""

    REACHED_OR_NOT = "reached_or_not"
    STAGES = "stages"
    """Words and milestones: the share of the stage arrived at, as the book lists the stages."""
    HUMAN = "human"


class ByDirection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The formulas for targets where higher is better and where lower is better.

    `keep_higher` and `keep_lower` are for a level to keep: the baseline is at the target or on the
    better side of it already, or the target's own words say so (90%以上を維持). Empty: the same
    formulas as for any other target.
    """

    higher: tuple[Formula, ...]
    lower: tuple[Formula, ...]
    keep_higher: tuple[Formula, ...] = ()
    keep_lower: tuple[Formula, ...] = ()


class Formulas(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How each kind of target is judged; `cumulative` for running totals where they differ."""

    number: ByDirection
    word: WordRule = WordRule.REACHED_OR_NOT
    milestone: WordRule = WordRule.REACHED_OR_NOT
    everyone: WordRule = WordRule.REACHED_OR_NOT
    relative: WordRule = WordRule.REACHED_OR_NOT
    cumulative: ByDirection | None = None
    no_target: Literal["not_evaluated", "direction", "human"] = "not_evaluated"


class Due(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a target is graded.

    `by_year`: a target for a fiscal year is graded in that year alone, from that year on, or every
    year. `early_achievement`: reached before its year, it is graded at once. `unstated`: what
    holds for a target that names no year.
    """

    by_year: Literal["due_year", "from_due_year", "every_year"]
    early_achievement: bool = False
    unstated: Literal["every_year", "never"] = "every_year"


class Elapsed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thresholds of by-year targets times elapsed years / all years, this year included.

    All years are those of the plan, or those from the plan's first to the target's own; `first`
    and `years` say them in the book itself. `not_for` are the formulas whose thresholds stand as
    they are: a level to keep is to be kept from the first year on.
    """

    span: Literal["plan", "until_due"] = "plan"
    first: int | None = None
    years: int | None = None
    not_for: tuple[Formula, ...] = (Formula.KEEP_UP, Formula.KEEP_DOWN)


class WordWays(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words the scale leans on, as the ledger's vocabulary spells them.

    A milestone that names no word is completed by any of `done`, and by `done_from` or a later
    word of its ladder. `doing` are the words that a number of times answers and that stand for
    once. `members` are the units in which the plan's members are counted. `keep` are the words
    that make a number a level to keep. `stages` give words of one ladder their share of the whole.
    """

    done: tuple[str, ...]
    done_from: str
    doing: tuple[str, ...]
    members: tuple[str, ...]
    keep: tuple[str, ...] = ()
    stages: Mapping[str, Fraction] = {}


class Display(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a rate is shown. It is always compared exactly; shown finer where rounding misleads."""

    decimals: int = 1
    rounding: Literal["half_up", "down"] = "half_up"


class Override(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who may put another mark in the place of the computed one, and whether to say why."""

    by: tuple[Literal["secretariat", "section", "member", "council"], ...] = ("secretariat",)
    reason: bool = True
