"""The log and the history of values: who, when, from which file, old and new."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.flatten import flat_entry
from hakaru.store.models import EntryChange, Event, Import
from hakaru.workflow.importing.draft import LOOKED_AT
from hakaru.workflow.queries.judged import judged
from hakaru.workflow.queries.marks import plan_head
from hakaru.workflow.queries.views import PlanHead

PAGE = 50
CHANGES_A_PAGE = 100
MOST_OF_A_HISTORY = 500
# The subject of what was done to an import before it reached a plan: import/12.
_IMPORT = "import/"
UNDONE = "import.undone"
# What says where a value stands or belongs, not what it is.
_NOT_SHOWN = frozenset(
    {"type", "id", "source", "replaces", "indicator", "project", "plan", "fiscal_year"}
)
# What a value means follows from its text: the text alone is shown.
_FROM_TEXT = frozenset(
    {"value", "scale", "state", "word", "everyone", "parts", "kind", "softness", "note",
     "comparison", "shares", "measured_on", "each", "per_year", "by", "at"}
)  # fmt: skip


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an entry before and after, as texts; "" is nothing."""

    name: str
    old: str
    new: str


class ChangeView(msgspec.Struct, frozen=True, kw_only=True):
    """A change of one entry, with the event that made it; `way` is added, changed or removed."""

    entry: str
    kind: str
    fiscal_year: int | None
    way: str
    fields: tuple[FieldChange, ...]
    event: "EventView"


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done; `counts` are entries added, changed and removed.

    `subject` is the plan it was done to; of a step of an import `number` is that import's instead,
    and `kept` tells whether the import is still there. `edit` is the field that was edited in it.
    """

    id: int
    at: datetime
    by: str
    action: str
    subject: str
    number: int | None
    kept: bool
    files: tuple[str, ...]
    reason: str
    entry: str
    edit: FieldChange | None
    counts: dict[str, int]


class LogPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the log, the latest first; `head` is None for the log of everything."""

    head: PlanHead | None
    events: tuple[EventView, ...]
    page: int
    pages: int
    count: int


class EventPage(msgspec.Struct, frozen=True, kw_only=True):
    """One event with a page of the changes it made; `count` are all of them."""

    event: EventView
    changes: tuple[ChangeView, ...]
    page: int
    pages: int
    count: int


def log_page(plan: str, page: int) -> LogPage:
    """Return a page of a plan's log, or with "" of everything.

    Raises UsageError `plan.unknown`, and `filter.unknown` for a page there is not.
    """
    head = plan_head(judged(plan)) if plan else None
    events = Event.objects.order_by("-at", "-pk")
    if plan:
        events = events.filter(subject=plan)
    count = events.count()
    pages = _pages(count, PAGE, page)
    shown = list(events[(page - 1) * PAGE : page * PAGE])
    there = _imports_there(shown)
    return LogPage(
        head=head,
        events=tuple(_event(event, there) for event in shown),
        page=page,
        pages=pages,
        count=count,
    )


def event_page(event_id: int, page: int) -> EventPage:
    """Return an event with a page of its changes.

    Raises UsageError `filter.unknown` for an event or a page there is not.
    """
    event = Event.objects.filter(pk=event_id).first()
    if event is None:
        raise UsageError("filter.unknown", filter="event", value=event_id)
    rows = EntryChange.objects.filter(event=event).select_related("event").order_by("pk")
    count = rows.count()
    pages = _pages(count, CHANGES_A_PAGE, page)
    shown = rows[(page - 1) * CHANGES_A_PAGE : page * CHANGES_A_PAGE]
    return EventPage(
        event=_event(event, _imports_there([event])),
        changes=tuple(_changes(shown, {})),
        page=page,
        pages=pages,
        count=count,
    )


