"""A small made-up plan: three sections, seven projects, every grade, a revision, a relisted row."""

from datetime import date

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
    Note,
    Plan,
    Project,
    Section,
    Target,
    TargetKind,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.quantity import State
from hakaru.source import Document, Place

PLAN = "みなと圏域-2"
MEMBERS = ("港市", "浜町", "岬村")
FILE = "実績一覧.xlsx"
DOCUMENT = Document(file=FILE, digest="0" * 64, format="xlsx")


def at(line: int, cell: str = "") -> Place:
    """Return a place in the sample's document."""
    return Place(file=FILE, sheet="一覧", line=line, cell=cell)


def section(number: str, title: str, *, parent: str | None = None) -> Section:
    """Return a section of the plan."""
    return Section(
        id=f"{PLAN}/s{number}",
        source=at(int(number[0])),
        plan=PLAN,
        parent=parent and f"{PLAN}/s{parent}",
        number=number,
        title=title,
    )


def project(number: str, name: str, home: str, **more: object) -> Project:
    """Return a project; all members take part unless said otherwise."""
    fields: dict[str, object] = {
        "participants": MEMBERS,
        "relisted_in": (),
        "priority": False,
        "new_from": None,
        "ended": "",
        "responsibilities": (("港市", "企画と実施"), ("連携市町村", "周知と協力")),
        "summary": f"{name}を進める。",
    }
    return Project(
        id=f"{PLAN}/{number}",
        source=at(int(number) * 10),
        plan=PLAN,
        section=f"{PLAN}/s{home}",
        number=number,
        name=name,
        **{**fields, **more},  # type: ignore[arg-type]
    )


def indicator(parent: str, marker: str, name: str, baseline: str = "", **more: object) -> Indicator:
    """Return an indicator of which more is better, unless said otherwise."""
    fields: dict[str, object] = {
        "direction": Direction.HIGHER,
        "direction_source": DirectionSource.ASSUMED,
        "cumulative": False,
    }
    start = Baseline(quantity=read_quantity(baseline), fiscal_year=2022, source=at(3, "D3"))
    return Indicator(
        id=f"{PLAN}/{parent}/{marker or '-'}",
        source=at(3, "C3"),
        parent=f"{PLAN}/{parent}" if parent else PLAN,
        marker=marker,
        name=name,
        unit="",
        baseline=start if baseline else None,
        **{**fields, **more},  # type: ignore[arg-type]
    )


def target(
    of: str,
    text: str,
    *,
    due: int | None = None,
    years: tuple[int | None, int | None] = (None, None),
    kind: TargetKind = TargetKind.NUMBER,
) -> Target:
    """Return a target; due every year unless a year is given."""
    return Target(
        id=f"{PLAN}/{of}/target/{years[0] or 2024}",
        source=at(3, "E3"),
        indicator=f"{PLAN}/{of}",
        kind=kind,
        quantity=read_quantity(text),
        due=due or EVERY_YEAR,
        in_force_from=years[0],
        in_force_until=years[1],
    )


def actual(of: str, year: int, text: str, grade: str) -> Actual:
    """Return a result; its certainty follows from the grade, as in the legend."""
    quantity = read_quantity(text)
    certainty = Certainty.FORECAST if grade in {"○", "△"} else Certainty.CONFIRMED
    return Actual(
        id=f"{PLAN}/{of}/{year}",
        source=at(year - 2000, f"F{year - 2000}"),
        indicator=f"{PLAN}/{of}",
        fiscal_year=year,
        as_of=date(year, 12, 31),
        certainty=None if quantity.state is State.NOT_DUE else certainty,
        quantity=quantity,
        published_grade=grade or None,
    )


def results(of: str, *years: tuple[str, str]) -> tuple[Actual, ...]:
    """Return results of 2024, 2025 …: pairs of text and grade."""
    return tuple(actual(of, 2024 + n, text, grade) for n, (text, grade) in enumerate(years))


LOWER = {"direction": Direction.LOWER, "direction_source": DirectionSource.DERIVED}

