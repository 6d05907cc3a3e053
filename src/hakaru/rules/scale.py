"""What a rulebook says: marks, thresholds, the rules of judging, how marks are counted.

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

from hakaru.ledger.quantity import State
from hakaru.rules.methods import (
    ByDirection,
    Display,
    Due,
    Elapsed,
    Formula,
    Formulas,
    Override,
    WordRule,
    WordWays,
)
from hakaru.shapes import ready

__all__ = [
    "Assumption",
    "ByDirection",
    "Counting",
    "Display",
    "Due",
    "Elapsed",
    "Family",
    "Formula",
    "Formulas",
    "Mark",
    "Override",
    "Reference",
    "Rulebook",
    "Scale",
    "Second",
    "Threshold",
    "WordRule",
    "WordWays",
    "Words",
]

Against = Literal["in_force", "this_year", "final"]


class Family(StrEnum):
    """Which results a mark or a scale is for: final ones, expected ones, or both."""

    CONFIRMED = "confirmed"
    FORECAST = "forecast"
    BOTH = "both"


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text of the book in both languages."""

    ja: str
    en: str


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One mark of the scale: its symbol, how it is named, read aloud, coloured and counted.

    `colour` is a token of the style sheet or #rrggbb that keeps 4.5:1 on white, `aliases` other
    characters printed for the symbol, `legend` the words a published legend prints beside it,
    `points` what it is worth where an authority adds points up. Marks stand best first.
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
    points: Fraction | None = None


class Threshold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The mark of a rate from `min` up; at exactly `min` only where `inclusive`."""

    min: Fraction
    grade: str
    inclusive: bool = True


class Scale(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Marks of one family: by rate, best first, `otherwise` below them all; and by yes or no.

    `better`, `same` and `worse` are for the formula `direction`, "" where it is not used.
    """

    thresholds: tuple[Threshold, ...]
    otherwise: str
    reached: str
    missed: str
    better: str = ""
    same: str = ""
    worse: str = ""


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


class Second(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A second rate beside the first, such as progress to the final target, and how both join.

    `combine`: the worse of the two marks, the better, or as `pairs` says ("first/second": mark).
    Where one of the two is not evaluated the other stands alone.
    """

    label: Words
    formulas: ByDirection
    scales: Mapping[Family, Scale]
    due: Due
    combine: Literal["worse", "better", "pairs"]
    against: Against = "final"
    pairs: Mapping[str, str] = {}
    elapsed: Elapsed | None = None


@ready
class Rulebook(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True, eq=False
):
    """One authority's rules for the fiscal years `valid_from` to `valid_until` (None is open).

    `confirmed_on` is the day someone last compared it with the published source. Editions of one
    legend share a `series`; each year is judged by the edition that covers it. A `pattern` is a
    common kind of scale, nobody's legend: to be copied, adapted and confirmed. `against` says
    which of several targets a year is judged by; `states` which absent values get a mark
    nevertheless; `several` what several values in a cell mean; `running_total` whether results of
    single years are added up before a cumulative target.
    Build one with `hakaru.rules.rulebook.load_book`, which fills what is left out and checks it.
    """

    schema: Literal["hakaru.rulebook/1"]
    id: str
    title: Words
    authority: str
    reference: Reference
    valid_from: int
    valid_until: int | None = None
    confirmed_on: date
    series: str
    pattern: bool = False
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
    display: Display = Display()
    against: Against = "in_force"
    second: Second | None = None
    several: Literal["alike", "worst", "sum"] = "alike"
    running_total: Literal["as_printed", "sum_of_years"] = "as_printed"
    states: Mapping[State, str] = {}
    override: Override = Override()
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

    @cached_property
    def rank(self) -> dict[str, int]:
        """The place of each mark, the best first: 0."""
        return {mark.key: place for place, mark in enumerate(self.grades)}

    @cached_property
    def reaching_beats_moving(self) -> bool:
        """Whether the formula `direction` has a mark of its own for a target that was reached."""
        return any(scale.reached != scale.better for scale in self.scales.values())

    def mark_of(self, symbol: str) -> Mark | None:
        """Return the mark a document means by `symbol`, or None where the book has no such one."""
        return self.by_symbol.get(symbol) or self.by_symbol.get(symbol.strip())

    def scale(self, family: Family) -> Scale:
        """Return the scale for a family of results, which may be one for both."""
        return self.scales.get(Family.BOTH) or self.scales[family]

    def covers(self, fiscal_year: int) -> bool:
        """Tell whether the book was written for a fiscal year."""
        return self.valid_from <= fiscal_year and (
            self.valid_until is None or fiscal_year <= self.valid_until
        )

    def counting_rule(self, counting_id: str) -> Counting | None:
        """Return the counting rule of that name."""
        return next((rule for rule in self.counting if rule.id == counting_id), None)
