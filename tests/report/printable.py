"""Made ledgers such as reading documents gives, nasty in every text, and what of them is printed.

A report prints what readers see: names, texts, values, targets, grades. It does not print ids,
places or how many blanks a text has, so two ledgers are the same here when `told_by_cards` (or
`told_by_matrix`) gives the same for both.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Certainty,
    Indicator,
    Plan,
    Project,
    Section,
    Target,
)
from hakaru.ledger.ledger import Index, Ledger, ledger_of
from hakaru.ledger.measure import is_cumulative, read_quantity, take_marker, unit_and_scale
from hakaru.ledger.quantity import Quantity, Softness
from hakaru.read.layouts.card_entries import cut_at_markers
from hakaru.read.layouts.frame import plan_id
from hakaru.read.layouts.members import MemberNames

NASTY = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "+81-11-211-2192",
    "-1+1",
    "'=quoted",
    "＝全角",
    "改\n行",
    "改\r\n行",
    "タブ\tあり",
    "★",
    "※印",
    "<script>alert(1)</script>",
    "<u>札幌市</u>",
    '"quoted", \\n',
    "{{ 7 * 7 }}",
    "CO ₂",
    "𠮷野家",
    "か\u3099",
    "\u2028段\u2029落",
    "\x07ベル",
    "http://example.com/",
    "1,2;3",
    "長" * 700,
    "long " * 60,
)
_any = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="「」『』□■☑☐"),
    max_size=8,
)
nasty = st.one_of(st.sampled_from(NASTY), _any)
MEMBERS = ("港市", "浜田町", "山根村")
VALUES = (
    "1回", "27社", "5,133百万円", "78.8%", "▲2,939人", "維持", "実施", "集計中", "0", "1,000", "0.50",
    "約3,400名", "300(見込み値)", "調査未実施（休校のため）", "=1+1", "-", "62/67", "全市町村",
    "国語：6地区 算数：5地区",
)  # fmt: skip
TARGETS = (
    "1回（毎年度）", "50万人（2027年度）", "5,790人（2027年度まで）", "維持（毎年度）", "全市町村",
    "2030年度まで", "未定", "64,000千円（毎年度）以上", "現状値からの増加", "=1+1",
)  # fmt: skip
BASELINES = ("72.22%（2022年度）", "15社", "2,583名（令和4年度）", "28兆9千億円 (2020)", "未実施")
CONFIRMED, FORECAST = ("◎", "□", "×"), ("○", "△")
BOOK = "sapporo-renkei-2024"
YEAR = 2025


def seen(text: str) -> str:
    """Return a text as a reader sees it: no control characters, blanks and line ends left out."""
    return "".join(re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text).split())


def meant(quantity: Quantity | None) -> Quantity | None:
    """Return a value with the blanks of its texts left out."""
    if quantity is None:
        return None
    parts = tuple(replace(p, text=seen(p.text), label=seen(p.label)) for p in quantity.parts)
    text, note = seen(quantity.text), seen(quantity.note)
    return replace(quantity, text=text, note=note, parts=parts)


# Cards


@st.composite
def card_ledgers(draw: st.DrawFn) -> Ledger:
    """Return a ledger such as a document of cards gives."""
    return _Cards(draw).ledger()


class _Cards:
    """Draws the entries that cards print."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Choose the frame."""
        self.draw = draw
        title = "みなと連携中枢都市圏 令和7年度実績状況一覧"
        self.plan = plan_id(title, "")
        self.book = draw(st.sampled_from(["", BOOK]))
        self.day = draw(st.sampled_from([None, date(2025, 12, 31), date(2026, 2, 14)]))
        first = draw(st.sampled_from([2023, 2024, 2025]))
        years = tuple(range(first, draw(st.integers(2026, 2028)) + 1))
        self.entries: list[AnyEntry] = [
            Plan(
                id=self.plan, source=None, title=title, fiscal_years=years, members=MEMBERS,
                hub=MEMBERS[0], rulebook=self.book,
            )
        ]  # fmt: skip
        self.years = [year for year in years if year <= YEAR]
        self.names = MemberNames(MEMBERS)

    def ledger(self) -> Ledger:
        """Draw sections with projects; the last project surely has a result of the year."""
        count = 0
        for number in range(1, self.draw(st.integers(1, 3)) + 1):
            section = f"{self.plan}/s{number}"
            title = f"役割{self.draw(_any)}の推進"
            self.entries.append(
                Section(
                    id=section, source=None, plan=self.plan, parent=None, number=str(number),
                    title=title,
                )
            )  # fmt: skip
            for _ in range(self.draw(st.integers(1, 2))):
                count += 1
                self._project(count, section)
        return ledger_of(self.entries)

    def _project(self, number: int, section: str) -> None:
        """Draw one project with its indicators and activities."""
        draw, project = self.draw, f"{self.plan}/{number:02}"
        name = f"{draw(nasty)}の支援"
        new_from = draw(st.none() | st.sampled_from([2024, YEAR]))
        self.entries.append(
            Project(
                id=project, source=None, plan=self.plan, section=section, number=str(number),
                name=name,
                participants=tuple(m for m in MEMBERS if draw(st.booleans())) or MEMBERS[:1],
                relisted_in=(), priority=name.startswith("★"), new_from=new_from, ended="",
                responsibilities=(
                    (MEMBERS[0], f"企画{draw(nasty)}"), ("連携市町村", f"{draw(nasty)}協力"),
                ),
                summary=f"概要{draw(nasty)}",
            )
        )  # fmt: skip
        several = draw(st.sampled_from([1, 1, 2, 3]))
        first = max(new_from or 0, self.years[0])
        for at in range(several):
            self._indicator(project, "①②③"[at] if several > 1 else "", at, first)
        self._certainties(project)
        texts = [f"・{draw(nasty)}を実施" for _ in range(draw(st.integers(0, 2)))]
        if draw(st.booleans()):
            texts = [f"{'①②'[at]} {text}" for at, text in enumerate(texts)]
        pieces = [piece for text in texts for piece in cut_at_markers(text)]
        for at, piece in enumerate(pieces, 1):
            self.entries.append(
                Activity(
                    id=f"{project}/activity/{YEAR}/{at}", source=None, project=project,
                    fiscal_year=YEAR, as_of=self.day, text=piece,
                    members=self.names.named(piece), marker=take_marker(piece)[0],
                    breakdown=self.names.shares(piece),
                )
            )  # fmt: skip

    def _indicator(self, project: str, marker: str, at: int, first: int) -> None:
        """Draw an indicator with its targets, revisions and results."""
        draw, identifier = self.draw, f"{project}/{'①②③'[at]}"
        name = f"参加{draw(nasty)}{draw(st.sampled_from(['件数', '者数（千人）', '割合(%)']))}"
        name = take_marker(name)[1]
        unit, scale = unit_and_scale(name)
        target = draw(st.sampled_from(TARGETS))
        terms = read_target(target, unit=unit, scale=scale)
        baseline = _baseline(draw(st.sampled_from(("", *BASELINES))), unit, scale)
        targets = [_target(identifier, terms.quantity.text, None, (unit, scale))]
        if draw(st.booleans()):
            # Behind a name and a colon only a target that is understood tells itself apart.
            old = draw(st.sampled_from([t for t in TARGETS if not t.startswith("=")]))
            start = draw(st.sampled_from([2024, YEAR]))
            measures = draw(st.sampled_from(["", "研修の回数"]))
            before = _target(identifier, old, None, ("", 1))
            before = replace(before, in_force_until=start - 1, measures=measures)
            targets = [before, _target(identifier, target, start, (unit, scale))]
        known = baseline.quantity if baseline else None
        direction, source = derive_direction(name=name, baseline=known, targets=[terms])
        actuals = []
        for year in self.years:
            if year >= first and draw(st.booleans()):
                actuals.append(self._actual(identifier, year, (unit, scale)))
        quantities = [terms.quantity, *(actual.quantity for actual in actuals)]
        self.entries.append(
            Indicator(
                id=identifier, source=None, parent=project, marker=marker, name=name,
                unit=unit or next((q.unit for q in quantities if q.unit), ""),
                direction=direction, direction_source=source,
                cumulative=is_cumulative(name) or terms.cumulative, baseline=baseline,
            )
        )  # fmt: skip
        self.entries += [*targets, *actuals]

    def _actual(self, indicator: str, year: int, measure: tuple[str, int]) -> Actual:
        """Draw a result with its grade; expected grades stand in the last year alone."""
        draw = self.draw
        quantity = read_quantity(
            draw(st.sampled_from(VALUES)), unit=measure[0], scale=measure[1]
        )
        marks = (*CONFIRMED, "-", *(FORECAST if year == YEAR else ()))
        return Actual(
            id=f"{indicator}/{year}", source=None, indicator=indicator, fiscal_year=year,
            as_of=self.day, certainty=None, quantity=quantity,
            published_grade=draw(st.sampled_from(marks)),
        )  # fmt: skip

    def _certainties(self, project: str) -> None:
        """Say of each result whether it is final, as a card tells it."""
        own = [
            (at, entry)
            for at, entry in enumerate(self.entries)
            if isinstance(entry, Actual) and entry.indicator.startswith(f"{project}/")
        ]
        for at, entry in own:
            self.entries[at] = replace(entry, certainty=self._by_mark(entry))
        # What is left to the label: whether the card speaks of expected results at all.
        latest = [self.entries[at] for at, entry in own if entry.fiscal_year == YEAR]
        expects = any(one.certainty is Certainty.FORECAST for one in latest)  # type: ignore[union-attr]
        for at, entry in own:
            actual = self.entries[at]
            if (
                isinstance(actual, Actual)
                and actual.certainty is None
                and entry.quantity.state is None
                and entry.fiscal_year == YEAR
                and expects
            ):
                self.entries[at] = replace(actual, certainty=Certainty.FORECAST)

    def _by_mark(self, actual: Actual) -> Certainty | None:
        """Return what grade, words and year say."""
        if self.book and actual.published_grade in CONFIRMED:
            return Certainty.CONFIRMED
        if self.book and actual.published_grade in FORECAST:
            return Certainty.FORECAST
        if Softness.EXPECTED in actual.quantity.softness:
            return Certainty.FORECAST
        final = actual.quantity.state is None and actual.fiscal_year < YEAR
        return Certainty.CONFIRMED if final else None


