"""Grades that an official gives instead of the computed ones, and takes back."""

from datetime import datetime

import msgspec
from django.utils import timezone

from hakaru.errors import UsageError
from hakaru.ledger.entries import Override
from hakaru.ledger.revising import corrected, without
from hakaru.rules.grade import Grade
from hakaru.rules.rulebook import shipped_book
from hakaru.rules.scale import Rulebook
from hakaru.workflow.queries.judged import judged
from hakaru.workflow.recording import record

GIVEN = "grade.overridden"
WITHDRAWN = "grade.override_withdrawn"
LONGEST_REASON = 2_000
# Who sits at a desk without accounts.
AT_DESK = "secretariat"


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """The year of an indicator that is judged anew, and the version of the plan that was seen."""

    plan: str
    indicator: str
    fiscal_year: int
    seen: int


def override_grade(
    year: Judgement, *, symbol: str, reason: str, by: str, at: datetime, role: str = AT_DESK
) -> None:
    """Put a grade in the place of the computed one; both and the printed one stay.

    Raises UsageError: `override.no_book`, `override.no_result`, `override.role` where the rulebook
    lets others decide, `override.symbol` for a mark that it has not, `edit.reason` where it asks
    for a reason, `plan.changed`.
    """
    book = book_of(year)
    if role not in book.override.by:
        raise UsageError("override.role", field="symbol")
    mark = book.mark_of(symbol)
    if mark is None:
        known = " ".join(mark.symbol for mark in book.grades)
        raise UsageError("override.symbol", field="symbol", given=symbol, known=known)
    said = reason.strip()
    if book.override.reason and not said:
        raise UsageError("edit.reason", field="reason")
    if len(said) > LONGEST_REASON:
        raise UsageError("edit.too_long", field="reason", length=len(said), limit=LONGEST_REASON)
    given = Override(
        id=override_id(year),
        source=None,
        indicator=year.indicator,
        fiscal_year=year.fiscal_year,
        symbol=mark.symbol,
        reason=said,
        by=by,
        at=timezone.localdate(at),
    )
    record(
        corrected(judged(year.plan).ledger, given),
        action=GIVEN,
        by=by,
        at=at,
        detail={"entry": year.indicator, "fiscal_year": year.fiscal_year, "reason": said},
        seen={year.plan: year.seen},
    )


def withdraw_override(year: Judgement, *, by: str, at: datetime) -> None:
    """Take an override back, so that the printed and computed grades count again.

    Nothing happens where there is none. Raises UsageError `plan.unknown`, `plan.changed`.
    """
    ledger = judged(year.plan).ledger
    gone = [
        one.id
        for one in ledger.overrides
        if (one.indicator, one.fiscal_year) == (year.indicator, year.fiscal_year)
    ]
    record(
        without(ledger, gone),
        action=WITHDRAWN,
        by=by,
        at=at,
        detail={"entry": year.indicator, "fiscal_year": year.fiscal_year},
        seen={year.plan: year.seen},
    )


def override_id(year: Judgement) -> str:
    """Return the id of the override of a year."""
    return f"{year.indicator}/override/{year.fiscal_year}"


def book_of(year: Judgement) -> Rulebook:
    """Return the edition of the rulebook that judges a year.

    Raises UsageError `plan.unknown`, `override.no_book` (plan), `override.no_result` (year).
    """
    return shipped_book(graded(year).book)


def graded(year: Judgement) -> Grade:
    """Return the grade of a year as the rulebook gives it. Raises UsageError as `book_of`."""
    plan = judged(year.plan)
    if plan.book is None:
        raise UsageError("override.no_book", plan=year.plan)
    grade = plan.grades.get((year.indicator, year.fiscal_year))
    if grade is None:
        raise UsageError("override.no_result", year=year.fiscal_year)
    return grade
