"""The ledger: finding entries, going back to a past day, and comparing two ledgers.

The entries of these examples: a project of a plan has one indicator, whose target was revised from
fiscal year 2025 on, and whose actual for 2025 was first a forecast, then confirmed, then corrected.
"""

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given

from hakaru.ledger.entries import (
    Actual,
    Baseline,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Note,
    Plan,
    Project,
    Target,
    TargetKind,
)
from hakaru.ledger.integrity import by_plan, plan_ids, problems
from hakaru.ledger.ledger import Index, Ledger, as_of, diff, ledger_of
from hakaru.ledger.quantity import Quantity
from hakaru.source import Place
from strategies import ledgers, plan_ledgers

PLAN = Plan(
    id="vision",
    source=None,
    title="ビジョン",
    fiscal_years=(2024, 2025, 2026, 2027, 2028),
    members=("札幌市", "小樽市"),
    hub="札幌市",
    rulebook="",
)
PROJECT = Project(
    id="vision/2",
    source=None,
    plan="vision",
    section=None,
    number="2",
    name="連携した企業誘致の推進",
    participants=("札幌市",),
    relisted_in=(),
    priority=False,
    new_from=None,
    ended="",
    responsibilities=(),
    summary="",
)
INDICATOR = Indicator(
    id="vision/2/②",
    source=None,
    parent="vision/2",
    marker="②",
    name="立地企業数",
    unit="社",
    direction=Direction.HIGHER,
    direction_source=DirectionSource.STATED,
    cumulative=False,
    baseline=None,
)


def companies(number: int) -> Quantity:
    """Return a number of companies."""
    return Quantity(text=f"{number}社", value=Decimal(number), unit="社", state=None)


def target(number: int, since: int | None, until: int | None, *, replaces: str = "") -> Target:
    """Return a target revision in force from a fiscal year until another."""
    return Target(
        id=f"vision/2/②/target/{number}",
        source=None,
        indicator="vision/2/②",
        kind=TargetKind.NUMBER,
        quantity=companies(number),
        due="every_year",
        in_force_from=since,
        in_force_until=until,
        replaces=replaces,
    )


def actual(
    number: int, day: date | None, certainty: Certainty | None = None, *, replaces: str = ""
) -> Actual:
    """Return an actual for fiscal year 2025 as known on a day."""
    return Actual(
        id=f"vision/2/②/2025@{number}",
        source=None,
        indicator="vision/2/②",
        fiscal_year=2025,
        as_of=day,
        certainty=certainty,
        quantity=companies(number),
        published_grade=None,
        replaces=replaces,
    )


DECEMBER, MARCH, MAY = date(2025, 12, 31), date(2026, 3, 31), date(2026, 5, 31)
OLD_TARGET, NEW_TARGET = target(15, None, 2024), target(20, 2025, None)
FORECAST = actual(18, DECEMBER, Certainty.FORECAST)
CONFIRMED = actual(19, MARCH, Certainty.CONFIRMED)
CORRECTED = actual(21, MAY, Certainty.CONFIRMED, replaces=CONFIRMED.id)
LEDGER = ledger_of(
    [PLAN, PROJECT, INDICATOR, NEW_TARGET, OLD_TARGET, CORRECTED, FORECAST, CONFIRMED]
)


def test_entries_are_sorted_into_lists_by_their_kind() -> None:
    """Each list keeps the order given; `entries` yields them list by list."""
    shuffled = ledger_of([FORECAST, PLAN, CONFIRMED, INDICATOR])
    assert shuffled.actuals == (FORECAST, CONFIRMED)
    assert list(shuffled.entries()) == [PLAN, INDICATOR, FORECAST, CONFIRMED]


def test_an_index_finds_entries_by_id() -> None:
    """Every entry, and each kind of parent by itself."""
    index = Index(LEDGER)
    assert index.entry["vision/2/②/2025@18"] is FORECAST
    assert index.plans == {"vision": PLAN}
    assert index.sections == {}
    assert index.projects == {"vision/2": PROJECT}
    assert index.indicators == {"vision/2/②": INDICATOR}
    assert index.indicators_of == {"vision/2": (INDICATOR,)}
    assert index.years == (2025,)


def test_actuals_stand_in_the_order_they_became_known() -> None:
    """The latest known one is the year's actual; what was corrected is left out."""
    index = Index(LEDGER)
    assert index.actuals_of["vision/2/②", 2025] == (FORECAST, CORRECTED)
    assert index.actual("vision/2/②", 2025) is CORRECTED
    assert index.actual("vision/2/②", 2026) is None


@pytest.mark.parametrize(
    ("fiscal_year", "in_force"),
    [(2023, OLD_TARGET), (2024, OLD_TARGET), (2025, NEW_TARGET), (2030, NEW_TARGET)],
)
def test_each_year_has_the_target_in_force_in_it(fiscal_year: int, in_force: Target) -> None:
    """Past years stay on the old target, later years are on the new one."""
    assert Index(LEDGER).target("vision/2/②", fiscal_year) is in_force


