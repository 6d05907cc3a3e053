"""One card cut into its parts: which cells are its name, its participants, its results."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from hakaru.read.grid import Cell, Row
from hakaru.read.layouts.results import (
    YearHead,
    columns_between,
    looks_like_results,
    subheads,
    year_cells,
    year_head,
)
from hakaru.read.vocabulary import Vocabulary

# The parts a row label may open, in the order in which a label with several meanings is taken.
ROW_LABELS = (
    "number",
    "name",
    "participants",
    "responsibilities",
    "actuals",
    "activities",
    "indicators",
    "summary",
    "actual",
    "office",
    "remarks",
)
ITEM_HEADS = ("item", "baseline", "target", "unit")


@dataclass
class CardParts:
    """The cells of one card by part. `damage` tells what had to be guessed, with the cell."""

    left: int
    cells: list[Cell] = field(default_factory=list)
    labels: dict[str, Cell] = field(default_factory=dict)
    pairs: dict[str, list[Cell]] = field(default_factory=dict)
    participants: list[Cell] = field(default_factory=list)
    responsibilities: list[list[Cell]] = field(default_factory=list)
    summary: list[Cell] = field(default_factory=list)
    item_heads: list[tuple[str, Cell]] = field(default_factory=list)
    items: list[dict[str, Cell]] = field(default_factory=list)
    year_heads: list[Cell] = field(default_factory=list)
    sub_heads: list[Cell] | None = None
    results: list[list[Cell]] = field(default_factory=list)
    activities: list[Cell] = field(default_factory=list)
    others: list[tuple[Cell | None, list[Cell]]] = field(default_factory=list)
    after: list[Cell] = field(default_factory=list)
    heads: list[Cell] = field(default_factory=list)
    damage: list[tuple[str, Cell]] = field(default_factory=list)

    @property
    def participant_texts(self) -> tuple[str, ...]:
        """The texts that list the participants."""
        return tuple(cell.text for cell in self.participants)

    def head(self, vocabulary: Vocabulary) -> YearHead:
        """Return the columns of results this card's headings give."""
        return year_head(self.year_heads, self.sub_heads, vocabulary)


def is_card_start(row: Row, vocabulary: Vocabulary) -> bool:
    """Tell whether a row opens a card: a number or name label with its own value beside it."""
    cells = row.cells
    if len(cells) < 2:
        return False
    first = vocabulary.meanings(cells[0].text)
    if not first & {"number", "name"}:
        return False
    for at, cell in enumerate(cells[:3]):
        if "name" in vocabulary.meanings(cell.text):
            following = cells[at + 1 : at + 2]
            return bool(following) and not vocabulary.meanings(following[0].text)
    return False


def cut_card(rows: Sequence[Row], vocabulary: Vocabulary) -> CardParts:
    """Return the parts of the card whose rows these are, up to the next card's first row."""
    cutter = _Cutter(rows[0].cells[0].column, vocabulary)
    cutter.start_row(rows[0].cells)
    for row in rows[1:]:
        cutter.take(row)
    return cutter.parts


