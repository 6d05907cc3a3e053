"""Tables of cases: rows a policy officer can read, and what a rulebook gives for each."""

import csv
import tomllib
from collections.abc import Iterator
from io import StringIO
from itertools import count
from typing import Any, Literal

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.entries import (
    Actual,
    AnyEntry,
    Baseline,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Target,
)
from hakaru.ledger.ledger import Index, ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.rules.expecting import nearest
from hakaru.rules.grade import Grade, grade_ledger
from hakaru.rules.positions import line_of, positions
from hakaru.rules.scale import Rulebook
from hakaru.shapes import ready

UNDETERMINED = "?"
REVISED_FROM = 2025
INDICATOR = "p/1/①"


# How msgspec calls what a case should have.
_TYPES = {"str": "text", "int": "number", "bool": "yes_or_no", "array": "list", "object": "table"}


@ready
class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One case: texts as printed, and the grade expected (`?`: a person has to look).

    `members` is how many the plan has; 0 stands for no plan at all. `years` are the plan's first
    and last. `old` is the target in force until 2024 where `target` is its revision, and
    `measured` what was measured under it where the revision replaced the indicator. `final` is the
    target of the plan's end beside the one of the year. `earlier` are the results of the years
    before, the last one of the year before. `certainty` may be "" for a document that does not say
    it. `rate` is the percentage shown, `reason` why there is no mark.
    """

    name: str
    actual: str = ""
    expect: str
    target: str | None = None
    old: str | None = None
    measured: str = ""
    final: str | None = None
    baseline: str | None = None
    previous: str | None = None
    earlier: tuple[str, ...] = ()
    certainty: Literal["confirmed", "forecast", ""] = "confirmed"
    year: int = 2025
    years: tuple[int, int] = (2024, 2028)
    direction: Direction = Direction.HIGHER
    unit: str = ""
    cumulative: bool = False
    members: int | None = None
    published: str | None = None
    rate: str = ""
    reason: str = ""
    note: str = ""


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of cases, and the rulebook they are for: its id, or a file's name."""

    cases: tuple[Row, ...]
    book: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """A case and its grade."""

    row: Row
    grade: Grade

    @property
    def found(self) -> str:
        """The symbol the book gives, `?` where it cannot tell."""
        return self.grade.computed or UNDETERMINED

    @property
    def rate(self) -> str:
        """The percentage shown, "" without a rate."""
        rates = (step.value("rate") for step in self.grade.working)
        return next((rate for rate in rates if rate), "")

    @property
    def differs(self) -> tuple[str, ...]:
        """The names of what came out otherwise than the case says: expect, rate, reason."""
        wrong = []
        if self.found != self.row.expect:
            wrong.append("expect")
        if self.row.rate and self.rate != self.row.rate:
            wrong.append("rate")
        if self.row.reason and self.grade.reason != self.row.reason:
            wrong.append("reason")
        return tuple(wrong)


def read_table(text: str, *, file: str) -> Table:
    """Return the cases of a TOML text (`cases = [...]`) or of CSV with the same names as heads.

    Raises UsageError `cases.unreadable` (file, line, detail) and `cases.invalid` (file, line, key,
    expected, known).
    """
    if file.lower().endswith(".csv"):
        return Table(cases=tuple(_csv_rows(text, file)))
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError("cases.unreadable", file=file, detail=error) from error
    if not isinstance(written.get("cases"), list):
        raise UsageError("cases.unreadable", file=file, detail="cases = [ … ]")
    lines = positions(text)
    rows = tuple(
        _row(case, file=file, line=line_of(("cases", number), lines))
        for number, case in enumerate(written["cases"])
    )
    return Table(cases=rows, book=str(written.get("book", "")))


def _csv_rows(text: str, file: str) -> Iterator[Row]:
    """Yield the cases of a CSV text; an empty cell leaves the key out."""
    for line, record in zip(count(2), csv.DictReader(StringIO(text.lstrip("\ufeff")))):
        written = {key: cell for key, cell in record.items() if key and cell not in (None, "")}
        case: dict[str, object] = {"actual": "", **written}
        for key in ("earlier", "years"):
            if key in written:
                case[key] = [part.strip() for part in str(written[key]).split("|")]
        yield _row(case, file=file, line=line)


def _row(written: Any, *, file: str, line: int) -> Row:  # noqa: ANN401 - any TOML value
    """Return one case as typed."""
    try:
        row = msgspec.convert(written, Row, strict=False)
    except msgspec.ValidationError as error:
        key, expected, known = _complaint(str(error))
        raise UsageError(
            "cases.invalid", file=file, line=line, key=key, expected=expected, known=known
        ) from error
    if row.earlier and row.previous is not None:
        raise UsageError(
            "cases.invalid", file=file, line=line, key="previous", expected="earlier_alone"
        )
    return row


