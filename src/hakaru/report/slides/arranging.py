"""Where the blocks of a part go: text beside charts, tables below, the rest on further slides."""

from collections.abc import Sequence
from typing import NamedTuple

from pptx.util import Inches

from hakaru.report.charts import Chart
from hakaru.report.slides.deck import Box
from hakaru.report.slides.tables import cut, fitting_points, row_heights
from hakaru.report.slides.texts import height_of
from hakaru.report.tables.model import Block, Role, Row, Table, Text

_GAP = Inches(0.2)
_LEAST_CHART = Inches(2.4)
# Text beside a chart takes this share of the width.
_TEXT_SHARE = 0.45
_LEAST_SCALE = 0.8
MOST_CHARTS = 2
_LARGER = (1.3, 1.15)
Content = Table | Chart | tuple[Text, ...]


class Piece(NamedTuple):
    """A block, or lines that stand together, at its place.

    `size` is the type of a table in points, of lines a factor.
    """

    content: Content
    box: Box
    size: float = 1.0


def arrange(blocks: Sequence[Block], body: Box) -> list[list[Piece]]:
    """Return the pieces of each slide; there may be none."""
    pages = _Pages(body)
    notes = tuple(b for b in blocks if isinstance(b, Text) and b.role is Role.NOTE)
    told = _grouped([block for block in blocks if block not in notes])
    while told:
        lead = _side_by_side(told)
        if lead:
            pages.beside(told[:lead], below=[*told[lead:], *([notes] if notes else [])])
            told = told[lead:]
        else:
            content = told.pop(0)
            pages.add(content, alone=not told and not notes)
    if notes:
        pages.add(notes)
    return pages.made


def _grouped(blocks: Sequence[Block]) -> list[Content]:
    """Return blocks with lines that follow each other joined."""
    joined: list[Content] = []
    for block in blocks:
        if not isinstance(block, Text):
            joined.append(block)
        elif joined and isinstance(joined[-1], tuple):
            joined[-1] = (*joined[-1], block)
        else:
            joined.append((block,))
    return joined


def _side_by_side(told: Sequence[Content]) -> int:
    """Return how many of what is left are lines and one chart or two; tables may follow them."""
    lead = next((n for n, one in enumerate(told) if isinstance(one, Table)), len(told))
    charts = sum(isinstance(one, Chart) for one in told[:lead])
    after = all(isinstance(one, Table) for one in told[lead:])
    return lead if after and 1 <= charts <= MOST_CHARTS and charts + 1 == lead else 0


