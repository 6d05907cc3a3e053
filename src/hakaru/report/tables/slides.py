"""Slides for a meeting: the ratio, sections, highlights, what was missed and why, projects."""

import re
from collections.abc import Iterator

from hakaru.ledger.entries import Project
from hakaru.report.tables.card_results import grade_cell
from hakaru.report.tables.changes import revisions
from hakaru.report.tables.headings import as_of_line
from hakaru.report.tables.indicator_chart import indicator_chart
from hakaru.report.tables.listing import (
    ACTUAL,
    GRADE,
    INDICATOR,
    TARGET,
    Head,
    about,
    listing,
    outcome,
    project_of,
    words,
)
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import Block, Layout, Part, Report, Role, Text, parts_of
from hakaru.report.tables.outcomes import missed, why
from hakaru.report.tables.printing import (
    era_text,
    one_line,
    plan_name,
    printed,
    target_text,
    underlined,
    year_text,
)
from hakaru.report.tables.summary import (
    by_section,
    headline,
    section_chart,
    year_chart,
)
from hakaru.report.tables.tally import turned
from hakaru.report.words.reports import phrase

# What a slide can hold and a room can read.
MOST_LINES = 8
MOST_ROWS = 6
MOST_ACTIVITIES = 4
_LISTED = re.compile(r"(?:^|\s)・\s*|\n")
LONGEST = 110
# Narrower than on paper, so that type comes out larger.
PROJECT_SHOWN, INDICATOR_SHOWN = Head("card.name", 13.0), Head("matrix.item", 14.0)
WHY_SHOWN = Head("list.why", 20.0)


def slides(material: Material) -> Report:
    """Return the slides; projects get one each where the request chooses them, else the ★ ones."""
    lang = material.lang
    name = plan_name(material.plan.title or material.plan.id)
    text = phrase("title.slides", lang, plan=name, year=era_text(material.year, lang))
    cover = Part(name=text, blocks=(Text(Role.TITLE, text), *as_of_line(material)), new_page=True)
    return Report(
        kind="slides",
        title=text,
        subject=material.plan.title,
        lang=lang,
        layout=Layout.SLIDES,
        parts=parts_of([cover, *_parts(material)]),
        day=material.day,
    )


def _slide(code: str, material: Material, blocks: tuple[Block, ...]) -> Part:
    """Return a slide with a title of the program's own words."""
    return Part(name=phrase(code, material.lang), blocks=blocks, new_page=True)


def _parts(material: Material) -> Iterator[Part]:
    """Yield the slides after the cover; those that would be blank are left out."""
    years = year_chart(material)
    yield _slide("slide.ratio", material, (*headline(material), *filter(None, [years])))
    sections = section_chart(material)
    if sections is not None:
        yield _slide("slide.sections", material, (by_section(material), sections))
    yield from _bullets("slide.highlights", material, _highlights(material))
    yield from _missed(material)
    yield from _bullets("slide.changes", material, _changes(material))
    for project in _chosen(material):
        yield _project(material, project)


def _bullets(code: str, material: Material, lines: Iterator[str]) -> Iterator[Part]:
    """Yield slides of bullets, about the same number on each; none without lines."""
    told = [Text(Role.BULLET, line) for line in lines]
    count = -(-len(told) // MOST_LINES)
    for at in range(count):
        own = told[len(told) * at // count : len(told) * (at + 1) // count]
        yield _slide(code, material, tuple(own))


def _highlights(material: Material) -> Iterator[str]:
    """Yield what is newly met, and what is new."""
    lang = material.lang
    for indicator in turned(material, material.year, met=True):
        project = project_of(material, indicator)
        name = one_line(project.name) if project else ""
        _, actual, mark = outcome(material, indicator, material.year)
        item = one_line(f"{indicator.marker}{indicator.name}")
        yield phrase(
            "slide.newly_met", lang, project=name, item=item, value=actual.text, mark=mark.text
        )
    for project in material.projects:
        if project.new_from == material.year:
            yield phrase("slide.new", lang, project=one_line(project.name))


def _missed(material: Material) -> Iterator[Part]:
    """Yield the indicators that were missed with the reason, a few on each slide."""
    found = missed(material)
    lang = material.lang
    for at in range(0, len(found), MOST_ROWS):
        rows = [
            (
                words(f"{number.text} {name.text}".strip()),
                item,
                *outcome(material, indicator, material.year),
                words(why(material, indicator)),
            )
            for indicator in found[at : at + MOST_ROWS]
            for number, name, item in (about(material, indicator),)
        ]
        heads = (PROJECT_SHOWN, INDICATOR_SHOWN, TARGET, ACTUAL, GRADE, WHY_SHOWN)
        caption = phrase("heading.missed", lang, n=len(found))
        table = listing(caption, heads, rows, lang)
        yield Part(name=phrase("slide.missed", lang, n=len(found)), blocks=(table,), new_page=True)


def _changes(material: Material) -> Iterator[str]:
    """Yield the targets revised from the report's year on."""
    for indicator, old, new in revisions(material):
        if (new.in_force_from or 0) >= material.year:
            project = project_of(material, indicator)
            yield phrase(
                "slide.revised",
                material.lang,
                project=one_line(project.name) if project else "",
                item=one_line(f"{indicator.marker}{indicator.name}"),
                old=one_line(target_text(old, indicator)),
                new=one_line(target_text(new, indicator)),
                year=year_text(new.in_force_from or material.year, material.lang),
            )


def _chosen(material: Material) -> tuple[Project, ...]:
    """Return the projects that get a slide of their own."""
    if material.wanted.projects or material.wanted.member:
        return material.projects
    return tuple(project for project in material.projects if project.priority)


def _pieces(text: str) -> list[str]:
    """Return what a text of activities lists with 「・」 or on lines of their own, one by one."""
    return [one for piece in _LISTED.split(printed(text)) if (one := one_line(piece))]


def _project(material: Material, project: Project) -> Part:
    """Return a project's slide: its indicators, what was done, the chart of the first number."""
    lang = material.lang
    indicators = material.of(project.id)
    rows = [
        (
            words(f"{one.marker}{one.name}"),
            *outcome(material, one, material.year)[:2],
            grade_cell(material, one, material.year),
        )
        for one in indicators[:MOST_ROWS]
    ]
    if len(indicators) > MOST_ROWS:
        more = phrase("slide.more", lang, n=len(indicators) - MOST_ROWS)
        rows.append((words(more), words(""), words(""), words("")))
    name = one_line(f"{project.number} {project.name}")
    blocks: list[Block] = [listing(name, (INDICATOR, TARGET, ACTUAL, GRADE), rows, lang)]
    charts = (indicator_chart(material, indicator) for indicator in indicators)
    chart = next(filter(None, charts), None)
    if chart is not None:
        blocks.append(chart)
    told = material.activities_of.get(project.id, ())
    pieces = [piece for activity in told for piece in _pieces(activity.text)]
    for text in pieces[:MOST_ACTIVITIES]:
        short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        lines = underlined(short, material.plan.members)
        blocks.append(Text(Role.BULLET, short, underlined=lines))
    if len(pieces) > MOST_ACTIVITIES:
        more = phrase("slide.more", lang, n=len(pieces) - MOST_ACTIVITIES)
        blocks.append(Text(Role.BULLET, more))
    return Part(name=name, blocks=tuple(blocks), new_page=True)
