"""Pages -> one document: tables that go on over the end of a page are joined, cut cells too.

A table goes on where the next page's first table has the same outer edges and an inner one in
common, only running heads and feet in between, and starts with the table's heading rows again or
with a row unlike the first row of any table so far. A first row that shares a label with one of
those (「No.」「連携事業名」) begins a new table.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, takewhile

from msgspec.structs import replace

from hakaru.read.formats.pdf import kinds
from hakaru.read.formats.pdf.draft import DraftCell, DraftPage, DraftTable, Remark
from hakaru.read.formats.pdf.glyphs import is_wide
from hakaru.read.formats.pdf.running import Item, Running
from hakaru.read.grid import Mark

_EDGE = 1.5
_MOST_HEADINGS = 6
_CUT_CELLS = 3
_CUT_LENGTH = 4
_ENDED = re.compile(r"[。．.!?！？]$")
_LIST_MARK = re.compile(r"[\u2460-\u2473・･●■※][^\d\s]{3}")
_STARTS_ANEW = re.compile(r"[\d\u2460-\u2473・･●■□※★◎○△×▲-]")
_FIGURE = re.compile(r"\d")

_Rows = list[list[DraftCell]]
_Label = tuple[int, str]
"""Where a text stands from the left, in steps of four points, and the text."""


def join_pages(pages: Sequence[DraftPage], told: Callable[[], None]) -> list[Item]:
    """Return the items of all pages in reading order, each continued table once.

    Running heads and feet that stood between the parts of a table follow it. `told` is called
    after each page.
    """
    joiner = _Joiner(Running(pages))
    for page in pages:
        joiner.add(page)
        told()
    joiner.close()
    return joiner.items


class _Joiner:
    """The items so far, and the last table as long as it may go on."""

    def __init__(self, running: Running) -> None:
        self.items: list[Item] = []
        self._running = running
        self._table: _Growing | None = None
        self._waiting: list[Item] = []
        self._starts: set[_Label] = set()

    def add(self, page: DraftPage) -> None:
        """Add the items of the next page."""
        head = self._running.head(page.items)
        rest = page.items[head:]
        self._put_running(page.items[:head])
        first = rest[0] if rest else None
        if isinstance(first, DraftTable) and self._table and self._continues(first):
            rest = rest[1:]
        body = rest[: len(rest) - self._running.foot(rest)]
        for item in body:
            self.close()
            if isinstance(item, DraftTable):
                self._table = _Growing(item)
                self._starts |= _labels(item)
            else:
                self.items.append(item)
        self._put_running(rest[len(body) :])

    def _continues(self, part: DraftTable) -> bool:
        """Whether a part continues the last table; if so it is added."""
        is_start = bool(_labels(part) & self._starts)
        return self._table is not None and self._table.take(part, is_start=is_start)

    def close(self) -> None:
        """End the table that might have gone on."""
        if self._table:
            self.items.append(self._table.table())
            self.items += self._waiting
            self._table, self._waiting = None, []

    def _put_running(self, items: Sequence[Item]) -> None:
        """Keep running heads and feet until it is known that the table is over."""
        (self._waiting if self._table else self.items).extend(items)


class _Growing:
    """A table to which the next pages' parts are added."""

    def __init__(self, table: DraftTable) -> None:
        self._first = table
        self._xs = table.xs
        self._height = table.height
        self._cells = list(table.cells)
        self._remarks = list(table.remarks)
        self._headings = 0
        self._pages = [table.page]

    def take(self, part: DraftTable, *, is_start: bool) -> bool:
        """Add a part if it continues the table; return whether it does.

        `is_start` tells that it starts like some table of the document.
        """
        xs = _joined_edges(self._xs, part.xs)
        if xs is None:
            return False
        added = _on_edges(part.cells, part.xs, xs)
        rows, next_rows = _rows(_on_edges(self._first.cells, self._first.xs, xs)), _rows(added)
        headings = _repeated(rows, next_rows)
        if is_start and not (headings and _is_matrix(rows, next_rows, headings)):
            return False
        self._cells = _on_edges(self._cells, self._xs, xs)
        self._xs = xs
        self._headings = max(self._headings, headings)
        self._pages.append(part.page)
        self._add(added, part, headings)
        self._height += part.height
        return True

    def _add(self, added: list[DraftCell], part: DraftTable, headings: int) -> None:
        """Add the cells of a part: headings marked, the rest of a cut row to that row."""
        rows = _rows(added)
        heads = sum(len(row) for row in rows[:headings])
        rest = rows[headings] if headings < len(rows) else []
        cut = self._cut(rest)
        places = []
        for index, cell in enumerate(added):
            target = cut.get((cell.row, cell.column)) if index >= heads else None
            if target is not None:
                self._put_together(target, cell)
                places.append(target)
                continue
            places.append(len(self._cells))
            marks = cell.marks | {Mark.HEADER} if index < heads else cell.marks
            self._cells.append(cell._replace(row=cell.row + self._height, marks=marks))
        if heads:
            values = {"rows": str(headings), "page": str(part.page)}
            self._remarks.append(Remark(kinds.HEADER_ON_NEXT_PAGE, tuple(places[:heads]), values))
        for remark in part.remarks:
            cells = tuple(places[index] for index in remark.cells)
            self._remarks.append(remark._replace(cells=cells))

    def _cut(self, rest: list[DraftCell]) -> dict[tuple[int, int], int]:
        """Return which cells over the last row the first row of a part is the rest of, if any.

        That row has three texts at most, fewer than the last row, and leaves its figures or its
        first cell alone; its texts go on from full last lines, or with the next item of a list.
        """
        cut = {(cell.column, cell.span): cell for cell in rest}
        # Told by the part alone, before the whole table is looked through.
        if not 0 < len(cut) <= _CUT_CELLS:
            return {}
        # Headings that stood again are no row of their own: a cell may go on over several pages.
        own = [i for i, cell in enumerate(self._cells) if Mark.HEADER not in cell.marks]
        last = max((self._cells[index].row for index in own), default=-1)
        # A cell that began further up and reaches down to the last row is cut with it.
        before = {
            (self._cells[index].column, self._cells[index].span): index
            for index in own
            if self._cells[index].row + self._cells[index].row_span > last
        }
        if not before.keys() > cut.keys():
            return {}
        alone = [self._cells[index].text for place, index in before.items() if place not in cut]
        first = min(place for place, index in before.items() if self._cells[index].row == last)
        if {min(before), first} & cut.keys() and not any(_FIGURE.search(text) for text in alone):
            return {}
        others = [
            cell.text
            for place, cell in cut.items()
            if not _is_rest(self._cells[before[place]], cell.text)
        ]
        if not all(map(_LIST_MARK.match, others)) or len(others) == len(cut) > 1:
            return {}
        return {(cell.row, cell.column): before[place] for place, cell in cut.items()}

    def _put_together(self, target: int, rest: DraftCell) -> None:
        """Add the rest of a cut cell to it, to be confirmed."""
        cell = self._cells[target]
        space = "" if is_wide(cell.text[-1]) or is_wide(rest.text[0]) else " "
        if _LIST_MARK.match(rest.text):
            space = "\n"
        self._cells[target] = cell._replace(
            text=f"{cell.text}{space}{rest.text}",
            marks=cell.marks | rest.marks | {Mark.TO_CONFIRM},
            underlined=cell.underlined + rest.underlined,
        )
        values = {"before": cell.text, "after": rest.text}
        self._remarks.append(Remark(kinds.ROW_CONTINUED, (target,), values))

    def table(self) -> DraftTable:
        """Return the whole table, its heading rows marked if they stood again."""
        heads = set(sorted({cell.row for cell in self._first.cells})[: self._headings])
        cells = [
            cell._replace(marks=cell.marks | {Mark.HEADER}) if cell.row in heads else cell
            for cell in self._cells
        ]
        remarks = list(self._remarks)
        if len(self._pages) > 1:
            pages = ", ".join(map(str, self._pages))
            remarks.append(Remark(kinds.TABLE_CONTINUED, (0,), {"pages": pages}))
        return replace(
            self._first,
            xs=self._xs,
            height=self._height,
            cells=tuple(cells),
            remarks=tuple(remarks),
        )


