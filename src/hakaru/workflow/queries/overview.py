"""The first pages: the plans there are, and one plan with its ratio, grades and legend."""

from collections import Counter
from collections.abc import Iterator

from hakaru.ledger.entries import Indicator
from hakaru.report.words import Language, working_text
from hakaru.rules.scale import Rulebook
from hakaru.store.models import Plan as PlanRow
from hakaru.workflow.queries.changes import year_changes
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.legend import legend
from hakaru.workflow.queries.marks import (
    grade_mark,
    in_language,
    override_view,
    plan_head,
    symbol_mark,
    tone,
)
from hakaru.workflow.queries.overview_views import Overview
from hakaru.workflow.queries.plan_list import plan_list
from hakaru.workflow.queries.ratios import counted_differently, ratio_views
from hakaru.workflow.queries.tallies import tally_by_year
from hakaru.workflow.queries.views import (
    GradedLine,
    PlanList,
    SectionLine,
    TallyRow,
    Tone,
    YearTally,
)

DEEPEST_ROW = 1
# Of the grades by section, all years together; the latest year has what it needs first.
MOST_ROWS = 24
# What was missed, and what differs: more stands on pages of their own.
MOST_LINES = 12


def front_page(*, page: int = 1, lang: str) -> Overview | PlanList:
    """Return the one plan there is, or a page of the list of several (or of none).

    Raises UsageError `filter.unknown` where the list has no such page.
    """
    ids = tuple(PlanRow.objects.order_by("pk").values_list("entry_id", flat=True)[:2])
    if len(ids) == 1:
        return overview(ids[0], lang=lang)
    return plan_list(page=page, lang=lang)


def overview(plan_id: str, *, lang: str) -> Overview:
    """Return a plan at a glance. Raises UsageError `plan.unknown`."""
    plan = judged(plan_id)
    missed_year = latest_graded(plan)
    differing, missed = tuple(_differing(plan)), tuple(_missed(plan, missed_year))
    ratios = ratio_views(plan, lang)
    book = _told_book(plan, missed_year)
    return Overview(
        head=plan_head(plan),
        has_rulebook=plan.book is not None,
        sections=tuple(line for line in all_sections(plan) if line.depth <= DEEPEST_ROW),
        ratios=ratios,
        counted_differently=counted_differently(plan),
        changes=year_changes(plan, missed_year, lang),
        by_year=tally_by_year(plan, plan.plan.id, None, lang),
        tallies=tuple(_tallies(plan, lang)),
        differing=_lines(plan, differing[:MOST_LINES], lang),
        differing_count=len(differing),
        missed_year=missed_year,
        missed=_lines(plan, missed[:MOST_LINES], lang),
        missed_count=len(missed),
        rulebook=in_language(book.title, lang) if book else "",
        rulebook_years=next((years for one, years in plan.in_force if one is book), ()),
        editions=len(plan.in_force),
        legend=legend(book, lang) if book else (),
    )


def _told_book(plan: JudgedPlan, year: int | None) -> Rulebook | None:
    """Return the edition whose legend the overview shows: that of the year it tells of."""
    if year is not None:
        return plan.book_of(year)
    return plan.in_force[-1][0] if plan.in_force else None


def latest_graded(plan: JudgedPlan) -> int | None:
    """Return the latest year in which an indicator has a grade that counts."""
    return max((year for year in plan.years_known if _counting_marks(plan, year)), default=None)


def _counting_marks(plan: JudgedPlan, year: int) -> bool:
    """Tell whether any indicator of a year has a grade that counts in the ratio."""
    book = plan.book_of(year)
    return book is not None and any(
        _tone(plan, book, indicator, year) is not Tone.NONE for indicator in plan.ledger.indicators
    )


def _tone(plan: JudgedPlan, book: Rulebook, indicator: Indicator, year: int) -> Tone:
    """Return what an indicator's grade of a year means."""
    symbol = plan.symbol(indicator.id, year)
    mark = book.mark_of(symbol) if symbol is not None else None
    return Tone.NONE if mark is None else tone(book, mark)


def _tallies(plan: JudgedPlan, lang: str) -> Iterator[YearTally]:
    """Yield the grades by section of every year that has grades which count, the latest first.

    Where sections are many, only the outermost are told, then only those of the latest years.
    """
    left = MOST_ROWS
    for year in reversed(plan.years_known):
        book = plan.book_of(year)
        if book is None or not _counting_marks(plan, year):
            continue
        counts = _counts_by_section(plan, book, year)
        whole = sum(counts.values(), Counter[str]())
        keys = [mark.key for mark in book.grades if whole[mark.key]]
        marks = tuple(grade_mark(book, mark, lang) for mark in book.grades if mark.key in keys)
        rows = tuple(_rows(plan, counts, keys))
        if len(rows) > left:
            rows = tuple(row for row in rows if not row.depth)
        shown = rows[:left]
        left -= len(shown)
        yield YearTally(
            fiscal_year=year,
            marks=marks,
            rows=shown,
            left_out=len(rows) - len(shown),
            whole=_row(("", "", ""), 0, whole, keys),
        )
        if left <= 0:
            return


