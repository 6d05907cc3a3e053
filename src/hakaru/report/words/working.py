"""The working of a grade in words: 227校 ÷ 244校 = 93.0 % ≥ 85 % · 確定 → □ 概ね達成."""

from collections.abc import Iterator, Sequence

from hakaru.report.words.catalogue import Language, filled
from hakaru.report.words.terms import TERMS, term
from hakaru.rules.scale import Rulebook
from hakaru.rules.working import Step

# A step's code, then the values that decide its wording.
WORKING_SENTENCES = {
    "outside_validity.from": "評価凡例 {book} は {from} 年度からのもので、この年度を定めていない",
    "outside_validity.from.until": "評価凡例 {book} は {from}～{until} 年度のもので、"
    "この年度を定めていない",
    "revision.from": "{from} 年度からの目標 {target}",
    "revision.until": "{until} 年度までの目標 {target}",
    "revision.one_year": "{from} 年度の目標 {target}",
    "revision.from.until": "{from}～{until} 年度の目標 {target}",
    "revision.measures": "当時の指標は「{measures}」",
    "not_due.due": "目標年度は {due} 年度で、まだ評価しない",
    "not_due": "目標年度の定めがなく、評価しない",
    "after_due.due": "目標年度は {due} 年度で、その後は評価しない",
    "no_target": "目標値がなく、評価しない",
    "state": "値がなく({state})、評価しない",
    "state_graded": "値がない({state})ときの定めによる",
    "moved.better": "{actual} は基準値 {baseline} より良い",
    "moved.same": "{actual} は基準値 {baseline} と同じ",
    "moved.worse": "{actual} は基準値 {baseline} より悪い",
    "rate.ratio": "{actual} ÷ {target} = {rate} %",
    "rate.inverse_ratio": "{target} ÷ {actual} = {rate} %(低いほどよい)",
    "rate.keep_up": "{actual} ÷ 保つ目標 {target} = {rate} %",
    "rate.keep_down": "(2 × {target} − {actual}) ÷ {target} = {rate} %",
    "rate.progress": "({actual} − 基準値 {baseline}) ÷ ({target} − {baseline}) = {rate} %",
    "rate.word_as_nothing": "{actual} は 0 とみなす: 0 ÷ {target} = {rate} %",
    "rate.share_of_members": "{actual} ÷ 構成市町村 {members} = {rate} %",
    "rate.share_of_whole": "{actual} = 全体の {rate} %",
    "rate.stages": "「{actual}」の段階 ÷ 「{target}」の段階 = {rate} %",
    "rate.strict": "目標に等しいだけでは足りない",
    "compare.higher.yes": "{actual} は目標 {target} に届く",
    "compare.higher.no": "{actual} は目標 {target} に届かない",
    "compare.lower.yes": "{actual} は目標 {target} に収まる(低いほどよい)",
    "compare.lower.no": "{actual} は目標 {target} に収まらない(低いほどよい)",
    "word.yes": "「{actual}」は目標「{target}」を満たす",
    "word.no": "「{actual}」は目標「{target}」を満たさない",
    "everyone.yes": "{actual} は目標「{target}」を満たす",
    "everyone.no": "{actual} は目標「{target}」を満たさない",
    "relative.yes": "基準値 {baseline} に対し {actual} は目標「{target}」を満たす",
    "relative.no": "基準値 {baseline} に対し {actual} は目標「{target}」を満たさない",
    "relative.yes.previous": "前年度の {previous} に対し {actual} は目標「{target}」を満たす",
    "relative.no.previous": "前年度の {previous} に対し {actual} は目標「{target}」を満たさない",
    "several": "{actual} と目標 {target} は {readings} 通りに比べられ、どれも同じ評価",
    "several.worst": "{actual} と目標 {target} は {readings} 通りに比べられ、"
    "最も低い評価は {worst}",
    "second": "二つ目の率({label})",
    "joined.worse": "{first} と {other} の低い方",
    "joined.better": "{first} と {other} の高い方",
    "joined.pairs": "{first} と {other} の組み合わせ",
    "elapsed": "× 経過 {elapsed}/{years} 年",
    "threshold.yes": "≥ {min} %",
    "threshold.no": "> {min} %",
    "below.yes": "< {min} %",
    "below.no": "≤ {min} %",
    "certainty.stated": "{certainty}",
    "certainty.published_grade": "{certainty}(公表の評価による)",
    "certainty.text": "{certainty}(値の記載による)",
    "certainty.assumed": "{certainty}(記載がないためみなす)",
    "undetermined.value_not_understood": "判定できない: 値「{actual}」を読み取れない",
    "undetermined.target_not_understood": "判定できない: 目標「{target}」を読み取れない",
    "undetermined.no_target": "判定できない: {actual} に対する目標値がない",
    "undetermined.unit_differs": "判定できない: {actual} と目標 {target} は単位が違う",
    "undetermined.direction_unknown": "判定できない: {actual} と目標 {target} は、"
    "高い方と低い方のどちらがよいか分からない",
    "undetermined.formula_undefined": "判定できない: {actual} と目標 {target} に使える式がない",
    "undetermined.baseline_missing": "判定できない: 目標「{target}」に対する基準値がない",
    "undetermined.previous_missing": "判定できない: 目標「{target}」と比べる前年度の値がない",
    "undetermined.earlier_year_missing": "判定できない: {actual} に足す前の年度の値がない",
    "undetermined.pair_unknown": "判定できない: 二つの評価の組み合わせが評価凡例にない",
    "undetermined.value_for_word": "判定できない: {actual} だけでは目標「{target}」を"
    "満たすか分からない",
    "undetermined.word_for_number": "判定できない: 「{actual}」だけでは目標 {target} に"
    "届くか分からない",
    "undetermined.words_not_comparable": "判定できない: 「{actual}」と目標「{target}」を"
    "比べられない",
    "undetermined.everyone_for_number": "判定できない: 「{actual}」がいくつか分からず、"
    "目標 {target} と比べられない",
    "undetermined.everyone_ambiguous": "判定できない: {actual} が「{target}」の全てにあたるか"
    "分からない",
    "undetermined.members_unknown": "判定できない: 構成市町村の数が分からない"
    "({actual}、目標「{target}」)",
    "undetermined.plan_missing": "判定できない: 計画の年度が分からない({actual}、目標 {target})",
    "undetermined.values_disagree": "判定できない: {actual} の値により評価が分かれる"
    "(目標 {target})",
    "undetermined.bound_does_not_decide": "判定できない: {actual} は幅のある値で、"
    "目標 {target} に対する評価が決まらない",
    "undetermined.human_judgement": "評価凡例により人が判断する({actual}、目標 {target})",
    "grade": "{symbol} {label}",
}
UNWORDED = "{code}: {values}"

