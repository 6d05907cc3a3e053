"""A Word table while it is read: cells that span columns, and merges that go on downwards."""

from collections.abc import Iterator

from lxml import etree

from hakaru.read.formats import kinds
from hakaru.read.formats.bounds import number_of
from hakaru.read.formats.pieces import Styled
from hakaru.read.formats.word.flow import Flow, marks_of
from hakaru.read.formats.word.styles import is_on, value_of
from hakaru.read.grid import Cell, Mark
from hakaru.source import Place, column_letters

_WIDEST_SPAN = 1_000


class _Draft:
    """A cell whose height is not known yet."""

    def __init__(self, styled: Styled, place: Place, marks: frozenset[Mark]) -> None:
        """Keep what is known."""
        self.styled = styled
        self.place = place
        self.marks = marks
        self.column = 0
        self.span = self.row_span = 1


class Table:
    """A table while it is read: drafts of cells by row, and merges that may go on downwards."""

    def __init__(self, file: str, number: int) -> None:
        """Start before the first row."""
        self._file = file
        self._number = number
        self._rows: list[tuple[list[_Draft], int]] = []
        self._drafts: list[_Draft] = []
        self._column = 0
        self._marks: frozenset[Mark] = frozenset()
        self._merges: dict[int, _Draft] = {}
        self._under: list[_Draft] = []

    def start_row(self, row: etree._Element) -> None:
        """Begin a row, after the columns it leaves out."""
        properties = row.find("{*}trPr")
        self._drafts = []
        self._column = min(number_of(value_of(properties, "gridBefore")), _WIDEST_SPAN)
        self._marks = marks_of(
            heading=is_on(properties, "tblHeader"), hidden=is_on(properties, "hidden")
        )

    def end_row(self, row: etree._Element) -> None:
        """End a row; its width counts the columns it leaves out at the end, too."""
        after = number_of(value_of(row.find("{*}trPr"), "gridAfter"))
        self._rows.append((self._drafts, self._column + min(after, _WIDEST_SPAN)))

    def add(self, cell: etree._Element, styled: Styled, line: int, *, hidden: bool) -> None:
        """Add a cell of the row; one that goes on from above makes that one taller."""
        properties = cell.find("{*}tcPr")
        span = min(max(number_of(value_of(properties, "gridSpan"), 1), 1), _WIDEST_SPAN)
        merge = None if properties is None else properties.find("{*}vMerge")
        column = self._column
        self._column += span
        name = f"{column_letters(column)}{len(self._rows) + 1}"
        place = Place(self._file, table=self._number, line=line, cell=name)
        draft = _Draft(styled, place, self._marks | marks_of(hidden=hidden))
        draft.column, draft.span = column, span
        goes_on = merge is not None and value_of(cell, "tcPr/vMerge") != "restart"
        if goes_on and column in self._merges:
            self._merges[column].row_span += 1
            draft.marks |= {Mark.HIDDEN}
            self._under.append(draft)
        elif merge is not None:
            self._merges[column] = draft
        else:
            self._merges.pop(column, None)
        self._drafts.append(draft)

    def finish(self, flow: Flow) -> Iterator[tuple[tuple[Cell, ...], int]]:
        """Yield the non-blank cells and the width of each row, blank rows too."""
        for draft in self._under:
            if draft.styled.text.strip():
                flow.tally.note(kinds.UNDER_MERGE, draft.place)
        for drafts, width in self._rows:
            yield (
                tuple(_finished(draft, flow) for draft in drafts if draft.styled.text.strip()),
                width,
            )


def _finished(draft: _Draft, flow: Flow) -> Cell:
    """Return the cell of a draft."""
    cell = flow.cell(draft.styled, draft.place, draft.column, draft.marks)
    return Cell(
        cell.text,
        cell.column,
        cell.place,
        draft.span,
        draft.row_span,
        cell.marks,
        cell.underlined,
    )
