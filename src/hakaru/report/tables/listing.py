"""Plain lists: a heading row, then a row for each thing; what several reports share."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hakaru.ledger.entries import Indicator, Project
from hakaru.report.tables.card_results import grade_cell
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import Align, Cell, Role, Row, Table, Text
from hakaru.report.tables.printing import one_line, printed, target_text, value_text
from hakaru.report.words import Language
from hakaru.report.words.reports import phrase


class Head(NamedTuple):
    """A column of a list: the code of its heading, and its width in full-width characters."""

    code: str
    width: float


NUMBER, PROJECT = Head("card.number", 3.5), Head("card.name", 17.0)
INDICATOR = Head("matrix.item", 17.0)
ACTUAL, TARGET, GRADE = (
    Head("card.actual", 8.0),
    Head("matrix.target", 11.5),
    Head("card.grade", 4.0),
)


def listing(
    caption: str, heads: Sequence[Head], rows: Iterable[Sequence[Cell]], lang: Language
) -> Table:
    """Return a list as a table; one without rows says that there is nothing."""
    made = tuple(Row(tuple(cells)) for cells in rows)
    if not made:
        made = (Row((Cell(phrase("list.nothing", lang), span=len(heads)),)),)
    head = Row(tuple(head_cell(phrase(head.code, lang)) for head in heads))
    return Table(
        caption=caption,
        widths=tuple(head.width for head in heads),
        rows=(head, *made),
        head_rows=1,
    )


def head_cell(text: str, *, span: int = 1) -> Cell:
    """Return the heading of a column."""
    return Cell(text, span=span, head="column", align=Align.CENTRE)


def words(text: str, *, numeric: bool = False) -> Cell:
    """Return a cell of words, or of a value in the middle."""
    return Cell(printed(text), numeric=numeric, align=Align.CENTRE if numeric else Align.LEFT)


def count_cell(number: int) -> Cell:
    """Return a cell with a count."""
    return Cell(f"{number:,}", align=Align.RIGHT, numeric=True)


def title(text: str) -> Text:
    """Return the title of a report."""
    return Text(Role.TITLE, text)


def heading(code: str, lang: Language, *, level: int = 1, **values: object) -> Text:
    """Return a heading inside a report."""
    return Text(Role.HEADING, phrase(code, lang, **values), level=level)


def project_of(material: Material, indicator: Indicator) -> Project | None:
    """Return the project of an indicator, None for one of a section or the plan."""
    return material.index.projects.get(indicator.parent)


def about(material: Material, indicator: Indicator) -> tuple[Cell, Cell, Cell]:
    """Return number and name of an indicator's project (or its section), and the indicator."""
    project = project_of(material, indicator)
    section = material.index.sections.get(indicator.parent)
    number = project.number if project else section.number if section else ""
    name = project.name if project else section.title if section else material.plan.title
    return (
        Cell(one_line(number), align=Align.CENTRE),
        words(name),
        words(f"{indicator.marker}{indicator.name}"),
    )


def outcome(material: Material, indicator: Indicator, year: int) -> tuple[Cell, Cell, Cell]:
    """Return target, result and grade of an indicator's year."""
    actual = material.index.actual(indicator.id, year)
    target = material.index.target(indicator.id, year)
    return (
        words(target_text(target, indicator) if target else "-", numeric=True),
        words(value_text(actual.quantity, indicator) if actual else "-", numeric=True),
        grade_cell(material, indicator, year),
    )
