"""What the page of a plan is given."""

import msgspec

from hakaru.workflow.queries.compare_views import YearChanges
from hakaru.workflow.queries.page_views import YearsTally
from hakaru.workflow.queries.views import (
    GradedLine,
    LegendLine,
    PlanHead,
    RatioView,
    SectionLine,
    YearTally,
)


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The page of a plan. `counted_differently` names two years whose ratios use other rules.

    `rulebook` and `legend` are those of the edition in force in `rulebook_years`, of so many
    `editions`.
    """

    head: PlanHead
    has_rulebook: bool
    sections: tuple[SectionLine, ...]
    ratios: tuple[RatioView, ...]
    counted_differently: tuple[int, ...]
    changes: YearChanges | None
    by_year: YearsTally
    tallies: tuple[YearTally, ...]
    differing: tuple[GradedLine, ...]
    differing_count: int
    missed_year: int | None
    missed: tuple[GradedLine, ...]
    missed_count: int
    rulebook: str
    rulebook_years: tuple[int, ...]
    editions: int
    legend: tuple[LegendLine, ...]
