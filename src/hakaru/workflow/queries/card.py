"""The card of a project: who, what, its indicators, what was done, with whom and for how much."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from hakaru.errors import UsageError
from hakaru.ledger.entries import Activity, Budget, Project
from hakaru.workflow.queries.card_views import (
    ActivityGroup,
    ActivityView,
    BudgetView,
    IndicatorCard,
    IndicatorGroup,
    MemberView,
    Neighbour,
    ProjectCard,
)
from hakaru.workflow.queries.history import cards_within
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.links import indicator_link, section_links
from hakaru.workflow.queries.marks import plan_head

BUDGETED = "budget"
# Of the indicators of a project in full; more are opened from a list.
MOST_CARD_BYTES = 72_000


def project_card(plan_id: str, ref: str, *, lang: str) -> ProjectCard:
    """Return everything known of a project. Raises UsageError `plan.unknown`, `project.unknown`."""
    plan = judged(plan_id)
    project = plan.project_by_ref.get(ref)
    if project is None:
        raise UsageError("project.unknown", plan=plan_id, project=ref)
    before, after = _neighbours(plan, project)
    indicators = plan.index.indicators_of.get(project.id, ())
    cards = cards_within(plan, indicators, lang, most=MOST_CARD_BYTES)
    return ProjectCard(
        head=plan_head(plan),
        ref=ref,
        number=project.number,
        name=project.name,
        sections=section_links(plan, project.section),
        relisted_in=tuple(" › ".join(_titles(plan, home)) for home in project.relisted_in),
        priority=project.priority,
        new_from=project.new_from,
        ended=project.ended,
        summary=project.summary,
        members=_members(plan, project),
        responsibilities=project.responsibilities,
        indicators=cards,
        others=tuple(indicator_link(plan, one) for one in indicators[len(cards) :]),
        activities=tuple(_activities(plan.activities_of.get(project.id, ()))),
        budgets=tuple(_budget(b) for b in plan.budgets_of.get(project.id, ())),
        notes=plan.notes_of.get(project.id, ()),
        source=project.source,
        previous=before,
        next=after,
    )


def own_groups(plan: JudgedPlan, lang: str, *, most: int) -> tuple[IndicatorGroup, ...]:
    """Return the first indicators of a plan and its sections, by what they belong to.

    They are as many as take so many bytes on a page.
    """
    parents = dict.fromkeys(indicator.parent for indicator in plan.own)
    in_order = [one for parent in parents for one in plan.own if one.parent == parent]
    cards = cards_within(plan, in_order, lang, most=most)
    groups: dict[str, list[IndicatorCard]] = {}
    for indicator, card in zip(in_order, cards, strict=False):
        groups.setdefault(indicator.parent, []).append(card)
    return tuple(
        IndicatorGroup(
            title=" › ".join(_titles(plan, parent)) or plan.plan.title, indicators=tuple(found)
        )
        for parent, found in groups.items()
    )


def _titles(plan: JudgedPlan, section_id: str | None) -> tuple[str, ...]:
    """Return the numbers and titles that lead to a section."""
    return tuple(f"{above.number} {above.title}".strip() for above in plan.lineage(section_id))


def _members(plan: JudgedPlan, project: Project) -> tuple[MemberView, ...]:
    """Return all members of the plan, then whoever else takes part."""
    names = dict.fromkeys((*plan.plan.members, *project.participants))
    return tuple(MemberView(name=name, takes_part=name in project.participants) for name in names)


def _neighbours(plan: JudgedPlan, project: Project) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the projects before and after in the order of the plan."""
    projects = plan.ledger.projects
    place = projects.index(project)
    before = projects[place - 1] if place else None
    after = projects[place + 1] if place + 1 < len(projects) else None
    return _neighbour(plan, before), _neighbour(plan, after)


def _neighbour(plan: JudgedPlan, project: Project | None) -> Neighbour | None:
    """Return a project as a link names it."""
    if project is None:
        return None
    return Neighbour(ref=plan.ref(project.id), number=project.number, name=project.name)


def _activities(activities: Iterable[Activity]) -> Iterator[ActivityGroup]:
    """Yield what was done, in the order read, by year and day."""
    for (year, as_of), group in groupby(activities, key=lambda a: (a.fiscal_year, a.as_of)):
        yield ActivityGroup(
            fiscal_year=year,
            as_of=as_of,
            activities=tuple(
                ActivityView(
                    text=told_with_marker(a),
                    members=a.members,
                    source=a.source,
                )
                for a in group
            ),
        )


def told_with_marker(activity: Activity) -> str:
    """Return what was done, its marker before it once."""
    text, marker = activity.text, activity.marker
    return text if text.startswith(marker) else marker + text


def _budget(budget: Budget) -> BudgetView:
    """Return an amount of money as shown."""
    yen = budget.amount_yen
    return BudgetView(
        fiscal_year=budget.fiscal_year,
        settled=budget.kind != BUDGETED,
        yen="" if yen is None else f"{yen.normalize():,f}",
        text=budget.text,
        source=budget.source,
    )
