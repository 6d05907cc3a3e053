"""Totals in a text with their parts beside them: 合計74件（A市67件、B町7件）, …（計9社）."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from hakaru.ledger.characters import fold
from hakaru.ledger.measure import same_unit

# Only so much is looked at before and in a bracket, so that time stays linear in the text.
_LONGEST_LIST = 300
_LONGEST_TOTAL = 40
_SQUARE = str.maketrans("[]", "()")

NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,12}(?:\.[0-9]{1,6})?)"
UNIT = r"(?P<unit>[^\W\d_ぁ-ん]{0,4})"
_BRACKET = re.compile(rf"\(([^()]{{1,{_LONGEST_LIST}}})\)")
_TOTAL_BEFORE = re.compile(
    rf"(?P<said>合計|総計|(?<![^\W\d_ぁ-ん])計)?[はで:]?\s*(?<![0-9.,/~-]){NUMBER}{UNIT}"
    r"\s{0,3}(?:採択|が参加|を採択|の参加|参加|(?:が|に|を|と)(?:参加|採択|交付|助成|補助|支給|利用|来場"
    r"|応募|支援|なっ|なり|し)(?:し)?た?)?\s{0,3}$"
)
_TOTAL_AT_END = re.compile(
    rf"^(?P<parts>.+)[\s、,](?:合計|計|(?P<visits>延べ|のべ))\s*{NUMBER}{UNIT}\s*$"
)
_TOTAL_INSIDE = re.compile(rf"\s*(?:合計|計)\s*{NUMBER}{UNIT}\s*")
_NOT_IN_LISTS = re.compile(r"[()。\n]|(?:^|\s)・")
_OF_WHICH = re.compile(r"\s*(?:うち|内(?!訳))[、,:]?\s*")
_BREAKDOWN = re.compile(r"\s*内訳[、,:]?\s*(?:は)?")
# 「新規12社と継続20社」: only behind a unit, for a name may itself have と.
_AND = r"(?:(?<=\d[^\W\d_ぁ-ん])|(?<=\d[^\W\d_ぁ-ん]{2}))(?:と|及び|および)"
BETWEEN = re.compile(rf"[、,](?!\d{{3}}(?!\d))|・(?=\D)|/|\+|{_AND}")
PART = re.compile(
    rf"\s*(?P<label>(?:第\d{{1,2}}|\d{{1,2}}(?=[月期]|[日回年]目))?[^\d、,/:()~]{{1,20}}?)[\s:は]*{NUMBER}\s*{UNIT}\s*"
)
_NAMED = re.compile(rf"{NUMBER}{UNIT}\s*$")
_TURN = re.compile(r"\s*(?:第\d{1,2}|\d{1,2}(?:[月期]|[日回年]目)|初日|[^\d]*会場)")
_AUTHORITY = re.compile(r"[都道府県市区町村](?:から|が|は)?$")
_BEGINS = re.compile(rf"{NUMBER}{UNIT}(?![0-9])")
# A number with one of these beside it is no part: a target, another year, a capacity, an overlap,
# or what is taken off.
NO_PART = re.compile(
    r"うち|目標|前年|昨年|前回|前期|定員|見込|予定|計画|約|延べ|のべ|重複|複数|最大|平均|年度|参考|累計"
    r"|計$|取り?消|解約|退会|脱退|廃止|返還|控除|減少|差引|中止|欠席|辞退|ほか|(?<!その)他$|基準|以上|以下|[RHS]$|第$|^[→~]"
)


class Sum(NamedTuple):
    """A total and its parts as printed.

    `of_which`: the text says うち, so parts may be only those worth naming; `complete`: it says
    that these are all (合計, 内訳); `sure`: the parts cannot overlap, nor belong to a longer list.
    """

    total: Decimal
    parts: tuple[Decimal, ...]
    text: str
    of_which: bool
    complete: bool
    sure: bool = True


def find_sums(text: str) -> Iterator[Sum]:
    """Yield every total of a text that has its parts beside it, all in one unit."""
    folded = fold(text).translate(_SQUARE)
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
    number = decimal_of(total["number"])
    found = Sum(number, parts, "", of_which is not None, complete)
    settled = settle_overlap(found, labels_of(listed))
    return None if settled is None else (start + total.start(), settled)


def _with_total_at_end(bracket: re.Match[str], ended: re.Match[str]) -> tuple[int, Sum] | None:
    """Return the parts of a bracket that ends with their total, and where it begins."""
    listed = ended["parts"].strip(" 、,")
    parts = _parts(listed, ended["unit"])
    if len(parts) < 2 or (ended["visits"] and not in_turn(BETWEEN.split(listed))):
        return None
    number = decimal_of(ended["number"])
    return bracket.start(), Sum(number, parts, "", of_which=False, complete=True)


def _before_total(folded: str, end: int, total: re.Match[str]) -> tuple[int, Sum] | None:
    """Return the parts in front of a bracket that holds their total, and where they begin."""
    start = max(end - _LONGEST_LIST, 0)
    for stop in _NOT_IN_LISTS.finditer(folded, start, end):
        start = stop.end()
    words = folded[start:end].rstrip()
    for first in _beginnings(words, total["unit"]):
        parts = _parts(words[first:], total["unit"])
        if len(parts) > 1:
            number = decimal_of(total["number"])
            return start + first, Sum(number, parts, "", of_which=False, complete=True)
    return None


def _beginnings(words: str, unit: str) -> Iterator[int]:
    """Yield where a list may begin: what stands before it, up to a blank or a colon, is no item.

    A number of the unit before the blank is one: 小学校10校 中学校5校、高校2校.
    """
    separator = BETWEEN.search(words)
    first = words[: separator.start()] if separator else words
    blank = first.rfind(" ")
    counted = _NAMED.search(first[: max(blank, 0)])
    if counted is None or counted["unit"] != unit:
        yield blank + 1
    if ":" in first:
        yield first.rfind(":") + 1


def in_turn(items: Iterable[str]) -> bool:
    """Tell whether items come one after the other (第1回, 4月): then 延べ is their sum."""
    return all(_TURN.match(item) for item in items)


def settle_overlap(found: Sum, labels: Sequence[str]) -> Sum | None:
    """Return a total whose parts are named by うち, unsure or not at all where they may overlap.

    うち女性60人、市外55人 are two ways of looking at the same people.
    """
    if not found.of_which or len(found.parts) < 2 or max(found.parts) > found.total:
        return found
    if _apart(labels):
        return found
    return found._replace(sure=False) if _of_one_kind(labels) else None


def _apart(labels: Sequence[str]) -> bool:
    """Tell whether what is listed cannot overlap: authorities, terms, a list with その他."""
    return any("その他" in label for label in labels) or all(
        _TURN.match(label) or _AUTHORITY.search(label) for label in labels
    )


def _of_one_kind(labels: Sequence[str]) -> bool:
    """Tell whether labels have a character in common (県内, 県外), as parts of one kind do."""
    return bool(set.intersection(*map(set, labels)))


def labels_of(listed: str) -> list[str]:
    """Return the labels of a list."""
    parts = map(PART.fullmatch, BETWEEN.split(listed))
    return [part["label"].strip() for part in parts if part is not None]


def _parts(listed: str, unit: str) -> tuple[Decimal, ...]:
    """Return the numbers of a list when every item is a label with a number of the same unit."""
    numbers: list[Decimal] = []
    if "後期" in listed:  # two terms of one year, not the term before
        listed = listed.replace("前期", "初期")
    items = BETWEEN.split(listed)
    for item in items if len(items) > 1 else listed.split():  # 「東地区4回　西地区5回」
        part = PART.fullmatch(item)
        alike = part and (not part["unit"] or not unit or same_unit(part["unit"], unit))
        if part is None or not alike or NO_PART.search(part["label"].strip()):
            return ()
        numbers.append(decimal_of(part["number"]))
    return tuple(numbers)


def _first(listed: str, unit: str) -> tuple[Decimal, ...]:
    """Return the number that a remark begins with (10名が2回利用), where its unit is the same."""
    part = _BEGINS.match(listed)
    return (decimal_of(part["number"]),) if part and unit and part["unit"] == unit else ()


def decimal_of(printed: str) -> Decimal:
    """Return the number of a text such as 1,234.5."""
    return Decimal(printed.replace(",", ""))
