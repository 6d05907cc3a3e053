"""Grades: what a rulebook says of a result, and the working that shows why.

The tables in tests/rules have the cases; here stands what holds for all of them.
"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hakaru.errors import RulebookError, UsageError
from hakaru.ledger.entries import Certainty, Direction, Plan, TargetKind
from hakaru.ledger.ledger import Index, Ledger, ledger_of
from hakaru.rules.attainment import attain
from hakaru.rules.case import Case
from hakaru.rules.grade import Grade, grade, grade_ledger
from hakaru.rules.rulebook import load_book, read_book
from hakaru.rules.working import Step
from rules.tables import FOLDER, Row, actual_of, indicator_of, judged, plan_of, target_of

BOOK = load_book("sapporo-renkei-2024")
FROM_WORST = ["missed", "nearly_met", "met"]


def printed(value: Decimal) -> str:
    """Return a number as a document would print it."""
    return f"{value:f}人"


def graded(
    actual: Decimal,
    target: Decimal,
    *,
    baseline: Decimal | None = None,
    direction: Direction = Direction.HIGHER,
) -> Grade:
    """Return the grade of a yearly number."""
    row = Row(
        name="参加者数",
        target=f"{printed(target)}（毎年度）",
        actual=printed(actual),
        baseline=None if baseline is None else printed(baseline),
        direction=direction,
        expect="",
    )
    return judged(row, BOOK)


def ledger_with(*rows: Row, rulebook: str = BOOK.id) -> Ledger:
    """Return a ledger with one result a row, all of one indicator."""
    plan = Plan(
        id="p",
        source=None,
        title="計画",
        fiscal_years=(2024, 2025),
        members=(),
        hub="",
        rulebook=rulebook,
    )
    indicator = replace(indicator_of(rows[0]), parent="p")
    target = target_of(rows[0])
    assert target is not None
    results = [actual_of(row, row.actual, row.year) for row in rows]
    return ledger_of([plan, indicator, target, *results])


def test_working_shows_every_step() -> None:
    """227校 ÷ 244校 = 93.0 % ≥ 85 % · 確定 → □, as parts that are worded where they are shown."""
    found = judged(Row(name="", target="244校（毎年度）", actual="227校", expect=""), BOOK)

    assert found.computed == "□"
    assert found.attainment == Fraction(227, 244)
    assert found.working == (
        Step(
            "rate",
            (
                ("actual", "227校"),
                ("target", "244校（毎年度）"),
                ("formula", "ratio"),
                ("rate", "93.0"),
                ("exact", "227/244"),
            ),
        ),
        Step("threshold", (("min", "85"), ("inclusive", "yes"))),
        Step("certainty", (("certainty", "confirmed"), ("source", "stated"))),
        Step("grade", (("key", "nearly_met"), ("symbol", "□"))),
    )


def test_working_says_when_rounding_would_mislead() -> None:
    """9,996 of 10,000 is shown as 99.96, not as 100.0, and marked as shown finer than usual."""
    rate = graded(Decimal(9996), Decimal(10000)).working[0]
    usual = graded(Decimal(9990), Decimal(10000)).working[0]

    assert (rate.value("rate"), rate.value("finer")) == ("99.96", "yes")
    assert (usual.value("rate"), usual.value("finer")) == ("99.9", "")


def test_working_shows_a_threshold_with_the_decimals_it_has() -> None:
    """A threshold of 5/8 is shown as 62.5."""
    text = (FOLDER / "books" / "elapsed-classes.toml").read_text(encoding="utf-8")
    book = read_book(text.replace('min = "0.8"', 'min = "5/8"'), file="made-up.toml")
    found = judged(Row(name="", target="8件（毎年度）", actual="5件", expect=""), book)

    assert [step.value("min") for step in found.working if step.code == "threshold"] == ["62.5"]


def test_working_names_the_revision_in_force() -> None:
    """A year before a revision is graded by the old target, and the working says so."""
    row = Row(
        name="",
        old="3,000名（毎年度）",
        target="2,500名（毎年度）",
        actual="2,660名",
        year=2024,
        expect="",
    )
    first = judged(row, BOOK).working[0]

    assert first.code == "revision"
    assert (first.value("target"), first.value("until")) == ("3,000名（毎年度）", "2024")


def test_working_says_that_a_book_is_of_other_years() -> None:
    """A result of 2020 is graded, with the remark that the legend was not written for it."""
    found = judged(Row(name="", target="1回（毎年度）", actual="1回", year=2020, expect=""), BOOK)

    assert found.computed == "◎"
    assert found.working[0].code == "outside_validity"


@pytest.mark.parametrize(
    ("published", "agrees"),
    [("□", True), ("◎", False), ("", None), (None, None), ("-", False), ("A", False)],
)
def test_published_and_computed_are_kept_apart(published: str | None, *, agrees: bool) -> None:
    """Both stay visible; where nothing is printed there is nothing to agree with."""
    row = Row(name="", target="450人（毎年度）", actual="412人", published=published, expect="")
    found = judged(row, BOOK)

    assert (found.computed, found.published) == ("□", published)
    assert found.agrees is agrees


@pytest.mark.parametrize("printed_as", ["-", "－", "—", "−"])
def test_any_dash_agrees_with_not_evaluated(printed_as: str) -> None:
    """A dash is a dash however it is typed."""
    row = Row(
        name="", target="35組（2027年度まで）", actual="50組", published=printed_as, expect=""
    )

    assert judged(row, BOOK).agrees is True


def test_undetermined_has_no_mark_and_a_reason() -> None:
    """Nothing is guessed: 12人 for 10件 gets no mark, and agrees with nothing."""
    row = Row(name="", target="10件（毎年度）", actual="12人", published="◎", expect="")
    found = judged(row, BOOK)

    assert (found.computed, found.computed_key, found.reason) == (None, None, "unit_differs")
    assert found.agrees is None
    assert [step.code for step in found.working] == ["undetermined", "certainty"]


def test_a_value_beyond_all_measure_is_not_graded() -> None:
    """A number that is none, or too long to compare, gets a reason instead of an error."""
    row = Row(name="", target="10件（毎年度）", actual="12件", expect="")
    target, actual = target_of(row), actual_of(row, row.actual, 2025)
    for value in (Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999")):
        broken = replace(actual, quantity=replace(actual.quantity, value=value))
        found = grade(indicator=indicator_of(row), target=target, actual=broken, book=BOOK)
        assert found.reason == "value_not_understood"


TEXTS = [
    "", "-", "集計中", "0件", "12件", "▲3件", "8回以上", "100人超", "75%", "実施", "未実施", "維持",
    "検討", "整備", "全市町村", "全校", "国語：6地区 算数：5地区", "現状値からの増加",
    "前年度比5%増", "なんとも言えない",
]  # fmt: skip


@pytest.mark.parametrize("kind", TargetKind)
def test_every_pair_of_target_and_result_has_an_outcome(kind: TargetKind) -> None:
    """Whatever is asked and whatever is answered: a rate, a yes or no, readings, or a reason."""
    for asked in TEXTS:
        for given_text in TEXTS:
            row = Row(name="", target=asked, actual=given_text, baseline="10件", expect="")
            target = target_of(row)
            assert target is not None
            case = Case(
                indicator=indicator_of(row),
                target=replace(target, kind=kind),
                actual=actual_of(row, given_text, 2025).quantity,
                book=BOOK,
            )
            found = attain(case)
            said = [found.rate is not None, found.reached is not None]
            assert [*said, bool(found.readings), bool(found.reason)].count(True) == 1


def test_ledger_grades_the_latest_known_result_of_each_year() -> None:
    """Of the result as of December and the one as of March, the later is graded."""
    row = Row(name="", target="10件（毎年度）", actual="9件", expect="", year=2024)
    ledger = ledger_with(row, replace(row, actual="10件", year=2025))
    december, later = ledger.actuals
    corrected = replace(december, id="again", replaces=december.id, quantity=later.quantity)
    grades = grade_ledger(replace(ledger, actuals=(*ledger.actuals, corrected)))

    assert sorted((one.fiscal_year, one.computed) for one in grades) == [(2024, "◎"), (2025, "◎")]
    assert [one.computed for one in grade_ledger(Index(ledger))] == ["□", "◎"]


def test_ledger_compares_with_the_year_before_where_asked() -> None:
    """前年度以上 is judged by the result of the year before; the first year has none."""
    first = Row(name="", target="前年度以上（毎年度）", actual="300人", year=2024, expect="")
    second = replace(first, actual="310人", year=2025)
    grades = grade_ledger(ledger_with(first, second))

    assert [(one.computed, one.reason) for one in grades] == [(None, "previous_missing"), ("◎", "")]


def test_ledger_without_rulebook_is_wrong_use() -> None:
    """A plan that names no rulebook cannot be graded unless one is given."""
    row = Row(name="", target="1回（毎年度）", actual="1回", expect="")
    ledger = ledger_with(row, rulebook="")

    with pytest.raises(UsageError) as refused:
        grade_ledger(ledger)
    assert (refused.value.code, refused.value.values) == ("no_rulebook", {"plan": "p"})
    assert grade_ledger(ledger, BOOK)[0].computed == "◎"


def test_ledger_never_names_a_file() -> None:
    """What a ledger gives as its rulebook is an id; no path in it is ever opened."""
    row = Row(name="", target="1回（毎年度）", actual="1回", expect="")

    with pytest.raises(RulebookError) as refused:
        grade_ledger(ledger_with(row, rulebook="../books/sapporo-renkei-2024.toml"))
    assert refused.value.code == "rulebook_unknown"


def test_certainty_decides_the_family_of_marks() -> None:
    """The same numbers are □ when final and △ when expected: an expectation is never nearly met."""
    row = Row(name="", target="100人（毎年度）", actual="90人", expect="")
    final, expected = judged(row, BOOK), judged(replace(row, certainty="forecast"), BOOK)

    assert (final.computed, final.certainty) == ("□", Certainty.CONFIRMED)
    assert (expected.computed, expected.certainty) == ("△", Certainty.FORECAST)


whole = st.integers(min_value=-1000, max_value=1000).map(Decimal)
measured = st.decimals(min_value=-1000, max_value=1000, places=2, allow_nan=False)
directions = st.sampled_from([Direction.HIGHER, Direction.LOWER])


@given(st.tuples(measured, measured), measured, st.none() | whole, directions)
def test_a_better_result_never_gets_a_worse_mark(
    results: tuple[Decimal, Decimal],
    target: Decimal,
    baseline: Decimal | None,
    direction: Direction,
) -> None:
    """Whatever the target's sign and whichever formula applies, better is never worse."""
    worse, better = sorted(results, reverse=direction is Direction.LOWER)
    marks = [
        graded(result, target, baseline=baseline, direction=direction).computed_key or ""
        for result in (worse, better)
    ]

    assert FROM_WORST.index(marks[0]) <= FROM_WORST.index(marks[1])


