"""Draws ledgers such as documents with one wide table give."""

from decimal import Decimal

from hypothesis import strategies as st
from msgspec.structs import replace

from hakaru.ledger.aims import read_target
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Budget,
    Certainty,
    Indicator,
    Plan,
    Project,
    Section,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import is_cumulative, read_quantity, unit_and_scale
from hakaru.ledger.quantity import Softness
from hakaru.read.layouts.frame import plan_id
from report.nasty import (
    BASELINES,
    BOOK,
    TARGETS,
    VALUES,
    YEAR,
    any_text,
    baseline_of,
    nasty,
    target_of,
    unbracketed,
)


class Matrix:
    """Draws the entries that a matrix prints."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Choose the frame."""
        self.draw = draw
        title = "青峰市総合戦略 令和7年度進捗状況一覧"
        self.plan = plan_id(title, "")
        self.numbered = draw(st.booleans())
        self.years = tuple(range(draw(st.integers(2021, 2024)), YEAR + 1))
        book = draw(st.sampled_from(["", BOOK]))
        # With a rulebook a matrix shows the computed grade where none is published.
        self.graded = bool(book) or draw(st.booleans())
        self.entries: list[AnyEntry] = [
            Plan(
                id=self.plan, source=None, title=title, fiscal_years=self.years, members=(),
                hub="", rulebook=book,
            )
        ]  # fmt: skip
        self.count = 0

    def ledger(self) -> Ledger:
        """Draw two chapters with sections and projects, and relisted rows."""
        bottoms: list[str] = []
        for chapter in range(1, self.draw(st.integers(1, 2)) + 1):
            top = self._section(None, str(chapter))
            numbers = range(1, self.draw(st.integers(1, 2)) + 1)
            bottoms += [self._section(top, str(number)) for number in numbers]
        for section in bottoms:
            for _ in range(self.draw(st.integers(1, 2))):
                self._project(section, bottoms)
        return ledger_of(self.entries)

    def _section(self, parent: str | None, number: str) -> str:
        """Draw a section."""
        identifier = f"{parent}-{number}" if parent else f"{self.plan}/s{number}"
        title = f"方針{self.draw(any_text)}の推進"
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
                name=f"第{self.count}{unbracketed(draw(nasty))}事業", participants=(),
                relisted_in=again,
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
        start = baseline_of(baseline or "", unit, scale)
        terms = read_target(
            draw(st.sampled_from(values if shared else TARGETS)), unit=unit, scale=scale
        )
        target = target_of(identifier, terms.quantity.text, None, (unit, scale))
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

    def _actual(self, indicator: str, year: int, text: str, measure: tuple[str, int]) -> Actual:
        """Draw a result; the grades of a plan without them are blank."""
        quantity = read_quantity(text, unit=measure[0], scale=measure[1])
        soft = Softness.EXPECTED in quantity.softness
        marks: tuple[str, ...] = ("◎", "×", "-")
        return Actual(
            id=f"{indicator}/{year}", source=None, indicator=indicator, fiscal_year=year,
            as_of=None, certainty=Certainty.FORECAST if soft else None, quantity=quantity,
            published_grade=self.draw(st.sampled_from(marks)) if self.graded else None,
        )  # fmt: skip
