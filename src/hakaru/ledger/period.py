"""Fiscal years and days as Japanese documents write them, in eras and western years."""

import calendar
import re
from datetime import date
from typing import Literal, NamedTuple

from hakaru.ledger.characters import fold

# The first year of each era, also of its fiscal years: 2019 is 令和元年度 (H31 is the same).
_ERAS = (("R", "令和", 2019), ("H", "平成", 1989), ("S", "昭和", 1926), ("T", "大正", 1912),
         ("M", "明治", 1868))  # fmt: skip
_SQUARE_ERAS = {"㋿": "R", "㍻": "H", "㍼": "S", "㍽": "T", "㍾": "M"}
_FIRST_YEARS = {key: first for code, name, first in _ERAS for key in (code, code.lower(), name)} | {
    square: next(first for era, _, first in _ERAS if era == code)
    for square, code in _SQUARE_ERAS.items()
}
_LAST_YEAR = 2100


class YearMention(NamedTuple):
    """A fiscal year in a text: the year, how it is written, and where."""

    year: int
    written: str
    start: int
    end: int


class DayMention(NamedTuple):
    """A day in a text. Of a mere month it is the last day, with precision "month"."""

    day: date
    precision: Literal["day", "month"]
    written: str
    start: int
    end: int


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year of a day: April to March, 2026-02-14 is 2025."""
    return day.year if day.month >= 4 else day.year - 1


def _era_of(fiscal_year: int) -> tuple[str, str, int] | None:
    """Return code, name and number of a fiscal year's era; None before 1868."""
    for code, name, first in _ERAS:
        if fiscal_year >= first:
            return code, name, fiscal_year - first + 1
    return None


def era_code(fiscal_year: int) -> str:
    """Return a fiscal year in short: 2025 is R7, 2019 R1, 2018 H30; before 1868 the bare number."""
    era = _era_of(fiscal_year)
    return f"{era[0]}{era[2]}" if era else str(fiscal_year)


def era_name(fiscal_year: int) -> str:
    """Return a fiscal year in full: 2025 is 令和7年度, 2019 令和元年度; before 1868 without era."""
    era = _era_of(fiscal_year)
    if era is None:
        return f"{fiscal_year}年度"
    return f"{era[1]}{'元' if era[2] == 1 else era[2]}年度"


def western_year(era: str, number: int) -> int | None:
    """Return the year of an era's number: ("R", 7), ("令和", 7), ("㋿", 7) are 2025.

    Numbers beyond an era's end count on, as documents written before it do: H31 is 2019. None for
    an unknown era, a number below 1 and a year after 2100.
    """
    first = _FIRST_YEARS.get(fold(era))
    if first is None or number < 1:
        return None
    year = first + number - 1
    return year if year <= _LAST_YEAR else None


_ERA = "[㋿㍻㍼㍽㍾]|令和|平成|昭和|大正|明治"
# A cheap look at the first character keeps the search fast on long texts.
_BEGINNINGS = "㋿㍻㍼㍽㍾令平昭大明MTSHRmtshr"
_NUMBER = "(?:[0-9]{1,2}|元)(?![0-9])"
_WESTERN = "(?:19[5-9][0-9]|20[0-9]{2}|2100)(?![0-9])"
_YEARS = re.compile(
    rf"""
    (?=[0-9 {_BEGINNINGS}F])
    (?: (?P<era>(?:{_ERA})|(?<![A-Za-z0-9])[MTSHRmtshr]) \ ?(?P<number>{_NUMBER}) \ ?年
      | (?<![0-9.,])(?P<western>{_WESTERN}) \ ?年
    ) (?: \ ?度 | (?! \ ?[0-9]{{1,2}}\ ?月) )
    | (?<![A-Za-z0-9])(?P<code>[HR])(?P<short>{_NUMBER})(?![A-Za-z0-9]|[./-][0-9])
    | (?<![A-Za-z])FY\ ?(?P<fiscal>{_WESTERN})
    | (?<=[(\[])\ *(?P<bare>{_WESTERN})(?=\ *[)\]])
    | (?<![0-9.,/-])(?P<first>{_WESTERN})(?=\ ?[~・、/-]\ ?{_WESTERN}\ ?年)
    """,
    re.VERBOSE,
)
_ALONE = re.compile(rf"\s*({_WESTERN})\s*")


def _number(written: str) -> int:
    """Return an era's year number; 元 is 1."""
    return 1 if written == "元" else int(written)


