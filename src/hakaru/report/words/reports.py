"""What reports print of their own: titles, headings of columns, labels of rows, notes."""

from hakaru.report.words.catalogue import Language, filled

REPORT_PHRASES = {
    # When
    "year": "{year}年度（{era}年度）",
    "year.full": "{name}",
    "year.short": "{era}",
    "as_of": "（{day}時点）",
    # Legend
    "legend.confirmed": "評価凡例（確定した事業）：",
    "legend.forecast": "評価凡例（継続中の事業の見込み）：",
    "legend.both": "評価凡例：",
    "legend.left_out": "評価凡例（対象外）：",
    "legend.between": "、",
    "legend.from": "（{rate}以上）",
    "legend.above": "（{rate}超）",
    # Titles
    "title.cards": "実績状況一覧",
    "title.matrix": "進捗状況一覧",
    # Charts
    "chart.numbers": "グラフの数値",
    # Cards
    "card.caption": "事業の実績（番号 {number}）",
    "card.number": "No.",
    "card.name": "事業名",
    "card.new": "{name}新規事業",
    "card.summary": "事業概要",
    "card.participants": "参加市町村",
    "card.responsibilities": "役割分担",
    "card.indicators": "評価指標",
    "card.item": "項目",
    "card.baseline": "基準値（基準年）",
    "card.target": "目標値（目標年）",
    "card.actuals": "評価指標の実績値",
    "card.actuals.forecast": "評価指標の実績値（3月末見込み）",
    "card.actual": "実績値",
    "card.grade": "評価",
    "card.activities": "取組実績",
    "card.remarks": "備考",
    "remark.budget": "予算額（{name}）：{text}",
    "remark.settled": "決算額（{name}）：{text}",
    "remark.ended": "終了：{text}",
    "remark.relisted": "再掲：{text}",
    "note.revised": "※ {era}年度からKPIを変更（{marker}「{old}」→「{new}」）",
    "note.reason": " 理由：{reason}",
}


def phrase(code: str, lang: Language, /, **values: object) -> str:
    """Return the phrase called `code` in `lang`, its fields filled."""
    return filled(REPORT_PHRASES[code], lang, values)
