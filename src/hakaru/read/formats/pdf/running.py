"""Running heads and feet: texts that stand at one height on several pages, and page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from hakaru.read.formats.pdf.draft import DraftPage, DraftTable, DraftText

Item = DraftTable | DraftText

_BAND = 4.0
_MOST = 6
_DIGITS = re.compile(r"[0-9０-９]+")
_DASHES = r"[\s\-–—－―ー]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:[pP]\.?|頁|ページ)?\s*#(?:\s*[/／]\s*#)?\s*(?:頁|ページ)?{_DASHES}"
)


class Running:
    """Tells running heads and feet of a document from its other texts."""

    def __init__(self, pages: Sequence[DraftPage]) -> None:
        """Count, for each text at the head or foot of a page, the pages it is on."""
        self._heights: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for page in pages:
            for item in (*_edge(page.items), *_edge(page.items[::-1])):
                self._heights[_plain(item)].append((item.box[1], item.page))

    def head(self, items: Sequence[Item]) -> int:
        """Return how many items from the first are running heads."""
        return sum(1 for _ in takewhile(self._is_running, items))

    def foot(self, items: Sequence[Item]) -> int:
        """Return how many items from the last are running feet."""
        return self.head(items[::-1])

    def _is_running(self, item: Item) -> bool:
        if isinstance(item, DraftTable):
            return False
        plain = _plain(item)
        if _PAGE_NUMBER.fullmatch(plain):
            return True
        return any(
            page != item.page and abs(height - item.box[1]) < _BAND
            for height, page in self._heights[plain]
        )


def _edge(items: Sequence[Item]) -> Iterator[DraftText]:
    """Return the texts before the first table, at most six."""
    for item in items[:_MOST]:
        if isinstance(item, DraftTable):
            return
        yield item


def _plain(item: DraftText) -> str:
    """Return a text with its figures alike: page numbers grow."""
    return _DIGITS.sub("#", item.text)
