"""The case tables of this folder: small documents as printed, and what a check finds in them."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from hakaru.checks import CHECKS, Check, context_of
from hakaru.findings import Finding
from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Certainty,
    Direction,
    DirectionSource,
    Fact,
    Indicator,
    Note,
    Plan,
    Project,
    Target,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import is_cumulative, read_quantity, take_marker, unit_and_scale
from hakaru.ledger.period import find_day
from hakaru.read.layouts.members import MemberNames
from hakaru.rules.rulebook import shipped_book
from hakaru.rules.scale import Family
from hakaru.source import Place

FOLDER = Path(__file__).parent
BOOK = "sapporo-renkei-2024"
REPORTED_ON = date(2025, 12, 31)


class IndicatorRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator: `results` are "value", "value | grade" or "value | grade | day" by year.

    `old` was the target until 2024 where `target` is its revision, with the name `measured` of what
    it measured. `left_out` are years between the two that no target covers.
    """

    name: str = "参加者数"
    marker: str = ""
    baseline: str = ""
    target: str = ""
    old: str = ""
    measured: str = ""
    left_out: int = 0
    direction: Direction = Direction.HIGHER
    derived: bool = False
    ended: str = ""
    results: dict[str, str] = {}


class ProjectRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A project of a document `file`: its texts were reported for 2025, its `budgets` by year."""

    number: str = "1"
    name: str = "連携事業"
    plan: str = "p"
    file: str = "一覧.txt"
    participants: tuple[str, ...] | None = None
    new_from: int | None = None
    ended: str = ""
    summary: str = ""
    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    budgets: dict[str, str] = {}
    indicators: tuple[IndicatorRow, ...] = ()


class FactRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A dated statement of a document."""

    subject: str
    label: str
    text: str
    day: str
    file: str = "資料.txt"


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One small document, or several, and the findings expected of the table's check.

    `finds` has the values each finding must have (`severity`, `certainty` and `places`, their
    number, among them); empty for a document with nothing wrong. `indicators` and `texts` stand
    for a single project.
    """

    name: str
    finds: tuple[dict[str, str], ...] = ()
    years: tuple[int, ...] = (2024, 2025, 2026, 2027, 2028)
    members: tuple[str, ...] = ("A市", "B町", "C村")
    book: str = BOOK
    title: str = "圏域ビジョン"
    indicators: tuple[IndicatorRow, ...] = ()
    texts: tuple[str, ...] = ()
    projects: tuple[ProjectRow, ...] = ()
    facts: tuple[FactRow, ...] = ()

    def ledger(self) -> Ledger:
        """Return the ledger that reading these documents would give."""
        return _Maker(self).ledger()


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of cases for one check."""

    code: str
    cases: tuple[Case, ...]

    @property
    def check(self) -> Check:
        """The check under test."""
        return next(check for check in CHECKS if check.kind.code == self.code)

    def found(self, case: Case) -> tuple[Finding, ...]:
        """Return what the check finds in a case."""
        return tuple(self.check.look(context_of(case.ledger())))


@cache
def tables() -> dict[str, Table]:
    """Return every table of this folder by its name."""
    return {
        path.stem: msgspec.toml.decode(path.read_bytes(), type=Table)
        for path in sorted(FOLDER.glob("*.toml"))
    }


def said(finding: Finding) -> dict[str, str]:
    """Return everything a case may expect of a finding."""
    return dict(finding.values) | {
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "places": str(len(finding.places)),
    }


