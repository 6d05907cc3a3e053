"""The characters of a page with their boxes, in bulk: one call a page for the text, none for boxes.

Every glyph box is one foreign call; made through pdfium's own declarations it costs three times
what the whole page's text costs. Calling the same function without declared argument types, on
prepared addresses, brings it to a tenth.
"""

import ctypes
import math
import re
import struct
import unicodedata
from collections import Counter
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

Handle = Any
"""A pdfium handle, as ctypes gives it."""
Box = tuple[float, float, float, float]
"""left, top, right, bottom, in points; the order of pdfium's FS_RECTF."""

_WIDE = re.compile(
    "[\u2190-\u21ff\u2460-\u24ff\u25a0-\u27bf\u2e80-\u9fff\uac00-\uffee\U0001f200-\U0003ffff※…‥]"
)
_LOST = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
_HYPHENS = ("\x02", "\ufffe")  # what pdfium puts for a hyphen at the end of a line
_WHOLE_RADICALS = {
    0x2E9F: "母",
    0x2EA0: "民",
    0x2EC1: "虎",
    0x2EC4: "西",
    0x2EC6: "角",
    0x2ED1: "長",
    0x2ED8: "青",
    0x2EDD: "食",
    0x2EE3: "骨",
    0x2EE4: "鬼",
    0x2EE8: "麦",
    0x2EE9: "黄",
    0x2EEB: "斉",
    0x2EED: "歯",
    0x2EEF: "竜",
    0x2EF2: "亀",
}
# Word and macOS write 車 as the radical ⾞: same look, other code. Only the two radical blocks are
# mapped; NFKC on the rest would turn ① into 1.
_RADICALS = str.maketrans(
    {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    | _WHOLE_RADICALS
)
_SIZES = 8  # more heights than this on a page are not all font sizes
_LARGEST = 1000.0
_SMALLEST = 0.55  # of the usual size: dots (・) may be many
_NOWHERE: Box = (0.0, 1.0, 1.0, 0.0)  # where a damaged file gives a place that is no number


class Glyphs(NamedTuple):
    """The characters of a page in the order of its content, each with its box.

    A box without height belongs to a space or line break that pdfium made up. `radicals` and
    `unmapped` count the characters that were replaced.
    """

    chars: list[str]
    boxes: list[Box]
    radicals: int
    unmapped: int
    textpage: pypdfium.PdfTextPage

    def together(self, index: int) -> bool:
        """Whether a character was written in one go with the next; asks the page, still open."""
        if index + 1 >= len(self.chars):
            return False
        one, other = (
            ctypes.cast(
                pdfium.FPDFText_GetTextObject(self.textpage.raw, place), ctypes.c_void_p
            ).value
            for place in (index, index + 1)
        )
        return one == other


class _Boxes:
    """Room for the boxes of a page, kept and grown from page to page."""

    def __init__(self) -> None:
        self._room: Any = None
        self._addresses: list[ctypes.c_void_p] = []
        function = pdfium.FPDFText_GetLooseCharBox
        self._call = type(function)(ctypes.cast(function, ctypes.c_void_p).value)

    def read(self, textpage: ctypes.c_void_p, count: int) -> list[Box]:
        """Return the boxes of the first `count` characters."""
        if count > len(self._addresses):
            self._grow(count)
        ctypes.memset(self._room, 0, count * 16)
        # A call that fails leaves the zeros: a box without height.
        for _ in map(self._call, repeat(textpage), range(count), self._addresses):
            pass
        room = memoryview(self._room).cast("B")[: count * 16]
        boxes: list[Box] = list(struct.iter_unpack("4f", room))
        if math.isfinite(sum(room.cast("f"))):
            return boxes
        return [box if all(map(math.isfinite, box)) else _NOWHERE for box in boxes]

    def _grow(self, count: int) -> None:
        count = max(count, 4096)
        self._room = (pdfium.FS_RECTF * count)()
        start = ctypes.addressof(self._room)
        self._addresses = [ctypes.c_void_p(start + 16 * index) for index in range(count)]


_BOXES = _Boxes()


def read_glyphs(textpage: pypdfium.PdfTextPage) -> Glyphs:
    """Return the characters of a pypdfium2 text page; not for two threads at once."""
    count = max(pdfium.FPDFText_CountChars(textpage.raw), 0)
    if not count:
        return Glyphs([], [], 0, 0, textpage)
    handle = ctypes.c_void_p(ctypes.cast(textpage.raw, ctypes.c_void_p).value)
    text = _text(textpage.raw, count)
    boxes = _BOXES.read(handle, count)
    replaced = text.translate(_RADICALS)
    radicals = sum(map(str.__ne__, text, replaced)) if replaced != text else 0
    unmapped = text.count("\0")
    for hyphen in _HYPHENS:
        replaced = replaced.replace(hyphen, "-")
    chars = list(replaced.replace("\0", _LOST))
    if _SURROGATE.search(text):
        _pair_surrogates(chars)
    _square(boxes, chars, textpage.raw)
    return Glyphs(chars, boxes, radicals, unmapped, textpage)


def is_wide(char: str) -> bool:
    """Whether a character is set in a square, as Japanese and its marks (■ ① ※) are."""
    return _WIDE.match(char) is not None


def _square(boxes: list[Box], chars: list[str], raw: Handle) -> None:
    """Give em boxes to characters of fonts that tell no ascent: pdfium boxes their ink alone.

    Em boxes are alike in height by the hundred, ink is not.
    """
    heights = [int(4 * (top - bottom)) for _, top, _, bottom in boxes]
    if len(set(heights)) <= _SIZES:
        return
    counts = Counter(filter(None, heights))
    least = _SMALLEST * counts.most_common(1)[0][0]
    usual = {height for height, n in counts.items() if n * 20 > len(boxes) and height > least}
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for index, height in enumerate(heights):
        if height == 0 or height in usual:
            continue
        pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix))
        em = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
        left, top, right, bottom = boxes[index]
        if abs(matrix.b) < abs(matrix.a) and top - bottom < 0.99 * em < _LARGEST:
            pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
            right = x.value + em if is_wide(chars[index]) else right
            base = y.value - 0.12 * em
            boxes[index] = (min(x.value, left), base + em, right, base)


def _text(raw: Handle, count: int) -> str:
    """Return one character per index; the bulk call is used where it keeps the indexes."""
    room = ctypes.create_string_buffer(2 * (count + 1))
    written = pdfium.FPDFText_GetText(
        raw, 0, count, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort))
    )
    text = room.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="surrogatepass")
    if written - 1 == count == len(text):
        return text
    # Characters without a code are left out of the bulk text: ask one by one.
    codes = map(pdfium.FPDFText_GetUnicode, repeat(raw), range(count))
    return "".join(chr(code) if code <= 0x10FFFF else "\0" for code in codes)


def _pair_surrogates(chars: list[str]) -> None:
    """Put halves of a character that came as two together; the second place stays empty."""
    for index in range(len(chars) - 1):
        high, low = chars[index], chars[index + 1]
        if "\ud800" <= high <= "\udbff" and "\udc00" <= low <= "\udfff":
            pair = (high + low).encode("utf-16-le", errors="surrogatepass")
            chars[index], chars[index + 1] = pair.decode("utf-16-le"), ""
    for index, char in enumerate(chars):
        if "\ud800" <= char <= "\udfff" and len(char) == 1:
            chars[index] = _LOST
