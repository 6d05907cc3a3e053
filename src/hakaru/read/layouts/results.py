"""Rows of results under year headings: which cell is which year's value or grade."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from hakaru.ledger.period import find_fiscal_years
from hakaru.read.grid import Cell, Row
from hakaru.read.vocabulary import Vocabulary, plain

_YEAR_HEADING_REST = re.compile(r"^[()\[\]・/、,.:~\-]*(?:実績|見込|見込み|年度|時点)?[()\[\]]*$")
_DASH = "-－―—‐–ー‑−"
_DASHES = frozenset([*_DASH, *(first + second for first in _DASH for second in _DASH)])
# Marks that are never a value; letters and words may be either, so they are not listed.
_MARKS = frozenset("◎○◯□△▲×✕☆◇●■")
SHIFTS = (0, 1, -1, 2, -2, 3, -3, 4, -4)


class Slot(NamedTuple):
    """A column of results: of which year, and whether it holds the grade."""

    column: int
    fiscal_year: int
    is_grade: bool


class Result(NamedTuple):
    """What one row says of one fiscal year; a missing cell is None."""

    fiscal_year: int
    value: Cell | None
    grade: Cell | None


class YearHead(NamedTuple):
    """The columns under year headings, and whether headings and columns had drifted apart."""

    slots: tuple[Slot, ...]
    years: tuple[int, ...]
    collapsed: bool


@lru_cache(maxsize=4096)
def heading_years(text: str) -> tuple[int, ...]:
    """Return the fiscal years a pure year heading gives: 2024年度(R6年度) is (2024, 2024)."""
    if len(text) > 30:
        return ()
    mentions = find_fiscal_years(text)
    if not mentions:
        return ()
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    if not _YEAR_HEADING_REST.match(plain(rest)):
        return ()
    return tuple(mention.year for mention in mentions)


def is_dash(text: str) -> bool:
    """Tell whether a cell is nothing but a dash."""
    return text in _DASHES


def is_grade_text(text: str) -> bool:
    """Tell whether a text can stand in a grade column."""
    return len(text) <= 8 and not any(character.isdigit() for character in text)


def year_cells(cells: Sequence[Cell]) -> bool:
    """Tell whether all these cells are year headings."""
    return bool(cells) and all(heading_years(cell.text) for cell in cells)


def subheads(cells: Sequence[Cell], vocabulary: Vocabulary) -> bool:
    """Tell whether all these cells say 実績値 or 評価."""
    return bool(cells) and all(
        vocabulary.meanings(cell.text) & {"actual", "grade"} for cell in cells
    )


def year_head(
    years: Sequence[Cell], heads: Sequence[Cell] | None, vocabulary: Vocabulary
) -> YearHead:
    """Join year headings with the 実績値 and 評価 columns below them.

    Where every heading stands over its first column, that decides; otherwise the headings lost
    their width and the n-th year owns the n-th 実績値 column.
    """
    return _year_head(
        tuple((cell.column, heading_years(cell.text)[0]) for cell in years),
        tuple(
            (cell.column, "actual" not in vocabulary.meanings(cell.text)) for cell in heads or ()
        ),
    )


# The cards of a document share a few sets of headings.
@lru_cache(maxsize=256)
def _year_head(found: tuple[tuple[int, int], ...], heads: tuple[tuple[int, bool], ...]) -> YearHead:
    """Return the head of years by column, and of columns with whether they hold grades."""
    numbers = tuple(year for _, year in found)
    if not heads:
        slots = tuple(Slot(column, year, is_grade=False) for column, year in found)
        return YearHead(slots, numbers, collapsed=False)
    groups: list[list[Slot]] = []
    for column, is_grade in heads:
        if not is_grade or not groups:
            groups.append([])
        groups[-1].append(Slot(column, 0, is_grade))
    firsts = [group[0].column for group in groups]
    collapsed = any(
        first != column for first, (column, _) in zip(firsts, found, strict=False)
    ) or len(firsts) != len(found)
    slots = tuple(
        slot._replace(fiscal_year=year)
        for group, year in zip(groups, numbers, strict=False)
        for slot in group
    )
    return YearHead(slots, numbers, collapsed)


def place_row(
    cells: Sequence[Cell],
    head: YearHead,
    *,
    span: tuple[int | None, int | None],
    forecast: frozenset[str],
) -> tuple[tuple[Result, ...], int] | None:
    """Return the results of a row and by how many columns it had shifted, or None if unclear.

    `span` is the project's first and the document's own year, None where unknown. A placement
    holds when grades stand in grade columns and values in value columns, nothing but dashes
    stands outside `span`, and `forecast` symbols stand in the document's year only.
    The smallest shift that holds is taken; two of the same size are unclear.
    """
    holding: list[tuple[int, tuple[Result, ...]]] = []
    for shift in SHIFTS:
        if holding and abs(shift) > abs(holding[0][0]):
            break
        placed = _placed(cells, head, shift)
        if placed is not None and _holds(placed, span, forecast):
            holding.append((shift, _results(placed, head.years)))
    if len(holding) != 1:
        return None
    shift, results = holding[0]
    return results, shift


def _placed(cells: Sequence[Cell], head: YearHead, shift: int) -> list[tuple[Slot, Cell]] | None:
    """Return each cell with its column's slot, or None where one has none or two share one."""
    placed: list[tuple[Slot, Cell]] = []
    slots = head.slots
    at = -1
    for cell in cells:
        column = cell.column + shift
        before = at
        while at + 1 < len(slots) and slots[at + 1].column <= column:
            at += 1
        if at < 0 or at == before:
            if is_dash(cell.text) and at == len(slots) - 1 >= 0:
                continue
            return None
        if shift and slots[at].column != column:
            return None
        placed.append((slots[at], cell))
    return placed


