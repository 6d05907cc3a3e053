"""Two years of a plan, or the plan as known on two days, side by side."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.entries import Actual, Indicator
from hakaru.ledger.ledger import as_of
from hakaru.rules.scale import Mark, Rulebook
from hakaru.workflow.queries.compare_views import (
    ComparedLine,
    Comparison,
    Moment,
    SideView,
    Turn,
    TurnGroup,
)
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.links import indicator_link
from hakaru.workflow.queries.marks import plan_head, symbol_mark, tone
from hakaru.workflow.queries.paging import first_by_weight, page_of, pages_by_weight
from hakaru.workflow.queries.views import Tone

STATES_KEPT = 8
# Of a page of one group; of all groups together, where no more of one than so many lines; of a line
# without its words.
MOST_BYTES, FIRST_LINES, LINE_BYTES = 72_000, 30, 720
_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
# The order in which the groups are told.
TURNS = (
    Turn.NEWLY_MET,
    Turn.NEWLY_MISSED,
    Turn.BETTER,
    Turn.WORSE,
    Turn.FIRST,
    Turn.GONE,
    Turn.SAME,
)
_BEST_FIRST = (Tone.MET, Tone.NEARLY, Tone.MISSED)


class Ends(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be compared, as asked: a year or day each; `turn` and `page` of one group."""

    before: str = ""
    after: str = ""
    turn: str = ""
    page: int = 1


def comparison(plan_id: str, ends: Ends, *, lang: str) -> Comparison:
    """Return what differs between two fiscal years ("2024") or two days ("2025-12-31").

    Nothing asked for is the latest two years. Raises UsageError `plan.unknown`, and
    `filter.unknown` for what is neither, for a year without results, for a year beside a day, and
    for a group or page that is not there.
    """
    plan = judged(plan_id)
    first, last = _moments(plan, ends.before, ends.after)
    lines: tuple[ComparedLine, ...] = ()
    if first is not None and last is not None:
        lines = tuple(lines_between(plan, first, last, lang))
    groups = tuple(groups_of(lines))
    only = _only(groups, ends.turn)
    pages = pages_by_weight(only.lines if only else (), _weight, most=MOST_BYTES)
    shown = page_of(pages, ends.page)
    return Comparison(
        head=plan_head(plan),
        before=first,
        after=last,
        years=plan.years_known,
        days=days_known(plan),
        counts=tuple((group.turn, group.total) for group in groups),
        groups=(msgspec.structs.replace(only, lines=shown),) if only else _first(groups),
        compared=len(lines),
        only=only.turn if only else None,
        page=ends.page,
        pages=len(pages),
    )


def _only(groups: tuple[TurnGroup, ...], turn: str) -> TurnGroup | None:
    """Return the one group asked for. Raises UsageError `filter.unknown`."""
    found = next((group for group in groups if group.turn == turn), None)
    if turn and found is None:
        raise UsageError("filter.unknown", filter="turn", value=turn[:40])
    return found


def _first(groups: tuple[TurnGroup, ...]) -> tuple[TurnGroup, ...]:
    """Return the first lines of each group: what one leaves of its part of the page, others have.

    The smallest take what they need first, so that a long one is cut and a short one is not.
    """
    room, shown = MOST_BYTES, dict[Turn, tuple[ComparedLine, ...]]()
    for left, group in enumerate(sorted(groups, key=lambda group: group.total)):
        part = room // (len(groups) - left)
        shown[group.turn] = first_by_weight(group.lines[:FIRST_LINES], _weight, most=part)
        room -= sum(map(_weight, shown[group.turn]))
    return tuple(msgspec.structs.replace(one, lines=shown[one.turn]) for one in groups)


def _weight(line: ComparedLine) -> int:
    """Return about how many bytes a line takes on a page."""
    link, sides = line.indicator, (line.before, line.after)
    texts = [link.name, link.project_name, *(side.text for side in sides)]
    texts += [side.target for side in sides]
    return LINE_BYTES + sum(len(text.encode()) for text in texts)


def lines_between(
    plan: JudgedPlan, first: Moment, last: Moment, lang: str
) -> Iterator[ComparedLine]:
    """Yield every indicator's year that says something in either state."""
    if first.fiscal_year is not None and last.fiscal_year is not None:
        for indicator in plan.ledger.indicators:
            ends = (plan, first.fiscal_year), (plan, last.fiscal_year)
            yield from _line(indicator, ends, None, lang)
    elif first.day is not None and last.day is not None:
        earlier, later = _known_on(plan, first.day), _known_on(plan, last.day)
        for indicator in plan.ledger.indicators:
            for year in later.years_known:
                yield from _line(indicator, ((earlier, year), (later, year)), year, lang)


def groups_of(lines: Iterable[ComparedLine]) -> Iterator[TurnGroup]:
    """Yield the lines by how the grade moved, the groups that have any."""
    known = tuple(lines)
    for turn in TURNS:
        same = tuple(line for line in known if line.turn is turn)
        if same:
            yield TurnGroup(turn=turn, total=len(same), lines=same)


