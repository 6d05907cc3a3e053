"""A row for each indicator, a column for each year: one heading row, sections merged at the left.

Sections stand as merged cells, projects too; the last column is the grade of the document's year.
"""

from documents.corpus.pages import C, Item, Row, spaced, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidIndicator, SaidPlan, SaidProject

SHOWS = frozenset(
    {
        "indicators", "number", "section", "baseline", "targets", "results", "grades", "marker",
        "cumulative", "direction", "new", "priority",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return the plan as one matrix below its title."""
    rows: list[Row] = [_heading(plan, style)]
    paths = list(dict.fromkeys(project.path for project in plan.projects))
    for path in paths:
        own = [project for project in plan.projects if project.path == path]
        height = sum(max(len(project.indicators), 1) for project in own)
        lead: list[str | C] = [C(plan.headings[key].text, rows=height) for key in path]
        for project in own:
            rows += _rows(project, plan, style, lead)
            lead = []
    for note in plan.notes:
        rows.append([C(note, span=len(_heading(plan, style)))])
    depth = len(paths[0])
    made = table(rows, wide=(depth + 1, depth + 2))
    return [plan.title, *plan.legend, spaced(made, depth + 3) if style.spacer else made]


def _heading(plan: SaidPlan, style: Style) -> list[str | C]:
    """Return the heading row."""
    depth = len(plan.projects[0].path)
    levels = ["基本目標", "施策"][:depth] if depth <= 2 else ["大綱", "政策", "施策"]
    unit = ["単位"] if style.unit_in == "column" else []
    goal, start = "目標値", "基準値"
    if style.due_in == "head":
        aim = plan.projects[0].indicators[0]
        goal = f"目標値\n（{style.year_of(int(aim.aims[0].due or 0))}）"
        start = f"現状値\n（{style.year_of(aim.baseline_year or 0)}）"
    years = [
        f"{style.year_of(year)}{'見込' if year == plan.forecast else '実績'}" for year in plan.years
    ]
    return [*levels, "No.", "事業名", "重要業績評価指標（KPI）", *unit, start, goal, *years, "評価"]


def name_of(project: SaidProject, style: Style) -> str:
    """Return a project's name with its marks, broken in two lines where the office does so."""
    name = f"★{project.name}" if project.major else project.name
    if style.breaks and len(name) > 8:
        name = f"{name[: len(name) // 2]}\n{name[len(name) // 2 :]}"
    return f"{name}【新規】" if project.new_from else name


def _rows(
    project: SaidProject, plan: SaidPlan, style: Style, lead: list[str | C]
) -> list[list[str | C]]:
    """Return the rows of one project; its number and name reach over all its indicators."""
    height = max(len(project.indicators), 1)
    rows: list[list[str | C]] = []
    for at, indicator in enumerate(project.indicators):
        own: list[str | C] = []
        if at == 0:
            own = [*lead, C(project.number, rows=height), C(name_of(project, style), rows=height)]
        rows.append([*own, *cells(project, at, indicator, plan, style)])
    return rows


def cells(
    project: SaidProject, at: int, indicator: SaidIndicator, plan: SaidPlan, style: Style
) -> list[str | C]:
    """Return what a row says of an indicator: name, unit, baseline, target, years, grade."""
    shown = indicator.shown or indicator.unit
    unit: list[str | C] = [shown] if style.unit_in == "column" else []
    results = [
        style.value(result.say, indicator) if (result := indicator.results.get(year)) else ""
        for year in plan.years
    ]
    graded = [result.grade for result in indicator.results.values() if result.grade]
    return [
        f"{style.mark(project, at)}{style.item(indicator)}",
        *unit,
        style.start(indicator),
        *(style.aim(aim, indicator) for aim in indicator.aims[:1]),
        *results,
        graded[-1] if graded else "",
    ]
