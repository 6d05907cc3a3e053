"""The characters of a page with their boxes: one call for the text, a cheap one for each box.

Made through pdfium's own declarations, a call for each box costs as much as reading the page.
The same function called without declared argument types, on prepared addresses, costs a third.
"""

import ctypes
import math
import re
import unicodedata
from collections import Counter, deque
from itertools import repeat
from operator import sub
from typing import Any, NamedTuple

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

Handle = Any
"""A pdfium handle, as ctypes gives it."""
_Edges = tuple[list[float], list[float], list[float], list[float]]

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
_RADICAL = re.compile(f"[{''.join(map(chr, _RADICALS))}]")
_SIZES = 6  # more heights than this on a page are not all font sizes
_LARGEST = 1000.0
_SMALLEST = 0.55  # of the usual size: dots (・) may be many


class Glyphs(NamedTuple):
    """The characters of a page in the order of its content, and the four edges of each.

    Edges stand in a list each, in points: a page has thousands, and plain numbers cost least. A
    character without height is a space or line break that pdfium made up. `radicals` and
    `unmapped` count the characters that were replaced.
    """

    chars: list[str]
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    radicals: int
    unmapped: int
    textpage: pypdfium.PdfTextPage

    def middle(self, index: int) -> tuple[float, float]:
        """Return the centre of a character."""
        return (
            (self.lefts[index] + self.rights[index]) / 2,
            (self.tops[index] + self.bottoms[index]) / 2,
        )

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

    def read(self, textpage: ctypes.c_void_p, count: int) -> _Edges:
        """Return the lefts, tops, rights and bottoms of the first `count` characters."""
        if count > len(self._addresses):
            self._grow(count)
        ctypes.memset(self._room, 0, count * 16)
        # A call that fails leaves the zeros: a character without height.
        deque(map(self._call, repeat(textpage), range(count), self._addresses), maxlen=0)
        edges: Any = memoryview(self._room).cast("B")[: count * 16].cast("f").tolist()
        if not math.isfinite(sum(edges)):
            edges = [edge if math.isfinite(edge) else 0.0 for edge in edges]
        return edges[0::4], edges[1::4], edges[2::4], edges[3::4]

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
        return Glyphs([], [], [], [], [], 0, 0, textpage)
    handle = ctypes.c_void_p(ctypes.cast(textpage.raw, ctypes.c_void_p).value)
    text = _text(textpage.raw, count)
    edges = _BOXES.read(handle, count)
    radicals = len(_RADICAL.findall(text))
    replaced = text.translate(_RADICALS) if radicals else text
    unmapped = text.count("\0")
    for hyphen in _HYPHENS:
        replaced = replaced.replace(hyphen, "-")
    chars = list(replaced.replace("\0", _LOST))
    if _SURROGATE.search(text):
        _pair_surrogates(chars)
    glyphs = Glyphs(chars, *edges, radicals, unmapped, textpage)
    _square(glyphs)
    return glyphs


def is_wide(char: str) -> bool:
    """Whether a character is set in a square, as Japanese and its marks (■ ① ※) are."""
    return _WIDE.match(char) is not None


def _square(glyphs: Glyphs) -> None:
    """Give em boxes to characters of fonts that tell no ascent: pdfium boxes their ink alone.

    Em boxes are alike in height by the hundred, ink is not.
    """
    heights = [int(4 * height) for height in map(sub, glyphs.tops, glyphs.bottoms)]
    if len(set(heights)) <= _SIZES:
        return
    counts = Counter(filter(None, heights))
    least = _SMALLEST * counts.most_common(1)[0][0]
    usual = {height for height, n in counts.items() if n * 20 > len(heights) and height > least}
    for index, height in enumerate(heights):
        if glyphs.tops[index] > glyphs.bottoms[index] and height not in usual:
            _square_one(glyphs, index)


def _square_one(glyphs: Glyphs, index: int) -> None:
    """Give an em box to one character, where its ink is smaller and it does not lie."""
    raw = glyphs.textpage.raw
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix))
    em = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d)
    height = glyphs.tops[index] - glyphs.bottoms[index]
    if abs(matrix.b) < abs(matrix.a) and height < 0.99 * em < _LARGEST:
        pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
        glyphs.lefts[index] = min(x.value, glyphs.lefts[index])
        glyphs.bottoms[index] = y.value - 0.12 * em
        glyphs.tops[index] = glyphs.bottoms[index] + em
        if is_wide(glyphs.chars[index]):
            glyphs.rights[index] = x.value + em


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
