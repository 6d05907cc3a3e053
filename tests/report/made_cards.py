"""Draws ledgers such as documents of cards give."""

from datetime import date

from hypothesis import strategies as st
from msgspec.structs import replace

from hakaru.ledger.aims import read_target
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Certainty,
    Indicator,
    Plan,
    Project,
    Section,
)
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.ledger.measure import is_cumulative, read_quantity, take_marker, unit_and_scale
from hakaru.ledger.quantity import Softness
from hakaru.read.layouts.card_entries import cut_at_markers
from hakaru.read.layouts.frame import plan_id
from hakaru.read.layouts.members import MemberNames
from report.nasty import (
    BASELINES,
    BOOK,
    CONFIRMED,
    FORECAST,
    MEMBERS,
    TARGETS,
    VALUES,
    YEAR,
    any_text,
    baseline_of,
    nasty,
    target_of,
)


class Cards:
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
            title = f"役割{self.draw(any_text)}の推進"
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
        baseline = baseline_of(draw(st.sampled_from(("", *BASELINES))), unit, scale)
        targets = [target_of(identifier, terms.quantity.text, None, (unit, scale))]
        if draw(st.booleans()):
            # Behind a name and a colon only a target that is understood tells itself apart.
            old = draw(st.sampled_from([t for t in TARGETS if not t.startswith("=")]))
            start = draw(st.sampled_from([2024, YEAR]))
            measures = draw(st.sampled_from(["", "研修の回数"]))
            before = target_of(identifier, old, None, ("", 1))
            before = replace(before, in_force_until=start - 1, measures=measures)
            targets = [before, target_of(identifier, target, start, (unit, scale))]
        known = baseline.quantity if baseline else None
        direction, source = derive_direction(name=name, baseline=known, targets=[terms])
        actuals = [
            self._actual(identifier, year, (unit, scale))
            for year in self.years
            if year >= first and draw(st.booleans())
        ]
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
        quantity = read_quantity(draw(st.sampled_from(VALUES)), unit=measure[0], scale=measure[1])
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
