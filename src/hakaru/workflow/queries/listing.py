"""The projects of a plan, by section, grade, year, member and words."""

from collections.abc import Iterable, Iterator

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.entries import Indicator, Project
from hakaru.rules.scale import Mark
from hakaru.store.search import alike
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.marks import plan_head, symbol_mark
from hakaru.workflow.queries.paging import page_of, pages_by_weight
from hakaru.workflow.queries.views import (
    Filters,
    IndicatorRow,
    Option,
    ProjectList,
    ProjectRow,
    YearCell,
)

LONGEST_TEXT = 100
DIFFERS = "differs"
# What a page may weigh, and what a project, an indicator and a year's cell do without their names.
MOST_BYTES = 70_000
PROJECT_BYTES, INDICATOR_BYTES, CELL_BYTES = 400, 300, 180


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The filters as they were asked for; nothing asks for nothing.

    `section` and `year` are values of the choices offered, `grade` a key of the rulebook or
    "differs", `member` a member's name, `text` words that must all occur.
    """

    text: str = ""
    section: str = ""
    year: str = ""
    grade: str = ""
    member: str = ""


Fitting = tuple[Project, tuple[Indicator, ...]]


def project_list(
    plan_id: str, wanted: Wanted, *, lang: str, page: int = 1, most: int = MOST_BYTES
) -> ProjectList:
    """Return a page of what fits, of about `most` bytes.

    Raises UsageError `plan.unknown`, `filter.unknown`.
    """
    plan = judged(plan_id)
    filters = _filters(plan, wanted, lang)
    years = tuple(y for y in plan.years_known if wanted.year in {"", str(y)})
    fitting = tuple(_fitting(plan, wanted, years))
    pages = pages_by_weight(fitting, lambda one: _weight(one, len(years)), most=most)
    return ProjectList(
        head=plan_head(plan),
        filters=filters,
        years=years,
        rows=tuple(
            _row(plan, project, [_indicator(plan, one, years, lang) for one in indicators])
            for project, indicators in page_of(pages, page)
        ),
        indicators=sum(len(indicators) for _, indicators in fitting),
        found=len(fitting),
        page=page,
        pages=len(pages),
    )


def _weight(fitting: Fitting, years: int) -> int:
    """Return about how many bytes a project with its indicators takes on a page."""
    project, indicators = fitting
    names = sum(len(name.encode()) for name in (project.name, *(one.name for one in indicators)))
    return PROJECT_BYTES + names + len(indicators) * (INDICATOR_BYTES + years * CELL_BYTES)


def _filters(plan: JudgedPlan, wanted: Wanted, lang: str) -> Filters:
    """Return the choices with what was chosen; what cannot be chosen is refused."""
    filters = Filters(
        text=wanted.text,
        sections=_chosen("section", wanted.section, _sections(plan)),
        years=_chosen("year", wanted.year, _years(plan)),
        grades=_chosen("grade", wanted.grade, _grades(plan, lang)),
        members=_chosen("member", wanted.member, _members(plan)),
        any_chosen=wanted != Wanted(),
    )
    if len(wanted.text) > LONGEST_TEXT:
        raise UsageError("filter.unknown", filter="text", value=wanted.text[:LONGEST_TEXT])
    return filters


def _chosen(name: str, value: str, options: Iterator[Option]) -> tuple[Option, ...]:
    """Mark the chosen option; an unknown one raises `filter.unknown` (filter, value)."""
    found = tuple(msgspec.structs.replace(o, chosen=o.value == value) for o in options)
    if value and not any(option.chosen for option in found):
        raise UsageError("filter.unknown", filter=name, value=value)
    return found


def _sections(plan: JudgedPlan) -> Iterator[Option]:
    """Yield the sections in the order of the plan."""
    for section in plan.ledger.sections:
        yield Option(
            value=plan.ref(section.id),
            label=f"{section.number} {section.title}".strip(),
            depth=len(plan.lineage(section.id)) - 1,
            from_document=True,
        )


def _years(plan: JudgedPlan) -> Iterator[Option]:
    """Yield the years with results, the latest first; the page words them."""
    for year in reversed(plan.years_known):
        yield Option(value=str(year), label=str(year))


def _grades(plan: JudgedPlan, lang: str) -> Iterator[Option]:
    """Yield the grades of every edition of the rulebook that judges a year, the latest first."""
    marks: dict[str, Mark] = {}
    for book, _ in reversed(plan.in_force):
        for mark in book.grades:
            marks.setdefault(mark.key, mark)
    for mark in marks.values():
        label = mark.label.en if lang == "en" else mark.label.ja
        yield Option(value=mark.key, label=f"{mark.symbol} {label}")
    if plan.book:
        yield Option(value=DIFFERS, label="")


def _members(plan: JudgedPlan) -> Iterator[Option]:
    """Yield the members of the plan."""
    for member in plan.plan.members:
        yield Option(value=member, label=member, from_document=True)


def project_rows(plan: JudgedPlan, projects: Iterable[Project], lang: str) -> Iterator[ProjectRow]:
    """Yield projects with all their indicators and years."""
    for project in projects:
        own = plan.index.indicators_of.get(project.id, ())
        yield _row(plan, project, [_indicator(plan, one, plan.years_known, lang) for one in own])


def _fitting(plan: JudgedPlan, wanted: Wanted, years: tuple[int, ...]) -> Iterator[Fitting]:
    """Yield the projects that fit, each with the indicators that fit."""
    words = alike(wanted.text).split()
    for project in plan.ledger.projects:
        if wanted.member and wanted.member not in project.participants:
            continue
        if wanted.section and not _is_in(plan, project, wanted.section):
            continue
        if not all(word in plan.searchable[project.id] for word in words):
            continue
        indicators = tuple(
            indicator
            for indicator in plan.index.indicators_of.get(project.id, ())
            if not wanted.grade or any(_has_grade(plan, indicator, y, wanted.grade) for y in years)
        )
        if indicators or not wanted.grade:
            yield project, indicators


def _is_in(plan: JudgedPlan, project: Project, section: str) -> bool:
    """Tell whether a project belongs to a section or one below it, or is listed there again."""
    return any(
        plan.ref(above.id) == section
        for home in (project.section, *project.relisted_in)
        for above in plan.lineage(home)
    )


def _has_grade(plan: JudgedPlan, indicator: Indicator, year: int, key: str) -> bool:
    """Tell whether an indicator's year has the grade, as printed, else as computed."""
    if key == DIFFERS:
        grade = plan.grades.get((indicator.id, year))
        return grade is not None and grade.agrees is False
    symbol = plan.symbol(indicator.id, year)
    book = plan.book_of(year)
    mark = book.mark_of(symbol) if book and symbol is not None else None
    return mark is not None and mark.key == key


