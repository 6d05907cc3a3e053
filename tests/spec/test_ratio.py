"""The achievement ratio: met ÷ evaluable, both counts, and how a published one was counted."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from documents.seeds import seed
from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import (
    Actual,
    AnyEntry,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Project,
    Section,
    Target,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.read import read_files
from hakaru.rules.grade import grade_ledger
from hakaru.rules.ratio import (
    Count,
    GradeSource,
    Ratio,
    count,
    published_ratios,
    ratios,
    reproduces,
)
from hakaru.rules.rulebook import load_book

BOOK = load_book("sapporo-renkei-2024")
STATING = "本計画に掲げる各事業の評価指標の達成割合"
PLAN = Plan(
    id="p",
    source=None,
    title="計画",
    fiscal_years=(2024, 2025),
    members=(),
    hub="",
    rulebook=BOOK.id,
)


def section(number: str, parent: str | None = None) -> Section:
    """Return a section of the plan."""
    return Section(
        id=f"p/s{number}", source=None, plan="p", parent=parent, number=number, title="柱"
    )


def project(number: str, in_section: str, *relisted_in: str) -> Project:
    """Return a project of a section."""
    return Project(
        id=f"p/{number}",
        source=None,
        plan="p",
        section=in_section,
        number=number,
        name="事業",
        participants=(),
        relisted_in=relisted_in,
        priority=False,
        new_from=None,
        ended="",
        responsibilities=(),
        summary="",
    )


def indicator(
    parent: str, marker: str, results: dict[int, tuple[str, str | None]], name: str = "参加者数"
) -> list[AnyEntry]:
    """Return an indicator with a target of 100 and its results: value and printed mark by year."""
    key = f"{parent}/{marker}"
    unit = "%" if name == STATING else "人"
    target = read_target(f"100{unit}（毎年度）")
    entries: list[AnyEntry] = [
        Indicator(
            id=key,
            source=None,
            parent=parent,
            marker=marker,
            name=name,
            unit=unit,
            direction=Direction.HIGHER,
            direction_source=DirectionSource.STATED,
            cumulative=False,
            baseline=None,
        ),
        Target(
            id=f"{key}/target",
            source=None,
            indicator=key,
            kind=target.kind,
            quantity=target.quantity,
            due=target.due,
            in_force_from=None,
            in_force_until=None,
        ),
    ]
    for year, (text, mark) in results.items():
        entries.append(
            Actual(
                id=f"{key}/{year}",
                source=None,
                indicator=key,
                fiscal_year=year,
                as_of=None,
                certainty=None,
                quantity=read_quantity(text),
                published_grade=mark,
            )
        )
    return entries


def plan_with(marks: Sequence[str], stated: str, year: int = 2024) -> Ledger:
    """Return a plan whose indicators have these printed marks, and one that states the ratio."""
    entries: list[AnyEntry] = [PLAN, section("1"), project("01", "p/s1")]
    entries += indicator("p/01", "①", {year: (stated, "×")}, name=STATING)
    for number, mark in enumerate(marks):
        entries += indicator("p/01", f"({number})", {year: ("100人", mark)})
    return ledger_of(entries)


def of_plan(ledger: Ledger, year: int = 2024) -> Ratio:
    """Return the plan's ratio of a year."""
    found = ratios(ledger, grade_ledger(ledger))
    return next(one for one in found if (one.scope, one.fiscal_year) == ("p", year))


def test_both_counts_are_shown() -> None:
    """Met and evaluable stand beside the ratio, with every mark counted and what counts as met."""
    found = of_plan(plan_with(["◎", "◎", "□", "×", "-", ""], "40%"))

    assert (found.count.met, found.count.evaluable) == (2, 5)
    assert found.count.ratio == Fraction(2, 5)
    assert found.count.counted_as_met == ("◎", "○")
    assert found.count.marks == (
        ("met", 2),
        ("nearly_met", 1),
        ("missed", 2),
        ("not_evaluated", 1),
    )


@pytest.mark.parametrize(
    ("stated", "rule", "met", "evaluable"),
    [
        ("40%", "met", 2, 5),
        ("60.0%", "met_or_nearly", 3, 5),
        ("50%", "met_without_itself", 2, 4),
        ("75.0%", "met_or_nearly_without_itself", 3, 4),
    ],
)
def test_a_published_ratio_names_the_way_it_was_counted(
    stated: str, rule: str, met: int, evaluable: int
) -> None:
    """The same marks give another ratio by each way of counting; the printed one tells which."""
    found = of_plan(plan_with(["◎", "◎", "□", "×"], stated))

    assert found.reproduced_by == (rule,)
    assert (found.count.rule, found.count.met, found.count.evaluable) == (rule, met, evaluable)


def test_a_ratio_that_no_rule_gives_is_shown_beside_the_count() -> None:
    """Nothing is forced to fit: the first rule is shown, and nothing reproduces the print."""
    found = of_plan(plan_with(["◎", "◎", "□", "×"], "41%"))

    assert found.reproduced_by == ()
    assert (found.count.rule, found.count.met, found.count.evaluable) == ("met", 2, 5)
    assert found.published is not None
    assert found.published.percent == Decimal(41)


def test_computed_marks_are_counted_by_the_same_rule() -> None:
    """What the rulebook gives stands beside what was printed: here all 100人 are met."""
    found = of_plan(plan_with(["◎", "◎", "□", "×"], "40%"))

    assert (found.computed.source, found.computed.met) == (GradeSource.COMPUTED, 4)
    assert found.computed.evaluable == 5


