"""Word documents: real styles, headings that repeat, an authority's own template."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import docx
import openpyxl
import pytest
from docx.shared import Pt
from lxml import etree
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.report.charts import ChartKind, Series, SeriesRole
from hakaru.report.tables.model import Role, Text
from hakaru.report.word.styles import W
from report import made_reports, making
from report.made_reports import CHART, table
from report.making import report, written


def name_of(style: object) -> str:
    """Return the name of a style."""
    return str(getattr(style, "name", ""))


def test_word_has_real_styles_and_headings_that_repeat() -> None:
    """Headings are headings, heading rows are repeated, rows are not broken between pages."""
    document = docx.Document(io.BytesIO(written(report("cards"), "docx")))
    styles = {paragraph.text: name_of(paragraph.style) for paragraph in document.paragraphs}
    assert styles["1 地域経済のけん引"] == "Heading 1"
    assert styles[f"{making.PLAN} 令和7年度連携事業実績状況一覧"] == "Title"
    assert {name_of(table.style) for table in document.tables} == {"Hakaru Table"}
    row = document.tables[0].rows[0]._tr.xml  # noqa: SLF001 - python-docx does not name it
    assert "w:tblHeader" in row
    assert "w:cantSplit" in row
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def own_template(text: str = "") -> bytes:
    """Return an authority's template: its own style for headings, a word before the report."""
    document = docx.Document()
    document.styles["Heading 1"].font.name = "市の書体"
    document.add_paragraph("表紙")
    document.add_paragraph(text)
    document.add_paragraph("奥付")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "order"), [("{{report}}", ["表紙", "title", "奥付"]), ("", ["表紙", "奥付", "title"])]
)
def test_an_authoritys_own_template(text: str, order: list[str]) -> None:
    """Its styles and texts stay; the report stands where it says {{report}}, else at the end."""
    data = written(report("cards"), "docx", own_template=own_template(text))
    document = docx.Document(io.BytesIO(data))
    title = f"{making.PLAN} 令和7年度連携事業実績状況一覧"
    found = [p.text for p in document.paragraphs if p.text in ("表紙", "奥付", title)]
    assert [{title: "title"}.get(text, text) for text in found] == order
    assert document.styles["Heading 1"].font.name == "市の書体"
    assert name_of(document.tables[0].style) == "Hakaru Table"
    assert data == written(report("cards"), "docx", own_template=own_template(text))


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04 broken"])
def test_a_template_that_is_no_word_document(data: bytes) -> None:
    """It is refused in one line."""
    with pytest.raises(UsageError, match=r"template\.unreadable"):
        written(report("cards"), "docx", own_template=data)


def test_charts_can_be_edited_in_word() -> None:
    """A chart is Word's own: described, with its numbers in it and in the workbook behind it."""
    made = made_reports.report([Text(Role.TITLE, "まとめ"), CHART, replace(CHART, title="次")])
    data = written(made, "docx")
    document = docx.Document(io.BytesIO(data))
    first, second = document.inline_shapes
    assert first.height < first.width
    described = [one._inline.docPr.get("descr") for one in (first, second)]  # noqa: SLF001 - python-docx has no other way
    assert described == [CHART.description] * 2
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        types = archive.read("[Content_Types].xml").decode()
        assert types.count("drawingml.chart+xml") == len((first, second))
        chart = etree.fromstring(archive.read("hakaru/chart1.xml"))
        book = openpyxl.load_workbook(io.BytesIO(archive.read("hakaru/chart1.xlsx")))
    numbers = [one.text for one in chart.iterfind(".//{*}numCache/{*}pt/{*}v")]
    assert numbers == ["90", "120.5", "100"]
    assert [cell.value for cell in book["Sheet1"]["B"]] == ["実績値", 90, 120.5]
    dashed = [one.get("val") for one in chart.iter("{*}prstDash")]
    assert dashed == ["dash"]


def test_a_number_stands_on_a_part_of_a_bar_that_has_room_for_it() -> None:
    """Numbers of the narrowest parts would stand on each other; table and legend have them."""
    series = (
        Series("達成済み", (Decimal(29), Decimal(8)), SeriesRole.MET),
        Series("未達", (Decimal(1), Decimal(2)), SeriesRole.MISSED),
    )
    chart = replace(CHART, kind=ChartKind.STACKED, series=series)
    for suffix, part in (("docx", "hakaru/chart1.xml"), ("xlsx", "xl/charts/chart1.xml")):
        data = written(made_reports.report([chart]), suffix)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            drawn = etree.fromstring(archive.read(part))
        bare = [
            [label.get("val") for label in one.iterfind(".//{*}dLbl/{*}idx")]
            for one in drawn.iter("{*}ser")
        ]
        assert bare == [[], ["0"]]


def test_no_empty_page_follows_a_table() -> None:
    """The paragraph that must stand below the last table is next to nothing high."""
    made = made_reports.report([table(["No."], ["1"]), table(["No."], ["2"])])
    document = docx.Document(io.BytesIO(written(made, "docx")))
    names = [name_of(paragraph.style) for paragraph in document.paragraphs]
    assert names == ["Hakaru Gap", "Hakaru End"]
    height = document.styles["Hakaru End"].paragraph_format.line_spacing
    assert height == Pt(1)
    followed = written(made, "docx", own_template=own_template("{{report}}"))
    names = [name_of(one.style) for one in docx.Document(io.BytesIO(followed)).paragraphs]
    assert names == ["Normal", "Hakaru Gap", "Hakaru Gap", "Normal"]


def test_a_table_too_wide_for_an_upright_page_has_smaller_type() -> None:
    """No word is broken for want of room; a table that fits keeps the type of its style."""
    narrow = table(["No."], ["38"], widths=(3.5,))
    wide = replace(narrow, widths=(3.5, *(20.0,) * 4))
    for made, small in ((narrow, False), (wide, True)):
        data = written(made_reports.report([made]), "docx", own_template=template_upright())
        (found,) = docx.Document(io.BytesIO(data)).tables
        size = found.cell(1, 0).paragraphs[0].runs[0].font.size
        assert (size is not None) == small


def template_upright() -> bytes:
    """Return an upright template with wide margins."""
    document = docx.Document()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_card_stays_on_one_page_and_a_band_with_its_row() -> None:
    """Every row of a card is kept with the next, in merged cells too; so is a band of a matrix."""
    cards = docx.Document(io.BytesIO(written(report("cards"), "docx")))
    for one in cards.tables:
        kept = [all(_keeps(cell) for cell in row.findall(f"{{{W}}}tc")) for row in _rows(one)]
        assert kept == [True] * (len(kept) - 1) + [False]
    (matrix,) = docx.Document(io.BytesIO(written(report("matrix"), "docx"))).tables
    bands = [row for row in _rows(matrix) if len(row.findall(f"{{{W}}}tc")) == 1]
    assert bands
    assert all(_keeps(row.find(f"{{{W}}}tc")) for row in bands)


def _rows(of: Any) -> list[Any]:  # noqa: ANN401 - a table of python-docx, and its elements
    """Return the rows of a table as XML."""
    return list(of._tbl.iterfind(f"{{{W}}}tr"))  # noqa: SLF001 - python-docx has no other way


def _keeps(cell: Any) -> bool:  # noqa: ANN401 - the same
    """Tell whether a cell's paragraph is kept with the next."""
    return cell.find(f"{{{W}}}p/{{{W}}}pPr/{{{W}}}keepNext") is not None
