"""Text outside ruled tables: paragraphs, and tables that only their gaps show.

Gaps are a guess. Three lines or more, close below each other, whose pieces leave the same white
columns between them, are taken for a table, and every cell of it is to be confirmed.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from hakaru.read.formats.kinds import PARTLY_STRUCK
from hakaru.read.formats.pdf import kinds
from hakaru.read.formats.pdf.composing import Composed, compose
from hakaru.read.formats.pdf.decoration import Decoration
from hakaru.read.formats.pdf.draft import DraftCell, DraftTable, DraftText, Rectangle, Remark
from hakaru.read.formats.pdf.glyphs import Glyphs
from hakaru.read.formats.pdf.lines import Line, find_lines, make_line
from hakaru.read.formats.pdf.runs import Run, outline
from hakaru.read.formats.pdf.wrapping import Room, find_breaks
from hakaru.read.grid import Mark

_PIECE_GAP = 1.5
_RIVER = 0.8
_PITCH = 2.4
_LEADING = 0.9
_LEAST_ROWS = 3
_PROSE = 15
_FAR = 10_000.0


class Sheet(NamedTuple):
    """What the text of a page is read with: its number, characters, marks and right margin."""

    page: int
    glyphs: Glyphs
    decoration: Decoration | None
    margin: float


def read_outside(
    runs: Sequence[Run], tables: Sequence[Rectangle], sheet: Sheet
) -> list[DraftTable | DraftText]:
    """Return the texts and unruled tables among the runs that stand in no ruled table."""
    if not runs:
        return []
    rows = [_pieces(line) for line in find_lines(runs)]
    items: list[DraftTable | DraftText] = []
    loose: list[Line] = []
    for group in _close_rows(rows, tables):
        columns = _columns(group)
        if columns:
            items.append(_table(group, columns, sheet))
        else:
            loose.extend(piece for row in group for piece in row)
    for block in _blocks(loose):
        items.extend(_paragraphs(block, sheet))
    return items


def _pieces(line: Line) -> list[Line]:
    """Return a line cut at its wide gaps."""
    pieces = [[line.runs[0]]]
    for run in line.runs[1:]:
        before = pieces[-1][-1]
        if run.left - before.right > _PIECE_GAP * min(run.size, before.size):
            pieces.append([run])
        else:
            pieces[-1].append(run)
    return [make_line(piece) for piece in pieces]


def _close_rows(
    rows: Iterable[list[Line]], tables: Sequence[Rectangle]
) -> Iterable[list[list[Line]]]:
    """Group rows that follow closely, with no table in between."""
    group: list[list[Line]] = []
    for row in rows:
        if group:
            above, below = group[-1][0], row[0]
            is_far = above.bottom - below.bottom > _PITCH * max(above.size, below.size)
            if is_far or any(below.top < (box[1] + box[3]) / 2 < above.top for box in tables):
                yield group
                group = []
        group.append(row)
    if group:
        yield group


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Return the columns (left, right) that the gaps of some rows leave; none if it is no table."""
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < _LEAST_ROWS or len(wide) * 2 < len(rows):
        return []
    river = _RIVER * min(piece.size for row in wide for piece in row)
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for row in rows for piece in row):
        if columns and left < columns[-1][1] + river:
            columns[-1] = columns[-1][0], max(columns[-1][1], right)
        else:
            columns.append((left, right))
    if len(columns) < 2 or any(_crowded(row, columns) for row in wide):
        return []
    lengths = [len(piece.text) for row in wide for piece in row]
    return [] if min(lengths) >= _PROSE else columns


