"""Fiscal years run from April to March; eras and western years stand side by side."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakaru.ledger.characters import fold
from hakaru.ledger.period import (
    era_code,
    era_name,
    find_day,
    find_days,
    find_fiscal_years,
    fiscal_year_of,
    western_year,
    year_of,
)

EXAMPLES = tomllib.loads(Path(__file__).with_name("values.toml").read_text("utf-8"))
Example = dict[str, Any]
MARKS = [(".", ".", ""), ("/", "/", ""), ("-", "-", ""), ("年", "月", "日")]


def test_a_fiscal_year_runs_from_april_to_march() -> None:
    """31 March belongs to the year that began in April before."""
    assert fiscal_year_of(date(2025, 4, 1)) == 2025
    assert fiscal_year_of(date(2026, 3, 31)) == 2025


@pytest.mark.parametrize(
    ("year", "code", "name"),
    [
        (2025, "R7", "令和7年度"),
        (2019, "R1", "令和元年度"),
        (2018, "H30", "平成30年度"),
        (1989, "H1", "平成元年度"),
        (1988, "S63", "昭和63年度"),
        (1912, "T1", "大正元年度"),
        (1868, "M1", "明治元年度"),
        (1850, "1850", "1850年度"),
    ],
)
def test_a_year_has_a_short_and_a_full_era_name(year: int, code: str, name: str) -> None:
    """The first year of an era is 元; before Meiji the western year stands."""
    assert era_code(year) == code
    assert era_name(year) == name


def test_h31_and_r1_are_the_same_year() -> None:
    """A document written before the era changed counts on in the old era."""
    assert western_year("H", 31) == western_year("令和", 1) == western_year("㋿", 1) == 2019
    assert western_year("Ｒ", 7) == 2025


@pytest.mark.parametrize(("era", "number"), [("X", 1), ("R", 0), ("R", -1), ("R", 99)])
def test_an_impossible_era_year_is_none(era: str, number: int) -> None:
    """Unknown era, number below 1, year after 2100."""
    assert western_year(era, number) is None


@pytest.mark.parametrize("example", EXAMPLES["year"], ids=lambda example: example["text"])
def test_years_in_a_text(example: Example) -> None:
    """Every form of values.toml names its years, in order."""
    mentions = find_fiscal_years(example["text"])
    assert [mention.year for mention in mentions] == example["years"]
    assert year_of(example["text"]) == (example["years"] or [None])[0]


@pytest.mark.parametrize("example", EXAMPLES["day"], ids=lambda example: example["text"])
def test_days_in_a_text(example: Example) -> None:
    """Every form of values.toml names its days; without a year it takes the one it stands in."""
    mentions = find_days(example["text"], example.get("in_year"))
    assert [mention.day for mention in mentions] == example["days"]
    precision = "month" if example.get("month") else "day"
    assert {mention.precision for mention in mentions} <= {precision}
    assert find_day(example["text"], example.get("in_year")) == (mentions or (None,))[0]


def test_a_mention_knows_its_place() -> None:
    """The words of a mention are those of the text, full width and all."""
    text = "実績は令和７年度、調査は令和７年９月２５日"
    year, day = find_fiscal_years(text)[0], find_days(text)[0]
    assert text[year.start : year.end] == year.written == "令和７年度"
    assert text[day.start : day.end] == day.written == "令和７年９月２５日"


@given(st.integers(1868, 2100))
def test_an_era_name_reads_back(year: int) -> None:
    """What `era_name` writes, `year_of` reads."""
    assert year_of(era_name(year)) == year
    assert year_of(f"{year}年度") == (year if year >= 1950 else None)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.sampled_from(MARKS))
def test_a_day_reads_back(day: date, marks: tuple[str, str, str]) -> None:
    """2025.9.11, 2025/9/11 and 2025年9月11日 are the same day."""
    after_year, after_month, after_day = marks
    text = f"{day.year}{after_year}{day.month}{after_month}{day.day}{after_day}"
    found = find_day(text)
    assert found is not None
    assert (found.day, found.precision) == (day, "day")


@given(st.dates(date(1990, 4, 1), date(2099, 3, 31)))
def test_a_day_without_a_year_lies_in_its_fiscal_year(day: date) -> None:
    """January to March lie in the calendar year after."""
    found = find_day(f"{day.month}月{day.day}日", fiscal_year_of(day))
    assert found is not None
    assert found.day == day


def assert_inside(text: str, year: int | None) -> None:
    """Check that every mention is the piece of the text it says it is."""
    for mention in find_fiscal_years(text):
        assert text[mention.start : mention.end] == mention.written
    for found in find_days(text, year):
        assert text[found.start : found.end] == found.written


@given(st.text(max_size=400), st.none() | st.integers())
def test_any_text_gives_mentions_inside_it(text: str, year: int | None) -> None:
    """No text and no year raises, and a mention is always a piece of the text."""
    assert_inside(text, year)


@given(st.lists(st.sampled_from("0123456789年月日度R令和元/.-～（）() １２"), max_size=60))
def test_any_jumble_of_date_signs_gives_mentions_inside_it(signs: list[str]) -> None:
    """The same for texts that are nearly dates."""
    assert_inside("".join(signs), 2025)


def test_folding_keeps_every_place() -> None:
    """The folded copy of a text is as long as the text, and ① stays ①."""
    assert fold("（１）①１，０００人　―５％") == "(1)①1,000人 -5%"


@given(st.text())
def test_folding_any_text_keeps_its_length(text: str) -> None:
    """One character for one, whatever it is; folding twice changes nothing more."""
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
