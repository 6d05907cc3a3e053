"""Which fields of an entry a person may write, and how what is written is understood.

What is typed is read by the same parsers as documents are; its text is kept as it was typed.
"""

from collections.abc import Callable

from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.entries import (
    EVERY_YEAR,
    Activity,
    Actual,
    AnyEntry,
    Budget,
    DirectionSource,
    Fact,
    Indicator,
    Note,
    Plan,
    Project,
    Section,
    Target,
)
from hakaru.read.layouts.members import MemberNames
from hakaru.workflow.field_values import (
    Typed,
    read_aim,
    read_amount,
    read_start,
    read_start_year,
    read_unit,
    read_value,
)
from hakaru.workflow.written import (
    EVERY_YEAR_WORD,
    written_certainty,
    written_day,
    written_direction,
    written_due,
    written_members,
    written_year,
)

LONGEST_PROSE, LONGEST_TEXT, LONGEST_UNIT = 20_000, 4_000, 30


def text_of(entry: AnyEntry, field: str) -> str:
    """Return a field as the text that a person sees and may change."""
    if field == "text" and isinstance(entry, Target | Actual | Fact):
        return entry.quantity.text
    if isinstance(entry, Indicator) and field in {"baseline", "baseline_year"}:
        start = entry.baseline
        if start is None:
            return ""
        return start.quantity.text if field == "baseline" else str(start.fiscal_year or "")
    value = getattr(entry, field)
    if value == EVERY_YEAR:
        return EVERY_YEAR_WORD
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else str(value)


def with_text(typed: Typed) -> AnyEntry:
    """Return the entry in which a field says what was written.

    Raises UsageError with `entry` and `field`: edit.field, edit.too_long, edit.character,
    edit.year, edit.day, edit.due, edit.choice, edit.member.
    """
    entry, field, text = typed[:3]
    reader = _READERS.get((type(entry), field))
    if reader is None and (type(entry), field) not in _PLAIN:
        raise UsageError("edit.field", entry=entry.id, field=field)
    limit = _limit(type(entry), field)
    if len(text) > limit:
        raise UsageError("edit.too_long", entry=entry.id, field=field, limit=limit)
    if any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text) or not _is_unicode(text):
        raise UsageError("edit.character", entry=entry.id, field=field)
    try:
        return reader(typed) if reader else replace(entry, **{field: text})
    except UsageError as error:
        values = error.values | {"entry": entry.id, "field": field}
        raise UsageError(error.code, **values) from error


def _limit(kind: type[AnyEntry], field: str) -> int:
    """Return how many characters a field may have."""
    if field == "unit":
        return LONGEST_UNIT
    return LONGEST_PROSE if (kind, field) in _PROSE else LONGEST_TEXT


def _is_unicode(text: str) -> bool:
    """Tell whether a text has no half characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _grade(typed: Typed) -> AnyEntry:
    """Take the printed grade; an empty one is none."""
    return replace(typed.entry, published_grade=typed.text.strip() or None)


def _year(typed: Typed) -> AnyEntry:
    """Read a fiscal year that has to be there: 2025, R7, 令和7年度."""
    year = written_year(typed.field, typed.text.strip())
    if year is None:
        raise UsageError("edit.year", entry=typed.entry.id, field=typed.field, given=typed.text)
    return replace(typed.entry, fiscal_year=year)


def _maybe_year(typed: Typed) -> AnyEntry:
    """Read a fiscal year that need not be there."""
    return replace(typed.entry, **{typed.field: written_year(typed.field, typed.text.strip())})


def _day(typed: Typed) -> AnyEntry:
    """Read a day that need not be there."""
    return replace(typed.entry, **{typed.field: written_day(typed.field, typed.text.strip())})


def _due(typed: Typed) -> AnyEntry:
    """Read when a target is due."""
    return replace(typed.entry, due=written_due(typed.text.strip()))


def _certainty(typed: Typed) -> AnyEntry:
    """Take whether a result is final; an empty choice is not said."""
    return replace(typed.entry, certainty=written_certainty(typed.text))


def _direction(typed: Typed) -> AnyEntry:
    """Take which way is better: said by a person, it is stated."""
    chosen = written_direction(typed.text)
    return replace(typed.entry, direction=chosen, direction_source=DirectionSource.STATED)


def _participants(typed: Typed) -> AnyEntry:
    """Take who takes part; each must be a member of the plan."""
    return replace(typed.entry, participants=written_members(typed.text, typed.members))


def _activity(typed: Typed) -> AnyEntry:
    """Take what was done, with the members that the new text names."""
    entry = typed.entry
    if not isinstance(entry, Activity):
        return entry
    names = MemberNames(typed.members)
    named, shares = names.named(typed.text), names.shares(typed.text)
    return replace(entry, text=typed.text, members=named, breakdown=shares)


_READERS: dict[tuple[type[AnyEntry], str], Callable[[Typed], AnyEntry]] = {
    (Actual, "text"): read_value,
    (Actual, "published_grade"): _grade,
    (Actual, "fiscal_year"): _year,
    (Actual, "certainty"): _certainty,
    (Actual, "as_of"): _day,
    (Fact, "text"): read_value,
    (Fact, "as_of"): _day,
    (Target, "text"): read_aim,
    (Target, "due"): _due,
    (Target, "in_force_from"): _maybe_year,
    (Target, "in_force_until"): _maybe_year,
    (Indicator, "baseline"): read_start,
    (Indicator, "baseline_year"): read_start_year,
    (Indicator, "unit"): read_unit,
    (Indicator, "direction"): _direction,
    (Project, "participants"): _participants,
    (Project, "new_from"): _maybe_year,
    (Activity, "text"): _activity,
    (Budget, "text"): read_amount,
}
# What says what is written, and no more.
_PLAIN: frozenset[tuple[type[AnyEntry], str]] = frozenset(
    {
        (Plan, "title"),
        (Section, "number"),
        (Section, "title"),
        (Project, "number"),
        (Project, "name"),
        (Project, "summary"),
        (Project, "ended"),
        (Indicator, "name"),
        (Target, "reason"),
        (Fact, "label"),
        (Note, "text"),
    }
)
_PROSE = frozenset({(Activity, "text"), (Note, "text"), (Project, "summary")})
