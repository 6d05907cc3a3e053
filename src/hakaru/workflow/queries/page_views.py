"""What the pages of a section, an indicator, what was missed, and a rulebook are given."""

from datetime import date
from typing import Literal

import msgspec

from hakaru.workflow.queries.card_views import IndicatorCard, IndicatorGroup
from hakaru.workflow.queries.views import (
    GradedLine,
    GradeMark,
    IndicatorLink,
    LegendLine,
    PlanHead,
    ProjectRow,
    RatioView,
    SectionLine,
    SectionLink,
)


class YearRow(msgspec.Struct, frozen=True, kw_only=True):
    """One fiscal year of a scope: how often each grade was given, and the ratio's two counts.

    `percent` is "" where nothing could be evaluated.
    """

    fiscal_year: int
    counts: tuple[int, ...]
    total: int
    met: int
    evaluable: int
    percent: str


class YearsTally(msgspec.Struct, frozen=True, kw_only=True):
    """The grades of a scope by fiscal year; `counts` of each row follow `marks`."""

    marks: tuple[GradeMark, ...]
    rows: tuple[YearRow, ...]


class SectionPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of a section: what lies above and below it, its ratio, grades and projects.

    `rows` are the first of its `projects`, `indicators` of its `own`; `others` have no room.
    """

    head: PlanHead
    ref: str
    title: str
    above: tuple[SectionLink, ...]
    below: tuple[SectionLine, ...]
    ratios: tuple[RatioView, ...]
    tally: YearsTally
    own: int
    indicators: tuple[IndicatorCard, ...]
    others: tuple[IndicatorLink, ...]
    years: tuple[int, ...]
    rows: tuple[ProjectRow, ...]
    projects: int


class IndicatorPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of an indicator, at an address that stays."""

    head: PlanHead
    link: IndicatorLink
    sections: tuple[SectionLink, ...]
    indicator: IndicatorCard
    previous: IndicatorLink | None
    next: IndicatorLink | None


class ListedIndicator(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator in the list of all: its target and what it reached last."""

    link: IndicatorLink
    target: str
    target_due: int | Literal["every_year"] | None
    fiscal_year: int | None
    text: str
    grade: GradeMark | None


class IndicatorList(msgspec.Struct, frozen=True, kw_only=True):
    """All indicators of a plan by outermost section, "" is the plan itself; `own` in full.

    Its own are those that belong to no project; `own_left` have no room but in the list.
    """

    head: PlanHead
    own: tuple[IndicatorGroup, ...]
    own_left: int
    groups: tuple[tuple[str, tuple[ListedIndicator, ...]], ...]
    page: int
    pages: int


class MissedLine(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator that was missed: how far from its target, why, and what was done.

    `gap` is the distance between target and result in `gap_unit`, "" where none can be told;
    `over` where the result lies above the target.
    """

    case: GradedLine
    as_of: date | None
    gap: str
    gap_unit: str
    over: bool
    activities: tuple[str, ...]


class MissedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what was missed in a fiscal year: final results first, then the expected ones.

    The counts are those of all pages.
    """

    head: PlanHead
    year: int | None
    years: tuple[int, ...]
    missed: tuple[MissedLine, ...]
    expected: tuple[MissedLine, ...]
    missed_count: int
    expected_count: int
    page: int
    pages: int


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an explanation: a heading, a paragraph, or a list of items."""

    kind: Literal["heading", "text", "list"]
    lines: tuple[str, ...]


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A grade with an indicator of the plan it was given to, and the working."""

    mark: GradeMark
    case: GradedLine


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """An edition of a rulebook explained to the public, with the years of the plan it judges."""

    id: str
    title: str
    years: tuple[int, ...]
    facts: tuple[str, ...]
    legend: tuple[LegendLine, ...]
    conditions: tuple[str, ...]
    blocks: tuple[Block, ...]
    examples: tuple[Example, ...]


class RulebookPage(msgspec.Struct, frozen=True, kw_only=True):
    """A plan's rulebook: the editions that judge its years, the earliest first."""

    head: PlanHead
    editions: tuple[Edition, ...]
