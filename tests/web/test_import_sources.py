"""The document beside a value: lines and cells with the place marked, pages of PDFs as pictures."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from pytest_django.fixtures import Settings

from documents.making_formats import make_workbook
from documents.making_pdf import at, draw_pdf, lattice
from hakaru.read.documents import read_data
from hakaru.source import Place
from hakaru.store.models import SourceFile
from hakaru.workflow.importing import Dropped
from hakaru.workflow.importing.sources import Surroundings, around
from web.importing_made import COMPANIES, PLAN, cards_file, started

EVIL = "<script>document.title='x'</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _at_desk(settings: Settings) -> None:
    """Serve one desk."""
    settings.DESK = True


def digests() -> dict[str, str]:
    """Return the digests of all kept files by name."""
    return dict(SourceFile.objects.values_list("name", "digest"))


def marked(found: Surroundings) -> list[str]:
    """Return the texts that are marked."""
    return [
        cell.text
        for table in found.tables
        for line in table.lines
        for cell in line.cells
        if cell.marked
    ]


@pytest.mark.django_db
def test_a_line_of_text_stands_between_its_neighbours() -> None:
    """The place of a result shows the lines before and after it, the cell itself marked."""
    started(cards_file())
    entries = read_data(cards_file().content, "実績.txt").ledger.actuals
    place = next(one.source for one in entries if one.id == COMPANIES)
    assert place is not None
    found = around([place], digests())
    (table,) = found.tables
    numbers = [line.number for line in table.lines]
    assert place.line in numbers[1:-1]
    assert marked(found) == ["②15社"]


@pytest.mark.django_db
def test_every_row_of_a_shown_sheet_is_as_wide_as_its_head() -> None:
    """Spans and blanks add up, whatever was left out."""
    started(cards_file())
    entries = read_data(cards_file().content, "実績.txt").ledger.entries()
    for entry in entries:
        for table in around([entry.source], digests()).tables:
            for line in table.lines:
                assert sum(cell.span for cell in line.cells) == len(table.letters)


@pytest.mark.django_db
def test_a_cell_of_a_sheet_is_found_by_sheet_and_cell() -> None:
    """A workbook's cell is shown with the letters of its columns."""

    def fill(_: object, sheet: object) -> None:
        rows = [
            ["番号", "事業名", "指標", "目標値(R7年度)", "R7年度実績値"],
            ["1", "観光の振興", "入込客数", "300万人", "不明？"],
        ]
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)  # type: ignore[attr-defined]

    content = make_workbook(fill)
    started(Dropped("一覧.xlsx", content))
    actual = read_data(content, "一覧.xlsx").ledger.actuals[0]
    found = around([actual.source], digests())
    assert marked(found) == ["不明？"]
    assert found.tables[0].letters[-1] == "E"


@pytest.mark.django_db
def test_places_of_files_that_are_not_kept_show_nothing() -> None:
    """A ledger may name documents nobody has here."""
    assert around([Place("ほか.txt", line=3), None], {}) == Surroundings()
    assert around([Place("ほか.txt", line=3)], {"ほか.txt": "0" * 64}) == Surroundings()


def kept_pdf(box: str = "") -> tuple[str, str]:
    """Keep a PDF of one page; return the address of its picture and the page's."""
    content = draw_pdf(lattice([50, 150, 250], [100, 150, 200]) + at(60, 120, "12"))
    digest = "a" * 64
    SourceFile.objects.create(
        digest=digest, name="頁.pdf", format="pdf", size=len(content), content=content
    )
    return f"/desk/sources/{digest}/page/1.png{box}", digest


def picture(client: Client, address: str) -> Image.Image:
    """Return the picture at an address."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    return Image.open(BytesIO(response.content)).convert("RGB")


@pytest.mark.django_db
def test_a_page_is_drawn_with_its_box_marked(client: Client) -> None:
    """The frame stands round the box in the picture, where the box is on the page."""
    address, _ = kept_pdf("?box=50,100,150,150&whole=1")
    drawn = picture(client, address)
    scale = drawn.width / 400
    assert drawn.size == (800, 600)
    red = (179, 38, 30)
    assert drawn.getpixel((int(100 * scale), int((300 - 150) * scale) - 2)) == red
    assert drawn.getpixel((int(100 * scale), int((300 - 100) * scale) + 2)) == red
    assert drawn.getpixel((int(100 * scale), int((300 - 112) * scale))) != red


@pytest.mark.django_db
def test_only_the_band_round_the_box_is_sent(client: Client) -> None:
    """A value beside a page needs its surroundings, not the whole page."""
    address, _ = kept_pdf("?box=50,140,150,160")
    assert picture(client, address).height < 600


@pytest.mark.django_db
@pytest.mark.parametrize("rest", ["page/0.png", "page/2.png", "page/99999999.png"])
def test_a_page_that_is_not_there_is_missing(client: Client, rest: str) -> None:
    """Beyond the document there is nothing to draw."""
    _, digest = kept_pdf()
    assert client.get(f"/desk/sources/{digest}/{rest}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("box", ["x", "1,2,3", "nan,1,1,1", "inf,0,0,0", "1e99,0,0,0", "1,2,3,4,5"])
def test_odd_boxes_are_left_out(client: Client, box: str) -> None:
    """The page is drawn all the same."""
    address, _ = kept_pdf(f"?box={box}")
    assert picture(client, address).size == (800, 600)


@pytest.mark.django_db
def test_only_pdfs_have_pages(client: Client) -> None:
    """Another file, or none, is no picture."""
    started(cards_file())
    (digest,) = digests().values()
    assert client.get(f"/desk/sources/{digest}/page/1.png").status_code == 404
    assert client.get(f"/desk/sources/{'0' * 64}/page/1.png").status_code == 404


@pytest.mark.django_db
def test_scripts_in_every_text_of_a_document_stay_text(client: Client) -> None:
    """Names, values, grades, activities, the file's name: nothing of it becomes an element."""
    text = cards_file().content.decode()
    for harmless in (
        "企業誘致の推進",
        "立地企業数",
        "15社",
        "20社（毎年度）",
        "会議を開催",
        "およそ多数か",
    ):
        text = text.replace(harmless, harmless + EVIL)
    number = started(Dropped(f"{EVIL}.txt", text.encode()))
    pages = ["", "all/", "differences/", "confirm/", f"all/{PLAN}/01/"]
    for language in ("ja", "en"):
        for rest in pages:
            shown = client.get(f"/desk/imports/{number}/{rest}", {"lang": language})
            assert shown.status_code == 200, rest
            body = shown.content.decode()
            assert "<script>" not in body
            assert not re.search(r"<img[^>]+onerror", body)
            assert re.findall(r'<script src="([^"]+)"', body) == ["/static/hakaru/desk.js"]
