"""How values, targets, years and days are printed, so that a reader finds in them what they say."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.entries import EVERY_YEAR, Baseline, Indicator, Target
from hakaru.ledger.measure import read_quantity, unit_and_scale
from hakaru.ledger.numerals import scale_word
from hakaru.ledger.period import era_code, era_name, find_fiscal_years, fiscal_year_of
from hakaru.ledger.quantity import Quantity
from hakaru.report.words import Language
from hakaru.report.words.reports import phrase

SHORTEST_NAME = 4
_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Characters that no page shows and XML cannot hold.
_UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def printed(text: str) -> str:
    """Return a text as a page can show it: one kind of line break, no control characters."""
    return _UNPRINTED.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " ".join(printed(text).split())


def value_text(quantity: Quantity, indicator: Indicator) -> str:
    """Return a value as printed, with the unit its own text leaves to a heading elsewhere."""
    text = printed(quantity.text)
    if quantity.value is None or not quantity.unit:
        return text
    unit, scale = unit_and_scale(indicator.name)
    alone = read_quantity(text, unit=unit, scale=scale)
    if alone.value == quantity.value and alone.unit:
        return text
    if alone.unit or alone.value is None:
        return text
    return f"{text}{scale_word(quantity.scale)}{quantity.unit}"


def baseline_text(baseline: Baseline | None, indicator: Indicator) -> str:
    """Return a baseline with its year; a dash where there is none."""
    if baseline is None:
        return "-"
    text = value_text(baseline.quantity, indicator)
    year = baseline.fiscal_year
    if year is None or read_baseline(text)[1] is not None:
        return text
    return f"{text}（{year}年度）"


def target_text(target: Target, indicator: Indicator, *, due: bool = True) -> str:
    """Return a target with the year or 毎年度 that its own text leaves to a heading elsewhere."""
    text = value_text(target.quantity, indicator)
    if not due or target.due is None or read_target(text).due is not None:
        return text
    if target.due == EVERY_YEAR:
        return f"{text}（毎年度）"
    return f"{text}（{target.due}年度{'まで' if target.cumulative else ''}）"


def year_text(fiscal_year: int, lang: Language) -> str:
    """Return a fiscal year in both counts, as it stands over a column."""
    return phrase("year", lang, year=fiscal_year, era=era_code(fiscal_year))


def in_two_lines(year: str) -> str:
    """Return a year for a narrow column: the second count begins a line of its own."""
    return year.replace("（", "\n（").replace(" (", "\n(")


def era_text(fiscal_year: int, lang: Language) -> str:
    """Return a fiscal year in full: 令和7年度, or FY2025."""
    return f"FY{fiscal_year}" if lang is Language.EN else era_name(fiscal_year)


def day_text(day: date, fiscal_year: int, lang: Language) -> str:
    """Return the day of a label: 12月末 within the year, else the whole date."""
    if lang is Language.EN:
        return day.isoformat()
    month = day.month
    ends = (date(day.year + month // 12, month % 12 + 1, 1) - day).days == 1
    if fiscal_year_of(day) == fiscal_year:
        return f"{month}月末" if ends else f"{month}月{day.day}日"
    calendar = era_name(day.year).removesuffix("度")
    if day < date(2019, 5, 1):
        calendar = f"{day.year}年"
    return f"{calendar}{month}月末" if ends else f"{calendar}{month}月{day.day}日"


def title_text(title: str, fiscal_year: int, suffix: str, lang: Language) -> str:
    """Return a report's title: the plan's with the year reported on, and what the report is.

    A title that was a report's of another year gets this one's year in its place.
    """
    title = one_line(title)
    if lang is Language.EN:
        return f"{title}: {suffix}, {era_text(fiscal_year, lang)}"
    mentions = find_fiscal_years(title)
    years = {mention.year for mention in mentions}
    if suffix and not title.endswith(suffix) and not _is_report(title):
        title = f"{title} {suffix}"
    if years == {fiscal_year}:
        return title
    if len(mentions) == 1:
        found = mentions[0]
        return f"{title[: found.start]}{era_name(fiscal_year)}{title[found.end :]}"
    if mentions or not suffix or not title.endswith(suffix):
        return f"{era_name(fiscal_year)} {title}"
    return f"{title.removesuffix(suffix)}{era_name(fiscal_year)}{suffix}"


def plan_name(title: str) -> str:
    """Return a plan's name from its title: what stands before the year that a report is of."""
    title = one_line(title)
    for found in find_fiscal_years(title)[:1]:
        name = title[: found.start].strip(" （(")
        if len(name) >= SHORTEST_NAME:
            return name
    return title


def _is_report(title: str) -> bool:
    """Tell whether a title already says what kind of report it is."""
    return title.endswith(("一覧", "状況", "進捗", "報告", "実績", "報告書", "一覧表"))


def underlined(text: str, names: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where a text names members, the longer names first, as half-open ranges."""
    listed = sorted({name for name in names if name}, key=len, reverse=True)
    if not listed:
        return ()
    pattern = re.compile("|".join(map(re.escape, listed)))
    return tuple(found.span() for found in pattern.finditer(text))


def percent_text(met: int, evaluable: int) -> str:
    """Return a share in percent with one decimal, halves up: 62 of 67 is 92.5%."""
    if not evaluable:
        return "-"
    tenths = (met * 2000 + evaluable) // (2 * evaluable)
    return f"{tenths // 10}.{tenths % 10}%"


def amount_text(yen: Decimal, scale: int) -> str:
    """Return an amount of yen in thousands (or ones), grouped."""
    amount = yen / scale
    return f"{amount:,f}"
