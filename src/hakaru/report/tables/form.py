"""The form of a round (調査票): what is known, and fields for the results of the year.

It is laid out as a matrix is, with the headings that documents of results have, so that a form
that comes back filled in is read as any other document.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from hakaru.ledger.entries import Indicator, TargetKind
from hakaru.ledger.numerals import scale_word
from hakaru.ledger.quantity import Quantity
from hakaru.report.tables.cards import DOES_NOT, TAKES_PART
from hakaru.report.tables.material import Material
from hakaru.report.tables.matrix import MatrixRows
from hakaru.report.tables.matrix_columns import Column, Line
from hakaru.report.tables.model import (
    Align,
    Cell,
    Filling,
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
from hakaru.report.tables.printing import (
    baseline_text,
    day_text,
    era_text,
    in_two_lines,
    one_line,
    plan_name,
    printed,
    target_text,
    value_text,
    year_text,
)
from hakaru.report.words.reports import phrase

# Lines a row has room for: what was done takes some.
_ROOM, _ROOM_ALONE = 2, 4
# Members on a line.
_BESIDE = 3
_HOW = ("cells", "values", "zero", "members")


def form(material: Material) -> Report:
    """Return the form of the year asked for, else of the year after the last one with results."""
    lang, year = material.lang, year_of_form(material)
    name = plan_name(material.plan.title or material.plan.id)
    text = phrase("title.form", lang, plan=name, year=era_text(year, lang))
    columns = tuple(_columns(material, year))
    heads = tuple(Cell(one.head, head="column", align=Align.CENTRE) for one in columns)
    table = Table(
        caption=phrase("form.caption", lang),
        widths=tuple(column.width for column in columns),
        rows=(Row(heads), *_rows(material, columns)),
        head_rows=1,
    )
    how = (Text(Role.LEGEND, f"※ {phrase(f'form.how.{one}', lang)}") for one in _HOW)
    return Report(
        kind="form",
        title=text,
        subject=material.plan.title,
        lang=lang,
        layout=Layout.WIDE,
        parts=parts_of([Part(blocks=(Text(Role.TITLE, text), *how, table), name=text)]),
        day=material.day,
    )


def year_of_form(material: Material) -> int:
    """Return the year that is asked about: the one wanted, else the next one of the plan."""
    if material.wanted.fiscal_year is not None:
        return material.wanted.fiscal_year
    following = material.year + 1
    return following if following in material.plan.fiscal_years else material.year


def _rows(material: Material, columns: tuple[Column, ...]) -> Iterator[Row]:
    """Yield the rows with the ids of what they are about."""
    rows = MatrixRows(material, columns, relisted=False)
    rows.keyed = True
    for row in rows.rows():
        alone = all(cell.rows == 1 for cell in row.cells)
        yield row if row.band else replace(row, room=_ROOM_ALONE if alone else _ROOM)


def _columns(material: Material, year: int) -> Iterator[Column]:
    """Yield what is known, then the fields."""
    lang = material.lang

    def head(code: str, at: int = 0) -> str:
        """Return a heading; `at` is its year."""
        return phrase(code, lang, year=in_two_lines(year_text(at, lang)) if at else "")

    if any(project.number.strip() for project in material.projects):
        yield Column(head("card.number"), None, 3.4, _number)
    yield Column(head("card.name"), None, 11.0, _name)
    yield Column(head("matrix.item"), None, 13.0, _item)
    yield Column(head("matrix.unit"), None, 4.0, _unit)
    yield Column(head("card.baseline"), None, 8.5, _baseline)
    yield Column(head("card.target"), None, 10.0, lambda line: _target(line, year))
    yield Column(_before(material, year), None, 8.5, lambda line: _last(line, year - 1))
    yield Column(head("form.now", year), None, 8.0, lambda line: _value(line, year))
    yield Column(head("form.expected", year), None, 8.0, lambda line: _value(line, year))
    yield Column(head("form.activities", year), None, 17.0, lambda line: _field(line, Filling.TEXT))
    if material.plan.members:
        yield Column(head("form.participants"), None, 15.5, _participants)
    yield Column(head("form.office"), None, 6.0, lambda line: _field(line, Filling.WORDS))


def _before(material: Material, year: int) -> str:
    """Return the heading of the last results, with their day where all have the same."""
    before, lang = year - 1, material.lang
    text = phrase("form.before", lang, year=in_two_lines(year_text(before, lang)))
    known = (material.index.actual(indicator.id, before) for indicator in material.in_scope)
    days = {actual.as_of for actual in known if actual is not None}
    day = days.pop() if len(days) == 1 else None
    if day is not None:
        text += phrase("as_of", lang, day=day_text(day, before, lang))
    return text


def _number(line: Line) -> Cell | None:
    """Return the project's number, written as its id has it, so that reading finds the id."""
    project = line.project
    if project is None:
        return _once(line, Cell())
    number, last = one_line(project.number), project.id.rpartition("/")[2]
    return _once(line, Cell(last if last.lstrip("0") == number else number, align=Align.CENTRE))


