"""Years written twice, by era and western: 2025年度(R7年度), 令和5(2023)年度, R6年度/2024年度."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hakaru.ledger.characters import fold
from hakaru.ledger.period import YearMention, find_fiscal_years

_JOINED = re.compile(r"\s*[(\[/=<〈《]\s*")
# 「令和5(2023)年度」: one 年 or 年度 stands for both.
_SHARED = re.compile(
    r"(?P<one>(?:[一-龥]{2}|[A-Z])?\d{1,4})\((?P<other>[^()\s]{1,6}\d)\)(?P<unit>年度?)"
)
# 「令和8年3月(2026年3月)」: the same month of both; 令和7年度(2026年3月) is no such pair.
_MONTHS = re.compile(
    r"(?P<one>\d{1,4}|元)年 ?(?P<month>\d{1,2})月(?:\d{1,2}日)? ?"
    r"\((?P<other>[^()\s]{1,6})年 ?(?P=month)月(?:\d{1,2}日)?\)"
)
_CLOSED = re.compile(r"\s*(?:[)\]>〉》]|$|[^~・、,\-0-9])")
_RANGE = re.compile(r"[~\-]\s*$")


def differing_years(text: str) -> Iterator[tuple[YearMention, YearMention]]:
    """Yield an era year and a western year that stand for each other and are not the same.

    The mentions say where they stand in a copy in which 令和5(2023)年度 has its 年度 twice, and
    in which months are left out.
    """
    text = _MONTHS.sub(r"\g<one>年(\g<other>年)", fold(text))
    text = _SHARED.sub(r"\g<one>\g<unit>(\g<other>\g<unit>)", text)
    for one, other in pairwise(find_fiscal_years(text)):
        joined = _JOINED.fullmatch(text, one.end, other.start)
        apart = _RANGE.search(text, 0, one.start) or not _CLOSED.match(text, other.end)
        mixed = one.written.strip()[:1].isdigit() is not other.written.strip()[:1].isdigit()
        if joined and mixed and not apart and one.year != other.year:
            yield one, other
