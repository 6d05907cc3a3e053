"""Columns wide enough for their numbers: a number over its cell's edge is misread without a sign.

Widths of a table are shares made before anyone knows its texts. A column whose longest number does
not fit even in the smallest type takes from those that have room to spare.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from hakaru.report.measuring import longest_word
from hakaru.report.pdf.paper import Paper
from hakaru.report.placing import placed
from hakaru.report.tables.model import Table

_FEWEST = 3
"""So many full-width characters keep their room in every column, so that its heading wraps."""
_LONGEST = 15.0
"""Beyond this many full-width characters it is no number but an address or the like."""


def with_room(table: Table, paper: Paper, least: float) -> Table:
    """Return a table with headings whose columns hold their longest number in type of `least`.

    What is not enough for all is shared out as far as it goes; a table without headings is a form
    with a grid of its own and stays as it is.
    """
    if not table.head_rows:
        return table
    unit = paper.text_width / sum(table.widths)
    least_room = (_FEWEST * least + 2 * paper.inset) / unit
    wanted = [min(width, least_room) for width in table.widths]
    for column, words in _numbers(table):
        wanted[column] = max(wanted[column], (words * least + 2 * paper.inset) / unit)
    over = [width - want for width, want in zip(table.widths, wanted, strict=True)]
    lack, spare = -sum(x for x in over if x < 0), sum(x for x in over if x > 0)
    if not lack or not spare:
        return table
    given, taken = min(1.0, spare / lack), min(1.0, lack / spare)
    return replace(
        table,
        widths=tuple(
            round(width - x * (given if x < 0 else taken), 3)
            for width, x in zip(table.widths, over, strict=True)
        ),
    )


def _numbers(table: Table) -> Iterator[tuple[int, float]]:
    """Yield the column and the width of the longest piece of each cell of numbers."""
    for one in placed(table):
        if one.cell.numeric and one.span == 1:
            yield one.column, min(longest_word(one.cell.text), _LONGEST)
