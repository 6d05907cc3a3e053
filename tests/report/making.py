"""A small plan with everything a report tells: grades, revisions, relisted rows, money, members."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Budget,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Plan,
    Project,
    Section,
    Share,
    Target,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.report import registry
from hakaru.report.tables.model import Part, Parts, Report, Table, Text
from hakaru.report.tables.wanted import Wanted

PLAN = "みなと連携中枢都市圏"
MEMBERS = ("港市", "浜田町", "山根村")
BOOK = "sapporo-renkei-2024"
AUTUMN, SPRING = date(2025, 12, 31), date(2026, 5, 31)


def plan(**changed: object) -> Plan:
    """Return the plan."""
    fields: dict[str, object] = {
        "title": f"{PLAN} 令和7年度連携事業実績状況一覧",
        "fiscal_years": (2024, 2025, 2026),
        "members": MEMBERS,
        "hub": MEMBERS[0],
        "rulebook": BOOK,
    }
    return Plan(id=PLAN, source=None, **(fields | changed))  # type: ignore[arg-type]


def section(number: str, title: str, parent: str | None = None) -> Section:
    """Return a section."""
    identifier = f"{parent}-{number}" if parent else f"{PLAN}/s{number}"
    return Section(id=identifier, source=None, plan=PLAN, parent=parent, number=number, title=title)


def project(number: int, name: str, section_id: str, **changed: object) -> Project:
    """Return a project."""
    fields: dict[str, object] = {
        "section": section_id,
        "participants": MEMBERS,
        "relisted_in": (),
        "priority": False,
        "new_from": None,
        "ended": "",
        "responsibilities": (("港市", "企画・実施"), ("連携市町村", "周知・協力")),
        "summary": f"{name}に取り組む。",
    }
    return Project(
        id=f"{PLAN}/{number:02}", source=None, plan=PLAN, number=str(number), name=name,
        **(fields | changed),  # type: ignore[arg-type]
    )  # fmt: skip


def indicator(number: int, marker: str, name: str, unit: str) -> Indicator:
    """Return an indicator of a project."""
    return Indicator(
        id=f"{PLAN}/{number:02}/{marker or '①'}", source=None, parent=f"{PLAN}/{number:02}",
        marker=marker, name=name, unit=unit, direction=Direction.HIGHER,
        direction_source=DirectionSource.ASSUMED, cumulative=False, baseline=None,
    )  # fmt: skip


def target(of: Indicator, text: str, start: int | None = None, until: int | None = None) -> Target:
    """Return a target in force from and until a year."""
    terms = read_target(text)
    return Target(
        id=f"{of.id}/target/{start or 'first'}", source=None, indicator=of.id, kind=terms.kind,
        quantity=terms.quantity, due=terms.due, in_force_from=start, in_force_until=until,
        cumulative=terms.cumulative,
    )  # fmt: skip


def actual(
    of: Indicator, year: int, text: str, grade: str | None, day: date | None = AUTUMN
) -> Actual:
    """Return a result; ○ and △ are of expected ones."""
    certainty = Certainty.FORECAST if grade in ("○", "△") else Certainty.CONFIRMED
    return Actual(
        id=f"{of.id}/{year}@{day}", source=None, indicator=of.id, fiscal_year=year, as_of=day,
        certainty=certainty, quantity=read_quantity(text), published_grade=grade,
    )  # fmt: skip


def ledger() -> Ledger:
    """Return the plan: three projects in two sections, one revised target, one relisted row."""
    meetings = indicator(1, "①", "情報交換会議の開催", "回")
    firms = indicator(1, "②", "立地企業数", "社")
    talks = indicator(2, "", "相談件数", "件")
    beds = indicator(3, "", "救急体制", "")
    spent = Budget(
        id=f"{PLAN}/01/settled/2025", source=None, project=f"{PLAN}/01", fiscal_year=2025,
        kind="settled", amount_yen=Decimal(12_345_000), text="12,345",
    )  # fmt: skip
    done = Activity(
        id=f"{PLAN}/02/activity/2025/1", source=None, project=f"{PLAN}/02", fiscal_year=2025,
        as_of=AUTUMN, text="・相談会を開催（浜田町2件）", members=("浜田町",), marker="",
        breakdown=(Share(member="浜田町", value=Decimal(2), unit="件"),),
    )  # fmt: skip
    entries: list[AnyEntry] = [
        plan(),
        section("1", "地域経済のけん引"),
        section("2", "生活機能の向上"),
        project(1, "企業誘致の推進", f"{PLAN}/s1", relisted_in=(f"{PLAN}/s2",), priority=True),
        project(2, "創業の促進", f"{PLAN}/s1", participants=MEMBERS[:2]),
        project(3, "医療体制の維持", f"{PLAN}/s2", new_from=2025, participants=MEMBERS[:1]),
        meetings, firms, talks, beds,
        target(meetings, "1回（毎年度）"),
        target(firms, "18社（毎年度）", None, 2024),
        target(firms, "20社（毎年度）", 2025),
        target(talks, "100件（毎年度）"),
        target(beds, "維持（毎年度）"),
        actual(meetings, 2024, "0回", "×"), actual(meetings, 2025, "1回", "◎"),
        actual(firms, 2024, "18社", "◎"), actual(firms, 2025, "15社", "△"),
        actual(firms, 2025, "17社", "□", SPRING),
        actual(talks, 2024, "130件", "◎"), actual(talks, 2025, "40件", "×"),
        actual(beds, 2025, "維持", "◎"),
        spent, done,
    ]  # fmt: skip
    return ledger_of(entries)


def report(kind: str, wanted: Wanted | None = None, of: Ledger | None = None) -> Report:
    """Return a report of the plan, or of another ledger."""
    return registry.build(kind, of or ledger(), wanted or Wanted())


def written(made: Report, suffix: str, **options: Any) -> bytes:  # noqa: ANN401 - of any writer
    """Return a report's file."""
    out = io.BytesIO()
    registry.write(made, suffix, out, **options)
    return out.getvalue()


def blocks(made: Report) -> list[object]:
    """Return the blocks of all parts."""
    return [block for part in made.parts for block in part.blocks]


def lines(made: Report) -> list[str]:
    """Return the texts outside the tables."""
    return [block.text for block in blocks(made) if isinstance(block, Text)]


def tables(made: Report) -> list[list[list[str]]]:
    """Return the texts of the cells of every table, row by row."""
    return [
        [[cell.text for cell in row.cells] for row in block.rows]
        for block in blocks(made)
        if isinstance(block, Table)
    ]


def endless(count: int) -> Report:
    """Return a report of many cards, each made when it is asked for."""
    card = report("cards")
    parts = list(card.parts)

    def make() -> list[Part]:
        """Return the front and one card again and again."""
        return [parts[0], *[parts[1]] * (count - 1)]

    return replace(card, parts=Parts(count, make))
