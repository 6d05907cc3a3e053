"""The sheet an office keeps for itself: every year a block of the same columns, side by side."""

from documents.corpus.layouts.matrix import name_of
from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidIndicator, SaidPlan, SaidProject

SHOWS = frozenset(
    {
        "indicators",
        "rates", "number", "section", "baseline", "targets", "results", "grades", "money",
        "done", "cumulative", "direction", "marker", "summary", "priority", "new",
    }
)  # fmt: skip
BLOCK = (
    "目標値", "前年度差", "実績値", "達成率", "評価", "当初予算額", "決算額", "従事職員数（人）",
    "取組内容", "課題", "今後の方向性", "備考",
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return one table as wide as the years of the plan make it, its title in a row above."""
    lead = ("施策", "No.", "事業名", "事業概要", "担当課", "指標名", "単位", "基準値")
    over: list[str | C] = [C(words, rows=2) for words in lead]
    over += [C(style.year_of(year), span=len(BLOCK)) for year in plan.years]
    below = [
        style.money_head(words) if words.endswith("額") else words
        for _ in plan.years
        for words in BLOCK
    ]
    rows: list[Row] = [over, below]
    for project in plan.projects:
        rows += _rows(project, plan, style)
    return [plan.title, *plan.legend, table(rows, head=2)]


def _rows(project: SaidProject, plan: SaidPlan, style: Style) -> list[Row]:
    """Return the rows of one project."""
    height = len(project.indicators)
    rows: list[Row] = []
    for at, indicator in enumerate(project.indicators):
        lead: list[str | C] = []
        if at == 0:
            lead = [
                C(" ".join(plan.headings[key].text for key in project.path), rows=height),
                C(project.number, rows=height),
                C(name_of(project, style), rows=height),
                C(project.summary, rows=height),
                C(project.office, rows=height),
            ]
        row = [
            *lead,
            f"{style.mark(project, at)}{style.item(indicator)}",
            indicator.shown or indicator.unit,
            style.start(indicator),
        ]
        for year in plan.years:
            row += _block(project, indicator, year, style, first=at == 0)
        rows.append(row)
    return rows


def _block(
    project: SaidProject, indicator: SaidIndicator, year: int, style: Style, *, first: bool
) -> list[str | C]:
    """Return the columns of one year; money and deeds stand once for a project."""
    height = len(project.indicators)
    result = indicator.results.get(year)
    own: list[str | C] = [
        next((style.aim(aim, indicator) for aim in indicator.aims if aim.due == year), ""),
        "+12" if result else "",
        style.value(result.say, indicator) if result else "",
        f"{result.rate}%" if result and result.rate else "",
        result.grade if result else "",
    ]
    if first:
        for kind in ("budget", "settled"):
            yen = project.money.get((kind, year))
            own.append(C("" if yen is None else style.money(yen), rows=height))
        own.append(C("2.5" if result else "", rows=height))
        own.append(C(project.done.get(year, ""), rows=height))
        own.append(C("参加者が固定化している" if result else "", rows=height))
        own.append(C("継続" if result else "", rows=height))
        own.append(C("", rows=height))
    return own
