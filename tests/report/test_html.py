"""Web pages: captions, scopes, words for symbols, drawings; a part for other sites."""

import re
from decimal import Decimal

from lxml import html
from msgspec.structs import replace

from hakaru.report.charts import Chart, ChartKind, Series, SeriesRole
from hakaru.report.svg import svg_of
from report.making import report, written


def test_a_page_has_scopes_and_captions() -> None:
    """Every table has a caption, every heading cell a scope, every symbol its words."""
    page = html.document_fromstring(written(report("matrix"), "html"))
    assert page.get("lang") == "ja"
    assert all(table.find("caption") is not None for table in page.iter("table"))
    assert all(cell.get("scope") for cell in page.iter("th"))
    read_as = {mark.get("aria-label") for mark in page.iter("span") if mark.get("role") == "img"}
    assert "達成済み" in read_as
    (head,) = page.iter("thead")
    assert len(head) == len(("years", "values"))


def test_a_table_is_not_squeezed_on_a_phone() -> None:
    """A card keeps the width its words need and is moved aside within its frame; paper has it."""
    data = written(report("cards"), "html").decode()
    page = html.document_fromstring(data)
    for table in page.iter("table"):
        least = re.fullmatch(r"min-width:(\d+)em", table.get("style", ""))
        assert least is not None
        assert int(least[1]) > 40  # full-width characters
        frame = table.getparent()
        assert frame is not None
        assert "wide" in frame.get("class", "")
    print_rules = data.split("@media print", 1)[1]
    assert "min-width:0!important" in print_rules


def test_a_page_can_be_put_into_another() -> None:
    """The fragment is a style sheet and one section; its rules touch nothing outside."""
    fragment = written(report("cards"), "html", fragment=True).decode()
    assert fragment.startswith("<style>")
    assert "<html" not in fragment
    rules = re.findall(r"(?m)^([^@{}]+)\{", fragment.split("</style>")[0].removeprefix("<style>"))
    assert all(".hakaru-report" in rule for rule in rules)


def test_a_chart_is_drawn_with_its_words_and_numbers() -> None:
    """A drawing has a title, a description and every value."""
    made = Chart(
        title="相談<件数>", kind=ChartKind.LINE, categories=("2024", "2025"), unit="件",
        series=(
            Series("実績値", (Decimal(130), Decimal("40.5")), SeriesRole.ACTUAL),
            Series("目標値", (Decimal(100), None), SeriesRole.TARGET),
        ),
    )  # fmt: skip
    for kind in ChartKind:
        drawing = html.fragment_fromstring(svg_of(replace(made, kind=kind)))
        assert drawing.find("title").text == "相談<件数>"
        assert drawing.get("role") == "img"
        assert {"130", "40.5"} <= {text.text for text in drawing.iter("text")}
