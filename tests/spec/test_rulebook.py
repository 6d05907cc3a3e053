"""Rulebooks: dated data files that carry any authority's scale; their errors say what is wrong."""

from datetime import date
from pathlib import Path

import pytest

from hakaru.errors import RulebookError
from hakaru.rules.rulebook import book_for_legend, books, load_book, read_book
from hakaru.rules.scale import Family

SHIPPED = "sapporo-renkei-2024"
LEGEND = "<評価凡例> ◎ 達成済み、□ 概ね達成（85%以上）、× 未達 ○ 達成見込、△ 未達見込み"
MADE_UP = Path(__file__).parents[1] / "rules" / "books" / "elapsed-classes.toml"


def made_up(*changes: tuple[str, str]) -> str:
    """Return the text of a made-up book with these changes."""
    text = MADE_UP.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_book_says_whose_it_is_and_until_when() -> None:
    """Authority, published source, years and the day it was last compared stand in the book."""
    book = load_book(SHIPPED)

    assert SHIPPED in books()
    assert (book.authority, book.reference.section) == ("札幌市", "評価凡例")
    assert book.covers(2024)
    assert book.covers(2028)
    assert not book.covers(2023)
    assert not book.covers(2029)
    assert book.confirmed_on > date(2026, 1, 1)


@pytest.mark.parametrize("name", books())
def test_every_shipped_book_can_be_shown_and_counted(name: str) -> None:
    """Every mark has words, a reading and a colour; every open question says how it is decided."""
    book = load_book(name)

    for mark in book.grades:
        assert mark.label.ja
        assert mark.label.en
        assert mark.reading
        assert mark.colour
    assert len({mark.reading for mark in book.grades}) == len(book.grades)
    assert book.assumptions
    assert book.counting[0].met == tuple(mark.key for mark in book.grades if mark.counts_as_met)


def test_marks_are_found_by_key_and_by_any_printed_character() -> None:
    """Documents type 〇 and ◯ for ○, and any dash for -."""
    book = load_book(SHIPPED)

    assert book.marks["met"].symbol == "◎"
    assert {book.mark_of(sign) for sign in ("○", "〇", "◯", " ○ ")} == {book.marks["expected_met"]}
    assert book.mark_of("－") is book.marks["not_evaluated"]
    assert book.mark_of("A") is None


def test_a_book_may_come_from_a_file(tmp_path: Path) -> None:
    """Another authority's scale is another file; nothing in the program knows it."""
    path = tmp_path / "another.toml"
    path.write_text(made_up(), encoding="utf-8")
    book = load_book(path)

    assert [mark.symbol for mark in book.grades] == ["A", "B", "C", "D", "-"]
    assert set(book.scales) == {Family.BOTH}


@pytest.mark.parametrize(
    "legend",
    [
        LEGEND,
        "◎:達成済み\t□:おおむね達成(85%以上)\t×:未達\n〇:達成見込み\t△:未達見込",
        "◎…達成済　□…概ね達成（８５％以上）　✕…未達　◯…達成見込み　△…未達見込み",
        "達成済み：◎ 概ね達成：□ (85%以上) 未達：× 達成見込：○ 未達見込：△",
    ],
)
def test_a_printed_legend_names_its_book(legend: str) -> None:
    """A legend is recognised by its symbols with their words, however they are set."""
    assert book_for_legend(legend) == SHIPPED


@pytest.mark.parametrize(
    "legend",
    [
        "",
        "◎ □ × ○ △",
        "◎ 達成済み、□ 概ね達成（80%以上）、× 未達 ○ 達成見込、△ 未達見込み",
        "◎ 順調、□ 概ね達成（85%以上）、× 未達 ○ 達成見込、△ 未達見込み",
        "A 達成 B 概ね達成（85%以上） C 未達",
    ],
)
def test_another_legend_is_not_taken_for_it(legend: str) -> None:
    """The same symbols with other words, or another threshold, are another authority's."""
    assert book_for_legend(legend) is None


def refusal(text: str) -> dict[str, str]:
    """Return what the error says about a book."""
    with pytest.raises(RulebookError) as refused:
        read_book(text, file="mine.toml")
    return {"code": refused.value.code, **refused.value.values}


