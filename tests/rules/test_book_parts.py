"""The parts of a rulebook: what short books leave out, colours, lines, editions, points."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from msgspec.structs import replace

from hakaru.errors import RulebookError
from hakaru.rules import rulebook
from hakaru.rules.cases import Row, judged
from hakaru.rules.colour import LEAST_CONTRAST, contrast, ink, tokens
from hakaru.rules.methods import Display
from hakaru.rules.points import Points, points_of
from hakaru.rules.positions import line_of, positions
from hakaru.rules.rulebook import (
    book_for_legend,
    books,
    edition_for,
    editions,
    load_book,
    read_book,
    shipped_book,
)
from hakaru.rules.scale import Family, Rulebook
from hakaru.rules.shorthand import exact_number
from rules.tables import tables

BOOKS = Path(rulebook.__file__).parent / "books"
PATTERNS = [name for name in books() if load_book(name).pattern]
SHORT = """
schema = "hakaru.rulebook/1"
id = "our-city"
title = "4段階評価"
authority = "A市"
reference = { document = "実施計画", section = "評価" }
valid_from = 2024
confirmed_on = 2026-04-01
grades = [
  { key = "a", symbol = "A", label = "順調", min = "100%", counts_as_met = true },
  { key = "b", symbol = "B", label = "概ね順調", min = "80%" },
  { key = "c", symbol = "C", label = "遅れ" },
]
"""


def short(more: str = "") -> Rulebook:
    """Return a short book with more lines."""
    return read_book(SHORT + more, file="short.toml")


def test_a_short_book_is_made_whole() -> None:
    """What is left out is filled in: scale, readings, colours, counting, "not evaluated", due."""
    book = short()
    scale = book.scale(Family.CONFIRMED)

    assert [(step.min, step.inclusive, step.grade) for step in scale.thresholds] == [
        (Fraction(1), True, "a"),
        (Fraction(4, 5), True, "b"),
    ]
    assert (scale.otherwise, scale.reached, scale.missed) == ("c", "a", "c")
    assert [mark.symbol for mark in book.grades] == ["A", "B", "C", "-"]
    assert [mark.reading for mark in book.grades] == ["エー", "ビー", "シー", "評価なし"]
    assert [mark.colour for mark in book.grades] == ["met", "nearly-met", "missed", "not-evaluated"]
    assert (book.title.ja, book.title.en) == ("4段階評価", "4段階評価")
    assert (book.counting[0].met, book.counting[0].excluded) == (("a",), ("not_evaluated",))
    assert book.due.by_year == "due_year"
    assert short("elapsed = {}").due.by_year == "every_year"
    assert book.series == book.id


def test_a_book_for_every_purpose_fits_on_a_page() -> None:
    """Four classes times elapsed years, with four formulas, take fewer than 40 lines."""
    text = (BOOKS / "patterns" / "pattern-elapsed-abcd.toml").read_text(encoding="utf-8")
    book = load_book("pattern-elapsed-abcd")
    ways = book.formulas.number

    assert len(text.splitlines()) < 40
    assert {ways.higher[0], ways.higher[1], ways.keep_higher[0], ways.keep_lower[0]} == {
        "progress",
        "ratio",
        "keep_up",
        "keep_down",
    }


def test_every_pattern_has_cases_and_is_never_recognised() -> None:
    """A pattern is nobody's legend: each has a table of cases, none is found in a document."""
    assert len(PATTERNS) >= 10
    assert set(PATTERNS) <= {table.book for table in tables().values()}
    for name in PATTERNS:
        book = load_book(name)
        legend = "、".join(f"{mark.symbol} {mark.label.ja}" for mark in book.grades)
        assert book_for_legend(legend) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (1, Fraction(1)),
        ("85%", Fraction(17, 20)),
        ("85 %", Fraction(17, 20)),
        ("17/20", Fraction(17, 20)),
        ("0.85", Fraction(17, 20)),
        ("-1/3", Fraction(-1, 3)),
    ],
)
def test_exact_numbers(written: object, number: Fraction) -> None:
    """Thresholds are written as percent, fraction or decimal, never as a float."""
    assert exact_number(written) == number


@pytest.mark.parametrize("written", [0.85, True, "about 85", "1/0", None])
def test_inexact_numbers_are_refused(written: object) -> None:
    """A float of the file format would not be what was meant."""
    with pytest.raises(ValueError, match="exact number"):
        exact_number(written)


def test_colours_keep_their_contrast() -> None:
    """Every token is legible on white, and 21:1 is black on white."""
    assert contrast("#000000") == pytest.approx(21)
    for token in tokens():
        code = ink(token)
        assert code is not None
        assert contrast(code) >= LEAST_CONTRAST
    assert ink("pink") is None
    assert ink("#0B6B3A") == "#0b6b3a"


