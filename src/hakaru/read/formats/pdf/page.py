"""One page -> its tables and texts in reading order."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from typing import NamedTuple

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from hakaru.read.formats.pdf import kinds
from hakaru.read.formats.pdf.columns import Sheet, read_outside
from hakaru.read.formats.pdf.decoration import find_decoration
from hakaru.read.formats.pdf.draft import DraftPage, DraftTable, DraftText, Rectangle, Remark
from hakaru.read.formats.pdf.filling import fill
from hakaru.read.formats.pdf.glyphs import Glyphs, read_glyphs
from hakaru.read.formats.pdf.lattice import find_lattices
from hakaru.read.formats.pdf.runs import Run, find_runs
from hakaru.read.formats.pdf.strokes import Strokes, read_strokes
from hakaru.read.formats.pdf.tables import Ruled, read_tables

_SAME_TOP = 4.0
_SAMPLES = 24
_PICTURE_SHARE = 0.3
_Item = DraftTable | DraftText
_FIELDS = (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT)


class _Ink(NamedTuple):
    """Everything read from a page: characters, lines, outline, quarters it was turned by."""

    number: int
    glyphs: Glyphs
    strokes: Strokes
    outline: Rectangle
    turn: int


def read_page(pdf: pypdfium.PdfDocument, index: int) -> DraftPage:
    """Return what a page says; a page that cannot be opened says so."""
    with ExitStack() as opened:
        try:
            ink = _read_ink(pdf, index, opened)
        except pypdfium.PdfiumError:
            remark = Remark(kinds.PAGE_UNREADABLE, (), {"page": str(index + 1)})
            return DraftPage(index + 1, (), (remark,))
        return _draft(ink)


def _read_ink(pdf: pypdfium.PdfDocument, index: int, opened: ExitStack) -> _Ink:
    """Read a page, form fields included, turned so that most of its text is upright."""
    page = opened.enter_context(closing(pdf[index]))
    if _has_fields(page):
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        opened.close()
        page = opened.enter_context(closing(pdf[index]))
    textpage = opened.enter_context(closing(page.get_textpage()))
    glyphs = read_glyphs(textpage)
    turn = _turned_by(textpage, glyphs)
    if turn:
        _turn(page, turn)
        opened.close()
        page = opened.enter_context(closing(pdf[index]))
        glyphs = read_glyphs(opened.enter_context(closing(page.get_textpage())))
    return _Ink(index + 1, glyphs, read_strokes(page), page.get_bbox(), turn)


def _has_fields(page: pypdfium.PdfPage) -> bool:
    """Whether a page carries form fields or typed notes, which are no page content."""
    for index in range(min(max(pdfium.FPDFPage_GetAnnotCount(page.raw), 0), 1000)):
        note = pdfium.FPDFPage_GetAnnot(page.raw, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        pdfium.FPDFPage_CloseAnnot(note)
        if kind in _FIELDS:
            return True
    return False


def _turned_by(textpage: pypdfium.PdfTextPage, glyphs: Glyphs) -> int:
    """Return by how many quarters clockwise most of a sample of the characters is turned."""
    count = len(glyphs.chars)
    angles = [
        pdfium.FPDFText_GetCharAngle(textpage.raw, index)
        for index in range(0, count, count // _SAMPLES + 1)
        if glyphs.tops[index] > glyphs.bottoms[index]
    ]
    turns = Counter(round(angle / (math.pi / 2)) % 4 for angle in angles if math.isfinite(angle))
    return turns.most_common(1)[0][0] if turns else 0


def _turn(page: pypdfium.PdfPage, turn: int) -> None:
    """Turn a page's content in memory, so that pdfium itself reads it upright."""
    across, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
    matrix = pdfium.FS_MATRIX(across, up, -up, across, 0, 0)
    pdfium.FPDFPage_TransFormWithClip(page.raw, ctypes.byref(matrix), None)


def turned_back(box: Rectangle, turn: int) -> Rectangle:
    """Return a box of a turned page where it stands in the file."""
    left, bottom, right, top = box
    return (
        box,
        (bottom, -right, top, -left),
        (-right, -top, -left, -bottom),
        (-top, left, -bottom, right),
    )[turn]


def _draft(ink: _Ink) -> DraftPage:
    """Return the tables and texts of a page."""
    glyphs, strokes = ink.glyphs, ink.strokes
    runs = find_runs(glyphs)
    found = None if strokes.too_many else find_lattices(strokes.across, strokes.down)
    lattices = found or []
    filled = fill(runs, lattices, glyphs)
    decoration = find_decoration(runs, strokes.across, lattices, glyphs)
    tables = list(read_tables(Ruled(ink.number, lattices, filled, glyphs, decoration)))
    margin = max((run.right for run in runs), default=0.0)
    sheet = Sheet(ink.number, glyphs, decoration, margin)
    texts = read_outside(filled.outside, [table.box for table in tables], sheet)
    items = _in_reading_order([*tables, *texts])
    covered = strokes.picture_area > _PICTURE_SHARE * _area(ink.outline)
    return DraftPage(
        ink.number,
        tuple(_turned_back(item, ink.turn) for item in items) if ink.turn else tuple(items),
        tuple(_page_remarks(ink, runs, is_dense=found is None)),
        glyphs.radicals,
        glyphs.unmapped,
        is_image=not runs and strokes.picture_area > 0,
        is_hidden=strokes.invisible and covered,
    )


def _page_remarks(ink: _Ink, runs: Sequence[Run], *, is_dense: bool) -> Iterator[Remark]:
    """Return what is to be told of the page as a whole."""
    page = str(ink.number)
    if is_dense:
        yield Remark(
            kinds.TOO_MANY_STROKES, (), {"page": page, "strokes": str(ink.strokes.segments)}
        )
    if not ink.turn:
        left, bottom, right, top = ink.outline
        beyond = [
            run.text
            for run in runs
            if not left - 1 <= run.left <= right + 1 or not bottom - 1 <= run.bottom <= top + 1
        ]
        if beyond:
            yield Remark(kinds.OUTSIDE_PAGE, (), {"page": page, "text": " ".join(beyond)})


def _area(box: Rectangle) -> float:
    left, bottom, right, top = box
    return abs((right - left) * (top - bottom))


def _in_reading_order(items: list[_Item]) -> list[_Item]:
    """Return items from the top; those that start at about one height from the left."""
    ordered: list[_Item] = []
    level: list[_Item] = []
    for item in sorted(items, key=lambda item: -item.box[3]):
        if level and level[0].box[3] - item.box[3] > _SAME_TOP:
            ordered += sorted(level, key=lambda item: item.box[0])
            level = []
        level.append(item)
    return ordered + sorted(level, key=lambda item: item.box[0])


def _turned_back(item: _Item, turn: int) -> _Item:
    """Return an item of a turned page with its boxes where they stand in the file."""
    item = replace(item, box=turned_back(item.box, turn))
    if isinstance(item, DraftTable):
        cells = (cell._replace(box=turned_back(cell.box, turn)) for cell in item.cells)
        return replace(item, cells=tuple(cells))
    return item
