"""A card for each project: twelve columns, merged labels, two columns for each year."""

from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import MARKS, Style
from documents.corpus.said import Aim, SaidIndicator, SaidPlan, SaidProject

SHOWS = frozenset(
    {
        "indicators", "number", "section", "participants", "duties", "summary", "baseline",
        "targets", "results", "grades", "done", "marker", "cumulative", "direction", "new",
    }
)  # fmt: skip


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return all cards, each under the heading that opens with it, footnotes below."""
    found: list[Item] = [plan.title, "資料2", *plan.legend]
    path: tuple[str, ...] = ()
    for project in plan.projects:
        if project.path != path:
            found += [
                plan.headings[key].text
                for level, key in enumerate(project.path)
                if path[: level + 1] != project.path[: level + 1]
            ]
            path = project.path
        found.append(_card(project, plan, style))
        found += footnotes(project, style)
    return found


def _card(project: SaidProject, plan: SaidPlan, style: Style) -> Item:
    """Return one card."""
    boxes = style.taking_part(project, plan.members)
    new = f" 令和{project.new_from - 2018}年度新規事業" if project.new_from else ""
    rows: list[Row] = [
        [
            C("No."), C(project.number), C("連携事業名", span=2),
            C(project.name + new, span=8),
        ],
        [C("事業概要", span=2), C(project.summary, span=10)],
        [C("参加市町村", span=2), C(boxes, span=10)],
    ]  # fmt: skip
    for at, (who, what) in enumerate(project.duties):
        label = [C("役割分担", span=1, rows=len(project.duties))] if at == 0 else []
        rows.append([*label, C(who, span=2), C(what, span=9)])
    count = len(project.indicators)
    heads = [C("項目", span=4), C("基準値（基準年）", span=3), C("目標値（目標年）", span=3)]
    rows.append([C("評価指標", span=2, rows=count + 1), *heads])
    for at, indicator in enumerate(project.indicators):
        name = f"{_mark(project, at)}{style.item(indicator)}"
        aim = style.aim(indicator.aims[-1], indicator)
        rows.append([C(name, span=4), C(style.start(indicator), span=3), C(aim, span=3)])
    rows += _results(project, plan, style)
    done = project.done.get(plan.year or 0, "")
    rows.append([C("取組実績\n（12月末時点）", span=2), C(done, span=10)])
    return table(rows, head=0)


def _mark(project: SaidProject, at: int) -> str:
    """Return ①② where a card has several indicators."""
    return MARKS[at] if len(project.indicators) > 1 else ""


def _results(project: SaidProject, plan: SaidPlan, style: Style) -> list[Row]:
    """Return the years, 実績値 and 評価 under each, and a row for each indicator."""
    count = len(project.indicators)
    years = [C(style.year_of(year), span=2) for year in plan.years]
    label = C("評価指標の実績値\n（3月末見込み）", span=2, rows=count + 2)
    rows: list[Row] = [[label, *years], ["実績値", "評価"] * len(plan.years)]
    for at, indicator in enumerate(project.indicators):
        rows.append(
            [text for year in plan.years for text in _pair(project, at, indicator, year, style)]
        )
    return rows


def _pair(
    project: SaidProject, at: int, indicator: SaidIndicator, year: int, style: Style
) -> tuple[str, str]:
    """Return value and grade of a year; a dash where the year is still to come."""
    result = indicator.results.get(year)
    if result is None:
        return "-", "-"
    text = style.value(result.say, indicator)
    return f"{_mark(project, at)}{text}" if text and text != "-" else text, result.grade


def footnotes(project: SaidProject, style: Style) -> list[Item]:
    """Return the footnotes that tell of revised targets."""
    notes: list[Item] = []
    for at, indicator in enumerate(project.indicators):
        for old, new in zip(indicator.aims, indicator.aims[1:], strict=False):
            year = style.year_of(new.force[0] or 0)
            pair = f"「{_told(old, indicator, style)}」→「{_told(new, indicator, style)}」"
            notes.append(f"※{year}からKPI変更（{_mark(project, at)}{pair}）")
    return notes


def _told(aim: Aim, indicator: SaidIndicator, style: Style) -> str:
    """Return a target as a footnote tells it, with the indicator's name where that changed too."""
    text = style.aim(aim, indicator)
    renamed = any(other.measures for other in indicator.aims)
    return f"{aim.measures or indicator.name}：{text}" if renamed else text
