"""One document in six formats: text, CSV, HTML, Excel, Word and PDF, as offices save them."""

import csv
import io
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from documents.corpus.office_formats import write_docx, write_xlsx
from documents.corpus.pages import Item, size
from documents.making_pdf import FONT, LANDSCAPE, Made, MadeTable, make_pdf

WIDEST_ON_PAPER = 14


def _lines(made: MadeTable, line_break: str) -> list[list[str]]:
    """Return a table as rows of fields; a merged cell's text stands at its top left."""
    rows, columns = size(made)
    fields = [[""] * columns for _ in range(rows)]
    for cell in made.cells:
        fields[cell.y][cell.x] = cell.text.replace("\n", line_break)
    return fields


def write_text(items: Sequence[Item], path: Path) -> None:
    """Write as text taken from a PDF: tabs between cells, blank lines between tables."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, MadeTable):
            lines += ["", *("\t".join(fields) for fields in _lines(item, " ")), ""]
        else:
            lines += [item or "", ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def write_csv(items: Sequence[Item], path: Path) -> None:
    """Write as Excel exports a sheet: every row as wide as the widest, in Windows' encoding.

    Where that lacks a character, in UTF-8 with a mark of its own at the start.
    """
    rows: list[list[str]] = []
    for item in items:
        if isinstance(item, MadeTable):
            rows += [*_lines(item, "\n"), []]
        elif item:
            rows.append([item])
    width = max(map(len, rows))
    out = io.StringIO()
    csv.writer(out).writerows([*row, *[""] * (width - len(row))] for row in rows)
    try:
        path.write_bytes(out.getvalue().encode("cp932"))
    except UnicodeEncodeError:
        path.write_bytes(out.getvalue().encode("utf-8-sig"))


def write_html(items: Sequence[Item], path: Path, *, nested: bool = False) -> None:
    """Write as a town's web page, or as an old one: all of it in a table made for the layout."""
    body = "\n".join(_block(item) for item in items)
    if nested:
        body = f"<table class='page'><tr><td width='160'>&nbsp;</td><td>{body}</td></tr></table>"
    path.write_text(
        "<!DOCTYPE html><html lang='ja'><head><meta charset='utf-8'><title>町の計画</title></head>"
        f"<body>{body}</body></html>",
        encoding="utf-8",
    )


def _block(item: Item) -> str:
    """Return an item as HTML."""
    if item is None:
        return "<hr>"
    if isinstance(item, str):
        return f"<p>{_markup(item)}</p>"
    by_row: dict[int, list[Made]] = {}
    for cell in _filled(item):
        by_row.setdefault(cell.y, []).append(cell)
    rows = [
        "<tr>" + "".join(_markup_cell(cell, header=y < item.head) for cell in cells) + "</tr>"
        for y, cells in sorted(by_row.items())
    ]
    return f"<table border='1'>{''.join(rows)}</table>"


def _filled(made: MadeTable) -> list[Made]:
    """Return the cells of a table with the blank ones, row by row."""
    rows, columns = size(made)
    covered = {
        (cell.y + down, cell.x + over)
        for cell in made.cells
        for down in range(cell.rows)
        for over in range(cell.span)
    }
    blank = [Made("", y, x) for y in range(rows) for x in range(columns) if (y, x) not in covered]
    return sorted((*made.cells, *blank), key=lambda cell: (cell.y, cell.x))


def _markup_cell(cell: Made, *, header: bool) -> str:
    """Return a cell as HTML."""
    tag = "th" if header else "td"
    span = f" colspan='{cell.span}'" if cell.span > 1 else ""
    rows = f" rowspan='{cell.rows}'" if cell.rows > 1 else ""
    return f"<{tag}{span}{rows}>{_markup(cell.text) or '&nbsp;'}</{tag}>"


def _markup(text: str) -> str:
    """Return text as HTML."""
    return escape(text).replace("\n", "<br>")


def write_pdf(items: Sequence[Item], path: Path) -> None:
    """Write as printed pages with a running head and page numbers; wide tables on wide paper."""
    widest = max(len(item.widths) for item in items if isinstance(item, MadeTable))
    paper = LANDSCAPE._replace(size=8, inset=2.5, breakable=True)
    if widest > WIDEST_ON_PAPER:
        width = 62 * widest
        paper = paper._replace(page={"width": width, "height": 842, "margin": 40})
    path.write_bytes(make_pdf(items, paper))


WRITERS: dict[str, Callable[[Sequence[Item], Path], None]] = {
    "txt": write_text,
    "csv": write_csv,
    "html": write_html,
    "xlsx": write_xlsx,
    "docx": write_docx,
    "pdf": write_pdf,
}

CAN_PRINT = FONT is not None
"""Whether a Japanese font is here, without which a PDF has no text."""
