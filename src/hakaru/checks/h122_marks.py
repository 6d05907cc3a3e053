"""H122: a printed mark is none of the legend's.

What: marks beside results that the rulebook does not have, under any way of writing it.
Why: nobody can say what it means, and it counts neither as met nor as missed.
Certainty: certain.
Wrong: 評価 ▽(凡例は ◎ □ × ○ △ -)
Right: 評価 △

評価凡例にない印が使われている。
見るもの: 実績値の横の印のうち、評価凡例のどの印とも(書き方の違いを含めて)一致しないもの。
理由: 意味が分からず、達成にも未達にも数えられない。
確かさ: 確実。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity

MARK_UNKNOWN = Kind("H122", Severity.WARNING)


def check(context: Context) -> Iterator[Finding]:
    """Yield the marks that mean nothing."""
    for grade in context.grades:
        printed = (grade.published or "").strip()
        if printed and context.published(grade) is None:
            result = context.result(grade)
            yield MARK_UNKNOWN.at(
                *places(result, context.index.plan_of(grade.indicator)),
                indicator=grade.indicator,
                fiscal_year=grade.fiscal_year,
                published=printed,
                actual=result.quantity.text,
                known=" ".join(mark.symbol for mark in context.books[grade.book].grades),
            )
