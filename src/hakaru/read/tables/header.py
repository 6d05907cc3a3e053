"""Heading rows of a table: found by their words, joined into one meaning a column."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hakaru.ledger.period import find_day
from hakaru.read.grid import Cell, Row
from hakaru.read.tables.columns import (
    HISTORY,
    IDENTITY,
    JUDGED,
    MEASURED,
    MONEY,
    ColumnMeaning,
    Role,
)
from hakaru.read.tables.heads import Head, HeadReader
from hakaru.read.tables.pairs import pairs_in

MOST_ROWS = 3
LONGEST_GROUP = 30
KNOWN_SHARE = 0.6
FEWEST_VALUES = 2
_DIGIT = re.compile(r"\d")
_OF_MONEY = {Role.TARGET: Role.BUDGET, Role.ACTUAL: Role.SETTLED}
_MADE_ON = re.compile(r"作成|更新|公表|発行|印刷|提出")


class Header(NamedTuple):
    """The heading rows of a table and its columns, left to right, before roles are settled."""

    rows: tuple[Row, ...]
    columns: tuple[ColumnMeaning, ...]


class _Over(NamedTuple):
    """A heading and the columns it stands over; `wide`: its cell itself spans several."""

    start: int
    end: int
    head: Head
    wide: bool


def find_header(rows: Sequence[Row], at: int, heads: HeadReader) -> Header | None:
    """Return the header that begins at a row index, or None.

    The row that names what a line is about (事業名, 指標) decides; up to two rows of groups may
    stand above it, and rows of further headings below, three rows in all.
    """
    if _is_label_row(rows, at, heads):
        return None
    for base in range(at, min(at + MOST_ROWS, len(rows))):
        if base > at and not _adjacent(rows[base - 1], rows[base]):
            return None
        if _is_base(rows[base], heads):
            break
        if not _is_group_row(rows[base], heads):
            return None
    else:
        return None
    if not all(_stands_over(row, rows[base], heads) for row in rows[at:base]):
        return None
    end = base + 1
    layers: list[list[_Over]] = []
    for row in rows[at:end]:
        layers.append(_layer(row, layers, heads))
    while end < len(rows) and end - at < MOST_ROWS and _adjacent(rows[end - 1], rows[end]):
        if not (_continues(rows[end], layers, heads) or _divides(rows[end], layers)):
            break
        layers.append(_layer(rows[end], layers, heads))
        end += 1
    return Header(tuple(rows[at:end]), _columns(layers))


def _is_label_row(rows: Sequence[Row], at: int, heads: HeadReader) -> bool:
    """Tell whether a row is labels with values, by a number or more such rows: 事業番号 | 01."""
    pairs = pairs_in(rows[at], heads, at=None)
    numbered = any(
        pair.column.role is Role.NUMBER and _DIGIT.search(pair.value.text) for pair in pairs
    )
    return bool(pairs) and (
        numbered or (at + 1 < len(rows) and bool(pairs_in(rows[at + 1], heads, at=None)))
    )


def _adjacent(upper: Row, lower: Row) -> bool:
    """Tell whether two rows follow each other inside one table."""
    return lower.table == upper.table and lower.number - upper.number == 1


def _stands_over(row: Row, base: Row, heads: HeadReader) -> bool:
    """Tell whether a row of groups stands over headings, not over the whole table as a title.

    Nor is it a label with its value right above the first heading: 事業名 | 創業支援.
    """
    pairs = pairs_in(row, heads, at=None)
    if pairs and any(cell.column == pairs[0].label.column for cell in base.cells):
        return False
    if len(row.cells) == 1 and not _is_group_of(row.cells[0], base, heads):
        return False
    if row.cells[0].column > base.cells[0].column:
        return True
    strong = (head for cell in row.cells if (head := heads.read(cell.text)).strong)
    return len(row.cells) > 1 and any(head.role or head.years for head in strong)


def _is_group_of(cell: Cell, base: Row, heads: HeadReader) -> bool:
    """Tell whether a cell alone above headings groups them, or stands in the corner: 6月30日作成.

    A day groups the values below it and nothing else; without a merge the words must be known.
    """
    head = heads.read(cell.text, loosely=True)
    if cell.span == 1:
        return head.strong and not head.dated
    below = (heads.read(under.text, loosely=True).role for under in _under(cell, base))
    return not head.dated or (
        not _MADE_ON.search(cell.text)
        and all(role is None or role in MEASURED | JUDGED for role in below)
    )


def _under(cell: Cell, row: Row) -> list[Cell]:
    """Return the cells of a row below the columns that a cell spans."""
    return [under for under in row.cells if 0 <= under.column - cell.column < cell.span]


def _is_base(row: Row, heads: HeadReader) -> bool:
    """Tell whether a row names what its lines are about, and at least one thing about it."""
    cells = row.cells
    if len(cells) < 2:
        return False
    strong = [head for cell in cells if (head := heads.read(cell.text)).strong]
    roles = {head.role for head in strong}
    if not roles & IDENTITY and len(roles & MEASURED) >= FEWEST_VALUES - _in_groups(row, heads):
        roles |= {heads.read(cell.text, loosely=True).role for cell in cells[:2]}
    if not (roles & IDENTITY or roles >= HISTORY) or len(roles) < 2:
        return False
    edges = [*(cell.column for cell in cells[1:]), row.width]
    known = unknown = 0
    for cell, edge in zip(cells, edges, strict=True):
        if heads.read(cell.text, loosely=True).known:
            known += 1
        elif not _is_group(cell, edge):
            unknown += 1
    return known >= KNOWN_SHARE * (known + unknown)


def _in_groups(row: Row, heads: HeadReader) -> bool:
    """Tell whether a row has a group of values over several columns, which counts as two."""
    return any(cell.span > 1 and heads.read(cell.text).role in MEASURED for cell in row.cells)


def _is_group(cell: Cell, edge: int) -> bool:
    """Tell whether a cell may name a group of columns: short words over several."""
    return len(cell.text) <= LONGEST_GROUP and (cell.span > 1 or edge - cell.column > 1)


def _is_group_row(row: Row, heads: HeadReader) -> bool:
    """Tell whether a row stands over groups: years, roles, or short words over several."""
    edges = [*(cell.column for cell in row.cells[1:]), row.width]
    if len(row.cells) == 1 and not _is_group(row.cells[0], edges[0]):
        # A unit or a date in a corner above the table.
        return False
    return all(
        heads.read(cell.text, loosely=True).known or _is_group(cell, edge)
        for cell, edge in zip(row.cells, edges, strict=True)
    )


def _layer(row: Row, above: Sequence[Sequence[_Over]], heads: HeadReader) -> list[_Over]:
    """Return the headings of a row with the columns they stand over.

    In a row without merged cells a heading reaches to the next one, of its row or of a row above:
    conversion loses the merges.
    """
    merged = any(cell.span > 1 for cell in row.cells)
    width = max(row.width, row.cells[-1].column + 1)
    starts = sorted({over.start for layer in above for over in layer} | {width})
    nexts = [*(cell.column for cell in row.cells[1:]), width]
    edges = [
        min(edge, next((start for start in starts if start > cell.column), width))
        for cell, edge in zip(row.cells, nexts, strict=True)
    ]
    return [
        _Over(
            cell.column,
            cell.column + cell.span if merged else edge,
            heads.read(cell.text, loosely=True),
            cell.span > 1,
        )
        for cell, edge in zip(row.cells, edges, strict=True)
    ]


def _continues(row: Row, layers: Sequence[Sequence[_Over]], heads: HeadReader) -> bool:
    """Tell whether a row goes on with headings: words known, and none where a name would stand."""
    known = strong = 0
    for cell in row.cells:
        head = heads.read(cell.text, loosely=True)
        above = _chain(layers, cell.column)
        named = above and above[-1].head.role in IDENTITY and not above[-1].wide
        if len(cell.text) > LONGEST_GROUP or (named and not head.strong):
            return False
        if not above and not head.strong:
            return False
        known += head.known
        strong += head.strong
    return strong >= 1 and known >= KNOWN_SHARE * len(row.cells)


def _divides(row: Row, layers: Sequence[Sequence[_Over]]) -> bool:
    """Tell whether a row gives the parts of groups above it, in whatever words: 中心市 | 近隣町村.

    Nothing else in it: what stands under a heading of its own makes it a row of data.
    """
    overs = [_chain(layers, cell.column)[-1:] for cell in row.cells]
    return len(row.cells) > 1 and all(
        over and over[0].end - over[0].start > 1 and over[0].head.role not in IDENTITY
        and len(cell.text) <= LONGEST_GROUP
        for cell, over in zip(row.cells, overs, strict=True)
    )  # fmt: skip


def _chain(layers: Sequence[Sequence[_Over]], column: int) -> list[_Over]:
    """Return the headings over a column, topmost first."""
    return [over for layer in layers for over in layer if over.start <= column < over.end]


def _columns(layers: Sequence[Sequence[_Over]]) -> tuple[ColumnMeaning, ...]:
    """Return a meaning for every column that a heading begins over."""
    starts = sorted({over.start for layer in layers for over in layer})
    ends = [*starts[1:], max(over.end for layer in layers for over in layer)]
    return tuple(
        _column(_chain(layers, start), start, end) for start, end in zip(starts, ends, strict=True)
    )


def _column(chain: Sequence[_Over], start: int, end: int) -> ColumnMeaning:
    """Return what the headings over a column say together; the lowest that says a thing decides."""
    reach = max((over.end for over in chain[-1:] if over.wide), default=start + 1)
    heads = [over.head for over in chain]
    role = _changed(_role(heads), heads)
    year = next((head.fiscal_year for head in reversed(heads) if head.fiscal_year), None)
    unit, scale = next(((h.unit, h.scale) for h in reversed(heads) if h.unit), ("", 1))
    text = " / ".join(head.text for head in heads)
    dated = next((head for head in reversed(heads) if head.dated), None)
    day = find_day(dated.text, year) if dated else None
    bare = role is None and (year is not None or any(head.certainty for head in heads))
    return ColumnMeaning(
        column=start,
        end=min(end, reach),
        heading=text,
        role=Role.ACTUAL if bare else role or Role.UNKNOWN,
        fiscal_year=year,
        unit=unit,
        scale=scale,
        cumulative=any(head.cumulative for head in heads),
        certainty=next((head.certainty for head in reversed(heads) if head.certainty), None),
        as_of=day.day if day else None,
        over=" ".join(head.text for head in heads[:-1] if not head.role and not head.years),
        bare_year=bare,
        why=" < ".join(head.why for head in reversed(heads) if head.why),
    )


def _role(heads: Sequence[Head]) -> Role | None:
    """Return the role of the lowest heading that has one.

    Below 指標 a mere year or 見込 is a value, no indicator; below 事業費 a plan or result is money.
    """
    found = next((head for head in reversed(heads) if head.role), None)
    if found is None or found.role is None:
        return None
    lowest = heads[-1]
    if found is not lowest and found.role in IDENTITY and (lowest.years or lowest.certainty):
        return None
    if any(head.role in MONEY for head in heads):
        return _OF_MONEY.get(found.role, found.role)
    return found.role


def _changed(role: Role | None, heads: Sequence[Head]) -> Role | None:
    """Return the role of a column under 変更前 or 変更後."""
    above = {head.role for head in heads}
    for old, item, target in (
        (Role.OLD_TARGET, Role.OLD_ITEM, Role.OLD_TARGET),
        (Role.NEW_TARGET, Role.NEW_ITEM, Role.NEW_TARGET),
    ):
        if old in above:
            return item if role is Role.ITEM else target if role in (Role.TARGET, old) else role
    return role


def header_cells(header: Header) -> list[Cell]:
    """Return all cells of the heading rows."""
    return [cell for row in header.rows for cell in row.cells]
