"""Who takes part in what: projects by members, with totals."""

from collections.abc import Iterator

from hakaru.ledger.entries import Project
from hakaru.report.tables.cards import DOES_NOT, TAKES_PART
from hakaru.report.tables.headings import heading_text
from hakaru.report.tables.listing import head_cell, title
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import (
    Align,
    Cell,
    Formula,
    Layout,
    Part,
    Report,
    Role,
    Row,
    Table,
    Text,
    Tone,
    parts_of,
)
from hakaru.report.tables.printing import era_text, one_line, plan_name, printed
from hakaru.report.words.reports import phrase

# Columns before the members: number and name.
_LEAD = 2


def participation(material: Material) -> Report:
    """Return a row for each project and a column for each member, ■ where it takes part."""
    lang = material.lang
    name = plan_name(material.plan.title or material.plan.id)
    text = phrase("title.participation", lang, plan=name, year=era_text(material.year, lang))
    members = members_of(material)
    head = Row(
        (
            head_cell(phrase("card.number", lang)),
            head_cell(phrase("card.name", lang)),
            *(head_cell(printed(member)) for member in members),
            head_cell(phrase("count.all", lang)),
        )
    )
    table = Table(
        caption=phrase("participation.caption", lang),
        widths=(3.6, 24.0, *[max(3.6, 52.0 / max(len(members), 1))] * len(members), 3.6),
        rows=(head, *_rows(material, members)),
        head_rows=1,
    )
    legend = Text(Role.LEGEND, phrase("participation.legend", lang))
    return Report(
        kind="participation",
        title=text,
        subject=material.plan.title,
        lang=lang,
        layout=Layout.WIDE,
        parts=parts_of([Part(blocks=(title(text), legend, table), name=text)]),
        day=material.day,
    )


def members_of(material: Material) -> tuple[str, ...]:
    """Return the members of the plan, then whoever takes part beside them."""
    others = (member for project in material.projects for member in project.participants)
    return tuple(dict.fromkeys([*material.plan.members, *others]))


def _rows(material: Material, members: tuple[str, ...]) -> Iterator[Row]:
    """Yield the sections as bands, their projects, and the totals."""
    lines: list[int] = []
    at = 0
    section: str | None = None
    for project in material.projects:
        if project.section != section:
            section = project.section
            path = material.path(section)
            if path:
                at += 1
                text = heading_text(path[-1], len(path) - 1, material.shape)
                yield Row((Cell(text, span=len(members) + _LEAD + 1, head="row"),), band=len(path))
        at += 1
        lines.append(at)
        yield _row(project, members, at)
    counts = [
        sum(member in project.participants for project in material.projects) for member in members
    ]
    total = Cell(phrase("count.all", material.lang), span=_LEAD, head="row", strong=True)
    yield Row(
        (
            total,
            *(
                _total(number, tuple((line, column) for line in lines))
                for column, number in enumerate(counts, _LEAD)
            ),
            _sum(sum(counts), tuple((line, len(members) + _LEAD) for line in lines)),
        )
    )


def _row(project: Project, members: tuple[str, ...], at: int) -> Row:
    """Return one project's row with how many take part."""
    boxes = [
        Cell(TAKES_PART, align=Align.CENTRE)
        if member in project.participants
        else Cell(DOES_NOT, align=Align.CENTRE, tone=Tone.SUBTLE)
        for member in members
    ]
    number = sum(member in project.participants for member in members)
    across = tuple((at, column) for column in range(_LEAD, len(members) + _LEAD))
    return Row(
        (
            Cell(one_line(project.number), align=Align.CENTRE),
            Cell(printed(project.name), head="row"),
            *boxes,
            _total(number, across),
        )
    )


def _total(number: int, cells: tuple[tuple[int, int], ...]) -> Cell:
    """Return how many cells have a mark."""
    formula = Formula("count", cells, TAKES_PART) if cells else None
    return Cell(f"{number}", align=Align.CENTRE, numeric=True, strong=True, formula=formula)


def _sum(number: int, cells: tuple[tuple[int, int], ...]) -> Cell:
    """Return the sum of totals."""
    formula = Formula("sum", cells) if cells else None
    return Cell(f"{number:,}", align=Align.CENTRE, numeric=True, strong=True, formula=formula)
