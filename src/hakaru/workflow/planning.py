"""What is said of a plan itself: its name, members, years and rulebook; and taking it away."""

from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.integrity import FIRST_YEAR, LAST_YEAR, LONGEST_NAME
from hakaru.ledger.period import year_of
from hakaru.ledger.revising import corrected
from hakaru.rules.rulebook import books
from hakaru.workflow.queries.judged import judged
from hakaru.workflow.recording import record, remove

EDITED, BOOK_CHOSEN = "plan.edited", "plan.rulebook_chosen"
_BETWEEN = str.maketrans("、，,・\r\n\t", "\n" * 7)
_LONGEST_PERIOD = 60


class PlanEdit(msgspec.Struct, frozen=True, kw_only=True):
    """A plan as written: the members one a line, the years as 2024-2028 or one after the other."""

    title: str
    hub: str
    members: str
    years: str


def edit_plan(plan: str, written: PlanEdit, *, seen: int, by: str, at: datetime) -> bool:
    """Make a plan say what was written; tell whether that changed anything.

    Raises UsageError: `plan.title`, `plan.members` (hub), `plan.years`, `edit.year` (given),
    `edit.too_long`, `plan.unknown`, `plan.changed`.
    """
    ledger = judged(plan).ledger
    made = replace(
        ledger.plans[0],
        title=_title(written.title),
        hub=written.hub.strip(),
        members=_members(written),
        fiscal_years=years_of(written.years),
    )
    return bool(record(corrected(ledger, made), action=EDITED, by=by, at=at, seen={plan: seen}))


def choose_rulebook(plan: str, book: str, *, seen: int, by: str, at: datetime) -> bool:
    """Let a plan be graded by one of the rulebooks shipped, or by none ("").

    Raises UsageError: `plan.book` (given), `plan.unknown`, `plan.changed`.
    """
    if book and book not in books():
        raise UsageError("plan.book", field="rulebook", given=book)
    ledger = judged(plan).ledger
    before = ledger.plans[0].rulebook
    made = replace(ledger.plans[0], rulebook=book)
    detail = {"before": before, "after": book}
    changes = record(
        corrected(ledger, made), action=BOOK_CHOSEN, by=by, at=at, detail=detail, seen={plan: seen}
    )
    return bool(changes)


def delete_plan(plan: str, *, typed: str, seen: int, by: str, at: datetime) -> None:
    """Take a plan away, once its name was typed; the log and the history stay.

    Raises UsageError: `plan.name_differs` (title), `plan.unknown`, `plan.changed`.
    """
    title = judged(plan).plan.title or plan
    if "".join(typed.split()) != "".join(title.split()):
        raise UsageError("plan.name_differs", field="typed", title=title)
    remove(plan, by=by, at=at, seen={plan: seen})


def years_of(text: str) -> tuple[int, ...]:
    """Return the fiscal years that a text names: 2024-2028, R6～R10, 2024 2026."""
    years: set[int] = set()
    for part in text.translate(_BETWEEN).replace(" ", "\n").replace("　", "\n").split("\n"):
        if part:
            years |= set(_span(part))
    if not years:
        raise UsageError("plan.years", field="years")
    return tuple(sorted(years))


def _span(part: str) -> Iterator[int]:
    """Yield the years of one span."""
    plain = part.replace("～", "-").replace("〜", "-").replace("–", "-").replace("−", "-")
    first, dash, last = plain.partition("-")
    start = year_of(first)
    end = year_of(last) if dash else start
    known = start is not None and end is not None
    if start is None or end is None or not known or not FIRST_YEAR <= start <= end <= LAST_YEAR:
        raise UsageError("edit.year", field="years", given=part)
    if end - start > _LONGEST_PERIOD:
        raise UsageError("edit.year", field="years", given=part)
    yield from range(start, end + 1)


def _title(text: str) -> str:
    """Return a plan's name in one line."""
    title = " ".join(text.split())
    if not title:
        raise UsageError("plan.title", field="title")
    return title


def _members(written: PlanEdit) -> tuple[str, ...]:
    """Return the members, each once, the hub among them."""
    names = (name.strip() for name in written.members.translate(_BETWEEN).split("\n"))
    members = tuple(dict.fromkeys(name for name in names if name))
    for name in members:
        if len(name) > LONGEST_NAME:
            raise UsageError("edit.too_long", field="members", length=len(name), limit=LONGEST_NAME)
    hub = written.hub.strip()
    if hub and hub not in members:
        raise UsageError("plan.members", field="hub", hub=hub)
    return members
