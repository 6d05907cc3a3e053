"""Native charts of a document: DrawingML with the numbers inside, to be edited in Word."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from hakaru.report import look
from hakaru.report.chart_book import SHEET
from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole, cramped
from hakaru.source import column_letters

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_EMU_TWIP = 635
# Of its width: how tall a chart is.
_TALL = 0.34
# Drawings of a template count from 1.
_FIRST_ID = 9000
_PATTERNS = {
    look.Pattern.RISING: "ltUpDiag",
    look.Pattern.FALLING: "ltDnDiag",
    look.Pattern.DOTS: "pct10",
    look.Pattern.GRID: "lgGrid",
}
_MARKS = {SeriesRole.FORECAST: "diamond", SeriesRole.BASELINE: "triangle"}


def chart_run(chart: Chart, number: int, width: int) -> str:
    """Return the run that shows a chart in a paragraph, `width` twips wide; `number` from 1."""
    across, down = width * _EMU_TWIP, int(width * _EMU_TWIP * _TALL)
    said = quoteattr(chart.description or chart.title)
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WP}"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{_FIRST_ID + number}" name="Chart {number}" descr={said} '
        f"title={quoteattr(chart.title)}/><wp:cNvGraphicFramePr/>"
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{relation_of(number)}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def relation_of(number: int) -> str:
    """Return the id by which the document knows a chart."""
    return f"rIdHakaruChart{number}"


def chart_part(chart: Chart) -> bytes:
    """Return the part of a chart; its workbook is its relation rId1."""
    line = chart.kind is ChartKind.LINE
    series = "".join(_series(chart, one, at) for at, one in enumerate(chart.series))
    several = len(chart.series) > 1
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if several else ""
    inner = (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
        '<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
        if line
        else _bars(chart, series)
    )
    unit = f" ({chart.unit})" if chart.unit else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}">'
        f'<c:roundedCorners val="0"/><c:chart>{_title(chart.title + unit)}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>{inner}{_axes(chart)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_NO_LINE}</c:spPr>{_type(800)}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


_FACE = f'<a:latin typeface="{look.FONT}"/><a:ea typeface="{look.FONT}"/>'
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _type(size: int, *, bold: bool = False) -> str:
    """Return type in hundredths of a point."""
    weight = f' b="{int(bold)}"'
    fill = f'<a:solidFill><a:srgbClr val="{look.INK}"/></a:solidFill>{_FACE}'
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}"{weight}>{fill}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="ja-JP"/></a:p></c:txPr>'
    )


def _title(text: str) -> str:
    """Return the title above a chart."""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1000" b="1"/></a:pPr>'
        f'<a:r><a:rPr lang="ja-JP" sz="1000" b="1">{_FACE}</a:rPr><a:t>{escape(text)}</a:t></a:r>'
        '</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _bars(chart: Chart, series: str) -> str:
    """Return columns, or bars whose parts follow each other."""
    stacked = chart.kind is ChartKind.STACKED
    return (
        f'<c:barChart><c:barDir val="{"bar" if stacked else "col"}"/>'
        f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/>{_OVERLAP if stacked else ""}'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


_OVERLAP = '<c:overlap val="100"/>'


def _axes(chart: Chart) -> str:
    """Return the axes: bars from the top down without a scale, as their numbers stand on them."""
    stacked = chart.kind is ChartKind.STACKED
    values = [v for series in chart.series for v in series.values if v is not None]
    least = '<c:min val="0"/>' if values and min(values) >= 0 else ""
    grid = (
        '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D5DBE1"/>'
        "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
    )
    return (
        '<c:catAx><c:axId val="1"/><c:scaling>'
        f'<c:orientation val="{"maxMin" if stacked else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if stacked else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{least}</c:scaling>'
        f'<c:delete val="{int(stacked)}"/><c:axPos val="{"b" if stacked else "l"}"/>'
        f'{"" if stacked else grid}<c:numFmt formatCode="#,##0.##" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
    )


def _series(chart: Chart, series: Series, at: int) -> str:
    """Return one series with its look, its labels and its numbers."""
    letter, last = column_letters(at + 1), len(chart.categories) + 1
    names = _cache("str", tuple(enumerate(chart.categories)))
    numbers = [(n, f"{value:f}") for n, value in enumerate(series.values) if value is not None]
    values = _cache("num", tuple(numbers), len(series.values))
    head = _cache("str", ((0, series.name),))
    is_line = chart.kind is ChartKind.LINE
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f>{head}</c:strRef></c:tx>"
        f"{_line(series.role) if is_line else _area(series.role)}{_labels(chart, series)}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{names}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f>{values}</c:numRef>"
        f"</c:val>{SMOOTH if is_line else ''}</c:ser>"
    )


SMOOTH = '<c:smooth val="0"/>'


def _cache(kind: str, points: tuple[tuple[int, str], ...], count: int = 0) -> str:
    """Return the texts or numbers that a chart keeps of its workbook."""
    return "".join(_cache_pieces(kind, points, count or len(points)))


def _cache_pieces(kind: str, points: tuple[tuple[int, str], ...], count: int) -> Iterator[str]:
    """Yield them piece by piece."""
    form = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    yield f'<c:{kind}Cache>{form}<c:ptCount val="{count}"/>'
    for at, text in points:
        yield f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>'
    yield f"</c:{kind}Cache>"


def _area(role: SeriesRole) -> str:
    """Return the look of columns and bars."""
    colour, fill = look.SERIES_COLOUR[role], look.SERIES_FILL[role]
    shown = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
    if role in look.SERIES_PATTERN:
        shown = (
            f'<a:pattFill prst="{_PATTERNS[look.SERIES_PATTERN[role]]}">'
            f'<a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{fill}"/></a:bgClr></a:pattFill>'
        )
    return (
        f'<c:spPr>{shown}<a:ln w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        '</a:ln></c:spPr><c:invertIfNegative val="0"/>'
    )


def _line(role: SeriesRole) -> str:
    """Return the look of a line; targets are dashed and have no marks."""
    fill = f'<a:solidFill><a:srgbClr val="{look.SERIES_COLOUR[role]}"/></a:solidFill>'
    is_target = role is SeriesRole.TARGET
    dash = '<a:prstDash val="dash"/>' if is_target else ""
    symbol = "none" if is_target else _MARKS.get(role, "circle")
    mark = "" if is_target else f'<c:size val="6"/><c:spPr>{fill}</c:spPr>'
    return (
        f'<c:spPr><a:ln w="22225">{fill}{dash}</a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{symbol}"/>{mark}</c:marker>'
    )


def _labels(chart: Chart, series: Series) -> str:
    """Return that every value but a target's is labelled; a stacked part of nothing is not."""
    shown = int(series.role is not SeriesRole.TARGET)
    form = "#,##0.##;-#,##0.##;" if chart.kind is ChartKind.STACKED else "#,##0.##"
    place = '<c:dLblPos val="t"/>' if chart.kind is ChartKind.LINE and shown else ""
    bare = "".join(
        f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in cramped(chart, series)
    )
    return (
        f'<c:dLbls>{bare}<c:numFmt formatCode="{form}" sourceLinked="0"/>{place}'
        f'<c:showLegendKey val="0"/><c:showVal val="{shown}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
