"""Plain text taken from a PDF: tabs between cells, blank lines between tables, leftover tags."""

import re

from hakaru.findings import Finding
from hakaru.read.formats.bounds import LIMITS, CellBudget, Limits
from hakaru.read.grid import Cell, Grid, Row
from hakaru.source import Document, Place, column_letters

# Only tags that converters leave behind; 「<評価凡例>」 is text and stays.
_TAG = re.compile(
    r"</?(?:ul|ol|li|u|b|i|p|br|hr|em|div|sup|sub|span|strong|table|tr|td|th|font|input)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_CHECKBOX = re.compile(r"<input\b[^<>]*>", re.IGNORECASE)
_CHECKED = re.compile(r"\bchecked\b", re.IGNORECASE)
_UNDERLINED = re.compile(r"<u>(.*?)</u>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SPACES = re.compile(r"[ \u3000]{2,}")


def read_grids(
    text: str, document: Document, limits: Limits = LIMITS
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return one grid with a row per non-blank line.

    A run of lines with tabs is a table; blank lines and lines without tabs end it. A form feed
    starts a new page. Raises UnreadableInputError file.too_many_cells.
    """
    rows = []
    budget = CellBudget(document.file, limits)
    table = 0
    inside = False
    page = 1 if "\f" in text else 0
    for number, line in enumerate(text.split("\n"), 1):
        if "\f" in line:
            page += line.count("\f")
            inside = False
        if not line.strip():
            inside = False
            continue
        fields = line.replace("\f", "").rstrip("\r").split("\t")
        if len(fields) == 1:
            inside = False
        elif not inside:
            inside = True
            table += 1
        cells = _cells(fields, document.file, number, page)
        if cells:
            budget.spend(len(cells))
            rows.append(Row(number, cells, table if inside else 0, len(fields)))
    return (Grid(document, "", tuple(rows)),), ()


def _cells(fields: list[str], file: str, line: int, page: int) -> tuple[Cell, ...]:
    """Return the non-blank cells of one line."""
    cells = []
    for column, field in enumerate(fields):
        if not field:
            continue
        underlined: tuple[str, ...] = ()
        if "<" in field:
            text, underlined = clean(field)
        else:
            text = field.strip()
        if text:
            place = Place(file, line=line, cell=f"{column_letters(column)}{line}", page=page)
            cells.append(Cell(text, column, place, underlined=underlined))
    return tuple(cells)


def clean(field: str) -> tuple[str, tuple[str, ...]]:
    """Return a field without leftover tags, and the pieces that were underlined.

    Check boxes become ■ and □. A tag is dropped for what it did, never the text inside it.
    """
    underlined = tuple(
        piece for found in _UNDERLINED.findall(field) if (piece := _TAG.sub("", found).strip())
    )
    text = _CHECKBOX.sub(lambda found: "■" if _CHECKED.search(found[0]) else "□", field)
    text = _TAG.sub("", _BREAK.sub("\n", text))
    return _SPACES.sub(" ", text).strip(), underlined
