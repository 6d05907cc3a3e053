"""Targets revised: what was, what is to be, from which year, and why."""

from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidPlan, SaidProject

SHOWS = frozenset({"indicators", "number", "targets", "marker", "cumulative", "direction"})


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return one table of all revisions under two heading rows."""
    rows: list[Row] = [
        [
            C("No.", rows=2), C("連携事業名", rows=2), C("変更前", span=2), C("変更後", span=2),
            C("適用年度", rows=2), C("変更理由", rows=2),
        ],
        ["評価指標", "目標値", "評価指標", "目標値"],
    ]  # fmt: skip
    for project in plan.projects:
        rows += _rows(project, style)
    return [plan.title, table(rows, head=2, wide=(1, 2, 4, 7)), *plan.notes]


def _rows(project: SaidProject, style: Style) -> list[Row]:
    """Return the rows of one project."""
    height = len(project.indicators)
    rows: list[Row] = []
    for at, indicator in enumerate(project.indicators):
        old, new = indicator.aims
        mark = style.mark(project, at)
        lead = [C(project.number, rows=height), C(project.name, rows=height)] if at == 0 else []
        rows.append(
            [
                *lead,
                mark + (old.measures or style.item(indicator)),
                style.aim(old, indicator),
                mark + style.item(indicator),
                style.aim(new, indicator),
                style.year_of(new.force[0] or 0),
                new.reason,
            ]
        )
    return rows
