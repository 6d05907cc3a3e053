"""What is to be done, who takes part and who does what: projects without any value."""

from documents.corpus.pages import C, Item, Row, table
from documents.corpus.printing import Style
from documents.corpus.said import SaidPlan, SaidProject

SHOWS = frozenset({"number", "section", "participants", "summary", "duties", "new", "priority"})


def items(plan: SaidPlan, style: Style) -> list[Item]:
    """Return a table for each field of cooperation, continued with the same heading row."""
    found: list[Item] = [plan.title, *plan.notes]
    hub = plan.projects[0].duties[0][0]
    others = plan.projects[0].duties[1][0]
    for path in dict.fromkeys(project.path for project in plan.projects):
        found += [plan.headings[key].text for key in path]
        rows: list[Row] = [
            [
                C("No.", rows=2), C("連携事業名", rows=2), C("事業概要", rows=2),
                C("参加市町村", rows=2), C("役割分担", span=2), C("担当課", rows=2),
            ],
            [hub, others],
        ]  # fmt: skip
        rows += [_row(project, plan, style) for project in plan.projects if project.path == path]
        found.append(table(rows, head=2, wide=(1, 2, 3, 4, 5)))
    return found


def _row(project: SaidProject, plan: SaidPlan, style: Style) -> Row:
    """Return the row of one project."""
    boxes = style.taking_part(project, plan.members)
    name = f"{project.name}【新規】" if project.new_from else project.name
    return [
        project.number, name, project.summary, boxes, project.duties[0][1], project.duties[1][1],
        project.office,
    ]  # fmt: skip
