"""H123: the counts printed for the achievement ratio do not give the printed ratio.

What: texts such as 達成済み62/評価可能67 or 67指標中62指標 in the project that states the
achievement ratio, beside its percentage of that year.
Why: the two figures stand side by side, and a reader needs only a calculator.
Certainty: certain: both are printed. The digits printed decide the rounding.
Wrong: 達成割合 95.2 %、取組実績「達成済み62/評価可能67」
Right: 達成割合 92.5 %、取組実績「達成済み62/評価可能67」

達成割合の件数と、公表された割合が合わない。
見るもの: 達成割合を示す事業の取組実績にある「達成済み62/評価可能67」「67指標中62指標」などの件数
と、その年度の百分率。
理由: 二つの数は並んでいて、だれでも電卓で確かめられる。
確かさ: 確実。どちらも印刷されている。端数は、公表された桁で四捨五入して比べる。
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity
from hakaru.ledger.characters import fold
from hakaru.rules.ratio import PublishedRatio

COUNTS_DIFFER = Kind("H123", Severity.ERROR)

_MET_OF_ALL = re.compile(
    r"達成[^、。\d]{0,14}?(?P<met>\d{1,4})\s*(?:件|指標|項目|事業)?\s*[/÷]\s*"
    r"(?:評価|対象|全|指標|KPI)[^、。\d]{0,10}?(?P<all>\d{1,4})"
)
_OF_ALL_MET = re.compile(
    r"(?:評価|対象|全)[^、。\d]{0,10}?(?P<all>\d{1,4})\s*(?:件|指標|項目|事業)\s*(?:中|のうち)[、,]?\s*"
    r"(?P<met>\d{1,4})\s*(?:件|指標|項目|事業)[^、。\d]{0,6}達成"
)


def check(context: Context) -> Iterator[Finding]:
    """Yield the years in which counts and percentage differ."""
    stated = {ratio.published for ratio in context.ratios if ratio.published is not None}
    for published in sorted(stated, key=lambda one: (one.indicator, one.fiscal_year)):
        parent = context.index.indicators[published.indicator].parent
        for activity in context.activities.get((parent, published.fiscal_year), ()):
            for pattern in (_MET_OF_ALL, _OF_ALL_MET):
                for counts in pattern.finditer(fold(activity.text)):
                    met, evaluable = int(counts["met"]), int(counts["all"])
                    if evaluable and not _gives(met, evaluable, published):
                        result = context.results[published.indicator][published.fiscal_year]
                        yield COUNTS_DIFFER.at(
                            *places(result, activity),
                            indicator=published.indicator,
                            fiscal_year=published.fiscal_year,
                            published=published.text,
                            met=met,
                            evaluable=evaluable,
                        )


def _gives(met: int, evaluable: int, published: PublishedRatio) -> bool:
    """Tell whether counts give a percentage to the digits it was printed with."""
    exponent = published.percent.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    half = Fraction(1, 2 * 10**digits)
    exact, printed = Fraction(met * 100, evaluable), Fraction(published.percent)
    return printed - half <= exact < printed + half
