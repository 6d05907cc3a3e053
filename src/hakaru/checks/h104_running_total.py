"""H104: a running total is smaller than the year before.

What: following years of an indicator that is a running total, by its own words (累計, 通算) or
because its target is one (…年度まで). Rates are left out: a cumulative rate may fall.
Why: what was counted once stays counted; a fall is a typing slip, a changed way of counting, or a
yearly figure in a cumulative row.
Certainty: certain where the document calls it a running total; likely, and a note, where only
まで in the target implies it.
Wrong: 内定者数(累計) H30 4人 → R1 3人
Right: 内定者数(累計) H30 4人 → R1 7人

累計が前の年度より減っている。
見るもの: 指標の名前(累計・通算)か目標(…年度まで)から累計と分かる指標の、続く年度の値。率は除く。
理由: 一度数えたものは減らない。誤記か、数え方の変更か、累計の欄に単年度の値が入っている。
確かさ: 文書が累計と書くものは確実。目標の「まで」から推したものは「おそれ」とし、参考にとどめる。
"""

from collections.abc import Iterator
from itertools import pairwise

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.aims import is_rate
from hakaru.ledger.entries import Actual, Indicator
from hakaru.ledger.measure import is_cumulative, same_unit

TOTAL_FALLS = Kind("H104", Severity.WARNING)
_IMPLIED = TOTAL_FALLS._replace(severity=Severity.NOTE, certainty=Sureness.LIKELY)


def check(context: Context) -> Iterator[Finding]:
    """Yield the years in which a running total fell."""
    for indicator in context.ledger.indicators:
        results = context.results.get(indicator.id, {})
        counted = [
            result
            for year, result in results.items()
            if result.quantity.value is not None and _adds_up(context, indicator, year)
        ]
        for before, after in pairwise(counted):
            if _falls(context, before, after):
                stated = is_cumulative(indicator.name) or is_cumulative(after.quantity.text)
                yield (TOTAL_FALLS if stated else _IMPLIED).at(
                    *places(before, after),
                    indicator=indicator.id,
                    before=before.fiscal_year,
                    after=after.fiscal_year,
                    before_value=before.quantity.text,
                    after_value=after.quantity.text,
                )


def _adds_up(context: Context, indicator: Indicator, fiscal_year: int) -> bool:
    """Tell whether a year's value is a running total; a rate never adds up."""
    if is_rate(indicator.unit) or is_rate(context.results[indicator.id][fiscal_year].quantity.unit):
        return False
    target = context.index.target(indicator.id, fiscal_year)
    return indicator.cumulative or (target is not None and target.cumulative)


def _falls(context: Context, before: Actual, after: Actual) -> bool:
    """Tell whether the later of two results of the same thing is the smaller one."""
    then, now = before.quantity, after.quantity
    if then.value is None or now.value is None or not same_unit(then.unit, now.unit):
        return False
    indicator = before.indicator
    return now.value < then.value and (
        context.measured(indicator, before.fiscal_year)
        == context.measured(indicator, after.fiscal_year)
    )