def test_the_lines_of_a_text() -> None:
    """Keys are found in tables, lists of tables, inline tables and dotted keys, past any text."""
    lines = positions(
        'a = """\n[x]\nb = 1\n"""  # [y]\nlist = [\n  { k = 1 },\n  { k = "]}" },\n]\n'
        "[t.u]\nv.w = 1\n[[r]]\ns = 1\n[[r]]\n's' = '''\n'''\n"
    )
    assert lines[("a",)] == 1
    assert lines["list", 1, "k"] == 7
    assert lines["t", "u", "v", "w"] == 10
    assert (lines["r", 0, "s"], lines["r", 1, "s"]) == (12, 14)
    assert line_of(("list", 1, "other"), lines) == 7
    assert line_of(("nowhere",), lines) == 1


def edition(book_id: str, first: int, last: int | None) -> Rulebook:
    """Return an edition of one series."""
    return replace(short(), id=book_id, series="our-city", valid_from=first, valid_until=last)


def test_a_later_edition_never_changes_an_earlier_year() -> None:
    """Each year keeps the edition that covers it; where two do, the earlier one."""
    first, second = edition("our-2024", 2024, 2026), edition("our-2027", 2027, None)
    overlapping = edition("our-2025", 2025, None)

    for year, chosen in ((2024, first), (2026, first), (2027, second), (2040, second)):
        assert edition_for((second, first), year) is chosen
    assert edition_for((first, overlapping), 2026) is first
    assert edition_for((first, overlapping), 2027) is overlapping
    assert edition_for((overlapping, second), 2026) is overlapping
    assert edition_for((overlapping, second), 2027) is second
    assert edition_for((second, first), 2020) is first
    assert edition_for((edition("our-2020", 2020, 2021), second), 2024).id == "our-2020"


def test_editions_of_a_shipped_book() -> None:
    """A book without other editions is its own only one; a pattern never has others."""
    sapporo = shipped_book("sapporo-renkei-2024")
    assert editions(sapporo) == (sapporo,)
    assert editions(load_book(PATTERNS[0])) == (load_book(PATTERNS[0]),)


def test_points_add_up_exactly() -> None:
    """5, 4 and 4 points are 13/3; what is not evaluated does not enter the mean."""
    book = load_book("pattern-five-points")
    rows = [
        Row(name="", target="10回（毎年度）", actual=actual, expect="")
        for actual in ("10回", "8回", "9回", "集計中", "なんとも言えない")
    ]
    found = points_of([judged(row, book) for row in rows], book)

    assert found == Points(Fraction(13), 3)
    assert found.mean == Fraction(13, 3)
    assert points_of([], book).mean is None


def test_rounding_is_for_display_only() -> None:
    """Cut off or rounded, with any decimals: the mark is that of the exact rate."""
    row = Row(name="", target="300人（毎年度）", actual="299人", expect="")
    shown = {
        (decimals, rounding): judged(
            row, replace(short(), display=Display(decimals=decimals, rounding=rounding))
        )
        for decimals in (0, 1, 3)
        for rounding in ("half_up", "down")
    }
    rates = {key: grade.working[0].value("rate") for key, grade in shown.items()}

    assert {grade.computed for grade in shown.values()} == {"B"}
    assert rates == {
        (0, "half_up"): "99.7",
        (0, "down"): "99",
        (1, "half_up"): "99.7",
        (1, "down"): "99.6",
        (3, "half_up"): "99.667",
        (3, "down"): "99.666",
    }


def test_who_may_override_and_when_it_was_confirmed() -> None:
    """Both are data of the book."""
    book = load_book("pattern-by-hand")
    assert book.override.by == ("section", "council", "secretariat")
    assert book.override.reason
    assert book.confirmed_on > date(2026, 1, 1)
    with pytest.raises(RulebookError):
        short('override = { by = ["mayor"] }')


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        (
            'label = "順調", min',
            'label = "順調", when = ["bettr"], min',
            "grades[0].when[0]",
            "one_of",
        ),
        ('label = "順調", min', 'label = "順調", when = "better", min', "grades[0].when", "list"),
        ('label = "遅れ"', 'label = "遅れ", min = "60%"', "grades[2].min", "lowest"),
        (SHORT[SHORT.index("grades") :], "grades = []\n", "grades", "at_least_one"),
    ],
)
def test_what_a_mark_says_wrongly_is_told_at_the_mark(
    old: str, new: str, key: str, expected: str
) -> None:
    """A mistyped outcome is not passed over; that no mark is the lowest is told at the last."""
    with pytest.raises(RulebookError) as refused:
        read_book(SHORT.replace(old, new), file="short.toml")
    told = refused.value.values
    assert (told["key"], told["expected"]) == (key, expected)
    assert int(told["line"]) >= SHORT[: SHORT.index("grades")].count("\n")
