"""The grid of a card and its rows of results: two columns for each year."""

from collections.abc import Iterator, Sequence

from hakaru.ledger.entries import Indicator
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import Align, Cell, Row
from hakaru.report.tables.printing import value_text, year_text
from hakaru.report.words.reports import phrase

LABEL, WHO = 8.5, 7.0
PAGE = 84.0
LEAST_VALUE, GRADE = 5.5, 3.2
DASHES = frozenset("-－―—–ー−")
FEWEST_YEARS = 2


class CardGrid:
    """The columns of a card: label, who, then value and grade of each year.

    `widths` are in full-width characters; `item_spans` the columns that an indicator's name,
    baseline and target stand over.
    """

    def __init__(self, years: Sequence[int]) -> None:
        """Divide the page between the years."""
        self.years = tuple(years)
        self.pieces = 1 if len(years) >= FEWEST_YEARS else 3
        value = max((PAGE - LABEL - WHO) / len(years) - GRADE, LEAST_VALUE)
        columns = [*[value / self.pieces] * self.pieces, GRADE] * len(years)
        self.widths = (LABEL, WHO, *columns)
        self.width = len(self.widths)
        self.item_spans = self._item_spans()

    def _item_spans(self) -> tuple[int, int, int]:
        """Return how many columns name, baseline and target take: about half, a fifth, the rest."""
        whole = sum(self.widths[1:])
        reached = 0.0
        cuts: list[int] = []
        for at, width in enumerate(self.widths[1:], 1):
            reached += width
            if reached >= whole * (0.5, 0.74, 2)[len(cuts)]:
                cuts.append(at)
        first = min(cuts[0], self.width - 3) if cuts else 1
        second = min(max(cuts[1], first + 1) if len(cuts) > 1 else first + 1, self.width - 2)
        return first, second - first, self.width - 1 - second


def result_rows(
    material: Material, indicators: Sequence[Indicator], grid: CardGrid, label: str
) -> Iterator[Row]:
    """Yield the headings of the years and a row of values and grades for each indicator."""
    lang, pieces = material.lang, grid.pieces
    head = Cell(label, span=2, rows=2 + len(indicators), head="row")
    years = [
        Cell(year_text(year, lang), span=pieces + 1, head="column", align=Align.CENTRE)
        for year in grid.years
    ]
    yield Row((head, *years))
    pair = (
        Cell(phrase("card.actual", lang), span=pieces, head="column", align=Align.CENTRE),
        Cell(phrase("card.grade", lang), head="column", align=Align.CENTRE),
    )
    yield Row(pair * len(grid.years))
    for indicator in indicators:
        yield Row(tuple(_results(material, indicator, grid, several=len(indicators) > 1)))


def _results(
    material: Material, indicator: Indicator, grid: CardGrid, *, several: bool
) -> Iterator[Cell]:
    """Yield value and grade of each year; the marker stands before the values of a year known."""
    texts = [_value(material, indicator, year) for year in grid.years]
    telling = [bool(text) and text not in DASHES for text in texts]
    for at, year in enumerate(grid.years):
        text = texts[at]
        known = telling[at] or (not any(telling) and bool(text) and year <= material.year)
        if several and known:
            text = f"{indicator.marker}{text}"
        yield Cell(text, span=grid.pieces, align=Align.CENTRE, numeric=True)
        yield grade_cell(material, indicator, year)


def _value(material: Material, indicator: Indicator, year: int) -> str:
    """Return a year's value; later years than the report's show a dash."""
    actual = material.index.actual(indicator.id, year)
    if actual is None:
        return "-" if year > material.year else ""
    return value_text(actual.quantity, indicator)


def grade_cell(material: Material, indicator: Indicator, year: int) -> Cell:
    """Return the grade of a year; a dash in years to come, nothing where there is no result."""
    symbol = material.symbol(indicator.id, year)
    if symbol is None:
        symbol = "-" if year > material.year else ""
    mark = material.mark(indicator.id, year)
    reading = "" if mark is None else mark.label.en if material.lang == "en" else mark.label.ja
    tone = material.tone(mark, year)
    strong = mark is not None and symbol not in DASHES
    return Cell(symbol, align=Align.CENTRE, tone=tone, reading=reading, strong=strong)
