"""H103: the achievement ratios of two years were counted in different ways.

What: which counting rule reproduces each year's published ratio; two years without a rule in
common.
Why: a ratio that rises because "nearly met" is now counted as met says nothing about the work.
Certainty: certain: no single rule of the rulebook gives both figures.
Wrong: 2024年度は◎○だけ(52/66)、2025年度は◎□○(62/67)を達成に数える
Right: 二つの年度とも◎○だけを数える(52/66 と 60/67)

二つの年度の達成割合が、別の数え方で数えられている。
見るもの: 各年度の公表値になる数え方。二つの年度に共通する数え方が一つもないもの。
理由: 「概ね達成」を達成に含めただけで上がった割合は、取組の成果を示さない。
確かさ: 確実。評価凡例のどの一つの数え方でも、両方の値にはならない。
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity
from hakaru.rules.ratio import Ratio

COUNTED_DIFFERENTLY = Kind("H103", Severity.WARNING)


def check(context: Context) -> Iterator[Finding]:
    """Yield each pair of following years whose ratios no common rule reproduces."""
    reproduced: dict[str, list[Ratio]] = defaultdict(list)
    for ratio in context.ratios:
        if ratio.published is not None and ratio.reproduced_by:
            reproduced[ratio.published.indicator].append(ratio)
    for indicator, found in reproduced.items():
        results = context.results[indicator]
        for before, after in pairwise(sorted(found, key=lambda ratio: ratio.fiscal_year)):
            if not set(before.reproduced_by) & set(after.reproduced_by):
                yield COUNTED_DIFFERENTLY.at(
                    *places(results[before.fiscal_year], results[after.fiscal_year]),
                    indicator=indicator,
                    before=before.fiscal_year,
                    after=after.fiscal_year,
                    before_value=_shown(before),
                    after_value=_shown(after),
                    before_marks="".join(before.count.counted_as_met),
                    after_marks="".join(after.count.counted_as_met),
                )


def _shown(ratio: Ratio) -> str:
    """Return a published ratio with the counts that give it."""
    printed = ratio.published.text if ratio.published else ""
    return f"{printed} ({ratio.count.met}/{ratio.count.evaluable})"
