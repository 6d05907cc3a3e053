"""A city's tourism plan: one unit for a whole table, a target halfway and one at the end."""

from documents.corpus.said import (
    Aim,
    Result,
    SaidHeading,
    SaidIndicator,
    SaidPlan,
    Say,
    by,
    n,
    no,
)
from hakaru.ledger.entries import Direction
from hakaru.ledger.quantity import Softness, State


def _indicator(
    name: str,
    unit: tuple[str, str, int],
    start: str,
    results: tuple[Say, Say],
    aims: tuple[Aim, Aim],
    *,
    better: Direction = Direction.HIGHER,
) -> SaidIndicator:
    """Return an indicator; its unit is given with how it is shown and by how many."""
    return SaidIndicator(
        name=name,
        unit=unit[0],
        shown=unit[1],
        scale=unit[2],
        baseline=n(start),
        baseline_year=2021,
        better=better,
        aims=aims,
        results={2023: Result(say=results[0]), 2024: Result(say=results[1], grade="B")},
    )


PEOPLE = ("人", "千人", 1000)
MONEY = ("円", "億円", 100_000_000)
PLAN = SaidPlan(
    title="水無瀬市観光基本計画 数値目標の達成状況（令和6年度）",
    years=(2023, 2024),
    year=2024,
    headings={
        "1": SaidHeading("数値目標", "1", "来訪者"),
        "2": SaidHeading("数値目標", "2", "消費"),
    },
    loose=(
        (("1",), _indicator(
            "延べ観光客数", PEOPLE, "2860000",
            (n("4102500"), n("4388200", soft=Softness.PRELIMINARY)),
            (by(2025, "4500000"), by(2029, "5200000")),
        )),
        (("1",), _indicator(
            "外国人宿泊者数", PEOPLE, "1200", (n("48300"), no(State.COMPILING, "集計中")),
            (by(2025, "60000"), by(2029, "110000")),
        )),
        (("1",), _indicator(
            "観光客の冬季減少数", PEOPLE, "910000", (n("874000"), n("850000")),
            (by(2025, "800000"), by(2029, "700000")), better=Direction.LOWER,
        )),
        (("2",), _indicator(
            "観光消費額", MONEY, "31200000000",
            (n("45600000000"), n("48150000000", soft=Softness.ESTIMATED)),
            (by(2025, "50000000000"), by(2029, "62000000000")),
        )),
        (("2",), _indicator(
            "観光収支", MONEY, "-1250000000", (n("-420000000"), n("110000000")),
            (by(2025, "500000000"), by(2029, "1800000000")),
        )),
    ),
)  # fmt: skip
