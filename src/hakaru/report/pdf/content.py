"""What the page templates are given: the parts of a report as plain data, measured for paper."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from hakaru.report import look
from hakaru.report.charts import Chart
from hakaru.report.measuring import columns, lines, longest_word, value_lines
from hakaru.report.pdf.groups import Data, Groups, options_of, runs
from hakaru.report.pdf.paper import LINE, Paper
from hakaru.report.pdf.widths import reaching_far, with_room
from hakaru.report.placing import placed
from hakaru.report.svg import svg_of
from hakaru.report.tables.model import Block, Cell, Layout, Part, Report, Role, Table, Text

# A card taller than this share of a page is measured: how tall it is here is an estimate.
_SURELY_FITS = 0.86
# Two stand side by side, so that their letters are drawn larger.
_CHARTS_IN_ROW, _CHART_WIDTH, _CHART_LETTERS = 2, 720, 13
# Beside words, and over the whole slide.
_BESIDE_WIDTH, _ALONE_WIDTH = 480, 900
# A slide's type grows until it fills about this share of the page.
_FILLED, _FILLED_ABOVE_CHART = 0.74, 0.4
_SHORT = 0.4
_SCALES = (1.5, 1.35, 1.2, 1.1)
_TABLE_SCALES = (1.3, 1.2, 1.1)
# Bold letters are a little wider.
_BOLDER = 1.05
_TITLES = (Role.TITLE, Role.HEADING)
_PADDING = 5.6
_LEAST_POINTS = 5.5


class Content:
    """Turns the parts of one report into data; keeps which heading is open."""

    def __init__(self, report: Report, paper: Paper) -> None:
        """Start at the top of the report."""
        self._paper = paper
        self._cards = report.layout is Layout.CARDS
        self._slides = report.layout is Layout.SLIDES
        self._level = 0
        self._first = True

    def begin(self) -> None:
        """Begin a file: its first heading is one of the first level."""
        self._level = 0

    def part(self, part: Part) -> Data:
        """Return one part."""
        if self._slides:
            return {"fresh": True, "slide": self._slide(part)}
        blocks = [self._block(block, part) for block in part.blocks]
        if self._cards:
            blocks = list(self._together(part.blocks, blocks))
        return {"fresh": part.new_page, "blocks": list(_side_by_side(blocks))}

    def _slide(self, part: Part) -> Data:
        """Return a slide: its title, and its blocks by what they are."""
        title = next((b for b in part.blocks if isinstance(b, Text) and b.role in _TITLES), None)
        blocks = [block for block in part.blocks if block is not title]
        texts = [block for block in blocks if isinstance(block, Text)]
        others = [block for block in blocks if isinstance(block, Text | Chart)]
        drawn = [block for block in blocks if isinstance(block, Chart)]
        first, self._first = self._first, False
        said = [text for text in texts if text.role is not Role.NOTE]
        wide = _BESIDE_WIDTH if said else _ALONE_WIDTH
        share = _FILLED_ABOVE_CHART if drawn or said else _FILLED
        return {
            "cover": first and len(texts) == len(blocks),
            "title": title.text if title else part.name,
            "tables": [self._table(b, part, share) for b in blocks if isinstance(b, Table)],
            "charts": [_chart(b, wide) for b in drawn],
            "scale": 1 if len(said) < len(blocks) else self._scale(said),
            "chart-first": bool(others) and isinstance(others[0], Chart),
            "said": [self._text(text) for text in said],
            "notes": [self._text(text) for text in texts if text.role is Role.NOTE],
        }

    def _scale(self, texts: Iterable[Text]) -> float:
        """Return by how much larger the lines of a slide can be set."""
        told = list(texts)
        for scale in _SCALES:
            size = self._paper.size * scale
            room = self._paper.text_width / size - 2
            height = sum((lines(text.text, room) * 1.35 + 0.7) * size for text in told)
            if height <= self._paper.text_height * _FILLED:
                return scale
        return 1

    def _together(self, blocks: Iterable[Block], made: list[Data]) -> Iterator[Data]:
        """Yield a card and what follows it as one, so that it is not broken where it fits."""
        listed = list(blocks)
        first = next((n for n, block in enumerate(listed) if isinstance(block, Table)), None)
        if first is None:
            yield from made
            return
        yield from made[:first]
        height = sum(self._height(block) for block in listed[first:])
        yield {
            "kind": "together",
            "measured": height > self._paper.text_height * _SURELY_FITS,
            "blocks": made[first:],
        }

    def _block(self, block: Block, part: Part) -> Data:
        """Return one block."""
        if isinstance(block, Text):
            return self._text(block)
        if isinstance(block, Chart):
            return _chart(block)
        return self._table(with_room(block, self._paper, _LEAST_POINTS), part)

    def _text(self, text: Text) -> Data:
        """Return a line of text; headings go down one level at a time, as readers aloud need."""
        data: Data = {"kind": "text", "role": str(text.role), "runs": runs(text)}
        if text.role is Role.HEADING:
            self._level = min(max(text.level, 1), self._level + 1)
            data["level"] = self._level
        return data

    def _table_size(self, table: Table, share: float) -> float:
        """Return the type of a table: larger where it then takes no more than a share of a page."""
        usual = self._paper.size_for(table.widths)
        larger = (usual * scale for scale in _TABLE_SCALES) if share else ()
        fitting = (
            size
            for size in larger
            if size <= self._paper.size * _TABLE_SCALES[1]
            and self._height(table, size) <= self._paper.text_height * share
            and size <= self._widest_heading(table)
        )
        return round(next(fitting, usual), 1)

    def _widest_heading(self, table: Table) -> float:
        """Return the largest type at which no line of a column's heading is broken."""
        unit = self._paper.text_width / sum(table.widths)
        rooms = [
            (sum(table.widths[one.column : one.column + one.span]) * unit - 2 * self._paper.inset)
            / max(*(columns(line) / 2 * _BOLDER for line in one.cell.text.split("\n")), 1)
            for one in placed(table)
            if one.cell.head == "column"
        ]
        return min(rooms, default=self._paper.size)

    def _table(self, table: Table, part: Part, share: float = 0) -> Data:
        """Return a table, its type small enough for its columns to fit the page.

        On slides it is larger where that takes no more than a share of the page.
        """
        size = self._table_size(table, share)
        unit = self._paper.text_width / sum(table.widths)
        name = _name_cell(table, part.name) if self._cards else None
        groups = Groups(table)
        long = frozenset(self._long_rows(table))
        far = reaching_far(table, self._paper)
        for one in placed(table):
            room = sum(table.widths[one.column : one.column + one.span]) * unit
            room -= self._paper.inset * 2
            options = options_of(one, band=table.rows[one.row].band)
            shown = one.cell
            if shown.numeric:
                shown = replace(shown, text=value_lines(shown.text, room / size))
            small = _size_that_fits(shown.text, room, size)
            if small < size:
                options["size"] = small
            if one.cell is name:
                options["card"] = self._level + 1
            if long.intersection(range(one.row, one.row + one.rows)):
                options["long"] = True
            if (one.row, one.column) in far:
                options["long"] = True
            groups.add(one.row, [one.column, one.row, runs(shown), options])
        # A short table is not broken, so that no single row begins a page.
        whole = not self._slides and self._height(table) < self._paper.text_height * _SHORT
        return {
            "kind": "table",
            "size": size,
            "widths": table.widths,
            "groups": groups.made,
            "whole": whole,
        }

    def _long_rows(self, table: Table) -> Iterator[int]:
        """Yield the rows that may break between pages: those about half a page tall and more."""
        unit = self._paper.text_width / sum(table.widths)
        size = self._paper.size_for(table.widths)
        for one in placed(table):
            room = sum(table.widths[one.column : one.column + one.span]) * unit
            count = lines(one.cell.text, (room - self._paper.inset * 2) / size)
            if count * self._paper.line > self._paper.text_height / 2:
                yield from range(one.row, one.row + one.rows)

    def _height(self, block: Block, size: float = 0) -> float:
        """Return about how tall a block comes to be, in points; rather too much than too little.

        `size` is the type of a table where it is not the usual one.
        """
        line = size * LINE if size else self._paper.line
        if isinstance(block, Text):
            return lines(block.text, self._paper.text_width / look.TEXT_POINTS) * line + _PADDING
        if isinstance(block, Chart):
            return self._paper.text_height / 2
        heights = [line + _PADDING] * len(block.rows)
        size = size or self._paper.size_for(block.widths)
        unit = self._paper.text_width / sum(block.widths)
        for one in placed(block):
            room = sum(block.widths[one.column : one.column + one.span]) * unit
            needed = lines(one.cell.text, (room - self._paper.inset * 2) / size) * line + _PADDING
            last = one.row + one.rows
            missing = needed - sum(heights[one.row : last])
            heights[last - 1] += max(missing, 0)
        return sum(heights)