def _complaint(said: str) -> tuple[str, str, str]:
    """Return which key of a case is wrong, what was expected of it, and what there is."""
    detail, _, place = said.partition(" - at ")
    key = place.strip("`$.")
    named = detail.split("`")[1] if "`" in detail else ""
    if detail.startswith("Object contains unknown field"):
        return named, "keys", nearest(named, ", ".join(Row.__struct_fields__))
    if detail.startswith("Object missing required field"):
        return named, "text", ""
    if detail.startswith("Invalid enum value"):
        kind = {"direction": tuple(Direction), "certainty": ("confirmed", "forecast")}
        return key, "one_of", ", ".join(kind.get(key, ()))
    return key, _TYPES.get(named, "value"), ""


def try_table(table: Table, book: Rulebook) -> tuple[Outcome, ...]:
    """Judge every case of a table."""
    return tuple(Outcome(row, judged(row, book)) for row in table.cases)


def judged(row: Row, book: Rulebook) -> Grade:
    """Return the grade of a case."""
    found = grade_ledger(Index(ledger_of(_entries(row))), book)
    return next(grade for grade in found if grade.fiscal_year == row.year)


def _entries(row: Row) -> Iterator[AnyEntry]:
    """Yield the small ledger of a case."""
    plan = plan_of(row)
    if plan is not None:
        yield plan
    indicator = indicator_of(row)
    yield indicator if plan is None else msgspec.structs.replace(indicator, parent=plan.id)
    yield from targets_of(row)
    before = row.earlier or ((row.previous,) if row.previous is not None else ())
    for year, text in enumerate(before, row.year - len(before)):
        yield actual_of(row, text, year)
    yield actual_of(row, row.actual, row.year)


def indicator_of(row: Row) -> Indicator:
    """Return the indicator of a case."""
    baseline = None
    if row.baseline is not None:
        quantity, year = read_baseline(row.baseline, unit=row.unit)
        baseline = Baseline(quantity=quantity, fiscal_year=year, source=None)
    return Indicator(
        id=INDICATOR,
        source=None,
        parent="p/1",
        marker="①",
        name=row.name,
        unit=row.unit,
        direction=row.direction,
        direction_source=DirectionSource.STATED,
        cumulative=row.cumulative,
        baseline=baseline,
    )


def targets_of(row: Row) -> Iterator[Target]:
    """Yield the targets of a case: old and new, or this year's and the final one."""
    until = None
    if row.final is not None:
        due = None if row.target is None else read_target(row.target, unit=row.unit).due
        until = due if isinstance(due, int) else None
        yield _target(row, row.final, "final", (None if until is None else until + 1, None))
    if row.old is not None:
        yield _target(row, row.old, "old", (None, REVISED_FROM - 1), measures=row.measured)
    if row.target is not None:
        begins = None if row.old is None else REVISED_FROM
        yield _target(row, row.target, "target", (begins, until))


def target_of(row: Row) -> Target | None:
    """Return the revision in force in the case's year."""
    return Index(ledger_of(targets_of(row))).target(INDICATOR, row.year)


def _target(
    row: Row, text: str, name: str, force: tuple[int | None, int | None], *, measures: str = ""
) -> Target:
    """Return one revision."""
    terms = read_target(text, unit=row.unit)
    return Target(
        id=f"{INDICATOR}/{name}",
        source=None,
        indicator=INDICATOR,
        kind=terms.kind,
        quantity=terms.quantity,
        due=terms.due,
        in_force_from=force[0],
        in_force_until=force[1],
        cumulative=terms.cumulative,
        measures=measures,
    )


def actual_of(row: Row, text: str, year: int) -> Actual:
    """Return a result of the case's indicator."""
    return Actual(
        id=f"{INDICATOR}/{year}",
        source=None,
        indicator=INDICATOR,
        fiscal_year=year,
        as_of=None,
        certainty=Certainty(row.certainty) if row.certainty else None,
        quantity=read_quantity(text, unit=row.unit),
        published_grade=row.published if year == row.year else None,
    )


def plan_of(row: Row) -> Plan | None:
    """Return the plan of a case, with as many members as it says."""
    if row.members == 0:
        return None
    members = tuple(f"{number}市" for number in range(row.members or 0))
    first, last = row.years
    return Plan(
        id="p",
        source=None,
        title="計画",
        fiscal_years=tuple(range(first, last + 1)),
        members=members,
        hub=members[0] if members else "",
        rulebook="",
    )
