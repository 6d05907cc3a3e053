"""The tables beside the results: who takes part, what it costs, the sections of the plans."""

from collections.abc import Iterator

from hakaru.ledger.entries import Plan, Project
from hakaru.ledger.ledger import Index
from hakaru.report.opendata.columns import BUDGETS, PARTICIPANTS, SECTIONS
from hakaru.report.opendata.publication import Publication
from hakaru.report.opendata.results import number_text, year_cells
from hakaru.report.opendata.table import Table, table_of
from hakaru.report.words.opendata import value_word


def participants(index: Index, publication: Publication) -> Table:
    """Return a row for each project and member: takes part or not."""
    return table_of(
        "participants", PARTICIPANTS, ("project", "member"), _participants(index, publication)
    )


def budgets(index: Index, publication: Publication) -> Table:
    """Return a row for each amount of a project's fiscal year, in yen."""
    return table_of("budgets", BUDGETS, ("budget_id",), _budgets(index, publication))


def sections(index: Index, publication: Publication) -> Table:
    """Return a row for each section of the plans, with the one above it."""
    return table_of("sections", SECTIONS, ("section",), _sections(index, publication))


def _participants(index: Index, publication: Publication) -> Iterator[dict[str, str]]:
    for project in index.ledger.projects:
        plan = index.plans[project.plan]
        if not project.participants:
            continue  # nobody said who takes part: that is not the same as nobody taking part
        present = frozenset(project.participants)
        for member in dict.fromkeys((*plan.members, *project.participants)):
            yield {
                **_of_project(project, plan, publication),
                "member_code": publication.code_of(member),
                "member": member,
                "takes_part": value_word("takes_part" if member in present else "stays_away"),
            }


def _budgets(index: Index, publication: Publication) -> Iterator[dict[str, str]]:
    for budget in index.ledger.budgets:
        project = index.projects[budget.project]
        if budget.id in index.replaced:
            continue
        yield {
            "budget_id": budget.id,
            **_of_project(project, index.plans[project.plan], publication),
            **year_cells("year", budget.fiscal_year),
            "budget_kind": value_word(budget.kind),
            "amount": number_text(budget.amount_yen),
            "amount_unit": "" if budget.amount_yen is None else "円",
            "amount_text": budget.text,
        }


def _sections(index: Index, publication: Publication) -> Iterator[dict[str, str]]:
    for section in index.ledger.sections:
        yield {
            **publication.of_plan(index.plans[section.plan]),
            "section": section.id,
            "section_number": section.number,
            "section_title": section.title,
            "section_parent": section.parent or "",
        }


def _of_project(project: Project, plan: Plan, publication: Publication) -> dict[str, str]:
    """Return the cells of a project and its plan."""
    return publication.of_plan(plan) | {
        "project": project.id,
        "project_number": project.number,
        "project_name": project.name,
    }
