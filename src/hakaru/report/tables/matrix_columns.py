"""The columns of a matrix: which the data ask for, their headings, and their cells."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from hakaru.ledger.entries import Budget, Indicator, Project
from hakaru.ledger.measure import read_quantity, unit_and_scale
from hakaru.ledger.numerals import scale_word
from hakaru.ledger.quantity import Quantity
from hakaru.report.tables.card_results import grade_cell
from hakaru.report.tables.material import Material
from hakaru.report.tables.matrix_targets import (
    THOUSAND,
    bare_target,
    general_target,
    money_scale,
    money_text,
    target_of_year,
)
from hakaru.report.tables.model import Align, Cell, Row
from hakaru.report.tables.printing import (
    in_two_lines,
    one_line,
    printed,
    underlined,
    year_text,
)
from hakaru.report.words.reports import phrase


class Line(NamedTuple):
    """A row: its project and indicator; `height` rows share what stands once for the project.

    `height` is 0 on the rows below the first one of a project.
    """

    material: Material
    project: Project | None
    indicator: Indicator | None
    name: str = ""
    height: int = 1


class Column(NamedTuple):
    """A column: its heading, the year it belongs to, its width, and how its cells are made.

    A cell is None where one above reaches down.
    """

    head: str
    fiscal_year: int | None
    width: float
    cell: Callable[[Line], Cell | None]


def columns_of(material: Material) -> tuple[Column, ...]:
    """Return the columns that the plan's entries have anything to say in."""
    return (*_lead(material), *(c for year in material.years for c in _of_year(material, year)))


def head_rows(columns: Sequence[Column], material: Material) -> tuple[Row, Row]:
    """Return the two heading rows: years above, what is told of them below."""
    above: list[Cell] = []
    below: list[Cell] = []
    last: int | None = None
    for column in columns:
        head = Cell(column.head, head="column", align=Align.CENTRE)
        if column.fiscal_year is None:
            above.append(Cell(column.head, rows=2, head="column", align=Align.CENTRE))
            continue
        below.append(head)
        if column.fiscal_year != last:
            last = column.fiscal_year
            span = sum(1 for one in columns if one.fiscal_year == last)
            text = in_two_lines(year_text(last, material.lang))
            above.append(Cell(text, span=span, head="column", align=Align.CENTRE))
    return Row(tuple(above)), Row(tuple(below))


def _lead(material: Material) -> Iterator[Column]:
    """Yield the columns before the years."""
    lang = material.lang
    if any(project.number.strip() for project in material.projects):
        yield Column(phrase("card.number", lang), None, 3.4, _number)
    yield Column(phrase("card.name", lang), None, 13.0, _name)
    yield Column(phrase("matrix.item", lang), None, 13.0, _item)
    if any(own_unit(material, indicator) for indicator in material.in_scope):
        yield Column(phrase("matrix.unit", lang), None, 3.6, _unit)
    if any(indicator.baseline for indicator in material.in_scope):
        yield Column(phrase("card.baseline", lang), None, 7.5, _baseline)
    if any(general_target(material, indicator) for indicator in material.in_scope):
        yield Column(phrase("card.target", lang), None, 8.0, _target)


def _of_year(material: Material, year: int) -> Iterator[Column]:
    """Yield the columns of a year; none where nothing is known of it."""
    lang, shown = material.lang, material.in_scope
    told = [
        activity
        for project in material.projects
        for activity in material.activities_of.get(project.id, ())
        if _year_of(material, activity.fiscal_year) == year
    ]
    if told:
        yield Column(phrase("matrix.content", lang), year, 18.0, _content(year))
    for kind in ("budget", "settled"):
        budgets = [b for b in _budgets(material) if (b.kind, b.fiscal_year) == (kind, year)]
        if budgets:
            scale = money_scale(budgets)
            head = phrase(f"matrix.{kind}.{'thousand' if scale == THOUSAND else 'yen'}", lang)
            yield Column(head, year, 6.5, _money(kind, year, scale))
    if any(target_of_year(material, indicator, year) for indicator in shown):
        yield Column(phrase("matrix.target", lang), year, 6.0, _yearly_target(year))
    if any(material.index.actual(indicator.id, year) for indicator in shown):
        yield Column(phrase("card.actual", lang), year, 6.0, _actual(year))
        if any(material.symbol(indicator.id, year) is not None for indicator in shown):
            yield Column(phrase("card.grade", lang), year, 2.8, _grade(year))


def _number(line: Line) -> Cell | None:
    """Return the project's number."""
    number = one_line(line.project.number) if line.project else ""
    return _once(line, Cell(number, align=Align.CENTRE))


def _name(line: Line) -> Cell | None:
    """Return the project's name."""
    return _once(line, Cell(line.name, head="row" if line.name else ""))


def _once(line: Line, cell: Cell) -> Cell | None:
    """Return a cell that reaches over all rows of its project, None below the first."""
    if line.height == 0:
        return None
    return Cell(
        cell.text,
        rows=line.height,
        head=cell.head,
        align=cell.align,
        underlined=cell.underlined,
        numeric=cell.numeric,
    )


