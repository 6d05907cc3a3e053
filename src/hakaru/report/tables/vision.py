"""The indicators of the plan itself and its sections: baseline, results, target, grade, charts."""

from collections.abc import Iterator

from msgspec.structs import replace

from hakaru.ledger.entries import Indicator
from hakaru.ledger.ledger import Ledger
from hakaru.report.tables.card_results import grade_cell
from hakaru.report.tables.headings import legend
from hakaru.report.tables.indicator_chart import indicator_chart
from hakaru.report.tables.listing import head_cell, title, words
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import (
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
from hakaru.report.tables.printing import (
    baseline_text,
    era_text,
    one_line,
    plan_name,
    printed,
    target_text,
    value_text,
    year_text,
)
from hakaru.report.words.reports import phrase


def vision(material: Material) -> Report:
    """Return the own indicators of the plan asked for, else of every plan that has any."""
    text = _title(material)
    parts = [
        Part(
            blocks=(title(_title(one)), *legend(one), *vision_blocks(one)),
            name=_title(one),
            sheet=sheet,
        )
        for one, sheet in _materials(material)
    ]
    return Report(
        kind="vision",
        title=text,
        subject=material.plan.title,
        lang=material.lang,
        layout=Layout.FLOW,
        parts=parts_of(parts),
        day=material.day,
    )


def _title(material: Material) -> str:
    """Return the title of one plan's indicators."""
    name = plan_name(material.plan.title or material.plan.id)
    year = era_text(material.year, material.lang)
    return phrase("title.vision", material.lang, plan=name, year=year)


def _materials(material: Material) -> Iterator[tuple[Material, str]]:
    """Yield each plan with the name of its sheet; the one of the report keeps its own material."""
    ledger = material.index.ledger
    plans = () if material.wanted.plan else plans_with_own(ledger)
    if len(plans) <= 1 and (not plans or plans[0] == material.plan.id):
        yield material, phrase("sheet.vision", material.lang)
        return
    for plan in plans:
        wanted = replace(material.wanted, plan=plan)
        one = material if plan == material.plan.id else Material(ledger, wanted)
        yield one, one.plan.title or plan


def own_indicators(material: Material) -> tuple[Indicator, ...]:
    """Return the indicators in scope that belong to the plan or to a section."""
    return tuple(one for one in material.in_scope if one.parent not in material.index.projects)


def plans_with_own(ledger: Ledger) -> tuple[str, ...]:
    """Return the ids of the plans that have indicators of their own or of their sections."""
    owners = {indicator.parent for indicator in ledger.indicators}
    sections = {section.plan for section in ledger.sections if section.id in owners}
    return tuple(plan.id for plan in ledger.plans if plan.id in owners or plan.id in sections)


def vision_blocks(material: Material, *, charts: bool = True) -> Iterator[Block]:
    """Yield the table of the plan's own indicators, and a chart of each."""
    lang = material.lang
    shown = own_indicators(material)
    if not shown:
        yield Text(Role.BODY, phrase("list.nothing", lang))
        return
    years = [
        year
        for year in material.years
        if any(material.index.actual(indicator.id, year) for indicator in shown)
    ]
    yield _table(material, shown, years)
    if charts:
        yield from filter(None, (indicator_chart(material, one) for one in shown))


def _table(material: Material, shown: tuple[Indicator, ...], years: list[int]) -> Table:
    """Return the table: section, indicator, baseline, results, target, grade."""
    lang = material.lang
    graded = any(material.symbol(one.id, material.year) is not None for one in shown)
    heads = [
        phrase("vision.section", lang),
        phrase("vision.item", lang),
        phrase("card.baseline", lang),
        *(phrase("vision.actual", lang, year=year_text(year, lang)) for year in years),
        phrase("card.target", lang),
        *([phrase("card.grade", lang)] if graded else []),
    ]
    widths = [15.0, 18.0, 9.5, *[9.0] * len(years), 9.5, *([3.6] if graded else [])]
    return Table(
        caption=phrase("vision.caption", lang),
        widths=tuple(widths),
        rows=(
            Row(tuple(map(head_cell, heads))),
            *_rows(material, shown, years, graded=graded),
        ),
        head_rows=1,
    )


def _rows(
    material: Material, shown: tuple[Indicator, ...], years: list[int], *, graded: bool
) -> Iterator[Row]:
    """Yield a row for each indicator; a section's name reaches over all of its own."""
    parents = [indicator.parent for indicator in shown]
    for at, indicator in enumerate(shown):
        lead: tuple[Cell, ...] = ()
        if at == 0 or parents[at] != parents[at - 1]:
            height = 1
            while at + height < len(parents) and parents[at + height] == parents[at]:
                height += 1
            lead = (Cell(_section(material, indicator), rows=height, head="row"),)
        actuals = [material.index.actual(indicator.id, year) for year in years]
        targets = material.index.targets_of.get(indicator.id, ())
        in_force = material.index.target(indicator.id, material.year) or next(iter(targets), None)
        yield Row(
            (
                *lead,
                words(f"{indicator.marker}{indicator.name}"),
                words(baseline_text(indicator.baseline, indicator), numeric=True),
                *(
                    words(value_text(one.quantity, indicator) if one else "", numeric=True)
                    for one in actuals
                ),
                words(target_text(in_force, indicator) if in_force else "", numeric=True),
                *([grade_cell(material, indicator, material.year)] if graded else []),
            )
        )


def _section(material: Material, indicator: Indicator) -> str:
    """Return the section of an indicator, or the plan."""
    section = material.index.sections.get(indicator.parent)
    if section is None:
        return phrase("vision.whole", material.lang)
    return printed(one_line(f"{section.number} {section.title}"))