def test_where_no_marks_are_printed_the_computed_ones_are_counted() -> None:
    """A document without a column of grades has a ratio all the same."""
    ledger = plan_with([], "0%")
    bare = replace(
        ledger, actuals=tuple(replace(actual, published_grade=None) for actual in ledger.actuals)
    )

    assert of_plan(bare).count.source is GradeSource.COMPUTED


@pytest.mark.parametrize(
    ("printed", "fits"),
    [("78.8", True), ("78.79", True), ("79", True), ("78.7", False), ("78.80", False)],
)
def test_a_ratio_is_compared_at_its_printed_digits(printed: str, *, fits: bool) -> None:
    """52 of 66 is 78.7878…: rounded half up at the last digit that was printed."""
    counted = Count(
        rule="met",
        source=GradeSource.PUBLISHED,
        met=52,
        evaluable=66,
        marks=(),
        counted_as_met=(),
    )

    assert reproduces(counted, Decimal(printed)) is fits


def test_rounding_is_half_up() -> None:
    """1 of 16 is 6.25 %: printed with one digit it is 6.3, never 6.2."""
    counted = Count(
        rule="met", source=GradeSource.PUBLISHED, met=1, evaluable=16, marks=(), counted_as_met=()
    )

    assert reproduces(counted, Decimal("6.3"))
    assert not reproduces(counted, Decimal("6.2"))


def test_nothing_evaluable_has_no_ratio() -> None:
    """A year whose results are all still open is left out."""
    entries: list[AnyEntry] = [PLAN, *indicator("p", "①", {2025: ("-", "-")})]
    ledger = ledger_of(entries)
    grades = grade_ledger(ledger)

    assert ratios(ledger, grades) == ()
    assert (
        count(grades, book=BOOK, rule=BOOK.counting[0], source=GradeSource.PUBLISHED).ratio is None
    )


def test_sections_are_counted_with_all_below_them_and_as_their_plan() -> None:
    """An indicator counts once for its section, all above and the plan, by the plan's rule."""
    entries: list[AnyEntry] = [
        PLAN,
        section("1"),
        section("1-1", "p/s1"),
        section("2"),
        project("01", "p/s1"),
        project("02", "p/s1-1", "p/s2"),
        project("03", "p/s2"),
        *indicator("p/01", "①", {2024: ("75%", "×")}, name=STATING),
        *indicator("p/02", "①", {2024: ("90人", "□")}),
        *indicator("p/02", "②", {2024: ("100人", "◎")}),
        *indicator("p/03", "①", {2024: ("100人", "◎")}),
    ]
    ledger = ledger_of(entries)
    found = {one.scope: one.count for one in ratios(ledger, grade_ledger(ledger))}

    assert {scope: (one.met, one.evaluable) for scope, one in found.items()} == {
        "p": (3, 4),
        "p/s1": (2, 3),
        "p/s1-1": (2, 2),
        "p/s2": (1, 1),
    }
    assert {one.rule for one in found.values()} == {"met_or_nearly"}


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        (STATING, True),
        ("KPIの達成率", True),
        ("達成した数値目標の割合", True),
        ("評価指標のうち目標を達成した割合", True),
        ("サステナブル食品の開発件数", False),
        ("事業参加者の正社員就職率", False),
        ("製造業の人手不足の企業の割合", False),
        ("利用希望件数に対する実際の利用件数の割合", False),
    ],
)
def test_an_indicator_of_indicators_is_known_by_its_name(name: str, *, stated: bool) -> None:
    """A percentage whose name speaks of indicators met states the ratio; other shares do not."""
    entries = [PLAN, *indicator("p", "①", {2024: ("50%", None)}, name=name)]

    assert bool(published_ratios(ledger_of(entries))) is stated


def test_a_count_of_indicators_is_no_ratio() -> None:
    """Only a percentage is taken for the ratio."""
    entries = [PLAN, *indicator("p", "①", {2024: ("52件", None)}, name=STATING)]

    assert published_ratios(ledger_of(entries)) == ()


@pytest.mark.seeds
def test_the_published_list_counts_its_two_years_differently() -> None:
    """78.8 % is 52 of 66 with ◎ alone; 92.5 % is 62 of 67 only when □ counts as met too."""
    ledger = read_files([seed("000")]).ledger
    plan = ledger.plans[0].id
    found = {
        one.fiscal_year: one
        for one in ratios(ledger, grade_ledger(ledger, BOOK), BOOK)
        if one.scope == plan
    }

    assert {
        year: (one.count.met, one.count.evaluable, one.reproduced_by) for year, one in found.items()
    } == {2024: (52, 66, ("met",)), 2025: (62, 67, ("met_or_nearly",))}


def test_each_year_is_counted_by_the_edition_in_force() -> None:
    """An edition of 2025 counts □ as met; 2024 is counted as before, however the books stand."""
    later = replace(BOOK, id="sapporo-renkei-2025", valid_from=2025, counting=BOOK.counting[1:])
    earlier = replace(BOOK, valid_until=2024, counting=BOOK.counting[:1])
    marks: dict[int, tuple[str, str | None]] = {2024: ("90人", "□"), 2025: ("90人", "□")}
    ledger = ledger_of([PLAN, project("01", "p/s1"), section("1"), *indicator("p/01", "①", marks)])

    for books in ((earlier, later), (later, earlier)):
        found = ratios(ledger, grade_ledger(ledger, books), books)
        whole = {one.fiscal_year: one.count for one in found if one.scope == "p"}
        assert {year: (one.rule, one.met, one.evaluable) for year, one in whole.items()} == {
            2024: ("met", 0, 1),
            2025: ("met_or_nearly", 1, 1),
        }
