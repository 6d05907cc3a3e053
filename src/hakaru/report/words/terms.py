"""Single words for the keys that findings, results and grades carry."""

from hakaru.report.words.catalogue import Language, translated

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
