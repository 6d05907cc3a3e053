"""The check of a CSV table against the rules for machine-readable tables (see `kinds`).

It judges any CSV, not only those made here: without columns told, those that mostly hold numbers
count as columns of numbers.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from hakaru.findings import Finding, Kind
from hakaru.report.opendata import kinds
from hakaru.report.opendata.cells import (
    BESIDE_NUMBERS,
    SAME_AS_ABOVE,
    computes,
    dependent,
    era_alone,
    holds_several,
    is_number,
    is_object,
    is_sign,
    looks_like_number,
    only_arranges,
)
from hakaru.report.opendata.columns import Column
from hakaru.report.opendata.table import BOM
from hakaru.source import Place, column_letters

_MOST_PLACES = 20
_AREA_HEADINGS = ("地域", "市区町村", "市町村", "都道府県", "団体", "自治体", "area", "code")
# Columns so headed are texts, whatever stands in them.
_TEXT_HEADINGS = (
    "原文",
    "備考",
    "注",
    "説明",
    "内容",
    "根拠",
    "ファイル",
    "コード",
    "code",
    "URL",
    "名",
    "ID",
    "住所",
    "電話",
)
_UNIT_HEADINGS = ("単位", "unit")
_UNIT_IN_HEADING = ("(", "（", "率", "割合", "%", "%")
_NO_UNIT_NEEDED = (
    *("年", "番号", "コード", "ID", "分子", "分母", "緯度", "経度"),
    *("year", "number", "code"),
)


class _Sheet(msgspec.Struct, frozen=True):
    """A table as read: its file, header and rows, and which columns hold numbers."""

    file: str
    header: list[str]
    rows: list[list[str]]
    numeric: frozenset[int]

    def cells(self) -> Iterator[tuple[int, int, str]]:
        """Yield every cell that is not blank, header included, with its row and column from 0."""
        for number, row in enumerate([self.header, *self.rows]):
            yield from ((number, place, text) for place, text in enumerate(row) if text)

    def heading(self, column: int) -> str:
        """Return the heading of a column, nothing beyond the header."""
        return self.header[column] if column < len(self.header) else ""

    def place(self, row: int, column: int) -> Place:
        """Return the place of a cell; the header is line 1."""
        return Place(self.file, line=row + 1, cell=f"{column_letters(column)}{row + 1}")


def check_table(
    data: bytes, file: str, columns: Sequence[Column] | None = None
) -> tuple[Finding, ...]:
    """Return what keeps a CSV from being read by machines, one finding a rule and column.

    `columns` tell the type of each column; without them types are taken from the cells.
    """
    lines, found = _lines(data, file)
    if not lines:
        return found
    header, *rows = lines
    sheet = _Sheet(file, header, rows, _numeric(header, rows, columns))
    typed = columns is not None
    return (
        *found,
        *_headings(sheet),
        *_shape(sheet),
        *_numbers(sheet),
        *_texts(sheet, typed=typed),
        *_context(sheet, typed=typed),
    )


def _lines(data: bytes, file: str) -> tuple[list[list[str]], tuple[Finding, ...]]:
    """Return the lines of a CSV, header first, and what its bytes break; no lines for no table."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [], (kinds.NOT_CSV.at(Place(file)),)
    found = () if data.startswith(BOM) else (kinds.NOT_CSV.at(Place(file)),)
    known: dict[str, str] = {}
    try:
        # Cells that say the same share one text: large tables repeat themselves.
        lines = [
            [known.setdefault(cell, cell) for cell in line]
            for line in csv.reader(io.StringIO(text, newline=""), strict=True)
        ]
    except csv.Error:
        return [], (*found, kinds.NOT_A_TABLE.at(Place(file)))
    if lines and all(len(line) < 2 for line in lines) and any(map(_is_parted, lines)):
        return [], (*found, kinds.NOT_A_TABLE.at(Place(file)))
    if title := _title_above(lines):
        return [], (*found, kinds.TITLE_ABOVE.at(Place(file, line=1), text=title))
    if not lines or not any(lines[0]):
        missing = kinds.HEADING_MISSING.at(Place(file, line=1), column="", text="", count=1)
        return [], (*found, missing)
    return lines, found


def _is_parted(line: Sequence[str]) -> bool:
    """Tell whether a line of one field has other marks between its fields than commas."""
    return any(mark in field for field in line for mark in "\t;")


def _title_above(lines: Sequence[Sequence[str]]) -> str:
    """Return the text alone in the first row above rows of several cells; nothing if none is."""
    first = [cell for cell in lines[0] if cell.strip()] if lines else []
    below = max((sum(map(bool, line)) for line in lines[1:]), default=0)
    return first[0][:80] if len(first) == 1 and below > 1 else ""


def _numeric(
    header: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[Column] | None
) -> frozenset[int]:
    """Return the columns of numbers: those declared so, or those whose cells mostly start so."""
    if columns is not None:
        named = {column.header for column in columns if column.type in ("integer", "number")}
        return frozenset(place for place, head in enumerate(header) if head in named)
    found = set()
    for place in range(len(header)):
        if _is_text(header[place]):
            continue
        column = (row[place] for row in rows if len(row) > place)
        cells = [cell for cell in column if cell.strip() and not is_sign(cell)]
        if cells and 2 * sum(map(looks_like_number, cells)) > len(cells):
            found.add(place)
    return frozenset(found)