class _Cutter:
    """Walks the rows of one card; what a row is follows from its label, or from its cells."""

    def __init__(self, left: int, vocabulary: Vocabulary) -> None:
        self.parts = CardParts(left)
        self.vocabulary = vocabulary
        self.part = ""

    def start_row(self, cells: Sequence[Cell]) -> None:
        """Take the row of label and value pairs that opens the card."""
        self.parts.cells.extend(cells)
        label = ""
        for cell in cells:
            meaning = self._meaning(cell)
            if meaning in ("number", "name", "office") and meaning not in self.parts.pairs:
                label = meaning
                self.parts.labels[label] = cell
                self.parts.pairs[label] = []
            elif label:
                self.parts.pairs[label].append(cell)

    def take(self, row: Row) -> None:
        """Take one more row of the card."""
        cells = list(row.cells)
        first = cells[0]
        label = self._meaning(first) if first.column <= self.parts.left else ""
        if not label and self._is_outside(row):
            self.parts.after.append(first)
            return
        self.parts.cells.extend(cells)
        rest = cells[1:] if label else cells
        if year_cells(rest):
            self._year_row(label, first, rest)
        elif rest and subheads(rest, self.vocabulary) and self.parts.year_heads:
            self._sub_head_row(label, first, rest)
        elif self._is_item_head(rest):
            self._item_head_row(first if label else None, rest)
        else:
            self._content_row(label, first, rest, row)

    def _meaning(self, cell: Cell) -> str:
        """Return the part a label opens, or nothing."""
        meanings = self.vocabulary.meanings(cell.text)
        return next((part for part in ROW_LABELS if part in meanings), "")

    def _is_outside(self, row: Row) -> bool:
        """Tell whether a row stands below or between tables."""
        cell = row.cells[0]
        return len(row.cells) == 1 and (
            row.table == 0 or (cell.column <= self.parts.left and bool(self.parts.results))
        )

    def _year_row(self, label: str, first: Cell, rest: list[Cell]) -> None:
        """Take a row of year headings; a second one is a repetition."""
        if label:
            self._label(label, first)
        if self.parts.year_heads:
            self.parts.damage.append(("header_repeated", rest[0]))
            self.parts.heads.extend(rest)
        else:
            self.parts.year_heads = rest
        self.part = "actuals"

    def _sub_head_row(self, label: str, first: Cell, rest: list[Cell]) -> None:
        """Take the row of 実績値 and 評価 under the years."""
        if label:
            self._label(label, first)
        if self.parts.sub_heads is None:
            self.parts.sub_heads = rest
        else:
            self.parts.damage.append(("header_repeated", rest[0]))
            self.parts.heads.extend(rest)
        self.part = "actuals"

    def _is_item_head(self, cells: Sequence[Cell]) -> bool:
        """Tell whether cells are the headings of the indicators' rows."""
        if len(cells) < 2 or not self._item_meaning(cells[0]):
            return False
        found = [self._item_meaning(cell) for cell in cells]
        return all(found) and "target" in found

    def _item_meaning(self, cell: Cell) -> str:
        """Return which column of the indicators' rows a heading opens."""
        meanings = self.vocabulary.meanings(cell.text)
        if "item" not in meanings and "indicators" in meanings:
            return "item"
        return next((head for head in ITEM_HEADS if head in meanings), "")

    def _item_head_row(self, label: Cell | None, rest: list[Cell]) -> None:
        """Take the headings 項目, 基準値, 目標値."""
        if label is not None:
            self._label("indicators", label)
        self.parts.item_heads = [(self._item_meaning(cell), cell) for cell in rest]
        self.part = "indicators"

    def _content_row(self, label: str, first: Cell, rest: list[Cell], row: Row) -> None:
        """Take a row by its label, or as the part before goes on; content overrules the label."""
        in_results = self.part == "actuals" or label == "actuals"
        if (
            self.parts.year_heads
            and in_results
            and label in ("", "actuals", "actual", "activities")
        ):
            start = first.column + 1 if label else first.column
            if rest and looks_like_results(row, start):
                self._result_row(label, first, rest)
                return
        if not label and self._is_unknown_label(first):
            self.parts.others.append((None, [first, *rest[1:]]))
            return
        if label:
            self._label(label, first)
            self.part = label
        elif self.part == "actuals":
            self.part = "activities" if "activities" in self.parts.labels else "actuals"
        self._give(first if label else None, rest)

    def _is_unknown_label(self, first: Cell) -> bool:
        """Tell whether a row opens with a label no word is known for: it continues nothing."""
        if first.column > self.parts.left:
            return False
        heads = self.parts.item_heads
        return self.part != "indicators" or not heads or heads[0][1].column > self.parts.left

    def _result_row(self, label: str, first: Cell, rest: list[Cell]) -> None:
        """Take a row of results; a label of another part has slipped onto it."""
        if label:
            self._label(label, first)
            if label == "activities":
                self.parts.damage.append(("label_shifted", first))
        self.parts.results.append(rest)
        self.part = "actuals"

    def _label(self, label: str, cell: Cell) -> None:
        """Remember the label of a part; one that stands twice is still a label."""
        self.parts.labels.setdefault(label, cell)
        self.parts.heads.append(cell)

    def _give(self, label: Cell | None, rest: list[Cell]) -> None:
        """Give the cells of a row to the part that is open."""
        parts = self.parts
        match self.part:
            case "participants":
                parts.participants.extend(rest)
            case "responsibilities" if rest:
                parts.responsibilities.append(rest)
            case "summary":
                parts.summary.extend(rest)
            case "indicators" if parts.item_heads and (item := self._item(rest)):
                parts.items.append(item)
            case "activities":
                parts.activities.extend(rest)
            case _:
                parts.others.append((label, rest))

    def _item(self, cells: Sequence[Cell]) -> dict[str, Cell]:
        """Return an indicator's row by heading; a cell belongs to the heading at its left."""
        heads = [cell for _, cell in self.parts.item_heads]
        ranges = columns_between(heads)
        item: dict[str, Cell] = {}
        for cell in cells:
            for (meaning, _), (start, end) in zip(self.parts.item_heads, ranges, strict=True):
                if start <= cell.column < end and meaning not in item:
                    item[meaning] = cell
        return item
