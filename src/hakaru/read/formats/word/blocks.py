"""Paragraphs and tables in reading order, made into rows."""

from collections.abc import Iterator

from lxml import etree

from hakaru.read.formats import kinds
from hakaru.read.formats.archive import local_name
from hakaru.read.formats.pieces import Piece, join
from hakaru.read.formats.word.flow import Flow, marks_of
from hakaru.read.formats.word.numbering import Numbering
from hakaru.read.formats.word.paragraphs import Paragraph, ParagraphReader
from hakaru.read.formats.word.styles import Styles
from hakaru.read.formats.word.tables import Table

# Elements that only wrap blocks; del and moveFrom wrap what is no longer there.
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "Choice"})


def blocks(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the children called one of `names`, through whatever wraps them."""
    for child in element:
        name = local_name(child)
        if name in names:
            yield child
        elif name in _WRAPPERS or name == "AlternateContent":
            yield from blocks(child, *names)


class BlockReader:
    """Reads the paragraphs and tables of a body, a note, a text box or a cell."""

    def __init__(self, flow: Flow, styles: Styles, numbering: Numbering) -> None:
        """Write into `flow`."""
        self._flow = flow
        self._paragraphs = ParagraphReader(styles, numbering, flow.note)

    def read(self, body: etree._Element) -> None:
        """Add the blocks of `body`, and after each what floats in its text boxes."""
        for block in blocks(body, "p", "tbl", "altChunk"):
            name = local_name(block)
            if name == "tbl":
                self._read_table(block)
            elif name == "p":
                self._read_paragraph(block)
            else:
                self._flow.note(kinds.PART_UNREAD, part=name)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        """Read a paragraph and count it."""
        self._flow.line += 1
        return self._paragraphs.read(element)

    def _read_paragraph(self, element: etree._Element) -> None:
        """Add a paragraph as a row of one cell."""
        paragraph = self._paragraph(element)
        styled = join(paragraph.pieces)
        if styled.text.strip():
            marks = marks_of(heading=paragraph.heading, hidden=paragraph.hidden)
            self._flow.add((self._flow.cell(styled, self._flow.here, 0, marks),))
        self._read_boxes(paragraph.boxes)

    def _read_boxes(self, boxes: tuple[etree._Element, ...]) -> None:
        """Add the content of text boxes."""
        for box in boxes:
            self._flow.note(kinds.SHAPES_KEPT)
            self.read(box)

    def _read_table(self, element: etree._Element) -> None:
        """Add the rows of a table; tables and text boxes inside its cells follow their row."""
        self._flow.table += 1
        number = self._flow.table
        table = Table(self._flow.here.file, number)
        inner: list[list[etree._Element]] = []
        for row in blocks(element, "tr"):
            inner.append([])
            table.start_row(row)
            for cell in blocks(row, "tc"):
                inner[-1].extend(self._read_cell(cell, table))
            table.end_row(row)
        # Vertical merges are known only at the end of the table, so rows are added then.
        for (cells, width), following in zip(table.finish(self._flow), inner, strict=True):
            self._flow.add(cells, number, width)
            for block in following:
                if local_name(block) == "tbl":
                    self._read_table(block)
                else:
                    self._read_boxes((block,))

    def _read_cell(self, cell: etree._Element, table: Table) -> list[etree._Element]:
        """Put a cell's text into the table; return what is to follow its row."""
        pieces: list[Piece] = []
        following: list[etree._Element] = []
        line = self._flow.line + 1
        hidden = True
        for block in blocks(cell, "p", "tbl"):
            if local_name(block) == "tbl":
                following.append(block)
                continue
            paragraph = self._paragraph(block)
            pieces.extend((*paragraph.pieces, Piece("\n")))
            hidden = hidden and paragraph.hidden
            following.extend(paragraph.boxes)
        while pieces and not pieces[-1].text.strip("\n"):
            pieces.pop()
        table.add(cell, join(pieces), line, hidden=hidden)
        return following
