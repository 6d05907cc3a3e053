"""Single words for the keys that findings, results and grades carry, and shares in percent."""

from fractions import Fraction

from hakaru.report.words.catalogue import Language, translated
from hakaru.rules.rate import percent

_FINEST = 6

TERMS = {
    # Severity of a finding
    "error": "誤り",
    "warning": "注意",
    "note": "参考",
    # Certainty of a finding
    "certain": "確実",
    "likely": "おそれ",
    # Certainty of a result
    "confirmed": "確定",
    "forecast": "見込み",
    # Why there is no value
    "not_due": "評価の時期でない",
    "not_measured": "調査のない年度",
    "compiling": "集計中",
    "unmeasurable": "集計できない",
    "not_applicable": "対象外",
    "ended": "終了",
    "blank": "記載なし",
    "not_understood": "読み取れない値",
    # Why there is no grade
    "no_target": "目標値がない",
    "after_due": "目標年度の後",
    "value_not_understood": "値を読み取れない",
    "plan_missing": "計画の年度が分からない",
    "human_judgement": "人が評価する",
    "direction_unknown": "高い方がよいか分からない",
    "formula_undefined": "使える式がない",
    "bound_does_not_decide": "「以上」などの値で、評価が一つに決まらない",
    "baseline_missing": "基準値がない",
    "pair_unknown": "二つの評価の組合せが凡例にない",
    # Parts of a card
    "participants": "参加市町村",
    "indicators": "評価指標",
    "actuals": "実績値",
    # Cells of a table's row
    "name": "事業名",
    "item": "指標",
    "content": "内容",
    "summary": "概要",
    "baseline": "基準値",
    "target": "目標",
    "actual": "実績",
    "grade": "評価",
    "rate": "達成率",
    "budget": "予算額",
    "settled": "決算額",
}
BETWEEN = {Language.JA: "、", Language.EN: ", "}


def term(key: str | None, lang: Language) -> str:
    """Return the word for a key; a key without a word stands for itself, None for nothing."""
    if key is None:
        return ""
    return translated(TERMS[key], lang) if key in TERMS else key


def terms(keys: str, lang: Language) -> str:
    """Return the words for several keys that are parted by commas."""
    return BETWEEN[lang].join(term(key.strip(), lang) for key in keys.split(","))


def percent_text(rate: Fraction) -> str:
    """Return a threshold in percent, without needless zeros."""
    pair = rate.as_integer_ratio()
    text, shown = percent(pair, 0)
    decimals = 0
    while decimals < _FINEST and Fraction(*shown) != rate:
        decimals += 1
        text, shown = percent(pair, decimals)
    return text
