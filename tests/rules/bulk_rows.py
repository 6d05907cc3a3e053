"""Rows of the bulk table: made with ties, and judged one by one by the reference."""

from decimal import Decimal
from fractions import Fraction
from math import lcm
from random import Random
from typing import Any

from hakaru.ledger.entries import (
    EVERY_YEAR,
    Actual,
    Baseline,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Target,
    TargetKind,
)
from hakaru.ledger.quantity import Comparison, Quantity, State
from hakaru.rules.grade import Grade
from hakaru.rules.joining import joined, second_book
from hakaru.rules.judge import judge_of
from hakaru.rules.scale import Rulebook

Row = dict[str, Any]
COLUMNS = (
    "id", "fiscal_year", "actual", "target", "baseline", "direction", "due", "certainty",
    "target_bound", "actual_bound", "state", "kind", "reached", "keep", "cumulative",
    "first_year", "last_year", "final_target", "final_due",
)  # fmt: skip
TEXTS = frozenset(
    {"direction", "certainty", "target_bound", "actual_bound", "state", "kind"}
)  # fmt: skip
BOUNDS = [None, None, None, *(bound.value for bound in Comparison)]
ANSWERS = {
    "word": ("実施", "実施", "未実施"),
    "milestone": ("整備", "整備", "未着手"),
    "everyone": ("", "全市町村", "未実施"),
    "relative": ("増加", "11", "9"),
}


def made_row(book: Rulebook, random: Random, number: int) -> Row:
    """Return a row in which a rate often lies exactly on a threshold, or one unit beside it."""
    due = random.choice([None, 0, 0, 2024, 2025, 2026, 2027, 2028])
    first = random.choice([2023, 2024, 2024, None])
    row: Row = dict.fromkeys(COLUMNS) | {
        "id": number,
        "fiscal_year": random.randint(2024, 2028),
        "direction": random.choice(["higher", "higher", "lower", "lower", None]),
        "due": due,
        "certainty": random.choice(["confirmed", "forecast", None]),
        "target_bound": random.choice(BOUNDS),
        "actual_bound": random.choice(BOUNDS),
        "keep": random.choice([None, 0, 1]),
        "cumulative": random.choice([None, 0, 1]),
        "first_year": first,
        "last_year": first and random.choice([first, 2027, 2028]),
    }
    _set_values(row, book, random)
    _set_kind(row, random)
    return row


def _set_values(row: Row, book: Rulebook, random: Random) -> None:
    """Set actual, target and baseline to whole numbers, often with the rate of a threshold."""
    sizes = [1, 3, 20, 1000, 10**6, 10**12]
    target = Fraction(random.choice([0, 1, -1, random.randint(-99, 99)]) * random.choice(sizes))
    baseline = random.choice(
        [target, Fraction(0), Fraction(random.randint(-99, 99)) * random.choice(sizes)]
    )
    steps = [step.min for scale in book.scales.values() for step in scale.thresholds]
    rate = random.choice([*steps, Fraction(1), Fraction(0), *filter(None, [book.floor, book.cap])])
    rate *= random.choice(
        [Fraction(1), Fraction(2, 5), Fraction(1, 4), Fraction(3, 5), Fraction(1, 2)]
    )
    actual = random.choice(
        [
            target,
            baseline,
            target * rate,
            target / rate if rate else target,
            2 * target - target * rate,
            baseline + (target - baseline) * rate,
            Fraction(random.randint(-200, 200)),
        ]
    )
    final = random.choice([None, target, target * 2, actual, actual * 5 - 4 * baseline])
    values = [actual, target, baseline, *([] if final is None else [final])]
    unit = lcm(*(value.denominator for value in values))
    row["actual"] = int(actual * unit) + random.choice([0, 0, 0, 1, -1])
    row["target"], row["baseline"] = int(target * unit), int(baseline * unit)
    if final is not None:
        row["final_target"] = int(final * unit)
        row["final_due"] = random.choice([2027, 2028])
    if random.random() < 0.2:
        row["baseline"] = None


def _set_kind(row: Row, random: Random) -> None:
    """Make some rows targets without a number, without a target, or without a value."""
    row["kind"] = random.choice(["number", *[None] * 5, "none", *ANSWERS])
    if row["kind"] in ANSWERS:
        row["actual"] = row["target_bound"] = row["actual_bound"] = row["final_target"] = None
        row["reached"] = random.randint(0, 1)
        if row["kind"] == "relative":
            row["baseline"] = 10
    if random.random() < 0.1:
        row["target"] = row["final_target"] = None
    if random.random() < 0.15:
        row["actual"] = row["reached"] = row["actual_bound"] = None
        row["state"] = random.choice([None, *(state.value for state in State)])


