"""The walk through one grid: headings open sections, rows become entries by their layout."""

import math
from collections.abc import Callable, Sequence

from hakaru.read import kinds
from hakaru.read.grid import Cell, Grid, Row
from hakaru.read.layouts.catalogue import enter_catalogue_row
from hakaru.read.layouts.changes import enter_change_row
from hakaru.read.layouts.frame import Frame, is_page_number
from hakaru.read.layouts.history import enter_history_row
from hakaru.read.layouts.matrix import enter_matrix_row
from hakaru.read.layouts.vision import enter_vision_row, name_editions
from hakaru.read.tables.columns import Role
from hakaru.read.tables.cutting import Cut, Data, Line
from hakaru.read.tables.leading import HeadingLines
from hakaru.read.tables.lines import (
    contents_rows,
    frame_of,
    is_attachment,
    is_remark,
    unit_of_caption,
    unit_of_line,
)
from hakaru.read.tables.record import Record, is_total, record_of
from hakaru.read.tables.state import TableState
from hakaru.read.tables.table import Table
from hakaru.read.tables.titled import Titled

LAYOUTS: dict[str, Callable[[Record, TableState], None]] = {
    "matrix": enter_matrix_row,
    "catalogue": enter_catalogue_row,
    "vision": enter_vision_row,
    "changes": enter_change_row,
    "history": enter_history_row,
}


