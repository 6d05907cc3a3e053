"""A page of a PDF as a picture, or the band of it round some boxes, with the boxes marked."""

from collections.abc import Sequence

from hakaru.read.formats.pdf.apart import messages
from hakaru.read.formats.pdf.apart.door import DRAWING
from hakaru.read.formats.pdf.draft import Rectangle


def page_picture(
    data: bytes, file: str, page: int, *, boxes: Sequence[Rectangle] = (), whole: bool = False
) -> bytes:
    """Return a page (from 1) as PNG with boxes marked; unless `whole`, only the band round them.

    Boxes are left, bottom, right, top in points of the page. The picture is at most 1,400 pixels
    wide and of 4 million pixels, and is given up after eight seconds. Raises UnreadableInputError:
    file.damaged, file.no_page, file.too_complex, and file.too_heavy, file.too_slow, file.no_reader
    from the room apart.
    """
    asked = messages.Draw(page=page, boxes=tuple(boxes), whole=whole)
    return DRAWING.ask(asked, data, file, messages.Drawn).png
