"""Long PDFs: set in batches and joined, they are one accessible file with nothing missing."""

import re

import pypdfium2 as pdfium
import pytest

from hakaru.report.pdf import writing
from hakaru.report.pdf.batches import batches
from hakaru.report.tables.model import Block, Cell, Layout, Part, Report, Role, Row, Table, Text
from report.made_reports import CHART, band, card, pdf_of, report, table
from report.reading_pages import about, outline, page_texts, tags

CARDS = 8
FEW = 30


def many_cards() -> Report:
    """Return a title and some cards under two headings, with signs that PDFs use themselves."""
    cards = [card(n, f"事業{n} (1 0 R) \\", "取組を行った。") for n in range(1, CARDS + 1)]
    heads = {1: "1 経済", 5: "2 生活"}
    parts = [
        Part(blocks=(*_heading(heads.get(n, "")), *one.blocks), name=one.name)
        for n, one in enumerate(cards, 1)
    ]
    title = Part(blocks=(Text(Role.TITLE, "実績一覧"),), name="実績一覧")
    return report(title, *parts, layout=Layout.CARDS, kind="cards")


def _heading(text: str) -> tuple[Block, ...]:
    """Return a heading, or nothing."""
    return (Text(Role.HEADING, text),) if text else ()


def wide() -> Report:
    """Return one long table whose first cells reach over two rows each, under bands."""
    rows = [Row((Cell("事業名", head="column"), Cell("実績値", head="column")))]
    for number in range(40):
        if number % 10 == 0:
            rows.append(band(f"{number} 分野", 2))
        rows.append(Row((Cell(f"事業{number}", rows=2), Cell(f"{number}件"))))
        rows.append(Row((Cell(f"{number}回"),)))
    whole = Table(caption="一覧", widths=(30.0, 10.0), rows=tuple(rows), head_rows=1)
    return report([Text(Role.TITLE, "一覧"), whole, CHART], layout=Layout.WIDE, kind="matrix")


@pytest.fixture
def in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a PDF in small batches."""
    monkeypatch.setattr(writing, "MOST_CELLS", FEW)


def told(pdf: bytes) -> str:
    """Return the text of all pages without page numbers and repeated headings."""
    pages = (re.sub(r"[0-9]+$", "", page) for page in page_texts(pdf))
    return "".join(pages).replace("事業名実績値", "")


@pytest.mark.parametrize("made", [many_cards(), wide()], ids=["cards", "table"])
def test_a_long_report_says_the_same_in_batches(
    made: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every text is there once, in order; numbers of pages go on; it is one tagged file."""
    at_once = pdf_of(made)
    monkeypatch.setattr(writing, "MOST_CELLS", FEW)
    pdf = pdf_of(made)
    assert len(pdf) != len(at_once)
    assert told(pdf) == told(at_once)
    pages = page_texts(pdf)
    assert [page.endswith(str(n)) for n, page in enumerate(pages, 1)] == [True] * len(pages)
    assert about(pdf) == about(at_once)
    assert pdf.count(b"/Type/Catalog") == 1


@pytest.mark.usefixtures("in_batches")
def test_the_outline_of_a_long_report_leads_to_its_pages() -> None:
    """Every section and card is in it, and names the page it stands on."""
    pdf = pdf_of(many_cards())
    found = [title for _, title in outline(pdf)]
    assert [title for title in found if title[0] == "事"] == [
        f"事業{n} (1 0 R) \\" for n in range(1, CARDS + 1)
    ]
    assert "2 生活" in found
    document = pdfium.PdfDocument(pdf)
    pages = page_texts(pdf)
    try:
        for item in document.get_toc():
            assert "".join(item.get_title().split()) in pages[item.get_dest().get_index()]
    finally:
        document.close()


@pytest.mark.usefixtures("in_batches")
@pytest.mark.parametrize("made", [many_cards(), wide()], ids=["cards", "table"])
def test_every_page_of_a_long_report_is_read_aloud(made: Report) -> None:
    """Each page has its content in the structure, the last too; heading cells have one name."""
    pdf = pdf_of(made)
    for page in range(len(page_texts(pdf))):
        types = {tag.type for tag in tags(pdf, page)}
        assert "Document" in types
        assert types & {"TD", "Figure"}
    names = re.findall(rb"/ID\(([^)]*)\)", pdf)
    assert len(names) == len(set(names))
    headers = {name for one in re.findall(rb"/Headers\[([^\]]*)\]", pdf) for name in
               re.findall(rb"\(([^)]*)\)", one)}  # fmt: skip
    assert headers <= set(names)


@pytest.mark.usefixtures("in_batches")
def test_long_reports_are_the_same_every_time() -> None:
    """The same bytes again."""
    assert pdf_of(many_cards()) == pdf_of(many_cards())


def test_batches_cut_no_cell_and_leave_no_band_behind() -> None:
    """A table is cut only where no cell reaches over, and never behind a band."""
    pieces = [part for batch in batches(wide().parts, FEW) for part in batch]
    tables = [b for part in pieces for b in part.blocks if isinstance(b, Table)]
    assert len(tables) > 1
    for one in tables:
        assert one.rows[0].cells[0].text == "事業名"
        assert not one.rows[-1].band
        assert len(one.rows[-1].cells) == 1
    texts = [cell.text for one in tables for row in one.rows[1:] for cell in row.cells]
    whole = next(b for part in wide().parts for b in part.blocks if isinstance(b, Table))
    assert texts == [cell.text for row in whole.rows[1:] for cell in row.cells]


def test_short_parts_share_a_batch_that_ends_before_a_section() -> None:
    """A batch takes as many parts as it has room for, or fewer where a section begins."""
    small = [Part(blocks=(table(["項目"], ["値"]),)) for _ in range(9)]
    assert [len(batch) for batch in batches(small, 8)] == [4, 4, 1]
    small[3] = Part(blocks=(Text(Role.HEADING, "2 生活"), *small[3].blocks))
    assert [len(batch) for batch in batches(small, 8)] == [3, 3, 3]