class GridWalk:
    """Walks the items of one grid in reading order."""

    def __init__(self, grid: Grid, cut: Cut, frame: Frame, state: TableState) -> None:
        """Find out what stands before, between and after the tables."""
        self.grid = grid
        self.cut = cut
        self.state = state
        self.subject = state.plan
        data = [at for at, item in enumerate(cut.items) if isinstance(item, Data)]
        self.first = data[0] if data else len(cut.items)
        self.last = data[-1] if data else -1
        self.captions: list[Line] = []
        self.note: tuple[tuple[str, int], Table | None] | None = None
        self.moved: set[tuple[int, int]] = set()
        self.after = True
        self.entered: set[Table] = set()
        header = self._header_row()
        own = frame_of(grid.rows, header)
        self.titles = [cell for cell in (frame.title_cell, own.title_cell) if cell is not None]
        self.fiscal_year = own.fiscal_year or frame.fiscal_year
        self.contents = contents_rows(grid.rows[:header])
        self.begins = grid.rows[header].number if header < len(grid.rows) else 0
        self.headings = HeadingLines(cut.items, self.begins)
        self._units_in_corners(grid.rows[:header])

    def _header_row(self) -> int:
        """Return the index of the first heading row of this grid's tables."""
        heads = {id(cell) for table in self.cut.tables if table.rows for cell in table.header}
        return next(
            (
                at
                for at, row in enumerate(self.grid.rows)
                if any(id(cell) in heads for cell in row.cells)
            ),
            len(self.grid.rows),
        )

    def _units_in_corners(self, rows: Sequence[Row]) -> None:
        """Take a unit that stands in one row with the title."""
        for row in rows:
            for cell in row.cells if len(row.cells) > 1 else ():
                unit = unit_of_line(cell.text)
                if unit is not None:
                    self.note = (unit, None)
                    self.state.draft.mapped(cell)

    def walk(self) -> None:
        """Take every line and row, then account for headings and rows that fitted nowhere."""
        draft = self.state.draft
        self.state.fiscal_year = self.fiscal_year
        draft.mapped(*(cell for cell in self.titles if self._is_own(cell)))
        for row in self.grid.rows:
            if row.number in self.contents:
                draft.kept(self.state.plan, *row.cells)
        titled = Titled(self.cut.pairs, self.state)
        for at, item in enumerate(self.cut.items):
            titled.take_above(item.row.number, line=isinstance(item, Line))
            if isinstance(item, Data):
                self._data(item)
            elif item.row.number not in self.contents and not draft.has_fate(item.cell):
                self._line(at, item)
        titled.take_above(math.inf)
        for table in self.cut.tables:
            draft.mapped(*(table.header if table.rows else ()))
        for row in self.cut.rules:
            draft.mapped(*row.cells)
        for row in self.cut.legends:
            draft.kept(self.state.plan, *row.cells)
        self._strays()

    def _is_own(self, cell: Cell) -> bool:
        """Tell whether a title stands in this grid."""
        return any(cell is own for row in self.grid.rows for own in row.cells)

    def _line(self, at: int, line: Line) -> None:
        """Take a line: a unit, a note, a heading; other lines are left."""
        draft, cell = self.state.draft, line.cell
        unit = unit_of_line(cell.text)
        behind = unit_of_caption(cell.text)
        if behind is not None:
            self.note = (behind, None)
        self.captions.append(line)
        if at > self.last and self._closes(at, line):
            self._heading(at, line)
        elif at > self.last:
            self.after = self.after and is_remark(cell.text)
            if self.after:
                draft.kept(self.subject, cell)
        elif unit is not None:
            self.note = (unit, None)
            draft.mapped(cell)
        elif is_attachment(cell.text) or is_page_number(cell.text):
            draft.kept(self.state.plan, cell)
        elif is_remark(cell.text):
            if at > self.first:
                draft.kept(self.state.section or self.state.plan, cell)
        else:
            self._heading(at, line)

    def _closes(self, at: int, line: Line) -> bool:
        """Tell whether a line below the last row is a section of the table without a row."""
        last = self.cut.items[self.last] if self.last >= 0 else line
        heading = self.headings.heading(at, line)
        open_now = {known.style for known, _ in self.state.outline.path}
        return (
            0 < line.row.table == last.row.table
            and not is_remark(line.cell.text)
            and heading is not None
            and heading.style in open_now
        )

    def _heading(self, at: int, line: Line) -> None:
        """Open the section of a heading; above the first table it waits for a row below it."""
        heading = self.headings.heading(at, line)
        if heading is None:
            return
        self.state.outline.line(heading, line.cell)
        if at > self.first or self.headings.is_inside(line):
            self.subject = self.state.section or self.state.plan

    def _data(self, data: Data) -> None:
        """Take a row of a table."""
        state, table = self.state, data.table
        state.order += 1
        if table not in self.entered:
            self.entered.add(table)
            state.outline.leave_columns()
            name_editions(table, self.captions, state)
        self.captions = []
        record = record_of(data, state.heads, self.fiscal_year, self._note_for(table))
        self._report_shift(data)
        if is_total(record):
            state.draft.kept(state.section or state.plan, *record.all_cells)
            return
        for column, cell in record.columns:
            if column.role is Role.SECTION:
                state.outline.column(column.column, cell)
        enter = LAYOUTS.get(table.layout)
        if enter is None:
            # An office's own meanings may leave nothing to measure or to tell.
            state.draft.kept(state.section or state.plan, *record.all_cells)
        else:
            enter(record, state)

    def _note_for(self, table: Table) -> tuple[str, int] | None:
        """Return the unit of a line above a table; it holds for that table alone."""
        if self.note is None:
            return None
        unit, owner = self.note
        if owner is None:
            self.note = (unit, table)
        return unit if owner in (None, table) else None

    def _report_shift(self, data: Data) -> None:
        """Say once for each stretch of rows that they stood one column off."""
        key = (id(data.table), data.row.table)
        if data.placed.shift and key not in self.moved:
            self.moved.add(key)
            place = data.row.cells[0].place
            self.state.draft.findings.append(
                kinds.MARKS_WITHOUT_HEADING.at(place, columns=data.placed.shift)
            )

    def _strays(self) -> None:
        """Keep rows inside a table that fit none of its columns; leave rows of other tables."""
        inside = {row.table for table in self.cut.tables for row, _ in table.rows}
        ends = max((row.number for table in self.cut.tables for row, _ in table.rows), default=0)
        for row in self.cut.strays:
            # What follows directly below the last row still belongs to it.
            ends = row.number if row.number == ends + 1 else ends
            if row.table in inside and self.begins < row.number <= ends:
                text = " | ".join(cell.text for cell in row.cells)
                self.state.draft.findings.append(
                    kinds.ROW_AMBIGUOUS.at(row.cells[0].place, project=self.state.plan, text=text)
                )
                self.state.draft.kept(self.state.plan, *row.cells)
