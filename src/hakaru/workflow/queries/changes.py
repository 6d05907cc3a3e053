"""What changed since last year: grades, projects, targets."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from hakaru.workflow.queries.compare_views import Moment, RevisedTarget, Turn, YearChanges
from hakaru.workflow.queries.comparing import groups_of, lines_between
from hakaru.workflow.queries.history import target_view
from hakaru.workflow.queries.judged import JudgedPlan
from hakaru.workflow.queries.links import indicator_link, named_project

# Of each kind of change; more stand on pages and in papers of their own.
MOST_LINES = 10


def year_changes(plan: JudgedPlan, year: int | None, lang: str) -> YearChanges | None:
    """Return what changed from the year before to this one; None without two years of results."""
    if year is None or year - 1 not in plan.years_known:
        return None
    ends = Moment(fiscal_year=year - 1), Moment(fiscal_year=year)
    moved = (line for line in lines_between(plan, *ends, lang) if line.turn is not Turn.SAME)
    projects = plan.ledger.projects
    new = [project for project in projects if project.new_from == year]
    ended = [project for project in projects if project.ended]
    revised = tuple(_revised(plan, year))
    return YearChanges(
        before=year - 1,
        after=year,
        groups=tuple(replace(group, lines=group.lines[:MOST_LINES]) for group in groups_of(moved)),
        new_projects=tuple(named_project(plan, one) for one in new[:MOST_LINES]),
        new_count=len(new),
        ended_projects=tuple(named_project(plan, one, one.ended) for one in ended[:MOST_LINES]),
        ended_count=len(ended),
        revised=revised[:MOST_LINES],
        revised_count=len(revised),
    )


def _revised(plan: JudgedPlan, year: int) -> Iterator[RevisedTarget]:
    """Yield the targets that another replaced from this year on.

    Targets that are each in force for their own year alone are no revisions of each other.
    """
    for indicator in plan.ledger.indicators:
        for old, new in pairwise(plan.index.targets_of.get(indicator.id, ())):
            if new.in_force_from == year and new.in_force_until != year:
                yield RevisedTarget(
                    indicator=indicator_link(plan, indicator),
                    old=target_view(old),
                    new=target_view(new),
                )
