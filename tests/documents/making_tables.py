"""Made tables: grids from plain rows, with merged cells, as any format would give them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hakaru.ledger.ledger import Index
from hakaru.read.draft import Draft, Reading
from hakaru.read.formats.text import read_grids as read_text
from hakaru.read.grid import Cell, Grid, Row
from hakaru.read.tables.reading import TablesReading, read_tables
from hakaru.read.vocabulary import shipped
from hakaru.source import Document, Place, column_letters


class Merged(NamedTuple):
    """A cell of a made sheet that spans columns or rows."""

    text: str
    span: int = 1
    row_span: int = 1


Field = str | Merged | None


@dataclass(frozen=True)
class Made:
    """What was read from a made document: the reading, its index, and the tables explained."""

    reading: Reading
    index: Index
    tables: TablesReading


def text_grids(text: str) -> tuple[Grid, ...]:
    """Return the grid of a text document: tabs between cells."""
    return read_text(text.strip("\n"), Document(file="made.txt", digest="", format="text"))[0]


def sheet_grids(*sheets: Sequence[Sequence[Field]]) -> tuple[Grid, ...]:
    """Return grids as a workbook gives them: one table a sheet, blank cells None or ""."""
    document = Document(file="made.xlsx", digest="", format="xlsx")
    return tuple(
        Grid(document, f"Sheet{number}", _rows(sheet, f"Sheet{number}"))
        for number, sheet in enumerate(sheets, 1)
    )


def _rows(sheet: Sequence[Sequence[Field]], name: str) -> tuple[Row, ...]:
    """Return the rows of a sheet that have a cell."""
    rows = []
    for number, fields in enumerate(sheet, 1):
        cells = tuple(
            _cell(field, column, number, name) for column, field in enumerate(fields) if field
        )
        if cells:
            rows.append(Row(number, cells, table=1, width=len(fields)))
    return tuple(rows)


def _cell(field: str | Merged, column: int, number: int, sheet: str) -> Cell:
    """Return one cell."""
    made = Merged(field) if isinstance(field, str) else field
    place = Place("made.xlsx", sheet=sheet, cell=f"{column_letters(column)}{number}")
    return Cell(made.text, column, place, span=made.span, row_span=made.row_span)


def read(grids: Sequence[Grid]) -> Made:
    """Read made grids; every cell must be accounted for by the tables themselves."""
    draft = Draft()
    tables = read_tables(grids, draft, shipped())
    assert tables is not None
    reading = draft.finish(grids)
    return Made(reading, Index(reading.ledger), tables)


def codes(made: Made) -> list[str]:
    """Return the codes of the findings, in order."""
    return [finding.code for finding in made.reading.findings]
