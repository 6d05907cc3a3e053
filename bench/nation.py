"""A made nation: plans of 78 indicators each, the same every time."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from hakaru.ledger.entries import (
    EVERY_YEAR,
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Project,
    Section,
    Target,
    TargetKind,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import read_quantity

PLANS = 1741
INDICATORS = 78
PROJECTS = 39
SECTIONS = 6
YEARS = (2024, 2025, 2026, 2027, 2028)
MEMBERS = ("港市", "浜町", "岬村", "丘町", "谷村", "原町")
# Four digits each, so that ids are of one length.
FIRST = 1000


def plan_id(number: int) -> str:
    """Return the id of a plan of the nation, 0 to 1740."""
    return f"団体-{FIRST + number}"


def plan_ledger(number: int) -> Ledger:
    """Return the ledger of one plan."""
    return ledger_of(_entries(number))


def _entries(number: int) -> Iterator[AnyEntry]:
    """Yield the entries of one plan."""
    plan = plan_id(number)
    yield Plan(
        id=plan,
        source=None,
        title=f"第{number + 1}次地域総合計画",
        fiscal_years=YEARS,
        members=MEMBERS,
        hub=MEMBERS[0],
        rulebook="sapporo-renkei-2024",
    )
    for place in range(SECTIONS):
        yield Section(
            id=f"{plan}/s{place + 1}",
            source=None,
            plan=plan,
            parent=None if place % 3 == 0 else f"{plan}/s{place - place % 3 + 1}",
            number=str(place + 1),
            title=("産業の振興", "暮らしの安心", "まちの基盤")[place % 3],
        )
    parts = (_project(plan, number, place + 1) for place in range(PROJECTS))
    yield from chain.from_iterable(parts)


def _project(plan: str, seed: int, place: int) -> Iterator[AnyEntry]:
    """Yield a project with two indicators, what was done, and its money."""
    name = f"{plan}/{place:02}"
    yield Project(
        id=name,
        source=None,
        plan=plan,
        section=f"{plan}/s{place % SECTIONS + 1}",
        number=f"{place:02}",
        name=("企業誘致の推進", "図書館の相互利用", "移住の相談", "観光資源の活用")[place % 4],
        participants=MEMBERS[: 1 + (place + seed) % len(MEMBERS)],
        relisted_in=(),
        priority=place % 9 == 0,
        new_from=None,
        ended="",
        responsibilities=((MEMBERS[0], "企画と実施"), ("連携市町村", "周知と協力")),
        summary="圏域の市町村が協力し、地域の実情に応じて取組を進める。" * 3,
    )
    for marker in "①②":
        yield from _indicator(name, marker, seed * 100 + place * 2 + (marker == "②"))
    for year in YEARS[:2]:
        yield Activity(
            id=f"{name}/activity/{year}",
            source=None,
            project=name,
            fiscal_year=year,
            as_of=date(year, 12, 31),
            text="関係市町村による会議を開催し、周知のための催しを実施した。",
            members=MEMBERS[1:3],
        )
        yield Budget(
            id=f"{name}/budget/{year}",
            source=None,
            project=name,
            fiscal_year=year,
            kind="budget",
            amount_yen=read_quantity(f"{place * 100 + year}千円").value,
            text=f"{place * 100 + year}千円",
        )


def _indicator(project: str, marker: str, seed: int) -> Iterator[AnyEntry]:
    """Yield an indicator with a revised target and a result in every year but the last two."""
    name, aim = f"{project}/{marker}", 50 + seed % 37
    yield Indicator(
        id=name,
        source=None,
        parent=project,
        marker=marker,
        name=("立地企業数", "相互利用の冊数", "移住相談の件数", "講座の参加者数")[seed % 4],
        unit="件",
        direction=Direction.HIGHER,
        direction_source=DirectionSource.ASSUMED,
        cumulative=False,
        baseline=Baseline(quantity=read_quantity(f"{aim - 10}件"), fiscal_year=2022, source=None),
    )
    for first, last, text in ((None, 2024, f"{aim}件"), (2025, None, f"{aim + 5}件")):
        yield Target(
            id=f"{name}/target/{first or 2024}",
            source=None,
            indicator=name,
            kind=TargetKind.NUMBER,
            quantity=read_quantity(text),
            due=EVERY_YEAR,
            in_force_from=first,
            in_force_until=last,
        )
    for year in YEARS[:3]:
        value = aim - 8 + (seed * 7 + year) % 17
        yield Actual(
            id=f"{name}/{year}",
            source=None,
            indicator=name,
            fiscal_year=year,
            as_of=date(year, 12, 31),
            certainty=Certainty.CONFIRMED if year < 2026 else Certainty.FORECAST,
            quantity=read_quantity(f"{value}件"),
            published_grade=None,
        )
