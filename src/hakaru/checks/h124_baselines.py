"""H124: an indicator's value of one year is not the same everywhere it stands.

What: the baseline of a year beside the result of that year, in one plan, and from plan to plan
where project and indicator have the same name (or both belong to the plan itself).
Why: a new plan starts from the figures of the old one; where they differ, progress is measured
from a value nobody published.
Certainty: likely: a baseline may rest on preliminary figures, or on another way of counting.
Wrong: 第1期の実績 37,076千人（2022年度）、第2期の基準値 30,273千人（2022年度）
Right: 第1期の実績 30,273千人（2022年度）、第2期の基準値 30,273千人（2022年度）

指標のある年度の値が、書かれた場所によって違う。
見るもの: 基準値とその年の実績値。同じ計画の中と、計画どうし(事業と指標の名前が同じもの、または計
画や区分に直接付く同じ名前の指標)。
理由: 新しい計画は前の計画の数から始まる。違っていると、公表されていない値から進み具合を測ることに
なる。
確かさ: おそれ。基準値が速報値だったり、数え方が違ったりする場合がある。
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Actual, Baseline, Certainty, Indicator
from hakaru.ledger.measure import same_unit

VALUE_DIFFERS = Kind("H124", Severity.WARNING, Sureness.LIKELY)

_MARKS = re.compile(r"[\s「」『』（）()\[\]【】・、,，]")


class _Stated(NamedTuple):
    """A value of a year and the indicator it was stated for."""

    indicator: Indicator
    fact: Actual | Baseline


def check(context: Context) -> Iterator[Finding]:
    """Yield the pairs of values that differ; results of one indicator are H113's."""
    stated: dict[tuple[str, str, int], list[_Stated]] = defaultdict(list)
    for indicator in context.ledger.indicators:
        if not indicator.name:
            continue
        for year, fact in _facts(context, indicator):
            stated[_key(context, indicator, year)].append(_Stated(indicator, fact))
    for (_, _, year), found in stated.items():
        for one, other in combinations(found, 2):
            apart = one.indicator.id != other.indicator.id
            if apart and context.index.plan_of(one.indicator.id) == context.index.plan_of(
                other.indicator.id
            ):
                continue
            if _differ(one.fact, other.fact):
                yield VALUE_DIFFERS.at(
                    *places(one.fact, other.fact),
                    indicator=one.indicator.id,
                    other=other.indicator.id,
                    fiscal_year=year,
                    first=one.fact.quantity.text,
                    second=other.fact.quantity.text,
                )


def _facts(context: Context, indicator: Indicator) -> Iterator[tuple[int, Actual | Baseline]]:
    """Yield the baseline and the final results of an indicator with their years.

    Results that measured something else before a revision are left out.
    """
    if indicator.baseline is not None and indicator.baseline.fiscal_year is not None:
        yield indicator.baseline.fiscal_year, indicator.baseline
    for year, result in context.results.get(indicator.id, {}).items():
        if result.certainty is not Certainty.FORECAST and not context.measured(indicator.id, year):
            yield year, result


def _key(context: Context, indicator: Indicator, year: int) -> tuple[str, str, int]:
    """Return what two statements of one thing have in common."""
    project = context.project_of(indicator)
    return _bare(project.name if project else ""), _bare(indicator.name), year


def _bare(name: str) -> str:
    """Return a name without widths, blanks and brackets."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def _differ(one: Actual | Baseline, other: Actual | Baseline) -> bool:
    """Tell whether two numbers of one unit differ, without any reservation printed with them."""
    first, second = one.quantity, other.quantity
    if first.value is None or second.value is None or first.softness or second.softness:
        return False
    return same_unit(first.unit, second.unit) and first.value != second.value
