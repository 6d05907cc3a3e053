"""H102: a published achievement ratio does not follow from the published marks.

What: the ratio that an indicator of the plan states, beside a recount of the marks of that year
by every counting rule of the rulebook.
Why: the ratio is the one figure that is quoted, and anybody can recount it.
Certainty: certain. Only likely where some marks of the year are missing or unknown, for then the
recount lacks them as well.
Wrong: 達成割合 95.0 %(◎と○は67件のうち62件、92.5 %)
Right: 達成割合 92.5 %(62/67)

公表された達成割合が、公表された評価を数えた結果と合わない。
見るもの: 計画自身が示す達成割合と、その年度の印を評価凡例のどの数え方で数えても得られる割合。
理由: 達成割合は最もよく引用される数で、だれでも数え直せる。
確かさ: 確実。その年度の印に欠けや不明があるときは「おそれ」とする。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.rules.ratio import Ratio

RATIO_DIFFERS = Kind("H102", Severity.WARNING)
_INCOMPLETE = RATIO_DIFFERS._replace(certainty=Sureness.LIKELY)


def check(context: Context) -> Iterator[Finding]:
    """Yield the published ratios that no counting rule reproduces."""
    for ratio in context.ratios:
        if ratio.published is None or ratio.reproduced_by or not ratio.count.evaluable:
            continue
        stated = context.results[ratio.published.indicator][ratio.fiscal_year]
        yield (_INCOMPLETE if _marks_lack(context, ratio) else RATIO_DIFFERS).at(
            *places(stated),
            indicator=ratio.published.indicator,
            fiscal_year=ratio.fiscal_year,
            published=ratio.published.text,
            met=ratio.count.met,
            evaluable=ratio.count.evaluable,
        )


def _marks_lack(context: Context, ratio: Ratio) -> bool:
    """Tell whether a mark of the plan's year is not printed, or is none of the book's."""
    plan = context.index.plan_of(ratio.scope)
    return any(
        grade.computed_key is not None and context.published(grade) is None
        for grade in context.grades
        if grade.fiscal_year == ratio.fiscal_year
        and context.index.plan_of(grade.indicator) == plan
        and context.evaluated(grade, context.books[grade.book].marks.get(grade.computed_key or ""))
    )
