"""The achievement ratio of a plan, for other sites to show."""

import msgspec

from hakaru.workflow.queries.judged import judged
from hakaru.workflow.queries.marks import plan_head
from hakaru.workflow.queries.ratios import ratio_views
from hakaru.workflow.queries.views import PlanHead, RatioView


class RatioOfPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The latest ratio of a plan, None where nothing can be evaluated yet."""

    head: PlanHead
    latest: RatioView | None


def ratio_of_plan(plan_id: str, *, lang: str) -> RatioOfPlan:
    """Return the latest ratio. Raises UsageError `plan.unknown`."""
    plan = judged(plan_id)
    ratios = ratio_views(plan, lang)
    return RatioOfPlan(head=plan_head(plan), latest=ratios[0] if ratios else None)