def _counts_by_section(
    plan: JudgedPlan, book: Rulebook, year: int
) -> dict[str | None, Counter[str]]:
    """Return how often each grade stands directly in a section; None is the plan itself."""
    counts: dict[str | None, Counter[str]] = {}
    for indicator in plan.ledger.indicators:
        symbol = plan.symbol(indicator.id, year)
        mark = book.mark_of(symbol) if symbol is not None else None
        if mark is not None:
            counts.setdefault(plan.section_of(indicator), Counter())[mark.key] += 1
    return counts


def _rows(
    plan: JudgedPlan, counts: dict[str | None, Counter[str]], keys: list[str]
) -> Iterator[TallyRow]:
    """Yield a row for each section down to the deepest shown, with all that lies below it."""
    summed: dict[str, Counter[str]] = {}
    for section_id, own in counts.items():
        for section in plan.lineage(section_id):
            summed.setdefault(section.id, Counter()).update(own)
    for section in plan.ledger.sections:
        depth = len(plan.lineage(section.id)) - 1
        if depth <= DEEPEST_ROW and section.id in summed:
            names = (plan.ref(section.id), section.number, section.title)
            yield _row(names, depth, summed[section.id], keys)


def _row(
    names: tuple[str, str, str], depth: int, counts: Counter[str], keys: list[str]
) -> TallyRow:
    """Return one row of a tally; `names` are the section's ref, number and title."""
    ref, number, title = names
    return TallyRow(
        ref=ref,
        number=number,
        title=title,
        depth=depth,
        counts=tuple(counts[key] for key in keys),
        total=sum(counts[key] for key in keys),
    )


def all_sections(plan: JudgedPlan) -> Iterator[SectionLine]:
    """Yield the sections with the number of projects listed in or below them."""
    below: Counter[str] = Counter()
    for project in plan.ledger.projects:
        homes = (project.section, *project.relisted_in)
        below.update({section.id for home in homes for section in plan.lineage(home)})
    for section in plan.ledger.sections:
        yield SectionLine(
            ref=plan.ref(section.id),
            number=section.number,
            title=section.title,
            depth=len(plan.lineage(section.id)) - 1,
            projects=below[section.id],
        )


def _lines(
    plan: JudgedPlan, cases: tuple[tuple[Indicator, int], ...], lang: str
) -> tuple[GradedLine, ...]:
    """Return indicators' years with both grades and the working."""
    return tuple(graded_line(plan, indicator, year, lang) for indicator, year in cases)


def _differing(plan: JudgedPlan) -> Iterator[tuple[Indicator, int]]:
    """Yield the cases in which the printed grade is not the computed one, the latest first."""
    cases = [grade for grade in plan.grades.values() if grade.agrees is False]
    for grade in sorted(cases, key=lambda grade: -grade.fiscal_year):
        yield plan.index.indicators[grade.indicator], grade.fiscal_year


def _missed(plan: JudgedPlan, year: int | None) -> Iterator[tuple[Indicator, int]]:
    """Yield the indicators of a year with the last grade of a scale, as printed or computed."""
    book = None if year is None else plan.book_of(year)
    if book is None or year is None:
        return
    for indicator in plan.ledger.indicators:
        if _tone(plan, book, indicator, year) is Tone.MISSED:
            yield indicator, year


def graded_line(plan: JudgedPlan, indicator: Indicator, year: int, lang: str) -> GradedLine:
    """Return an indicator's year with both grades and the working."""
    project = plan.project_of.get(indicator.id)
    actual = plan.index.actual(indicator.id, year)
    target = plan.index.target(indicator.id, year)
    grade = plan.grades.get((indicator.id, year))
    parent = plan.index.sections.get(indicator.parent)
    book = plan.book_of(year)
    return GradedLine(
        ref=plan.ref(indicator.id),
        project_ref=plan.ref(project.id) if project else "",
        project_number=project.number if project else "",
        project_name=project.name if project else (parent.title if parent else plan.plan.title),
        anchor=plan.anchors[indicator.id],
        marker=indicator.marker,
        name=indicator.name,
        fiscal_year=year,
        actual=actual.quantity.text if actual else "",
        target=target.quantity.text if target else "",
        published=symbol_mark(book, actual.published_grade if actual else None, lang),
        computed=symbol_mark(book, grade.computed if grade else None, lang),
        working=working_text(grade.working, Language(lang), book) if grade else "",
        override=override_view(plan, indicator.id, year, lang),
    )
