"""H107: a result counts as final while the text only speaks of plans.

What: marks for final results (◎ □ × in many legends) whose text of that year and item has no
clause about a deed, only 予定 or 見込み; and final marks beside a value that itself says 見込み.
Why: a final mark for something still to come is a forecast in the wrong column, or a text that
was not brought up to date.
Certainty: likely: the deed may be told elsewhere. Certain where the value itself says 見込み.
Wrong: ②1回 ◎、取組実績「②1/20に情報共有を実施予定」
Right: ②1回 ○、取組実績「②1/20に情報共有を実施予定」

確定した評価なのに、取組実績には予定しか書かれていない。
見るもの: 確定の評価(凡例の◎・□・×など)の付いた指標の、その年度・その番号の取組実績に、実施したこ
とが一つもなく予定・見込みだけのもの。値そのものに「見込み」とあるもの。
理由: これからのことに確定の評価が付いているなら、見込みの評価の誤りか、本文の更新もれである。
確かさ: おそれ。実施したことが別の所に書かれている場合がある。値に見込みとあるものは確実。
"""

from collections.abc import Iterator, Sequence

from hakaru.checks.context import Context, places
from hakaru.checks.statements import only_planned
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Activity, Indicator
from hakaru.ledger.quantity import Softness
from hakaru.rules.grade import Grade
from hakaru.rules.scale import Family

ONLY_PLANNED = Kind("H107", Severity.WARNING, Sureness.LIKELY)
_VALUE_EXPECTED = ONLY_PLANNED._replace(certainty=Sureness.CERTAIN)
_LONGEST = 120


def check(context: Context) -> Iterator[Finding]:
    """Yield the final marks that value or text contradict."""
    for grade in context.grades:
        mark = context.published(grade)
        if mark is None or mark.family is not Family.CONFIRMED:
            continue
        result = context.result(grade)
        if Softness.EXPECTED in result.quantity.softness:
            yield _VALUE_EXPECTED.at(
                *places(result),
                indicator=grade.indicator,
                fiscal_year=grade.fiscal_year,
                published=grade.published,
                actual=result.quantity.text,
                text=result.quantity.text,
            )
            continue
        texts = _texts(context, grade)
        if texts and all(only_planned(activity.text) for activity in texts):
            yield ONLY_PLANNED.at(
                *places(result, *texts),
                indicator=grade.indicator,
                fiscal_year=grade.fiscal_year,
                published=grade.published,
                actual=result.quantity.text,
                text=texts[0].text[:_LONGEST],
            )


def _texts(context: Context, grade: Grade) -> Sequence[Activity]:
    """Return the texts that are about this indicator and no other."""
    indicator = context.index.indicators[grade.indicator]
    told = context.activities.get((indicator.parent, grade.fiscal_year), ())
    if len(context.index.indicators_of[indicator.parent]) == 1:
        return told
    return [activity for activity in told if _is_about(activity, indicator)]


def _is_about(activity: Activity, indicator: Indicator) -> bool:
    """Tell whether a text bears the indicator's number."""
    return bool(indicator.marker) and activity.marker == indicator.marker
