"""Office formats: PDF against pdfium's text, Excel against calamine, starts, growth, memory."""

import io
import subprocess
import sys
from functools import partial

import pypdfium2
import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.documents import ROOT, cards_text
from bench.timing import line, timed
from documents.making_pdf import make_card, make_matrix, make_pdf
from hakaru.read.formats import read_grids
from hakaru.read.formats.pdf.apart.door import READING
from hakaru.source import Document

PDF = Document(file="made.pdf", digest="", format="pdf")
EXCEL = Document(file="made.xlsx", digest="", format="xlsx")
ROWS, COLUMNS = 5000, 20
PEAK = """
import resource, sys
from pathlib import Path
from hakaru.read import read_files
read_files([Path(sys.argv[1])])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def text_of(data: bytes) -> int:
    """Let pdfium give the text of every page and do nothing else; returns the pages."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        textpage = page.get_textpage()
        textpage.get_text_range()
        textpage.close()
        page.close()
    pages = len(document)
    document.close()
    return pages


def workbook() -> bytes:
    """Return a plain sheet of numbers and texts."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("実績")
    for row in range(ROWS):
        for column in range(COLUMNS):
            if column % 2:
                sheet.write_number(row, column, row * column)
            else:
                sheet.write_string(row, column, f"指標{row}-{column}")
    book.close()
    return stream.getvalue()


def calamine(data: bytes) -> None:
    """Let calamine give the cells and do nothing else."""
    CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(
        skip_empty_area=False
    )


def run() -> None:
    """Print the figures of the formats."""
    print("Office formats")
    for name, data in {
        "55 cards": make_pdf([make_card(number) for number in range(55)]),
        "matrix of 157 rows": make_pdf([make_matrix(157)]),
    }.items():
        pages = text_of(data)
        bare = timed(partial(text_of, data), runs=7)
        ours = timed(partial(read_grids, data, PDF), runs=7)
        line(f"PDF, {name}: pages/s", f"{pages / ours.best:,.0f}")
        line(f"PDF, {name}: grid / pdfium's text", f"{ours.best / bare.best:.1f} x", "aim <= 2 x")
    _starting()
    data = workbook()
    bare = timed(lambda: calamine(data), runs=5)
    ours = timed(lambda: read_grids(data, EXCEL), runs=5)
    line(
        f"Excel, {ROWS:,} x {COLUMNS}: grid / calamine",
        f"{ours.best / bare.best:.1f} x",
        "aim <= 3 x",
    )
    _growth()


def _starting() -> None:
    """Print what the first PDF of a program waits for, and the next ones no more."""
    data = make_pdf([make_card(1)])

    def first() -> None:
        READING.close()
        read_grids(data, PDF)

    cold, warm = timed(first, runs=7), timed(partial(read_grids, data, PDF), runs=7)
    line("PDF, one card: first, next", f"{cold.median:.3f} s, {warm.median:.3f} s", "aim < 0.3 s")


def _growth() -> None:
    """Print how time and memory grow from 1 to 100 copies of the cards."""
    text, _ = cards_text()
    folder = ROOT / "var"
    folder.mkdir(exist_ok=True)
    for copies in (1, 10, 100):
        path = folder / f"cards-{copies}.txt"
        path.write_text(text * copies, encoding="utf-8")
        command = [sys.executable, "-c", PEAK, str(path)]
        timing = timed(partial(subprocess.run, command, check=True, capture_output=True), runs=1)
        peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        line(
            f"{copies} copies of the cards, from file to ledger", f"{timing.best:.2f} s, {peak} MB"
        )
        path.unlink()
