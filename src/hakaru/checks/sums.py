"""Totals in a text with their parts beside them: 合計74件（A市67件、B町7件）, …（計9社）."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hakaru.ledger.characters import fold
from hakaru.ledger.measure import same_unit

# Only so much is looked at before and in a bracket, so that time stays linear in the text.
_LONGEST_LIST = 300
_LONGEST_TOTAL = 40

_NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,12}(?:\.[0-9]{1,6})?)"
_UNIT = r"(?P<unit>[^\W\d_ぁ-ん]{0,4})"
_BRACKET = re.compile(rf"\(([^()]{{1,{_LONGEST_LIST}}})\)")
_TOTAL_BEFORE = re.compile(
    rf"(?P<said>合計|総計|(?<![^\W\d_ぁ-ん])計)?[はで:]?\s*(?<![0-9.,/~-]){_NUMBER}{_UNIT}"
    r"\s{0,3}(?:採択|が参加|を採択|の参加|参加|(?:が|に|を|と)(?:参加|採択|交付|助成|補助|支給|利用|来場"
    r"|応募|支援|なっ|なり|し)(?:し)?た?)?\s{0,3}$"
)
_TOTAL_AT_END = re.compile(rf"^(?P<parts>.+)[\s、,](?:合計|計)\s*{_NUMBER}{_UNIT}\s*$")
_TOTAL_INSIDE = re.compile(rf"\s*(?:合計|計)\s*{_NUMBER}{_UNIT}\s*")
_NOT_IN_LISTS = re.compile(r"[()。\n]|(?:^|\s)・")
_OF_WHICH = re.compile(r"\s*(?:うち|内(?!訳))[、,:]?\s*")
_BREAKDOWN = re.compile(r"\s*内訳[、,:]?\s*(?:は)?")
_BETWEEN = re.compile(r"[、,](?!\d{3}(?!\d))|・(?=\D)|/")
_PART = re.compile(
    rf"\s*(?P<label>(?:第\d{{1,2}})?[^\d、,/:()~]{{1,20}}?)[\s:は]*{_NUMBER}\s*{_UNIT}\s*"
)
_BEGINS = re.compile(rf"{_NUMBER}{_UNIT}(?![0-9])")
# A number with one of these beside it is no part: a target, another year, a capacity, an overlap.
_NO_PART = re.compile(
    r"うち|目標|前年|昨年|前回|前期|定員|見込|予定|計画|約|延べ|のべ|重複|複数|最大|平均|年度|参考|累計"
    r"|ほか|(?<!その)他$|基準|以上|以下|[RHS]$|第$|^[→~]"
)


class Sum(NamedTuple):
    """A total and its parts as printed.

    `of_which`: the text says うち, so parts may be only those worth naming; `complete`: it says
    that these are all (合計, 内訳).
    """

    total: Decimal
    parts: tuple[Decimal, ...]
    text: str
    of_which: bool
    complete: bool


def find_sums(text: str) -> Iterator[Sum]:
    """Yield every total of a text that has its parts beside it, all in one unit."""
    folded = fold(text)
    for bracket in _BRACKET.finditer(folded):
        inside = _TOTAL_INSIDE.fullmatch(bracket[1])
        found = (
            _before_total(folded, bracket.start(), inside)
            if inside
            else _after_total(folded, bracket)
        )
        if found is not None:
            start, summed = found
            yield summed._replace(text=text[start : bracket.end()].strip())


def _after_total(folded: str, bracket: re.Match[str]) -> tuple[int, Sum] | None:
    """Return the parts in a bracket with the total in front of it, and where that begins."""
    ended = _TOTAL_AT_END.match(bracket[1])
    if ended is not None:
        return _with_total_at_end(bracket, ended)
    start = max(bracket.start() - _LONGEST_TOTAL, 0)
    total = _TOTAL_BEFORE.search(folded[start : bracket.start()])
    if total is None:
        return None
    of_which, breakdown = _OF_WHICH.match(bracket[1]), _BREAKDOWN.match(bracket[1])
    opening = of_which or breakdown
    listed = bracket[1][opening.end() :] if opening else bracket[1]
    parts = _parts(listed, total["unit"])
    if of_which and not parts:
        parts = _first(listed, total["unit"])
    if not parts or (len(parts) < 2 and not of_which):
        return None
    complete = bool(breakdown or total["said"])
    number = _decimal(total["number"])
    return start + total.start(), Sum(number, parts, "", of_which is not None, complete)


def _with_total_at_end(bracket: re.Match[str], ended: re.Match[str]) -> tuple[int, Sum] | None:
    """Return the parts of a bracket that ends with their total, and where it begins."""
    parts = _parts(ended["parts"].strip(" 、,"), ended["unit"])
    if len(parts) < 2:
        return None
    number = _decimal(ended["number"])
    return bracket.start(), Sum(number, parts, "", of_which=False, complete=True)


def _before_total(folded: str, end: int, total: re.Match[str]) -> tuple[int, Sum] | None:
    """Return the parts in front of a bracket that holds their total, and where they begin."""
    start = max(end - _LONGEST_LIST, 0)
    for stop in _NOT_IN_LISTS.finditer(folded, start, end):
        start = stop.end()
    # What stands before the list, up to a blank, is not its first item.
    words = folded[start:end].rstrip()
    first = words.rfind(" ", 0, max(words.find("、"), words.find(","), 0))
    parts = _parts(words[first + 1 :], total["unit"])
    if len(parts) < 2:
        return None
    return start + first + 1, Sum(
        _decimal(total["number"]), parts, "", of_which=False, complete=True
    )


def _parts(listed: str, unit: str) -> tuple[Decimal, ...]:
    """Return the numbers of a list when every item is a label with a number of the same unit."""
    numbers: list[Decimal] = []
    if "後期" in listed:  # two terms of one year, not the term before
        listed = listed.replace("前期", "初期")
    for item in _BETWEEN.split(listed):
        part = _PART.fullmatch(item)
        alike = part and (not part["unit"] or not unit or same_unit(part["unit"], unit))
        if part is None or not alike or _NO_PART.search(part["label"].strip()):
            return ()
        numbers.append(_decimal(part["number"]))
    return tuple(numbers)


def _first(listed: str, unit: str) -> tuple[Decimal, ...]:
    """Return the number that a remark begins with (10名が2回利用), where its unit is the same."""
    part = _BEGINS.match(listed)
    return (_decimal(part["number"]),) if part and unit and part["unit"] == unit else ()


def _decimal(printed: str) -> Decimal:
    """Return the number of a text such as 1,234.5."""
    return Decimal(printed.replace(",", ""))
