"""Slides: native tables and charts to be edited and read aloud, in a template of one's own."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from hakaru.errors import UsageError
from hakaru.report.charts import Chart, ChartKind, Series
from hakaru.report.tables.model import Cell, Layout, Part, Report, Role, Row, Table, Text
from hakaru.report.words import Language, sentence_for_error
from report.made_reports import CHART, band, pptx_of, report, table

COVER = Part(
    name="実施状況", blocks=(Text(Role.TITLE, "令和7年度 実施状況"), Text(Role.SUBTITLE, "12月末"))
)


def slides(*parts: Part, **fields: Any) -> Report:  # noqa: ANN401 - any field of a report
    """Return a report of a cover and more slides."""
    return report(COVER, *parts, layout=Layout.SLIDES, kind="slides", **fields)


def part(name: str, *blocks: Text | Table | Chart) -> Part:
    """Return a slide."""
    return Part(name=name, blocks=blocks)


def opened(made: Report, **options: Any) -> Any:  # noqa: ANN401 - a presentation of python-pptx
    """Return a report's slides, opened again."""
    return Presentation(io.BytesIO(pptx_of(made, **options)))


def texts(slide: Any) -> list[str]:  # noqa: ANN401 - a slide of python-pptx
    """Return the lines of a slide's boxes, title first."""
    frames = (shape.text_frame for shape in slide.shapes if shape.has_text_frame)
    found = [p.text for frame in frames for p in frame.paragraphs if p.text]
    return [text for text in found if text != "‹#›"]


def described(slide: Any) -> dict[str, str]:  # noqa: ANN401 - the same
    """Return the alternative text of each thing on a slide that is no text, by its kind."""
    found = {}
    for shape in slide.shapes:
        if shape.has_chart or shape.has_table:
            kind = "chart" if shape.has_chart else "table"
            found[kind] = shape.element.nvGraphicFramePr.cNvPr.get("descr")
    return found


def template(*, empty: bool = False) -> bytes:
    """Return an authority's own presentation with a slide in it."""
    file = Presentation()
    if empty:
        for layout in list(file.slide_layouts):
            if layout.name != "Blank":
                file.slide_layouts.remove(layout)
    else:
        file.slides.add_slide(file.slide_layouts[1]).shapes.title.text = "去年のスライド"
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def test_a_slide_for_each_part() -> None:
    """The cover has title and subtitle; every other slide has its part's name as title."""
    lines = (Text(Role.BULLET, "創業の促進：5,209人"), Text(Role.BODY, "昨年より増えた"))
    file = opened(slides(part("新たな達成", *lines)))
    cover, second = file.slides
    assert texts(cover) == ["令和7年度 実施状況", "12月末"]
    assert second.shapes.title.text == "新たな達成"
    assert texts(second)[1:3] == ["創業の促進：5,209人", "昨年より増えた"]


def test_tables_and_charts_are_native_and_described() -> None:
    """They can be edited in PowerPoint, and those who do not see them are told what they show."""
    file = opened(slides(part("創業", table(["年度", "実績"], ["2024", "90人"]), CHART)))
    slide = file.slides[1]
    assert described(slide) == {"chart": CHART.description, "table": "一覧"}
    (chart,) = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert list(chart.plots[0].categories) == ["2024", "2025"]
    assert [tuple(series.values) for series in chart.series] == [(90.0, 120.5), (100.0, None)]
    (shown,) = [shape.table for shape in slide.shapes if shape.has_table]
    assert [[cell.text for cell in row.cells] for row in shown.rows] == [
        ["年度", "実績"],
        ["2024", "90人"],
    ]
    assert shown.first_row


@pytest.mark.parametrize("kind", ChartKind)
def test_every_kind_of_chart(kind: ChartKind) -> None:
    """Lines, columns and stacked bars are charts of PowerPoint's own."""
    chart = Chart(title="達成", kind=kind, categories=CHART.categories, series=CHART.series)
    (slide,) = list(opened(slides(part("達成", chart))).slides)[1:]
    assert described(slide) == {"chart": "達成"}


