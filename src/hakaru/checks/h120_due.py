"""H120: a grade is missing where it is due, or given where it is not.

What: the published mark and the rulebook's, where one judges the result and the other says "not
evaluated" or nothing at all. A mark can only be missing in a plan that prints marks for that
year.
Why: marks that come too early or not at all change the achievement ratio without anyone seeing
it.
Certainty: certain where there is no value or no target to judge, or a yearly target is left
without a mark; likely where only the rulebook's own reading of "due" decides.
Wrong: 目標 5,790人（2027年度まで）、2025年度 5,096人 ◎
Right: 目標 5,790人（2027年度まで）、2025年度 5,096人 -

評価すべき年度に評価がない、または評価の時期でないのに評価がある。
見るもの: 公表された印と評価凡例による印の、一方が評価し、もう一方が「評価なし」か空欄のもの。印が
ないとするのは、その年度にほかの印を公表している計画だけ。
理由: 早すぎる印や付け忘れた印は、気づかれないまま達成割合を変える。
確かさ: 値や目標がないもの、毎年度の目標に印がないものは確実。評価の時期についての凡例の解釈による
ものは「おそれ」。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import EVERY_YEAR, Plan
from hakaru.rules.grade import Grade

GRADE_NOT_DUE = Kind("H120", Severity.WARNING)
_BY_READING = GRADE_NOT_DUE._replace(certainty=Sureness.LIKELY)
_READING_OF_DUE = frozenset({"not_due", "after_due"})


def check(context: Context) -> Iterator[Finding]:
    """Yield the marks that are missing or too many."""
    printed = {
        (context.index.plan_of(grade.indicator), grade.fiscal_year)
        for grade in context.grades
        if context.evaluated(grade, context.published(grade))
    }
    for grade in context.grades:
        computed = context.books[grade.book].marks.get(grade.computed_key or "")
        if computed is None or _unknown(context, grade):
            continue
        due = context.evaluated(grade, computed)
        given = context.evaluated(grade, context.published(grade))
        key: tuple[Plan | None, int] = context.index.plan_of(grade.indicator), grade.fiscal_year
        if due is not given and (given or key in printed):
            yield _finding(context, grade, due=due)


def _unknown(context: Context, grade: Grade) -> bool:
    """Tell whether something is printed that is no mark of the book."""
    return bool((grade.published or "").strip()) and context.published(grade) is None


def _finding(context: Context, grade: Grade, *, due: bool) -> Finding:
    """Return the finding of one grade."""
    result = context.result(grade)
    target = context.index.target(grade.indicator, grade.fiscal_year)
    every_year = target is not None and target.due == EVERY_YEAR
    read_so = grade.reason in _READING_OF_DUE or (due and not every_year)
    return (_BY_READING if read_so else GRADE_NOT_DUE).at(
        *places(result, target),
        indicator=grade.indicator,
        fiscal_year=grade.fiscal_year,
        published=(grade.published or "").strip() or "—",
        computed=grade.computed,
        actual=result.quantity.text or "—",
        target="—" if target is None else target.quantity.text,
    )
