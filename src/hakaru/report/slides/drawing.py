"""Native charts of a slide, with the workbook behind them that PowerPoint opens for editing."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.util import Pt

from hakaru.report import look
from hakaru.report.chart_book import chart_book
from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole
from hakaru.report.slides.deck import Box

_TYPES = {
    ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    ChartKind.COLUMN: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.STACKED: XL_CHART_TYPE.BAR_STACKED,
}
# Told apart without colour as well: by dash and mark.
_DASHES = {SeriesRole.TARGET: MSO_LINE.DASH, SeriesRole.BASELINE: MSO_LINE.ROUND_DOT}
_MARKS = {
    SeriesRole.TARGET: XL_MARKER_STYLE.SQUARE,
    SeriesRole.BASELINE: XL_MARKER_STYLE.TRIANGLE,
    SeriesRole.FORECAST: XL_MARKER_STYLE.DIAMOND,
}
_PATTERNS = {
    look.Pattern.RISING: MSO_PATTERN.LIGHT_UPWARD_DIAGONAL,
    look.Pattern.FALLING: MSO_PATTERN.LIGHT_DOWNWARD_DIAGONAL,
    look.Pattern.DOTS: MSO_PATTERN.PERCENT_10,
    look.Pattern.GRID: MSO_PATTERN.LARGE_GRID,
}
_UNLABELLED = frozenset({SeriesRole.BASELINE})
_POINTS = 12


def add_chart(slide: Any, chart: Chart, box: Box) -> None:
    """Put a chart on a slide; its description is its alternative text."""
    data = CategoryChartData(number_format="General")
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, [None if v is None else float(v) for v in series.values])
    frame = slide.shapes.add_chart(_TYPES[chart.kind], *box, data)
    named = frame._element.nvGraphicFramePr.cNvPr
    named.set("descr", chart.description or chart.title)
    named.set("title", chart.title)
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(chart_book(chart))
    _set_frame(drawn, chart)
    for plotted, series in zip(drawn.plots[0].series, chart.series, strict=True):
        _set_series(plotted, series, chart.kind)


def _set_frame(drawn: Any, chart: Chart) -> None:
    """Set title, legend, axes."""
    drawn.font.size = Pt(_POINTS)
    drawn.font.color.rgb = RGBColor.from_string(look.INK)
    drawn.has_title = True
    unit = f"({chart.unit})" if chart.unit else ""
    title = drawn.chart_title.text_frame
    title.text = f"{chart.title} {unit}".strip()
    title.paragraphs[0].runs[0].font.size = Pt(_POINTS + 2)
    title.paragraphs[0].runs[0].font.bold = True
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    axis = drawn.value_axis
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("D5DBE1")
    axis.format.line.fill.background()
    axis.tick_labels.number_format = "#,##0.##;-#,##0.##"
    axis.tick_labels.number_format_is_linked = False
    values = [value for series in chart.series for value in series.values if value is not None]
    if values and min(values) >= 0:
        axis.minimum_scale = 0
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind is ChartKind.STACKED:
        drawn.category_axis.reverse_order = True
        axis.visible = False
        axis.has_major_gridlines = False
    if chart.kind is not ChartKind.LINE:
        drawn.plots[0].gap_width = 60


def _fill(fill: Any, role: SeriesRole) -> None:
    """Fill an area with its colour, and strokes or dots where it has any."""
    colour = RGBColor.from_string(look.SERIES_FILL[role])
    if role not in look.SERIES_PATTERN:
        fill.solid()
        fill.fore_color.rgb = colour
        return
    fill.patterned()
    fill.pattern = _PATTERNS[look.SERIES_PATTERN[role]]
    fill.fore_color.rgb = RGBColor.from_string(look.SERIES_COLOUR[role])
    fill.back_color.rgb = colour


def _set_series(plotted: Any, series: Series, kind: ChartKind) -> None:
    """Set colour, line, mark and labels of a series."""
    colour = RGBColor.from_string(look.SERIES_COLOUR[series.role])
    if kind is ChartKind.LINE:
        plotted.smooth = False
        plotted.format.line.color.rgb = colour
        plotted.format.line.width = Pt(2.25)
        plotted.format.line.dash_style = _DASHES.get(series.role, MSO_LINE.SOLID)
        plotted.marker.style = _MARKS.get(series.role, XL_MARKER_STYLE.CIRCLE)
        plotted.marker.size = 8
        plotted.marker.format.fill.solid()
        plotted.marker.format.fill.fore_color.rgb = colour
        plotted.marker.format.line.color.rgb = colour
    else:
        _fill(plotted.format.fill, series.role)
        plotted.format.line.color.rgb = colour
        plotted.format.line.width = Pt(0.75)
    if series.role in _UNLABELLED:
        return
    if series.role is SeriesRole.TARGET and kind is ChartKind.LINE:
        _label_last(plotted, series)
        return
    labels = plotted.data_labels
    labels.show_value = True
    # A stacked part of nothing shows nothing.
    labels.number_format = "#,##0.##;-#,##0.##;" if kind is ChartKind.STACKED else "#,##0.##"
    labels.number_format_is_linked = False
    labels.font.size = Pt(_POINTS - 1)
    if kind is ChartKind.LINE:
        labels.position = XL_LABEL_POSITION.ABOVE


def _label_last(plotted: Any, series: Series) -> None:
    """Say the last value of a target alone: it is the same along most of its line."""
    last = max(at for at, value in enumerate(series.values) if value is not None)
    label = plotted.points[last].data_label
    label.position = XL_LABEL_POSITION.BELOW
    label.font.size = Pt(_POINTS - 1)