def _chart(chart: Chart, width: int = _CHART_WIDTH) -> Data:
    """Return a chart as a drawing with the words that say what it shows."""
    said = chart.description or chart.title
    return {"kind": "chart", "svg": svg_of(chart, width, _CHART_LETTERS), "alt": said}


def _side_by_side(blocks: Iterable[Data]) -> Iterator[Data]:
    """Yield blocks with charts that follow each other in one row."""
    for kind, run in groupby(blocks, key=lambda block: block["kind"]):
        if kind != "chart":
            yield from run
        else:
            charts = list(run)
            for at in range(0, len(charts), _CHARTS_IN_ROW):
                yield {"kind": "charts", "blocks": charts[at : at + _CHARTS_IN_ROW]}


def _size_that_fits(text: str, room: float, size: float) -> float:
    """Return a size at which the longest word that cannot be broken fits into a cell's width.

    A number that runs over its cell's edge is misread without a sign.
    """
    needed = longest_word(text) * size
    return size if needed <= room else max(round(size * room / needed, 1), _LEAST_POINTS)


def _name_cell(table: Table, name: str) -> Cell | None:
    """Return the cell of the first row that bears the part's name: its entry in the outline."""
    named = [
        cell
        for cell in (table.rows[0].cells if table.rows else ())
        if not cell.head and cell.text.strip() and " ".join(cell.text.split()).lstrip("★") in name
    ]
    return max(named, key=lambda cell: len(cell.text), default=None)