def _holds(
    placed: Iterable[tuple[Slot, Cell]],
    span: tuple[int | None, int | None],
    forecast: frozenset[str],
) -> bool:
    """Tell whether a placement makes sense."""
    first, latest = span
    for slot, cell in placed:
        text = cell.text
        if text in _DASHES:
            continue
        if latest is not None and slot.fiscal_year > latest:
            return False
        if first is not None and slot.fiscal_year < first:
            return False
        if slot.is_grade:
            if not is_grade_text(text):
                return False
            if text in forecast and latest is not None and slot.fiscal_year != latest:
                return False
        elif text in _MARKS:
            return False
    return True


def _results(placed: Iterable[tuple[Slot, Cell]], years: Sequence[int]) -> tuple[Result, ...]:
    """Group placed cells by fiscal year."""
    values: dict[int, Cell] = {}
    grades: dict[int, Cell] = {}
    for slot, cell in placed:
        (grades if slot.is_grade else values)[slot.fiscal_year] = cell
    return tuple(
        [
            Result(year, values.get(year), grades.get(year))
            for year in years
            if year in values or year in grades
        ]
    )


def looks_like_results(row: Row, first: int) -> bool:
    """Tell whether cells from column `first` on look like results: marks or dashes, short texts."""
    cells = [cell for cell in row.cells if cell.column >= first]
    short = [cell for cell in cells if len(cell.text) <= 40]
    marks = sum(1 for cell in short if is_dash(cell.text) or cell.text in _MARKS)
    return marks >= 1 and len(short) == len(cells)


def disagreeing_years(cells: Iterable[Cell]) -> list[Cell]:
    """Return the year headings whose western and era years are not the same."""
    return [cell for cell in cells if len(set(heading_years(cell.text))) > 1]


def columns_between(heads: Sequence[Cell]) -> list[tuple[int, int]]:
    """Return the half-open column range each heading owns: up to the next heading."""
    ends = [*(right.column for _, right in pairwise(heads)), 10**9]
    return [(cell.column, end) for cell, end in zip(heads, ends, strict=True)]
