"""The same projects in two tables of one document: what they are, then how they did."""

from documents.corpus.layouts.matrix import name_of
from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidPlan

SHOWS = frozenset(
    {
        "indicators", "number", "participants", "summary", "targets", "results", "grades",
        "marker", "cumulative", "direction", "new", "priority",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return the list of projects with a caption, then the results with another."""
    told: list[Row] = [["No.", "事業名", "事業概要", "構成市町村"]]
    for project in plan.projects:
        part = style.taking_part(project, plan.members)
        told.append([project.number, name_of(project, style), project.summary, part])
    return [
        plan.title,
        *plan.legend,
        "表1　事業の概要",
        table(told, wide=(1, 2, 3)),
        "表2　評価指標の状況",
        table(_results(plan, style), wide=(1, 2)),
        *plan.notes,
    ]


def _results(plan: SaidPlan, style: Style) -> list[Row]:
    """Return the second table's rows."""
    unit = ["単位"] if style.unit_in == "column" else []
    years = [
        f"{style.year_of(year)}{'見込' if year == plan.forecast else ''}" for year in plan.years
    ]
    rows: list[Row] = [["No.", "事業名", "評価指標", *unit, "目標値", *years, "評価"]]
    for project in plan.projects:
        height = len(project.indicators)
        for at, indicator in enumerate(project.indicators):
            lead: list[str | C] = []
            if at == 0:
                lead = [C(project.number, rows=height), C(project.name, rows=height)]
            results = [indicator.results.get(year) for year in plan.years]
            grades = [result.grade for result in results if result and result.grade]
            rows.append(
                [
                    *lead,
                    f"{style.mark(project, at)}{style.item(indicator)}",
                    *([indicator.shown or indicator.unit] if unit else []),
                    style.aim(indicator.aims[-1], indicator),
                    *(style.value(r.say, indicator) if r else "" for r in results),
                    grades[-1] if grades else "",
                ]
            )
    return rows
