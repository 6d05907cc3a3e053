"""The summary of a year: the ratio, grades by section and year, what was met and missed and why."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole
from hakaru.report.tables.headings import as_of_line, legend
from hakaru.report.tables.listing import (
    count_cell,
    head_cell,
    heading,
    title,
)
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import (
    Align,
    Block,
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
from hakaru.report.tables.outcomes import missed_blocks, settled_blocks, turned_blocks
from hakaru.report.tables.overrides import override_notes
from hakaru.report.tables.printing import (
    era_text,
    one_line,
    percent_text,
    plan_name,
    year_text,
)
from hakaru.report.tables.tally import below, count_of, marks_shown, years_counted
from hakaru.report.words import mark_label
from hakaru.report.words.reports import phrase
from hakaru.rules.ratio import Count
from hakaru.rules.scale import Family, Mark

DEEPEST_ROW = 1
FEWEST_YEARS = 2
# What is final, then what is expected.
ROLES_OF_TONE = {
    Tone.MET: (SeriesRole.MET, SeriesRole.MET_EXPECTED),
    Tone.NEARLY: (SeriesRole.NEARLY, SeriesRole.NEARLY),
    Tone.MISSED: (SeriesRole.MISSED, SeriesRole.MISSED_EXPECTED),
}
_NO_ROLES = (SeriesRole.OTHER, SeriesRole.OTHER)


def summary(material: Material) -> Report:
    """Return the summary: how many were met, by section and year; newly met, missed, and why."""
    lang = material.lang
    name = plan_name(material.plan.title or material.plan.id)
    text = phrase("title.summary", lang, plan=name, year=era_text(material.year, lang))
    parts = [
        Part(
            sheet=phrase("sheet.summary", lang),
            name=text,
            blocks=(
                title(text),
                *as_of_line(material),
                *legend(material),
                *overview(material),
                *override_notes(material, material.in_scope, named=True),
            ),
        ),
        *(
            Part(
                sheet=phrase(f"sheet.{code}", lang),
                name=phrase(f"sheet.{code}", lang),
                blocks=blocks,
            )
            for code, told in (
                ("turned", turned_blocks(material)),
                ("missed", missed_blocks(material)),
                ("settled", settled_blocks(material)),
            )
            if (blocks := tuple(told))
        ),
    ]
    return Report(
        kind="summary",
        title=text,
        subject=material.plan.title,
        lang=lang,
        layout=Layout.FLOW,
        parts=parts_of(parts),
        day=material.day,
    )


def headline(material: Material) -> Iterator[Text]:
    """Yield the ratio of the year with both counts, and how it was counted."""
    lang = material.lang
    counted = count_of(material, material.in_scope, material.year)
    if counted is None or material.book is None:
        yield Text(Role.BODY, phrase("ratio.none", lang))
        return
    yield Text(Role.FIGURE, percent_text(counted.met, counted.evaluable))
    both = {"met": counted.met, "evaluable": counted.evaluable}
    yield Text(Role.BODY, phrase("ratio.figure", lang, **both))
    marks = "・".join(counted.counted_as_met)
    yield Text(Role.BODY, phrase("ratio.counted", lang, marks=marks))
    # What was published is the ratio of the whole plan.
    ratio = material.ratios.get((material.plan.id, material.year)) if material.is_whole else None
    if ratio is not None and ratio.published is not None:
        code = "ratio.reproduced" if ratio.reproduced_by else "ratio.differs"
        yield Text(Role.BODY, phrase(code, lang, text=one_line(ratio.published.text)))
    if ratio is not None and ratio.overridden:
        yield Text(Role.BODY, phrase("ratio.overridden", lang, n=ratio.overridden))


def overview(material: Material) -> Iterator[Block]:
    """Yield the ratio with those of other years, and the grades by section."""
    yield heading("slide.ratio", material.lang)
    yield from headline(material)
    yield by_year(material)
    yield heading("heading.by_section", material.lang)
    yield by_section(material)
    yield from filter(None, (section_chart(material), year_chart(material)))


def by_section(material: Material) -> Table:
    """Return how many grades of each mark every section has, with its ratio."""
    lines: list[tuple[str, Count | None, int]] = []
    for section in material.sections:
        depth = len(material.path(section.id)) - 1
        indicators = below(material, section)
        if depth <= DEEPEST_ROW and indicators:
            text = "　" * depth + one_line(f"{section.number} {section.title}")
            lines.append((text, count_of(material, indicators, material.year), depth))
    whole = count_of(material, material.in_scope, material.year)
    lines.append((phrase("count.all", material.lang), whole, 0))
    return _counts(material, "heading.by_section", "vision.section", lines)


def by_year(material: Material) -> Table:
    """Return how many grades of each mark every year has, with its ratio."""
    lines = [
        (year_text(year, material.lang), count_of(material, material.in_scope, year), 0)
        for year in years_counted(material)
    ]
    return _counts(material, "heading.by_year", "list.year", lines)


def _counts(
    material: Material, caption: str, first: str, lines: Sequence[tuple[str, Count | None, int]]
) -> Table:
    """Return a table of counts; the ratio is a formula over both counts.

    `caption` and `first` are the codes of its caption and of the heading of its first column.
    """
    lang, marks = material.lang, marks_shown(material)
    heads = [
        phrase(first, lang),
        *(f"{mark.symbol}\n{_label(material, mark)}" for mark in marks),
        phrase("count.evaluable", lang),
        phrase("count.met", lang),
        phrase("count.ratio", lang),
    ]
    rows = [Row(tuple(head_cell(text) for text in heads))]
    for at, (text, counted, depth) in enumerate(lines, 1):
        found = dict(counted.marks) if counted else {}
        met, evaluable = (counted.met, counted.evaluable) if counted else (0, 0)
        share = Cell(
            percent_text(met, evaluable),
            align=Align.RIGHT,
            strong=not depth,
            formula=Formula("share", ((at, len(marks) + 2), (at, len(marks) + 1))),
        )
        numbers = [count_cell(found.get(mark.key, 0)) for mark in marks]
        rows.append(
            Row((Cell(text, head="row"), *numbers, count_cell(evaluable), count_cell(met), share))
        )
    widths = (24.0, *[7.2] * len(marks), 7.0, 7.0, 7.0)
    return Table(caption=phrase(caption, lang), widths=widths, rows=tuple(rows), head_rows=1)


def _label(material: Material, mark: Mark) -> str:
    """Return a mark's name."""
    return mark_label(material.book, mark.key, material.lang)