class _Maker:
    """Makes the entries of a case, each on a line of its own."""

    def __init__(self, case: Case) -> None:
        """Keep the case."""
        self.case = case
        self.names = MemberNames(case.members)
        self.entries: list[AnyEntry] = []
        self.line = 0

    def place(self, file: str) -> Place:
        """Return the next line of a file."""
        self.line += 1
        return Place(file, line=self.line)

    def ledger(self) -> Ledger:
        """Return the ledger of all projects and facts."""
        case = self.case
        projects = case.projects or (ProjectRow(indicators=case.indicators, texts=case.texts),)
        for plan in dict.fromkeys(["p", *(project.plan for project in projects)]):
            self.entries.append(
                Plan(
                    id=plan,
                    source=self.place("一覧.txt"),
                    title=case.title,
                    fiscal_years=case.years,
                    members=case.members,
                    hub=case.members[0] if case.members else "",
                    rulebook=case.book,
                )
            )
        for project in projects:
            self.project(project)
        for number, fact in enumerate(case.facts):
            quantity = read_quantity(fact.text)
            self.entries.append(
                Fact(
                    id=f"p/fact/{number}",
                    source=self.place(fact.file),
                    plan="p",
                    subject=fact.subject,
                    label=fact.label,
                    quantity=quantity,
                    as_of=date.fromisoformat(fact.day),
                )
            )
        return ledger_of(self.entries)

    def project(self, row: ProjectRow) -> None:
        """Add a project with all that hangs on it."""
        project = f"{row.plan}/{row.file}/{row.number}"
        self.entries.append(
            Project(
                id=project,
                source=self.place(row.file),
                plan=row.plan,
                section=None,
                number=row.number,
                name=row.name,
                participants=self.case.members if row.participants is None else row.participants,
                relisted_in=(),
                priority=False,
                new_from=row.new_from,
                ended=row.ended,
                responsibilities=(),
                summary=row.summary,
            )
        )
        for number, indicator in enumerate(row.indicators, 1):
            self.indicator(indicator, project, number, row.file)
        for number, text in enumerate(row.texts, 1):
            self.entries.append(
                Activity(
                    id=f"{project}/activity/{number}",
                    source=self.place(row.file),
                    project=project,
                    fiscal_year=2025,
                    as_of=REPORTED_ON,
                    text=text,
                    members=self.names.named(text),
                    marker=take_marker(text)[0],
                    breakdown=self.names.shares(text),
                )
            )
        for number, text in enumerate(row.notes, 1):
            place = self.place(row.file)
            note = Note(id=f"{project}/note/{number}", source=place, subject=project, text=text)
            self.entries.append(note)
        for year, text in row.budgets.items():
            self.entries.append(
                Budget(
                    id=f"{project}/settled/{year}",
                    source=self.place(row.file),
                    project=project,
                    fiscal_year=int(year),
                    kind="settled",
                    amount_yen=read_quantity(text).value,
                    text=text,
                )
            )

    def indicator(self, row: IndicatorRow, project: str, number: int, file: str) -> None:
        """Add an indicator with its targets and results."""
        unit, scale = unit_and_scale(row.name)
        indicator = f"{project}/{row.marker or number}"
        terms = read_target(row.target, unit=unit, scale=scale)
        baseline = None
        if row.baseline:
            quantity, start = read_baseline(row.baseline, unit=unit, scale=scale)
            place = self.place(file)
            baseline = Baseline(quantity=quantity, fiscal_year=start, source=place)
        self.entries.append(
            Indicator(
                id=indicator,
                source=self.place(file),
                parent=project,
                marker=row.marker,
                name=row.name,
                unit=terms.quantity.unit or unit,
                direction=row.direction,
                direction_source=DirectionSource.DERIVED if row.derived else DirectionSource.STATED,
                cumulative=is_cumulative(row.name) or terms.cumulative,
                baseline=baseline,
                ended=row.ended,
            )
        )
        if row.target:
            until = 2024 - row.left_out if row.old else None
            if row.old:
                self.target(row.old, indicator, since=None, until=until, measured=row.measured)
            self.target(row.target, indicator, since=2025 if row.old else None, until=None)
        for year, printed in row.results.items():
            self.result(printed, indicator, int(year), file)

    def target(
        self,
        text: str,
        indicator: str,
        *,
        since: int | None,
        until: int | None,
        measured: str = "",
    ) -> None:
        """Add a revision of a target."""
        named = next(one for one in self.entries if one.id == indicator)
        assert isinstance(named, Indicator)
        unit, scale = unit_and_scale(named.name)
        terms = read_target(text, unit=unit, scale=scale)
        self.entries.append(
            Target(
                id=f"{indicator}/target/{since or 'first'}",
                source=self.place("一覧.txt"),
                indicator=indicator,
                kind=terms.kind,
                quantity=terms.quantity,
                due=terms.due,
                in_force_from=since,
                in_force_until=until,
                cumulative=terms.cumulative,
                measures=measured,
            )
        )

    def result(self, printed: str, indicator: str, year: int, file: str) -> None:
        """Add the result of a year; several stand one after another, parted by ";"."""
        named = next(one for one in self.entries if one.id == indicator)
        assert isinstance(named, Indicator)
        unit, scale = unit_and_scale(named.name)
        for number, text in enumerate(printed.split(";")):
            value, *more = (part.strip() for part in text.split("|"))
            grade = more[0] if more else None
            day = date.fromisoformat(more[1]) if len(more) > 1 else REPORTED_ON
            mark = shipped_book(BOOK).mark_of(grade or "")
            known = mark is not None and mark.family is not Family.BOTH
            self.entries.append(
                Actual(
                    id=f"{indicator}/{year}@{day}~{number}",
                    source=self.place(file),
                    indicator=indicator,
                    fiscal_year=year,
                    as_of=day,
                    certainty=Certainty(mark.family.value) if mark and known else None,
                    quantity=read_quantity(value, unit=unit, scale=scale),
                    published_grade=grade,
                    breakdown=self.names.shares(value) if find_day(value) is None else (),
                )
            )
