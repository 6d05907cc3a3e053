"""Open rows page by page, of one plan or of all, each page made from a bounded number of plans."""

import hashlib
from collections.abc import Container, Iterator

import msgspec

from hakaru.errors import HakaruError, UsageError
from hakaru.report.words import Language, sentence_for_error
from hakaru.store.models import Plan as PlanRow
from hakaru.store.packing import SHAPE
from hakaru.workflow.queries.judged import PlanVersion, judged_version, plan_version, state_of_all
from hakaru.workflow.queries.open_rows import Filters, Row, rows_of

LARGEST_PAGE = 500
# A filter that fits little looks through so many plans, then hands over to the next page.
PLANS_A_PAGE = 20


class Cursor(msgspec.Struct, frozen=True):
    """Where the next page begins: the key of a plan's row, and how many of its rows to pass."""

    plan: int = 0
    row: int = 0


class RowPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of rows; `next` is None on the last one."""

    rows: tuple[Row, ...]
    next: Cursor | None


def state_of(plan_id: str) -> str:
    """Return what changes whenever an answer about a plan does, or about all plans ("").

    Raises UsageError `plan.unknown`.
    """
    known = plan_version(plan_id) if plan_id else state_of_all()
    return hashlib.sha256(f"{SHAPE} {tuple(known)}".encode()).hexdigest()[:20]


def open_page(
    resource: str, wanted: Filters, *, plan: str = "", limit: int, cursor: Cursor
) -> RowPage:
    """Return a page of rows of one plan, or of all in the order they were first loaded.

    Raises UsageError `plan.unknown` and `api.filter` (name, found).
    """
    versions = (plan_version(plan),) if plan else tuple(_following(cursor.plan))
    if plan:
        _refuse_unknown(versions[0], wanted)
    rows: list[Row] = []
    for version in versions:
        passed = cursor.row if version.row == cursor.plan else 0
        for place, row in enumerate(rows_of(judged_version(version), resource, wanted)):
            if place < passed:
                continue
            if len(rows) == limit:
                return RowPage(rows=tuple(rows), next=Cursor(version.row, place))
            rows.append(row)
    return RowPage(rows=tuple(rows), next=None if plan else _after(versions))


def _after(versions: tuple[PlanVersion, ...]) -> Cursor | None:
    """Return where the plans that were not looked through begin."""
    if not versions:
        return None
    following = PlanRow.objects.filter(pk__gt=versions[-1].row).order_by("pk")
    key = following.values_list("pk", flat=True).first()
    return None if key is None else Cursor(key)


def _following(first: int) -> Iterator[PlanVersion]:
    """Yield the plans from a place on, as many as one page looks through."""
    rows = PlanRow.objects.filter(pk__gte=first).order_by("pk")
    for row in rows.values_list("entry_id", "pk", "version")[:PLANS_A_PAGE]:
        yield PlanVersion(*row)


def _refuse_unknown(version: PlanVersion, wanted: Filters) -> None:
    """Raise UsageError for a section, project, indicator or member that the plan does not have."""
    plan = judged_version(version)
    known: dict[str, Container[str]] = {
        "section": plan.index.sections,
        "project": plan.index.projects,
        "indicator": plan.index.indicators,
        "member": {*plan.plan.members, *(n for p in plan.ledger.projects for n in p.participants)},
    }
    for name, ids in known.items():
        found = getattr(wanted, name)
        if found and found not in ids:
            raise UsageError("api.filter", name=name, found=found)


def sentence(error: HakaruError, lang: str) -> str:
    """Return what was wrong with a request, in a language of the site."""
    return sentence_for_error(error, Language(lang))


def first_plan() -> str:
    """Return the id of the plan loaded first, "" where there is none."""
    return PlanRow.objects.order_by("pk").values_list("entry_id", flat=True).first() or ""