def test_a_year_may_have_no_target() -> None:
    """Before the first revision, and for an indicator nobody set one for."""
    index = Index(ledger_of([INDICATOR, NEW_TARGET]))
    assert index.target("vision/2/②", 2024) is None
    assert index.target("vision/9/①", 2025) is None


def test_a_corrected_target_is_left_out() -> None:
    """A typing error in a target is replaced, not revised: it was never in force."""
    right = target(25, 2025, None, replaces=NEW_TARGET.id)
    index = Index(ledger_of([INDICATOR, OLD_TARGET, NEW_TARGET, right]))
    assert index.targets_of["vision/2/②"] == (OLD_TARGET, right)


def test_what_belongs_to_a_plan_knows_its_plan() -> None:
    """An indicator by its project; an unknown id belongs to none."""
    index = Index(LEDGER)
    assert [index.plan_of(known) for known in ("vision/2/②", "vision/2", "vision")] == [PLAN] * 3
    assert index.plan_of("vision/2/②/2025@18") is None
    assert index.plan_of("nowhere") is None


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2025, 4, 1), ()),
        (DECEMBER, (FORECAST,)),
        (MARCH, (FORECAST, CONFIRMED)),
        (MAY, (CORRECTED, FORECAST, CONFIRMED)),
    ],
)
def test_a_ledger_as_of_a_day_has_what_was_known_then(day: date, known: tuple[Actual, ...]) -> None:
    """Later actuals are left out, so a past meeting's paper can be printed again."""
    assert as_of(LEDGER, day).actuals == known


def test_before_a_correction_the_old_value_stands() -> None:
    """On the last of March nobody knew better."""
    assert Index(as_of(LEDGER, MARCH)).actual("vision/2/②", 2025) is CONFIRMED


def test_an_entry_without_a_day_was_always_known() -> None:
    """Nothing is left out on a guess; plans and targets have no day at all."""
    undated = actual(17, None)
    past = as_of(ledger_of([PLAN, INDICATOR, OLD_TARGET, undated]), date(1990, 1, 1))
    assert list(past.entries()) == [PLAN, INDICATOR, OLD_TARGET, undated]


def test_a_diff_names_what_came_went_and_changed() -> None:
    """Each change has both sides, and the names of the fields that differ."""
    revised = msgspec.structs.replace(INDICATOR, name="立地した企業の数", unit="件")
    changes = diff(ledger_of([PLAN, INDICATOR, FORECAST]), ledger_of([PLAN, revised, CONFIRMED]))
    assert [(change.id, change.old, change.new, change.fields) for change in changes] == [
        ("vision/2/②", INDICATOR, revised, ("name", "unit")),
        (FORECAST.id, FORECAST, None, ()),
        (CONFIRMED.id, None, CONFIRMED, ()),
    ]


def test_the_place_alone_is_no_change() -> None:
    """The same fact on another line of next year's document is the same fact."""
    moved = msgspec.structs.replace(FORECAST, source=Place("kpi.txt", line=9))
    assert diff(ledger_of([FORECAST]), ledger_of([moved])) == ()
    started = [
        msgspec.structs.replace(
            INDICATOR, baseline=Baseline(quantity=companies(3), fiscal_year=2022, source=place)
        )
        for place in (Place("kpi.txt", line=3), Place("kpi.txt", line=4))
    ]
    assert diff(ledger_of(started[:1]), ledger_of(started[1:])) == ()


def test_an_id_that_names_another_kind_of_entry_is_a_change() -> None:
    """Both sides are shown whole; there are no fields to compare."""
    note = Note(id=FORECAST.id, source=None, subject="vision", text="18社")
    (change,) = diff(ledger_of([FORECAST]), ledger_of([note]))
    assert (change.old, change.new, change.fields) == (FORECAST, note, ())


@given(ledgers())
def test_a_ledger_does_not_differ_from_itself(ledger: Ledger) -> None:
    """And everything of it is new against an empty one."""
    assert diff(ledger, ledger) == ()
    assert [change.new for change in diff(Ledger(), ledger)] == list(ledger.entries())


@given(ledgers())
def test_every_entry_belongs_to_one_plan(ledger: Ledger) -> None:
    """A whole ledger falls apart into its plans, and nothing is left over."""
    assert list(problems(ledger)) == []
    parts = by_plan(ledger)
    assert set(parts) == {plan.id for plan in ledger.plans}
    found = [entry for part in parts.values() for entry in part.entries()]
    assert sorted(entry.id for entry in found) == sorted(entry.id for entry in ledger.entries())
    assert all(len(part.plans) == 1 for part in parts.values())


@given(plan_ledgers())
def test_a_ledger_of_one_plan_is_its_own_part(ledger: Ledger) -> None:
    """Documents and order included."""
    assert by_plan(ledger) == {"計画-2": ledger}


def test_an_entry_that_leads_nowhere_belongs_to_no_plan() -> None:
    """It is named as a problem, not put somewhere."""
    stray = ledger_of([PLAN, INDICATOR])
    assert plan_ids(stray) == {"vision": "vision"}
    (problem,) = problems(stray)
    assert (problem.code, problem.id, problem.key, problem.value) == (
        "dangling_reference",
        "vision/2/②",
        "parent",
        "vision/2",
    )
