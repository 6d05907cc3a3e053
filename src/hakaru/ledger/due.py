"""When a target is to be reached: （毎年度）, （2027年度まで）, 2025年度 in front."""

import re
from typing import Literal

import msgspec

from hakaru.ledger.entries import EVERY_YEAR
from hakaru.ledger.period import find_days, find_fiscal_years, fiscal_year_of

DueYear = int | Literal["every_year"] | None


class Due(msgspec.Struct, frozen=True):
    """A folded text without the words that say when (`core`), and what they say.

    `year` is a fiscal year, "every_year" or None; `until` for まで and for a span of years, which
    make a count a running total.
    """

    core: str
    year: DueYear
    until: bool = False


_BRACKET = re.compile(r" *\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_EACH_YEAR = r"(?:毎年度?|各年度?|単年度?|年間)"
_EACH_YEAR_BRACKET = re.compile(rf"{_EACH_YEAR}|毎年度?[、,].*")
_EACH_YEAR_BEFORE = re.compile(rf"{_EACH_YEAR}(?:$| *[、:,] *| +)")
_BESIDE_YEARS = re.compile(
    r"[ ~・、:,()/-]*(?:から)?(?P<until>まで|迄)?(?:に|の)?(?P<total>累計|合計|計)?"
    r"(?:末|中|内|時点)?[ ()]*"
)
_AFTER_YEAR = re.compile(r" *(?:末|中|内)?(?P<until>まで|迄)?(?:に|の|は)? *[:、,]? *")


def take_due(folded: str) -> Due:
    """Return a folded text without the words that say when, and what they say."""
    year: DueYear = None
    until, core = False, folded
    for bracket in _BRACKET.finditer(folded):
        found = _bracketed(bracket[1].strip())
        if found is not None:
            year = found.year if year is None else year
            until = until or found.until
            core = core.replace(bracket[0], "", 1)
    core = core.strip()
    in_front = _in_front(core)
    if year is None:
        return in_front
    # 2025年度(R7年度) says one year twice; 毎年度（2022年度） does not.
    twice = isinstance(in_front.year, int)
    return Due(in_front.core if twice else core, year, until or (twice and in_front.until))


def _bracketed(inner: str) -> Due | None:
    """Return what a bracket says when it says when and nothing else; of a span the last year."""
    if _EACH_YEAR_BRACKET.fullmatch(inner):
        return Due("", EVERY_YEAR)
    years = [(mention.year, mention.written) for mention in find_fiscal_years(inner)] or [
        (fiscal_year_of(mention.day), mention.written) for mention in find_days(inner)
    ]
    if not years:
        return None
    rest = inner
    for _, written in years:
        rest = rest.replace(written, "", 1)
    beside = _BESIDE_YEARS.fullmatch(rest)
    if beside is None:
        return None
    span = len(years) > 1 and ("~" in rest or "-" in rest)
    total = span or bool(beside["until"] or beside["total"])
    return Due("", years[-1][0] if span else years[0][0], until=total)


def _in_front(core: str) -> Due:
    """Take 毎年度, a fiscal year or a day off the front of a text.

    Bare digits are no year here (a target of 2015 people), nor is 2023.5.
    """
    each = _EACH_YEAR_BEFORE.match(core)
    if each:
        return Due(core[each.end() :], EVERY_YEAR)
    found = None
    for mention in find_fiscal_years(core)[:1]:
        if mention.start == 0 and not mention.written.isdigit():
            found = mention.year, mention.end
    for day in find_days(core)[:1] if found is None else ():
        if day.start == 0 and (day.precision == "day" or not day.written[0].isdigit()):
            found = fiscal_year_of(day.day), day.end
    if found is None:
        return Due(core, None)
    after = _AFTER_YEAR.match(core, found[1])
    end = after.end() if after else found[1]
    return Due(core[end:].strip(), found[0], until=bool(after and after["until"]))
