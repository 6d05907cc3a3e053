"""H115: the years of baseline, target and plan do not fit each other.

What: a baseline later than the year the target is due, or, of a target for every year, later than
the plan and all results; a target due before the plan begins, or (a note) after it ends, while
most targets of the plan are due within it. Revisions that are no longer in force are left out.
Why: progress runs from the baseline to the target; one of the years is wrong, or the target will
never be graded within the plan.
Certainty: certain. After the end of the plan it is a note: long works are planned so.
Wrong: 基準値 62名（2032年度）、目標 120名（2027年度）
Right: 基準値 62名（2022年度）、目標 120名（2027年度）

基準年・目標年・計画の期間が合わない。
見るもの: 目標年より後の基準年(毎年度の目標では、計画の期間とどの実績よりも後の基準年)。計画の目標の
多くが期間の中にあるのに、期間の前にある目標年と、後にある目標年(参考)。すでに変更された目標は除く。
理由: 進み具合は基準年から目標年へ測る。どちらかの年が誤りか、計画の間に評価されない目標である。
確かさ: 確実。計画の後の目標年は、長い事業では意図したものなので参考とする。
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity
from hakaru.ledger.entries import EVERY_YEAR, Indicator, Plan, Target

YEARS_UNFIT = Kind("H115", Severity.ERROR)
_BEFORE_PLAN = YEARS_UNFIT._replace(severity=Severity.WARNING)
_AFTER_PLAN = YEARS_UNFIT._replace(severity=Severity.NOTE)


class _Dated(NamedTuple):
    """A target in force with the year it is due."""

    indicator: Indicator
    target: Target
    due: int


def check(context: Context) -> Iterator[Finding]:
    """Yield the targets in force whose year does not fit."""
    by_plan: dict[str, list[_Dated]] = defaultdict(list)
    for dated in _dated(context):
        plan = context.index.plan_of(dated.indicator.id)
        by_plan[plan.id if plan else ""].append(dated)
    for plan_id, found in by_plan.items():
        plan = context.index.plans.get(plan_id)
        within = [dated for dated in found if plan and dated.due in plan.fiscal_years]
        for dated in found:
            start = dated.indicator.baseline
            if start is not None and (start.fiscal_year or dated.due) > dated.due:
                yield YEARS_UNFIT.at(
                    *places(start, dated.target),
                    indicator=dated.indicator.id,
                    due=dated.due,
                    other=start.fiscal_year,
                    first=start.quantity.text,
                    second=dated.target.quantity.text,
                )
            elif plan is not None and len(within) * 2 > len(found):
                yield from _outside(dated, plan)
    yield from _late_baselines(context)


def _late_baselines(context: Context) -> Iterator[Finding]:
    """Yield the baselines of yearly targets that lie after the plan and after every result."""
    for indicator in context.ledger.indicators:
        start, plan = indicator.baseline, context.index.plan_of(indicator.id)
        if start is None or start.fiscal_year is None or plan is None:
            continue
        last = max((*plan.fiscal_years, *context.results.get(indicator.id, {})), default=None)
        for target in context.index.targets_of.get(indicator.id, ()):
            yearly = target.in_force_until is None and target.due == EVERY_YEAR
            if yearly and last is not None and start.fiscal_year > last:
                yield YEARS_UNFIT.at(
                    *places(start, target),
                    indicator=indicator.id,
                    due=last,
                    other=start.fiscal_year,
                    first=start.quantity.text,
                    second=target.quantity.text,
                )


def _dated(context: Context) -> Iterator[_Dated]:
    """Yield the targets in force that are due in one year."""
    for indicator in context.ledger.indicators:
        for target in context.index.targets_of.get(indicator.id, ()):
            if target.in_force_until is None and isinstance(target.due, int):
                yield _Dated(indicator, target, target.due)


def _outside(dated: _Dated, plan: Plan) -> Iterator[Finding]:
    """Yield the finding of a target that is due outside its plan."""
    first, last = min(plan.fiscal_years), max(plan.fiscal_years)
    if not first <= dated.due <= last:
        late = dated.due > last
        yield (_AFTER_PLAN if late else _BEFORE_PLAN).at(
            *places(dated.target, plan),
            indicator=dated.indicator.id,
            due=dated.due,
            other=last if late else first,
            first=f"{first}-{last}",
            second=dated.target.quantity.text,
        )
