"""Long reports in batches: the typesetter keeps all it is given in memory until it is done."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from hakaru.report.tables.model import Block, Part, Role, Row, Table, Text

# About 250 cards, which take 300 MB to set.
MOST_CELLS = 15_000
_EARLY = 0.6


def batches(parts: Iterable[Part], most: int) -> Iterator[list[Part]]:
    """Yield the parts in batches of no more than `most` cells; longer tables are cut in pieces.

    A batch ends early before a section, so that the outline of the next one begins with it.
    """
    batch: list[Part] = []
    weight = 0
    for part in parts:
        for piece in _pieces(part, most):
            own = sum(map(_weight, piece.blocks))
            full = weight + own > most or (weight > most * _EARLY and _opens(piece))
            if batch and full:
                yield batch
                batch, weight = [], 0
            batch.append(piece)
            weight += own
    if batch:
        yield batch


def _opens(part: Part) -> bool:
    """Tell whether a part begins a section of the first level."""
    first = part.blocks[0] if part.blocks else None
    return isinstance(first, Text) and first.role is Role.HEADING and first.level == 1


def _weight(block: Block) -> int:
    """Return about how many cells a block has."""
    return sum(len(row.cells) for row in block.rows) if isinstance(block, Table) else 1


def _pieces(part: Part, most: int) -> Iterator[Part]:
    """Yield a part, in pieces where it has more than `most` cells."""
    if sum(map(_weight, part.blocks)) <= most:
        yield part
        return
    waiting: list[Block] = []
    first = True
    for block in part.blocks:
        if isinstance(block, Table) and _weight(block) > most:
            for table in _cut(block, most):
                yield replace(part, blocks=(*waiting, table), new_page=part.new_page and first)
                waiting, first = [], False
        else:
            waiting.append(block)
    if waiting:
        yield replace(part, blocks=tuple(waiting), new_page=part.new_page and first)


def _cut(table: Table, most: int) -> Iterator[Table]:
    """Yield a table in pieces under the same headings; no cell is cut."""
    head, rows = table.rows[: table.head_rows], table.rows[table.head_rows :]
    start = weight = 0
    for end, safe in _ends(rows):
        weight += len(rows[end - 1].cells)
        if (safe and weight >= most) or end == len(rows):
            yield replace(table, rows=(*head, *rows[start:end]))
            start, weight = end, 0


def _ends(rows: tuple[Row, ...]) -> Iterator[tuple[int, bool]]:
    """Yield the end of each row, and whether the table may be cut there."""
    reach = 0
    for at, row in enumerate(rows):
        reach = max(reach, at + 1, *(at + cell.rows for cell in row.cells))
        yield at + 1, reach == at + 1 and not row.band