@given(measured, measured, st.none() | whole, directions)
def test_met_is_met_exactly_at_the_target(
    actual: Decimal, target: Decimal, baseline: Decimal | None, direction: Direction
) -> None:
    """◎ means at the target or on its better side, by plain comparison of the two numbers."""
    reached = actual <= target if direction is Direction.LOWER else actual >= target
    found = graded(actual, target, baseline=baseline, direction=direction)

    assert (found.computed == "◎") is reached


@given(st.integers(min_value=1, max_value=10**12), st.integers(min_value=0, max_value=9))
def test_a_tie_at_a_threshold_is_exact(hundreds: int, places: int) -> None:
    """85 of 100 is nearly met at any size, and anything less is not, however little."""
    target, tie = Decimal(hundreds) * 100, Decimal(hundreds) * 85

    assert graded(tie, target).computed == "□"
    assert graded(tie - Decimal(1).scaleb(-places), target).computed == "×"


@given(measured, measured, st.none() | whole, st.integers(min_value=1, max_value=1000), directions)
def test_the_scale_of_the_numbers_does_not_matter(
    actual: Decimal,
    target: Decimal,
    baseline: Decimal | None,
    factor: int,
    direction: Direction,
) -> None:
    """Counting in people or in thousands of people gives the same mark and the same rate."""
    start = None if baseline is None else baseline * factor
    once = graded(actual, target, baseline=baseline, direction=direction)
    scaled = graded(actual * factor, target * factor, baseline=start, direction=direction)

    assert scaled.computed == once.computed
    assert scaled.attainment == once.attainment


def test_plan_is_needed_only_where_a_rule_asks() -> None:
    """A yearly number needs no plan."""
    row = Row(name="", target="1回（毎年度）", actual="1回", members=0, expect="")

    assert plan_of(row) is None
    assert judged(row, BOOK).computed == "◎"
