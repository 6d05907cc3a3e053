"""Blocks of a report as WordprocessingML, one string for each."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from hakaru.report import look
from hakaru.report.charts import Chart
from hakaru.report.tables.model import Align, Cell, Role, Row, Table, Text
from hakaru.report.word.charts import chart_run

_ALIGN = {
    Align.LEFT: "",
    Align.CENTRE: '<w:jc w:val="center"/>',
    Align.RIGHT: '<w:jc w:val="right"/>',
}
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
TABLE_END = "</w:tbl>"
_LINE_TWIPS = 280
# A little less than half, so that two charts stand in one line.
_BESIDE = 0.98
_TWIPS_POINT, _CELL_MARGIN = 20, 3
# Half points of type: as it is from here on, and never smaller than that.
_FITS, _LEAST = 15.5, 12
CELL_STYLE, TABLE_STYLE = "Hakaru Cell", "Hakaru Table"
STYLE_OF_ROLE = {
    Role.TITLE: "Title",
    Role.SUBTITLE: "Subtitle",
    Role.LEGEND: "Hakaru Legend",
    Role.BODY: "Normal",
    Role.BULLET: "List Bullet",
    Role.FIGURE: "Hakaru Figure",
    Role.NOTE: "Hakaru Note",
}


class Markup:
    """Writes blocks with the style ids of one document; `width` of the text area in twips."""

    def __init__(self, style_ids: dict[str, str], width: int) -> None:
        """Keep what the document gives."""
        self._ids = style_ids
        self._width = width
        # Of the table that is being written, in half points; 0 is the size of its style.
        self._size = 0
        # The charts shown so far, in order.
        self.charts: list[Chart] = []

    def text(self, text: Text) -> str:
        """Return a line as a paragraph."""
        name = STYLE_OF_ROLE.get(text.role) or f"heading {min(text.level, 3)}"
        return self._paragraph(name, text.runs())

    def _paragraph(
        self,
        style: str,
        runs: Iterable[tuple[str, bool]],
        *,
        more: str = "",
        strong: bool = False,
        size: int = 0,
    ) -> str:
        """Return a paragraph of runs."""
        inner = "".join(
            _run(text, underlined=line, strong=strong, size=size) for text, line in runs
        )
        properties = f'<w:pStyle w:val="{self._ids[style]}"/>{more}'
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"

    def gap(self, *, last: bool = False) -> str:
        """Return the paragraph that parts a table from the next.

        The `last` one has no height: where the table fills its page, no empty page follows.
        """
        return self._paragraph("Hakaru End" if last else "Hakaru Gap", ())

    def drawings(self, charts: Sequence[Chart]) -> str:
        """Return a paragraph with charts side by side, two at half the width of the page."""
        width = int(self._width / 2 * _BESIDE)
        runs = []
        for chart in charts:
            self.charts.append(chart)
            runs.append(chart_run(chart, len(self.charts), width))
        style = f'<w:pStyle w:val="{self._ids["Normal"]}"/>'
        return f"<w:p><w:pPr>{style}</w:pPr>{''.join(runs)}</w:p>"

    def table(self, table: Table) -> Iterator[str]:
        """Yield a table row by row; a gap or the end must follow."""
        widths = scaled(table.widths, self._width)
        self._size = _small_size(table, self._width)
        caption = quoteattr(" ".join(table.caption.split()))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._ids[TABLE_STYLE]}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblLook w:val="0000"/><w:tblCaption w:val={caption}/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        heads = table.head_rows or int(table.keep)
        reaching: dict[int, tuple[int, int]] = {}
        for at, row in enumerate(table.rows):
            # A band stays with what it names.
            together = (table.keep or row.band > 0) and at + 1 < len(table.rows)
            yield self._row(
                row, widths, reaching, is_head=at < heads, together=together or at < heads
            )
        yield TABLE_END

    def _row(
        self,
        row: Row,
        widths: Sequence[int],
        reaching: dict[int, tuple[int, int]],
        *,
        is_head: bool,
        together: bool,
    ) -> str:
        """Return a row; `reaching` has column -> (span, rows left) of cells that go on down."""
        cells = list(row.cells)
        made: list[str] = []
        column = 0
        while column < len(widths):
            span, left = reaching.get(column, (0, 0))
            if left:
                reaching[column] = (span, left - 1)
                room = sum(widths[column : column + span])
                made.append(self._cell(Cell(), room, span, going=True, together=together))
                column += span
                continue
            cell = cells.pop(0) if cells else Cell()
            room = sum(widths[column : column + cell.span])
            made.append(self._cell(cell, room, cell.span, band=row.band, together=together))
            if cell.rows > 1:
                reaching[column] = (cell.span, cell.rows - 1)
            column += cell.span
        head = "<w:tblHeader/>" if is_head else ""
        if row.room > 1:
            head = f'<w:trHeight w:val="{row.room * _LINE_TWIPS}" w:hRule="atLeast"/>{head}'
        return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(made)}</w:tr>"

    def _cell(
        self,
        cell: Cell,
        width: int,
        span: int,
        *,
        going: bool = False,
        band: int = 0,
        together: bool = False,
    ) -> str:
        """Return a cell; `going` is one that a cell above reaches down into."""
        properties = [f'<w:tcW w:w="{width}" w:type="dxa"/>']
        if span > 1:
            properties.append(f'<w:gridSpan w:val="{span}"/>')
        if going:
            properties.append("<w:vMerge/>")
        elif cell.rows > 1:
            properties.append('<w:vMerge w:val="restart"/>')
        fill = _fill(cell, band=band)
        if fill:
            properties.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')
        more = ("<w:keepNext/>" if together else "") + _ALIGN[cell.align]
        strong = cell.strong or band > 0 or cell.head == "column"
        inner = self._paragraph(CELL_STYLE, cell.runs(), more=more, strong=strong, size=self._size)
        return f"<w:tc><w:tcPr>{''.join(properties)}</w:tcPr>{inner}</w:tc>"


def scaled(widths: Sequence[float], room: int) -> list[int]:
    """Return widths in twips that fill the room exactly."""
    whole = sum(widths)
    edges = [round(room * sum(widths[:at]) / whole) for at in range(len(widths) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _fill(cell: Cell, *, band: int) -> str:
    """Return the colour behind a cell, nothing for white."""
    if band:
        return look.band_fill(band)
    if cell.filling:
        return look.FIELD_FILL
    if cell.head:
        return look.HEAD_FILL if cell.head == "column" else look.LABEL_FILL
    return look.TONE_FILL.get(cell.tone, "")


def _small_size(table: Table, width: int) -> int:
    """Return a smaller type, in half points, for a table too wide for the page; 0 for others.

    A template may be upright, or have wide margins.
    """
    room = width / _TWIPS_POINT - 2 * _CELL_MARGIN * len(table.widths)
    fitting = 2 * room / sum(table.widths)
    return 0 if fitting >= _FITS else max(int(fitting), _LEAST)


def _run(text: str, *, underlined: bool, strong: bool, size: int = 0) -> str:
    """Return a run of text; line breaks stay inside the paragraph. `size` is in half points."""
    properties = "<w:b/>" if strong else ""
    properties += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    properties += '<w:u w:val="single"/>' if underlined else ""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{head}{'<w:br/>'.join(lines)}</w:r>"