def section_chart(material: Material) -> Chart | None:
    """Return the grades of the outermost sections as stacked bars, None where there are none."""
    tops = [s for s in material.sections if s.parent is None and below(material, s)]
    counts = [count_of(material, below(material, section), material.year) for section in tops]
    if not any(counts):
        return None
    found = [dict(counted.marks) if counted else {} for counted in counts]
    lang = material.lang
    return Chart(
        title=phrase("chart.by_section", lang),
        kind=ChartKind.STACKED,
        categories=tuple(one_line(f"{s.number} {s.title}") for s in tops),
        series=tuple(
            Series(
                f"{mark.symbol} {_label(material, mark)}",
                tuple(Decimal(one.get(mark.key, 0)) for one in found),
                ROLES_OF_TONE.get(material.tone(mark), _NO_ROLES)[mark.family is Family.FORECAST],
            )
            for mark in marks_shown(material)
            if any(one.get(mark.key) for one in found)
        ),
        description=phrase("chart.by_section.about", lang),
        beside=phrase("heading.by_section", lang),
    )


def year_chart(material: Material) -> Chart | None:
    """Return the ratio of each year as columns, None with less than two years."""
    years = years_counted(material)
    counts = [count_of(material, material.in_scope, year) for year in years]
    if len(years) < FEWEST_YEARS:
        return None
    shares = [percent_text(c.met, c.evaluable).rstrip("%") for c in counts if c is not None]
    lang = material.lang
    return Chart(
        title=phrase("chart.by_year", lang),
        kind=ChartKind.COLUMN,
        categories=tuple(year_text(year, lang) for year in years),
        series=(Series(phrase("count.ratio", lang), tuple(map(Decimal, shares)), SeriesRole.MET),),
        unit="%",
        description=phrase("chart.by_year.about", lang),
        beside=phrase("slide.ratio", lang),
    )