def _row(plan: JudgedPlan, project: Project, indicators: list[IndicatorRow]) -> ProjectRow:
    """Return a project's row."""
    lineage = plan.lineage(project.section)
    members = plan.plan.members
    return ProjectRow(
        ref=plan.ref(project.id),
        number=project.number,
        name=project.name,
        new_from=project.new_from,
        ended=project.ended,
        section=f"{lineage[-1].number} {lineage[-1].title}".strip() if lineage else "",
        taking_part=sum(name in members for name in project.participants),
        indicators=tuple(indicators),
    )


def _indicator(
    plan: JudgedPlan, indicator: Indicator, years: tuple[int, ...], lang: str
) -> IndicatorRow:
    """Return an indicator's row with a cell for each year."""
    targets = plan.index.targets_of.get(indicator.id, ())
    target = (plan.index.target(indicator.id, years[-1]) if years else None) or (
        targets[-1] if targets else None
    )
    return IndicatorRow(
        ref=plan.ref(indicator.id),
        anchor=plan.anchors[indicator.id],
        marker=indicator.marker,
        name=indicator.name,
        target=target.quantity.text if target else "",
        target_due=target.due if target else None,
        cells=tuple(_cell(plan, indicator, year, lang) for year in years),
    )


def _cell(plan: JudgedPlan, indicator: Indicator, year: int, lang: str) -> YearCell:
    """Return what an indicator reached in a year."""
    actual = plan.index.actual(indicator.id, year)
    grade = plan.grades.get((indicator.id, year))
    return YearCell(
        fiscal_year=year,
        text=actual.quantity.text if actual else "",
        grade=symbol_mark(plan.book_of(year), plan.symbol(indicator.id, year), lang),
        differs=grade is not None and grade.agrees is False,
        overridden=plan.override(indicator.id, year) is not None,
    )