def _is_text(heading: str) -> bool:
    """Tell whether a heading says that its column holds texts."""
    return any(word.lower() in heading.lower() for word in _TEXT_HEADINGS)


def _headings(sheet: _Sheet) -> Iterator[Finding]:
    """1-6 and 2-2: every column has its own heading, and the header stands once."""
    seen: dict[str, int] = {}
    for place, head in enumerate(sheet.header):
        if not head.strip() or head in seen:
            yield kinds.HEADING_MISSING.at(sheet.place(0, place), column=head, text=head, count=1)
        seen.setdefault(head, place)
    repeated = [number for number, row in enumerate(sheet.rows, 1) if row == sheet.header]
    if repeated:
        places = [sheet.place(number, 0) for number in repeated[:_MOST_PLACES]]
        yield kinds.SEVERAL_TABLES.at(*places, count=len(repeated))


def _shape(sheet: _Sheet) -> Iterator[Finding]:
    """1-4 and 2-1: rows are as wide as the header, and no blank row or column divides them."""
    width = len(sheet.header)
    uneven = [n for n, row in enumerate(sheet.rows, 1) if len(row) != width and any(row)]
    if uneven:
        places = [sheet.place(number, 0) for number in uneven[:_MOST_PLACES]]
        yield kinds.ROW_UNEVEN.at(*places, width=width, count=len(uneven))
    blank = [n for n, row in enumerate(sheet.rows, 1) if not any(cell.strip() for cell in row)]
    if blank:
        places = [sheet.place(number, 0) for number in blank[:_MOST_PLACES]]
        yield kinds.TABLE_DIVIDED.at(*places, count=len(blank))


def _numbers(sheet: _Sheet) -> Iterator[Finding]:
    """1-3 and 1-13: columns of numbers hold numbers or nothing."""
    wrong = [
        (row, place, text)
        for row, place, text in sheet.cells()
        if row and place in sheet.numeric and not is_number(text)
    ]
    yield from _by_column(sheet, kinds.SIGN_FOR_NUMBER, (c for c in wrong if is_sign(c[2])))
    yield from _by_column(sheet, kinds.NOT_A_NUMBER, (c for c in wrong if not is_sign(c[2])))


def _texts(sheet: _Sheet, *, typed: bool) -> Iterator[Finding]:
    """1-2, 1-5 to 1-8 and 1-10: what no cell may hold.

    Where types were told, a text may speak of several numbers: it is a text.
    """
    rules: list[tuple[Kind, Callable[[str], bool]]] = [
        (kinds.BLANKS_FOR_LOOKS, only_arranges),
        (kinds.HEADING_MISSING, SAME_AS_ABOVE.__contains__),
        (kinds.FORMULA, computes),
        (kinds.OBJECT, is_object),
        (kinds.DEPENDENT_CHARACTER, dependent),
    ]
    if not typed:
        rules.insert(0, (kinds.SEVERAL_DATA, holds_several))
    # Texts repeat from row to row: each is judged once, and most break no rule at all.
    texts = {text for _, _, text in sheet.cells()}
    for kind, breaks in rules:
        wrong = frozenset(filter(breaks, texts))
        yield from _by_column(sheet, kind, _holding(sheet, wrong, kind))


def _holding(sheet: _Sheet, texts: frozenset[str], kind: Kind) -> Iterator[tuple[int, int, str]]:
    """Yield the cells that hold one of these texts; columns of texts may tell of several things."""
    for row, place, text in sheet.cells() if texts else ():
        free = kind is kinds.SEVERAL_DATA and _is_text(sheet.heading(place))
        if text in texts and not free:
            yield row, place, text


def _context(sheet: _Sheet, *, typed: bool) -> Iterator[Finding]:
    """1-9, 1-11 and 1-12: units, western years, and the area spoken of."""
    heads = [head.lower() for head in sheet.header]
    told = any(word.lower() in head for head in heads for word in _AREA_HEADINGS)
    # A table without a number (a dictionary) is no statistic of any area.
    if sheet.numeric and not told and not typed:
        yield kinds.PLACE_MISSING.at(Place(sheet.file, line=1))
    western = any(
        place in sheet.numeric and ("年" in head or "year" in head)
        for place, head in enumerate(heads)
    )
    if not western:
        eras = (cell for cell in sheet.cells() if era_alone(cell[2]))
        yield from _by_column(sheet, kinds.YEAR_NOT_WESTERN, eras)
    if any(word in head for head in heads for word in _UNIT_HEADINGS):
        return
    for place in sorted(sheet.numeric):
        head = sheet.header[place]
        if not any(mark in head for mark in (*_UNIT_IN_HEADING, *_NO_UNIT_NEEDED, *BESIDE_NUMBERS)):
            yield kinds.UNIT_MISSING.at(sheet.place(0, place), column=head)


def _by_column(
    sheet: _Sheet, kind: Kind, cells: Iterable[tuple[int, int, str]]
) -> Iterator[Finding]:
    """Yield one finding for each column that has such cells."""
    columns: dict[int, list[tuple[int, str]]] = {}
    for row, place, text in cells:
        columns.setdefault(place, []).append((row, text))
    for place, found in columns.items():
        head = sheet.heading(place)
        places = [sheet.place(row, place) for row, _ in found[:_MOST_PLACES]]
        yield kind.at(*places, column=head, text=found[0][1][:80], count=len(found))