ENTRIES: tuple[AnyEntry, ...] = (
    Plan(
        id=PLAN,
        source=at(1),
        title="みなと連携中枢都市圏ビジョン",
        fiscal_years=(2024, 2025, 2026, 2027, 2028),
        members=MEMBERS,
        hub="港市",
        rulebook="sapporo-renkei-2024",
    ),
    section("1", "経済成長のけん引"),
    section("11", "観光", parent="1"),
    section("2", "都市機能の集積"),
    section("3", "生活関連機能の向上"),
    project("01", "連携事業の企画と検証", "1"),
    indicator("01", "", "本ビジョンに掲げる各連携事業の評価指標の達成割合", "72.22%"),
    target("01/-", "100%"),
    *results("01/-", ("66.7%", "×"), ("50%", "△"), ("-", "")),
    project("02", "企業誘致の推進", "1", participants=MEMBERS[:2], new_from=2025),
    indicator("02", "①", "情報交換会議の開催"),
    target("02/①", "1回"),
    *results("02/①", ("1回", "◎"), ("1回", "◎"), ("-", "")),
    indicator("02", "②", "立地企業数", "15社"),
    target("02/②", "20社", years=(None, 2024)),
    target("02/②", "40社", years=(2025, None)),
    *results("02/②", ("27社", "◎"), ("35社", "○"), ("-", "")),
    project("03", "観光資源の活用", "11", relisted_in=(f"{PLAN}/s3",), priority=True),
    indicator("03", "", "人手不足の企業の割合", "59.3%", **LOWER),
    target("03/-", "50%", due=2027),
    *results("03/-", ("56.9%", "-"), ("55.0%", "-"), ("-", "")),
    project("04", "図書館の相互利用", "2"),
    indicator("04", "", "相互利用の冊数", "1,200冊"),
    target("04/-", "1,500冊"),
    *results("04/-", ("1,290冊", "□"), ("1,100冊", "△"), ("-", "")),
    project("05", "救急医療体制の維持", "3"),
    indicator("05", "", "休日当番医の実施"),
    target("05/-", "維持", kind=TargetKind.WORD),
    *results("05/-", ("維持", "◎"), ("維持", "○"), ("-", "")),
    project("06", "脱炭素の推進", "3", participants=("港市",), ended="令和6年度で終了"),
    indicator("06", "", "補助金の交付額", "64,000千円"),
    target("06/-", "64,000千円"),
    *results("06/-", ("50,500千円", "×"), ("60,000千円", "□")),
    project("07", "準備中の事業", "3"),
    project("08", "移住の相談", "3"),
    indicator("08", "", "移住相談の件数"),
    target("08/-", "300件"),
    *results("08/-", ("調査未実施", "-"), ("集計中", "-")),
    Activity(
        id=f"{PLAN}/02/activity/2025",
        source=at(25, "B25"),
        project=f"{PLAN}/02",
        fiscal_year=2025,
        as_of=date(2025, 12, 31),
        text="①情報共有の会議を開催（浜町）\n②セミナーを2回開催",
        members=("浜町",),
    ),
    Budget(
        id=f"{PLAN}/02/budget/2025",
        source=at(26, "H26"),
        project=f"{PLAN}/02",
        fiscal_year=2025,
        kind="budget",
        amount_yen=read_quantity("412,018千円").value,
        text="412,018千円",
    ),
    Note(id=f"{PLAN}/02/note/1", source=at(27), subject=f"{PLAN}/02", text="※補助は3年間"),
)


def sample_ledger() -> Ledger:
    """Return the sample as a ledger."""
    return ledger_of(ENTRIES, [DOCUMENT])


def vision_ledger(plan_id: str = "浜ビジョン") -> Ledger:
    """Return another plan, with an indicator of its own and no rulebook."""
    return ledger_of(
        (
            Plan(
                id=plan_id,
                source=None,
                title="浜町産業振興ビジョン",
                fiscal_years=(2018, 2022),
                members=(),
                hub="",
                rulebook="",
            ),
            Section(
                id=f"{plan_id}/s1", source=None, plan=plan_id, parent=None, number="1", title="観光"
            ),
            Indicator(
                id=f"{plan_id}/s1/①",
                source=None,
                parent=f"{plan_id}/s1",
                marker="①",
                name="社会増減数",
                unit="人",
                direction=Direction.HIGHER,
                direction_source=DirectionSource.STATED,
                cumulative=False,
                baseline=None,
            ),
            Target(
                id=f"{plan_id}/s1/①/target",
                source=None,
                indicator=f"{plan_id}/s1/①",
                kind=TargetKind.NUMBER,
                quantity=read_quantity("▲1,400人"),
                due=2022,
                in_force_from=None,
                in_force_until=None,
            ),
            Actual(
                id=f"{plan_id}/s1/①/2022",
                source=None,
                indicator=f"{plan_id}/s1/①",
                fiscal_year=2022,
                as_of=None,
                certainty=None,
                quantity=read_quantity("▲2,939人"),
                published_grade=None,
            ),
        )
    )