class _Pages:
    """Fills slides from the top."""

    def __init__(self, body: Box) -> None:
        self.made: list[list[Piece]] = []
        self._body = body
        self._used = 0
        self._kept = 0

    @property
    def _left(self) -> int:
        """The height still free."""
        return self._body.height - self._used - self._kept

    def _turn(self) -> None:
        """Begin another slide, unless the last one is still empty."""
        if not self.made or self.made[-1]:
            self.made.append([])
        self._used = 0

    def _place(self, content: Content, height: int, size: float = 1.0) -> None:
        """Put content at the next free place."""
        if not self.made:
            self.made.append([])
        body = self._body
        box = Box(body.left, body.top + self._used, body.width, height)
        self.made[-1].append(Piece(content, box, size))
        self._used += height + _GAP

    def add(self, content: Content, *, alone: bool = False) -> None:
        """Put content below what is there, on further slides where it does not fit.

        What is `alone` at the end of a slide is set as large as fits.
        """
        if isinstance(content, Table):
            self._table(content, alone=alone)
        elif isinstance(content, Chart):
            if self._used and self._left < _LEAST_CHART:
                self._turn()
            self._place(content, self._left)
        else:
            self._lines(content, alone=alone)

    def beside(self, told: Sequence[Content], below: Sequence[Content] = ()) -> None:
        """Put lines and charts side by side, in the order they come, and leave room for more."""
        self._kept = self._room_for(below)
        self._put_beside(told)
        self._kept = 0

    def _room_for(self, contents: Sequence[Content]) -> int:
        """Return the height of what is to stand below, nothing where that would leave too little.

        Where not all of it fits, the last of it may (notes at the foot).
        """
        for start in range(len(contents)):
            height = sum(self._height(one) + _GAP for one in contents[start:])
            if self._left - height >= _LEAST_CHART:
                return height
        return 0

    def _height(self, content: Content) -> int:
        """Return how tall lines or a table come to be over the whole width."""
        width = self._body.width
        if isinstance(content, Table):
            return sum(row_heights(content, width, fitting_points(content, width)))
        return height_of(content, width) if isinstance(content, tuple) else _LEAST_CHART

    def _put_beside(self, told: Sequence[Content]) -> None:
        """Put lines and charts side by side in the room that is not kept."""
        texts = next(one for one in told if isinstance(one, tuple))
        charts = [one for one in told if isinstance(one, Chart)]
        width = int(self._body.width * _TEXT_SHARE)
        scale = self._scale_beside(texts, width)
        if scale is None and self._used:
            self._turn()
            scale = self._scale_beside(texts, width)
        if scale is None:
            for content in told:
                self.add(content)
            return
        room = self._body.width - width - _GAP
        first = self._body.left
        text_left, chart_left = first, first + width + _GAP
        if isinstance(told[0], Chart):
            text_left, chart_left = first + room + _GAP, first
        if not self.made:
            self.made.append([])
        top, left = self._body.top + self._used, self._left
        self.made[-1].append(Piece(texts, Box(text_left, top, width, left), scale))
        tall = (left - _GAP * (len(charts) - 1)) // len(charts)
        for number, chart in enumerate(charts):
            box = Box(chart_left, top + number * (tall + _GAP), room, tall)
            self.made[-1].append(Piece(chart, box))
        self._used += left + _GAP

    def _scale_beside(self, texts: tuple[Text, ...], width: int) -> float | None:
        """Return the size at which lines fit beside a chart, None where there is no room."""
        if self._left < _LEAST_CHART:
            return None
        for scale in (1.0, 0.9, _LEAST_SCALE):
            if height_of(texts, width, scale) <= self._left:
                return scale
        return None

    def _lines(self, texts: tuple[Text, ...], *, alone: bool) -> None:
        """Put lines, as many as fit on each slide; few lines are set larger."""
        width = self._body.width
        scale = 1.0
        if alone:
            fitting = (one for one in _LARGER if height_of(texts, width, one) <= self._left)
            scale = next(fitting, 1.0)
        rest = list(texts)
        while rest:
            count = len(rest)
            while count > 1 and height_of(rest[:count], width, scale) > self._left:
                count -= 1
            height = height_of(rest[:count], width, scale)
            if height > self._left and self._used:
                self._turn()
                continue
            self._place(tuple(rest[:count]), height, scale)
            rest = rest[count:]

    def _table(self, table: Table, *, alone: bool) -> None:
        """Put a table, as many rows as fit on each slide, under its headings each time."""
        width = self._body.width
        points = fitting_points(table, width, self._left if alone else 0)
        heights = row_heights(table, width, points)
        head = sum(heights[: table.head_rows])
        at = table.head_rows
        if at == len(table.rows):
            self._place(table, head, points)
            return
        while at < len(table.rows):
            end, used = at, head
            limit = self._share(heights[at:], head)
            while end < len(table.rows) and used + heights[end] <= limit:
                used += heights[end]
                end += 1
            end = self._before_band(table.rows, at, self._whole(table.rows, at, end))
            if end == at and self._used:
                self._turn()
                continue
            end = max(end, self._end_of(table.rows, at))
            self._place(cut(table, table.rows[at:end]), head + sum(heights[at:end]), points)
            at = end
            if at < len(table.rows):
                self._turn()

    def _share(self, heights: Sequence[int], head: int) -> int:
        """Return how tall a table is to come on this slide: about as tall as on those after it.

        Otherwise a last slide would often have a single row.
        """
        room, rest = self._left - head, sum(heights)
        if self._used or room <= 0 or rest <= room:
            return self._left
        slides = -(-rest // room)
        return head + min(room, rest // slides + max(heights) // 2)

    @staticmethod
    def _whole(rows: Sequence[Row], start: int, end: int) -> int:
        """Return the last end up to `end` that cuts through no cell."""
        while end > start and end < len(rows):
            reach = max(
                (
                    number + cell.rows
                    for number, row in enumerate(rows[start:end], start)
                    for cell in row.cells
                ),
                default=end,
            )
            if reach <= end:
                break
            end -= 1
        return end

    @staticmethod
    def _before_band(rows: Sequence[Row], start: int, end: int) -> int:
        """Return an end that leaves no band alone at the foot of a slide."""
        while end < len(rows) and end - 1 > start and rows[end - 1].band:
            end -= 1
        return end

    @staticmethod
    def _end_of(rows: Sequence[Row], start: int) -> int:
        """Return where the cells that begin in a row end, at the soonest."""
        end = start + 1
        number = start
        while number < min(end, len(rows)):
            end = max([end, *(number + cell.rows for cell in rows[number].cells)])
            number += 1
        return min(end, len(rows))
