"""The cells of a ruled table with what stands in them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hakaru.read.formats.kinds import PARTLY_STRUCK
from hakaru.read.formats.pdf import kinds
from hakaru.read.formats.pdf.columns import struck_marks
from hakaru.read.formats.pdf.composing import compose
from hakaru.read.formats.pdf.decoration import Decoration
from hakaru.read.formats.pdf.draft import DraftCell, DraftTable, Remark
from hakaru.read.formats.pdf.filling import Filled
from hakaru.read.formats.pdf.glyphs import Glyphs
from hakaru.read.formats.pdf.lattice import Lattice
from hakaru.read.formats.pdf.wrapping import Room
from hakaru.read.grid import Mark

_MOST_PADDING = 9.0
_FULL = 1.5


class Ruled(NamedTuple):
    """The ruled tables of a page and everything needed to read them."""

    page: int
    lattices: Sequence[Lattice]
    filled: Filled
    glyphs: Glyphs
    decoration: Decoration | None


def read_tables(ruled: Ruled) -> Iterator[DraftTable]:
    """Return the ruled tables of a page that have any text."""
    for number in sorted({spot[0] for spot in ruled.filled.cells}):
        yield _table(number, ruled)


def _table(number: int, ruled: Ruled) -> DraftTable:
    """Return one table; its cells from the top, left to right."""
    lattice = ruled.lattices[number]
    places = sorted(cell for table, cell in ruled.filled.cells if table == number)
    padding = _padding(number, places, ruled)
    remarks = [*_overflows(number, places, ruled), *_between_rows(number, places, ruled)]
    doubtful = {index for remark in remarks for index in remark.cells}
    cells = []
    for index, place in enumerate(places):
        cell, struck = _cell((number, place), ruled, padding)
        marks = cell.marks
        if struck and Mark.STRUCK not in marks:
            remarks.append(Remark(PARTLY_STRUCK, (index,), {"struck": "\n".join(struck)}))
        if lattice.frames[place].uneven:
            remarks.append(Remark(kinds.UNEVEN_CELL, (index,), {"text": cell.text}))
            doubtful.add(index)
        if index in doubtful:
            cell = cell._replace(marks=marks | {Mark.TO_CONFIRM})
        cells.append(cell)
    return DraftTable(
        ruled.page,
        lattice.box,
        tuple(lattice.xs),
        len(lattice.ys) - 1,
        tuple(cells),
        tuple(remarks),
    )


def _padding(number: int, places: Sequence[int], ruled: Ruled) -> float:
    """Return the usual distance of a text from its cell's side borders, to half a point."""
    gaps: Counter[int] = Counter()
    for place in places:
        left, _, right, _ = ruled.lattices[number].boxes[place]
        runs = ruled.filled.cells[number, place]
        gaps[round(2 * (min(run.left for run in runs) - left))] += 1
        gaps[round(2 * (right - max(run.right for run in runs)))] += 1
    likely = [(count, -gap) for gap, count in gaps.items() if 0 <= gap <= 2 * _MOST_PADDING]
    return -max(likely)[1] / 2 if likely else 0.0


def _cell(spot: tuple[int, int], ruled: Ruled, padding: float) -> tuple[DraftCell, tuple[str, ...]]:
    """Return a cell, and the pieces of its text that are struck through."""
    lattice = ruled.lattices[spot[0]]
    frame = lattice.frames[spot[1]]
    box = lattice.boxes[spot[1]]
    room = Room(box[0] + padding, box[2] - padding)
    runs = ruled.filled.cells[spot]
    composed = compose(runs, ruled.glyphs, room, ruled.decoration)
    cell = DraftCell(
        frame.row,
        frame.column,
        frame.row_span,
        frame.span,
        composed.text,
        ruled.page,
        box,
        struck_marks(composed),
        composed.underlined,
        room.right - runs[-1].right < _FULL * runs[-1].size,
    )
    return cell, composed.struck


def _overflows(number: int, places: Sequence[int], ruled: Ruled) -> Iterator[Remark]:
    """Return a remark for each text over a border of this table, with both readings."""
    for overflow in ruled.filled.overflows:
        cells = tuple(
            places.index(cell)
            for table, cell in overflow.spots
            if table == number and cell in places
        )
        if cells:
            values = {
                "by_character": overflow.by_character,
                "by_segment": overflow.by_segment,
                "taken": overflow.taken,
            }
            yield Remark(kinds.OVER_BORDER, cells, values)


def _between_rows(number: int, places: Sequence[int], ruled: Ruled) -> Iterator[Remark]:
    """Return a remark for each line that stands on the border between two rows."""
    for (table, cell), run in ruled.filled.between_rows:
        if table == number:
            yield Remark(kinds.BETWEEN_ROWS, (places.index(cell),), {"text": run.text})
