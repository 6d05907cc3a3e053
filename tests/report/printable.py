"""Made ledgers such as reading documents gives, nasty in every text, and what of them is printed.

A report prints what readers see: names, texts, values, targets, grades. It does not print ids,
places or how many blanks a text has, so two ledgers are the same here when `told_by_cards` (or
`told_by_matrix`) gives the same for both.
"""

from typing import Any

from hypothesis import strategies as st

from hakaru.ledger.entries import (
    Indicator,
    Project,
    Target,
)
from hakaru.ledger.ledger import Index, Ledger
from report.made_cards import Cards
from report.made_matrix import Matrix
from report.nasty import meant, seen


@st.composite
def card_ledgers(draw: st.DrawFn) -> Ledger:
    """Return a ledger such as a document of cards gives."""
    return Cards(draw).ledger()


@st.composite
def matrix_ledgers(draw: st.DrawFn) -> Ledger:
    """Return a ledger such as a document with one wide table gives."""
    return Matrix(draw).ledger()


def told_by_cards(ledger: Ledger) -> dict[str, Any]:
    """Return what cards tell: everything but ids, places, money, relisted rows and endings."""
    index = Index(ledger)
    plan = ledger.plans[0]
    return {
        "plan": (plan.id, plan.title, plan.fiscal_years, plan.members, plan.hub, plan.rulebook),
        "sections": [path(index, section.id) for section in ledger.sections],
        "projects": [
            _project(index, project)
            | {
                "participants": project.participants,
                "duties": [(who, seen(what)) for who, what in project.responsibilities],
                "summary": seen(project.summary),
                "activities": [
                    (a.fiscal_year, a.as_of, seen(a.text), a.marker, a.members, a.breakdown)
                    for a in ledger.activities
                    if a.project == project.id
                ],
            }
            for project in ledger.projects
        ],
    }


def told_by_matrix(ledger: Ledger) -> dict[str, Any]:
    """Return what a matrix tells: no participants, duties, summaries, and only targets in force."""
    index = Index(ledger)
    plan = ledger.plans[0]
    return {
        "plan": (plan.id, plan.rulebook),
        "sections": [path(index, section.id) for section in ledger.sections],
        "own": [
            (path(index, i.parent), _indicator(index, i))
            for i in ledger.indicators
            if i.parent not in index.projects
        ],
        "projects": [
            _project(index, project)
            | {
                "ended": project.ended.strip("()（）"),
                "relisted": [path(index, one) for one in project.relisted_in],
                "money": sorted(
                    (b.kind, b.fiscal_year, b.amount_yen)
                    for b in ledger.budgets
                    if b.project == project.id
                ),
                "activities": [
                    (a.fiscal_year, seen(a.text))
                    for a in ledger.activities
                    if a.project == project.id
                ],
            }
            for project in ledger.projects
        ],
    }


def path(index: Index, section: str | None) -> tuple[tuple[str, str], ...]:
    """Return number and title of a section and those above it."""
    one = index.sections.get(section or "")
    return () if one is None else (*path(index, one.parent), (one.number, seen(one.title)))


def _project(index: Index, project: Project) -> dict[str, Any]:
    """Return a project with its indicators."""
    return {
        "number": project.number,
        "name": seen(project.name),
        "section": path(index, project.section),
        "priority": project.priority,
        "new": project.new_from,
        "indicators": [_indicator(index, i) for i in index.indicators_of.get(project.id, ())],
    }


def _aim(one: Target) -> tuple[object, ...]:
    """Return what a target asks for."""
    return one.kind, meant(one.quantity), one.due, one.cumulative


def _indicator(index: Index, indicator: Indicator) -> dict[str, Any]:
    """Return an indicator with its targets and results."""
    baseline = indicator.baseline
    return {
        "name": (indicator.marker, seen(indicator.name)),
        "unit": indicator.unit,
        "direction": (indicator.direction, indicator.direction_source),
        "cumulative": indicator.cumulative,
        "baseline": baseline and (meant(baseline.quantity), baseline.fiscal_year),
        "targets": [
            (*_aim(t), t.in_force_from, t.in_force_until, seen(t.measures))
            for t in index.targets_of.get(indicator.id, ())
        ],
        "actuals": [
            (a.fiscal_year, a.as_of, a.certainty, meant(a.quantity), a.published_grade)
            for year in index.years
            for a in index.actuals_of.get((indicator.id, year), ())
        ],
    }
