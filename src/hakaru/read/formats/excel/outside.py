"""What stands on a worksheet outside its cells: comments, text boxes, check boxes, pictures."""

import re

from lxml import etree

from hakaru.errors import UnreadableInputError
from hakaru.read.formats import kinds
from hakaru.read.formats.archive import Archive, local_name
from hakaru.read.formats.bounds import number_of
from hakaru.read.formats.excel.strings import rich_text
from hakaru.read.formats.excel.worksheet import cell_of
from hakaru.read.formats.pieces import Styled
from hakaru.read.formats.sheet import MOST_COLUMNS, MOST_ROWS, Sheet

_CHECK_BOXES = ("Checkbox", "Radio")
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_NOT_READ = ("pic", "graphicFrame")
_BLANKS = re.compile(r"\s+")


def read_outside(archive: Archive, part: str, sheet: Sheet) -> None:
    """Keep the texts that hang on the worksheet in `part`; a missing or broken one is noted."""
    readers = {"comments": _comments, "drawing": _drawing, "vmlDrawing": _controls}
    for kind, target in archive.relations(part).values():
        reader = readers.get(kind)
        if reader is None:
            continue
        try:
            reader(archive, target, sheet)
        except UnreadableInputError as error:
            if error.code != "file.damaged":
                raise
            sheet.note(kinds.PART_UNREAD, 0, 0, part=target)


def _comments(archive: Archive, part: str, sheet: Sheet) -> None:
    """Keep the comments on cells."""
    for comment in archive.tree(part).iterfind("{*}commentList/{*}comment"):
        text = comment.find("{*}text")
        row, column = cell_of(comment.get("ref", "")) or (0, 0)
        if text is not None:
            sheet.keep(kinds.COMMENTS_KEPT, (row, column), rich_text(text))


def _drawing(archive: Archive, part: str, sheet: Sheet) -> None:
    """Keep the text of shapes and text boxes; count pictures and charts."""
    for anchor in archive.tree(part):
        if local_name(anchor) not in _ANCHORS:
            continue
        row, column = _corner(anchor)
        for element in anchor.iter("{*}txBody", "{*}pic", "{*}graphicFrame"):
            if local_name(element) in _NOT_READ:
                sheet.note(kinds.PICTURES_UNREAD, row, column)
                continue
            lines = ("".join(map(str, line.itertext("{*}t"))) for line in element.iterfind("{*}p"))
            sheet.keep(kinds.SHAPES_KEPT, (row, column), Styled("\n".join(lines)))


def _controls(archive: Archive, part: str, sheet: Sheet) -> None:
    """Keep check boxes and option buttons with their words as ■ and □."""
    # VML was never strict XML.
    for shape in archive.tree(part, recover=True).iter("{*}shape"):
        data = shape.find("{*}ClientData")
        if data is None or data.get("ObjectType") not in _CHECK_BOXES:
            continue
        numbers = (data.findtext("{*}Anchor") or "").split(",")
        column, row = (
            (number_of(numbers[0].strip()), number_of(numbers[2].strip()))
            if len(numbers) > 2
            else (0, 0)
        )
        box = "■" if (data.findtext("{*}Checked") or "0").strip() == "1" else "□"
        words = " ".join(
            "".join(map(str, text.itertext())) for text in shape.iterfind("{*}textbox")
        )
        text = box + _BLANKS.sub(" ", words).strip()
        sheet.keep(kinds.SHAPES_KEPT, (row, column), Styled(text))


def _corner(anchor: etree._Element) -> tuple[int, int]:
    """Return the row and column of the cell in which a shape begins."""
    row = number_of(anchor.findtext("{*}from/{*}row"))
    column = number_of(anchor.findtext("{*}from/{*}col"))
    return min(row, MOST_ROWS - 1), min(column, MOST_COLUMNS - 1)
