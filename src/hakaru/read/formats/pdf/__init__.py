"""PDF documents: ruled tables, tables by gaps, paragraphs, in reading order, by pdfium.

`read_grids` is the whole interface. One grid holds the document: a row of a table is a row, a
paragraph or line outside tables a row of one cell with `table` 0. Tables that go on over pages are
one table; what stood between their parts (running heads and feet) follows them.

What pdfium does to a page that asks for it cannot be bounded from within, so it works in a process
`apart`, of bounded memory and time. There, in the order a page passes them: `document`, `glyphs`
and `strokes` (what is printed), `runs`, `lattice` (cells), `filling` (which text in which cell),
`decoration`, `lines`, `wrapping`, `composing` (the text of a cell), `tables`, `columns` (text
outside), `page`, `running`, `joining`; and `drawing` for `picture`. Here `draft` becomes a grid.
"""

from collections.abc import Iterable, Iterator, Sequence

from hakaru.findings import Finding
from hakaru.read.formats.pdf import kinds
from hakaru.read.formats.pdf.apart import messages
from hakaru.read.formats.pdf.apart.door import READING
from hakaru.read.formats.pdf.draft import (
    DraftCell,
    DraftDocument,
    DraftPage,
    DraftTable,
    DraftText,
    Rectangle,
    Remark,
)
from hakaru.read.grid import Cell, Grid, Mark, Row
from hakaru.source import Document, Place, column_letters

_PLAIN: frozenset[Mark] = frozenset()


def read_grids(data: bytes, document: Document) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return one grid for the whole document, and what is to be told of it.

    Boxes are in points of the page as it stands in the file. A cell's name counts the rows of the
    joined table, blank rows too; `row_span` counts rows of the grid, which has no blank ones.

    Raises UnreadableInputError; its codes: those of `document.read_document`, and file.too_heavy,
    file.too_slow, file.no_reader from the room apart.
    """
    read = READING.ask(messages.Read(), data, document.file, messages.WasRead)
    return grids_of(read.document, document)


def grids_of(
    draft: DraftDocument, document: Document
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return what the pages of a document say as a grid, and what is to be told of it."""
    rows: list[Row] = []
    findings = list(_document_findings(draft.pages, document.file))
    for page in draft.pages:
        findings += _findings(page.remarks, [Place(document.file, page=page.number)])
    tables = 0
    for item in draft.items:
        if isinstance(item, DraftTable):
            tables += 1
            places = [_place(cell, tables, document.file) for cell in item.cells]
            rows += _table_rows(item, places, len(rows), tables)
            findings += _findings(item.remarks, places)
        else:
            row = _text_row(item, len(rows) + 1, document.file)
            rows.append(row)
            findings += _findings(item.remarks, [row.cells[0].place])
    return (Grid(document, "", tuple(rows)),), tuple(findings)


def _document_findings(pages: Sequence[DraftPage], file: str) -> Iterator[Finding]:
    """Return what is told once for the whole document."""
    for kind, numbers in (
        (kinds.IMAGE_ONLY, [page.number for page in pages if page.is_image]),
        (kinds.HIDDEN_TEXT, [page.number for page in pages if page.is_hidden]),
    ):
        if numbers:
            yield kind.at(Place(file, page=numbers[0]), pages=", ".join(map(str, numbers)))
    for kind, counts in (
        (kinds.RADICALS_REPLACED, {page.number: page.radicals for page in pages}),
        (kinds.UNMAPPED, {page.number: page.unmapped for page in pages}),
    ):
        found = [Place(file, page=number) for number, count in counts.items() if count]
        if found:
            yield kind.at(*found, count=sum(counts.values()))


def _findings(remarks: Iterable[Remark], places: Sequence[Place]) -> Iterator[Finding]:
    """Return remarks as findings at the places of their cells."""
    for remark in remarks:
        where = [places[index] for index in remark.cells] or places[:1]
        yield remark.kind.at(*where, **remark.values)


def _place(cell: DraftCell, table: int, file: str) -> Place:
    name = f"{column_letters(cell.column)}{cell.row + 1}"
    return Place(file, page=cell.page, table=table, cell=name, box=_rounded(cell.box))


def _rounded(box: Rectangle) -> Rectangle:
    left, bottom, right, top = box
    return round(left, 2), round(bottom, 2), round(right, 2), round(top, 2)


def _table_rows(
    table: DraftTable, places: Sequence[Place], before: int, number: int
) -> Iterator[Row]:
    """Return the rows of a table that have any text; `before` rows stand before them."""
    used = sorted({cell.row for cell in table.cells})
    order = {row: index for index, row in enumerate(used)}
    cells: list[list[Cell]] = [[] for _ in used]
    for cell, place in zip(table.cells, places, strict=True):
        height = cell.row_span
        if height > 1:
            height = sum(row in order for row in range(cell.row, cell.row + height))
        cells[order[cell.row]].append(
            Cell(
                text=cell.text,
                column=cell.column,
                place=place,
                span=cell.span,
                row_span=height,
                marks=cell.marks or _PLAIN,
                underlined=cell.underlined,
            )
        )
    width = len(table.xs) - 1
    for index, row in enumerate(cells):
        ordered = tuple(sorted(row, key=lambda cell: cell.column))
        yield Row(before + index + 1, ordered, number, width)


def _text_row(item: DraftText, number: int, file: str) -> Row:
    """Return a text outside tables as a row of one cell."""
    place = Place(file, page=item.page, box=_rounded(item.box))
    return Row(number, (Cell(item.text, 0, place, marks=item.marks, underlined=item.underlined),))
