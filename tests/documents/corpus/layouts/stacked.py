"""One row for each project: its indicators stand numbered ①② below each other in every cell."""

from collections.abc import Iterable

from documents.corpus.layouts.matrix import name_of
from documents.corpus.pages import Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidIndicator, SaidPlan, SaidProject

SHOWS = frozenset(
    {
        "indicators", "number", "section", "baseline", "targets", "results", "marker",
        "cumulative", "direction", "priority", "new",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return a table under each pair of headings."""
    found: list[Item] = [plan.title, *plan.legend]
    years = [
        f"{style.year_of(year)}{'見込' if year == plan.forecast else '実績'}" for year in plan.years
    ]
    open_path: tuple[str, ...] = ()
    for path in dict.fromkeys(project.path for project in plan.projects):
        found += [
            plan.headings[key].text
            for level, key in enumerate(path)
            if path[: level + 1] != open_path[: level + 1]
        ]
        open_path = path
        rows: list[Row] = [["番号", "取組名", "指標", "基準値", "目標値", *years]]
        rows += [_row(project, plan, style) for project in plan.projects if project.path == path]
        found.append(table(rows, wide=(1, 2)))
    return [*found, *plan.notes]


def _row(project: SaidProject, plan: SaidPlan, style: Style) -> Row:
    """Return the row of one project."""
    every = project.indicators
    return [
        project.number,
        name_of(project, style),
        _stack(project, (style.item(one) for one in every), style),
        _stack(project, (style.start(one) for one in every), style),
        _stack(project, (style.aim(one.aims[0], one) for one in every), style),
        *(
            _stack(project, (_result(one, year, style) for one in every), style)
            for year in plan.years
        ),
    ]


def _stack(project: SaidProject, texts: Iterable[str], style: Style) -> str:
    """Return texts below each other, each after its number."""
    return "\n".join(
        f"{style.mark(project, at)}{text}" if text else "" for at, text in enumerate(texts)
    ).strip()


def _result(indicator: SaidIndicator, year: int, style: Style) -> str:
    """Return the result of a year."""
    result = indicator.results.get(year)
    return style.value(result.say, indicator) if result else ""
