"""Indicators and projects as lists and links name them."""

from hakaru.ledger.entries import Indicator, Project
from hakaru.workflow.queries.compare_views import IndicatorLink, NamedProject
from hakaru.workflow.queries.judged import JudgedPlan


def indicator_link(plan: JudgedPlan, indicator: Indicator) -> IndicatorLink:
    """Return an indicator with the project it belongs to, else its section's or plan's title."""
    project = plan.project_of.get(indicator.id)
    section = plan.index.sections.get(indicator.parent)
    return IndicatorLink(
        ref=plan.ref(indicator.id),
        marker=indicator.marker,
        name=indicator.name,
        project_ref=plan.ref(project.id) if project else "",
        project_number=project.number if project else "",
        project_name=project.name if project else (section.title if section else plan.plan.title),
    )


def named_project(plan: JudgedPlan, project: Project, told: str = "") -> NamedProject:
    """Return a project as a link names it."""
    return NamedProject(
        ref=plan.ref(project.id), number=project.number, name=project.name, told=told
    )
