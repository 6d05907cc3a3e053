"""Native tables of a slide, and how tall they come to be."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.util import Pt

from hakaru.report import look
from hakaru.report.measuring import columns, lines, longest_word, value_lines
from hakaru.report.placing import Placed, placed
from hakaru.report.slides.deck import Box
from hakaru.report.slides.texts import set_runs
from hakaru.report.tables.model import Align, Cell, Row, Table

EMU_POINT = 12700
_SIZES = (16.0, 14.0, 13.0, 12.0, 11.0)
_USUAL, _SMALLEST = 12.0, 8.0
_SHORT = 5
# Bold letters are a little wider.
_WIDER = 1.1
_SIDE, _ABOVE, LINE = 4.5, 3.0, 1.25
# Thin lines around every cell, no colours of its own.
_GRID_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"
_RULE = (
    '<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="6350">'
    '<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:{side}>'
)
_ALIGN = {Align.LEFT: PP_ALIGN.LEFT, Align.CENTRE: PP_ALIGN.CENTER, Align.RIGHT: PP_ALIGN.RIGHT}


def fitting_points(table: Table, width: int, height: int = 0) -> float:
    """Return the type of a table: the largest at which it fits a height, else a readable least."""
    widest = _widest(table, width)
    least = max(_SMALLEST, min(_USUAL, widest))
    for points in _SIZES:
        if least < points <= widest and sum(row_heights(table, width, points)) <= height:
            return points
    return least


def _widest(table: Table, width: int) -> float:
    """Return the largest type at which no word or number runs over the edge of its cell."""
    unit = width / EMU_POINT / sum(table.widths)
    rooms = [
        (sum(table.widths[one.column : one.column + one.span]) * unit - 2 * _SIDE)
        / max(_word_width(one.cell), _heading_width(one.cell), 1)
        for one in placed(table)
    ]
    return int(2 * min(rooms, default=_USUAL)) / 2


def _word_width(cell: Cell) -> float:
    """Return the width of the longest word, which no line can break."""
    return longest_word(cell.text) * (_WIDER if cell.head == "column" else 1)


def _heading_width(cell: Cell) -> float:
    """Return the width of a short heading, which is not to be broken; of others nothing."""
    if cell.head != "column":
        return 0
    short = (line for line in cell.text.split("\n") if len(line) <= _SHORT)
    return max((columns(line) / 2 * _WIDER for line in short), default=0)


def row_heights(table: Table, width: int, points: float) -> list[int]:
    """Return the height of each row, so that no text is cut."""
    unit = width / EMU_POINT / sum(table.widths)
    least = points * LINE + 2 * _ABOVE
    heights = [least] * len(table.rows)
    for one in placed(table):
        room = sum(table.widths[one.column : one.column + one.span]) * unit - 2 * _SIDE
        text = shown_text(one.cell, room / points)
        needed = lines(text, room / points) * points * LINE + 2 * _ABOVE
        last = one.row + one.rows
        heights[last - 1] += max(needed - sum(heights[one.row : last]), 0)
    return [int(height * EMU_POINT) for height in heights]


def shown_text(cell: Cell, room: float) -> str:
    """Return a cell's text; a value too long for its line goes on with its brackets below."""
    return value_lines(cell.text, room) if cell.numeric else cell.text


def cut(table: Table, rows: Sequence[Row]) -> Table:
    """Return a table of the same headings with other rows."""
    head = table.rows[: table.head_rows]
    return Table(
        caption=table.caption,
        widths=table.widths,
        rows=(*head, *rows),
        head_rows=table.head_rows,
    )


def add_table(slide: Any, table: Table, box: Box, points: float) -> None:
    """Put a table on a slide; its caption is its alternative text."""
    heights = row_heights(table, box.width, points)
    frame = slide.shapes.add_table(
        len(table.rows), len(table.widths), box.left, box.top, box.width, sum(heights)
    )
    named = frame._element.nvGraphicFramePr.cNvPr
    named.set("descr", table.caption)
    drawn = frame.table
    drawn._tbl.tblPr.find("{*}tableStyleId").text = _GRID_STYLE
    drawn.horz_banding = False
    drawn.first_row = table.head_rows > 0
    drawn.first_col = any(row.cells and row.cells[0].head == "row" for row in table.rows)
    whole = sum(table.widths)
    for column, width in zip(drawn.columns, table.widths, strict=True):
        column.width = int(box.width * width / whole)
    for row, height in zip(drawn.rows, heights, strict=True):
        row.height = height
    unit = box.width / EMU_POINT / whole
    for one in placed(table):
        room = sum(table.widths[one.column : one.column + one.span]) * unit - 2 * _SIDE
        shown = replace(one.cell, text=shown_text(one.cell, room / points))
        _set_cell(drawn, one._replace(cell=shown), points, table.rows[one.row].band)


def _set_cell(drawn: Any, one: Placed, points: float, band: int) -> None:
    """Fill one cell; lines have one distance in whatever face a desk has."""
    made, cell = drawn.cell(one.row, one.column), one.cell
    if one.span > 1 or one.rows > 1:
        made.merge(drawn.cell(one.row + one.rows - 1, one.column + one.span - 1))
    made.margin_left = made.margin_right = Pt(_SIDE)
    made.margin_top = made.margin_bottom = Pt(_ABOVE)
    made.vertical_anchor = MSO_ANCHOR.MIDDLE
    bold = bool(cell.strong or band or cell.head == "column")
    for paragraph in set_runs(made.text_frame, cell.runs(), points=points, bold=bold):
        paragraph.alignment = _ALIGN[cell.align]
        paragraph.line_spacing = Pt(points * LINE)
    fill = look.TONE_FILL.get(cell.tone)
    if band:
        fill = look.band_fill(band)
    elif cell.head:
        fill = look.HEAD_FILL if cell.head == "column" else look.LABEL_FILL
    if fill:
        made.fill.solid()
        made.fill.fore_color.rgb = RGBColor.from_string(fill)
    else:
        made.fill.background()
    _set_lines(made)


def _set_lines(made: Any) -> None:
    """Rule a cell with thin grey lines."""
    properties = made._tc.get_or_add_tcPr()
    for number, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        properties.insert(number, parse_xml(_RULE.format(side=side, colour=look.LINE)))
