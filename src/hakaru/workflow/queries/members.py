"""The members of a plan, and what one of them takes part in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.entries import Project, Share
from hakaru.workflow.areas.outlines import outlines
from hakaru.workflow.areas.tiles import tiles_of
from hakaru.workflow.queries.compare_views import NamedProject
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.links import indicator_link, named_project, section_title
from hakaru.workflow.queries.listing import project_rows
from hakaru.workflow.queries.marks import plan_head
from hakaru.workflow.queries.member_views import (
    DoneLine,
    Listed,
    MemberLine,
    MemberPage,
    MembersPage,
    SectionShare,
    ShareLine,
)
from hakaru.workflow.queries.paging import first_by_weight
from hakaru.workflow.queries.tallies import tally_by_year
from hakaru.workflow.queries.views import ProjectRow, SectionLink

# Of the projects of a member, of each other list; of a line without its words, of a grade.
MOST_BYTES, MOST_OF_A_LIST, LINE_BYTES, SIGN_BYTES = 36_000, 9_000, 300, 260
L = TypeVar("L", NamedProject, ShareLine, DoneLine)


def members_page(plan_id: str, *, area: Path | None) -> MembersPage:
    """Return the members with their places; `area` is an authority's GeoJSON, file or folder.

    Raises UsageError `plan.unknown`.
    """
    plan = judged(plan_id)
    numbers = Counter(name for project in plan.ledger.projects for name in project.participants)
    members = plan.plan.members
    names = tuple(dict.fromkeys((*members, *numbers)))
    return MembersPage(
        head=plan_head(plan),
        lines=tuple(
            MemberLine(name=name, projects=numbers[name], listed=name in members) for name in names
        ),
        total=len(plan.ledger.projects),
        tiles=tiles_of(names),
        outlines=outlines(area, names) if area else None,
    )


def member_page(plan_id: str, name: str, *, lang: str) -> MemberPage:
    """Return what a member takes part in. Raises UsageError `plan.unknown`, `member.unknown`."""
    plan = judged(plan_id)
    own = tuple(p for p in plan.ledger.projects if name in p.participants)
    if not own and name not in plan.plan.members:
        raise UsageError("member.unknown", plan=plan_id, member=name)
    ids = {project.id for project in own}
    return MemberPage(
        head=plan_head(plan),
        name=name,
        projects=len(own),
        sections=tuple(_sections(plan, own)),
        tally=tally_by_year(plan, "", lambda indicator: indicator.parent in ids, lang),
        years=plan.years_known,
        rows=first_by_weight(project_rows(plan, own, lang), _row_weight, most=MOST_BYTES),
        not_in=_first(named_project(plan, p) for p in plan.ledger.projects if p.id not in ids),
        duties=_first(
            named_project(plan, project, what)
            for project in own
            for who, what in project.responsibilities
            if who == name and name != plan.plan.hub
        ),
        shares=_first(_shares(plan, name)),
        done=_first(_done(plan, name)),
    )


def _first(found: Iterable[L]) -> Listed[L]:
    """Return the first lines of a list, as many as leave room for the others, and their number."""
    lines = tuple(found)
    shown = first_by_weight(lines, _weight, most=MOST_OF_A_LIST)
    return Listed(lines=shown, total=len(lines))


def _weight(line: NamedProject | ShareLine | DoneLine) -> int:
    """Return about how many bytes a line takes on a page."""
    texts = [value for value in msgspec.structs.astuple(line) if isinstance(value, str)]
    return LINE_BYTES + sum(len(text.encode()) for text in texts)


def _row_weight(row: ProjectRow) -> int:
    """Return about how many bytes a project with the signs of its indicators takes."""
    return LINE_BYTES + len(row.name.encode()) + SIGN_BYTES * len(row.indicators)


def _sections(plan: JudgedPlan, own: tuple[Project, ...]) -> Iterator[SectionShare]:
    """Yield the sections that have projects, with how many are the member's."""
    taking, total = (_below(plan, projects) for projects in (own, plan.ledger.projects))
    for section in plan.ledger.sections:
        if total[section.id]:
            yield SectionShare(
                section=SectionLink(ref=plan.ref(section.id), title=section_title(section)),
                depth=len(plan.lineage(section.id)) - 1,
                taking=taking[section.id],
                total=total[section.id],
            )


def _below(plan: JudgedPlan, projects: Iterable[Project]) -> Counter[str]:
    """Return how many projects belong to each section or one below it."""
    return Counter(above.id for project in projects for above in plan.lineage(project.section))


def _shares(plan: JudgedPlan, name: str) -> Iterator[ShareLine]:
    """Yield the results that say what part the member had."""
    for indicator in plan.ledger.indicators:
        for year in plan.years_known:
            actual = plan.index.actual(indicator.id, year)
            for share in actual.breakdown if actual else ():
                if share.member == name and actual is not None:
                    yield ShareLine(
                        indicator=indicator_link(plan, indicator),
                        fiscal_year=year,
                        own=_amount(share),
                        whole=actual.quantity.text,
                    )


def _done(plan: JudgedPlan, name: str) -> Iterator[DoneLine]:
    """Yield what was done that names the member, or gives figures of it."""
    for activity in plan.ledger.activities:
        own = tuple(_amount(share) for share in activity.breakdown if share.member == name)
        if own or name in activity.members:
            yield DoneLine(
                project=named_project(plan, plan.index.projects[activity.project]),
                fiscal_year=activity.fiscal_year,
                text=activity.text,
                own=own,
            )


def _amount(share: Share) -> str:
    """Return a part with its unit."""
    return f"{share.value.normalize():,f}{share.unit}"
