"""What the pages of members are given."""

from typing import Generic, TypeVar

import msgspec

from hakaru.workflow.areas.outlines import Outlines
from hakaru.workflow.areas.tiles import Tile
from hakaru.workflow.queries.compare_views import NamedProject
from hakaru.workflow.queries.page_views import YearsTally
from hakaru.workflow.queries.views import IndicatorLink, PlanHead, ProjectRow, SectionLink

L = TypeVar("L")


class MemberLine(msgspec.Struct, frozen=True, kw_only=True):
    """A member with the number of projects it takes part in; `listed`: a member of the plan."""

    name: str
    projects: int
    listed: bool


class MembersPage(msgspec.Struct, frozen=True, kw_only=True):
    """The members of a plan. `outlines` is None where no file of the authority is set."""

    head: PlanHead
    lines: tuple[MemberLine, ...]
    total: int
    tiles: tuple[Tile, ...]
    outlines: Outlines | None


class SectionShare(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a section's projects a member takes part in."""

    section: SectionLink
    depth: int
    taking: int
    total: int


class ShareLine(msgspec.Struct, frozen=True, kw_only=True):
    """A member's own part of a result, beside the whole."""

    indicator: IndicatorLink
    fiscal_year: int
    own: str
    whole: str


class DoneLine(msgspec.Struct, frozen=True, kw_only=True):
    """What was done that names the member; `own` are its figures in the text, if any."""

    project: NamedProject
    fiscal_year: int | None
    text: str
    own: tuple[str, ...]


class Listed(msgspec.Struct, Generic[L], frozen=True, kw_only=True):
    """The first lines of a list of `total`."""

    lines: tuple[L, ...]
    total: int


class MemberPage(msgspec.Struct, frozen=True, kw_only=True):
    """What one member takes part in, how that stands, and its own figures.

    `rows` are the first of its `projects`.
    """

    head: PlanHead
    name: str
    projects: int
    sections: tuple[SectionShare, ...]
    tally: YearsTally
    years: tuple[int, ...]
    rows: tuple[ProjectRow, ...]
    not_in: Listed[NamedProject]
    duties: Listed[NamedProject]
    shares: Listed[ShareLine]
    done: Listed[DoneLine]
