"""Two matrices side by side on one sheet, one heading each, with a blank column between them."""

from documents.corpus.layouts.matrix import cells, name_of
from documents.corpus.pages import C, Item, Row, beside, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidPlan

SHOWS = frozenset(
    {
        "indicators", "baseline", "targets", "results", "grades", "marker", "cumulative",
        "direction", "priority", "new",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return the plan's projects, the first half at the left, the others at the right."""
    half = (len(plan.projects) + 1) // 2
    left, right = (
        SaidPlan(title="", years=plan.years, projects=projects, forecast=plan.forecast)
        for projects in (plan.projects[:half], plan.projects[half:])
    )
    both = beside(table(_rows(left, style)), table(_rows(right, style)))
    return [plan.title, *plan.legend, both, *plan.notes]


def _rows(plan: SaidPlan, style: Style) -> list[Row]:
    """Return the rows of one half."""
    years = [
        f"{style.year_of(year)}{'見込' if year == plan.forecast else '実績'}" for year in plan.years
    ]
    unit = ["単位"] if style.unit_in == "column" else []
    rows: list[Row] = [["事業名", "指標", *unit, "基準値", "目標値", *years, "評価"]]
    for project in plan.projects:
        height = len(project.indicators)
        for at, indicator in enumerate(project.indicators):
            lead = [C(name_of(project, style), rows=height)] if at == 0 else []
            rows.append([*lead, *cells(project, at, indicator, plan, style)])
    return rows