def _baseline(text: str, unit: str, scale: int) -> Baseline | None:
    """Return a baseline as it is read, None for a blank one."""
    if not text:
        return None
    quantity, year = read_baseline(text, unit=unit, scale=scale)
    return Baseline(quantity=quantity, fiscal_year=year, source=None)


def _target(indicator: str, text: str, start: int | None, measure: tuple[str, int]) -> Target:
    """Return a target as it is read."""
    terms = read_target(text, unit=measure[0], scale=measure[1])
    return Target(
        id=f"{indicator}/target/{start or 'first'}/{text}", source=None, indicator=indicator,
        kind=terms.kind, quantity=terms.quantity, due=terms.due, in_force_from=start,
        in_force_until=None, cumulative=terms.cumulative,
    )  # fmt: skip


# What is told


def told_by_cards(ledger: Ledger) -> dict[str, Any]:
    """Return what cards tell: everything but ids, places, money, relisted rows and endings."""
    index = Index(ledger)
    plan = ledger.plans[0]
    return {
        "plan": (plan.id, plan.title, plan.fiscal_years, plan.members, plan.hub, plan.rulebook),
        "sections": [path(index, section.id) for section in ledger.sections],
        "projects": [
            _project(index, project)
            | {
                "participants": project.participants,
                "duties": [(who, seen(what)) for who, what in project.responsibilities],
                "summary": seen(project.summary),
                "activities": [
                    (a.fiscal_year, a.as_of, seen(a.text), a.marker, a.members, a.breakdown)
                    for a in ledger.activities
                    if a.project == project.id
                ],
            }
            for project in ledger.projects
        ],
    }


