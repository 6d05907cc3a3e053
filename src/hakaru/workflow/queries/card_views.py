"""What the card of a project is given: indicators with targets and history, what was done."""

from datetime import date
from typing import Literal

import msgspec

from hakaru.ledger.entries import Direction, DirectionSource
from hakaru.report.charts import ChartData
from hakaru.source import Place
from hakaru.workflow.queries.views import (
    GradeMark,
    IndicatorLink,
    OverrideView,
    PlanHead,
    SectionLink,
)


class TargetView(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of a target: what is to be reached, by when, and the years it is in force."""

    text: str
    due: int | Literal["every_year"] | None
    in_force_from: int | None
    in_force_until: int | None
    measures: str
    reason: str


class HistoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One fiscal year of an indicator: the value, both grades and the reasoning.

    `forecast` and `agrees` are None where the document does not say, or where there are not two
    grades to compare. `shares` are members with their part of the value.
    """

    fiscal_year: int
    as_of: date | None
    forecast: bool | None
    text: str
    target: str
    published: GradeMark | None
    computed: GradeMark | None
    agrees: bool | None
    working: str
    shares: tuple[str, ...]
    source: Place | None
    override: OverrideView | None = None


class IndicatorCard(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator with everything known of it. `chart` is None where there is no number to draw.

    `revisions` pairs each target with the one that took its place, `graded` tells whether any year
    has a grade.
    """

    ref: str
    anchor: str
    marker: str
    name: str
    direction: Direction
    direction_source: DirectionSource
    cumulative: bool
    ended: str
    baseline: str
    baseline_year: int | None
    targets: tuple[TargetView, ...]
    revisions: tuple[tuple[TargetView, TargetView], ...]
    history: tuple[HistoryLine, ...]
    graded: bool
    chart: ChartData | None
    notes: tuple[str, ...]
    sources: tuple[Place | None, ...]


class MemberView(msgspec.Struct, frozen=True, kw_only=True):
    """A member and whether it takes part in the project."""

    name: str
    takes_part: bool


class ActivityView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done, as the document tells it, its marker included."""

    text: str
    members: tuple[str, ...]
    source: Place | None


class ActivityGroup(msgspec.Struct, frozen=True, kw_only=True):
    """What was done in a fiscal year, as known on one day."""

    fiscal_year: int | None
    as_of: date | None
    activities: tuple[ActivityView, ...]


class BudgetView(msgspec.Struct, frozen=True, kw_only=True):
    """Money of one fiscal year: in yen with separators, and as printed."""

    fiscal_year: int
    settled: bool
    yen: str
    text: str
    source: Place | None


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """The project before or after."""

    ref: str
    number: str
    name: str


class ProjectCard(msgspec.Struct, frozen=True, kw_only=True):
    """The page of a project; `sections` leads from the outermost section to its own.

    `others` are the indicators that have no room on the page.
    """

    head: PlanHead
    ref: str
    number: str
    name: str
    sections: tuple[SectionLink, ...]
    relisted_in: tuple[str, ...]
    priority: bool
    new_from: int | None
    ended: str
    summary: str
    members: tuple[MemberView, ...]
    responsibilities: tuple[tuple[str, str], ...]
    indicators: tuple[IndicatorCard, ...]
    others: tuple[IndicatorLink, ...]
    activities: tuple[ActivityGroup, ...]
    budgets: tuple[BudgetView, ...]
    notes: tuple[str, ...]
    source: Place | None
    previous: Neighbour | None
    next: Neighbour | None


class IndicatorGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The indicators that belong to a plan or a section itself."""

    title: str
    indicators: tuple[IndicatorCard, ...]
