"""Word and Excel files as offices make them: merged cells, numbers as numbers, hidden rows."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path

import docx
import xlsxwriter
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from documents.corpus.facts import squeeze
from documents.corpus.pages import Item, size
from documents.making_pdf import Made, MadeTable

_NUMBER = re.compile(
    r"(?P<sign>[▲△]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?P<rate>%?)"
)


def write_xlsx(items: Sequence[Item], path: Path, *, hidden: Collection[str] = ()) -> None:
    """Write sheets; plain numbers become numbers with the format that shows them as printed.

    Rows with a cell of a text in `hidden` are hidden.
    """
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("様式1")
    formats: dict[str, Format] = {}
    y = 0
    for item in items:
        if item is None:
            sheet, y = book.add_worksheet(), 0
        elif isinstance(item, str):
            sheet.write_string(y, 0, item)
            y += 1
        else:
            for cell in item.cells:
                _write(book, sheet, cell._replace(y=cell.y + y), formats)
                if squeeze(cell.text) in hidden:
                    sheet.set_row(cell.y + y, None, None, {"hidden": True})
            y += size(item)[0] + 1
    book.close()


def _write(book: Workbook, sheet: Worksheet, cell: Made, formats: dict[str, Format]) -> None:
    """Write one cell, merged where it covers several."""
    value, shown = _number(cell.text)
    made = formats.get(shown)
    if made is None:
        made = formats[shown] = book.add_format(
            {"text_wrap": True, "border": 1, **({"num_format": shown} if shown else {})}
        )
    last = (cell.y + cell.rows - 1, cell.x + cell.span - 1)
    if last != (cell.y, cell.x):
        sheet.merge_range(cell.y, cell.x, *last, "", made)
    if value is None:
        sheet.write_string(cell.y, cell.x, cell.text, made)
    else:
        sheet.write_number(cell.y, cell.x, float(value), made)


def _number(text: str) -> tuple[Decimal | None, str]:
    """Return a text's number and the format that shows it so, or no number."""
    found = _NUMBER.fullmatch(text)
    if found is None or (len(found["digits"]) > 1 and found["digits"][0] == "0"):
        return None, ""
    value = Decimal(found["digits"].replace(",", "") + (found["part"] or ""))
    places = "." + "0" * (len(found["part"]) - 1) if found["part"] else ""
    shown = f"{'#,##0' if ',' in found['digits'] else '0'}{places}{found['rate']}"
    if found["rate"]:
        value /= 100
    if found["sign"]:
        return -value, f'{shown};"{found["sign"]}"{shown}'
    return value, shown


def write_docx(items: Sequence[Item], path: Path) -> None:
    """Write a landscape Word document."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    for item in items:
        if item is None:
            document.add_page_break()  # type: ignore[no-untyped-call] # untyped in python-docx
        elif isinstance(item, str):
            document.add_paragraph(item)
        else:
            _add_table(document, item)
    document.save(str(path))


def _add_table(document: Document, made: MadeTable) -> None:
    """Add one table with its merged cells, as Word writes them."""
    rows, columns = size(made)
    at: dict[tuple[int, int], Made] = {}
    for cell in made.cells:
        for down in range(cell.rows):
            at[cell.y + down, cell.x] = cell
    lines = "".join(f"<w:tr>{''.join(_row(at, y, columns))}</w:tr>" for y in range(rows))
    grid = "<w:gridCol/>" * columns
    table = f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    document.add_paragraph("").paragraph_format.element.addprevious(parse_xml(table))


def _row(at: Mapping[tuple[int, int], Made], y: int, columns: int) -> Iterator[str]:
    """Yield the cells of a row in Word's markup; what reaches down from above is continued."""
    x = 0
    while x < columns:
        cell = at.get((y, x), Made("", y, x))
        wide = f"<w:gridSpan w:val='{cell.span}'/>" if cell.span > 1 else ""
        begins = " w:val='restart'" if cell.y == y else ""
        tall = f"<w:vMerge{begins}/>" if cell.rows > 1 else ""
        texts = cell.text.split("\n") if cell.y == y else [""]
        body = "".join(
            f"<w:p><w:r><w:t xml:space='preserve'>{escape(text)}</w:t></w:r></w:p>"
            for text in texts
        )
        yield f"<w:tc><w:tcPr>{wide}{tall}</w:tcPr>{body}</w:tc>"
        x += cell.span
