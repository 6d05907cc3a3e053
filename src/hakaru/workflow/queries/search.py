"""Searching plans for words: sections, projects and indicators that have them all."""

from collections.abc import Callable, Iterator
from typing import Any, cast

from django.db.models import Q, QuerySet

from hakaru.errors import UsageError
from hakaru.store.models import Indicator, Plan, Project, Section
from hakaru.store.search import normal
from hakaru.workflow.queries.search_views import Hit, Kind, SearchView

LONGEST_TEXT = 100
MOST_WORDS = 8
PER_PAGE = 30

Rows = QuerySet[Any, dict[str, Any]]


def search(text: str, *, plan: str | None = None, lang: str, page: int = 1) -> SearchView:
    """Return a page of what has every word of a text, in one plan or in all.

    Words of one character find too. No words find nothing. Raises UsageError `plan.unknown`, and
    `filter.unknown` for a text too long, too many words, or a page that is not there.
    """
    del lang  # What is searched is what documents say.
    words = normal(text).split()
    if len(text) > LONGEST_TEXT or len(words) > MOST_WORDS or "\x00" in text:
        raise UsageError("filter.unknown", filter="text", value=text[:LONGEST_TEXT])
    title = _title(plan)
    sources = _sources(words, plan) if words else ()
    counts = tuple((kind, rows.count()) for kind, rows, _ in sources)
    total = sum(number for _, number in counts)
    pages = max(1, -(-total // PER_PAGE))
    if not 1 <= page <= pages:
        raise UsageError("filter.unknown", filter="page", value=page)
    return SearchView(
        text=text,
        plan=plan or "",
        plan_title=title,
        counts=counts,
        hits=tuple(_slice(sources, counts, (page - 1) * PER_PAGE)),
        page=page,
        pages=pages,
    )


def _title(plan: str | None) -> str:
    """Return the title of the plan searched. Raises UsageError `plan.unknown`."""
    if plan is None:
        return ""
    row = Plan.objects.filter(entry_id=plan).values_list("title", flat=True).first()
    if row is None:
        raise UsageError("plan.unknown", plan=plan)
    return row or plan


Source = tuple[Kind, Rows, Callable[[dict[str, Any]], Hit]]


def _sources(words: list[str], plan: str | None) -> tuple[Source, ...]:
    """Return what is searched, in the order shown, each with how its rows become hits."""
    common = ("entry_id", "plan__entry_id", "plan__title")
    in_plan = Q(plan__entry_id=plan) if plan is not None else Q()
    sections = Section.objects.filter(in_plan, _all(words, "title"))
    projects = Project.objects.filter(in_plan, _all(words, "search"))
    indicators = Indicator.objects.filter(in_plan, _all(words, "name"))
    order = ("plan_id", "position")
    return (
        ("section", sections.order_by(*order).values(*common, "number", "title"), _section),
        (
            "project",
            projects.order_by(*order).values(*common, "number", "name", "summary"),
            _project,
        ),
        (
            "indicator",
            indicators.order_by(*order).values(
                *common, "marker", "name", "project__number", "project__name", "section__title"
            ),
            _indicator,
        ),
    )


def _all(words: list[str], column: str) -> Q:
    """Return the condition that a column has every word."""
    found = Q()
    for word in words:
        found &= Q(**{f"{column}__icontains": word})
    return found


def _slice(
    sources: tuple[Source, ...], counts: tuple[tuple[Kind, int], ...], start: int
) -> Iterator[Hit]:
    """Yield one page of all sources in a row."""
    room = PER_PAGE
    for (_, rows, hit), (_, number) in zip(sources, counts, strict=True):
        if room and start < number:
            page = [hit(row) for row in rows[start : start + room]]
            room -= len(page)
            yield from page
        start = max(0, start - number)


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
