"""H116: a result is given in another unit than its target.

What: results and the target in force in their year, both numbers with a unit. 人 and 名, か所 and
箇所 are one unit; points and % are let pass.
Why: the grade cannot be computed, and one of the two was typed in the wrong row.
Certainty: certain: the units are printed.
Wrong: 目標 35組（2027年度まで）、実績 50人
Right: 目標 35組（2027年度まで）、実績 50組

実績値の単位が、目標値の単位と違う。
見るもの: 実績値とその年度の目標値。どちらも単位の付いた数のもの。人と名、か所と箇所は同じ単位とし、
ポイントと%は問わない。
理由: 評価ができず、どちらかが別の行に入っている。
確かさ: 確実。単位は両方に書かれている。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity
from hakaru.ledger.entries import TargetKind
from hakaru.ledger.measure import same_unit
from hakaru.ledger.quantity import Quantity

UNIT_DIFFERS = Kind("H116", Severity.WARNING)
_SHARES = frozenset({"%", "ポイント", "‰"})


def check(context: Context) -> Iterator[Finding]:
    """Yield the results whose unit is not the target's."""
    for indicator, results in context.results.items():
        for year, result in results.items():
            target = context.index.target(indicator, year)
            if target is None or target.kind is not TargetKind.NUMBER:
                continue
            if _counts_otherwise(result.quantity, target.quantity):
                yield UNIT_DIFFERS.at(
                    *places(result, target),
                    indicator=indicator,
                    fiscal_year=year,
                    actual=result.quantity.text,
                    target=target.quantity.text,
                )


def _counts_otherwise(result: Quantity, target: Quantity) -> bool:
    """Tell whether two numbers are printed with different units."""
    if result.value is None or target.value is None or not result.unit or not target.unit:
        return False
    if result.unit in _SHARES and target.unit in _SHARES:
        return False
    return not same_unit(result.unit, target.unit)
