"""A Word document: its body, then what stands in its notes, comments, headers and footers."""

from collections.abc import Iterator

from lxml import etree

from hakaru.findings import Finding
from hakaru.read.formats import kinds
from hakaru.read.formats.archive import Archive, local_attribute
from hakaru.read.formats.bounds import LIMITS, CellBudget, Limits, damaged
from hakaru.read.formats.word.blocks import BlockReader
from hakaru.read.formats.word.flow import Flow
from hakaru.read.formats.word.numbering import Numbering
from hakaru.read.formats.word.styles import Styles
from hakaru.read.grid import Grid
from hakaru.source import Document

# Which parts are read after the body, in this order, and how their texts are wrapped there.
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))
_MARGINS = ("header", "footer")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_grids(
    data: bytes, document: Document, limits: Limits = LIMITS
) -> tuple[tuple[Grid, ...], tuple[Finding, ...]]:
    """Return one grid: paragraphs are rows of one cell, tables rows with their number.

    A place names the paragraph (`line`), in a table also the table and the cell. Raises
    UnreadableInputError: file.damaged, file.encrypted, file.zip_bomb, file.xml_entity,
    file.too_many_cells.
    """
    archive = Archive(data, document.file, limits)
    main = archive.main_part()
    body = archive.tree(main).find("{*}body")
    if body is None:
        raise damaged(document.file, main, "body")
    flow = Flow(document, CellBudget(document.file, limits))
    reader = BlockReader(
        flow,
        Styles(archive, archive.related(main, "styles")),
        Numbering(archive, archive.related(main, "numbering")),
    )
    reader.read(body)
    _read_notes(archive, main, reader, flow)
    return (Grid(document, "", flow.rows()),), flow.tally.findings()


def _read_notes(archive: Archive, main: str, reader: BlockReader, flow: Flow) -> None:
    """Add notes, comments, headers and footers, saying where each kind begins."""
    for kind, wrapper in _NOTES:
        for root in _parts(archive, main, kind, flow):
            for note in root.iterfind(f"{{*}}{wrapper}"):
                if local_attribute(note, "type") not in _SEPARATORS:
                    noticed = kinds.COMMENTS_KEPT if kind == "comments" else kinds.MARGINS_KEPT
                    flow.tally.note(noticed, flow.next_place, part=kind)
                    reader.read(note)
    for kind in _MARGINS:
        for root in _parts(archive, main, kind, flow):
            flow.tally.note(kinds.MARGINS_KEPT, flow.next_place, part=kind)
            reader.read(root)


def _parts(archive: Archive, main: str, kind: str, flow: Flow) -> Iterator[etree._Element]:
    """Yield the parts of a kind; one that is missing is noted."""
    for part in archive.related(main, kind):
        if part in archive:
            yield archive.tree(part)
        else:
            flow.note(kinds.PART_UNREAD, part=part)
