"""A printed document while somebody mistypes it: cards as a table of cells, one error a card.

Nothing here knows how a check works. A card is changed as a typist, a converter or a copy of last
year's file would change it, and the document is read again from its cells.
"""

import csv
import io
import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hakaru.ledger.ledger import Ledger
from hakaru.report import registry
from hakaru.report.tables.wanted import Wanted

YEARS = (2024, 2025)
NEAR = 0.85
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Row(NamedTuple):
    """An indicator as a card prints it: its item row and, by year, where value and grade stand."""

    marker: str
    name: str
    target: str
    item: int
    results: dict[int, tuple[int, int]]
    line: int


class Card:
    """One card: its rows of cells, which an error changes in place."""

    def __init__(self, rows: list[list[str]], dice: random.Random) -> None:
        """Keep the rows of a card, which begins with its number."""
        self.rows, self.dice = rows, dice

    def row_of(self, label: str) -> int | None:
        """Return the place of the row that begins with a label."""
        found = (at for at, row in enumerate(self.rows) if row[0].startswith(label))
        return next(found, None)

    def cell(self, label: str) -> str:
        """Return what stands beside a label."""
        at = self.row_of(label)
        return "" if at is None else self.rows[at][1]

    def write(self, label: str, text: str) -> None:
        """Print something else beside a label."""
        at = self.row_of(label)
        assert at is not None
        self.rows[at][1] = text

    def indicators(self) -> list[Row]:
        """Return the indicators with the places of their results."""
        return list(self._indicators())

    def _indicators(self) -> Iterator[Row]:
        """Yield the indicators: the item rows, and the result row with the same marker."""
        head, below = self.row_of("評価指標"), self.row_of("評価指標の実績値")
        end = self.row_of("取組実績")
        assert head is not None
        assert below is not None
        items = range(head + 1, below)
        for place, item in enumerate(items):
            row = self.rows[item]
            marker = row[1][:1] if row[1][:1] in "①②③" else ""
            line = below + 2 + place
            if line >= (end or len(self.rows)):
                return
            texts = [cell for cell in row[2:] if cell]
            yield Row(
                marker=marker,
                name=row[1].removeprefix(marker),
                target=texts[-1] if texts else "",
                item=item,
                results={2024: (2, 3), 2025: (4, 5)},
                line=line,
            )

    def value(self, row: Row, year: int) -> str:
        """Return a printed value without its marker."""
        return self.rows[row.line][row.results[year][0]].removeprefix(row.marker)

    def grade(self, row: Row, year: int) -> str:
        """Return a printed grade."""
        return self.rows[row.line][row.results[year][1]]

    def put_value(self, row: Row, year: int, text: str) -> None:
        """Print another value."""
        self.rows[row.line][row.results[year][0]] = f"{row.marker}{text}"

    def put_grade(self, row: Row, year: int, text: str) -> None:
        """Print another grade."""
        self.rows[row.line][row.results[year][1]] = text

    def pick(self, wanted: Callable[[Row], bool] = lambda _: True) -> Row | None:
        """Return one of the indicators that are wanted."""
        found = [row for row in self.indicators() if wanted(row)]
        return self.dice.choice(found) if found else None


def number(text: str) -> float | None:
    """Return the first number of a text."""
    found = _NUMBER.search(text)
    return float(found.group().replace(",", "")) if found else None


def outcome(actual: str, target: str) -> int | None:
    """Return met, nearly met or missed (2, 1, 0) of a yearly number, by plain division."""
    have, want = number(actual), number(target)
    if have is None or not want:
        return None
    rate = have / want
    return 2 if rate >= 1 else 1 if rate >= NEAR else 0


def cells_of(ledger: Ledger) -> list[list[str]]:
    """Return the cells of a ledger's printed cards, a row a line."""
    out = io.BytesIO()
    registry.write(registry.build("cards", ledger, Wanted(fiscal_year=YEARS[-1])), "csv", out)
    rows = csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig")))
    return [[cell.replace("\n", " ") for cell in row] for row in rows]


def cards_of(cells: list[list[str]], dice: random.Random) -> tuple[list[list[str]], list[Card]]:
    """Return what stands before the first card, and the cards."""
    starts = [at for at, row in enumerate(cells) if row and row[0] == "No."]
    ends = [*starts[1:], len(cells)]
    cards = [Card(cells[a:b], dice) for a, b in zip(starts, ends, strict=True)]
    return cells[: starts[0]], cards


def printed(head: list[list[str]], cards: list[Card]) -> tuple[str, list[range]]:
    """Return the document as CSV, and the lines of every card in it."""
    out, lines = io.StringIO(), []
    writer = csv.writer(out)
    writer.writerows(head)
    line = len(head) + 1
    for card in cards:
        writer.writerows(card.rows)
        lines.append(range(line, line + len(card.rows)))
        line += len(card.rows)
    return out.getvalue(), lines
