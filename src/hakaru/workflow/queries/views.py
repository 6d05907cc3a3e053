"""What pages are given: frozen facts and judgements of one plan, ready to be worded and drawn."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Literal

import msgspec


class Tone(StrEnum):
    """What a grade means, whatever its symbol: it chooses shape and colour."""

    MET = "met"
    NEARLY = "nearly"
    MISSED = "missed"
    NONE = "none"


class GradeMark(msgspec.Struct, frozen=True, kw_only=True):
    """A grade as shown: symbol, word and reading, with the tone that gives it its shape."""

    symbol: str
    label: str
    reading: str
    tone: Tone
    expected: bool = False


class OverrideView(msgspec.Struct, frozen=True, kw_only=True):
    """A grade that an official gave instead: which, why, when. Who it was stays in the office."""

    mark: GradeMark
    reason: str
    at: date


class PlanHead(msgspec.Struct, frozen=True, kw_only=True):
    """What stands at the head of every page of a plan."""

    id: str
    title: str
    fiscal_years: tuple[int, ...]
    hub: str
    members: tuple[str, ...]
    projects: int
    indicators: int
    own_indicators: int
    has_rulebook: bool


class CountView(msgspec.Struct, frozen=True, kw_only=True):
    """Met of evaluable by one counting rule: `ratio` is exact, `percent` as shown."""

    met: int
    evaluable: int
    ratio: Fraction
    percent: str
    counts_as_met: tuple[GradeMark, ...]
    rule: str


class RatioView(msgspec.Struct, frozen=True, kw_only=True):
    """The achievement ratio (達成割合) of one fiscal year, with what it counts.

    `shown` counts the printed grades (`of_published`), or the computed ones where none are
    printed, by the rule that gives the published ratio, else by the rulebook's first. `first` is
    the count by that first rule where it is another one; `computed` the shown rule over the
    computed grades where that differs. `published` is the printed ratio, `reproduced` whether any
    rule gives it. `overridden` grades of the year were given by officials and are counted so in
    `shown` and `first`.
    """

    fiscal_year: int
    shown: CountView
    of_published: bool
    has_forecast: bool
    first: CountView | None
    computed: CountView | None
    published: str
    reproduced: bool
    overridden: int = 0


class PlanSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in the list of plans, with the ratio of its latest graded year."""

    head: PlanHead
    latest: RatioView | None


class PlanList(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the list of plans: `page` of `pages`, each from 1; `total` plans in all."""

    plans: tuple[PlanSummary, ...]
    total: int
    page: int
    pages: int


class TallyRow(msgspec.Struct, frozen=True, kw_only=True):
    """How often each grade was given in one section (and those below it) in one year."""

    ref: str
    number: str
    title: str
    depth: int
    counts: tuple[int, ...]
    total: int


class IndicatorLink(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator as a list names it, with the project it belongs to ("" for none)."""

    ref: str
    marker: str
    name: str
    project_ref: str
    project_number: str
    project_name: str


class SectionLink(msgspec.Struct, frozen=True, kw_only=True):
    """A section as a link names it."""

    ref: str
    title: str


class SectionLine(msgspec.Struct, frozen=True, kw_only=True):
    """A section with the number of projects in it and below it."""

    ref: str
    number: str
    title: str
    depth: int
    projects: int


class YearTally(msgspec.Struct, frozen=True, kw_only=True):
    """The grades of one fiscal year by section; `counts` of each row follow `marks`.

    `left_out` sections have no room on the page.
    """

    fiscal_year: int
    marks: tuple[GradeMark, ...]
    rows: tuple[TallyRow, ...]
    left_out: int
    whole: TallyRow


class GradedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator's year in a list of cases: where it belongs, what was printed and computed."""

    ref: str
    project_ref: str
    project_number: str
    project_name: str
    anchor: str
    marker: str
    name: str
    fiscal_year: int
    actual: str
    target: str
    published: GradeMark | None
    computed: GradeMark | None
    working: str
    override: OverrideView | None = None


class Counting(StrEnum):
    """What a grade does in the achievement ratio."""

    MET = "met"
    NOT_MET = "not_met"
    LEFT_OUT = "left_out"


class LegendLine(msgspec.Struct, frozen=True, kw_only=True):
    """A grade in the legend with what it is given for.

    `from_rate` is the percentage from which on (or above which, where not `inclusive`) it is
    given, `below_rate` the one below which; `reached` and `missed` say which answer to a target
    without a rate it stands for.
    """

    mark: GradeMark
    from_rate: str
    inclusive: bool
    below_rate: str
    reached: bool
    missed: bool
    not_evaluated: bool
    counting: Counting


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One choice of a filter."""

    value: str
    label: str
    depth: int = 0
    chosen: bool = False
    from_document: bool = False


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """The filters of the project list as chosen, with their choices."""

    text: str
    sections: tuple[Option, ...]
    years: tuple[Option, ...]
    grades: tuple[Option, ...]
    members: tuple[Option, ...]
    any_chosen: bool


class YearCell(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator's result and grade in one year, as a list shows them."""

    fiscal_year: int
    text: str
    grade: GradeMark | None
    differs: bool
    overridden: bool = False


class IndicatorRow(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator in the project list, with a cell per known year."""

    ref: str
    anchor: str
    marker: str
    name: str
    target: str
    target_due: int | Literal["every_year"] | None
    cells: tuple[YearCell, ...]


class ProjectRow(msgspec.Struct, frozen=True, kw_only=True):
    """A project in the list, with the indicators that fit the filters."""

    ref: str
    number: str
    name: str
    new_from: int | None
    ended: str
    section: str
    taking_part: int
    indicators: tuple[IndicatorRow, ...]


class ProjectList(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the projects of a plan; `found` and `indicators` count what fits on all pages."""

    head: PlanHead
    filters: Filters
    years: tuple[int, ...]
    rows: tuple[ProjectRow, ...]
    indicators: int
    found: int
    page: int
    pages: int
