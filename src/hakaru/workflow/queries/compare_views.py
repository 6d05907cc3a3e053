"""What the pages of differences are given: two states of a plan, indicator by indicator."""

from datetime import date
from enum import StrEnum

import msgspec

from hakaru.workflow.queries.card_views import TargetView
from hakaru.workflow.queries.views import GradeMark, IndicatorLink, PlanHead


class Turn(StrEnum):
    """How a grade moved from one state to the other."""

    NEWLY_MET = "newly_met"
    NEWLY_MISSED = "newly_missed"
    BETTER = "better"
    WORSE = "worse"
    FIRST = "first"
    GONE = "gone"
    SAME = "same"


class SideView(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an indicator's year in one of the two states."""

    text: str
    target: str
    grade: GradeMark | None


class ComparedLine(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator in both states; `fiscal_year` is None where the states are years themselves."""

    indicator: IndicatorLink
    fiscal_year: int | None
    before: SideView
    after: SideView
    turn: Turn
    value_changed: bool
    target_changed: bool


class TurnGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The lines whose grade moved in one way: those shown, of `total`."""

    turn: Turn
    total: int
    lines: tuple[ComparedLine, ...]


class RevisedTarget(msgspec.Struct, frozen=True, kw_only=True):
    """A target that another took the place of."""

    indicator: IndicatorLink
    old: TargetView
    new: TargetView


class NamedProject(msgspec.Struct, frozen=True, kw_only=True):
    """A project as a link names it; `told` is what the document says of it."""

    ref: str
    number: str
    name: str
    told: str = ""


class YearChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from one fiscal year to the next: the first of each kind, and their numbers."""

    before: int
    after: int
    groups: tuple[TurnGroup, ...]
    new_projects: tuple[NamedProject, ...]
    new_count: int
    ended_projects: tuple[NamedProject, ...]
    ended_count: int
    revised: tuple[RevisedTarget, ...]
    revised_count: int


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two states: a fiscal year, or the ledger as known on a day."""

    fiscal_year: int | None = None
    day: date | None = None

    @property
    def value(self) -> str:
        """The moment as addresses write it."""
        return self.day.isoformat() if self.day else str(self.fiscal_year)


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The page that compares two states. `years` and `days` are the choices offered.

    `only` is the one group asked for, a `page` of it at a time; else the first lines of each.
    """

    head: PlanHead
    before: Moment | None
    after: Moment | None
    years: tuple[int, ...]
    days: tuple[date, ...]
    counts: tuple[tuple[Turn, int], ...]
    groups: tuple[TurnGroup, ...]
    compared: int
    only: Turn | None
    page: int
    pages: int
