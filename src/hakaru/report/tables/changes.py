"""What changed: new projects, ended ones, and revised targets with old, new and reason."""

from collections.abc import Iterator
from itertools import pairwise

from hakaru.ledger.entries import Indicator, Target
from hakaru.report.tables.listing import (
    INDICATOR,
    NUMBER,
    PROJECT,
    Head,
    about,
    heading,
    listing,
    title,
    words,
)
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import Align, Block, Cell, Layout, Part, Report, parts_of
from hakaru.report.tables.printing import (
    era_text,
    in_two_lines,
    one_line,
    plan_name,
    printed,
    target_text,
    year_text,
)
from hakaru.report.words.reports import phrase


def changes(material: Material) -> Report:
    """Return what is new, what ended, and every revision of a target in scope."""
    lang = material.lang
    name = plan_name(material.plan.title or material.plan.id)
    text = phrase("title.changes", lang, plan=name, year=era_text(material.year, lang))
    parts = [
        Part(
            sheet=phrase(f"sheet.{code}", lang),
            name=phrase(f"sheet.{code}", lang),
            blocks=tuple(blocks),
        )
        for code, blocks in (
            ("revised", (title(text), *revised_blocks(material))),
            ("new", new_blocks(material)),
            ("ended", ended_blocks(material)),
        )
    ]
    return Report(
        kind="changes",
        title=text,
        subject=material.plan.title,
        lang=lang,
        layout=Layout.FLOW,
        parts=parts_of(parts),
        day=material.day,
    )


def revisions(material: Material) -> Iterator[tuple[Indicator, Target, Target]]:
    """Yield every revision of a target in scope: the indicator, the old target, the new one.

    Targets that are each in force for their own year alone are no revisions of each other.
    """
    for indicator in material.in_scope:
        for old, new in pairwise(material.index.targets_of.get(indicator.id, ())):
            own_year = new.in_force_from == new.in_force_until
            if new.in_force_from is not None and not own_year:
                yield indicator, old, new


def revised_blocks(material: Material) -> Iterator[Block]:
    """Yield the revised targets."""
    lang = material.lang
    rows = []
    for indicator, old, new in revisions(material):
        number, name, item = about(material, indicator)
        before = Cell(printed(old.measures), align=Align.LEFT) if old.measures else item
        rows.append(
            (
                number,
                name,
                before,
                words(target_text(old, indicator), numeric=True),
                item,
                words(target_text(new, indicator), numeric=True),
                words(in_two_lines(year_text(new.in_force_from or material.year, lang))),
                words(new.reason),
            )
        )
    heads = (
        NUMBER, PROJECT, Head("change.old_item", 14.0), Head("change.old", 10.5),
        Head("change.new_item", 14.0), Head("change.new", 10.5), Head("change.from", 8.5),
        Head("change.reason", 11.0),
    )  # fmt: skip
    yield heading("heading.revised", lang, n=len(rows))
    yield listing(phrase("heading.revised", lang, n=len(rows)), heads, rows, lang)


def new_blocks(material: Material) -> Iterator[Block]:
    """Yield the projects that are new in the report's year."""
    lang = material.lang
    new = [project for project in material.projects if project.new_from == material.year]
    rows = [
        (
            Cell(one_line(project.number), align=Align.CENTRE),
            words(project.name),
            words("\n".join(f"{one.marker}{one.name}" for one in material.of(project.id))),
            words(project.summary),
        )
        for project in new
    ]
    year = era_text(material.year, lang)
    yield heading("heading.new", lang, n=len(rows), year=year)
    heads = (NUMBER, PROJECT, INDICATOR, Head("card.summary", 40.0))
    yield listing(phrase("heading.new", lang, n=len(rows), year=year), heads, rows, lang)


def ended_blocks(material: Material) -> Iterator[Block]:
    """Yield the projects and indicators that have ended."""
    lang = material.lang
    rows = [
        (
            Cell(one_line(project.number), align=Align.CENTRE),
            words(project.name),
            Cell(""),
            words(project.ended),
        )
        for project in material.projects
        if project.ended.strip()
    ]
    rows += [
        (*about(material, indicator), words(indicator.ended))
        for indicator in material.in_scope
        if indicator.ended.strip()
    ]
    yield heading("heading.ended", lang, n=len(rows))
    heads = (NUMBER, PROJECT, INDICATOR, Head("list.told", 30.0))
    yield listing(phrase("heading.ended", lang, n=len(rows)), heads, rows, lang)
