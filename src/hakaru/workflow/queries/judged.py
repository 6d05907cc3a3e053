"""A plan as every page needs it: its ledger, rulebook and grades, kept while it is unchanged."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, TypeVar

from django.db.models import Count, Max, Sum

from hakaru.errors import UsageError
from hakaru.ledger.entries import (
    Activity,
    Actual,
    Budget,
    Indicator,
    Override,
    Plan,
    Project,
    Section,
)
from hakaru.ledger.ledger import ENTRY_LISTS, Index, Ledger
from hakaru.ledger.quantity import State
from hakaru.rules.grade import Grade
from hakaru.rules.in_force import book_in
from hakaru.rules.ratio import Ratio, ratios
from hakaru.rules.rulebook import Rulebook, books, editions, load_book
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Plan as PlanRow
from hakaru.store.search import alike
from hakaru.workflow.queries.grades import Grades
from hakaru.workflow.queries.kept import Kept

V = TypeVar("V")

ENTRIES_KEPT = 40_000
_NOTHING_TO_SHOW = (State.NOT_DUE, State.BLANK)


class JudgedPlan:
    """One plan with its grades; what is derived is derived once, at the first page that asks."""

    def __init__(self, plan_id: str, ledger: Ledger) -> None:
        """Keep the ledger and find the plan's rulebook, if it names one of those shipped."""
        self.ledger = ledger
        self.index = Index(ledger)
        self.plan: Plan = self.index.plans[plan_id]
        named = self.plan.rulebook
        self.book: Rulebook | None = load_book(named) if named in books() else None
        self.editions = () if self.book is None else editions(self.book)
        self._books: dict[int, Rulebook | None] = {}

    def book_of(self, fiscal_year: int) -> Rulebook | None:
        """Return the edition of the rulebook that is in force in a year, None without one."""
        if fiscal_year not in self._books:
            self._books[fiscal_year] = book_in(fiscal_year, chosen=self.editions)
        return self._books[fiscal_year]

    @cached_property
    def in_force(self) -> tuple[tuple[Rulebook, tuple[int, ...]], ...]:
        """The editions that judge the plan's years, the earliest first, each with those years."""
        years: dict[str, list[int]] = {}
        known: dict[str, Rulebook] = {}
        for year in sorted({*self.plan.fiscal_years, *self.years_known}):
            book = self.book_of(year)
            if book is not None:
                known[book.id] = book
                years.setdefault(book.id, []).append(year)
        if not known and self.book is not None:
            return ((self.book, ()),)
        return tuple((book, tuple(years[name])) for name, book in known.items())

    @cached_property
    def grades(self) -> Mapping[tuple[str, int], Grade]:
        """Grades by indicator and fiscal year; none without a rulebook."""
        return {} if self.book is None else Grades(self.index, self.editions)

    @cached_property
    def ratio_of(self) -> dict[tuple[str, int], Ratio]:
        """The achievement ratios by the id of the plan or section they count, and fiscal year."""
        if self.book is None:
            return {}
        found = ratios(self.index, tuple(self.grades.values()), self.editions)
        return {(ratio.scope, ratio.fiscal_year): ratio for ratio in found}

    @cached_property
    def ratios(self) -> tuple[Ratio, ...]:
        """The achievement ratios of the plan, by fiscal year."""
        if self.book is None:
            return ()
        if "ratio_of" in self.__dict__:
            return tuple(one for one in self.ratio_of.values() if one.scope == self.plan.id)
        # Most pages show the plan's ratios alone: those of sections cost as much again.
        return ratios(self.index, tuple(self.grades.values()), self.editions, sections=False)

    def ratios_in(self, scope: str) -> tuple[Ratio, ...]:
        """Return the achievement ratios of the plan or of a section, by its id, by fiscal year."""
        if scope == self.plan.id:
            return self.ratios
        return tuple(one for one in self.ratio_of.values() if one.scope == scope)

    @cached_property
    def years_known(self) -> tuple[int, ...]:
        """The fiscal years with a result or a reason for its absence, not only "not due"."""
        return tuple(sorted({a.fiscal_year for a in self.ledger.actuals if says_something(a)}))

    @cached_property
    def project_by_ref(self) -> dict[str, Project]:
        """Projects by their id after the plan's."""
        return {self.ref(project.id): project for project in self.ledger.projects}

    @cached_property
    def indicator_by_ref(self) -> dict[str, Indicator]:
        """Indicators by their id after the plan's."""
        return {self.ref(indicator.id): indicator for indicator in self.ledger.indicators}

    @cached_property
    def project_of(self) -> dict[str, Project]:
        """The project of each indicator that has one."""
        projects = self.index.projects
        return {
            indicator.id: projects[indicator.parent]
            for indicator in self.ledger.indicators
            if indicator.parent in projects
        }

    @cached_property
    def anchors(self) -> dict[str, str]:
        """The name of each indicator within the page that shows it."""
        return {
            indicator.id: f"indicator-{number}"
            for group in self.index.indicators_of.values()
            for number, indicator in enumerate(group, 1)
        } | {indicator.id: f"indicator-{number}" for number, indicator in enumerate(self.own, 1)}

    @cached_property
    def activities_of(self) -> dict[str, tuple[Activity, ...]]:
        """What was done in each project, in the order read."""
        return grouped((activity.project, activity) for activity in self.ledger.activities)

    @cached_property
    def budgets_of(self) -> dict[str, tuple[Budget, ...]]:
        """The money of each project; replaced entries are left out."""
        return grouped(
            (budget.project, budget)
            for budget in self.ledger.budgets
            if budget.id not in self.index.replaced
        )

    @cached_property
    def notes_of(self) -> dict[str, tuple[str, ...]]:
        """The notes on each entry."""
        return grouped((note.subject, note.text) for note in self.ledger.notes)

    @cached_property
    def own(self) -> tuple[Indicator, ...]:
        """The indicators that belong to the plan or a section, not to a project."""
        return tuple(i for i in self.ledger.indicators if i.parent not in self.index.projects)

    @cached_property
    def searchable(self) -> dict[str, str]:
        """The text of each project in the normal form of searching, fields kept apart."""
        return {
            project.id: "\n".join(map(alike, self._words(project)))
            for project in self.ledger.projects
        }

    def _words(self, project: Project) -> Iterator[str]:
        """Yield every text of a project that a reader may look for."""
        yield from (project.number, project.name, project.summary, project.ended)
        yield from (section.title for section in self.lineage(project.section))
        yield from project.participants
        yield from (text for pair in project.responsibilities for text in pair)
        for indicator in self.index.indicators_of.get(project.id, ()):
            yield indicator.name
        yield from (activity.text for activity in self.activities_of.get(project.id, ()))

    def ref(self, entry_id: str) -> str:
        """Return an id without its plan's, as addresses show it."""
        return entry_id.removeprefix(f"{self.plan.id}/")

    def lineage(self, section_id: str | None) -> tuple[Section, ...]:
        """Return a section and those above it, the outermost first."""
        found: list[Section] = []
        section = self.index.sections.get(section_id or "")
        while section is not None and section not in found:
            found.insert(0, section)
            section = self.index.sections.get(section.parent or "")
        return tuple(found)

    def section_of(self, indicator: Indicator) -> str | None:
        """Return the id of the section an indicator counts for, None for the plan's own."""
        project = self.project_of.get(indicator.id)
        if project is not None:
            return project.section
        return indicator.parent if indicator.parent in self.index.sections else None

    def override(self, indicator_id: str, fiscal_year: int) -> Override | None:
        """Return the grade that an official gave a year, None where there is none.

        One that the year's edition of the rulebook does not know is none.
        """
        given = self.index.overrides.get((indicator_id, fiscal_year))
        if given is None:
            return None
        book = self.book_of(fiscal_year)
        return given if book is not None and book.mark_of(given.symbol) else None

    def symbol(self, indicator_id: str, fiscal_year: int) -> str | None:
        """Return the grade of a year as an official gave it, else as printed, else as computed."""
        given = self.override(indicator_id, fiscal_year)
        if given is not None:
            return given.symbol
        actual = self.index.actual(indicator_id, fiscal_year)
        if actual is not None and actual.published_grade is not None:
            return actual.published_grade
        grade = self.grades.get((indicator_id, fiscal_year))
        return None if grade is None else grade.computed