def reference(row: Row, book: Rulebook) -> tuple[str | None, str | None]:
    """Return key and reason that the pure rules give for a row."""
    found = _graded(row, book, _target(row, row["target"], row["due"]))
    if book.second is not None:
        final = row["final_target"]
        other = (
            _target(row, row["target"], row["due"])
            if final is None
            else _target(row, final, row["final_due"])
        )
        found = joined(found, _graded(row, second_book(book), other), judge_of(book))
    return found.computed_key, found.reason or None


def _graded(row: Row, book: Rulebook, target: Target | None) -> Grade:
    """Return the grade of a row by one book."""
    return judge_of(book).grade(_indicator(row), target, _actual(row), _plan(row), None)


def _quantity(value: int | None, **other: Any) -> Quantity:  # noqa: ANN401 - any field
    """Return a number counted in hundredths."""
    exact = None if value is None else Decimal(value).scaleb(-2)
    return Quantity(text="", value=exact, unit="", state=None, **other)


def _target(row: Row, value: int | None, due: int | None) -> Target | None:
    """Return the target of a row, none where there is none."""
    kind = row["kind"]
    if kind == "none" or (value is None and kind not in ANSWERS):
        return None
    bound = row["target_bound"]
    quantity = _quantity(value, comparison=bound and Comparison(bound))
    if kind in ANSWERS:
        word = ANSWERS[kind][0]
        more = Comparison.MORE_THAN if kind == "relative" else None
        quantity = Quantity(
            text=word,
            value=None,
            unit="",
            state=None,
            word=word,
            everyone=not word,
            comparison=more,
        )
    elif row["keep"] == 1:
        quantity = Quantity(
            text="維持", value=quantity.value, unit="", state=None, comparison=quantity.comparison
        )
    return Target(
        id="t",
        source=None,
        indicator="i",
        kind=TargetKind.NUMBER if kind in (None, "number") else TargetKind(kind),
        quantity=quantity,
        due=EVERY_YEAR if due == 0 else due,
        in_force_from=None,
        in_force_until=None,
        cumulative=row["cumulative"] == 1,
    )


def _actual(row: Row) -> Actual:
    """Return the result of a row."""
    bound = row["actual_bound"]
    quantity = _quantity(row["actual"], comparison=bound and Comparison(bound))
    if row["reached"] is not None:
        answer = ANSWERS[row["kind"]][2 - row["reached"]]
        quantity = _answer(answer)
    elif row["actual"] is None:
        state = State(row["state"] or "blank")
        quantity = Quantity(text="", value=None, unit="", state=state)
    said = row["certainty"]
    return Actual(
        id="a",
        source=None,
        indicator="i",
        fiscal_year=row["fiscal_year"],
        as_of=None,
        certainty=said and Certainty(said),
        quantity=quantity,
        published_grade=None,
    )


def _answer(said: str) -> Quantity:
    """Return a word, everyone, or a number in whole units."""
    if said.isdigit():
        return Quantity(text=said, value=Decimal(said), unit="", state=None)
    everyone = said.startswith("全")
    word = "" if everyone else said
    return Quantity(text=said, value=None, unit="", state=None, word=word, everyone=everyone)


def _indicator(row: Row) -> Indicator:
    """Return the indicator of a row."""
    baseline = None
    if row["baseline"] is not None:
        start = _answer("10") if row["kind"] == "relative" else _quantity(row["baseline"])
        baseline = Baseline(quantity=start, fiscal_year=None, source=None)
    return Indicator(
        id="i",
        source=None,
        parent="p",
        marker="",
        name="",
        unit="",
        direction=Direction(row["direction"] or "unknown"),
        direction_source=DirectionSource.STATED,
        cumulative=False,
        baseline=baseline,
    )


def _plan(row: Row) -> Plan | None:
    """Return the plan of a row, none where its years are unknown."""
    if row["first_year"] is None:
        return None
    years = tuple(range(row["first_year"], row["last_year"] + 1))
    return Plan(id="p", source=None, title="", fiscal_years=years, members=(), hub="", rulebook="")
