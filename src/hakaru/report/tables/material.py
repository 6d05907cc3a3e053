"""What reports are made from: one plan of a ledger with its grades, cut to what was asked for."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from hakaru.errors import UsageError
from hakaru.ledger.entries import Activity, Actual, Budget, Indicator, Plan, Project, Section
from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.quantity import State
from hakaru.report.tables.choosing import named, natural, wanted_plan
from hakaru.report.tables.model import Tone
from hakaru.report.tables.wanted import Order, Wanted
from hakaru.rules.grade import Grade, grade_ledger
from hakaru.rules.in_force import Books, book_in, editions_of
from hakaru.rules.ratio import Ratio, ratios
from hakaru.rules.scale import Mark, Rulebook

V = TypeVar("V")

_NOTHING = frozenset({State.NOT_DUE, State.BLANK})


class Shape(NamedTuple):
    """The shape of a tree of sections; depths count from 0, directly under the plan."""

    deepest: int
    unnumbered: frozenset[int]


class Material:
    """One plan with everything a report needs; derived once, at the first report that asks."""

    def __init__(self, ledger: Ledger, wanted: Wanted, book: Books = None) -> None:
        """Choose the plan and the year; `book` judges instead of the plan's own rulebook.

        Raises UsageError: `report.no_plan`, `report.plan_unknown`, `report.section_unknown`,
        `report.project_unknown`, `report.member_unknown`; RulebookError for an unknown book.
        """
        self.index = Index(ledger)
        self.wanted = wanted
        self.lang = wanted.lang
        self.plan: Plan = wanted_plan(self.index, wanted.plan)
        self.editions = editions_of(self.plan, book)
        self.year = wanted.fiscal_year or self._last_year()
        self.book = self.book_of(self.year)
        _check(self)

    def book_of(self, fiscal_year: int) -> Rulebook | None:
        """Return the edition of the rulebook that is in force in a year, None without one."""
        return book_in(fiscal_year, chosen=self.editions)

    # What belongs to the plan

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of the plan, in ledger order."""
        everyone = self.index.ledger.indicators
        if len(self.index.plans) == 1:
            return everyone
        return tuple(i for i in everyone if self.index.plan_of(i.id) is self.plan)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the plan, in ledger order."""
        return tuple(s for s in self.index.ledger.sections if s.plan == self.plan.id)

    @cached_property
    def shape(self) -> "Shape":
        """How deep the tree of sections is, and at which depths sections have no number."""
        depths = [(len(self.path(section.id)) - 1, section) for section in self.sections]
        return Shape(
            deepest=max((depth for depth, _ in depths), default=0),
            unnumbered=frozenset(d for d, section in depths if not section.number.strip()),
        )

    @cached_property
    def all_projects(self) -> tuple[Project, ...]:
        """The projects of the plan, in ledger order."""
        return tuple(p for p in self.index.ledger.projects if p.plan == self.plan.id)

    @cached_property
    def actuals(self) -> tuple[Actual, ...]:
        """The latest known actual of every indicator and year of the plan."""
        own = {indicator.id for indicator in self.indicators}
        return tuple(
            known[-1] for (owner, _), known in self.index.actuals_of.items() if owner in own
        )

    @cached_property
    def activities_of(self) -> dict[str, tuple[Activity, ...]]:
        """What was done, by project."""
        return grouped((one.project, one) for one in self.index.ledger.activities)

    @cached_property
    def budgets_of(self) -> dict[str, tuple[Budget, ...]]:
        """The money of each project; replaced entries are left out."""
        replaced = self.index.replaced
        return grouped(
            (one.project, one) for one in self.index.ledger.budgets if one.id not in replaced
        )

    # When

    def _last_year(self) -> int:
        """Return the last fiscal year with a result that says something, else of any result."""
        years = [a.fiscal_year for a in self.actuals if a.quantity.state not in _NOTHING]
        years = years or [a.fiscal_year for a in self.actuals]
        # A plan without results of its own beside one with them, else its own first year.
        years = years or list(self.index.years) or list(self.plan.fiscal_years[:1])
        if not years:
            raise UsageError("report.no_year", plan=self.plan.id)
        return max(years)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The fiscal years of the plan and of its results, ascending."""
        known = {actual.fiscal_year for actual in self.actuals}
        return tuple(sorted({*self.plan.fiscal_years, *known, self.year}))

    @cached_property
    def day(self) -> date | None:
        """The last day on which the report's year was known: its results, else what was done."""
        own = [a.as_of for a in self.actuals if a.as_of and a.fiscal_year == self.year]
        told = [
            activity.as_of
            for project in self.all_projects
            for activity in self.activities_of.get(project.id, ())
            if activity.as_of and activity.fiscal_year == self.year
        ]
        return max(own or told or [a.as_of for a in self.actuals if a.as_of], default=None)

    # What was asked for

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """The projects of the report's scope, in the order asked for."""
        chosen = [project for project in self.all_projects if self._in_scope(project)]
        match self.wanted.order:
            case Order.NUMBER:
                chosen.sort(key=lambda project: natural(project.number))
            case Order.NAME:
                chosen.sort(key=lambda project: project.name)
            case Order.GRADE:
                chosen.sort(key=self._worst)
            case Order.DOCUMENT:
                pass
        return tuple(chosen)

    @property
    def is_whole(self) -> bool:
        """Whether the report is of the whole plan."""
        return not (self.wanted.sections or self.wanted.projects or self.wanted.member)

    @cached_property
    def in_scope(self) -> tuple[Indicator, ...]:
        """The indicators of the report's scope: those of its projects, sections and the plan."""
        projects = {project.id for project in self.projects}
        return tuple(
            indicator
            for indicator in self.indicators
            if indicator.parent in projects
            or (self.is_whole and indicator.parent not in self.index.projects)
            or (
                indicator.parent in self.index.sections
                and not self.wanted.projects
                and self._section_wanted(indicator.parent)
            )
        )

    def _in_scope(self, project: Project) -> bool:
        """Tell whether a project was asked for."""
        wanted = self.wanted
        if wanted.projects and not named(project.id, project.number, project.name, wanted.projects):
            return False
        if wanted.member and wanted.member not in project.participants:
            return False
        return not wanted.sections or self._section_wanted(project.section)

    def _section_wanted(self, section: str | None) -> bool:
        """Tell whether a section, or one above it, was asked for."""
        return any(
            named(one.id, one.number, one.title, self.wanted.sections) for one in self.path(section)
        )

    def _worst(self, project: Project) -> int:
        """Return the place of a project's worst grade of the year, the worst first."""
        if self.book is None:
            return 0
        marks = (self.mark(indicator.id, self.year) for indicator in self.of(project.id))
        return -max(
            (self.book.rank[mark.key] for mark in marks if mark and mark.in_denominator), default=-1
        )

    # Looking things up

    def path(self, section: str | None) -> tuple[Section, ...]:
        """Return a section and those above it, the outermost first."""
        found: list[Section] = []
        one = self.index.sections.get(section or "")
        while one is not None and one not in found:
            found.insert(0, one)
            one = self.index.sections.get(one.parent or "")
        return tuple(found)

    def of(self, parent: str) -> tuple[Indicator, ...]:
        """Return the indicators of a project, section or plan."""
        return self.index.indicators_of.get(parent, ())

    @cached_property
    def grades(self) -> dict[tuple[str, int], Grade]:
        """Grades by indicator and fiscal year; none without a rulebook."""
        if self.book is None:
            return {}
        found = grade_ledger(self.index, self.editions)
        return {(grade.indicator, grade.fiscal_year): grade for grade in found}

    @cached_property
    def ratios(self) -> dict[tuple[str, int], Ratio]:
        """The achievement ratios by plan or section id and fiscal year."""
        if self.book is None:
            return {}
        found = ratios(self.index, tuple(self.grades.values()), self.editions)
        return {(ratio.scope, ratio.fiscal_year): ratio for ratio in found}

    def symbol(self, indicator: str, fiscal_year: int) -> str | None:
        """Return the grade of a year as an official gave it, else as published, else computed."""
        grade = self.grades.get((indicator, fiscal_year))
        book = self.book_of(fiscal_year)
        if grade is not None and book is not None and book.mark_of(grade.override or ""):
            return grade.override
        actual = self.index.actual(indicator, fiscal_year)
        printed = actual.published_grade if actual else None
        return printed if printed is not None or grade is None else grade.computed

    def mark(self, indicator: str, fiscal_year: int) -> Mark | None:
        """Return the mark of a year, None where there is none or the book does not know it."""
        symbol = self.symbol(indicator, fiscal_year)
        book = self.book_of(fiscal_year)
        return None if book is None or not symbol else book.mark_of(symbol)

    def tone(self, mark: Mark | None, fiscal_year: int | None = None) -> Tone:
        """Return what a mark means: met, nearly, the last of its scale, or not evaluated.

        The edition of `fiscal_year` says so, that of the report's year where none is named.
        """
        book = self.book_of(self.year if fiscal_year is None else fiscal_year)
        if mark is None or book is None:
            return Tone.PLAIN
        if not mark.in_denominator:
            return Tone.NOT_EVALUATED
        if mark.counts_as_met:
            return Tone.MET
        lasts = {key for one in book.scales.values() for key in (one.otherwise, one.missed)}
        return Tone.MISSED if mark.key in lasts else Tone.NEARLY


def grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    """Return the values of each key, in order."""
    groups: dict[str, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def check_year(material: Material) -> None:
    """Raise UsageError `report.year_unknown` for a year that the ledger tells nothing of."""
    year, ledger = material.wanted.fiscal_year, material.index.ledger
    done = {one.fiscal_year for one in ledger.activities if one.fiscal_year is not None}
    money = {one.fiscal_year for one in ledger.budgets}
    known = {*material.plan.fiscal_years, *material.index.years, *done, *money}
    if year is not None and known and year not in known:
        years = ", ".join(str(one) for one in sorted(known))
        raise UsageError("report.year_unknown", plan=material.plan.id, year=year, known=years)


def _check(material: Material) -> None:
    """Raise UsageError for a section, project or member that the plan does not have."""
    wanted, plan = material.wanted, material.plan
    for one in wanted.sections:
        if not any(named(s.id, s.number, s.title, (one,)) for s in material.sections):
            raise UsageError("report.section_unknown", section=one, plan=plan.id)
    for one in wanted.projects:
        if not any(named(p.id, p.number, p.name, (one,)) for p in material.all_projects):
            raise UsageError("report.project_unknown", project=one, plan=plan.id)
    if wanted.member and wanted.member not in set(_members(material)):
        members = ", ".join(dict.fromkeys(_members(material)))
        raise UsageError("report.member_unknown", member=wanted.member, known=members)


def _members(material: Material) -> Iterator[str]:
    """Yield the members of the plan, and whoever takes part beside them."""
    yield from material.plan.members
    for project in material.all_projects:
        yield from project.participants
