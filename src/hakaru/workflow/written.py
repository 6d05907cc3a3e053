"""What a person wrote into a field of a form: years, days and choices, or what is wrong."""

import re
from datetime import date

from hakaru.errors import UsageError
from hakaru.ledger.entries import EVERY_YEAR, Certainty, Direction
from hakaru.ledger.integrity import FIRST_YEAR, LAST_YEAR
from hakaru.ledger.period import year_of

EVERY_YEAR_WORD = "毎年度"
_BETWEEN_NAMES = re.compile(r"[、，,;；\s]+")


def written_year(name: str, text: str) -> int | None:
    """Return a fiscal year, None for none. Raises UsageError `edit.year` (field, given)."""
    if not text:
        return None
    year = year_of(text)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageError("edit.year", field=name, given=text)
    return year


def written_due(text: str) -> object:
    """Return when a target is due. Raises UsageError `edit.due` (field, given)."""
    if text in {EVERY_YEAR, EVERY_YEAR_WORD}:
        return EVERY_YEAR
    year = year_of(text) if text else None
    if text and year is None:
        raise UsageError("edit.due", field="due", given=text)
    return year


def written_day(name: str, text: str) -> date | None:
    """Return a day, None for none. Raises UsageError `edit.day` (field, given)."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError("edit.day", field=name, given=text) from error


def written_certainty(text: str) -> Certainty | None:
    """Return whether a result is final, None where nobody says. Raises UsageError `edit.choice`."""
    if text not in {"", *Certainty}:
        raise UsageError("edit.choice", field="certainty", given=text)
    return Certainty(text) if text else None


def written_direction(text: str) -> Direction:
    """Return which way is better. Raises UsageError `edit.choice` (field, given)."""
    if text not in set(Direction):
        raise UsageError("edit.choice", field="direction", given=text)
    return Direction(text)


def written_members(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the members named, each once, in the order written; commas or blanks part them.

    Raises UsageError `edit.member` (field, given, known) for one that the plan does not have.
    """
    names = tuple(dict.fromkeys(filter(None, _BETWEEN_NAMES.split(text))))
    for name in names:
        if known and name not in known:
            words = "、".join(known)
            raise UsageError("edit.member", field="participants", given=name, known=words)
    return names