def test_a_name_is_never_a_formula() -> None:
    """The workbook behind a chart holds names as texts, whatever they begin with."""
    nasty = "=HYPERLINK(1)"
    chart = Chart(
        title=nasty,
        kind=ChartKind.COLUMN,
        categories=(nasty, "+1"),
        series=(Series(nasty, CHART.series[0].values),),
    )
    with zipfile.ZipFile(io.BytesIO(pptx_of(slides(part("図", chart))))) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".xlsx")]
        book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
    cells = [cell for row in book["Sheet1"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert cells[0].value == nasty


def test_a_long_table_goes_on_under_its_headings() -> None:
    """Rows that do not fit stand on further slides, in order, none lost, under the same heads."""
    rows = [[f"事業{n}", "説明が長く続く。" * 6] for n in range(60)]
    file = opened(slides(part("一覧", table(["事業名", "概要"], *rows))))
    shown = [
        [[cell.text for cell in row.cells] for row in shape.table.rows]
        for slide in file.slides
        for shape in slide.shapes
        if shape.has_table
    ]
    assert len(shown) > 2
    assert all(one[0] == ["事業名", "概要"] for one in shown)
    assert [row for one in shown for row in one[1:]] == rows
    assert file.slides[2].shapes.title.text == "一覧（続き）"


def test_a_merged_cell_and_a_band_stay_whole() -> None:
    """Where a table is cut, no cell is cut through and no band is left alone."""
    rows = [Row((Cell("名", head="column"), Cell("値", head="column")))]
    for n in range(30):
        rows += [
            band(f"区分{n}", 2),
            Row((Cell(f"事業{n}", rows=2), Cell("①1"))),
            Row((Cell("②2"),)),
        ]
    made = Table(caption="一覧", widths=(10.0, 10.0), rows=tuple(rows), head_rows=1)
    for slide in list(opened(slides(part("一覧", made))).slides)[1:]:
        (shown,) = [shape.table for shape in slide.shapes if shape.has_table]
        assert shown.cell(1, 0).text.startswith("区分")
        assert shown.cell(len(shown.rows) - 1, 1).text == "②2"


def test_many_lines_go_on_to_further_slides() -> None:
    """Bullets that do not fit are not cut off."""
    lines = [f"{n}番目の取組について説明する文" * 3 for n in range(40)]
    file = opened(slides(part("取組", *(Text(Role.BULLET, line) for line in lines))))
    shown = [line for slide in list(file.slides)[1:] for line in texts(slide)]
    assert [line for line in shown if line in lines] == lines


def test_everything_stands_on_the_slide() -> None:
    """Nothing reaches over the edge: text beside a chart, a table above both, a note below."""
    blocks = (
        table(["指標", "実績"], *[[f"指標{n}", "1人"] for n in range(5)]),
        CHART,
        Text(Role.BULLET, "説明" * 60),
        Text(Role.NOTE, "※ 速報値"),
    )
    file = opened(slides(part("創業", *blocks)))
    for slide in file.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= file.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= file.slide_height


def test_language_title_and_day() -> None:
    """The file says what it is, and every text in which language it is."""
    file = opened(slides(part("達成", Text(Role.BODY, "本文")), lang=Language.EN))
    about = file.core_properties
    assert (about.title, about.language, about.author) == ("川霧圏域 評価のまとめ", "en", "")
    assert about.created.date().isoformat() == "2025-12-31"
    runs = list(file.slides[1].element.iter("{*}rPr"))
    assert runs
    assert {run.get("lang") for run in runs} == {"en-US"}


def test_underlined_members_stay_underlined() -> None:
    """Pieces of a text keep their line below."""
    text = Text(Role.BODY, "小樽市が参加", underlined=((0, 3),))
    slide = opened(slides(part("参加", text))).slides[1]
    runs = [
        run
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert [run.text for run in runs if run.font.underline] == ["小樽市"]


def test_an_authoritys_own_template() -> None:
    """Its layouts and size are used; its old slides are gone."""
    file = opened(slides(part("達成", CHART)), own_template=template())
    assert file.slide_width == Inches(10)
    assert [slide.shapes.title.text for slide in file.slides] == ["令和7年度 実施状況", "達成"]
    assert file.slides[0].slide_layout.name == "Title Slide"
    assert file.slides[1].slide_layout.name == "Title Only"
    with zipfile.ZipFile(io.BytesIO(pptx_of(slides(), own_template=template()))) as archive:
        assert not any("去年".encode() in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"no presentation", "PowerPoint"), (template(empty=True), "レイアウト")],
)
def test_a_template_that_cannot_be_used(data: bytes, said: str) -> None:
    """A file of another kind, or a master without titles, is refused in one line."""
    with pytest.raises(UsageError) as caught:
        pptx_of(slides(), own_template=data)
    assert said in sentence_for_error(caught.value, Language.JA)


def test_no_time_is_kept_in_the_file() -> None:
    """The same report gives the same bytes: neither parts nor embedded workbooks have a clock."""
    made = pptx_of(slides(part("達成", CHART)))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        (name,) = [name for name in archive.namelist() if name.endswith(".xlsx")]
        inner = zipfile.ZipFile(io.BytesIO(archive.read(name)))
    assert b"2000-01-01T00:00:00Z" in inner.read("docProps/core.xml")
    assert {info.date_time[0] for info in inner.infolist()} == {1980}
    assert made == pptx_of(slides(part("達成", CHART)))
