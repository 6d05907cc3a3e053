"""What the pages ask: one question a page, answered with frozen views and no rows."""

from hakaru.workflow.queries.card import own_indicators, project_card
from hakaru.workflow.queries.card_views import (
    ChartData,
    ChartPoint,
    ChartTarget,
    IndicatorCard,
    OwnIndicators,
    ProjectCard,
    TargetView,
)
from hakaru.workflow.queries.listing import DIFFERS, Wanted, project_list
from hakaru.workflow.queries.overview import front_page, overview
from hakaru.workflow.queries.plan_list import forget_plans
from hakaru.workflow.queries.views import (
    Counting,
    CountView,
    GradeMark,
    LegendLine,
    Option,
    Overview,
    PlanHead,
    PlanList,
    PlanSummary,
    ProjectList,
    RatioView,
    Tone,
)

__all__ = [
    "DIFFERS",
    "ChartData",
    "ChartPoint",
    "ChartTarget",
    "CountView",
    "Counting",
    "GradeMark",
    "IndicatorCard",
    "LegendLine",
    "Option",
    "Overview",
    "OwnIndicators",
    "PlanHead",
    "PlanList",
    "PlanSummary",
    "ProjectCard",
    "ProjectList",
    "RatioView",
    "TargetView",
    "Tone",
    "Wanted",
    "forget_plans",
    "front_page",
    "overview",
    "own_indicators",
    "project_card",
    "project_list",
]
