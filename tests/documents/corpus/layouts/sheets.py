"""A workbook with a sheet for each goal, as offices send them round: titles, notes, gaps, totals.

Every sheet has its own title and year, a unit in the corner above the table, notes between the
rows, a row that adds up, and members in columns of their own.
"""

from documents.corpus.layouts.matrix import name_of
from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidPlan, SaidProject

SHOWS = frozenset(
    {
        "indicators", "number", "section", "targets", "results", "grades", "money", "done",
        "marker", "cumulative", "direction", "participants", "priority", "new",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return the sheets one after the other."""
    found: list[Item] = []
    for path in dict.fromkeys(project.path for project in plan.projects):
        if found:
            found.append(None)
        found += [plan.title, *(plan.headings[key].text for key in path)]
        if style.money_in == "note":
            found.append(f"（単位：{style.money_unit[0]}）")
        found.append(_sheet(plan, path, style))
    return [*found, *plan.notes]


def _sheet(plan: SaidPlan, path: tuple[str, ...], style: Style) -> Item:
    """Return the table of one goal."""
    members = len(plan.members)
    year = plan.year or 0
    over: list[str | C] = [C(words, rows=2) for words in ("No.", "連携事業名")]
    if style.members_grouped:
        over.append(C("参加市町村", span=members))
    else:
        over += [C(member, rows=2) for member in plan.members]
    over += [C("指標名", rows=2), C("目標値", rows=2)]
    over += [C(style.year_of(before), rows=2) for before in plan.years if before != year]
    over += [C(style.year_of(year), span=4)]
    ticked = plan.members if style.members_grouped else ()
    below = [*ticked, "実績", "評価", style.money_head("事業費"), "主な取組"]
    rows: list[Row] = [over, below]
    own = [project for project in plan.projects if project.path == path]
    for project in own:
        rows += _rows(project, plan, style)
    spent = sum(project.money.get(("budget", year), 0) for project in own)
    blank = [""] * (members + 2 + len(plan.years))
    rows.append(["", "合計", *blank, "", style.money(spent), ""])
    return table(rows, head=2, wide=(1, members + 2))


def _rows(project: SaidProject, plan: SaidPlan, style: Style) -> list[Row]:
    """Return the rows of one project."""
    year = plan.year or 0
    height = len(project.indicators)
    rows: list[Row] = []
    for at, indicator in enumerate(project.indicators):
        texts = {
            when: style.value(result.say, indicator) for when, result in indicator.results.items()
        }
        lead: list[str | C] = []
        if at == 0:
            part = project.participants
            ticks = [style.tick if member in part else "" for member in plan.members]
            lead = [
                C(text, rows=height) for text in (project.number, name_of(project, style), *ticks)
            ]
        spent = project.money.get(("budget", year))
        tail = [
            C("-" if spent is None else style.money(spent), rows=height),
            C(project.done.get(year, ""), rows=height),
        ]
        graded = [result.grade for when, result in indicator.results.items() if when == year]
        rows.append(
            [
                *lead,
                f"{style.mark(project, at)}{style.item(indicator)}",
                style.aim(indicator.aims[-1], indicator),
                *(texts.get(when, "") for when in plan.years if when != year),
                texts.get(year, ""),
                *graded[:1],
                *(tail if at == 0 else []),
            ]
        )
    return rows
