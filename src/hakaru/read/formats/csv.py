"""CSV and TSV files: one table, fields as they stand, the delimiter found in the content."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from hakaru.findings import Finding
from hakaru.read.formats import kinds
from hakaru.read.formats.bounds import LIMITS, CellBudget, Limits
from hakaru.read.formats.encoding import decode
from hakaru.read.formats.guard import unguarded
from hakaru.read.grid import Cell, Grid, Row
from hakaru.source import Document, Place, column_letters

_DELIMITERS = (",", "\t", ";")
_SAMPLE_LINES = 200
_EVEN_SHARE = 0.5
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")

Record = tuple[int, list[str]]


def read_grids(
    data: bytes, document: Document, limits: Limits = LIMITS
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return one grid with one table; a row is numbered by the line it starts on.

    Raises UnreadableInputError: file.wrong_encoding, file.too_many_cells.
    """
    text = decode(data, document.file)
    delimiter = delimiter_of(text) or _DELIMITERS[0]
    findings: tuple[Finding, ...] = ()
    try:
        rows = _rows(_records(text, delimiter), document.file, CellBudget(document.file, limits))
    except csv.Error as error:
        # Quotes that do not pair would swallow the rest of the file into one field.
        findings = (kinds.QUOTES_UNBALANCED.at(Place(document.file), detail=error),)
        alone = _lines_alone(text, delimiter)
        rows = _rows(alone, document.file, CellBudget(document.file, limits))
    return (Grid(document, "", rows),), findings


def delimiter_of(text: str) -> str | None:
    """Return the delimiter that cuts most lines into one same number of fields, if any does."""
    sample = list(islice(_lines(text), _SAMPLE_LINES))
    best, most = None, 0
    for delimiter in _DELIMITERS:
        widths = Counter(len(fields) for fields in _sampled(sample, delimiter) if fields)
        width, count = max(
            ((width, count) for width, count in widths.items() if width > 1),
            key=lambda found: (found[1], found[0]),
            default=(0, 0),
        )
        if count > most and count >= _EVEN_SHARE * widths.total() and width:
            best, most = delimiter, count
    return best


def _sampled(sample: list[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the records of a sample, as far as it can be cut."""
    try:
        yield from csv.reader(sample, delimiter=delimiter)
    except csv.Error:
        return


def _lines(text: str) -> Iterator[str]:
    """Yield the lines with their ends, without a second copy of the whole text."""
    return (found[0] for found in _LINE.finditer(text))


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Yield (line it starts on, fields); raises csv.Error where quotes do not pair."""
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    start = 1
    for fields in reader:
        yield start, fields
        start = reader.line_num + 1


def _lines_alone(text: str, delimiter: str) -> Iterator[Record]:
    """Yield (line, fields) with every line cut at each delimiter, quotes left in place."""
    for number, line in enumerate(_lines(text), 1):
        yield number, line.rstrip("\r\n").split(delimiter)


def _rows(records: Iterable[Record], file: str, budget: CellBudget) -> tuple[Row, ...]:
    """Return the rows that have a non-blank field."""
    rows = []
    for line, fields in records:
        cells = tuple(_cells(line, fields, file, budget))
        if cells:
            rows.append(Row(line, cells, table=1, width=len(fields)))
    return tuple(rows)


def _cells(line: int, fields: Iterable[str], file: str, budget: CellBudget) -> Iterator[Cell]:
    """Yield the non-blank fields of a record, each paid for before it is made."""
    for column, field in enumerate(fields):
        if field and not field.isspace():
            budget.spend()
            yield Cell(
                unguarded(field.replace("\r\n", "\n")),
                column,
                Place(file, line=line, cell=f"{column_letters(column)}{line}"),
            )
