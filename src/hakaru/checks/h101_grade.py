"""H101: the published grade is not the one the legend gives.

What: each published mark beside the mark computed from the result, the target in force and the
rulebook, exactly, before any rounding.
Why: the grade is what council, press and citizens read; a legend that is not followed makes every
other grade doubtful.
Certainty: certain. Only likely, and a warning, where lower is better and the document does not
say so itself.
Wrong: 目標 3,000名、実績 2,660名、評価 ×(88.7 % は85 %以上なので □)
Right: 目標 3,000名、実績 2,660名、評価 □

公表された評価が、評価凡例による評価と違う。
見るもの: 公表された印と、実績・その年度の目標・評価凡例から端数処理なしで求めた印。
理由: 評価は懇談会・報道・住民が最初に見るもので、凡例に従わない評価が一つあるとほかも疑われる。
確かさ: 確実。低いほどよい指標で、文書にその記載がないときだけ「おそれ」とし、注意にとどめる。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import DirectionSource
from hakaru.rules.grade import Grade

GRADE_DIFFERS = Kind("H101", Severity.ERROR)
_DOUBTED = GRADE_DIFFERS._replace(severity=Severity.WARNING, certainty=Sureness.LIKELY)


def check(context: Context) -> Iterator[Finding]:
    """Yield the grades that differ from the rulebook's; both judge the result."""
    for grade in context.grades:
        published = context.published(grade)
        computed = context.books[grade.book].marks.get(grade.computed_key or "")
        judged = context.evaluated(grade, published) and context.evaluated(grade, computed)
        if grade.agrees is not False or not judged:
            continue
        result = context.result(grade)
        target = context.index.entry.get(grade.target or "")
        rate = next((step.value("rate") for step in grade.working if step.value("rate")), "")
        yield (_DOUBTED if _rests_on_direction(context, grade) else GRADE_DIFFERS).at(
            *places(result, target),
            indicator=grade.indicator,
            fiscal_year=grade.fiscal_year,
            published=grade.published,
            computed=grade.computed,
            actual=result.quantity.text,
            target=getattr(target, "quantity", result.quantity).text,
            rate=f"{rate} %" if rate else "—",
        )


def _rests_on_direction(context: Context, grade: Grade) -> bool:
    """Tell whether a grade takes lower for better where the document does not say so."""
    lower = any(
        step.value("formula") in {"inverse_ratio", "keep_down"} or step.value("better") == "lower"
        for step in grade.working
    )
    indicator = context.index.indicators[grade.indicator]
    target = context.index.target(grade.indicator, grade.fiscal_year)
    stated = indicator.direction_source is DirectionSource.STATED
    return lower and not stated and (target is None or target.quantity.comparison is None)
