"""A row that holds several indicators ①②③ in its cells, divided into one row for each."""

import re
from itertools import pairwise

from msgspec.structs import replace

from hakaru.read.grid import Cell
from hakaru.read.tables.columns import JUDGED, MEASURED, ColumnMeaning, Role
from hakaru.read.tables.record import Record

_CIRCLED = re.compile("[①-⑳]")
_DIVIDED = MEASURED | JUDGED | {Role.ITEM, Role.UNIT}


def divide(record: Record, group: int) -> list[Record]:
    """Return a record for each numbered indicator of a group, or the record alone.

    It is divided only where ①② count up in the indicator's cell and in a value's; a cell without
    numbers goes to the first indicator, a unit to all.
    """
    item = record.item(group)
    count = len(pieces(item.text)) if item is not None else 0
    if count < 2:
        return [record]
    numbered = any(
        column.role in MEASURED and len(pieces(cell.text)) >= 2 for column, cell in record.columns
    )
    if not numbered:
        return [record]
    return [
        record._replace(columns=tuple(
            (column, part)
            for column, cell in record.columns
            if (part := _part(column, cell, at)) is not None
        ))
        for at in range(count)
    ]  # fmt: skip


def _part(column: ColumnMeaning, cell: Cell, at: int) -> Cell | None:
    """Return the part of a cell that belongs to one indicator, None when it has none."""
    if column.role not in _DIVIDED:
        return cell
    marker = chr(ord("①") + at)
    found = pieces(cell.text)
    if not found:
        return cell if at == 0 or column.role is Role.UNIT else None
    return next((replace(cell, text=text) for text in found if text[0] == marker), None)


def pieces(text: str) -> list[str]:
    """Cut a text at ①, ②, ③ that count up from ① at its beginning; nothing for other texts."""
    marks = list(_CIRCLED.finditer(text))
    if not marks or marks[0].start() != 0:
        return []
    cuts: list[int] = []
    for mark in marks:
        if mark[0] == chr(ord("①") + len(cuts)):
            cuts.append(mark.start())
    edges = [*cuts, len(text)]
    return [text[left:right].strip() for left, right in pairwise(edges)]
