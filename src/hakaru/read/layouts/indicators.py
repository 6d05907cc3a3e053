"""The indicators of a card: item rows, result rows and footnotes joined by ①②."""

from collections.abc import Sequence
from typing import NamedTuple

from hakaru.findings import Kind
from hakaru.ledger.aims import TargetTerms, read_baseline, read_target
from hakaru.ledger.direction import derive_direction
from hakaru.ledger.entries import (
    Actual,
    Baseline,
    Certainty,
    Direction,
    DirectionSource,
    Indicator,
    Project,
    TargetKind,
)
from hakaru.ledger.measure import is_cumulative, read_quantity, take_marker, unit_and_scale
from hakaru.ledger.quantity import Quantity, Softness, State
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell
from hakaru.read.layouts.card_parts import CardParts
from hakaru.read.layouts.card_targets import revisions_of, targets_of
from hakaru.read.layouts.context import CardContext
from hakaru.read.layouts.footnotes import Revision
from hakaru.read.layouts.results import Result, is_dash, place_row
from hakaru.rules.scale import Family

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class _Item(NamedTuple):
    """An indicator's row: its place in the card, its marker and its cells."""

    position: int
    marker: str
    cells: dict[str, Cell]


class _Line(NamedTuple):
    """A row of results, the marker it stands for, and its first cell."""

    marker: str
    results: tuple[Result, ...]
    first: Cell


class _Scale(NamedTuple):
    """The unit and scale that an indicator's name gives its cells."""

    unit: str
    scale: int


def enter_indicators(
    card: CardParts,
    revisions: Sequence[Revision],
    project: Project,
    context: CardContext,
    draft: Draft,
) -> None:
    """Enter indicators, targets and actuals of one card."""
    _Reader(card, project, context, draft).enter(revisions)


