"""One sheet while it is written: lines, tables, page breaks, print set-up."""

from collections.abc import Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from hakaru.report import look
from hakaru.report.excel.heights import LONGEST, TALLEST, placed_columns, row_heights
from hakaru.report.excel.numbers import number_of
from hakaru.report.excel.styles import Styles
from hakaru.report.measuring import lines
from hakaru.report.tables.model import Cell, Formula, Layout, Part, Role, Row, Table, Text

# A full-width character of 9 points is 12 pixels wide on a screen of 96 dots an inch.
PIXELS = 12.0
POINTS_PER_MM = 72 / 25.4
PAGE_POINTS = (look.PAPER_WIDTH - 2 * look.MARGIN_SIDE) * POINTS_PER_MM
PAGE_TALL = (look.PAPER_HEIGHT - look.MARGIN_TOP - look.MARGIN_BOTTOM) * POINTS_PER_MM
MOST_BREAKS = 1000
_LINE = {Role.TITLE: 24.0, Role.HEADING: 22.0, Role.FIGURE: 30.0, Role.SUBTITLE: 18.0}


class Area(NamedTuple):
    """Cells of a sheet, ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """Writes parts one below the other; `row` is the next free row."""

    def __init__(self, sheet: Worksheet, styles: Styles, layout: Layout) -> None:
        """Start at the top."""
        self.sheet = sheet
        self.row = 0
        self._styles = styles
        self._layout = layout
        self._waiting: list[Text] = []
        self._widths: tuple[float, ...] = ()
        self._breaks: list[int] = []
        self._used = 0.0
        self._repeated = 0.0
        self._tables = 0
        self._set_up()

    @property
    def is_full(self) -> bool:
        """Whether another page would be one more than a sheet can break into."""
        return len(self._breaks) >= MOST_BREAKS

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
        if self._layout is Layout.CARDS and self._tables:
            height = self._height(part)
            room = self._room
            if (self._used + height > room and self._used > 0) or part.new_page:
                self._breaks.append(self.row)
                self._used = 0.0
            self._used = (self._used + height) % room if height > room else self._used + height
        elif part.new_page and self.row:
            self._breaks.append(self.row)
        for block in part.blocks:
            if isinstance(block, Text):
                self._waiting.append(block)
            elif isinstance(block, Table):
                self._table(block)
        if self._widths:
            self._flush()

    def finish(self) -> None:
        """Write what waits, and the page breaks."""
        self._flush()
        self.sheet.set_h_pagebreaks(self._breaks)

    @property
    def _room(self) -> float:
        """How many points fit on a page under the repeated rows."""
        return PAGE_TALL / self._scale - self._repeated

    @property
    def _scale(self) -> float:
        """By how much the sheet is made smaller to fit the paper's width."""
        points = sum(self._widths) * PIXELS * 0.75
        return min(1.0, PAGE_POINTS / points) if points else 1.0

    def _height(self, part: Part) -> float:
        """Return the height of a part in points."""
        total = 0.0
        for block in part.blocks:
            if isinstance(block, Text):
                total += self._text_height(block)
            elif isinstance(block, Table):
                total += sum(row_heights(block, block.widths)) + 8
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
            self.sheet.set_row(self.row, min(self._text_height(text), TALLEST))
            self.row += 1
            if text.role is Role.TITLE and self.row == 1:
                self.sheet.repeat_rows(0)
                self._repeated = self._text_height(text)
        self._waiting.clear()

    def _table(self, table: Table) -> None:
        """Write a table and leave a narrow row below it."""
        if self._widths != table.widths:
            self._set_widths(table.widths)
        self._flush()
        self._tables += 1
        heights = row_heights(table, table.widths)
        tops = self._lay_out(table.rows, heights)
        for at, (row, columns) in enumerate(
            zip(table.rows, placed_columns(table.rows), strict=True)
        ):
            for cell, column in zip(row.cells, columns, strict=True):
                area = Area(tops[at], column, tops[at + cell.rows] - 1, column + cell.span - 1)
                self._cell(cell, area, tops, band=row.band)
        if table.head_rows and self._tables == 1:
            self.sheet.repeat_rows(self.row, tops[table.head_rows] - 1)
            self.sheet.freeze_panes(tops[table.head_rows], 0)
        self.row = tops[-1]
        if self._layout is Layout.CARDS or self._tables:
            self.sheet.set_row(self.row, 8)
            self.row += 1

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
        if self._layout is Layout.CARDS:
            self.sheet.set_print_scale(max(10, int(self._scale * 100)))
        else:
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

    def _cell(self, cell: Cell, area: Area, tops: Sequence[int], *, band: bool) -> None:
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


def formula_text(formula: Formula, tops: Sequence[int]) -> str:
    """Return a formula in Excel's words; the table's rows begin at `tops`."""
    names = [f"{_letters(column)}{tops[row] + 1}" for row, column in formula.cells]
    match formula.name:
        case "sum":
            return f"=SUM({_together(names)})"
        case "share":
            return f"=IF({names[1]}=0,0,{names[0]}/{names[1]})"
        case "count":
            return f'=COUNTIF({names[0]}:{names[-1]},"{formula.sign}")'


def _together(names: Sequence[str]) -> str:
    """Return names as arguments."""
    return ",".join(names)


def _letters(column: int) -> str:
    """Return the letters of a column."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
