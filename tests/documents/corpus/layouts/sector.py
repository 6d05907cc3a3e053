"""The matrix of a sector plan: two heading rows, headings as rows, relisted rows, money, totals.

Over the document's year stand four columns: what was done, what it cost, result and grade.
"""

from documents.corpus.layouts.matrix import name_of
from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidPlan, SaidProject

SHOWS = frozenset(
    {
        "indicators", "section", "targets", "results", "grades", "money", "done", "again",
        "cumulative", "direction", "priority", "new", "marker",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return the plan as one long matrix; every group of rows stands under its headings."""
    assert plan.year is not None
    head = _headings(plan, style)
    width = len(plan.years) + 7
    rows: list[Row] = [*head]
    open_path: tuple[str, ...] = ()
    total = 0
    for path in dict.fromkeys(_paths(plan)):
        for level, key in enumerate(path):
            if open_path[: level + 1] != path[: level + 1]:
                rows.append([C(plan.headings[key].text, span=width)])
        open_path = path
        own = [project for project in plan.projects if project.path == path]
        again = [project for project in plan.projects if path in project.again]
        for project in (*own, *again):
            rows += _rows(project, plan, style, relisted=project in again)
        spent = sum(project.money.get(("settled", plan.year), 0) for project in own)
        total += spent
        rows.append(_total("小計", spent, plan, style))
    rows.append(_total("合計", total, plan, style))
    rows += [[C(note, span=width)] for note in plan.notes]
    note = [f"（単位：{style.money_unit[0]}）"] if style.money_in == "note" else []
    return [plan.title, *plan.legend, *note, table(rows, head=2, wide=(0, 1))]


def _paths(plan: SaidPlan) -> list[tuple[str, ...]]:
    """Return the paths in the order of their headings, with those that only have relisted rows."""
    paths = [path for project in plan.projects for path in (project.path, *project.again)]
    keys = list(plan.headings)
    return sorted(paths, key=lambda path: [keys.index(key) for key in path])


def _headings(plan: SaidPlan, style: Style) -> list[list[str | C]]:
    """Return the two heading rows."""
    past = [year for year in plan.years if year != plan.year]
    year = style.year_of(plan.year or 0)
    over: list[str | C] = [C("取組", rows=2), C("指標", rows=2)]
    over += [style.year_of(before) for before in past]
    over += [C(year, span=5), C("所管課", rows=2)]
    below: list[str | C] = [*(["実績"] * len(past))]
    below += ["内容", style.money_head("決算見込額"), "目標", "実績", "評価"]
    return [over, below]


def _rows(
    project: SaidProject, plan: SaidPlan, style: Style, *, relisted: bool
) -> list[list[str | C]]:
    """Return the rows of one project, whole or relisted."""
    height = len(project.indicators)
    rows: list[list[str | C]] = []
    spent = project.money.get(("settled", plan.year or 0))
    past = [year for year in plan.years if year != plan.year]
    for at, indicator in enumerate(project.indicators):
        name = name_of(project, style) + ("【再掲】" if relisted else "")
        texts = {
            year: style.value(result.say, indicator) for year, result in indicator.results.items()
        }
        first: list[str | C] = [C(name, rows=height)] if at == 0 else []
        done = C(project.done.get(plan.year or 0, "-"), rows=height)
        cost = C("-" if spent is None else style.money(spent), rows=height)
        rows.append(
            [
                *first,
                f"{style.mark(project, at)}{style.item(indicator)}",
                *(texts.get(year, "") for year in past),
                *([done, cost] if at == 0 else []),
                *(style.aim(aim, indicator) for aim in indicator.aims[:1]),
                texts.get(plan.year or 0, ""),
                next((r.grade for y, r in indicator.results.items() if y == plan.year), ""),
                *([C(project.office, rows=height)] if at == 0 else []),
            ]
        )
    return rows


def _total(words: str, amount: int, plan: SaidPlan, style: Style) -> list[str | C]:
    """Return a row that adds up the money above it."""
    blank = [""] * len(plan.years)
    return [words, *blank, "", style.money(amount), "", "", "", ""]
