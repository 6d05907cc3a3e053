"""The list of plans, page by page, each plan with the ratio of its latest graded year."""

from hakaru.errors import UsageError
from hakaru.store.models import Plan as PlanRow
from hakaru.workflow.queries.judged import PlanVersion, forget_judged, judged_version
from hakaru.workflow.queries.kept import Kept
from hakaru.workflow.queries.marks import plan_head
from hakaru.workflow.queries.ratios import ratio_views
from hakaru.workflow.queries.views import PlanList, PlanSummary

PLANS_A_PAGE = 50
# A line is a kilobyte or two: every plan of the country has room, in both languages.
LINES_KEPT = 4_000
_LINES: Kept[tuple[PlanVersion, str], PlanSummary] = Kept(LINES_KEPT, lambda _: 1)


def plan_list(*, page: int = 1, lang: str) -> PlanList:
    """Return a page of the list. Raises UsageError `filter.unknown` where there is no such page."""
    plans = PlanRow.objects.order_by("pk")
    total = plans.count()
    pages = max(1, -(-total // PLANS_A_PAGE))
    if not 1 <= page <= pages:
        raise UsageError("filter.unknown", filter="page", value=str(page))
    start = (page - 1) * PLANS_A_PAGE
    rows = plans.values_list("entry_id", "pk", "version")[start : start + PLANS_A_PAGE]
    return PlanList(
        plans=tuple(_line(PlanVersion(*row), lang) for row in rows),
        total=total,
        page=page,
        pages=pages,
    )


def forget_plans() -> None:
    """Forget every plan kept, for whoever replaces the database under a running process."""
    _LINES.clear()
    forget_judged()


def _line(version: PlanVersion, lang: str) -> PlanSummary:
    """Return a plan's line."""
    return _LINES.get((version, lang), lambda: _summary(version, lang))


def _summary(version: PlanVersion, lang: str) -> PlanSummary:
    """Return a plan's line, counted anew."""
    plan = judged_version(version)
    ratios = ratio_views(plan, lang)
    return PlanSummary(head=plan_head(plan), latest=ratios[0] if ratios else None)
