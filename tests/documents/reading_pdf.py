"""Reads made PDFs for the tests, and says what came out in few words."""

from collections.abc import Callable

import pypdfium2.internal
import pytest

from documents.making_pdf import FONT, MadeTable
from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats.pdf import grids_of, read_grids
from hakaru.read.formats.pdf.document import read_document
from hakaru.read.grid import Cell, Grid, Row
from hakaru.source import Document

japanese = pytest.mark.skipif(FONT is None, reason="no Japanese font is installed here")
"""For tests whose documents are in Japanese."""

Printed = set[tuple[int, int, int, int, str]]
"""Row, column, columns and rows covered, text."""


def read(pdf: bytes) -> tuple[Grid, tuple[Finding, ...]]:
    """Return the grid of a PDF and its findings, as the process apart reads them.

    Read here, it says the same, and all that pdfium opened must be closed again.
    """
    document = Document(file="made.pdf", digest="", format="pdf")
    (grid,), findings = read_grids(pdf, document)
    assert grids_of(read_document(pdf, "made.pdf", lambda: None), document) == ((grid,), findings)
    assert not any(pypdfium2.internal.ObjectTracker.values())
    return grid, findings


def refusal(action: Callable[[], object]) -> str:
    """Return the code of the error that an action ends with, if any."""
    try:
        action()
    except UnreadableInputError as error:
        return error.code
    return ""


def tables(grid: Grid) -> list[list[Row]]:
    """Return the rows of each table."""
    count = max((row.table for row in grid.rows), default=0)
    return [[row for row in grid.rows if row.table == number + 1] for number in range(count)]


def texts(grid: Grid) -> list[str]:
    """Return what stands outside tables."""
    return [row.cells[0].text for row in grid.rows if not row.table]


def cells(grid: Grid) -> dict[str, Cell]:
    """Return the cells of all tables by name; for documents of one table."""
    return {cell.place.cell: cell for row in grid.rows if row.table for cell in row.cells}


def said(grid: Grid) -> list[list[str]]:
    """Return the texts of each row."""
    return [[cell.text for cell in row.cells] for row in grid.rows]


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """Return the codes of findings."""
    return {finding.code for finding in findings}


def expected(table: MadeTable) -> Printed:
    """Return the cells of a made table."""
    return {(cell.y, cell.x, cell.span, cell.rows, cell.text) for cell in table.cells}


def printed(rows: list[Row]) -> Printed:
    """Return the cells of a table as read."""
    return {
        (number, cell.column, cell.span, cell.row_span, cell.text)
        for number, row in enumerate(rows)
        for cell in row.cells
    }
