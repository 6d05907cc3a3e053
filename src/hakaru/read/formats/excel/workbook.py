"""A workbook: its sheets in order, each read into a grid."""

from hakaru.findings import Finding
from hakaru.read.formats import kinds
from hakaru.read.formats.archive import Archive, local_attribute
from hakaru.read.formats.bounds import LIMITS, CellBudget, Limits, damaged
from hakaru.read.formats.excel.outside import read_outside
from hakaru.read.formats.excel.strings import shared_strings
from hakaru.read.formats.excel.styles import PLAIN_LOOK, Look, looks
from hakaru.read.formats.excel.worksheet import Book, read_worksheet
from hakaru.read.formats.pieces import Styled
from hakaru.read.formats.sheet import Sheet
from hakaru.read.grid import Grid
from hakaru.source import Document, Place

_HIDDEN = ("hidden", "veryHidden")


def read_grids(
    data: bytes, document: Document, limits: Limits = LIMITS
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return a grid for each worksheet, named after it, in the order of the tabs.

    Raises UnreadableInputError: file.damaged, file.encrypted, file.zip_bomb, file.xml_entity,
    file.too_many_cells.
    """
    archive = Archive(data, document.file, limits)
    main = archive.main_part()
    root = archive.tree(main)
    properties = root.find("{*}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    budget = CellBudget(document.file, limits)
    book = _book(archive, main, budget.renewed(), from_1904=from_1904)
    grids: list[Grid] = []
    findings: list[Finding] = []
    links = archive.relations(main)
    read: set[str] = set()
    for element in root.iterfind("{*}sheets/{*}sheet"):
        name = element.get("name", "")
        link = links.get(local_attribute(element, "id") or "")
        if link is None or link.kind != "worksheet":
            place = Place(document.file, sheet=name)
            kind = link.kind if link else ""
            findings.append(kinds.SHEET_UNREAD.at(place, sheet=name, type=kind))
            continue
        if link.target in read:
            # Thousands of tabs of one part would take thousands of times as long as they are large.
            raise damaged(document.file, main, link.target)
        read.add(link.target)
        sheet = Sheet(document, name, budget)
        hidden = element.get("state") in _HIDDEN
        read_worksheet(archive, link.target, book, sheet, hidden=hidden)
        read_outside(archive, link.target, sheet)
        grids.append(sheet.grid())
        findings.extend(sheet.tally.findings())
    return tuple(grids), tuple(findings)


def _book(archive: Archive, main: str, budget: CellBudget, *, from_1904: bool) -> Book:
    """Return what all sheets share; either part may be missing."""
    strings: list[Styled] = []
    for part in archive.related(main, "sharedStrings"):
        strings.extend(shared_strings(archive, part, budget))
    styles: dict[str | None, Look] = {}
    for part in archive.related(main, "styles"):
        found = looks(archive, part, from_1904=from_1904)
        styles.update((str(number), look) for number, look in enumerate(found))
    # A cell without a style has the first one.
    styles[None] = styles.get("0", PLAIN_LOOK)
    return Book(strings, styles)
