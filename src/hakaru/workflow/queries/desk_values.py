"""Every value of a plan as the workbench shows it: what may be corrected, and every grade."""

from collections.abc import Iterator

from hakaru.errors import UsageError
from hakaru.ledger.entries import Actual, AnyEntry, Fact, Indicator, Project, Target
from hakaru.ledger.ledger import Index
from hakaru.ledger.revising import chains, effective
from hakaru.report.words import Language, working_text
from hakaru.store.models import Plan as PlanRow
from hakaru.store.search import alike
from hakaru.workflow.correcting import entry_to_edit, texts_of
from hakaru.workflow.overriding import AT_DESK, Judgement, book_of
from hakaru.workflow.queries.desk_views import (
    EditForm,
    GivenView,
    GradeForm,
    IndicatorDesk,
    IndicatorRef,
    ProjectDesk,
    ProjectRef,
    ValueLine,
    ValueList,
    YearLine,
)
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.marks import grade_mark, plan_head, symbol_mark
from hakaru.workflow.queries.views import GradeMark, PlanHead


def value_list(plan_id: str, text: str, *, lang: str) -> ValueList:
    """Return the projects and indicators of a plan that have all the words.

    Raises UsageError `plan.unknown`.
    """
    del lang
    plan = judged(plan_id)
    words = alike(text).split()
    parents = dict.fromkeys(
        (
            *(indicator.parent for indicator in plan.ledger.indicators),
            *(project.id for project in plan.ledger.projects),
        )
    )
    groups = tuple(
        group
        for parent in parents
        if (group := _group(plan, parent, words)).indicators or _fits(group, words)
    )
    count = sum(len(group.indicators) for group in groups)
    return ValueList(head=plan_head(plan), text=text, groups=groups, count=count)


def _group(plan: JudgedPlan, parent: str, words: list[str]) -> ProjectRef:
    """Return what fits of the indicators of a project, section or plan."""
    project = plan.index.projects.get(parent)
    section = plan.index.sections.get(parent)
    number = project.number if project else section.number if section else ""
    name = project.name if project else section.title if section else plan.plan.title
    found = (
        indicator
        for indicator in plan.index.indicators_of.get(parent, ())
        if all(word in alike(f"{number} {name} {indicator.name}") for word in words)
    )
    return ProjectRef(
        ref=plan.ref(project.id) if project else "",
        number=number,
        name=name,
        indicators=tuple(_indicator(plan, indicator) for indicator in found),
    )


def _fits(project: ProjectRef, words: list[str]) -> bool:
    """Tell whether a project without a fitting indicator fits itself."""
    said = alike(f"{project.number} {project.name}")
    return bool(project.ref) and all(word in said for word in words)


def _indicator(plan: JudgedPlan, indicator: Indicator) -> IndicatorRef:
    """Return an indicator in the list."""
    years = [y for y in plan.years_known if plan.index.actual(indicator.id, y) is not None]
    actual = plan.index.actual(indicator.id, years[-1]) if years else None
    return IndicatorRef(
        ref=plan.ref(indicator.id),
        marker=indicator.marker,
        name=indicator.name,
        latest=actual.quantity.text if actual else "",
        latest_year=years[-1] if years else None,
        given=any(plan.override(indicator.id, year) for year in years),
    )


def indicator_desk(plan_id: str, ref: str, *, lang: str) -> IndicatorDesk:
    """Return an indicator with every value. Raises UsageError `plan.unknown`, `edit.unknown`."""
    plan = judged(plan_id)
    indicator = plan.index.indicators.get(f"{plan_id}/{ref}")
    if indicator is None:
        raise UsageError("edit.unknown", entry=ref, plan=plan_id)
    lines = _Lines(plan)
    project = plan.project_of.get(indicator.id)
    years = sorted({*plan.plan.fiscal_years, *lines.years_of(indicator)})
    return IndicatorDesk(
        head=plan_head(plan),
        ref=ref,
        marker=indicator.marker,
        name=indicator.name,
        project_ref=plan.ref(project.id) if project else "",
        project=f"{project.number} {project.name}".strip() if project else "",
        own=lines.line(indicator),
        project_line=lines.line(project) if project else None,
        baseline=indicator.baseline.quantity.text if indicator.baseline else "",
        direction=indicator.direction.value,
        targets=tuple(
            lines.line(target) for target in lines.index.targets_of.get(indicator.id, ())
        ),
        years=tuple(_year(plan, lines, indicator, year, lang) for year in years),
    )


def project_desk(plan_id: str, ref: str) -> ProjectDesk:
    """Return a project with what hangs on it. Raises UsageError `plan.unknown`, `edit.unknown`."""
    plan = judged(plan_id)
    lines = _Lines(plan)
    project = lines.index.projects.get(f"{plan_id}/{ref}")
    if project is None:
        raise UsageError("edit.unknown", entry=ref, plan=plan_id)
    ledger = lines.ledger
    return ProjectDesk(
        head=plan_head(plan),
        ref=ref,
        number=project.number,
        name=project.name,
        own=lines.line(project),
        participants=project.participants,
        summary=project.summary,
        new_from=project.new_from,
        ended=project.ended,
        indicators=_group(plan, project.id, []).indicators,
        budgets=tuple(
            (lines.line(one), one.kind == "settled")
            for one in ledger.budgets
            if one.project == project.id
        ),
        activities=tuple(lines.line(one) for one in ledger.activities if one.project == project.id),
        notes=tuple(lines.line(one) for one in ledger.notes if one.subject == project.id),
    )


