"""The main table: one row for each indicator, fiscal year and day on which its result was known."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from hakaru.ledger.entries import EVERY_YEAR, Actual, Indicator, Project, Section, Target
from hakaru.ledger.ledger import Index
from hakaru.ledger.period import era_name
from hakaru.ledger.quantity import Quantity
from hakaru.report.opendata.columns import BREAKDOWN, RESULTS
from hakaru.report.opendata.publication import Publication
from hakaru.report.opendata.table import Table, table_of
from hakaru.report.tables.model import Progress
from hakaru.report.words import Language, mark_label, place_text, working_text
from hakaru.report.words.opendata import value_word
from hakaru.rules.grade import Grade, grade
from hakaru.rules.in_force import book_in
from hakaru.rules.rate import percent
from hakaru.rules.scale import Rulebook
from hakaru.source import Place

_CIRCLED_ONE = ord("①")
_DECIMALS = 6
_TOLD_EVERY = 200


class Results:
    """The rows of a ledger's results; `book` grades instead of each plan's own rulebook."""

    def __init__(
        self,
        index: Index,
        publication: Publication,
        book: Rulebook | None = None,
        *,
        progress: Progress | None = None,
    ) -> None:
        """Keep what rows are made from; `progress` hears how many results are done, of how many."""
        self._progress = progress
        self._index = index
        self._publication = publication
        self._book = book

    def table(self) -> Table:
        """Return the table of results."""
        return table_of("results", RESULTS, ("actual_id",), self._told(self._rows()))

    def breakdown(self) -> Table:
        """Return the table of members' parts of results."""
        return table_of("breakdown", BREAKDOWN, ("actual_id", "member"), self._shares())

    def _known(self) -> Iterator[tuple[Indicator, Actual]]:
        """Yield every result that was not replaced, with its indicator."""
        for (owner, _), known in self._index.actuals_of.items():
            indicator = self._index.indicators.get(owner)
            if indicator is not None:
                yield from ((indicator, actual) for actual in known)

    def _told(self, rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
        """Yield rows and tell now and then how many there were."""
        total = len(self._index.ledger.actuals)
        for at, row in enumerate(rows):
            if self._progress and at % _TOLD_EVERY == 0:
                self._progress(at, total)
            yield row
        if self._progress:
            self._progress(total, total)

    def _rows(self) -> Iterator[dict[str, str]]:
        """Yield a row for each result."""
        for indicator, actual in self._known():
            target = self._index.target(indicator.id, actual.fiscal_year)
            yield {
                **self._belongings(indicator),
                **_of_indicator(indicator),
                **_of_actual(actual),
                **_of_target(target),
                **self._judgement(indicator, target, actual),
                **_of_source(actual.source),
            }

    def _shares(self) -> Iterator[dict[str, str]]:
        """Yield a row for each member's part of each result."""
        for indicator, actual in self._known():
            common = {**self._belongings(indicator), **_of_indicator(indicator)}
            common |= _of_actual(actual)
            for share in actual.breakdown:
                yield common | {
                    "member_code": self._publication.code_of(share.member),
                    "member": share.member,
                    "share": number_text(share.value),
                    "share_unit": share.unit,
                }

    def _belongings(self, indicator: Indicator) -> dict[str, str]:
        """Return the cells of the plan, section and project an indicator belongs to."""
        plan = self._index.plan_of(indicator.id)
        row = {} if plan is None else self._publication.of_plan(plan)
        parent = self._index.entry.get(indicator.parent)
        if isinstance(parent, Project):
            row |= {
                "project": parent.id,
                "project_number": parent.number,
                "project_name": parent.name,
            }
            parent = self._index.sections.get(parent.section or "")
        if isinstance(parent, Section):
            row |= {"section": parent.id, "section_title": parent.title}
        return row

    def _judgement(
        self, indicator: Indicator, target: Target | None, actual: Actual
    ) -> dict[str, str]:
        """Return the cells of the grades: the published one, the computed one, its rate and why."""
        plan = self._index.plan_of(indicator.id)
        book = book_in(actual.fiscal_year, plan=plan, chosen=self._book)
        if book is None:
            return {"published": actual.published_grade or ""}
        previous = self._index.actual(indicator.id, actual.fiscal_year - 1)
        judged = grade(
            indicator=indicator,
            target=target,
            actual=actual,
            book=book,
            plan=plan,
            previous=previous,
        )
        return _of_grade(judged, book)


def number_text(value: Decimal | None) -> str:
    """Return a number in plain digits, nothing for none."""
    return "" if value is None else format(value, "f")


def _of_quantity(name: str, quantity: Quantity) -> dict[str, str]:
    """Return the cells of a value under `name`: number, unit and text."""
    numbered = quantity.value is not None
    return {
        name: number_text(quantity.value),
        f"{name}_unit": quantity.unit if numbered else "",
        f"{name}_text": quantity.text,
    }


def year_cells(name: str, fiscal_year: int | None) -> dict[str, str]:
    """Return a fiscal year in both counts."""
    if fiscal_year is None:
        return {}
    return {name: str(fiscal_year), f"{name}_era": era_name(fiscal_year)}


def _of_indicator(indicator: Indicator) -> dict[str, str]:
    """Return the cells of an indicator and its baseline."""
    row = {
        "indicator": indicator.id,
        "indicator_number": _number_of(indicator.marker),
        "indicator_name": indicator.name,
        "direction": value_word(indicator.direction),
        "running": value_word("yes" if indicator.cumulative else "no"),
    }
    if indicator.baseline is not None:
        row |= _of_quantity("baseline", indicator.baseline.quantity)
        row |= year_cells("baseline_year", indicator.baseline.fiscal_year)
    return row


def _number_of(marker: str) -> str:
    """Return the number a marker stands for: ② is 2; nothing where it is none."""
    if marker.isdecimal():
        return str(int(marker))
    place = ord(marker) - _CIRCLED_ONE if len(marker) == 1 else -1
    return str(place + 1) if 0 <= place < 20 else ""


def _of_actual(actual: Actual) -> dict[str, str]:
    """Return the cells of a result."""
    quantity = actual.quantity
    day: date | None = actual.as_of
    word = quantity.word or (quantity.text if quantity.everyone else "")
    return {
        "actual_id": actual.id,
        **year_cells("year", actual.fiscal_year),
        "as_of": "" if day is None else day.isoformat(),
        "certainty": value_word(actual.certainty),
        **_of_quantity("actual", quantity),
        "actual_word": word,
        "actual_state": value_word(quantity.state),
        "actual_reserve": "・".join(map(value_word, quantity.softness)),
    }


def _of_target(target: Target | None) -> dict[str, str]:
    """Return the cells of the target in force."""
    if target is None:
        return {}
    quantity = target.quantity
    due = target.due if isinstance(target.due, int) else None
    return {
        "target_kind": value_word(target.kind),
        **_of_quantity("target", quantity),
        "target_comparison": value_word(quantity.comparison),
        "target_word": quantity.word or (quantity.text if quantity.everyone else ""),
        **year_cells("target_due", due),
        "target_yearly": value_word("yes" if target.due == EVERY_YEAR else "no"),
    }


def _of_grade(judged: Grade, book: Rulebook) -> dict[str, str]:
    """Return the cells of both grades."""
    published = book.mark_of(judged.published or "")
    row = {
        "published": judged.published or "",
        "published_label": "" if published is None else published.label.ja,
        "computed": judged.computed or "",
        "computed_label": mark_label(book, judged.computed_key or "", Language.JA),
        "working": working_text(judged.working, Language.JA, book),
        "rulebook": book.id,
    }
    if judged.attainment is not None:
        share = judged.attainment.numerator, judged.attainment.denominator
        row |= {
            "rate": percent(share, _DECIMALS)[0].rstrip("0").rstrip("."),
            "rate_unit": "%",
            "rate_above": str(share[0]),
            "rate_below": str(share[1]),
        }
    return row


def _of_source(place: Place | None) -> Mapping[str, str]:
    """Return the cells of where a result was read."""
    if place is None:
        return {}
    within = place_text(place).removeprefix(place.file).lstrip(": ")
    return {"source_file": place.file, "source_place": within}
