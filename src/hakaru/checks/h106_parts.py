"""H106: the parts of a number do not add up to it.

What: a total with its parts in brackets（合計74件（A市67件、B町7件）), parts with their total
（…（計9社）), and the members' parts of a result.
Why: readers add up; one of the figures is wrong, and nobody can tell which.
Certainty: certain where the parts are more than the whole, or a total of exactly these parts is
printed (合計, 内訳); likely, and a warning, where fewer parts may be only the ones worth naming
(うち).
Wrong: 合計75件(うち、A市67件、B町7件)
Right: 合計74件(うち、A市67件、B町7件)

内訳の合計が、全体の数と合わない。
見るもの: 全体の数とかっこの中の内訳(合計74件(…))、並びとその計(…(計9社))、実績値の市町村別の内訳。
理由: 読む人は足し算をする。どれかの数が誤りで、どれなのかは読む人に分からない。
確かさ: 内訳が全体を超えるものと、合計・内訳と書いてあるものは確実。「うち」で一部だけを挙げたと読
めるものは「おそれ」とし、注意にとどめる。
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.characters import fold
from hakaru.ledger.entries import Actual
from hakaru.ledger.measure import same_unit

PARTS_DIFFER = Kind("H106", Severity.ERROR)
_FEWER = PARTS_DIFFER._replace(severity=Severity.WARNING, certainty=Sureness.LIKELY)

_NUMBER = r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\.[0-9]+)?)"
_UNIT = r"(?P<unit>[^\W\d_ぁ-ん]{0,4})"
_BEFORE_BRACKET = re.compile(
    rf"(?P<said>合計|総計|計|全)?[はで:]?\s*(?<![0-9.,/~-]){_NUMBER}{_UNIT}"
    r"(?:\s*(?:採択|が参加|を採択|の参加|参加))?\s*\((?P<inside>[^()]+)\)"
)
_TOTAL_INSIDE = re.compile(
    rf"(?P<inside>(?:[^、,。・()\s]+[、,]\s*)+[^、,。・()\s]+)\s*\((?:合計|計)\s*{_NUMBER}{_UNIT}\)"
)
_OF_WHICH = re.compile(r"^\s*(?:うち|内(?!訳))[、,:]?\s*")
_BREAKDOWN = re.compile(r"^\s*内訳[、,:]?\s*(?:は)?")
_PART = re.compile(rf"\s*(?P<label>[^\d、,/:()~]{{1,20}}?)[\s:は]*{_NUMBER}\s*{_UNIT}\s*")
_BEGINS = re.compile(rf"{_NUMBER}{_UNIT}(?![0-9])")
# A number with one of these beside it is no part: a target, another year, a capacity, an overlap.
_NO_PART = re.compile(
    r"うち|目標|前年|昨年|前回|前期|定員|見込|予定|計画|約|延べ|のべ|重複|複数|最大|平均|年度|参考|累計"
    r"|ほか|他$|基準|以上|以下|[RHS]$|第$|^[→~]"
)


class _Sum(NamedTuple):
    """A total and its parts as printed; `complete`: the text says that these are all parts."""

    total: Decimal
    parts: tuple[Decimal, ...]
    text: str
    of_which: bool
    complete: bool


def check(context: Context) -> Iterator[Finding]:
    """Yield the totals in what was done, and the results, that their parts do not give."""
    for activity in context.ledger.activities:
        for found in _sums(activity.text):
            kind = _kind(found)
            if kind is not None:
                yield kind.at(
                    *places(activity),
                    project=activity.project,
                    fiscal_year=activity.fiscal_year or "",
                    total=_plain(found.total),
                    parts=" + ".join(map(_plain, found.parts)),
                    sum=_plain(Decimal(sum(found.parts))),
                    text=found.text,
                )
    for results in context.results.values():
        for result in results.values():
            yield from _of_members(result)


def _of_members(result: Actual) -> Iterator[Finding]:
    """Yield a result that is less than what its members' parts add up to.

    Fewer parts are no contradiction: not every member need be listed.
    """
    value, shares = result.quantity.value, result.breakdown
    units = {share.unit for share in shares if share.unit}
    if value is None or any(not same_unit(unit, result.quantity.unit) for unit in units):
        return
    parts = [share.value * result.quantity.scale for share in shares]
    if len(parts) > 1 and sum(parts) > value:
        yield PARTS_DIFFER.at(
            *places(result),
            indicator=result.indicator,
            fiscal_year=result.fiscal_year,
            total=_plain(value),
            parts=" + ".join(map(_plain, parts)),
            sum=_plain(Decimal(sum(parts))),
            text=result.quantity.text,
        )


def _kind(found: _Sum) -> Kind | None:
    """Return what to make of a total and its parts, None where nothing is wrong."""
    together = sum(found.parts)
    if together == found.total or (len(found.parts) < 2 and together < found.total):
        return None
    if together > found.total or (found.complete and not found.of_which):
        return PARTS_DIFFER
    return None if found.of_which and not found.complete else _FEWER


def _sums(text: str) -> Iterator[_Sum]:
    """Yield every total of a text that has its parts beside it, all in one unit."""
    folded = fold(text)
    for pattern in (_BEFORE_BRACKET, _TOTAL_INSIDE):
        for match in pattern.finditer(folded):
            inside = match["inside"]
            of_which, breakdown = _OF_WHICH.match(inside), _BREAKDOWN.match(inside)
            start = of_which or breakdown
            listed = inside[start.end() :] if start else inside
            parts = _parts(listed, match["unit"])
            if of_which and not parts:
                parts = _first(listed, match["unit"])
            if parts and (len(parts) > 1 or of_which):
                yield _Sum(
                    total=_decimal(match["number"]),
                    parts=parts,
                    text=text[match.start() : match.end()].strip(),
                    of_which=of_which is not None,
                    complete=bool(
                        breakdown or pattern is _TOTAL_INSIDE or match.groupdict().get("said")
                    ),
                )


def _parts(inside: str, unit: str) -> tuple[Decimal, ...]:
    """Return the numbers of a list when every item is a label with a number of the same unit."""
    numbers: list[Decimal] = []
    for item in re.split(r"[、,](?!\d{3}(?!\d))|・(?=\D)|/", inside):
        part = _PART.fullmatch(item)
        alike = part and (not part["unit"] or not unit or same_unit(part["unit"], unit))
        if part is None or not alike or _NO_PART.search(part["label"].strip()):
            return ()
        numbers.append(_decimal(part["number"]))
    return tuple(numbers)


def _first(inside: str, unit: str) -> tuple[Decimal, ...]:
    """Return the number that a remark begins with (10名が2回利用), where its unit is the same."""
    part = _BEGINS.match(inside)
    return (_decimal(part["number"]),) if part and unit and part["unit"] == unit else ()


def _decimal(printed: str) -> Decimal:
    """Return the number of a text such as 1,234.5."""
    return Decimal(printed.replace(",", ""))


def _plain(number: Decimal) -> str:
    """Return a number for reading."""
    return f"{number:,f}"
