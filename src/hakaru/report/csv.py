"""Reports as CSV: the rows of all tables as a spreadsheet would save them, UTF-8 with its mark.

What a spreadsheet could take for a formula is guarded; reading takes the guard off again.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from hakaru.read.formats.guard import guarded
from hakaru.report.tables.model import Part, Progress, Report, Row, Table, Text, counted
from hakaru.report.tables.placing import placed_columns


def write(report: Report, out: BinaryIO, *, progress: Progress | None = None) -> None:
    """Write a report; a merged cell's text stands at its top left, a line in a row of its own."""
    out.write(b"\xef\xbb\xbf")
    for part in counted(report.parts, progress):
        lines = io.StringIO(newline="")
        csv.writer(lines, lineterminator="\r\n").writerows(_rows(part))
        out.write(lines.getvalue().encode())


def _rows(part: Part) -> Iterator[list[str]]:
    """Yield the rows of a part, a blank one after each table."""
    for block in part.blocks:
        if isinstance(block, Text):
            yield [guarded(block.text)]
        elif isinstance(block, Table):
            for row, columns in zip(block.rows, placed_columns(block.rows), strict=True):
                yield _fields(row, columns, len(block.widths))
            yield []


def _fields(row: Row, columns: list[int], width: int) -> list[str]:
    """Return the fields of a row."""
    fields = [""] * width
    for cell, column in zip(row.cells, columns, strict=True):
        # The lines of a heading are for narrow columns; a data table has its headings in one.
        text = cell.text.replace("\n", "") if cell.head == "column" else cell.text
        fields[column] = guarded(text)
    return fields