class PlanVersion(NamedTuple):
    """A plan as it stood at one moment: its id, the key of its row, how often it was changed."""

    id: str
    row: int
    version: int


def judged(plan_id: str) -> JudgedPlan:
    """Return a plan as it stands now. Raises UsageError `plan.unknown` (plan)."""
    return judged_version(plan_version(plan_id))


def plan_version(plan_id: str) -> PlanVersion:
    """Return which version of a plan stands now. Raises UsageError `plan.unknown` (plan)."""
    rows = PlanRow.objects.filter(entry_id=plan_id)
    row = rows.values_list("entry_id", "pk", "version").first()
    if row is None:
        raise UsageError("plan.unknown", plan=plan_id)
    return PlanVersion(*row)


def state_of_all() -> tuple[int, int, int]:
    """Return what changes whenever any plan does: how many there are, all changes, the newest."""
    known = PlanRow.objects.aggregate(n=Count("pk"), v=Sum("version"), last=Max("pk"))
    return known["n"], known["v"] or 0, known["last"] or 0


def judged_version(version: PlanVersion) -> JudgedPlan:
    """Return a version of a plan that stands now; frozen, so it is shared between answers."""
    return _KEPT.get(version, lambda: JudgedPlan(version.id, load_ledger(version.id)))


def forget_judged() -> None:
    """Forget every plan kept."""
    _KEPT.clear()


def _weight(plan: JudgedPlan) -> int:
    """Return how many entries a plan has."""
    return sum(len(getattr(plan.ledger, name)) for name in ENTRY_LISTS)


# An entry with what is derived from it takes about 1.5 kB.
_KEPT: Kept[PlanVersion, JudgedPlan] = Kept(ENTRIES_KEPT, _weight)


def says_something(actual: Actual) -> bool:
    """Tell whether an actual is worth a line: a value, a grade, or a reason why there is none."""
    return actual.quantity.state not in _NOTHING_TO_SHOW


def grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    """Return the values of each key, in order."""
    groups: dict[str, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