class _Reader:
    """Joins one card's rows and enters what they say."""

    def __init__(
        self, card: CardParts, project: Project, context: CardContext, draft: Draft
    ) -> None:
        self.card = card
        self.project = project.id
        self.span = (project.new_from, context.fiscal_year)
        self.context = context
        self.draft = draft
        label = card.labels.get("actuals")
        self.expects = label is not None and "見込" in label.text

    def enter(self, revisions: Sequence[Revision]) -> None:
        """Enter every indicator with its own revisions; report footnotes that belong to none."""
        card = self.card
        self.draft.mapped(*card.year_heads, *(card.sub_heads or ()))
        self.draft.mapped(*(cell for _, cell in card.item_heads))
        joined = self._join(self._items(), self._lines())
        for item, line in joined:
            self._enter_one(item, line, revisions_of(revisions, item.marker, len(joined)))
        markers = {item.marker for item, _ in joined}
        for revision in revisions:
            if revision.marker and revision.marker not in markers:
                self._say(kinds.REVISION_UNMATCHED, revision.cell, marker=revision.marker)

    def _say(self, kind: Kind, *cells: Cell, **values: object) -> None:
        """Add a finding about this project."""
        places = [cell.place for cell in cells]
        self.draft.findings.append(kind.at(*places, project=self.project, **values))

    def _items(self) -> list[_Item]:
        """Return the indicators' rows with their markers."""
        return [
            _Item(position, take_marker(cells["item"].text)[0] if "item" in cells else "", cells)
            for position, cells in enumerate(self.card.items)
        ]

    def _lines(self) -> list[_Line]:
        """Return the rows of results with every cell under its year."""
        head = self.card.head(self.context.vocabulary)
        if head.collapsed and self.card.results:
            self._say(kinds.HEADER_COLLAPSED, self.card.year_heads[0])
        forecast = self.context.symbols(Family.FORECAST)
        lines = []
        for row in self.card.results:
            placed = place_row(row, head, span=self.span, forecast=forecast)
            if placed is None:
                text = " | ".join(cell.text for cell in row)
                self._say(kinds.ROW_AMBIGUOUS, row[0], text=text)
                continue
            results, shift = placed
            if shift:
                self._say(kinds.ROW_SHIFTED, row[0], columns=shift, text=row[0].text)
            self.draft.mapped(*row)
            if results:
                lines.append(_Line(_marker_of(results), results, row[0]))
        return lines

    def _join(
        self, items: Sequence[_Item], lines: Sequence[_Line]
    ) -> list[tuple[_Item, _Line | None]]:
        """Give each indicator its row of results: by marker, or in order where that is missing."""
        joined: list[tuple[_Item, _Line | None]] = []
        left = list(lines)
        for item in items:
            line = next((line for line in left if line.marker == item.marker), None)
            if line is None:
                line = next((line for line in left if not line.marker or not item.marker), None)
                if line is not None and len(items) > 1:
                    self._say(kinds.MARKER_MISSING, line.first, marker=item.marker)
            if line is not None:
                left.remove(line)
            joined.append((item, line))
        for line in left:
            position = len(joined)
            marker = line.marker or NUMBERS[position % len(NUMBERS)]
            self._say(kinds.ITEM_ROW_MISSING, line.first, marker=marker)
            joined.append((_Item(position, line.marker, {}), line))
        return joined

    def _enter_one(self, item: _Item, line: _Line | None, revisions: Sequence[Revision]) -> None:
        """Enter one indicator with its targets and actuals."""
        self.draft.mapped(*item.cells.values())
        name_cell, target_cell = item.cells.get("item"), item.cells.get("target")
        name = take_marker(name_cell.text)[1] if name_cell else ""
        scale = _Scale(*unit_and_scale(name))
        terms = read_target(
            target_cell.text if target_cell else "", unit=scale.unit, scale=scale.scale
        )
        current = read_target(revisions[-1].new) if revisions and target_cell is None else terms
        baseline = _baseline(item.cells.get("baseline"), scale)
        direction, known_by = derive_direction(
            name=name, baseline=baseline.quantity if baseline else None, targets=[current]
        )
        identifier = self._identifier(item, line)
        actuals = self._actuals(identifier, line, scale)
        source = next(iter([*item.cells.values(), *([line.first] if line else [])])).place
        indicator = Indicator(
            id=identifier,
            source=source,
            parent=self.project,
            marker=item.marker,
            name=name,
            unit=scale.unit or _unit(current.quantity, actuals),
            direction=direction,
            direction_source=known_by,
            cumulative=is_cumulative(name) or current.cumulative,
            baseline=baseline,
        )
        targets = targets_of(indicator, terms, target_cell, revisions, self.draft)
        self.draft.entries.extend([indicator, *targets, *actuals])
        self._report(indicator, terms, target_cell, actuals)

    def _identifier(self, item: _Item, line: _Line | None) -> str:
        """Return the indicator's id; a marker that stands twice on a card is said."""
        wanted = f"{self.project}/{item.marker or NUMBERS[item.position % len(NUMBERS)]}"
        free = self.draft.free_id(wanted)
        if free != wanted:
            cell = next(iter([*item.cells.values(), *([line.first] if line else [])]))
            self._say(kinds.MARKER_REPEATED, cell, marker=item.marker, id=free)
        return free

    def _actuals(self, indicator: str, line: _Line | None, scale: _Scale) -> list[Actual]:
        """Return a row's actuals: every year up to the document's, later ones if they say more."""
        latest = self.context.fiscal_year
        day = self.context.as_of
        actuals = []
        for result in line.results if line else ():
            text = take_marker(result.value.text)[1] if result.value else ""
            grade = result.grade.text if result.grade else None
            later = latest is not None and result.fiscal_year > latest
            cell = result.value or result.grade
            says_nothing = (not text or is_dash(text)) and (grade is None or is_dash(grade))
            if cell is None or (later and says_nothing):
                continue
            quantity = read_quantity(text, unit=scale.unit, scale=scale.scale)
            actuals.append(
                Actual(
                    id=f"{indicator}/{result.fiscal_year}@{day.isoformat() if day else ''}",
                    source=cell.place,
                    indicator=indicator,
                    fiscal_year=result.fiscal_year,
                    as_of=day,
                    certainty=self._certainty(quantity, grade or "", result.fiscal_year),
                    quantity=quantity,
                    published_grade=grade,
                )
            )
        return actuals

    def _certainty(self, quantity: Quantity, grade: str, fiscal_year: int) -> Certainty | None:
        """Return whether a value is final: by its grade's family, by words, or as time passed."""
        if grade in self.context.symbols(Family.FORECAST):
            return Certainty.FORECAST
        if grade in self.context.symbols(Family.CONFIRMED):
            return Certainty.CONFIRMED
        if Softness.EXPECTED in quantity.softness:
            return Certainty.FORECAST
        latest = self.context.fiscal_year
        if quantity.state is not None or latest is None:
            return None
        if fiscal_year < latest:
            return Certainty.CONFIRMED
        return Certainty.FORECAST if self.expects else None

    def _report(
        self,
        indicator: Indicator,
        terms: TargetTerms,
        target_cell: Cell | None,
        actuals: Sequence[Actual],
    ) -> None:
        """Say what was not understood, and what was derived."""
        findings = self.draft.findings
        if target_cell is not None and terms.kind is TargetKind.NOT_UNDERSTOOD:
            self._say(kinds.TARGET_NOT_UNDERSTOOD, target_cell, text=target_cell.text)
        for actual in actuals:
            if actual.quantity.state is State.NOT_UNDERSTOOD and actual.source:
                findings.append(
                    kinds.VALUE_NOT_UNDERSTOOD.at(
                        actual.source, project=self.project, text=actual.quantity.text
                    )
                )
        derived = indicator.direction_source is DirectionSource.DERIVED
        if indicator.direction is Direction.LOWER and derived and indicator.source:
            findings.append(
                kinds.DIRECTION_DERIVED.at(
                    indicator.source, project=self.project, indicator=indicator.id
                )
            )


def _marker_of(results: Sequence[Result]) -> str:
    """Return the marker that the values of a row carry."""
    for result in results:
        if result.value is not None:
            marker = take_marker(result.value.text)[0]
            if marker:
                return marker
    return ""


def _baseline(cell: Cell | None, scale: _Scale) -> Baseline | None:
    """Return the baseline of a cell; a dash is none."""
    if cell is None or is_dash(cell.text):
        return None
    quantity, year = read_baseline(cell.text, unit=scale.unit, scale=scale.scale)
    return Baseline(quantity=quantity, fiscal_year=year, source=cell.place)


def _unit(quantity: Quantity, actuals: Sequence[Actual]) -> str:
    """Return the unit that target or results are given in."""
    units = (actual.quantity.unit for actual in actuals)
    return quantity.unit or next((unit for unit in units if unit), "")
