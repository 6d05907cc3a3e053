"""Searching plans for words: sections, projects and indicators that have them all."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from hakaru.errors import UsageError
from hakaru.store import finding
from hakaru.store.finding import Place, place_of
from hakaru.store.models import Indicator, Plan, Project, Searchable, Section
from hakaru.store.search import alike
from hakaru.workflow.queries.search_views import Hit, Kind, SearchView

LONGEST_TEXT = 100
MOST_WORDS = 8
PER_PAGE = 30

Rows = QuerySet[Any, dict[str, Any]]
Found = QuerySet[Searchable]


def search(text: str, *, plan: str | None = None, lang: str, page: int = 1) -> SearchView:
    """Return a page of what has every word of a text, in one plan or in all.

    Words of one character find too. No words find nothing. Raises UsageError `plan.unknown`, and
    `filter.unknown` for a text too long, too many words, or a page that is not there.
    """
    del lang  # What is searched is what documents say.
    words = alike(text).split()
    if len(text) > LONGEST_TEXT or len(words) > MOST_WORDS or "\x00" in text:
        raise UsageError("filter.unknown", filter="text", value=text[:LONGEST_TEXT])
    key, title = _searched(plan)
    found = []
    for source in _sources() if words else ():
        texts = finding.having(words, source.searched, key, DEFAULT_DB_ALIAS)
        found.append((source, texts, texts.count()))
    total = sum(number for _, _, number in found)
    pages = max(1, -(-total // PER_PAGE))
    if not 1 <= page <= pages:
        raise UsageError("filter.unknown", filter="page", value=page)
    return SearchView(
        text=text,
        plan=plan or "",
        plan_title=title,
        counts=tuple((source.kind, number) for source, _, number in found),
        hits=tuple(_slice(found, (page - 1) * PER_PAGE)),
        page=page,
        pages=pages,
    )


def _searched(plan: str | None) -> tuple[int | None, str]:
    """Return key and title of the plan searched, None for all. Raises UsageError `plan.unknown`."""
    if plan is None:
        return None, ""
    row = Plan.objects.filter(entry_id=plan).values_list("pk", "title").first()
    if row is None:
        raise UsageError("plan.unknown", plan=plan)
    return row[0], row[1] or plan


class _Source(NamedTuple):
    """What is searched: its name, its kind in the index, its rows, and how they become hits."""

    kind: Kind
    searched: int
    rows: Rows
    hit: Callable[[dict[str, Any]], Hit]


def _sources() -> tuple[_Source, ...]:
    """Return what is searched, in the order shown."""
    common = ("entry_id", "plan__entry_id", "plan__title", "plan_id", "position")
    sections = Section.objects.values(*common, "number", "title")
    projects = Project.objects.values(*common, "number", "name", "summary")
    indicators = Indicator.objects.values(
        *common, "marker", "name", "project__number", "project__name", "section__title"
    )
    return (
        _Source("section", finding.SECTION, sections, _section),
        _Source("project", finding.PROJECT, projects, _project),
        _Source("indicator", finding.INDICATOR, indicators, _indicator),
    )


def _slice(found: list[tuple[_Source, Found, int]], start: int) -> Iterator[Hit]:
    """Yield one page of all sources in a row."""
    room = PER_PAGE
    for source, texts, number in found:
        if room and start < number:
            keys = list(texts.values_list("place", flat=True)[start : start + room])
            room -= len(keys)
            yield from _hits(source, [place_of(key) for key in keys])
        start = max(0, start - number)


def _hits(source: _Source, places: list[Place]) -> Iterator[Hit]:
    """Yield what stands at the places, in their order."""
    plans, positions = ({place[at] for place in places} for at in (1, 2))
    rows = source.rows.filter(plan__in=plans, position__in=positions)
    by_place = {(row["plan_id"], row["position"]): row for row in rows}
    for place in places:
        # A plan may be written between the two questions: what is gone by now is left out.
        if row := by_place.get((place.plan, place.position)):
            yield source.hit(row)


def _hit(kind: Kind, row: dict[str, Any], number: str, name: str, about: str) -> Hit:
    """Return a row as found."""
    plan = cast("str", row["plan__entry_id"])
    return Hit(
        kind=kind,
        plan=plan,
        plan_title=row["plan__title"] or plan,
        ref=row["entry_id"].removeprefix(f"{plan}/"),
        number=number,
        name=name,
        about=about,
    )


def _section(row: dict[str, Any]) -> Hit:
    """Return a section as found."""
    return _hit("section", row, row["number"], row["title"], "")


def _project(row: dict[str, Any]) -> Hit:
    """Return a project as found."""
    return _hit("project", row, row["number"], row["name"], row["summary"])


def _indicator(row: dict[str, Any]) -> Hit:
    """Return an indicator as found, with what it belongs to."""
    home = f"{row['project__number'] or ''} {row['project__name'] or row['section__title'] or ''}"
    return _hit("indicator", row, row["marker"], row["name"], home.strip())
