"""What the pages ask: one question a page, answered with frozen views and no rows."""

from hakaru.report.charts import ChartData, ChartPoint, ChartTarget
from hakaru.workflow.queries.card import project_card
from hakaru.workflow.queries.card_views import (
    IndicatorCard,
    ProjectCard,
    TargetView,
)
from hakaru.workflow.queries.compare_views import (
    ComparedLine,
    Comparison,
    Moment,
    Turn,
    TurnGroup,
    YearChanges,
)
from hakaru.workflow.queries.comparing import Ends, comparison
from hakaru.workflow.queries.embeds import ratio_of_plan
from hakaru.workflow.queries.indicator_page import indicator_list, indicator_page
from hakaru.workflow.queries.judged import plan_version, state_of_all
from hakaru.workflow.queries.listing import DIFFERS, Wanted, project_list
from hakaru.workflow.queries.member_views import MembersPage
from hakaru.workflow.queries.members import member_page, members_page
from hakaru.workflow.queries.missed import missed_page
from hakaru.workflow.queries.overview import front_page, overview
from hakaru.workflow.queries.overview_views import Overview
from hakaru.workflow.queries.page_views import MissedLine
from hakaru.workflow.queries.plan_list import forget_plans
from hakaru.workflow.queries.rulebook_page import rulebook_page
from hakaru.workflow.queries.search import search
from hakaru.workflow.queries.search_views import SearchView
from hakaru.workflow.queries.section_page import section_page
from hakaru.workflow.queries.views import (
    Counting,
    CountView,
    GradeMark,
    IndicatorLink,
    LegendLine,
    Option,
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
    "ComparedLine",
    "Comparison",
    "CountView",
    "Counting",
    "Ends",
    "GradeMark",
    "IndicatorCard",
    "IndicatorLink",
    "LegendLine",
    "MembersPage",
    "MissedLine",
    "Moment",
    "Option",
    "Overview",
    "PlanHead",
    "PlanList",
    "PlanSummary",
    "ProjectCard",
    "ProjectList",
    "RatioView",
    "SearchView",
    "TargetView",
    "Tone",
    "Turn",
    "TurnGroup",
    "Wanted",
    "YearChanges",
    "comparison",
    "forget_plans",
    "front_page",
    "indicator_list",
    "indicator_page",
    "member_page",
    "members_page",
    "missed_page",
    "overview",
    "plan_version",
    "project_card",
    "project_list",
    "ratio_of_plan",
    "rulebook_page",
    "search",
    "section_page",
    "state_of_all",
]
