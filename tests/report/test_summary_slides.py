"""A summary as slides: a cover, a slide for each heading, charts beside what they show."""

import io
from itertools import pairwise
from typing import Any

from lxml import html
from msgspec.structs import replace
from pptx import Presentation
from pptx.util import Pt

from hakaru.report import registry
from hakaru.report.charts import ChartKind, Series, SeriesRole
from hakaru.report.slides.dividing import slides_of
from hakaru.report.slides.tables import EMU_POINT, fitting_points
from hakaru.report.svg import svg_of
from hakaru.report.tables.model import Part, Role, Table, Text
from hakaru.report.tables.wanted import Wanted
from report import making
from report.made_reports import CHART, pptx_of, report, table
from report.making import ledger

LEAST = Pt(9)


def opened(kind: str) -> Any:  # noqa: ANN401 - a presentation of python-pptx
    """Return a report of the small plan as slides, opened again."""
    out = io.BytesIO()
    registry.write(registry.build(kind, ledger(), Wanted()), "pptx", out)
    return Presentation(io.BytesIO(out.getvalue()))


def titles(file: Any) -> list[str]:  # noqa: ANN401 - the same
    """Return the titles of the slides."""
    return [slide.shapes.title.text for slide in file.slides]


def test_a_summary_is_a_cover_and_a_slide_for_each_heading() -> None:
    """The ratio, the sections, what turned and what was missed; charts are native and described."""
    file = opened("summary")
    assert titles(file)[:3] == [
        "みなと連携中枢都市圏 令和7年度 評価のまとめ", "達成割合", "区分別の評価",
    ]  # fmt: skip
    ratio, sections = file.slides[1], file.slides[2]
    for slide in (ratio, sections):
        kinds = {"chart" for one in slide.shapes if one.has_chart}
        kinds |= {"table" for one in slide.shapes if one.has_table}
        assert kinds == {"chart", "table"}
    charts = [one for slide in file.slides for one in slide.shapes if one.has_chart]
    assert all(one.element.nvGraphicFramePr.cNvPr.get("descr") for one in charts)
    told = "\n".join(s.text_frame.text for s in ratio.shapes if s.has_text_frame)
    assert "50.0%" in told
    assert "評価凡例（確定した事業）" in told


def test_changes_can_be_shown_too() -> None:
    """Every kind of change has its slide."""
    assert any(title.startswith("目標の変更") for title in titles(opened("changes")))


def test_nothing_stands_over_the_edge_and_type_can_be_read() -> None:
    """Every shape is on the slide, none over another, and no type is smaller than 9 points."""
    file = opened("summary")
    for slide in file.slides:
        shapes = [s for s in slide.shapes if not s.is_placeholder]
        for shape in shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= file.slide_width
            assert shape.top + shape.height <= file.slide_height
        below = sorted(shapes, key=lambda shape: (shape.top, shape.left))
        for upper, lower in pairwise(below):
            beside = (
                upper.left + upper.width <= lower.left or lower.left + lower.width <= upper.left
            )
            assert beside or upper.top + upper.height <= lower.top
        sizes = [
            run.font.size
            for shape in shapes
            if shape.has_table
            for row in shape.table.rows
            for cell in row.cells
            for paragraph in cell.text_frame.paragraphs
            for run in paragraph.runs
        ]
        assert all(size >= LEAST for size in sizes)


def test_a_long_table_goes_on_under_its_headings() -> None:
    """Further slides have the same title, marked, and the same heading row."""
    rows = [[f"事業{n}", f"{n}件"] for n in range(60)]
    made = report(
        [Text(Role.TITLE, "表"), Text(Role.HEADING, "一覧"), table(["事業", "値"], *rows)]
    )
    file = Presentation(io.BytesIO(pptx_of(made)))
    slides = list(file.slides)[1:]
    assert len(slides) > 1
    assert titles(file)[1:3] == ["一覧", "一覧（続き）"]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert all(one.cell(0, 0).text == "事業" for one in tables)
    names = [one.cell(at, 0).text for one in tables for at in range(1, len(one.rows))]
    assert names == [row[0] for row in rows]
    counts = [len(one.rows) for one in tables]
    assert max(counts) - min(counts) <= len(counts)


