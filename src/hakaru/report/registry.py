"""Which reports there are, in which formats, and who makes them; writers are loaded when asked."""

import importlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

from hakaru.errors import UsageError
from hakaru.findings import Finding
from hakaru.ledger.ledger import Ledger
from hakaru.report.tables.cards import cards
from hakaru.report.tables.changes import changes
from hakaru.report.tables.form import form
from hakaru.report.tables.material import Material, check_year
from hakaru.report.tables.matrix import matrix
from hakaru.report.tables.member import member
from hakaru.report.tables.model import Progress, Report
from hakaru.report.tables.participation import participation
from hakaru.report.tables.slides import slides
from hakaru.report.tables.summary import summary
from hakaru.report.tables.vision import vision
from hakaru.report.tables.wanted import Wanted
from hakaru.rules.scale import Rulebook

BUILDERS: dict[str, Callable[[Material], Report]] = {
    "cards": cards,
    "matrix": matrix,
    "vision": vision,
    "summary": summary,
    "changes": changes,
    "participation": participation,
    "member": member,
    "slides": slides,
    "form": form,
}
# Made elsewhere: the files of open data.
OPEN_DATA = "opendata"
KINDS = (*BUILDERS, OPEN_DATA)
WRITERS = {
    "xlsx": "hakaru.report.excel",
    "docx": "hakaru.report.word",
    "pdf": "hakaru.report.pdf",
    "pptx": "hakaru.report.slides",
    "html": "hakaru.report.html",
    "csv": "hakaru.report.csv",
}
_TABLES = ("xlsx", "docx", "pdf", "html", "csv")
FORMATS: dict[str, tuple[str, ...]] = dict.fromkeys(BUILDERS, _TABLES) | {
    # What is told in a meeting can be shown there too.
    "summary": (*_TABLES, "pptx"),
    "changes": (*_TABLES, "pptx"),
    "slides": ("pptx", "pdf", "html"),
    # To be filled in, so only where a person can write.
    "form": ("xlsx", "docx"),
    OPEN_DATA: ("zip", "csv", "jsonl"),
}
ENDINGS = (*WRITERS, "zip", "jsonl")


class Writer(Protocol):
    """What the package of a format has."""

    def write(
        self, report: Report, out: BinaryIO, *, progress: Progress | None = None, **options: object
    ) -> tuple[Finding, ...] | None:
        """Write a report; return what was noticed, if anything can be."""


def check_pair(kind: str, file_format: str) -> None:
    """Raise UsageError `report.pair` (kind, format, formats) for what cannot be made."""
    formats = FORMATS.get(kind, ())
    if file_format not in formats:
        known = ", ".join(formats) or "-"
        raise UsageError("report.pair", kind=kind, format=file_format, formats=known)


def build(kind: str, ledger: Ledger, wanted: Wanted, book: Rulebook | None = None) -> Report:
    """Return a report of a ledger as data; `book` grades instead of the plan's own rulebook.

    Raises UsageError for a request that the ledger cannot answer (see `Material`), RulebookError
    for an unknown rulebook.
    """
    if kind not in BUILDERS:
        raise UsageError("report.pair", kind=kind, format="-", formats="-")
    material = Material(ledger, wanted, book)
    if kind != "form":
        # A form may be of a year to come; there is nothing else to tell of such a year.
        check_year(material)
    return BUILDERS[kind](material)


def write(
    report: Report,
    file_format: str,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    **options: object,
) -> tuple[Finding, ...]:
    """Write a report in a format and return what was noticed while writing.

    `options` are those of the format's writer: `own_template` (docx, pptx), `fragment` (html),
    `fonts` and `label` (pdf). Raises UsageError as the writer does.
    """
    check_pair(report.kind, file_format)
    writer = cast("Writer", importlib.import_module(WRITERS[file_format]))
    return writer.write(report, out, progress=progress, **options) or ()
