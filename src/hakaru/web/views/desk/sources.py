"""Pages of kept documents as pictures, with the place of a value marked."""

import math

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from hakaru.errors import UnreadableInputError
from hakaru.web.views import errors
from hakaru.web.views.desk.frame import READING, desk_page
from hakaru.web.views.desk.trouble import told
from hakaru.workflow import importing

MOST_BOXES = 60
A_DAY = 24 * 60 * 60
Box = tuple[float, float, float, float]


@desk_page(*READING)
@told
def page(request: HttpRequest, digest: str, page: int) -> HttpResponse:
    """Draw a page, or the band of it round the boxes asked for (`box=left,bottom,right,top`)."""
    boxes = [box for text in request.GET.getlist("box")[:MOST_BOXES] if (box := _box(text))]
    try:
        drawn = importing.picture(digest, page, boxes, whole="whole" in request.GET)
    except UnreadableInputError:
        return errors.not_found(request)
    response = HttpResponse(drawn, content_type="image/png")
    # The bytes of a digest never change, nor does what is drawn of them.
    patch_cache_control(response, private=True, max_age=A_DAY)
    return response


def _box(text: str) -> Box | None:
    """Return the edges of a box, None for what is none."""
    try:
        left, bottom, right, top = (float(edge) for edge in text[:80].split(","))
    except ValueError:
        return None
    edges = (left, bottom, right, top)
    return edges if all(math.isfinite(edge) and abs(edge) < 1e5 for edge in edges) else None