def test_a_chart_joins_what_it_belongs_to_and_empty_lists_take_no_slide() -> None:
    """A chart stands on the slide of its table; a list of nothing is a line of the slide before."""
    nothing = Table(caption="新規", widths=(5.0, 5.0), rows=(*table(["a", "b"]).rows,), head_rows=1)
    empty = replace(nothing, rows=(*nothing.rows, *table(["-"], head_rows=0).rows))
    spanning = replace(empty.rows[1].cells[0], text="該当なし", span=2)
    empty = replace(empty, rows=(empty.rows[0], replace(empty.rows[1], cells=(spanning,))))
    blocks = (
        Text(Role.HEADING, "推移"), table(["年", "値"], ["2024", "1"], caption="年別"),
        Text(Role.HEADING, "新規"), empty, replace(CHART, beside="年別"),
    )  # fmt: skip
    (slide,) = slides_of(report(), [Part(blocks=blocks)])
    kinds = [type(block).__name__ for block in slide.blocks]
    assert kinds == ["Text", "Table", "Chart", "Text", "Text"]
    assert [b.text for b in slide.blocks if isinstance(b, Text)] == ["推移", "新規", "該当なし"]


def test_areas_are_told_apart_without_colour() -> None:
    """In a drawing and on a slide what is expected has strokes, what is final has none."""
    roles = (SeriesRole.MET, SeriesRole.MET_EXPECTED, SeriesRole.MISSED)
    series = tuple(Series(role.value, CHART.series[0].values, role) for role in roles)
    made = replace(CHART, kind=ChartKind.STACKED, series=series)
    drawing = html.fragment_fromstring(svg_of(made))
    patterns = {one.get("id") for one in drawing.iter("pattern")}
    assert len(patterns) == len(roles) - 1
    fills = {one.get("fill") for one in drawing.iter("rect")}
    assert {f"url(#{name})" for name in patterns} <= fills
    file = Presentation(io.BytesIO(pptx_of(report([Text(Role.HEADING, "a"), made]))))
    (chart,) = (shape.chart for shape in file.slides[0].shapes if shape.has_chart)
    plain, *patterned = (one.format.fill.type for one in chart.plots[0].series)
    assert str(plain).startswith("SOLID")
    assert {str(one).split(" ")[0] for one in patterned} == {"PATTERNED"}


def test_what_a_slide_has_no_room_for_is_counted() -> None:
    """Six indicators and four activities of a project, and how many more there are."""
    many = tuple(
        replace(making.indicator(2, "", f"指標{at}", "回"), id=f"{making.PLAN}/02/{at}")
        for at in range(9)
    )
    done = replace(ledger().activities[0], text="\n".join(f"・取組{at}" for at in range(6)))
    of = replace(ledger(), indicators=many, targets=(), actuals=(), activities=(done,))
    made = making.report("slides", Wanted(projects=("2",), fiscal_year=2025), of=of)
    assert making.tables(made)[-1][-1][0] == "ほか3件"
    assert making.lines(made)[-1] == "ほか2件"


def test_only_the_whole_plan_agrees_with_the_ratio_that_was_published() -> None:
    """The ratio of a part is not compared with it."""
    one = replace(making.indicator(1, "", "評価指標の達成割合", "%"), id=f"{making.PLAN}/01/ratio")
    stated = making.actual(one, 2025, "50.0%", None)
    of = replace(
        ledger(),
        indicators=(*ledger().indicators, one),
        actuals=(*ledger().actuals, stated),
    )
    whole = [
        line
        for line in making.lines(making.report("summary", of=of))
        if line.startswith("公表された")
    ]
    assert len(whole) == 1
    part = making.lines(making.report("summary", Wanted(sections=("1",)), of=of))
    assert not [line for line in part if line.startswith("公表された")]


def test_no_heading_is_broken_inside_a_word() -> None:
    """A bold word is wider than a plain one: the type is small enough for it."""
    made = table(["Achievement"], ["1"], widths=(3.0,))
    wide = replace(made, widths=(3.0, 30.0))
    points = fitting_points(wide, 720 * EMU_POINT)
    room = 720 * 3.0 / 33.0 - 9
    assert len("Achievement") * 0.63 * points <= room
