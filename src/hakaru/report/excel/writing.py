"""A report as a workbook: its parts on sheets, the numbers of its charts on one of their own."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import BinaryIO

from xlsxwriter import Workbook

from hakaru.report.excel.drawing import ChartSheet
from hakaru.report.excel.sheets import Sheet
from hakaru.report.excel.styles import Styles
from hakaru.report.tables.model import Part, Progress, Report, counted

SHEET_NAME_LENGTH = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", "・"))
# Files need some day; one that no ledger gives is the same for all.
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def write(report: Report, out: BinaryIO, *, progress: Progress | None = None) -> None:
    """Write a report as .xlsx; the same report always gives the same bytes."""
    whole = io.BytesIO()
    book = Workbook(whole, {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": report.title, "subject": report.subject, "created": _day(report)})
    book.set_size(1600, 1000)
    making = _Making(report, book)
    for title, parts in groupby(counted(report.parts, progress), key=lambda part: part.sheet):
        making.write(title, parts)
    making.charts.finish()
    book.close()
    out.write(whole.getbuffer())


class _Making:
    """A workbook in the making."""

    def __init__(self, report: Report, book: Workbook) -> None:
        self._report = report
        self._book = book
        self._styles = Styles(book)
        self._names = _Names()
        self.charts = ChartSheet(book, self._styles, report.lang)

    def write(self, title: str, parts: Iterator[Part]) -> None:
        """Write the parts of one sheet; another follows where its pages are used up."""
        sheet: Sheet | None = None
        for part in parts:
            if sheet is None or sheet.is_full:
                if sheet is not None:
                    sheet.finish()
                sheet = self._sheet(title)
            sheet.write(part)
        if sheet is not None:
            sheet.finish()

    def _sheet(self, title: str) -> Sheet:
        """Return a new sheet."""
        name = self._names.free(title or self._report.subject or self._report.title)
        made = self._book.add_worksheet(name)
        report = self._report
        return Sheet(made, self._styles, self.charts, report.layout, report.lang)


def _day(report: Report) -> datetime:
    """Return the day a workbook says it was made on: the day of its results."""
    if report.day is None:
        return NO_DAY.replace(tzinfo=None)
    return datetime(report.day.year, report.day.month, report.day.day, tzinfo=UTC).replace(
        tzinfo=None
    )


class _Names:
    """Gives names to sheets: short, of allowed characters, each once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, wanted: str) -> str:
        """Return a free name like the one wanted."""
        base = " ".join(wanted.translate(_NOT_IN_NAMES).split())[:SHEET_NAME_LENGTH] or "1"
        name, number = base, 1
        while name.casefold() in self._given:
            number += 1
            tail = f" ({number})"
            name = base[: SHEET_NAME_LENGTH - len(tail)] + tail
        self._given.add(name.casefold())
        return name
