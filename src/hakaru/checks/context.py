"""What a check may look at: the ledger with its look-ups, the grades, the ratios, what was read."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import msgspec

from hakaru.findings import Finding
from hakaru.ledger.entries import Activity, Actual, Baseline, Budget, Entry, Indicator, Project
from hakaru.ledger.integrity import by_plan
from hakaru.ledger.ledger import Index, Ledger
from hakaru.rules.grade import Grade, grade_ledger
from hakaru.rules.in_force import Books, editions_of
from hakaru.rules.ratio import Ratio, ratios
from hakaru.rules.scale import Mark, Rulebook
from hakaru.source import Place


class Context(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One ledger made ready for all checks; `read` is what the readers noticed.

    Plans without a rulebook have neither grades nor ratios.
    """

    index: Index
    grades: tuple[Grade, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    books: dict[str, Rulebook] = {}
    read: tuple[Finding, ...] = ()

    @property
    def ledger(self) -> Ledger:
        """The ledger itself."""
        return self.index.ledger

    @cached_property
    def results(self) -> dict[str, dict[int, Actual]]:
        """The latest known result of each year, by indicator, the years ascending."""
        found: dict[str, dict[int, Actual]] = defaultdict(dict)
        for (indicator, year), known in sorted(self.index.actuals_of.items()):
            found[indicator][year] = known[-1]
        return found

    @cached_property
    def budgets(self) -> dict[tuple[str, str], tuple[Budget, ...]]:
        """The amounts by project and kind, the years ascending; corrected ones are left out."""
        found: dict[tuple[str, str], list[Budget]] = defaultdict(list)
        for budget in sorted(self.ledger.budgets, key=lambda budget: budget.fiscal_year):
            if budget.id not in self.index.replaced:
                found[budget.project, budget.kind].append(budget)
        return {key: tuple(budgets) for key, budgets in found.items()}

    @cached_property
    def activities(self) -> dict[tuple[str, int | None], tuple[Activity, ...]]:
        """What was done, by project and fiscal year."""
        found: dict[tuple[str, int | None], list[Activity]] = defaultdict(list)
        for activity in self.ledger.activities:
            found[activity.project, activity.fiscal_year].append(activity)
        return {key: tuple(activities) for key, activities in found.items()}

    def result(self, grade: Grade) -> Actual:
        """Return the result that was graded."""
        return self.results[grade.indicator][grade.fiscal_year]

    def project_of(self, indicator: Indicator) -> Project | None:
        """Return the project an indicator stands under, None for a section's or plan's."""
        return self.index.projects.get(indicator.parent)

    def published(self, grade: Grade) -> Mark | None:
        """Return the book's mark for what the document prints, None for nothing or no such mark."""
        return self.books[grade.book].mark_of(grade.published or "")

    def evaluated(self, grade: Grade, mark: Mark | None) -> bool:
        """Tell whether a mark judges the result: it is one, and not the one for "not evaluated"."""
        return mark is not None and mark.key != self.books[grade.book].not_evaluated

    def measured(self, indicator: str, fiscal_year: int) -> str:
        """Return the name of what was measured in a year where a revision replaced the indicator.

        Only results of the same name can be compared with each other.
        """
        target = self.index.target(indicator, fiscal_year)
        return "" if target is None else target.measures

    def read_places(self, *codes: str) -> frozenset[Place]:
        """Return the places where the readers noticed something of these codes already."""
        return frozenset(
            place for finding in self.read if finding.code in codes for place in finding.places
        )


def context_of(ledger: Ledger, *, read: Iterable[Finding] = (), book: Books = None) -> Context:
    """Return the context of a ledger; every plan is graded by `book`, or else by its own.

    Of several editions each year is judged and counted by the one in force.

    Raises RulebookError for a plan that names an unknown book.
    """
    grades: list[Grade] = []
    counted: list[Ratio] = []
    books: dict[str, Rulebook] = {}
    for part in by_plan(ledger).values():
        used = editions_of(part.plans[0], book)
        if used:
            index = Index(part)
            judged = grade_ledger(index, used)
            grades.extend(judged)
            counted.extend(ratios(index, judged, used))
            books.update((edition.id, edition) for edition in used)
    return Context(
        index=Index(ledger),
        grades=tuple(grades),
        ratios=tuple(counted),
        books=books,
        read=tuple(read),
    )


def places(*facts: Entry | Baseline | None) -> tuple[Place, ...]:
    """Return where these facts were read, each place once, in order."""
    found = (fact.source for fact in facts if fact is not None)
    return tuple(dict.fromkeys(place for place in found if place is not None))
