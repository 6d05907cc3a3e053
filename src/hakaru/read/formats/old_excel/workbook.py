"""A workbook: what its sheets share, then each sheet into a grid."""

import struct
from typing import NamedTuple

from hakaru.errors import UnreadableInputError
from hakaru.findings import Finding
from hakaru.read.formats import kinds
from hakaru.read.formats.bounds import LIMITS, CellBudget, Limits, damaged, whole
from hakaru.read.formats.excel.styles import BUILT_IN, Look
from hakaru.read.formats.number_format import number_format
from hakaru.read.formats.old_excel.records import BOF, Record, records
from hakaru.read.formats.old_excel.texts import Blocks, Font, short_text_at, text_at
from hakaru.read.formats.old_excel.worksheet import Book, read_worksheet
from hakaru.read.formats.ole import CompoundFile
from hakaru.read.formats.pieces import Styled
from hakaru.read.formats.sheet import Sheet
from hakaru.read.grid import Grid
from hakaru.source import Document, Place

_FILEPASS, _DATEMODE, _SHEET, _FONT = 0x002F, 0x0022, 0x0085, 0x0031
_FORMAT, _XF, _TEXTS = 0x041E, 0x00E0, 0x00FC
_VERSION_97 = 0x0600
_STRUCK = 0x0008
_SHEET_TYPES = {1: "macro", 2: "chart", 6: "module"}


class _Tab(NamedTuple):
    """A sheet's tab: where it begins in the stream, its name, whether hidden, and its type."""

    start: int
    name: str
    hidden: bool
    type: int


class _Globals:
    """What is said before the first sheet."""

    def __init__(self, stream: bytes, file: str, budget: CellBudget) -> None:
        """Read the records of the workbook itself; `budget` bounds its texts."""
        self._budget = budget
        self.tabs: list[_Tab] = []
        self._file = file
        self._fonts: list[Font] = []
        self._codes = dict(BUILT_IN)
        self._formats: list[tuple[int, int]] = []
        self._from_1904 = False
        self._texts: list[Styled] = []
        readers = {
            BOF: self._read_version,
            _FILEPASS: self._read_lock,
            _DATEMODE: self._read_first_day,
            _SHEET: self._read_tab,
            _FONT: self._read_font,
            _FORMAT: self._read_format,
            _XF: self._read_style,
            _TEXTS: self._read_texts,
        }
        for record in records(stream):
            if record.number in readers:
                readers[record.number](record)

    def book(self) -> Book:
        """Return what the sheets share."""
        return Book(self._texts, self._fonts, [self._look(*ids) for ids in self._formats])

    def _look(self, font: int, code: int) -> Look:
        """Return a cell style; the fonts have no number 4."""
        at = font - 1 if font > 4 else font
        underlined, struck = self._fonts[at] if at < len(self._fonts) else Font()
        format_ = number_format(self._codes.get(code, ""), from_1904=self._from_1904)
        return Look(format_, underlined, struck)

    def _read_version(self, record: Record) -> None:
        """Refuse workbooks older than 1997."""
        if struct.unpack_from("<H", record.body)[0] != _VERSION_97:
            raise UnreadableInputError("file.unknown_format", file=self._file, found="xls5")

    def _read_lock(self, _: Record) -> None:
        """Refuse a workbook with a password."""
        raise UnreadableInputError("file.encrypted", file=self._file)

    def _read_first_day(self, record: Record) -> None:
        """Read from which day days are counted."""
        self._from_1904 = record.body[:1] == b"\x01"

    def _read_tab(self, record: Record) -> None:
        """Read a sheet's tab."""
        start, hidden, kind = struct.unpack_from("<IBB", record.body)
        self.tabs.append(_Tab(start, short_text_at(record.body, 6), bool(hidden & 3), kind))

    def _read_font(self, record: Record) -> None:
        """Read a font."""
        (options,) = struct.unpack_from("<H", record.body, 2)
        self._fonts.append(Font(record.body[10] != 0, bool(options & _STRUCK)))

    def _read_format(self, record: Record) -> None:
        """Read a number format."""
        (number,) = struct.unpack_from("<H", record.body)
        self._codes[number] = text_at(record.body, 2)

    def _read_style(self, record: Record) -> None:
        """Read which font and number format a cell style has."""
        font, number = struct.unpack_from("<HH", record.body)
        self._formats.append((font, number))

    def _read_texts(self, record: Record) -> None:
        """Read the table of texts."""
        (count,) = struct.unpack_from("<I", record.body, 4)
        blocks = Blocks(record, 8)
        for _ in range(count):
            self._budget.spend()
            self._texts.append(blocks.rich_text(self._fonts))


def read_grids(
    data: bytes, document: Document, limits: Limits = LIMITS
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return a grid for each worksheet, named after it, in the order of the tabs.

    Raises UnreadableInputError: file.damaged, file.encrypted, file.unknown_format (before 1997),
    file.too_many_cells.
    """
    container = CompoundFile(data, document.file)
    stream = container.read("Workbook" if "Workbook" in container.names() else "Book")
    budget = CellBudget(document.file, limits)
    grids: list[Grid] = []
    findings: list[Finding] = []
    with whole(document.file, "workbook", struct.error, IndexError):
        workbook = _Globals(stream, document.file, budget.renewed())
        book = workbook.book()
        # Thousands of tabs of one sheet would take thousands of times as long as it is large.
        if len({tab.start for tab in workbook.tabs}) < len(workbook.tabs):
            raise damaged(document.file, "workbook", "tabs")
        for tab in workbook.tabs:
            if tab.type:
                kind = _SHEET_TYPES.get(tab.type, "")
                place = Place(document.file, sheet=tab.name)
                findings.append(kinds.SHEET_UNREAD.at(place, sheet=tab.name, type=kind))
                continue
            sheet = Sheet(document, tab.name, budget)
            rows = records(stream, tab.start)
            read_worksheet(rows, book, sheet, budget.renewed(), hidden=tab.hidden)
            grids.append(sheet.grid())
            findings.extend(sheet.tally.findings())
    return tuple(grids), tuple(findings)
