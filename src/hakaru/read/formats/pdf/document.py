"""One PDF -> what its pages say, continued tables joined: by pdfium, in the room apart."""

from collections.abc import Callable

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from hakaru.errors import UnreadableInputError
from hakaru.read.formats.bounds import LIMITS, CellBudget, damaged
from hakaru.read.formats.pdf.draft import DraftDocument, DraftPage, DraftTable
from hakaru.read.formats.pdf.joining import join_pages
from hakaru.read.formats.pdf.page import read_page

MOST_PAGES = 2_000
"""A document of more pages is refused: no plan has them, and one reader would hold all others."""


def read_document(data: bytes, file: str, told: Callable[[], None]) -> DraftDocument:
    """Return what a PDF says; `told` is called after each step.

    Raises UnreadableInputError; its codes: file.encrypted, file.damaged, file.too_many_pages
    (over 2,000), file.too_many_cells.
    """
    pages = _read_pages(data, file, told)
    items = tuple(join_pages(pages, told))
    budget = CellBudget(file, LIMITS)
    # A text outside tables becomes a cell of its own.
    budget.spend(sum(len(item.cells) if isinstance(item, DraftTable) else 1 for item in items))
    return DraftDocument(tuple(page._replace(items=()) for page in pages), items)


def _read_pages(data: bytes, file: str, told: Callable[[], None]) -> list[DraftPage]:
    """Open a document and read its pages one by one."""
    try:
        pdf = pypdfium.PdfDocument(data)
    except pypdfium.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableInputError("file.encrypted", file=file) from error
        raise damaged(file, "pdf", error) from error
    pages = []
    try:
        if len(pdf) > MOST_PAGES:
            raise UnreadableInputError(
                "file.too_many_pages", file=file, pages=len(pdf), limit=MOST_PAGES
            )
        for index in range(len(pdf)):
            pages.append(read_page(pdf, index))
            told()
        return pages
    finally:
        pdf.close()