def _item(line: Line) -> Cell:
    """Return the indicator's marker and name."""
    indicator = line.indicator
    return Cell(f"{indicator.marker}{printed(indicator.name)}" if indicator else "")


def _unit(line: Line) -> Cell:
    """Return the unit that the indicator's values leave out."""
    unit = own_unit(line.material, line.indicator) if line.indicator else ""
    return Cell(unit, align=Align.CENTRE)


def own_unit(material: Material, indicator: Indicator) -> str:
    """Return unit and factor of an indicator whose values and name do not say them; else ""."""
    unit, scale = unit_and_scale(indicator.name)
    for quantity in _quantities(material, indicator):
        if quantity.value is None or not quantity.unit:
            continue
        alone = read_quantity(quantity.text, unit=unit, scale=scale)
        if not alone.unit and alone.value is not None:
            return f"{scale_word(quantity.scale)}{quantity.unit}"
    return ""


def _quantities(material: Material, indicator: Indicator) -> Iterator[Quantity]:
    """Yield the values of an indicator."""
    if indicator.baseline is not None:
        yield indicator.baseline.quantity
    for year in material.years:
        actual = material.index.actual(indicator.id, year)
        if actual is not None:
            yield actual.quantity
    for target in material.index.targets_of.get(indicator.id, ()):
        yield target.quantity


def _shown(text: str) -> Cell:
    """Return a value as printed: numbers to the right, words in the middle."""
    shown = printed(text)
    number = read_quantity(shown).value is not None
    return Cell(shown, align=Align.RIGHT if number else Align.CENTRE, numeric=True)


def _baseline(line: Line) -> Cell:
    """Return the baseline, its year behind it unless it says so itself."""
    baseline = line.indicator.baseline if line.indicator else None
    if baseline is None:
        return Cell("")
    text = printed(baseline.quantity.text)
    year = baseline.fiscal_year
    if year is not None and f"{year}" not in text and "年" not in text:
        text = f"{text}（{year}年度）"
    return _shown(text)


def _target(line: Line) -> Cell:
    """Return the general target with when it is due."""
    indicator = line.indicator
    target = general_target(line.material, indicator) if indicator else None
    return _shown(bare_target(target, indicator, due=True)) if target and indicator else Cell("")


def _yearly_target(year: int) -> Callable[[Line], Cell]:
    """Return what gives the target of a year."""

    def cell(line: Line) -> Cell:
        """Return the target that is in force in this year alone."""
        indicator = line.indicator
        target = target_of_year(line.material, indicator, year) if indicator else None
        return _shown(target.quantity.text) if target else Cell("")

    return cell


def _actual(year: int) -> Callable[[Line], Cell]:
    """Return what gives the result of a year."""

    def cell(line: Line) -> Cell:
        """Return the latest result known."""
        actual = line.material.index.actual(line.indicator.id, year) if line.indicator else None
        return _shown(actual.quantity.text) if actual else Cell("")

    return cell


def _grade(year: int) -> Callable[[Line], Cell]:
    """Return what gives the grade of a year."""

    def cell(line: Line) -> Cell:
        """Return the grade as published, else as computed."""
        if line.indicator is None or line.material.symbol(line.indicator.id, year) is None:
            return Cell("")
        return grade_cell(line.material, line.indicator, year)

    return cell


def _content(year: int) -> Callable[[Line], Cell | None]:
    """Return what tells of a year."""

    def cell(line: Line) -> Cell | None:
        """Return what was done, once for a project."""
        texts = [
            printed(activity.text)
            for activity in line.material.activities_of.get(line.project.id, ())
            if _year_of(line.material, activity.fiscal_year) == year
        ] if line.project else []  # fmt: skip
        text = "\n".join(texts)
        partners = [m for m in line.material.plan.members if m != line.material.plan.hub]
        return _once(line, Cell(text, underlined=underlined(text, partners)))

    return cell


def _year_of(material: Material, fiscal_year: int | None) -> int:
    """Return the year of an activity; one without a year is the report's."""
    return material.year if fiscal_year is None else fiscal_year


def _budgets(material: Material) -> Iterator[Budget]:
    """Yield the money of the projects in scope."""
    for project in material.projects:
        yield from material.budgets_of.get(project.id, ())


def _money(kind: str, year: int, scale: int) -> Callable[[Line], Cell | None]:
    """Return what gives the money of a kind and year."""

    def cell(line: Line) -> Cell | None:
        """Return the amount in the unit of the heading, once for a project."""
        budgets = line.material.budgets_of.get(line.project.id, ()) if line.project else ()
        found = next((b for b in budgets if (b.kind, b.fiscal_year) == (kind, year)), None)
        text = money_text(found, scale) if found else ""
        return _once(line, Cell(text, align=Align.RIGHT, numeric=True))

    return cell
