"""What stands around a number: words before it, its unit, 以上, reservations, remarks."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from hakaru.ledger.characters import DIGITS_IN_CIRCLES
from hakaru.ledger.numerals import SIGN_PATTERN
from hakaru.ledger.period import find_day
from hakaru.ledger.quantity import Comparison, Softness
from hakaru.ledger.states import state_in
from hakaru.ledger.units import normalise_unit
from hakaru.ledger.words import VOCABULARY


class Before(NamedTuple):
    """What the words before a number say: 各, 年, 約, 少なくとも; `money` for ¥."""

    note: str = ""
    each: bool = False
    per_year: bool = False
    softness: tuple[Softness, ...] = ()
    comparison: Comparison | None = None
    money: bool = False


class Suffix(NamedTuple):
    """A unit in its kept spelling, whether it ends in /年, and how many characters it took."""

    unit: str = ""
    per_year: bool = False
    length: int = 0


class Remarks(NamedTuple):
    """What is said after a number and its unit; `change` is 1 for 増, -1 for 減, 0 for neither."""

    comparison: Comparison | None = None
    softness: tuple[Softness, ...] = ()
    measured_on: date | None = None
    note: str = ""
    change: int = 0


NOTHING_BEFORE = Before()
NO_SUFFIX = Suffix()
NOTHING_MORE = Remarks()

# 1日平均, 1人当たり, 5年間で: a number that is not the value.
_SPAN = (
    r"[0-9]{1,4}(?:(?:日|人|か月|月|年|回|世帯|件)(?:平均|当たり|あたり|につき)"
    r"|(?:[かカヶヵ箇]?年|年間)(?:で|の)?(?:累計|合計|計|で))"
)
_SPANS = re.compile(_SPAN)
# Possessive: a run of these words is never taken apart again, so that time stays linear.
BEFORE_NUMBER = re.compile(
    rf"(?: |:|{_SPAN}|約|およそ|凡そ|概ね|おおむね|ほぼ|各|毎年度?|年間|年度|年|毎月|月"
    r"|週|延べ|のべ|合計|累計|総計|通算|計|全国|全|平均|最大|最高|最低限?|少なくとも|上限|[¥]"
    r"|\(?(?:見込み?値?|速報値?|暫定値?|推計値?|概算|予定)\)?)*+"
    rf"(?=(?:{SIGN_PATTERN})?[0-9])"
)
_SAID_OTHERWISE = re.compile(
    r"約|およそ|凡そ|概ね|おおむね|ほぼ|各|毎年度?|年間|年度|年|[¥:() ]|少なくとも|最低限?"
)

# A unit is whatever follows: letters other than hiragana (か in か所 aside), signs, rates with /.
# Digits belong to it in CO2, m2 and 件/10万人 only; a raised digit elsewhere is a footnote.
_LETTER = rf"[^\W\d_ぁ-ん{DIGITS_IN_CIRCLES}⁰-₉¹²³⑴-⒛⓪-⓿㈠-㉃㉈-㉟㊀-㊿㋀-㋋㍘-㍰㏠-㏾]"
_UNIT = re.compile(
    rf" ?(?:[%‰℃°㎡㎥]|m[²³23](?![0-9])|CO ?[2₂]|か(?=[所国月年町村])|つ|(?<=[A-Za-z])-(?=[A-Za-z])"
    rf"|/ ?[0-9]*(?={_LETTER})|{_LETTER})+"
)
_NOT_A_UNIT = re.compile(r"年度|月|時(?!間)|頃")
_DEEDS = "|".join(VOCABULARY.deeds["after_number"])
_SPLIT = re.compile(
    r"以上|以下|以内|未満|超(?!過)|超過|程度|前後|見込|予想|速報|暫定|推計|概数"
    r"|(?:余り?|弱|強|増加?|減少?|削減|低減|縮減|低下|上昇|向上)$"
    rf"|(?<=[%‰])(?!ポイント)|(?<=.)(?:{_DEEDS})済?み?$"
)
_LONGEST_UNIT = 16

_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)?")
_PLAIN = re.compile(r"[^(※]+")
_QUALIFIED = re.compile(
    r"[ の]*(?:(?P<at_least>以上)|(?P<at_most>以下|以内)"
    r"|(?P<more_than>を?超え?る?|を?上回る?|超過)|(?P<less_than>未満|を?下回る?))"
)
_CHANGED = re.compile(
    r"[ のに]*(?:(?P<rise>増加?|上昇|向上)|(?P<fall>減少?|削減|低減|縮減|低下))(?![^ ])"
)
_SOFT = (
    (
        Softness.ABOUT,
        re.compile(r"約|程度|前後|概数|余|弱|(?<!補)強$|およそ|凡そ|概ね|おおむね|ほぼ"),
    ),
    (Softness.EXPECTED, re.compile(r"見込|予想|予測|予定")),
    (Softness.PRELIMINARY, re.compile(r"速報|暫定|集計中|未確定|確定前")),
    (Softness.ESTIMATED, re.compile(r"推計|推定|概算|試算|推測")),
)
_OF_WHICH = re.compile(r"うち|内訳?|ただし|例")
_PARTICLE = re.compile(r"[のにでをが]")
_DIGIT = re.compile(r"[0-9]")
_DATED = re.compile(r"時点|現在|末")
_WORN = re.compile(r"程度|前後|余り?|弱|強$")
_TIMES = ("年", "か月", "月", "週", "日", "時間")
_SECOND_VALUE = frozenset("~/→⇒×-+=")


@lru_cache(maxsize=1024)
def read_before(said: str) -> Before:
    """Return what the folded words before a number say; those not understood become the note."""
    if not said:
        return NOTHING_BEFORE
    floor = "最低" in said or "少なくとも" in said
    rest = _SPANS.sub("", said)
    return Before(
        note=" ".join(filter(None, [*_SPANS.findall(said), _SAID_OTHERWISE.sub("", rest)])),
        each="各" in said,
        per_year="年" in rest,
        softness=soften(said),
        comparison=Comparison.AT_LEAST if floor else None,
        money="¥" in said,
    )


def unit_run(folded: str, start: int) -> str:
    """Return the run of characters at `start` that may be a unit, with a blank in front of it."""
    match = _UNIT.match(folded, start)
    return match[0] if match else ""


@lru_cache(maxsize=16384)
def read_suffix(run: str) -> Suffix | None:
    """Return the unit a run of characters gives, or None when no amount can stand before it.

    回以上 is 回 and takes one character, か所 is 箇所, 円/年 is 円 by the year; 年度, 月 and
    頃実績確定 tell a date and are None.
    """
    if not run:
        return NO_SUFFIX
    if _NOT_A_UNIT.match(run.lstrip()) or state_in(run):
        return None
    split = _SPLIT.search(run)
    written = run[: split.start()] if split else run
    unit = normalise_unit(written)
    if len(unit) > _LONGEST_UNIT:
        return None
    bare = unit.removesuffix("/年度").removesuffix("/年")
    return Suffix(bare, bare != unit, len(written))


def soften(text: str) -> tuple[Softness, ...]:
    """Return the reservations a short folded remark makes: 約, 見込, 速報, 推計."""
    return tuple(softness for softness, pattern in _SOFT if pattern.search(text))


def read_remarks(body: str, folded: str, start: int, *, unit: str = "") -> Remarks | None:
    """Return what a text says from `start` on, or None when a second value stands there.

    `body` is the text as printed, `folded` its folded copy. 以上 may follow a bracket; digits are
    allowed in brackets, after ※, and after うち, ただし or a particle, where they belong to a
    remark; after a stretch of time (3年に1回) a particle leads to the value itself.
    """
    if start >= len(folded):
        return NOTHING_MORE
    outside, notes = split_remarks(body, folded, start)
    compared, changed = _QUALIFIED.match(outside), _CHANGED.match(outside)
    qualifier = compared or changed
    left = _WORN.sub("", outside[qualifier.end() :] if qualifier else outside, count=1)
    left = left.strip(" 、,。.・:")
    if left[:1] in _SECOND_VALUE:
        return None
    if _DIGIT.search(left) and not (
        _OF_WHICH.match(left) or (_PARTICLE.match(left) and not unit.startswith(_TIMES))
    ):
        return None
    note = " ".join(filter(None, [left.removeprefix("の"), *notes]))
    change = changed["rise"] or changed["fall"] if changed else ""
    return Remarks(
        comparison=Comparison(str(compared.lastgroup)) if compared else None,
        softness=() if "うち" in note else soften(folded[start:]),
        measured_on=_measured_on(note),
        note=f"{change} {note}".strip(),
        change=(1 if changed["rise"] else -1) if changed else 0,
    )


def split_remarks(body: str, folded: str, start: int = 0) -> tuple[str, list[str]]:
    """Return a folded text without its brackets and ※ remarks, and those remarks as printed."""
    outside: list[str] = []
    notes: list[str] = []
    while start < len(folded):
        bracket, plain = _BRACKET.match(folded, start), _PLAIN.match(folded, start)
        if bracket:
            notes.append(body[bracket.start(1) : bracket.end(1)].strip(" \u3000※"))
            start = bracket.end()
        elif plain:
            outside.append(plain[0])
            start = plain.end()
        else:
            notes.append(body[start:].strip(" \u3000※＊*"))
            start = len(folded)
    return "".join(outside), [note for note in notes if note]


def _measured_on(remarks: str) -> date | None:
    """Return the day of R5.3末時点, or of a remark that is a day and nothing else; else None."""
    mention = find_day(remarks) if remarks else None
    if mention is None:
        return None
    whole = mention.written == remarks
    return mention.day if whole or _DATED.search(remarks) else None
