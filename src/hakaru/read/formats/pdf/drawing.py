"""Draws a page as a picture, or the band of it round some boxes, by pdfium, in the room apart."""

import ctypes
import io
import time
from collections.abc import Sequence
from contextlib import closing

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw

from hakaru.errors import UnreadableInputError
from hakaru.read.formats.bounds import damaged
from hakaru.read.formats.pdf.draft import Rectangle

WIDEST = 1400
MOST_PIXELS = 4_000_000
LARGEST_SCALE = 2.0
LONGEST_SECONDS = 8.0
BAND = 90.0
MARGIN = 12
_MARK = (179, 38, 30)
_HALO = (255, 255, 255)


def draw_page(
    data: bytes, file: str, page: int, *, boxes: Sequence[Rectangle] = (), whole: bool = False
) -> bytes:
    """Return a page (from 1) as PNG with boxes marked; unless `whole`, only the band round them.

    Boxes are left, bottom, right, top in points of the page. The picture is at most 1,400 pixels
    wide and of 4 million pixels, and is given up after eight seconds. Raises UnreadableInputError:
    file.damaged, file.no_page, file.too_complex.
    """
    try:
        pdf = pypdfium.PdfDocument(data)
    except pypdfium.PdfiumError as error:
        raise damaged(file, "pdf", error) from error
    with closing(pdf):
        if not 1 <= page <= len(pdf):
            raise UnreadableInputError("file.no_page", file=file, page=page)
        try:
            found = pdf[page - 1]
        except pypdfium.PdfiumError as error:
            raise damaged(file, "page", error) from error
        with closing(found) as opened:
            picture = _drawn(opened, file, boxes, whole=whole)
    made = io.BytesIO()
    picture.save(made, "PNG", compress_level=6)
    return made.getvalue()


def _drawn(
    page: pypdfium.PdfPage, file: str, boxes: Sequence[Rectangle], *, whole: bool
) -> Image.Image:
    """Draw a page, mark the boxes, and cut out their band without the margins of the page."""
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise damaged(file, "page")
    scale = min(LARGEST_SCALE, WIDEST / width, (MOST_PIXELS / (width * height)) ** 0.5)
    size = max(int(width * scale), 1), max(int(height * scale), 1)
    picture = _rendered(page, size, file)
    corners = [_on_picture(page, box, size) for box in boxes]
    drawing = ImageDraw.Draw(picture)
    for left, top, right, bottom in corners:
        drawing.rectangle((left - 4, top - 4, right + 4, bottom + 4), outline=_HALO, width=7)
        drawing.rectangle((left - 3, top - 3, right + 3, bottom + 3), outline=_MARK, width=4)
    if whole or not corners:
        return picture
    above = max(min(top for _, top, _, _ in corners) - int(BAND * scale), 0)
    below = min(max(bottom for _, _, _, bottom in corners) + int(BAND * scale), size[1])
    band = picture.crop((0, above, size[0], max(below, above + 1)))
    left, _, right, _ = ImageChops.invert(band).getbbox() or (0, 0, size[0], 1)
    return band.crop((max(left - MARGIN, 0), 0, min(right + MARGIN, size[0]), band.height))


def _rendered(page: pypdfium.PdfPage, size: tuple[int, int], file: str) -> Image.Image:
    """Let pdfium draw a page on white, for as long as is bearable."""
    bitmap = pypdfium.PdfBitmap.new_native(*size, pdfium.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, *size)
    end = time.monotonic() + LONGEST_SECONDS
    pause = pdfium.IFSDK_PAUSE(version=1)
    kind = dict(pdfium.IFSDK_PAUSE._fields_)["NeedToPauseNow"]
    pause.NeedToPauseNow = kind(lambda _pause: int(time.monotonic() > end))
    status = pdfium.FPDF_RenderPageBitmap_Start(
        bitmap.raw, page.raw, 0, 0, *size, 0, pdfium.FPDF_ANNOT, ctypes.byref(pause)
    )
    pdfium.FPDF_RenderPage_Close(page.raw)
    try:
        if status == pdfium.FPDF_RENDER_TOBECONTINUED:
            raise UnreadableInputError("file.too_complex", file=file, part="page")
        drawn: Image.Image = bitmap.to_pil()
        return drawn.convert("RGB")
    finally:
        bitmap.close()


def _on_picture(
    page: pypdfium.PdfPage, box: Rectangle, size: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of a box in pixels of the picture, as the page is turned."""
    points = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(
            page.raw, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down)
        )
        points.append((across.value, down.value))
    (x1, y1), (x2, y2) = points
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
