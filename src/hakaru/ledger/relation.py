"""Targets that compare: 現状値からの増加, 現状維持以上, 前年度以上, 前年度比5%増, 20%削減."""

import re
from enum import StrEnum
from typing import Literal, NamedTuple

import msgspec


class Change(StrEnum):
    """What a relative target asks of the value it is compared with."""

    INCREASE = "increase"
    KEEP_OR_INCREASE = "keep_or_increase"
    DECREASE = "decrease"
    KEEP_OR_DECREASE = "keep_or_decrease"
    KEEP = "keep"


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A relative target (現状値からの増加): the change asked for, and against what."""

    change: Change
    against: Literal["baseline", "previous_year"]


class Compared(NamedTuple):
    """A relation found in a text, and the amount of the change as printed, or nothing."""

    relation: Relation
    amount: str


_AGAINST = (
    r"(?:対?(?P<previous>前年度?|昨年度?)|対?(?P<baseline>現状|基準|現況|現行|当初|策定時|計画策定時))"
    r"(?:実績|年度|年|数)?値?(?:の?水準)?"
    r"(?:比|と比較して|に対して|に比べて?|より|から|[をのとに ])*"
)
_COMPARES = re.compile(_AGAINST)
_RISE = r"(?P<increase>増加?|上昇|向上|拡大|増大)"
_FALL = r"(?P<decrease>減少?|削減|低減|縮減|低下|抑制|縮小)"
_AIM = r"(?:させる|する)?(?:こと)?(?:を?目指す|を図る)?"
_KEPT = r"(?:維持|水準|同程度|同水準)?"
_RELATIVE = re.compile(
    rf"{_AGAINST}(?:(?P<keep_or_increase>維持(?:又は|または|・|、|~)(?:増加|向上)|{_KEPT}以上)"
    rf"|(?P<keep_or_decrease>維持(?:又は|または|・|、|~)減少|{_KEPT}以下)"
    rf"|(?:{_RISE}|(?P<above>上回る|超(?:える)?))|(?:{_FALL}|(?P<below>下回る))"
    rf"|(?P<keep>維持|並み?|同(?:水準|程度|数|値|等)|程度|横ばい|水準)){_AIM}"
)
_ALONE = re.compile(rf"(?:{_RISE}|{_FALL}){_AIM}")
_BY = re.compile(
    rf"(?:{_AGAINST})?(?P<amount>[+\-▲△]?[0-9][^ぁ-ん増減以削低]*+)(?:以上)?[のを]?(?:{_RISE}|{_FALL}){_AIM}"
)


def compares(core: str) -> bool:
    """Say whether a folded text begins by naming what it compares with (現状値, 前年度比)."""
    return _COMPARES.match(core) is not None


def find_relation(core: str) -> Compared | None:
    """Return the relation a folded text states, or None.

    増加, 減少 and 5%増 alone are against the baseline. A comparison with anything else
    (全国平均以上) is not understood here.
    """
    match = _RELATIVE.fullmatch(core) or _ALONE.fullmatch(core) or _BY.fullmatch(core)
    if match is None:
        return None
    groups = match.groupdict()
    change = next((change for change in Change if groups.get(change)), None)
    if change is None:
        change = Change.INCREASE if groups.get("above") else Change.DECREASE
    relation = Relation(
        change=change, against="previous_year" if groups.get("previous") else "baseline"
    )
    return Compared(relation, (groups.get("amount") or "").strip())
