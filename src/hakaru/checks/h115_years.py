"""H115: the years of baseline, target and plan do not fit each other.

What: a baseline later than the year the target is due; a target due before the plan begins, or (a
note) after it ends. Revisions that are no longer in force are left out.
Why: progress runs from the baseline to the target; one of the years is wrong, or the target will
never be graded within the plan.
Certainty: certain. After the end of the plan it is a note: long works are planned so.
Wrong: 基準値 62名（2032年度）、目標 120名（2027年度）
Right: 基準値 62名（2022年度）、目標 120名（2027年度）

基準年・目標年・計画の期間が合わない。
見るもの: 目標年より後の基準年。計画が始まる前の目標年、計画が終わった後の目標年(参考)。すでに変更
された目標は除く。
理由: 進み具合は基準年から目標年へ測る。どちらかの年が誤りか、計画の間に評価されない目標である。
確かさ: 確実。計画の後の目標年は、長い事業では意図したものなので参考とする。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity
from hakaru.ledger.entries import Indicator, Target

YEARS_UNFIT = Kind("H115", Severity.ERROR)
_BEFORE_PLAN = YEARS_UNFIT._replace(severity=Severity.WARNING)
_AFTER_PLAN = YEARS_UNFIT._replace(severity=Severity.NOTE)


def check(context: Context) -> Iterator[Finding]:
    """Yield the targets in force whose year does not fit."""
    for indicator in context.ledger.indicators:
        for target in context.index.targets_of.get(indicator.id, ()):
            if target.in_force_until is None and isinstance(target.due, int):
                yield from _of_target(context, indicator, target, target.due)


def _of_target(
    context: Context, indicator: Indicator, target: Target, due: int
) -> Iterator[Finding]:
    """Yield what is wrong with the year of one target: at most one finding."""
    start = indicator.baseline
    plan = context.index.plan_of(indicator.id)
    years = plan.fiscal_years if plan else ()
    if start is not None and start.fiscal_year is not None and start.fiscal_year > due:
        yield YEARS_UNFIT.at(
            *places(start, target),
            indicator=indicator.id,
            due=due,
            other=start.fiscal_year,
            first=start.quantity.text,
            second=target.quantity.text,
        )
    elif years and not min(years) <= due <= max(years):
        late = due > max(years)
        yield (_AFTER_PLAN if late else _BEFORE_PLAN).at(
            *places(target, plan),
            indicator=indicator.id,
            due=due,
            other=max(years) if late else min(years),
            first=f"{min(years)}-{max(years)}",
            second=target.quantity.text,
        )
