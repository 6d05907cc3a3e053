"""One member's extract: the projects it takes part in, its part in them, and what was done."""

from collections.abc import Iterator

from hakaru.errors import UsageError
from hakaru.ledger.entries import Indicator, Project
from hakaru.report.tables.headings import legend
from hakaru.report.tables.listing import (
    ACTUAL,
    GRADE,
    INDICATOR,
    NUMBER,
    PROJECT,
    TARGET,
    Head,
    head_cell,
    outcome,
    title,
    words,
)
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import (
    Align,
    Block,
    Cell,
    Layout,
    Part,
    Report,
    Role,
    Row,
    Table,
    Text,
    parts_of,
)
from hakaru.report.tables.printing import era_text, one_line, plan_name, printed, underlined
from hakaru.report.words.reports import phrase

DUTY, DONE = Head("member.duty", 16.0), Head("member.done", 24.0)


def member(material: Material) -> Report:
    """Return the extract of the member wanted. Raises UsageError `report.member_needed`."""
    name = material.wanted.member
    lang = material.lang
    if not name:
        raise UsageError("report.member_needed", known=", ".join(material.plan.members))
    plan = plan_name(material.plan.title or material.plan.id)
    year = era_text(material.year, lang)
    text = phrase("title.member", lang, plan=plan, year=year, member=name)
    total = len(material.all_projects)
    line = phrase("member.count", lang, n=len(material.projects), total=total)
    heads = (NUMBER, PROJECT, DUTY, INDICATOR, TARGET, ACTUAL, GRADE, DONE)
    rows = [row for project in material.projects for row in _rows(material, project, name)]
    table = Table(
        caption=text,
        widths=tuple(head.width for head in heads),
        rows=(Row(tuple(head_cell(phrase(head.code, lang)) for head in heads)), *rows),
        head_rows=1,
    )
    blocks: tuple[Block, ...] = (title(text), Text(Role.SUBTITLE, line), *legend(material), table)
    return Report(
        kind="member",
        title=text,
        subject=material.plan.title,
        lang=lang,
        layout=Layout.WIDE,
        parts=parts_of([Part(blocks=blocks, name=text)]),
        day=material.day,
    )


def _rows(material: Material, project: Project, name: str) -> Iterator[Row]:
    """Yield the rows of a project; what stands once reaches over all its indicators."""
    indicators: tuple[Indicator | None, ...] = material.of(project.id) or (None,)
    height = len(indicators)
    lead = (
        Cell(one_line(project.number), rows=height, align=Align.CENTRE),
        Cell(printed(project.name), rows=height, head="row"),
        Cell(_duty(material, project, name), rows=height),
    )
    done = "\n".join(_done(material, project, name))
    last = Cell(done, rows=height, underlined=underlined(done, [name]))
    for at, indicator in enumerate(indicators):
        if indicator is None:
            own: tuple[Cell, ...] = (Cell(""),) * 4
        else:
            item = words(f"{indicator.marker}{indicator.name}")
            own = (item, *outcome(material, indicator, material.year))
        yield Row((*lead, *own, last) if at == 0 else own)


def _duty(material: Material, project: Project, name: str) -> str:
    """Return what falls to the member: by name, else what falls to the partners."""
    by_who = dict(project.responsibilities)
    if name in by_who:
        return printed(by_who[name])
    others = [what for who, what in project.responsibilities if who not in material.plan.members]
    return printed("\n".join(others))


def _done(material: Material, project: Project, name: str) -> Iterator[str]:
    """Yield the activities of the year that name the member, and its part of values."""
    for activity in material.activities_of.get(project.id, ()):
        if name in activity.members and activity.fiscal_year in (material.year, None):
            yield printed(activity.text)
    for indicator in material.of(project.id):
        actual = material.index.actual(indicator.id, material.year)
        for share in actual.breakdown if actual else ():
            if share.member == name:
                value = f"{share.value:,f}{share.unit}"
                yield phrase(
                    "member.share", material.lang, name=one_line(indicator.name), value=value
                )
