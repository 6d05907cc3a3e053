"""Room for what is printed, so that nothing stands over a cell's edge or a page's end.

A number over its cell's edge is misread without a sign, and what is below the page is lost. Widths
of a table are shares made before anyone knows its texts: a column whose longest number does not fit
even in the smallest type takes from those that have room to spare.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from hakaru.report.measuring import lines, longest_word
from hakaru.report.pdf.paper import Paper, paper_for
from hakaru.report.placing import placed
from hakaru.report.tables.model import Layout, Report, Table

_PADDING = 5.6
_FEWEST = 3
"""So many full-width characters keep their room in every column, so that its heading wraps."""
_LONGEST = 15.0
"""Beyond this many full-width characters it is no number but an address or the like."""


def sheet_for(report: Report) -> Paper:
    """Return the sheet for a report: larger by whole steps (A3, A2 …) where columns are too many.

    Forty years beside each other leave no room for a character on A4.
    """
    paper = paper_for(report.layout)
    if report.layout is not Layout.WIDE:
        return paper
    most = max(
        (len(block.widths) for part in report.parts for block in part.blocks
         if isinstance(block, Table)),
        default=0,
    )  # fmt: skip
    needed = most * (_FEWEST * paper.least + 2 * paper.inset)
    while needed > paper.text_width:
        paper = replace(paper, width=paper.height * 2, height=paper.width)
    return paper


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


def reaching_far(table: Table, paper: Paper) -> frozenset[tuple[int, int]]:
    """Return where cells begin that reach over rows of half a page together.

    They go on over the page's end while each row stays whole: a label beside a hundred rows would
    else hold all of them together on one page, and most below its end.
    """
    unit, size = paper.text_width / sum(table.widths), paper.size_for(table.widths)
    heights = [paper.line + _PADDING] * len(table.rows)
    found = []
    for one in placed(table):
        if one.rows > 1:
            found.append(one)
            continue
        room = sum(table.widths[one.column : one.column + one.span]) * unit - 2 * paper.inset
        needed = lines(one.cell.text, room / size) * paper.line + _PADDING
        heights[one.row] = max(heights[one.row], needed)
    return frozenset(
        (one.row, one.column)
        for one in found
        if sum(heights[one.row : one.row + one.rows]) > paper.text_height / 2
    )


def _numbers(table: Table) -> Iterator[tuple[int, float]]:
    """Yield the column and the width of the longest piece of each cell of numbers."""
    for one in placed(table):
        if one.cell.numeric and one.span == 1:
            yield one.column, min(longest_word(one.cell.text), _LONGEST)
