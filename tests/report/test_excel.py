"""Workbooks: numbers as numbers, formulas with values, print set-up, room for every text."""

import io
import re
import zipfile
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pytest
from lxml import etree
from msgspec.structs import replace

from hakaru.report.charts import Series, SeriesRole
from hakaru.report.excel.heights import TALLEST
from hakaru.report.excel.numbers import number_of
from hakaru.report.excel.sheets import PAGE_TALL
from hakaru.report.measuring import columns, lines
from report.made_reports import CHART
from report.made_reports import report as made_report
from report.making import endless, ledger, report, written


@pytest.mark.parametrize(
    ("text", "value", "number_format"),
    [
        ("1,793社", 1793.0, '#,##0"社"'),
        ("①27社", 27.0, '"①"0"社"'),
        ("72.22%", 0.7222, "0.00%"),
        ("▲2,939人", -2939.0, '#,##0"人";"▲"#,##0"人"'),
        ("0", 0.0, "0"),
        ("5,133百万円", 5133.0, '#,##0"百万円"'),
    ],
)
def test_numbers_are_numbers(text: str, value: float, number_format: str) -> None:
    """A text that states a number is stored as one, with the format that shows the text."""
    shown = number_of(text)
    assert shown is not None
    assert (shown.value, shown.number_format) == (value, number_format)


@pytest.mark.parametrize(
    "text",
    [
        *("007", "1,23", "5,000名（毎年度）", "=1", "62/67", "1" * 16, "", "-", "維持", "▲0"),
        *("2025年度", "2023.12頃実績確定"),
    ],
)
def test_other_texts_stay_texts(text: str) -> None:
    """Codes, dates, targets and words are no numbers."""
    assert number_of(text) is None


def test_excel_is_ready_to_print() -> None:
    """A4 across, as wide as the paper, the title on every page, whole cards on a page."""
    book = openpyxl.load_workbook(io.BytesIO(written(report("cards"), "xlsx")))
    (sheet,) = book
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted is not None
    assert fitted.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    starts = [cell.row for cell in sheet["A"] if cell.value == "No."]
    breaks = [point.id for point in sheet.row_breaks.brk]
    assert breaks
    # A break stands above a card, or above the heading of its section.
    assert all({row + 1, row + 2} & set(starts) for row in breaks)
    assert sheet["B7"].value == "1"


@pytest.mark.parametrize("summary", ["短い概要", "長い概要" * 700, "長い概要" * 900])
def test_a_page_ends_between_cards(summary: str) -> None:
    """All rows of a page fit on it, and behind a card taller than a page the next begins one."""
    first, *others = ledger().projects
    of = replace(ledger(), projects=(replace(first, summary=summary), *others))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(written(report("cards", of=of), "xlsx")))
    starts = [cell.row for cell in sheet["A"] if cell.value == "No."]
    breaks = [0, *(point.id for point in sheet.row_breaks.brk), sheet.max_row]
    title = sheet.row_dimensions[1].height
    for top, bottom in pairwise(breaks):
        tall = sum(sheet.row_dimensions[row].height for row in range(top + 1, bottom + 1))
        cards = [row for row in starts if top < row <= bottom]
        assert cards
        assert tall + (title if top else 0) <= PAGE_TALL or cards == starts[:1]


def test_the_headings_of_a_matrix_are_on_every_page_and_stay_in_sight() -> None:
    """Both heading rows are repeated in print and frozen on the screen."""
    book = openpyxl.load_workbook(io.BytesIO(written(report("matrix"), "xlsx")))
    (sheet,) = book
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.freeze_panes == "A7"


def test_excel_has_formulas_with_their_values_and_native_charts() -> None:
    """Ratios are computed from both counts, and shown before anything is computed."""
    data = written(report("summary"), "xlsx")
    formulas = openpyxl.load_workbook(io.BytesIO(data))["まとめ"]
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["まとめ"]
    found = {
        cell.value: values[cell.coordinate].value
        for row in formulas.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    assert 0.5 in found.values()
    pattern = r"=IF\(G\d+=0,0,H\d+/G\d+\)"
    assert all(re.fullmatch(pattern, str(formula)) for formula in found)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == len(("sections", "years"))


def test_charts_in_excel_are_as_in_the_other_formats() -> None:
    """The scale begins at nothing, the years stand below, baselines have a mark of their own."""
    baseline = Series("基準値", (Decimal(80), None), SeriesRole.BASELINE)
    falling = Series("実績値", (Decimal(-1), Decimal(-3)), SeriesRole.ACTUAL)
    for series, least in (((*CHART.series, baseline), "0"), ((falling,), None)):
        data = written(made_report([replace(CHART, series=series)]), "xlsx")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            drawn = etree.fromstring(archive.read("xl/charts/chart1.xml"))
        (years,) = drawn.iterfind(".//{*}catAx/{*}tickLblPos")
        assert years.get("val") == "low"
        assert [one.get("val") for one in drawn.iterfind(".//{*}valAx/{*}scaling/{*}min")] == [
            *([least] if least else [])
        ]
        marks = [one.get("val") for one in drawn.iter("{*}symbol")]
        assert marks == (["circle", "none", "triangle"] if least else ["circle"])


def test_rows_are_as_high_as_their_text() -> None:
    """A long text has the room it wraps into; beyond Excel's own bound it takes several rows."""
    of = replace(
        ledger(), projects=tuple(replace(p, summary="長" * 5000) for p in ledger().projects)
    )
    (sheet,) = openpyxl.load_workbook(io.BytesIO(written(report("cards", of=of), "xlsx")))
    top = next(cell.row for cell in sheet["A"] if cell.value == "事業概要")
    merged = next(area for area in sheet.merged_cells.ranges if area.coord.startswith(f"B{top}:"))
    heights = [
        sheet.row_dimensions[row].height for row in range(merged.min_row, merged.max_row + 1)
    ]
    assert all(height <= TALLEST for height in heights)
    assert sum(heights) >= lines("長" * 5000, 75) * 12


def test_a_text_longer_than_a_cell_goes_on_below() -> None:
    """Excel holds 32,767 characters in a cell; nothing beyond is lost."""
    of = replace(
        ledger(), projects=tuple(replace(p, summary="あ" * 40_000) for p in ledger().projects)
    )
    (sheet,) = openpyxl.load_workbook(io.BytesIO(written(report("cards", of=of), "xlsx")))
    pieces = [cell.value for cell in sheet["B"] if cell.value and cell.value.startswith("ああ")]
    assert sum(map(len, pieces)) == 40_000 * len(of.projects)


def test_the_room_a_text_takes() -> None:
    """Full-width characters take two columns; a wrapped line leaves room for one mark."""
    assert columns("札幌A①") == len("札幌①") * 2 + 1
    assert lines("札幌市\n小樽市", 10) == len(("札幌市", "小樽市"))
    assert lines("札" * 20, 10) == len(("札" * 9, "札" * 9, "札" * 2))


def test_thousands_of_cards_go_on_to_another_sheet() -> None:
    """A sheet breaks into a bounded number of pages; more cards have a sheet of their own."""
    data = written(endless(1100), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    assert len(book.sheetnames) == len(("first", "second"))