def told_by_matrix(ledger: Ledger) -> dict[str, Any]:
    """Return what a matrix tells: no participants, duties, summaries, and only targets in force."""
    index = Index(ledger)
    plan = ledger.plans[0]
    return {
        "plan": (plan.id, plan.rulebook),
        "sections": [path(index, section.id) for section in ledger.sections],
        "own": [
            (path(index, i.parent), _indicator(index, i))
            for i in ledger.indicators
            if i.parent not in index.projects
        ],
        "projects": [
            _project(index, project)
            | {
                "ended": project.ended.strip("()（）"),
                "relisted": [path(index, one) for one in project.relisted_in],
                "money": sorted(
                    (b.kind, b.fiscal_year, b.amount_yen)
                    for b in ledger.budgets
                    if b.project == project.id
                ),
                "activities": [
                    (a.fiscal_year, seen(a.text))
                    for a in ledger.activities
                    if a.project == project.id
                ],
            }
            for project in ledger.projects
        ],
    }


def path(index: Index, section: str | None) -> tuple[tuple[str, str], ...]:
    """Return number and title of a section and those above it."""
    one = index.sections.get(section or "")
    return () if one is None else (*path(index, one.parent), (one.number, seen(one.title)))


def _project(index: Index, project: Project) -> dict[str, Any]:
    """Return a project with its indicators."""
    return {
        "number": project.number,
        "name": seen(project.name),
        "section": path(index, project.section),
        "priority": project.priority,
        "new": project.new_from,
        "indicators": [_indicator(index, i) for i in index.indicators_of.get(project.id, ())],
    }