def _pages(count: int, size: int, page: int) -> int:
    """Return how many pages there are. Raises UsageError `filter.unknown` for another page."""
    pages = max(1, -(-count // size))
    if not 1 <= page <= pages:
        raise UsageError("filter.unknown", filter="page", value=page)
    return pages


def history_of(plan: str, entry: str) -> tuple[ChangeView, ...]:
    """Return every change of an entry and of what hangs on it, the latest first.

    `entry` is an id; the targets, results and overrides of an indicator are part of its history.
    """
    rows = (
        EntryChange.objects.filter(plan=plan, entry_id__startswith=entry)
        .select_related("event")
        .order_by("-event__at", "-pk")[: 10 * MOST_OF_A_HISTORY]
    )
    own = [row for row in rows if _belongs(row.entry_id, entry)][:MOST_OF_A_HISTORY]
    ledger = judged(plan).ledger
    known = {one.id: one for one in ledger.entries() if _belongs(one.id, entry)}
    return tuple(_changes(own, {name: flat_entry(one) for name, one in known.items()}))


def _belongs(name: str, entry: str) -> bool:
    """Tell whether an id is that of an entry, a correction of it, or of what hangs on it."""
    return name == entry or name.startswith((f"{entry}/", f"{entry}~"))


def _changes(
    rows: Iterable[EntryChange], known: Mapping[str, Mapping[str, Any]]
) -> Iterator[ChangeView]:
    """Yield changes as shown; a correction is shown beside what it corrects."""
    for row in rows:
        old, new = row.old, row.new
        if old is None and new is not None and new.get("replaces"):
            old = known.get(new["replaces"]) or _last_said(row.plan, new["replaces"])
        way = "added" if old is None else "removed" if new is None else "changed"
        said: Mapping[str, Any] = new or old or {}
        yield ChangeView(
            entry=row.entry_id,
            kind=str(said.get("type", "")),
            fiscal_year=said.get("fiscal_year"),
            way=way,
            fields=tuple(_fields(old or {}, new or {})),
            event=_event(row.event),
        )


def _last_said(plan: str, entry: str) -> Mapping[str, Any] | None:
    """Return what an entry said when it was last written, None where that is not known."""
    rows = EntryChange.objects.filter(plan=plan, entry_id=entry, new__isnull=False)
    found: Mapping[str, Any] | None = rows.order_by("-pk").values_list("new", flat=True).first()
    return found


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Yield the fields that differ, and that a person would look for."""
    for name in dict.fromkeys([*new, *old]):
        if name in _NOT_SHOWN or name in _FROM_TEXT or (name == "unit" and "text" in (new or old)):
            continue
        before, after = _text(old.get(name)), _text(new.get(name))
        if before != after:
            yield FieldChange(name=name, old=before, new=after)


def _text(value: object) -> str:
    """Return a field's JSON as a person reads it."""
    if isinstance(value, dict):
        if "text" in value:
            return str(value["text"])
        return "、".join(f"{key} {_text(one)}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join(map(_text, value))
    return "" if value is None or value is False else str(value)


def _files(detail: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the files an event speaks of; each stands alone or beside its digest."""
    files = detail.get("files")
    listed = [detail["file"]] if detail.get("file") else files if isinstance(files, list) else []
    return tuple(str(one.get("file", "") if isinstance(one, dict) else one) for one in listed)


def _number(event: Event) -> int | None:
    """Return the number of the import that an event was a step of."""
    number = event.subject.removeprefix(_IMPORT)
    return int(number) if number != event.subject and number.isdecimal() else None


def _imports_there(events: Iterable[Event]) -> frozenset[int]:
    """Return the imports of these events that were not given up."""
    numbers = {number for event in events if (number := _number(event)) is not None}
    return frozenset(Import.objects.filter(pk__in=numbers).values_list("pk", flat=True))


def _edit(action: str, detail: Mapping[str, object]) -> FieldChange | None:
    """Return the field that was edited in an import, and what it said before and after."""
    if not {"field", "old", "new"} <= detail.keys() or detail["field"] == LOOKED_AT:
        return None
    old, new = str(detail["old"] or ""), str(detail["new"] or "")
    if action == UNDONE:
        old, new = new, old
    return FieldChange(name=str(detail["field"]), old=old, new=new)


def _event(event: Event, there: frozenset[int] = frozenset()) -> EventView:
    """Return an event as shown."""
    detail = event.detail if isinstance(event.detail, dict) else {}
    number = _number(event)
    return EventView(
        id=event.pk,
        at=event.at,
        by=event.by,
        action=event.action,
        subject="" if number is not None else event.subject,
        number=number,
        kept=number in there,
        files=_files(detail),
        reason=str(detail.get("reason") or detail.get("note") or ""),
        entry=str(detail.get("entry") or ""),
        edit=_edit(event.action, detail),
        counts={
            name: detail[name]
            for name in ("added", "changed", "removed")
            if isinstance(detail.get(name), int) and detail[name]
        },
    )