# Which values of a step decide its wording, and which do so by being there at all.
BY_VALUE = {
    "rate": ("formula",),
    "compare": ("better", "holds"),
    "word": ("holds",),
    "everyone": ("holds",),
    "relative": ("holds",),
    "moved": ("moved",),
    "joined": ("combine",),
    "threshold": ("inclusive",),
    "below": ("inclusive",),
    "certainty": ("source",),
    "undetermined": ("reason",),
}
BY_PRESENCE = {
    "relative": ("previous",),
    "outside_validity": ("from", "until"),
    "revision": ("from", "until"),
    "not_due": ("due",),
    "after_due": ("due",),
    "several": ("worst",),
}
# What a step adds where it carries this value.
ADDITIONS = {"revision": "measures", "rate": "strict"}

BETWEEN = " · "
BEFORE_GRADE = " → "
CONTINUING = frozenset({"threshold", "below", "elapsed"})


def working_text(steps: Sequence[Step], lang: Language, book: Rulebook | None = None) -> str:
    """Return the working in one line; with the book its last step names the mark as well.

    Never raises: a step nobody worded shows its code and values.
    """
    text = ""
    for step in _in_spoken_order(steps):
        glue = BEFORE_GRADE if step.code == "grade" else BETWEEN
        if step.code in CONTINUING:
            glue = " "
        said = BETWEEN.join(_said(step, lang, book))
        text += f"{glue}{said}" if text else said
    return text


def step_key(step: Step) -> str:
    """Return the key of a step's sentence: its code and what decides the wording."""
    if step.code == "revision" and step.value("from") and step.value("from") == step.value("until"):
        return "revision.one_year"
    named = [step.value(name) for name in BY_VALUE.get(step.code, ())]
    present = [name for name in BY_PRESENCE.get(step.code, ()) if step.value(name)]
    return ".".join((step.code, *named, *present))


def _in_spoken_order(steps: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps with the share of elapsed years after the threshold it multiplies."""
    held: Step | None = None
    for step in steps:
        if step.code == "elapsed":
            held = step
            continue
        if held is not None and step.code not in CONTINUING:
            yield held
            held = None
        yield step
    if held is not None:
        yield held


def _said(step: Step, lang: Language, book: Rulebook | None) -> Iterator[str]:
    """Yield what one step says, and what it adds."""
    values = _worded(step, lang, book)
    sentence = WORKING_SENTENCES.get(step_key(step))
    if sentence is None:
        listed = ", ".join(f"{key}={value}" for key, value in step.values)
        yield filled(UNWORDED, lang, {"code": step.code, "values": listed})
        return
    yield filled(sentence, lang, values).strip()
    added = ADDITIONS.get(step.code)
    if added and step.value(added):
        yield filled(WORKING_SENTENCES[f"{step.code}.{added}"], lang, values)


def _worded(step: Step, lang: Language, book: Rulebook | None) -> dict[str, str]:
    """Return the values of a step, its keys as words and its mark by the book's name for it."""
    values = dict(step.values)
    for name in ("certainty", "state"):
        if values.get(name) in TERMS:
            values[name] = term(values[name], lang)
    if step.code == "second" and book is not None and book.second is not None:
        label = book.second.label
        values["label"] = label.en if lang is Language.EN else label.ja
    if step.code == "grade":
        values["label"] = mark_label(book, values.get("key", ""), lang)
    return values


def mark_label(book: Rulebook | None, key: str, lang: Language) -> str:
    """Return a book's name for a mark in `lang`, nothing where either is unknown."""
    mark = None if book is None else book.marks.get(key)
    if mark is None:
        return ""
    return mark.label.en if lang is Language.EN else mark.label.ja