def _indicator(index: Index, indicator: Indicator) -> dict[str, Any]:
    """Return an indicator with its targets and results."""
    baseline = indicator.baseline
    return {
        "name": (indicator.marker, seen(indicator.name)),
        "unit": indicator.unit,
        "direction": (indicator.direction, indicator.direction_source),
        "cumulative": indicator.cumulative,
        "baseline": baseline and (meant(baseline.quantity), baseline.fiscal_year),
        "targets": [
            (t.kind, meant(t.quantity), t.due, t.in_force_from, t.in_force_until, t.cumulative)
            + (seen(t.measures),)
            for t in index.targets_of.get(indicator.id, ())
        ],
        "actuals": [
            (a.fiscal_year, a.as_of, a.certainty, meant(a.quantity), a.published_grade)
            for year in index.years
            for a in index.actuals_of.get((indicator.id, year), ())
        ],
    }


# Matrices


@st.composite
def matrix_ledgers(draw: st.DrawFn) -> Ledger:
    """Return a ledger such as a document with one wide table gives."""
    return _Matrix(draw).ledger()


class _Matrix:
    """Draws the entries that a matrix prints."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Choose the frame."""
        self.draw = draw
        title = "青峰市総合戦略 令和7年度進捗状況一覧"
        self.plan = plan_id(title, "")
        self.numbered = draw(st.booleans())
        self.years = tuple(range(draw(st.integers(2021, 2024)), YEAR + 1))
        self.entries: list[AnyEntry] = [
            Plan(
                id=self.plan, source=None, title=title, fiscal_years=self.years, members=(),
                hub="", rulebook=draw(st.sampled_from(["", BOOK])),
            )
        ]  # fmt: skip
        self.graded = draw(st.booleans())
        self.count = 0

    def ledger(self) -> Ledger:
        """Draw two chapters with sections and projects, and relisted rows."""
        bottoms = []
        for chapter in range(1, self.draw(st.integers(1, 2)) + 1):
            top = self._section(None, str(chapter))
            for number in range(1, self.draw(st.integers(1, 2)) + 1):
                bottoms.append(self._section(top, str(number)))
        for section in bottoms:
            for _ in range(self.draw(st.integers(1, 2))):
                self._project(section, bottoms)
        return ledger_of(self.entries)

    def _section(self, parent: str | None, number: str) -> str:
        """Draw a section."""
        identifier = f"{parent}-{number}" if parent else f"{self.plan}/s{number}"
        title = f"方針{self.draw(_any)}の推進"
        self.entries.append(
            Section(
                id=identifier, source=None, plan=self.plan, parent=parent, number=number,
                title=title,
            )
        )  # fmt: skip
        return identifier

    def _project(self, section: str, sections: list[str]) -> None:
        """Draw a project with money, activities and indicators."""
        draw = self.draw
        self.count += 1
        project = f"{self.plan}/p{self.count}"
        others = [one for one in sections if one != section]
        again = tuple(one for one in others if draw(st.integers(0, 3)) == 0)
        self.entries.append(
            Project(
                id=project, source=None, plan=self.plan, section=section,
                number=str(self.count) if self.numbered else "",
                name=f"第{self.count}{draw(nasty)}事業", participants=(), relisted_in=again,
                priority=draw(st.booleans()), new_from=draw(st.none() | st.just(YEAR)),
                ended=draw(st.sampled_from(["", "", "（令和6年度をもって終了）"])),
                responsibilities=(), summary="",
            )
        )  # fmt: skip
        for kind in ("budget", "settled"):
            for year in self.years[-2:]:
                if draw(st.booleans()):
                    self._money(project, kind, year)
        for year in self.years[-2:]:
            if draw(st.booleans()):
                text = f"・{draw(nasty)}を開催"
                self.entries.append(
                    Activity(
                        id=f"{project}/activity/{year}/1", source=None, project=project,
                        fiscal_year=year, as_of=None, text=text, members=(), marker="",
                    )
                )  # fmt: skip
        several = draw(st.integers(1, 3))
        for at in range(several):
            self._indicator(project, at, "①②③"[at] if several > 1 else "")

    def _money(self, project: str, kind: str, year: int) -> None:
        """Draw an amount in thousands of yen."""
        amount = self.draw(st.integers(0, 10**9))
        self.entries.append(
            Budget(
                id=f"{project}/{kind}/{year}", source=None, project=project, fiscal_year=year,
                kind=kind, amount_yen=Decimal(amount) * 1000, text=f"{amount:,}",
            )
        )  # fmt: skip

    def _indicator(self, project: str, at: int, marker: str) -> None:
        """Draw an indicator with a target of its own or of the year, and results."""
        draw, identifier = self.draw, f"{project}/{'①②③'[at]}"
        name = f"指標{at}{draw(nasty)}{draw(st.sampled_from(['数', '数(万人)', '満足度(%)']))}"
        unit, scale = unit_and_scale(name)
        shared = draw(st.booleans()) and not unit
        if shared:
            unit, scale = "人", 10_000
        values = ("274", "1,270", "0") if shared else VALUES
        baseline = draw(st.none() | st.sampled_from(values if shared else BASELINES))
        start = _baseline(baseline or "", unit, scale)
        terms = read_target(
            draw(st.sampled_from(values if shared else TARGETS)), unit=unit, scale=scale
        )
        target = _target(identifier, terms.quantity.text, None, (unit, scale))
        due = terms.due in (None, YEAR) and terms.kind.value == "number" and draw(st.booleans())
        actuals = [
            self._actual(identifier, year, draw(st.sampled_from(values)), (unit, scale))
            for year in self.years
            if draw(st.booleans()) or (due and year == YEAR)
        ]
        if due:
            target = replace(target, due=YEAR, in_force_from=YEAR, in_force_until=YEAR)
            terms = replace(terms, due=YEAR)
        known = start.quantity if start else None
        direction, source = derive_direction(name=name, baseline=known, targets=[terms])
        quantities = [terms.quantity, *(actual.quantity for actual in actuals)]
        self.entries.append(
            Indicator(
                id=identifier, source=None, parent=project, marker=marker, name=name,
                unit=unit or next((q.unit for q in quantities if q.unit), ""),
                direction=direction, direction_source=source,
                cumulative=is_cumulative(name) or terms.cumulative, baseline=start,
            )
        )  # fmt: skip
        self.entries += [target, *actuals]

    def _actual(
        self, indicator: str, year: int, text: str, measure: tuple[str, int]
    ) -> Actual:
        """Draw a result; the grades of a plan without them are blank."""
        quantity = read_quantity(text, unit=measure[0], scale=measure[1])
        soft = Softness.EXPECTED in quantity.softness
        marks: tuple[str, ...] = ("◎", "×", "-")
        return Actual(
            id=f"{indicator}/{year}", source=None, indicator=indicator, fiscal_year=year,
            as_of=None, certainty=Certainty.FORECAST if soft else None, quantity=quantity,
            published_grade=self.draw(st.sampled_from(marks)) if self.graded else None,
        )  # fmt: skip
