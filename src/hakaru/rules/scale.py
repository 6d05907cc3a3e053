"""What a rulebook says: marks, thresholds, formulas, when a target is due, how marks are counted.

Everything an authority decides is data of these types, read from `books/*.toml`; no module of this
package knows a threshold, a symbol or a word of its own.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Literal

import msgspec


class Family(StrEnum):
    """Which results a mark or a scale is for: final ones, expected ones, or both."""

    CONFIRMED = "confirmed"
    FORECAST = "forecast"
    BOTH = "both"


class Formula(StrEnum):
    """How far a number is from its target; a list of them is tried in order.

    Each is defined so that the rate reaches 1 exactly when the target is reached.
    """

    RATIO = "ratio"
    """actual / target; needs a target above 0."""
    INVERSE_RATIO = "inverse_ratio"
    """target / actual, where lower is better; needs a target above 0."""
    KEEP_DOWN = "keep_down"
    """(2 target - actual) / target, where lower is better; needs a target above 0."""
    PROGRESS = "progress"
    """(actual - baseline) / (target - baseline); needs a baseline worse than the target."""
    COMPARE = "compare"
    """No rate: reached or not. Always defined."""
    HUMAN = "human"
    """A person decides; nothing is computed."""


class WordRule(StrEnum):
    """How a target without a number of its own is judged: reached or not, or by a person."""

    REACHED_OR_NOT = "reached_or_not"
    HUMAN = "human"


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text of the book in both languages."""

    ja: str
    en: str


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mark of the scale: its symbol, how it is named, read aloud, coloured and counted.

    `colour` is a token of the style sheet, `aliases` other characters printed for the symbol,
    `legend` the words a published legend prints beside it.
    """

    key: str
    symbol: str
    family: Family
    label: Words
    reading: str
    colour: str
    counts_as_met: bool
    in_denominator: bool
    aliases: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()


class Threshold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mark of a rate from `min` up; at exactly `min` only where `inclusive`."""

    min: Fraction
    inclusive: bool
    grade: str


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Marks of one family: by rate, best first, `otherwise` below them all; and by yes or no."""

    thresholds: tuple[Threshold, ...]
    otherwise: str
    reached: str
    missed: str


class ByDirection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The formulas for targets where higher is better and where lower is better."""

    higher: tuple[Formula, ...]
    lower: tuple[Formula, ...]


class Formulas(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How each kind of target is judged."""

    number: ByDirection
    word: WordRule
    milestone: WordRule
    everyone: WordRule
    relative: WordRule


class Due(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a target is graded.

    `by_year`: a target for a fiscal year is graded in that year alone, from that year on, or every
    year. `early_achievement`: reached before its year, it is graded at once. `unstated`: what
    holds for a target that names no year.
    """

    by_year: Literal["due_year", "from_due_year", "every_year"]
    early_achievement: bool
    unstated: Literal["every_year", "never"]


class Elapsed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Thresholds of by-year targets times elapsed years / all years, this year included.

    All years are those of the plan, or those from the plan's first to the target's own.
    """

    span: Literal["plan", "until_due"]


class WordWays(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words the scale leans on, as the ledger's vocabulary spells them.

    A milestone that names no word is completed by any of `done`, and by `done_from` or a later
    word of its ladder. `doing` are the words that a number of times answers and that stand for
    once. `members` are the units in which the plan's members are counted.
    """

    done: tuple[str, ...]
    done_from: str
    doing: tuple[str, ...]
    members: tuple[str, ...]


class Counting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way of counting the achievement ratio: the marks that count as met and those left out.

    `counts_itself`: the indicator that states the ratio is counted like any other.
    """

    id: str
    label: Words
    met: tuple[str, ...]
    excluded: tuple[str, ...]
    counts_itself: bool


class Reference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where the authority published the rules."""

    document: str
    section: str


class Assumption(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that the published legend leaves open, and why this book decides it so."""

    about: str
    ja: str
    en: str


class Rulebook(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True, eq=False
):
    """One authority's rules for the fiscal years `valid_from` to `valid_until` (None is open).

    `confirmed_on` is the day someone last compared it with the published source. Build one with
    `hakaru.rules.rulebook.load_book`, which checks it.
    """

    schema: Literal["hakaru.rulebook/1"]
    id: str
    title: Words
    authority: str
    reference: Reference
    valid_from: int
    valid_until: int | None = None
    confirmed_on: date
    grades: tuple[Mark, ...]
    not_evaluated: str
    scales: Mapping[Family, Scale]
    formulas: Formulas
    due: Due
    words: WordWays
    everyone_by_number: Literal["missed", "share_of_members"]
    counting: tuple[Counting, ...]
    legend_requires: tuple[str, ...] = ()
    elapsed: Elapsed | None = None
    floor: Fraction | None = None
    cap: Fraction | None = None
    ratio_names: tuple[str, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @cached_property
    def marks(self) -> dict[str, Mark]:
        """The marks by key."""
        return {mark.key: mark for mark in self.grades}

    @cached_property
    def by_symbol(self) -> dict[str, Mark]:
        """The marks by each character they are printed with."""
        return {sign: mark for mark in self.grades for sign in (mark.symbol, *mark.aliases)}

    def mark_of(self, symbol: str) -> Mark | None:
        """Return the mark a document means by `symbol`, or None where the book has no such one."""
        return self.by_symbol.get(symbol) or self.by_symbol.get(symbol.strip())

    def covers(self, fiscal_year: int) -> bool:
        """Tell whether the book was written for a fiscal year."""
        return self.valid_from <= fiscal_year and (
            self.valid_until is None or fiscal_year <= self.valid_until
        )

    def counting_rule(self, counting_id: str) -> Counting | None:
        """Return the counting rule of that name."""
        return next((rule for rule in self.counting if rule.id == counting_id), None)
