"""Indicators, projects and sections as lists and links name them."""

from hakaru.ledger.entries import Indicator, Project, Section
from hakaru.workflow.queries.compare_views import NamedProject
from hakaru.workflow.queries.judged import JudgedPlan
from hakaru.workflow.queries.views import IndicatorLink, SectionLink


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


def section_title(section: Section) -> str:
    """Return a section's number and title."""
    return f"{section.number} {section.title}".strip()


def section_links(plan: JudgedPlan, section_id: str | None) -> tuple[SectionLink, ...]:
    """Return the sections that lead to one, itself last."""
    return tuple(
        SectionLink(ref=plan.ref(above.id), title=section_title(above))
        for above in plan.lineage(section_id)
    )
