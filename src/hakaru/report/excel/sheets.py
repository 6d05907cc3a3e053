"""One sheet while it is written: lines, tables, page breaks, print set-up."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from hakaru.report import look
from hakaru.report.charts import Chart
from hakaru.report.excel.breaks import Pages, page_ends
from hakaru.report.excel.drawing import HEIGHT, ROW, ROWS, ChartSheet
from hakaru.report.excel.form import finish_form
from hakaru.report.excel.formulas import formula_text
from hakaru.report.excel.heights import LONGEST, TALLEST, row_heights
from hakaru.report.excel.numbers import number_of
from hakaru.report.excel.styles import Styles
from hakaru.report.measuring import lines
from hakaru.report.tables.model import Cell, Formula, Layout, Part, Role, Row, Table, Text
from hakaru.report.tables.placing import placed_columns
from hakaru.report.words import Language

# A full-width character of 9 points is 12 pixels wide on a screen of 96 dots an inch.
PIXELS = 12.0
POINTS_PER_MM = 72 / 25.4
PAGE_POINTS = (look.PAPER_WIDTH - 2 * look.MARGIN_SIDE) * POINTS_PER_MM
PAGE_TALL = (look.PAPER_HEIGHT - look.MARGIN_TOP - look.MARGIN_BOTTOM) * POINTS_PER_MM
MOST_BREAKS = 1000
POINTS_PER_PIXEL = 0.75
# What is left of the room below a table at the foot of a page.
EDGE = 1.5
# Between tables, in points; without a table a chart is as wide as this many characters.
GAP = 8.0
CHART_WIDTH = 84.0
_LINE = {Role.TITLE: 24.0, Role.HEADING: 22.0, Role.FIGURE: 30.0, Role.SUBTITLE: 18.0}


class Area(NamedTuple):
    """Cells of a sheet, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """Writes parts one below the other; `row` is the next free row."""

    def __init__(
        self, sheet: Worksheet, styles: Styles, charts: ChartSheet, layout: Layout, lang: Language
    ) -> None:
        """Start at the top."""
        self.sheet = sheet
        self.row = 0
        self._styles = styles
        self._charts = charts
        self._layout = layout
        self._lang = lang
        self._waiting: list[Text] = []
        self._widths: tuple[float, ...] = ()
        self._pages = Pages()
        self._below_table = -1
        self._repeated = 0.0
        self._heads: list[tuple[int, int]] = []
        self._set_up()

    @property
    def is_full(self) -> bool:
        """Whether another page would be one more than a sheet can break into."""
        return len(self._pages.rows) >= MOST_BREAKS

    def _set_up(self) -> None:
        """Set paper, margins and the page number."""
        sheet = self.sheet
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        inch = 25.4
        sheet.set_margins(
            left=look.MARGIN_SIDE / inch,
            right=look.MARGIN_SIDE / inch,
            top=look.MARGIN_TOP / inch,
            bottom=look.MARGIN_BOTTOM / inch,
        )
        sheet.set_footer("&C&8&P", {"margin": 6 / inch})
        sheet.center_horizontally()
        sheet.hide_gridlines(2)

    def write(self, part: Part) -> None:
        """Write a part; a card that does not fit goes to the next page whole."""
        if self._heads and (part.new_page or self._layout is Layout.CARDS):
            self._make_room(self._height(part), anyway=part.new_page)
        charts: list[Chart] = []
        for block in part.blocks:
            if isinstance(block, Chart):
                charts.append(block)
                continue
            self._draw(charts)
            if isinstance(block, Text):
                self._waiting.append(block)
            else:
                self._table(block)
        self._draw(charts)
        if self._widths:
            self._flush()

    def _make_room(self, height: float, *, anyway: bool = False) -> None:
        """Begin a new page where `height` points do not fit on this one, but would on another."""
        if anyway:
            self._pages.begin(self.row)
        elif not self._pages.make_room(self.row, height + EDGE, self._room):
            return
        if self.row == self._below_table:
            # At the foot of a full page the room below a table would be a page of its own.
            self.sheet.set_row(self.row - 1, EDGE)

    def _advance(self, height: float) -> None:
        """Count points as used."""
        self._pages.advance(height, self._room)

    def _draw(self, charts: list[Chart]) -> None:
        """Draw charts that follow each other, two beside each other."""
        if not charts:
            return
        self._flush()
        half = int((sum(self._widths) or CHART_WIDTH) * PIXELS / 2)
        for at in range(0, len(charts), 2):
            self._make_room(HEIGHT * POINTS_PER_PIXEL)
            for beside, chart in enumerate(charts[at : at + 2]):
                self._charts.add(chart, self.sheet, (self.row, half * beside), half)
            self.row += ROWS
            self._advance(ROWS * ROW * POINTS_PER_PIXEL)
        charts.clear()

    def finish(self) -> None:
        """Write what waits, the page breaks, and which rows every page repeats."""
        self._flush()
        self.sheet.set_h_pagebreaks(self._pages.rows)
        if self._layout is Layout.CARDS:
            if self._repeated:
                self.sheet.repeat_rows(0)
        elif len(self._heads) == 1 and self._heads[0][1] > self._heads[0][0]:
            first, end = self._heads[0]
            self.sheet.repeat_rows(first, end - 1)
            self.sheet.freeze_panes(end, 0)

    @property
    def _room(self) -> float:
        """How many points fit on a page under the repeated rows."""
        return PAGE_TALL / self._scale - self._repeated

    @property
    def _scale(self) -> float:
        """By how much the sheet is made smaller to fit the paper's width."""
        points = sum(self._widths) * PIXELS * POINTS_PER_PIXEL
        return min(1.0, PAGE_POINTS / points) if points else 1.0

    def _height(self, part: Part) -> float:
        """Return the height of a part in points, without the room below its last table."""
        total = -GAP if isinstance(part.blocks[-1], Table) else 0.0
        for block in part.blocks:
            if isinstance(block, Text):
                total += self._text_height(block)
            elif isinstance(block, Table):
                total += sum(row_heights(block, block.widths)) + GAP
        return total

    def _text_height(self, text: Text) -> float:
        """Return the height of a line outside the tables."""
        room = sum(self._widths) or look.TEXT_POINTS * 8
        size = {Role.TITLE: 1.6, Role.HEADING: 1.35, Role.FIGURE: 2.2}.get(text.role, 1.0)
        least = _LINE.get(text.role, 14.0)
        return least * lines(text.text, room / size)

    def _flush(self) -> None:
        """Write the lines that wait for the width of the sheet."""
        last = max(len(self._widths) - 1, 0)
        for text in self._waiting:
            form = self._styles.of_text(text.role)
            area = Area(self.row, 0, self.row, last)
            self._put(area, Cell(text.text, underlined=text.underlined), form, text.role)
            height = min(self._text_height(text), TALLEST)
            self.sheet.set_row(self.row, height)
            if text.role is Role.TITLE and self.row == 0 and self._layout is Layout.CARDS:
                self._repeated = height
            else:
                self._advance(height)
            self.row += 1
        self._waiting.clear()

    def _table(self, table: Table) -> None:
        """Write a table and leave a narrow row below it."""
        if self._widths != table.widths:
            self._set_widths(table.widths)
        self._flush()
        heights = row_heights(table, table.widths)
        tops = self._lay_out(table.rows, heights)
        for at, (row, columns) in enumerate(
            zip(table.rows, placed_columns(table.rows), strict=True)
        ):
            for cell, column in zip(row.cells, columns, strict=True):
                area = Area(tops[at], column, tops[at + cell.rows] - 1, column + cell.span - 1)
                self._cell(cell, area, tops, band=row.band)
        if self._layout is Layout.WIDE:
            self._turn_pages(table, heights, tops)
        else:
            self._advance(sum(heights))
        self._heads.append((self.row, tops[table.head_rows]))
        finish_form(self.sheet, table, tops, self._lang)
        self.row = tops[-1]
        self.sheet.set_row(self.row, GAP)
        self.row += 1
        self._below_table = self.row
        self._pages.used += GAP

    def _turn_pages(self, table: Table, heights: list[float], tops: Sequence[int]) -> None:
        """Break a long table between its rows, and count what stands on its last page."""
        free = max(MOST_BREAKS - len(self._pages.rows), 0)
        ends = [*islice(page_ends(table, heights, self._pages.used, self._room), free)]
        for row in ends:
            self._pages.begin(tops[row])
            self._pages.used = sum(heights[: table.head_rows])
        self._pages.used += sum(heights[ends[-1] if ends else 0 :])

    def _set_widths(self, widths: tuple[float, ...]) -> None:
        """Make the columns wide enough, and the sheet as wide as the paper."""
        old = self._widths
        both = max(len(old), len(widths))
        self._widths = tuple(
            max((one[at] for one in (old, widths) if at < len(one)), default=0.0)
            for at in range(both)
        )
        for at, width in enumerate(self._widths):
            self.sheet.set_column_pixels(at, at, round(width * PIXELS))
        # To the width of the paper whatever face the desk has; breaks between rows still hold.
        self.sheet.fit_to_pages(1, 0)

    def _lay_out(self, rows: Sequence[Row], heights: Sequence[float]) -> list[int]:
        """Set the heights; return the sheet row on which each row begins, and the one after all."""
        tops = [self.row]
        for row, height in zip(rows, heights, strict=True):
            longest = max((len(cell.text) for cell in row.cells), default=0)
            pieces = max(1, -(-int(height) // int(TALLEST)), -(-longest // LONGEST))
            for piece in range(pieces):
                self.sheet.set_row(tops[-1] + piece, height / pieces)
            tops.append(tops[-1] + pieces)
        return tops

    def _cell(self, cell: Cell, area: Area, tops: Sequence[int], *, band: int) -> None:
        """Write one cell of a table, as a number or a formula where it is one."""
        if cell.formula is not None:
            self._formula(cell, cell.formula, area, tops)
            return
        shown = number_of(cell.text) if cell.numeric else None
        if shown is None:
            self._put(area, cell, self._styles.of_cell(cell, band=band))
            return
        form = self._styles.of_cell(cell, band=band, number_format=shown.number_format)
        self._merge(area, form)
        self.sheet.write_number(area.top, area.left, shown.value, form)

    def _formula(self, cell: Cell, formula: Formula, area: Area, tops: Sequence[int]) -> None:
        """Write a formula with the value that the cell's text shows."""
        shown = number_of(cell.text)
        if shown is None:
            self._put(area, cell, self._styles.of_cell(cell))
            return
        form = self._styles.of_cell(cell, number_format=shown.number_format)
        self._merge(area, form)
        text = formula_text(formula, tops)
        self.sheet.write_formula(area.top, area.left, text, form, shown.value)

    def _merge(self, area: Area, form: object) -> None:
        """Merge the cells of an area, blank so far."""
        if (area.top, area.left) != (area.bottom, area.right):
            self.sheet.merge_range(*area, "", form)

    def _put(self, area: Area, cell: Cell, form: object, role: Role | None = None) -> None:
        """Write text, never anything that Excel could take for a formula, a link or a date."""
        if len(cell.text) > LONGEST:
            for at in range(area.bottom - area.top + 1):
                row = area.top + at
                self._merge(Area(row, area.left, row, area.right), form)
                piece = cell.text[at * LONGEST : (at + 1) * LONGEST]
                self.sheet.write_string(row, area.left, piece, form)
            return
        self._merge(area, form)
        runs = list(cell.runs())
        if len(runs) > 1:
            plain, lined = self._styles.runs(role)
            pieces = [item for text, under in runs for item in (lined if under else plain, text)]
            self.sheet.write_rich_string(area.top, area.left, *pieces, form)
        elif cell.text:
            self.sheet.write_string(area.top, area.left, cell.text, form)
        elif (area.top, area.left) == (area.bottom, area.right):
            self.sheet.write_blank(area.top, area.left, None, form)
