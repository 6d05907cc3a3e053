"""Which lines of a grid are headings of its tables, seen from what stands around them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hakaru.read.layouts.frame import Heading, is_legend, is_page_number, is_sentence
from hakaru.read.tables.cutting import Data, Line
from hakaru.read.tables.lines import (
    is_attachment,
    is_caption,
    is_remark,
    is_weak,
    line_heading,
    unit_of_line,
)

FEWEST_LEADING = 2
LONGEST_PLAIN = 40
MERGED = "merged"
PLAIN = "plain"


class HeadingLines:
    """The headings among the lines of a grid, by the line's index.

    Numbered lines and 《…》 always are, unless they count up line by line outside a table: that is
    a list. Lines with a mere mark (■, #) are where the mark stands before several tables; lines
    without any sign where they stand directly before several tables; so is what spans the columns
    of a table.
    """

    def __init__(self, items: Sequence[Line | Data], first_header: int) -> None:
        """Look at the lines of a grid whose first heading row has the number `first_header`."""
        self._first_header = first_header
        self._read = {
            at: line_heading(item.cell.text)
            for at, item in enumerate(items)
            if isinstance(item, Line)
        }
        self._lists = frozenset(self._listed(items))
        self._marks = self._leading_marks(items)
        self._plain = self._leading_lines(items)

    def heading(self, at: int, line: Line) -> Heading | None:
        """Return the heading that a line is, None for other lines."""
        if at in self._lists or is_legend(line.cell.text):
            return None
        found = self._read[at]
        if found is not None:
            return found if not is_weak(found) or found.style in self._marks else None
        if self._spans_table(line):
            return Heading(MERGED, "", " ".join(line.cell.text.split()))
        return Heading(PLAIN, "", line.cell.text) if at in self._plain else None

    def _spans_table(self, line: Line) -> bool:
        """Tell whether a line is a merged row inside a table."""
        return self.is_inside(line) and line.cell.span > 1 and not is_sentence(line.cell.text)

    def is_inside(self, line: Line) -> bool:
        """Tell whether a line is a row of a table, below its heading."""
        return line.row.table > 0 and line.row.number > self._first_header

    def _listed(self, items: Sequence[Line | Data]) -> Iterable[int]:
        """Yield the indexes of lines that count up directly below each other."""
        for at, (item, below) in enumerate(pairwise(items)):
            if isinstance(item, Data) or isinstance(below, Data):
                continue
            heading, following = self._read[at], self._read[at + 1]
            if self.is_inside(item) and self.is_inside(below):
                # Sections without a row of their own.
                continue
            near = 0 <= below.row.number - item.row.number <= 1
            if near and heading and following and heading.style == following.style:
                yield from (at, at + 1)

    def _leading_marks(self, items: Sequence[Line | Data]) -> frozenset[str]:
        """Return the marks that stand before tables often enough to be headings."""
        led: Counter[str] = Counter()
        waiting: set[str] = set()
        for at, item in enumerate(items):
            if isinstance(item, Data):
                led.update(waiting)
                waiting = set()
            elif (heading := self._read[at]) and is_weak(heading):
                waiting.add(heading.style)
        return frozenset(style for style, count in led.items() if count >= FEWEST_LEADING)

    def _leading_lines(self, items: Sequence[Line | Data]) -> frozenset[int]:
        """Return the indexes of short lines without any sign that stand directly before tables."""
        leading = [
            at
            for at, (item, below) in enumerate(pairwise(items))
            if isinstance(item, Line) and isinstance(below, Data) and self._may_lead(at, item)
        ]
        texts = {item.cell.text for at in leading if isinstance(item := items[at], Line)}
        enough = len(texts) == len(leading) >= FEWEST_LEADING
        return frozenset(leading) if enough else frozenset()

    def _may_lead(self, at: int, line: Line) -> bool:
        """Tell whether a line without any sign could be a heading."""
        text = line.cell.text
        return (
            self._read[at] is None
            and len(text) <= LONGEST_PLAIN
            and line.cell.span == 1
            and not is_sentence(text)
            and not is_remark(text)
            and not is_page_number(text)
            and not is_attachment(text)
            and not is_caption(text)
            and unit_of_line(text) is None
        )
