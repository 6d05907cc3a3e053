"""The grades of a plan: one is given when a page asks for one, all for whoever counts."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from hakaru.ledger.ledger import Index
from hakaru.rules.grade import Grade, grade_ledger, grade_year
from hakaru.rules.rulebook import Rulebook


class Grades(Mapping[tuple[str, int], Grade]):
    """Grades by indicator and fiscal year: one is given when asked for, all for whoever counts."""

    def __init__(self, index: Index, editions: tuple[Rulebook, ...]) -> None:
        """Keep what is graded, and by what."""
        self._index, self._book = index, editions
        self._one: dict[tuple[str, int], Grade | None] = {}

    @cached_property
    def _all(self) -> dict[tuple[str, int], Grade]:
        """Every grade of the plan."""
        found = grade_ledger(self._index, self._book)
        return {(grade.indicator, grade.fiscal_year): grade for grade in found}

    def __getitem__(self, key: tuple[str, int]) -> Grade:
        """Return the grade of an indicator's year."""
        if "_all" in self.__dict__:
            return self._all[key]
        if key not in self._one:
            self._one[key] = grade_year(self._index, *key, self._book)
        grade = self._one[key]
        if grade is None:
            raise KeyError(key)
        return grade

    def __iter__(self) -> Iterator[tuple[str, int]]:
        """Yield the indicators' years that have a grade, in the order of the ledger."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return how many grades there are."""
        return len(self._all)