@pytest.mark.parametrize(
    ("old", "new", "key", "where"),
    [
        ('min = "0.8"', "min = 0.8", "scales.both.thresholds[1].min", "min = 0.8"),
        ('min = "0.8"', 'min = "eighty"', "scales.both.thresholds[1].min", "eighty"),
        ('min = "0.8"', 'min = "0.4"', "scales.both.thresholds[2].min", 'min = "0.6"'),
        ('otherwise = "d"', 'otherwise = "e"', "scales.both.otherwise", "otherwise"),
        ('reached = "a"', "reached = 1", "scales.both.reached", "reached = 1"),
        ('not_evaluated = "none"', 'not_evaluated = "no"', "not_evaluated", "not_evaluated"),
        ("[scales.both]", "[scales.confirmed]", "scales", "[scales.confirmed]"),
        ('symbol = "B"', 'symbol = "A"', "grades[1].symbol", 'key = "b"'),
        ('key = "b"', 'key = "a"', "grades[1].key", 'symbol = "B"'),
        ('colour = "nearly-met"', 'colour = "#ffd43d"', "grades[1].colour", "#ffd43d"),
        ('colour = "nearly-met"', 'colour = "pink"', "grades[1].colour", "pink"),
        ('reading = "ビー"', 'reading = "エー"', "grades[1].reading", 'key = "b"'),
        ('family = "both"', 'family = "all"', "grades[0].family", "all"),
        ('met = ["a", "b"]', 'met = ["a", "e"]', "counting[0].met", "met = ["),
        ('done_from = "整備"', 'done_from = "昼寝"', "words.done_from", "昼寝"),
        ('milestone = "human"', 'milestone = "stages"', "words.stages", "[words]"),
        ('everyone = "reached_or_not"', 'everyone = "stages"', "formulas.everyone", "everyone ="),
        ('higher = ["progress", "ratio"]', "higher = []", "formulas.number.higher", "higher = []"),
        ('"progress", "ratio"]', '"keep_down"]', "formulas.number.higher", "keep_down"),
        ('"progress", "ratio"]', '"progress", "human"]', "formulas.number.higher", "human"),
        ('"progress", "ratio"]', '"guess"]', "formulas.number.higher[0]", "guess"),
        ('"progress", "ratio"]', '"compare", "ratio"]', "formulas.number.higher", "compare"),
        ('symbol = "B"', 'symbol = ""', "grades[1].symbol", 'key = "b"'),
        ("valid_from = 2020", "valid_from = 2", "valid_from", "valid_from"),
        ("valid_from = 2020", "valid_from = 2020\nvalid_until = 2019", "valid_until", "2019"),
        ('cap = "1"', 'cap = "-1"', "cap", "cap"),
        ('span = "plan"', "years = 0", "elapsed.years", "elapsed"),
        ('cap = "1"', "display = { decimals = 9 }", "display.decimals", "decimals"),
        ('cap = "1"', 'states = { blank = "z" }', "states.blank", "blank"),
        ("confirmed_on = 2026-11-22", 'confirmed_on = "soon"', "confirmed_on", "soon"),
    ],
)  # fmt: skip
def test_a_wrong_book_is_refused_with_file_line_key_and_expectation(
    old: str, new: str, key: str, where: str
) -> None:
    """The error names the file, the line, the key and what was expected there."""
    text = made_up((old, new))
    lines = text.splitlines()
    said = refusal(text)

    assert (said["code"], said["file"], said["key"]) == ("rulebook_invalid", "mine.toml", key)
    assert where in lines[int(said["line"]) - 1]
    assert said["expected"]


def test_a_key_that_is_missing_or_unknown_is_named_with_those_there_are() -> None:
    """A slip of the pen is found at once: the line, and the keys that may stand there."""
    missing = refusal(made_up(('authority = "test"', "")))
    unknown = refusal(made_up(('cap = "1"', 'color = "red"')))
    within = refusal(made_up(('label = { ja = "順調", en = "on track" }, ', "")))

    assert (missing["code"], missing["key"]) == ("rulebook_missing_key", "authority")
    assert (unknown["code"], unknown["key"]) == ("rulebook_unknown_key", "color")
    assert made_up(('cap = "1"', 'color = "red"')).splitlines()[int(unknown["line"]) - 1] == (
        'color = "red"'
    )
    assert "authority" in unknown["known"]
    slip = refusal(made_up(('cap = "1"', "valid_til = 2027")))
    state = refusal(made_up(('cap = "1"', 'states = { blanc = "a" }')))
    assert (slip["key"], slip["known"].split(", ")[0]) == ("valid_til", "valid_until")
    assert (state["code"], state["key"]) == ("rulebook_unknown_key", "states.blanc")
    assert state["known"].split(", ")[0] == "blank"
    assert (within["code"], within["key"]) == ("rulebook_missing_key", "grades[0].label")


def test_text_that_is_no_toml_is_refused() -> None:
    """A file that cannot be read at all is another error, with the reader's complaint."""
    said = refusal("schema = ")

    assert (said["code"], said["file"]) == ("rulebook_unreadable", "mine.toml")
    assert refusal('id = "a"\ncap = [[')["line"] == "2"
    assert said["expected"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """An Excel file given as a rulebook is refused, not a traceback."""
    path = tmp_path / "book.toml"
    path.write_bytes(b"PK\x03\x04\xff")

    with pytest.raises(RulebookError) as refused:
        load_book(path)
    assert (refused.value.code, refused.value.values["file"]) == ("rulebook_not_utf8", "book.toml")


def test_a_file_in_the_encoding_of_windows_is_refused_with_its_line(tmp_path: Path) -> None:
    """A rulebook saved by an old editor: the first line that is no UTF-8 is named."""
    path = tmp_path / "book.toml"
    path.write_bytes('id = "a"\nauthority = "市"\n'.encode("cp932"))

    with pytest.raises(RulebookError) as refused:
        load_book(path)
    assert (refused.value.code, refused.value.values["line"]) == ("rulebook_not_utf8", "2")


def test_an_unknown_book_is_refused_with_those_there_are() -> None:
    """The error lists the ids of the shipped books."""
    with pytest.raises(RulebookError) as refused:
        load_book("nowhere-2024")

    assert refused.value.code == "rulebook_unknown"
    assert refused.value.values["file"] == "nowhere-2024"
    assert SHIPPED in refused.value.values["expected"]
