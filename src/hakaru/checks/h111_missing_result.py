"""H111: an indicator that was due in a year has no result for it.

What: years of the plan up to the latest one with results; indicators with a target in force that
is due in that year. Left out: projects that begin later or have ended, and every state that gives
a reason (集計中, 調査未実施, 終了).
Why: a row was lost on the way, or a section has not answered.
Certainty: certain: nothing stands there. A note only where a dash is printed, and where the plan
does not say its years, so that the result may not be out yet.
Wrong: 目標 15社（毎年度）、2024年度 27社、2025年度 (空欄)
Right: 目標 15社（毎年度）、2024年度 27社、2025年度 15社

評価すべき年度の実績値がない。
見るもの: 実績のある最後の年度までの、その年度に評価すべき目標のある指標。後から始まる事業や終わっ
た事業、集計中・調査未実施など理由の書かれたものは除く。
理由: 行が途中で落ちたか、担当課の回答がまだである。
確かさ: 確実。「-」と書かれているものと、計画の期間の記載がなく結果がまだかもしれないものは、参考
にとどめる。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity
from hakaru.ledger.entries import EVERY_YEAR, Indicator, Plan, Target, TargetKind
from hakaru.ledger.quantity import State

RESULT_MISSING = Kind("H111", Severity.WARNING)
_PERHAPS = RESULT_MISSING._replace(severity=Severity.NOTE)
_ASKS_NOTHING = (TargetKind.NONE, TargetKind.NOT_UNDERSTOOD)


def check(context: Context) -> Iterator[Finding]:
    """Yield the years that were due and have no result."""
    reported = _reported(context)
    for indicator in context.ledger.indicators:
        plan = context.index.plan_of(indicator.id)
        project = context.project_of(indicator)
        if plan is None or indicator.ended or (project is not None and project.ended):
            continue
        begins = project.new_from if project is not None else None
        for year in reported.get(plan.id, ()):
            if begins is None or begins <= year:
                yield from _missing(context, indicator, year, dated=bool(plan.fiscal_years))


def _reported(context: Context) -> dict[str, tuple[int, ...]]:
    """Return the years of each plan in which anything was reported."""
    found: dict[str, set[int]] = {}
    for indicator, results in context.results.items():
        plan = context.index.plan_of(indicator)
        if plan is not None:
            found.setdefault(plan.id, set()).update(
                year for year, result in results.items() if result.quantity.state is None
            )
    plans: dict[str, Plan] = context.index.plans
    return {
        plan: tuple(sorted(years & set(plans[plan].fiscal_years or years)))
        for plan, years in found.items()
    }


def _missing(
    context: Context, indicator: Indicator, year: int, *, dated: bool
) -> Iterator[Finding]:
    """Yield the finding of an indicator's year where it was due and nothing stands there.

    `dated`: the plan says its years.
    """
    target = context.index.target(indicator.id, year)
    if target is None or target.kind in _ASKS_NOTHING or not _is_due(target, year):
        return
    result = context.results.get(indicator.id, {}).get(year)
    state = State.BLANK if result is None else result.quantity.state
    if state in {State.BLANK, State.NOT_DUE}:
        printed = "" if result is None else result.quantity.text
        yield (RESULT_MISSING if dated and state is State.BLANK else _PERHAPS).at(
            *places(result or indicator, target),
            indicator=indicator.id,
            fiscal_year=year,
            actual=printed or "—",
            target=target.quantity.text,
        )


def _is_due(target: Target, year: int) -> bool:
    """Tell whether a target asks for a result in a year."""
    return target.due in {EVERY_YEAR, year}
