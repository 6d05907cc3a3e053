"""A grade that an official gives: counted where it is shown, unknown to what was published."""

import csv
import io
from datetime import date

import pytest

from hakaru.checks import run
from hakaru.cli.grade import as_json
from hakaru.cli.scores import Scores, score_lines
from hakaru.ledger.entries import Override
from hakaru.ledger.ledger import Index, Ledger, ledger_of
from hakaru.report import registry
from hakaru.report.opendata import Publication, open_data
from hakaru.report.tables.wanted import Wanted
from hakaru.report.words import Language
from hakaru.rules.grade import Grade, decided, grade_ledger
from hakaru.rules.ratio import Ratio, ratios
from hakaru.rules.rulebook import shipped_book
from web.sample import PLAN, sample_ledger

BOOK = shipped_book("sapporo-renkei-2024")
SITES = f"{PLAN}/02/②"


def given(symbol: str, *, year: int = 2025, indicator: str = SITES, day: int = 1) -> Override:
    """Return an override."""
    return Override(
        id=f"{indicator}/override/{year}/{day}",
        source=None,
        indicator=indicator,
        fiscal_year=year,
        symbol=symbol,
        reason="年度末に確約",
        by="係",
        at=date(2026, 3, day),
    )


def with_given(*overrides: Override) -> Ledger:
    """Return the sample with grades given by hand."""
    return ledger_of((*sample_ledger().entries(), *overrides), sample_ledger().documents)


def of_year(ledger: Ledger, scope: str = PLAN, year: int = 2025) -> Ratio:
    """Return a ratio."""
    found = ratios(ledger, grade_ledger(ledger))
    return next(one for one in found if (one.scope, one.fiscal_year) == (scope, year))


def grade_of(ledger: Ledger, indicator: str = SITES, year: int = 2025) -> Grade:
    """Return the grade of an indicator's year."""
    found = grade_ledger(ledger)
    return next(one for one in found if (one.indicator, one.fiscal_year) == (indicator, year))


def test_both_other_grades_stay() -> None:
    """The printed and the computed grade, and the working, are what they were."""
    before, after = grade_of(sample_ledger()), grade_of(with_given(given("□")))
    assert before.override is None
    assert after.override == "□"
    for name in ("published", "computed", "computed_key", "agrees", "rate", "working"):
        assert getattr(after, name) == getattr(before, name)


def test_the_ratio_counts_the_given_grade() -> None:
    """A met one given as missed is counted as missed, in the plan and in its section alone."""
    before, after = of_year(sample_ledger()), of_year(with_given(given("△")))
    assert (before.count.met, before.count.evaluable, before.overridden) == (3, 6, 0)
    assert (after.count.met, after.count.evaluable, after.overridden) == (2, 6, 1)
    section = of_year(with_given(given("△")), f"{PLAN}/s1")
    assert section.count.met == of_year(sample_ledger(), f"{PLAN}/s1").count.met - 1
    other = f"{PLAN}/s3"
    assert of_year(with_given(given("△")), other) == of_year(sample_ledger(), other)


def test_what_was_published_was_counted_without_it() -> None:
    """The rule that reproduces the printed ratio, and the computed count, do not change."""
    before, after = of_year(sample_ledger()), of_year(with_given(given("△")))
    assert before.reproduced_by == ("met",)
    assert after.reproduced_by == before.reproduced_by
    assert after.computed == before.computed
    assert after.count.rule == before.count.rule


def test_a_grade_given_as_not_evaluated_leaves_the_denominator() -> None:
    """As any grade of that mark does."""
    after = of_year(with_given(given(BOOK.marks[BOOK.not_evaluated].symbol)))
    assert (after.count.met, after.count.evaluable) == (2, 5)


def test_a_mark_that_the_rulebook_has_not_counts_nothing() -> None:
    """After a change of the rulebook an old override stays in the ledger, without effect."""
    after = of_year(with_given(given("A")))
    assert (after.count, after.overridden) == (of_year(sample_ledger()).count, 0)
    assert decided(grade_of(with_given(given("A"))), BOOK) == grade_of(with_given(given("A")))


def test_the_last_one_given_counts() -> None:
    """By the day it was given, not by its place in the ledger."""
    assert grade_of(with_given(given("△", day=2), given("□", day=1))).override == "△"


def test_no_contradiction_comes_of_it() -> None:
    """What stands in no document contradicts none: the findings are the same."""
    assert run(with_given(given("△"))) == run(sample_ledger())


def test_the_command_prints_it() -> None:
    """`override` beside the other two, and how many a ratio counts."""
    ledger = with_given(given("△"))
    grades = grade_ledger(ledger)
    scores = Scores(Index(ledger), grades, ratios(ledger, grades), {BOOK.id: BOOK})
    said = as_json(scores, Language.JA)
    one = next(g for g in said["grades"] if (g["indicator"], g["fiscal_year"]) == (SITES, 2025))
    assert (one["published"], one["computed"], one["override"]) == ("○", "△", "△")
    plan = next(r for r in said["ratios"] if (r["scope"], r["fiscal_year"]) == (PLAN, 2025))
    assert (plan["met"], plan["evaluable"], plan["overridden"]) == (2, 6, 1)


def test_open_data_publishes_it_with_its_reason_and_without_the_name() -> None:
    """Beside the published and the computed grade, on the row of the year's latest result."""
    data, _ = open_data(with_given(given("△")), Publication())
    files = dict(data.files)
    rows = list(csv.DictReader(files["results.csv"].decode("utf-8-sig").splitlines()))
    found = [row for row in rows if row["改めた評価"]]
    assert [(row["指標ID"], row["年度"]) for row in found] == [(f"{PLAN}/02/(2)", "2025")]
    assert found[0]["改めた理由"] == "年度末に確約"
    assert b'"by":""' in files["ledger.jsonl"]
    assert '"by":"係"' not in files["ledger.jsonl"].decode()


@pytest.mark.parametrize("kind", ["cards", "matrix", "summary"])
@pytest.mark.parametrize("lang", list(Language))
def test_reports_say_what_was_given_instead(kind: str, lang: Language) -> None:
    """A note tells the three grades and the reason, in the report's language."""
    out = io.BytesIO()
    report = registry.build(kind, with_given(given("□")), Wanted(lang=lang))
    registry.write(report, "html", out)
    page = out.getvalue().decode()
    assert "年度末に確約" in page
    words = {
        Language.JA: "評価 □ は改めた評価です（文書 ○、計算 △）",
        Language.EN: "□ was given by hand (document ○, computed △)",
    }
    assert words[lang] in page


@pytest.mark.parametrize(
    ("lang", "said", "counted"),
    [
        (
            Language.JA,
            "改めた評価 □ 概ね達成（2026-03-01）: 年度末に確約",
            "改めた評価で数えています",
        ),
        (Language.EN, "Overridden: □ Nearly met (2026-03-01): 年度末に確約", "are counted by it"),
    ],
)
def test_in_words_the_given_grade_stands_with_its_reason(
    lang: Language, said: str, counted: str
) -> None:
    """`hakaru grade` prints it under the line of its year, and that ratios count it."""
    for ledger, shown in ((with_given(given("□")), True), (sample_ledger(), False)):
        index = Index(ledger)
        grades = grade_ledger(index)
        scores = Scores(index, grades, ratios(index, grades), {BOOK.id: BOOK})
        text = "\n".join(score_lines(scores, lang, everything=False))
        assert (said in text) is shown
        assert (counted in text) is shown
