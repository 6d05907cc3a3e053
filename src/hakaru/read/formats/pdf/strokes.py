"""The straight lines drawn on a page: strokes, thin rectangles, borders of rectangles, pictures.

Producers draw a border as a stroked line, a filled rectangle, a trapezium, or dashes; in page
content or inside form objects with their own matrix. All become `Across` and `Down`.
"""

import ctypes
from collections.abc import Callable
from itertools import pairwise, repeat
from typing import Any, NamedTuple, cast

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from hakaru.read.formats.pdf.glyphs import Handle

THICK = 5.0
"""A shape thinner than this many points is a line; pdfium widens bounds by the pen's width."""
_STRAIGHT = 1.0
_MAX_SEGMENTS = 200_000
_MAX_DEPTH = 8
_FAR = 1e6

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Across(NamedTuple):
    """A horizontal line at height `y`."""

    y: float
    left: float
    right: float


class Down(NamedTuple):
    """A vertical line at `x`."""

    x: float
    bottom: float
    top: float


class Strokes(NamedTuple):
    """The lines of a page, the area its pictures cover, and the number of path segments."""

    across: list[Across]
    down: list[Down]
    picture_area: float
    segments: int
    invisible: bool

    @property
    def too_many(self) -> bool:
        """Whether the page has more path segments than are looked at."""
        return self.segments > _MAX_SEGMENTS


def _addressed(function: Handle, result: type, *arguments: type) -> Callable[..., Any]:
    """Return a pdfium function that takes and gives plain addresses: half the cost of a call."""
    called = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    called.argtypes = arguments
    called.restype = result
    return cast("Callable[..., Any]", called)


_POINTER = ctypes.c_void_p
_get_object = _addressed(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, ctypes.c_int)
_get_inner = _addressed(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)
_get_type = _addressed(pdfium.FPDFPageObj_GetType, ctypes.c_int, _POINTER)
_get_bounds = _addressed(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, *[_POINTER] * 5)
_get_mode = _addressed(pdfium.FPDFPath_GetDrawMode, ctypes.c_int, *[_POINTER] * 3)
_count_segments = _addressed(pdfium.FPDFPath_CountSegments, ctypes.c_int, _POINTER)


def read_strokes(page: pypdfium.PdfPage) -> Strokes:
    """Return the lines of a pypdfium2 page; at most 200,000 path segments are looked at."""
    pen = _Pen()
    handle = ctypes.cast(page.raw, ctypes.c_void_p).value
    count = pdfium.FPDFPage_CountObjects(page.raw)
    pen.draw(list(map(_get_object, repeat(handle), range(count))), _IDENTITY, 0)
    return Strokes(pen.across, pen.down, pen.picture_area, pen.segments, pen.invisible)


class _Pen:
    """Collects the lines of objects, with the four numbers pdfium writes bounds into."""

    def __init__(self) -> None:
        self.across: list[Across] = []
        self.down: list[Down] = []
        self.picture_area = 0.0
        self.segments = 0
        self.invisible = False
        self._edges = (ctypes.c_float * 4)()
        self._modes = (ctypes.c_int * 2)()  # fill, stroke
        start, modes = ctypes.addressof(self._edges), ctypes.addressof(self._modes)
        self._edge_places = (start, start + 4, start + 8, start + 12)
        self._mode_places = (modes, modes + 4)

    def draw(self, objects: list[int | None], matrix: Matrix, depth: int) -> None:
        """Collect from objects that stand in `matrix`."""
        first_text = True
        for item in filter(None, objects):
            kind = _get_type(item)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                if first_text:
                    self.invisible |= _is_invisible(item)
                    first_text = False
            elif kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(item, matrix)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = self._bounds(item, matrix)
                self.picture_area += (right - left) * (top - bottom)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
                self._form(item, matrix, depth)
            if self.segments > _MAX_SEGMENTS:
                return

    def _form(self, item: int, matrix: Matrix, depth: int) -> None:
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(_handle(item), ctypes.byref(own))
        inner = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
        count = max(pdfium.FPDFFormObj_CountObjects(_handle(item)), 0)
        self.draw(list(map(_get_inner, repeat(item), range(count))), inner, depth + 1)

    def _bounds(self, item: int, matrix: Matrix) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top on the page."""
        if not _get_bounds(item, *self._edge_places):
            return 0.0, 0.0, 0.0, 0.0
        left, bottom, right, top = self._edges
        if matrix is not _IDENTITY:
            corners = [
                _moved(x, y, matrix) for x, y in ((left, bottom), (left, top), (right, bottom))
            ]
            corners.append(_moved(right, top, matrix))
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        if not -_FAR < left <= right < _FAR or not -_FAR < bottom <= top < _FAR:
            return 0.0, 0.0, 0.0, 0.0
        return left, bottom, right, top

    def _path(self, item: int, matrix: Matrix) -> None:
        """Collect the lines of one path: whole if it is thin, else edge by edge."""
        count = max(_count_segments(item), 0)
        self.segments += count
        _get_mode(item, *self._mode_places)
        if not any(self._modes) or self.segments > _MAX_SEGMENTS:
            return
        left, bottom, right, top = self._bounds(item, matrix)
        if right - left <= THICK or top - bottom <= THICK:
            self._shape(left, bottom, right, top)
            return
        for outline in _outlines(_handle(item), count, matrix):
            if self._modes[1]:
                self._edges_of(outline)
            else:
                xs, ys = [x for x, _ in outline], [y for _, y in outline]
                self._shape(min(xs), min(ys), max(xs), max(ys))

    def _edges_of(self, outline: list[tuple[float, float]]) -> None:
        """Collect the straight edges of a stroked outline."""
        for (x, y), (next_x, next_y) in pairwise(outline):
            if abs(x - next_x) < _STRAIGHT or abs(y - next_y) < _STRAIGHT:
                self._shape(min(x, next_x), min(y, next_y), max(x, next_x), max(y, next_y))

    def _shape(self, left: float, bottom: float, right: float, top: float) -> None:
        """Collect a shape if it is thin; a dot of a dotted line counts for both ways."""
        width, height = right - left, top - bottom
        if not width < _FAR or not height < _FAR or (width <= 0 and height <= 0):
            return
        if height <= THICK and (width > height or width <= 2):
            self.across.append(Across((bottom + top) / 2, left, right))
        if width <= THICK and (height > width or height <= 2):
            self.down.append(Down((left + right) / 2, bottom, top))


def _outlines(item: Handle, count: int, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """Return the outlines of a path, point by point; curves end an outline and are left out."""
    outlines: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    own = pdfium.FS_MATRIX()
    if pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(own)):
        matrix = _times((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _moved(x.value, y.value, matrix)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind != pdfium.FPDF_SEGMENT_LINETO or not outlines:
            outlines.append([point])
        else:
            outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return [outline for outline in outlines if len(outline) > 1]


def _handle(address: int) -> Handle:
    """Return a page object's address as pdfium's own pointer type."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def _is_invisible(address: int) -> bool:
    """Whether a text object is drawn with no ink (render mode 3)."""
    mode = pdfium.FPDFTextObj_GetTextRenderMode(_handle(address))
    return bool(mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Return a point under a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
