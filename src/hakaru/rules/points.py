"""Points of marks, for authorities that add them up: 5, 4, 4, 2 are 3.75 on average."""

from collections.abc import Iterable
from fractions import Fraction

import msgspec

from hakaru.rules.judge import Grade
from hakaru.rules.scale import Rulebook


class Points(msgspec.Struct, frozen=True):
    """The sum of the points of `count` grades."""

    total: Fraction
    count: int

    @property
    def mean(self) -> Fraction | None:
        """The exact mean, None where no grade has points."""
        return self.total / self.count if self.count else None


def points_of(grades: Iterable[Grade], book: Rulebook) -> Points:
    """Return the points of grades; those without a mark or points are left out.

    Marks that leave the denominator of the ratio leave that of the mean as well.
    """
    marks = (book.marks.get(grade.computed_key or "") for grade in grades)
    worth = [
        mark.points
        for mark in marks
        if mark is not None and mark.in_denominator and mark.points is not None
    ]
    return Points(sum(worth, Fraction(0)), len(worth))