def _labels(table: DraftTable) -> set[_Label]:
    """Return the texts of a table's first row that are words, with where they stand."""
    top = table.cells[0].row
    return {
        (round(table.xs[cell.column] / 4), cell.text)
        for cell in table.cells
        if cell.row == top and sum(map(str.isalpha, cell.text)) > 1
    }


def _joined_edges(xs: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...] | None:
    """Return the column edges of two parts together; None if they are not of one table."""
    if abs(xs[0] - other[0]) > _EDGE or abs(xs[-1] - other[-1]) > _EDGE:
        return None
    new = [edge for edge in other if min(abs(x - edge) for x in xs) > _EDGE]
    if min(len(xs), len(other)) > 2 and len(other) - len(new) < 3:
        return None
    return tuple(sorted((*xs, *new)))


def _on_edges(
    cells: Iterable[DraftCell], xs: tuple[float, ...], edges: tuple[float, ...]
) -> list[DraftCell]:
    """Return cells with their columns counted on finer edges."""
    if xs == edges:
        return list(cells)
    place = [min(range(len(edges)), key=lambda i: abs(edges[i] - x)) for x in xs]
    return [
        cell._replace(
            column=place[cell.column],
            span=place[cell.column + cell.span] - place[cell.column],
        )
        for cell in cells
    ]


def _rows(cells: Iterable[DraftCell]) -> _Rows:
    """Return cells, row by row."""
    return [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]


def _repeated(rows: _Rows, next_rows: _Rows) -> int:
    """Return how many rows a part starts with that are those the table starts with."""
    same = takewhile(
        lambda pair: _texts(pair[0]) == _texts(pair[1]), zip(rows, next_rows, strict=False)
    )
    return min(sum(1 for _ in same), _MOST_HEADINGS)


def _is_matrix(rows: _Rows, next_rows: _Rows, headings: int) -> bool:
    """Whether repeated first rows are headings of columns, not the title two forms share."""
    is_title = all(len(row) == 1 for row in next_rows[:headings])
    if is_title and headings < min(len(rows), len(next_rows)):
        return not _texts(rows[headings]) & _texts(next_rows[headings])
    return True


def _texts(row: list[DraftCell]) -> set[tuple[int, int, str]]:
    """Return the texts of a row, without white space, with their columns."""
    return {(cell.column, cell.span, "".join(cell.text.split())) for cell in row}


def _is_rest(before: DraftCell, after: str) -> bool:
    """Whether a text may be the rest of a cell that the end of a page cut."""
    return (
        before.full
        and min(len(before.text), len(after)) >= _CUT_LENGTH
        and not _ENDED.search(before.text)
        and not _STARTS_ANEW.match(after)
    )