def days_known(plan: JudgedPlan) -> tuple[date, ...]:
    """Return the days on which results were known, the latest first."""
    days = {actual.as_of for actual in plan.ledger.actuals if actual.as_of is not None}
    return tuple(sorted(days, reverse=True))


def turn_between(book: Rulebook | None, before: Mark | None, after: Mark | None) -> Turn:
    """Return how a grade moved; marks that do not count in the ratio are no grades here."""
    old, new = (_tone(book, mark) for mark in (before, after))
    if old is new is Tone.NONE or book is None or before is after:
        return Turn.SAME
    if old is Tone.NONE:
        return Turn.FIRST
    if new is Tone.NONE:
        return Turn.GONE
    return _within_tone(book, before, after) if old is new else _across_tones(old, new)


def _across_tones(old: Tone, new: Tone) -> Turn:
    """Return how a grade moved from one meaning to another."""
    if new is Tone.MET:
        return Turn.NEWLY_MET
    if new is Tone.MISSED:
        return Turn.NEWLY_MISSED
    return Turn.BETTER if _BEST_FIRST.index(new) < _BEST_FIRST.index(old) else Turn.WORSE


def _within_tone(book: Rulebook, before: Mark | None, after: Mark | None) -> Turn:
    """Return how a grade moved among those of one meaning; final and expected are no better."""
    if before is None or after is None or before.family is not after.family:
        return Turn.SAME
    return Turn.BETTER if book.rank[after.key] < book.rank[before.key] else Turn.WORSE


def _tone(book: Rulebook | None, mark: Mark | None) -> Tone:
    """Return what a mark means."""
    return Tone.NONE if book is None or mark is None else tone(book, mark)


def _moments(plan: JudgedPlan, before: str, after: str) -> tuple[Moment | None, Moment | None]:
    """Return the two states asked for, else the latest two years, else none."""
    if not before and not after:
        years = plan.years_known[-2:]
        if len(years) < 2:
            return None, None
        return Moment(fiscal_year=years[0]), Moment(fiscal_year=years[1])
    first, last = _moment(plan, "from", before), _moment(plan, "to", after)
    if (first.day is None) is not (last.day is None):
        raise UsageError("filter.unknown", filter="to", value=after)
    return first, last


def _moment(plan: JudgedPlan, name: str, text: str) -> Moment:
    """Return the state a text names. Raises UsageError `filter.unknown` (filter, value)."""
    if _YEAR.fullmatch(text) and int(text) in plan.years_known:
        return Moment(fiscal_year=int(text))
    if _DAY.fullmatch(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = date.min
        if _FIRST_DAY <= day <= _LAST_DAY:
            return Moment(day=day)
    raise UsageError("filter.unknown", filter=name, value=text[:40])


@lru_cache(maxsize=STATES_KEPT)
def _known_on(plan: JudgedPlan, day: date) -> JudgedPlan:
    """Return a plan as it was known on a day, graded again."""
    return JudgedPlan(plan.plan.id, as_of(plan.ledger, day))


def _line(
    indicator: Indicator,
    ends: tuple[tuple[JudgedPlan, int], tuple[JudgedPlan, int]],
    year: int | None,
    lang: str,
) -> Iterator[ComparedLine]:
    """Yield the line of an indicator, nothing where neither state says anything of it."""
    known = [plan.index.actual(indicator.id, at) for plan, at in ends]
    before, after = (_side(*end, indicator, lang) for end in ends)
    if not any((*known, before.grade, after.grade)):
        return
    plan = ends[1][0]
    marks = [_mark(*end, indicator) for end in ends]
    yield ComparedLine(
        indicator=indicator_link(plan, indicator),
        fiscal_year=year,
        before=before,
        after=after,
        turn=turn_between(plan.book_of(ends[1][1]), *marks),
        value_changed=_differ(*known),
        target_changed=bool(before.target and after.target and before.target != after.target),
    )


def _side(plan: JudgedPlan, year: int, indicator: Indicator, lang: str) -> SideView:
    """Return one state of an indicator."""
    actual = plan.index.actual(indicator.id, year)
    target = plan.index.target(indicator.id, year)
    return SideView(
        text=actual.quantity.text if actual else "",
        target=target.quantity.text if target else "",
        grade=symbol_mark(plan.book_of(year), plan.symbol(indicator.id, year), lang),
    )


def _mark(plan: JudgedPlan, year: int, indicator: Indicator) -> Mark | None:
    """Return the mark of an indicator's year, as printed, else as computed."""
    symbol = plan.symbol(indicator.id, year)
    book = plan.book_of(year)
    return book.mark_of(symbol) if book and symbol is not None else None


def _differ(before: Actual | None, after: Actual | None) -> bool:
    """Tell whether the value is another one, however it is written."""
    if before is None or after is None:
        return before is not after
    old, new = before.quantity, after.quantity
    if old.value is not None and new.value is not None:
        return (old.value, old.unit) != (new.value, new.unit)
    return old.text != new.text