class _Lines:
    """The values of a plan under the ids of their first entries."""

    def __init__(self, plan: JudgedPlan) -> None:
        self.plan = plan
        self.ledger = effective(plan.ledger)
        self.index = Index(self.ledger)
        self._corrected = {first for first, chain in chains(plan.ledger).items() if len(chain) > 1}

    def years_of(self, indicator: Indicator) -> Iterator[int]:
        """Yield the fiscal years that an indicator has results of."""
        return (year for owner, year in self.index.actuals_of if owner == indicator.id)

    def line(self, entry: AnyEntry) -> ValueLine:
        """Return an entry as a value that may be corrected."""
        texts = texts_of(entry)
        return ValueLine(
            ref=self.plan.ref(entry.id),
            kind=type(entry).__name__.lower(),
            fiscal_year=getattr(entry, "fiscal_year", None),
            text=texts.get("text") or texts.get("name") or texts.get("title") or "",
            more=_more(entry),
            corrected=entry.id in self._corrected,
            place=entry.source,
        )


def _more(entry: AnyEntry) -> str:
    """Return the years in force of a target, short."""
    if not isinstance(entry, Target) or not (entry.in_force_from or entry.in_force_until):
        return ""
    return f"{entry.in_force_from or ''}～{entry.in_force_until or ''}"


def _year(plan: JudgedPlan, lines: _Lines, indicator: Indicator, year: int, lang: str) -> YearLine:
    """Return a fiscal year of an indicator."""
    known = lines.index.actuals_of.get((indicator.id, year), ())
    grade = plan.grades.get((indicator.id, year))
    given = plan.override(indicator.id, year)
    book = plan.book_of(year)
    mark = symbol_mark(book, given.symbol, lang) if given else None
    printed = known[-1].published_grade if known else None
    return YearLine(
        fiscal_year=year,
        results=tuple(lines.line(actual) for actual in known),
        new_ref="" if known else f"{plan.ref(indicator.id)}/{year}",
        published=symbol_mark(book, printed, lang),
        computed=symbol_mark(book, grade.computed, lang) if grade else None,
        working=working_text(grade.working, Language(lang), book) if grade else "",
        given=GivenView(mark=mark, reason=given.reason, by=given.by, override=given)
        if given and mark
        else None,
        graded=grade is not None,
    )


def edit_form(plan_id: str, ref: str, *, lang: str) -> EditForm:
    """Return the form that corrects an entry. Raises UsageError `plan.unknown`, `edit.unknown`."""
    seen = version_of(plan_id)
    plan = judged(plan_id)
    index = Index(effective(plan.ledger))
    entry = entry_to_edit(index, plan_id, f"{plan_id}/{ref}")
    owner = entry if isinstance(entry, Indicator) else None
    owner = owner or index.indicators.get(getattr(entry, "indicator", ""))
    project = index.projects.get(owner.parent if owner else getattr(entry, "project", ""))
    words = [f"{project.number} {project.name}".strip() if project else ""]
    words.append(f"{owner.marker}{owner.name}" if owner else "")
    return EditForm(
        head=plan_head(plan),
        ref=ref,
        kind=type(entry).__name__.lower(),
        quantity=entry.quantity if isinstance(entry, Actual | Target | Fact) else None,
        about=" / ".join(filter(None, words)),
        fiscal_year=getattr(entry, "fiscal_year", None),
        is_new=entry.id not in index.entry,
        values=texts_of(entry),
        marks=_marks(plan, getattr(entry, "fiscal_year", None), lang),
        members=plan.plan.members,
        indicator_ref=plan.ref(owner.id) if owner else "",
        project_ref=_project_ref(plan, entry),
        place=entry.source,
        seen=seen,
    )


def _project_ref(plan: JudgedPlan, entry: AnyEntry) -> str:
    """Return the project whose page shows an entry, "" where none does."""
    of = entry.id if isinstance(entry, Project) else getattr(entry, "project", "")
    of = of or getattr(entry, "subject", "")
    return plan.ref(of) if of in plan.index.projects else ""


def _marks(plan: JudgedPlan, fiscal_year: int | None, lang: str) -> tuple[GradeMark, ...]:
    """Return the marks of the plan's rulebook, of the edition of the year where it is of one."""
    book = plan.book if fiscal_year is None else plan.book_of(fiscal_year)
    return () if book is None else tuple(grade_mark(book, mark, lang) for mark in book.grades)


def grade_form(plan_id: str, ref: str, year: int, *, lang: str) -> GradeForm:
    """Return the form that overrides a grade.

    Raises UsageError `plan.unknown`, `edit.unknown`, `override.no_book`, `override.no_result`.
    """
    seen = version_of(plan_id)
    plan = judged(plan_id)
    indicator = plan.index.indicators.get(f"{plan_id}/{ref}")
    if indicator is None:
        raise UsageError("edit.unknown", entry=ref, plan=plan_id)
    asked = Judgement(plan=plan_id, indicator=indicator.id, fiscal_year=year, seen=seen)
    book = book_of(asked)
    return GradeForm(
        head=plan_head(plan),
        ref=ref,
        about=f"{indicator.marker}{indicator.name}",
        year=_year(plan, _Lines(plan), indicator, year, lang),
        marks=tuple(grade_mark(book, mark, lang) for mark in book.grades),
        reason_needed=book.override.reason,
        allowed=AT_DESK in book.override.by,
        seen=seen,
    )


def head_of(plan_id: str) -> PlanHead:
    """Return what stands at the head of a plan's pages. Raises UsageError `plan.unknown`."""
    return plan_head(judged(plan_id))


def version_of(plan_id: str) -> int:
    """Return a plan's version, for a form to say what it was made on.

    Asked before the values are: somebody who changes them in between is then noticed.
    """
    row = PlanRow.objects.filter(entry_id=plan_id).values_list("version", flat=True).first()
    if row is None:
        raise UsageError("plan.unknown", plan=plan_id)
    return row
