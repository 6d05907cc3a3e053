"""Two rows for each indicator: its targets above, its results below, a column for each year."""

from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidIndicator, SaidPlan, SaidProject

SHOWS = frozenset(
    {
        "indicators", "number", "section", "baseline", "targets", "results", "grades", "marker",
        "cumulative", "direction",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return a table for each chapter, its heading in a line above it."""
    found: list[Item] = [plan.title, *plan.legend]
    for path in dict.fromkeys(project.path for project in plan.projects):
        found += [plan.headings[key].text for key in path]
        rows: list[Row] = [_heading(plan, style)]
        for project in plan.projects:
            if project.path == path:
                rows += _rows(project, plan, style)
        found.append(table(rows, wide=(1, 2)))
    return [*found, *plan.notes]


def _heading(plan: SaidPlan, style: Style) -> list[str | C]:
    """Return the heading row."""
    years = [style.year_of(year) for year in plan.years]
    start = f"基準値（{style.year_of(plan.projects[0].indicators[0].baseline_year or 0)}）"
    return ["番号", "事務事業名", "成果指標", "単位", start, "区分", *years, "達成度"]


def _rows(project: SaidProject, plan: SaidPlan, style: Style) -> list[list[str | C]]:
    """Return the rows of one project."""
    height = 2 * len(project.indicators)
    lead: list[str | C] = [C(project.number, rows=height), C(project.name, rows=height)]
    rows: list[list[str | C]] = []
    for at, indicator in enumerate(project.indicators):
        grades = [result.grade for result in indicator.results.values() if result.grade]
        rows.append(
            [
                *lead,
                C(f"{style.mark(project, at)}{style.item(indicator)}", rows=2),
                C(indicator.shown or indicator.unit, rows=2),
                C(style.start(indicator), rows=2),
                "目標",
                *_aims(indicator, plan, style),
                C(grades[-1] if grades else "", rows=2),
            ]
        )
        lead = []
        rows.append(["実績", *_results(indicator, plan, style)])
    return rows


def _aims(indicator: SaidIndicator, plan: SaidPlan, style: Style) -> list[str]:
    """Return the target of each year."""
    by_year = {aim.due: style.aim(aim, indicator) for aim in indicator.aims}
    return [by_year.get(year, "-") for year in plan.years]


def _results(indicator: SaidIndicator, plan: SaidPlan, style: Style) -> list[str]:
    """Return the result of each year."""
    return [
        style.value(result.say, indicator) if (result := indicator.results.get(year)) else ""
        for year in plan.years
    ]
