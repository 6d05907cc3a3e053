"""Sentences: what findings, errors, places and workings look like to a reader."""

import pytest

from hakaru.errors import UsageError
from hakaru.findings import Kind
from hakaru.read.kinds import VALUE_NOT_UNDERSTOOD
from hakaru.report.words import (
    Language,
    language_of,
    place_text,
    say,
    sentence_for_error,
    sentence_for_finding,
    term,
    working_text,
)
from hakaru.rules.rulebook import load_book
from hakaru.rules.working import Step
from hakaru.source import Place


def test_a_finding_in_both_languages() -> None:
    """A finding says what stands there and what was made of it."""
    finding = VALUE_NOT_UNDERSTOOD.at(project="plan/08", text="検討?")
    assert "「検討?」" in sentence_for_finding(finding, Language.JA)
    assert 'The value "検討?" is neither' in sentence_for_finding(finding, Language.EN)


def test_a_finding_names_what_it_is_about() -> None:
    """The id of the indicator or project stands in front, the closest where there are several."""
    about = {"project": "plan/08", "text": "検討?"}
    said = sentence_for_finding(VALUE_NOT_UNDERSTOOD.at(**about), Language.JA)
    closer = sentence_for_finding(
        VALUE_NOT_UNDERSTOOD.at(indicator="plan/08/②", **about), Language.JA
    )
    assert said.startswith("plan/08: 値「検討?」")
    assert closer == said.replace("plan/08", "plan/08/②")


def test_a_value_that_is_missing_shows_as_a_dash() -> None:
    """A sentence whose value was not given is still said."""
    assert "「—」" in sentence_for_finding(VALUE_NOT_UNDERSTOOD.at(), Language.JA)


def test_what_has_no_sentence_shows_its_code_and_values() -> None:
    """A code from elsewhere, such as an older ledger's, is shown as it is."""
    finding = Kind("X999").at(Place("a.txt"), project="plan/08")
    assert sentence_for_finding(finding, Language.JA) == "X999: project=plan/08"
    assert sentence_for_error(UsageError("x.y", file="a"), Language.EN) == "x.y: file=a"
    assert working_text((Step("leap", (("by", "2"),)),), Language.EN) == "leap: by=2"


def test_braces_in_a_value_are_left_alone() -> None:
    """What a document says is never taken for a field."""
    error = UsageError("output.directory", file="{line}")
    assert sentence_for_error(error, Language.EN).startswith("{line} is a folder")


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("en", Language.EN),
        ("en_GB.UTF-8", Language.EN),
        ("EN-us", Language.EN),
        ("ja_JP.UTF-8", Language.JA),
        ("C", Language.JA),
        ("fr_FR", Language.JA),
    ],
)
def test_the_language_of_a_locale(tag: str, lang: Language) -> None:
    """English where the locale says so, Japanese everywhere else."""
    assert language_of(tag) is lang


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("一覧.txt", line=41, cell="C41"), "一覧.txt:41"),
        (Place("一覧.xlsx", sheet="R7", cell="C4"), "一覧.xlsx R7!C4"),
        (Place("一覧.xlsx", sheet="R7"), "一覧.xlsx R7"),
        (Place("一覧.pdf", page=3, table=2, cell="B1"), "一覧.pdf p.3 [2] B1"),
        (Place("一覧.docx", table=2), "一覧.docx [2]"),
        (Place("一覧.docx"), "一覧.docx"),
    ],
)
def test_a_place_as_it_is_looked_up(place: Place, shown: str) -> None:
    """A place reads the same in both languages."""
    assert place_text(place) == shown


def test_a_word_for_a_key() -> None:
    """Keys have words; a key without one stands for itself."""
    assert term("forecast", Language.JA) == "見込み"
    assert term("forecast", Language.EN) == "forecast"
    assert term("sideways", Language.EN) == "sideways"
    assert term(None, Language.JA) == ""


def test_a_year_in_both_counts() -> None:
    """Fiscal years are shown in both counts."""
    assert say("year", Language.JA, year=2025, era="R7") == "2025(R7)"
    assert say("year", Language.EN, year=2025, era="R7") == "FY2025 (R7)"


def step(code: str, **values: str) -> Step:
    """Return a step of a working."""
    return Step(code, tuple(values.items()))


RATE = step("rate", actual="227校", target="244校", formula="ratio", rate="93.0", exact="227/244")
CONFIRMED = step("certainty", certainty="confirmed", source="stated")
NEARLY_MET = step("grade", key="nearly_met", symbol="□")


def test_the_working_of_a_grade() -> None:
    """A grade says what was divided by what, the threshold, the certainty and the mark."""
    book = load_book("sapporo-renkei-2024")
    steps = (RATE, step("threshold", min="85", inclusive="yes"), CONFIRMED, NEARLY_MET)
    assert (
        working_text(steps, Language.JA, book)
        == "227校 ÷ 244校 = 93.0 % ≥ 85 % · 確定 → □ 概ね達成"
    )
    assert (
        working_text(steps, Language.EN, book)
        == "227校 ÷ 244校 = 93.0 % ≥ 85 % · confirmed → □ Nearly met"
    )
    assert working_text(steps, Language.JA).endswith("確定 → □")


def test_the_working_of_a_threshold_that_grows_with_the_years() -> None:
    """Where thresholds are multiplied by the years gone by, the factor stands behind them."""
    steps = (
        RATE,
        step("elapsed", elapsed="2", years="5"),
        step("below", min="100", inclusive="no"),
    )
    assert working_text(steps, Language.JA) == "227校 ÷ 244校 = 93.0 % ≤ 100 % × 経過 2/5 年"


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((step("not_due", due="2027", fiscal_year="2025"),), "目標年度は 2027 年度で"),
        ((step("not_due", due="", fiscal_year="2025"),), "目標年度の定めがなく"),
        ((step("state", state="compiling", text="集計中"),), "値がなく(集計中)"),
        (
            (step("revision", target="5,527社", **{"from": "2025"}, until="", measures="社数"),),
            "2025 年度からの目標 5,527社 · 当時の指標は「社数」",
        ),
        (
            (step("rate", formula="ratio", actual="5", target="4", rate="125", strict="yes"),),
            "5 ÷ 4 = 125 % · 目標に等しいだけでは足りない",
        ),
        (
            (step("undetermined", reason="unit_differs", actual="3人", target="3件"),),
            "判定できない: 3人 と目標 3件 は単位が違う",
        ),
        (
            (step("compare", better="lower", holds="no", actual="60%", target="50%"),),
            "60% は目標 50% に収まらない(低いほどよい)",
        ),
    ],
)
def test_other_workings(steps: tuple[Step, ...], said: str) -> None:
    """Why there is no grade, which target was in force, and what was compared."""
    assert working_text(steps, Language.JA).startswith(said)


def test_a_target_of_one_year_names_the_year_once() -> None:
    """2025～2025 is nobody's way of saying 2025."""
    one = Step("revision", (("from", "2025"), ("until", "2025"), ("target", "30人")))
    more = Step("revision", (("from", "2025"), ("until", "2026"), ("target", "30人")))
    assert working_text([one], Language.JA) == "2025 年度の目標 30人"
    assert working_text([one], Language.EN) == "target of FY2025: 30人"
    assert working_text([more], Language.JA) == "2025～2026 年度の目標 30人"