def _name(line: Line) -> Cell | None:
    """Return the project's name."""
    name = printed(line.project.name) if line.project else ""
    return _once(line, Cell(name, head="row" if name else ""))


def _once(line: Line, cell: Cell) -> Cell | None:
    """Return a cell that reaches over all rows of its project, None below the first."""
    return replace(cell, rows=line.height) if line.height else None


def _item(line: Line) -> Cell:
    """Return the indicator with its marker."""
    indicator = line.indicator
    return Cell(f"{indicator.marker}{printed(indicator.name)}" if indicator else "")


def _unit(line: Line) -> Cell:
    """Return the unit that results are to be written in, as the last ones were."""
    indicator = line.indicator
    if indicator is None:
        return Cell()
    quantity = next(_known(line, indicator), None)
    scale = scale_word(quantity.scale) if quantity else ""
    return Cell(f"{scale}{indicator.unit}", align=Align.CENTRE)


def _known(line: Line, indicator: Indicator) -> Iterator[Quantity]:
    """Yield the numbers known of an indicator, the last first."""
    index = line.material.index
    for year in reversed(line.material.years):
        actual = index.actual(indicator.id, year)
        if actual is not None and actual.quantity.value is not None:
            yield actual.quantity
    for target in reversed(index.targets_of.get(indicator.id, ())):
        if target.quantity.value is not None:
            yield target.quantity


def _baseline(line: Line) -> Cell:
    """Return the baseline."""
    indicator = line.indicator
    text = baseline_text(indicator.baseline, indicator) if indicator else ""
    return Cell(text, align=Align.CENTRE, numeric=True)


def _target(line: Line, year: int) -> Cell:
    """Return the target in force in the year."""
    indicator = line.indicator
    target = line.material.index.target(indicator.id, year) if indicator else None
    text = target_text(target, indicator) if target and indicator else "-" if indicator else ""
    return Cell(text, align=Align.CENTRE, numeric=True)


def _last(line: Line, year: int) -> Cell:
    """Return the last known result of a year."""
    indicator = line.indicator
    actual = line.material.index.actual(indicator.id, year) if indicator else None
    text = value_text(actual.quantity, indicator) if actual and indicator else ""
    return Cell(text or ("-" if indicator else ""), align=Align.CENTRE, numeric=True)


def _value(line: Line, year: int) -> Cell:
    """Return the field of a result; closed where a project has no indicator."""
    indicator = line.indicator
    if indicator is None:
        return Cell(tone=Tone.SUBTLE)
    target = line.material.index.target(indicator.id, year)
    words = target is not None and target.kind in _WORDS
    return Cell(align=Align.RIGHT, filling=Filling.WORDS if words else Filling.NUMBER)


_WORDS = (TargetKind.WORD, TargetKind.MILESTONE, TargetKind.EVERYONE)


def _participants(line: Line) -> Cell | None:
    """Return every member with ■ or □, to be corrected."""
    if line.project is None:
        return _once(line, Cell(tone=Tone.SUBTLE))
    part = line.project.participants
    members = list(dict.fromkeys([*line.material.plan.members, *part]))
    boxes = [f"{TAKES_PART if m in part else DOES_NOT}{printed(m)}" for m in members]
    text = "\n".join(" ".join(boxes[at : at + _BESIDE]) for at in range(0, len(boxes), _BESIDE))
    return _once(line, Cell(text, filling=Filling.TEXT))


def _field(line: Line, filling: Filling) -> Cell | None:
    """Return an empty field of a project; of an indicator that has none, a closed cell."""
    cell = Cell(filling=filling) if line.project else Cell(tone=Tone.SUBTLE)
    return _once(line, cell)
