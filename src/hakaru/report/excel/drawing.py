"""Charts of a workbook: native ones, their numbers on a last sheet of their own."""

from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as ChartOfBook
from xlsxwriter.worksheet import Worksheet

from hakaru.report import look
from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole, cramped
from hakaru.report.excel.heights import LINE, PADDING
from hakaru.report.excel.styles import Styles
from hakaru.report.measuring import columns
from hakaru.report.tables.model import Align, Cell, Role
from hakaru.report.words import Language
from hakaru.report.words.reports import phrase

# In pixels; a row of the sheet is 20.
HEIGHT = 195
ROW, ROWS = 20, 10
# Columns of the numbers in pixels, and how many half-width letters one has room for.
_NAMES, _NUMBERS = 260, 120
_LETTERS = 18
_PATTERNS = {
    look.Pattern.RISING: "light_upward_diagonal",
    look.Pattern.FALLING: "light_downward_diagonal",
    look.Pattern.DOTS: "percent_10",
    look.Pattern.GRID: "large_grid",
}
_MARKS = {SeriesRole.FORECAST: "diamond", SeriesRole.BASELINE: "triangle"}
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

    def add(self, chart: Chart, sheet: Worksheet, at: tuple[int, int], width: int) -> None:
        """Put a chart on a sheet: `at` is the row, and how many pixels from the left."""
        top = self._row
        self._row += len(chart.series) + 3
        self._waiting.append((chart, top))
        drawn = self._book.add_chart(_TYPES[chart.kind])
        last = len(chart.categories)
        for number, series in enumerate(chart.series, 1):
            line = top + 1 + number
            drawn.add_series(
                {
                    "name": [self._name, line, 0],
                    "categories": [self._name, top + 1, 1, top + 1, last],
                    "values": [self._name, line, 1, line, last],
                }
                | _series_look(chart, series)
            )
        drawn.set_title({"name": chart.title, "name_font": {"size": 11}, "overlay": False})
        drawn.set_legend({"none": True} if len(chart.series) == 1 else {"position": "bottom"})
        drawn.set_size({"width": width - 10, "height": HEIGHT})
        _set_axes(drawn, chart)
        drawn.show_blanks_as("gap")
        place = {"x_offset": at[1], "description": chart.description or chart.title}
        sheet.insert_chart(at[0], 0, drawn, place)

    def finish(self) -> None:
        """Write the numbers of all charts."""
        if not self._waiting:
            return
        sheet = self._book.add_worksheet(self._name)
        head = self._styles.of_cell(Cell(head="column", align=Align.CENTRE))
        label = self._styles.of_cell(Cell(head="row"))
        number = self._styles.of_cell(Cell(align=Align.RIGHT), number_format="#,##0.##########")
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&8&P")
        sheet.hide_gridlines(2)
        widest = max(len(chart.categories) for chart, _ in self._waiting)
        sheet.set_column_pixels(0, 0, _NAMES)
        sheet.set_column_pixels(1, widest, _NUMBERS)
        title = self._styles.of_text(Role.HEADING)
        for chart, top in self._waiting:
            sheet.write_string(top, 0, chart.title, title)
            longest = max(map(columns, chart.categories), default=1)
            sheet.set_row(top + 1, PADDING + LINE * ceil(longest / _LETTERS))
            for at, category in enumerate(chart.categories, 1):
                sheet.write_string(top + 1, at, category, head)
            for line, series in enumerate(chart.series, top + 2):
                sheet.write_string(line, 0, series.name, label)
                for at, value in enumerate(series.values, 1):
                    if value is not None:
                        sheet.write_number(line, at, float(value), number)


def _set_axes(drawn: ChartOfBook, chart: Chart) -> None:
    """Set the axes: bars from the top down without a scale, as their numbers stand on them."""
    grid = {"visible": True, "line": {"color": "#D5DBE1"}}
    if chart.kind is ChartKind.STACKED:
        # Of bars the axis of categories is the upright one.
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        return
    # Below the lowest value, not across the lines where values are negative.
    drawn.set_x_axis({"label_position": "low"})
    axis: dict[str, object] = {
        "major_gridlines": grid,
        "name": chart.unit,
        "num_format": "#,##0.##",
    }
    if all(value >= 0 for series in chart.series for value in series.values if value is not None):
        axis["min"] = 0
    drawn.set_y_axis(axis)


def _area(role: SeriesRole) -> dict[str, object]:
    """Return what the areas of a series are filled with."""
    fill = f"#{look.SERIES_FILL[role]}"
    if role not in look.SERIES_PATTERN:
        return {"fill": {"color": fill}}
    strokes = f"#{look.SERIES_COLOUR[role]}"
    name = _PATTERNS[look.SERIES_PATTERN[role]]
    return {"pattern": {"pattern": name, "fg_color": strokes, "bg_color": fill}}


def _series_look(chart: Chart, series: Series) -> dict[str, object]:
    """Return colour, line and mark of a series; targets are dashed."""
    colour = f"#{look.SERIES_COLOUR[series.role]}"
    if chart.kind is not ChartKind.LINE:
        labels: dict[str, object] = {"value": True, "num_format": "#,##0.##;-#,##0.##;;"}
        narrow = cramped(chart, series)
        if narrow:
            labels["custom"] = [
                {"delete": True} if at in narrow else None for at in range(len(series.values))
            ]
        edge = {"color": colour, "width": 0.75}
        return {"data_labels": labels, "gap": 60, "border": edge} | _area(series.role)
    dashed = series.role is SeriesRole.TARGET
    line = {"color": colour, "width": 1.75, "dash_type": "dash" if dashed else "solid"}
    shape = "none" if dashed else _MARKS.get(series.role, "circle")
    mark = {"type": shape, "size": 6, "fill": {"color": colour}, "border": {"color": colour}}
    labels = {} if dashed else {"value": True, "position": "above", "num_format": "#,##0.##"}
    return {"line": line, "marker": mark, "data_labels": labels}