def find_fiscal_years(text: str) -> tuple[YearMention, ...]:
    """Return the fiscal years a text names, in order; days such as R6.10.1 name none.

    2025年度(R7年度) gives two mentions, so that a caller sees when they disagree. Bare four digits
    (1950 to 2100) count alone, in brackets, and as the beginning of 2024～2028年度; 2030年 counts
    as the fiscal year, unless a month follows. 25年度 names no year: its era is not said.
    """
    folded = fold(text)
    alone = _ALONE.fullmatch(folded)
    if alone:
        return (_year_mention(int(alone[1]), text, *alone.span(1)),)
    mentions = []
    for match in _YEARS.finditer(folded):
        groups = match.groupdict()
        era = groups["era"] or groups["code"]
        if era:
            year = western_year(era, _number(groups["number"] or groups["short"]))
        else:
            written = next(filter(None, map(groups.get, ("western", "fiscal", "bare", "first"))))
            year = int(written)
        if year is not None:
            mentions.append(_year_mention(year, text, *match.span()))
    return tuple(mentions)


def _year_mention(year: int, text: str, start: int, end: int) -> YearMention:
    """Return the mention, without blanks before the year."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return YearMention(year, text[start:end], start, end)


def year_of(text: str) -> int | None:
    """Return the first fiscal year a text names, or None."""
    mentions = find_fiscal_years(text)
    return mentions[0].year if mentions else None


_NOT_A_DATE = (
    "[0-9]|[人件回社校名組冊台%市町村円]|\\ ?(?:以内|以下|以上|補助|助成|相当|程度|を補助|の補助)"
)
_MONTH = "(?:1[0-2]|0?[1-9])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9])"
_YEAR = (
    rf"(?P<era>(?:{_ERA})|(?<![A-Za-z0-9])[MTSHR])\ ?(?P<number>{_NUMBER})"
    rf"|(?<![0-9.,/-])(?P<western>{_WESTERN})"
)
_DAYS = re.compile(
    rf"""
    (?=[0-9{_BEGINNINGS}])
    (?: (?:{_YEAR})
    (?: \ ?(?P<fiscal>年度)\ ?(?P<m1>{_MONTH})\ ?月 (?:\ ?(?P<d1>[0-9]{{1,2}})\ ?日)?
      | \ ?年\ ?(?P<m2>{_MONTH})\ ?月 (?:\ ?(?P<d2>[0-9]{{1,2}})\ ?日)?
      | (?P<mark>[./-])\ ?(?P<m3>{_MONTH})(?![0-9]) (?: (?P=mark)\ ?(?P<d3>[0-9]{{1,2}})(?![0-9]) )?
        (?![人件円%,])(?!\.[0-9])
    )
    | (?<![0-9.年])(?P<m4>{_MONTH})\ ?月 (?:\ ?(?P<d4>[0-9]{{1,2}})\ ?日)?
    | (?<![0-9./A-Za-z-])(?<!率)(?P<m5>{_MONTH})/(?P<d5>{_DAY})(?!{_NOT_A_DATE}|/|\.[0-9])
    )
    """,
    re.VERBOSE,
)


def find_days(text: str, fiscal_year: int | None = None) -> tuple[DayMention, ...]:
    """Return the days and months a text names, in order.

    R8.2.14, R7.9, 2025/9/11 and 令和7年9月25日 carry their year; 9/11, 9月25日 and 12月末 take it
    from `fiscal_year` (January to March lie in the next calendar year) and are left out
    without one. Of a range the first day counts: 8/25～26. A day that does not exist (2月30日)
    gives nothing.
    """
    mentions = []
    folded = fold(text)
    for match in _DAYS.finditer(folded):
        found = _day_of(match.groupdict(), fiscal_year)
        if found is not None:
            start, end = match.span()
            mentions.append(DayMention(*found, text[start:end], start, end))
    return tuple(mentions)


def _day_of(
    groups: dict[str, str | None], fiscal_year: int | None
) -> tuple[date, Literal["day", "month"]] | None:
    """Return the day a match stands for and its precision, None when there is no such day."""
    form = next(number for number in "12345" if groups[f"m{number}"])
    month, day = int(groups[f"m{form}"] or 0), groups.get(f"d{form}")
    year = _year_of(groups, month, fiscal_year)
    if year is None or not date.min.year <= year < date.max.year:
        return None
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return date(year, month, last), "month"
    return (date(year, month, int(day)), "day") if 1 <= int(day) <= last else None


def _year_of(groups: dict[str, str | None], month: int, fiscal_year: int | None) -> int | None:
    """Return the calendar year of a match; a month without one takes it from the fiscal year."""
    if groups["era"]:
        year = western_year(groups["era"], _number(groups["number"] or ""))
    elif groups["western"]:
        year = int(groups["western"])
    else:
        year = fiscal_year
    if year is None or (groups["fiscal"] is None and (groups["era"] or groups["western"])):
        return year
    return year if month >= 4 else year + 1


def find_day(text: str, fiscal_year: int | None = None) -> DayMention | None:
    """Return the first day a text names (see `find_days`), or None."""
    mentions = find_days(text, fiscal_year)
    return mentions[0] if mentions else None
