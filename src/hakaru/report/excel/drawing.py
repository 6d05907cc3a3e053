"""Charts of a workbook: native ones, their numbers on a last sheet of their own."""

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from hakaru.report import look
from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole
from hakaru.report.excel.styles import Styles
from hakaru.report.tables.model import Cell
from hakaru.report.words import Language
from hakaru.report.words.reports import phrase

HEIGHT_ROWS = 16
WIDTH, HEIGHT = 720, 300
_TYPES = {
    ChartKind.LINE: {"type": "line"},
    ChartKind.COLUMN: {"type": "column"},
    ChartKind.STACKED: {"type": "bar", "subtype": "stacked"},
}


class ChartSheet:
    """Draws charts on other sheets; the sheet of numbers comes to be with the first chart."""

    def __init__(self, book: Workbook, styles: Styles, lang: Language) -> None:
        """Start without a sheet."""
        self._book = book
        self._styles = styles
        self._name = phrase("chart.numbers", lang)
        self._waiting: list[tuple[Chart, int]] = []
        self._row = 0

    def add(self, chart: Chart, sheet: Worksheet, row: int) -> int:
        """Put a chart on a sheet at a row; return the row below it."""
        top = self._row
        self._row += len(chart.series) + 3
        self._waiting.append((chart, top))
        drawn = self._book.add_chart(_TYPES[chart.kind])
        last = len(chart.categories)
        for at, series in enumerate(chart.series, 1):
            line = top + 1 + at
            drawn.add_series(
                {
                    "name": [self._name, line, 0],
                    "categories": [self._name, top + 1, 1, top + 1, last],
                    "values": [self._name, line, 1, line, last],
                }
                | _series_look(chart.kind, series)
            )
        drawn.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
        drawn.set_legend({"position": "bottom"})
        drawn.set_size({"width": WIDTH, "height": HEIGHT})
        axis = {"name": chart.unit} if chart.unit else {}
        drawn.set_y_axis(
            {"major_gridlines": {"visible": True, "line": {"color": "#D5DBE1"}}}
            | (axis if chart.kind is not ChartKind.STACKED else {"reverse": True})
        )
        drawn.show_blanks_as("gap")
        sheet.insert_chart(row, 0, drawn, {"description": chart.description or chart.title})
        return row + HEIGHT_ROWS

    def finish(self) -> None:
        """Write the numbers of all charts."""
        if not self._waiting:
            return
        sheet = self._book.add_worksheet(self._name)
        head = self._styles.of_cell(Cell(head="column"))
        label = self._styles.of_cell(Cell(head="row"))
        number = self._styles.of_cell(Cell(), number_format="#,##0.##########")
        sheet.set_column_pixels(0, 0, 220)
        for chart, top in self._waiting:
            sheet.write_string(top, 0, chart.title)
            for at, category in enumerate(chart.categories, 1):
                sheet.write_string(top + 1, at, category, head)
            for line, series in enumerate(chart.series, top + 2):
                sheet.write_string(line, 0, series.name, label)
                for at, value in enumerate(series.values, 1):
                    if value is not None:
                        sheet.write_number(line, at, float(value), number)


def _series_look(kind: ChartKind, series: Series) -> dict[str, object]:
    """Return colour, line and mark of a series; targets are dashed."""
    colour = f"#{look.SERIES_COLOUR[series.role]}"
    if kind is not ChartKind.LINE:
        return {"fill": {"color": colour}, "border": {"color": colour}, "gap": 60}
    dashed = series.role is SeriesRole.TARGET
    line = {"color": colour, "width": 1.75, "dash_type": "dash" if dashed else "solid"}
    mark = {"type": "none" if dashed else "circle", "size": 6, "fill": {"color": colour}}
    return {"line": line, "marker": mark, "data_labels": {} if dashed else {"value": True}}
