"""The case tables of this folder: rows a policy officer can read, and how one is judged."""

from pathlib import Path
from typing import Literal

import msgspec

from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.entries import (
    Actual,
    Baseline,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Target,
)
from hakaru.ledger.measure import read_quantity
from hakaru.rules.grade import Grade, grade
from hakaru.rules.rulebook import load_book
from hakaru.rules.scale import Rulebook

FOLDER = Path(__file__).parent
UNDETERMINED = "?"
REVISED_FROM = 2025


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One case: texts as printed, and the grade expected (`?`: a person has to look).

    `members` is how many the plan has; 0 stands for no plan at all. `old` is the target in force
    until 2024 where `target` is its revision. `certainty` may be "" for a document that does not
    say it.
    """

    name: str
    actual: str = ""
    expect: str
    target: str | None = None
    old: str | None = None
    baseline: str | None = None
    previous: str | None = None
    certainty: Literal["confirmed", "forecast", ""] = "confirmed"
    year: int = 2025
    direction: Direction = Direction.HIGHER
    unit: str = ""
    members: int | None = None
    published: str | None = None
    rate: str = ""
    reason: str = ""
    note: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of cases for one rulebook: its id, or a file beside the tables."""

    book: str
    cases: tuple[Row, ...]

    def rulebook(self) -> Rulebook:
        """Return the book the cases are judged by."""
        return load_book(FOLDER / self.book if self.book.endswith(".toml") else self.book)


def tables() -> dict[str, Table]:
    """Return every table of this folder by its name."""
    return {
        path.stem: msgspec.toml.decode(path.read_bytes(), type=Table)
        for path in sorted(FOLDER.glob("*.toml"))
    }


def indicator_of(row: Row) -> Indicator:
    """Return the indicator of a row."""
    baseline = None
    if row.baseline is not None:
        quantity, year = read_baseline(row.baseline, unit=row.unit)
        baseline = Baseline(quantity=quantity, fiscal_year=year, source=None)
    return Indicator(
        id="p/1/①",
        source=None,
        parent="p/1",
        marker="①",
        name=row.name,
        unit=row.unit,
        direction=row.direction,
        direction_source=DirectionSource.STATED,
        cumulative=False,
        baseline=baseline,
    )


def target_of(row: Row) -> Target | None:
    """Return the revision in force in the row's year."""
    replaced = row.old is not None and row.year < REVISED_FROM
    text = row.old if replaced else row.target
    if text is None:
        return None
    terms = read_target(text, unit=row.unit)
    return Target(
        id="p/1/①/target",
        source=None,
        indicator="p/1/①",
        kind=terms.kind,
        quantity=terms.quantity,
        due=terms.due,
        in_force_from=None if row.old is None or replaced else REVISED_FROM,
        in_force_until=REVISED_FROM - 1 if replaced else None,
        cumulative=terms.cumulative,
    )


def actual_of(row: Row, text: str, year: int) -> Actual:
    """Return a result of the row's indicator."""
    return Actual(
        id=f"p/1/①/{year}",
        source=None,
        indicator="p/1/①",
        fiscal_year=year,
        as_of=None,
        certainty=Certainty(row.certainty) if row.certainty else None,
        quantity=read_quantity(text, unit=row.unit),
        published_grade=row.published,
    )


def plan_of(row: Row) -> Plan | None:
    """Return the plan of a row: 2024 to 2028, with as many members as it says."""
    if row.members == 0:
        return None
    members = tuple(f"{number}市" for number in range(row.members or 0))
    return Plan(
        id="p",
        source=None,
        title="計画",
        fiscal_years=(2024, 2025, 2026, 2027, 2028),
        members=members,
        hub=members[0] if members else "",
        rulebook="",
    )


def judged(row: Row, book: Rulebook) -> Grade:
    """Return the grade of a row."""
    previous = None if row.previous is None else actual_of(row, row.previous, row.year - 1)
    return grade(
        indicator=indicator_of(row),
        target=target_of(row),
        actual=actual_of(row, row.actual, row.year),
        book=book,
        plan=plan_of(row),
        previous=previous,
    )