def _crowded(row: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether two pieces of a row share a column."""
    places = [_column(piece, columns) for piece in row]
    return len(set(places)) < len(places)


def _column(piece: Line, columns: Sequence[tuple[float, float]]) -> int:
    return next(
        number for number, (left, right) in enumerate(columns) if left <= piece.left <= right
    )


def _table(
    rows: Sequence[Sequence[Line]], columns: Sequence[tuple[float, float]], sheet: Sheet
) -> DraftTable:
    """Return rows of pieces as a table to be confirmed."""
    cells = []
    for number, row in enumerate(rows):
        for column, group in groupby(row, key=lambda piece: _column(piece, columns)):
            runs = [run for piece in group for run in piece.runs]
            composed = compose(runs, sheet.glyphs, Room(0, _FAR), sheet.decoration)
            marks = frozenset({Mark.TO_CONFIRM}) | struck_marks(composed)
            cells.append(
                DraftCell(
                    number,
                    column,
                    1,
                    1,
                    composed.text,
                    sheet.page,
                    outline(runs),
                    marks,
                    composed.underlined,
                )
            )
    remark = Remark(
        kinds.UNRULED_TABLE, (0,), {"rows": str(len(rows)), "columns": str(len(columns))}
    )
    edges = (*(left for left, _ in columns), columns[-1][1])
    box = outline([run for row in rows for piece in row for run in piece.runs])
    return DraftTable(sheet.page, box, edges, len(rows), tuple(cells), (remark,))


def struck_marks(composed: Composed) -> frozenset[Mark]:
    """Return STRUCK if more than half of a text is struck through."""
    struck = sum(map(len, composed.struck))
    return frozenset({Mark.STRUCK}) if 2 * struck > len(composed.text) else frozenset()


def _blocks(pieces: Iterable[Line]) -> list[list[Line]]:
    """Group pieces that stand below each other, closely and in one size."""
    blocks: list[list[Line]] = []
    near: list[list[Line]] = []
    for piece in pieces:
        near = [block for block in near if _is_near(block[-1], piece)]
        home = next((block for block in reversed(near) if _is_below(block[-1], piece)), None)
        if home is None:
            home = []
            blocks.append(home)
            near.append(home)
        home.append(piece)
    return blocks


def _is_near(above: Line, piece: Line) -> bool:
    """Whether a piece, or one after it from the top, may follow a line closely."""
    return above.bottom - piece.top < _LEADING * max(above.size, piece.size)


def _is_below(above: Line, piece: Line) -> bool:
    """Whether a piece stands under a line, at least half of the shorter one."""
    overlap = min(above.right, piece.right) - max(above.left, piece.left)
    shorter = min(above.right - above.left, piece.right - piece.left)
    return above.bottom > piece.bottom and overlap > 0.5 * shorter


def _paragraphs(block: Sequence[Line], sheet: Sheet) -> Iterable[DraftText]:
    """Return a block as paragraphs: full lines joined, others each alone."""
    breaks = find_breaks(block, sheet.glyphs, Room(block[0].left, _right(block, sheet)))
    paragraph: list[Run] = []
    for line, mark in zip(block, [*breaks, "\n"], strict=True):
        paragraph.extend(line.runs)
        if mark == "\n":
            yield _text(paragraph, block, sheet)
            paragraph = []


def _right(block: Sequence[Line], sheet: Sheet) -> float:
    """Return where a block's lines could have reached: the margin, its own edge, or anywhere."""
    right = max(line.right for line in block)
    em = block[0].size
    if right > sheet.margin - 2 * em:
        return sheet.margin
    full = sum(line.right > right - em for line in block)
    return right if full > 1 and len(block) > 2 else _FAR


def _text(runs: Sequence[Run], block: Sequence[Line], sheet: Sheet) -> DraftText:
    """Return the runs of one paragraph as a text."""
    room = Room(block[0].left, _right(block, sheet))
    composed = compose(runs, sheet.glyphs, room, sheet.decoration)
    marks = struck_marks(composed)
    remarks: tuple[Remark, ...] = ()
    if composed.struck and not marks:
        remarks = (Remark(PARTLY_STRUCK, (), {"struck": "\n".join(composed.struck)}),)
    return DraftText(sheet.page, outline(runs), composed.text, marks, composed.underlined, remarks)
