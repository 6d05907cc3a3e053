"""A report as a Word document, block by block into the archive; memory does not grow with it."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import BinaryIO

from lxml import etree

from hakaru.errors import UsageError
from hakaru.report.charts import Chart
from hakaru.report.tables.model import Part, Progress, Report, Table, Text, counted
from hakaru.report.word.markup import PAGE_BREAK, TABLE_END, Markup
from hakaru.report.word.package import PLACE, Package, blank, template
from hakaru.report.word.styles import W, complete

NO_DAY = date(2000, 1, 1)
_MARK = "\ue000hakaru\ue000"
_A4_TEXT = 15_592


def write(
    report: Report,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    own_template: bytes | None = None,
) -> None:
    """Write a report as .docx; the same report always gives the same bytes.

    With a template its styles, page, header and footer are used: the report stands where a
    paragraph says {{report}}, else after what the template holds. Raises UsageError
    `template.unreadable` (reason) for a template that is no Word document.
    """
    if own_template is None:
        package = blank(report.title, report.subject, report.day or NO_DAY)
    else:
        package = template(own_template)
    styles = package.root(package.styles)
    ids = complete(styles)
    package.parts[package.styles] = etree.tostring(
        styles, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    before, after, width = _around(package)
    markup = Markup(ids, width)
    ends = after.startswith(b"<w:sectPr")
    package.save(out, (before, _blocks(report, markup, progress, ends=ends), after), markup.charts)


def _around(package: Package) -> tuple[bytes, bytes, int]:
    """Return the document before and after the report's place, and its width in twips."""
    root = package.root(package.document)
    body = root.find(f"{{{W}}}body")
    if body is None:
        raise UsageError("template.unreadable", reason="body")
    mark = etree.Element(f"{{{W}}}p")
    mark.text = _MARK
    place = next((p for p in body.iter(f"{{{W}}}p") if _said(p) == PLACE), None)
    if place is not None and place.getparent() is body:
        body.replace(place, mark)
    else:
        last = body[-1] if len(body) else None
        at = len(body) - 1 if last is not None and last.tag == f"{{{W}}}sectPr" else len(body)
        body.insert(at, mark)
    whole = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    inner = f">{_MARK}</w:p>".encode()
    end = whole.index(inner)
    start = whole.rindex(b"<w:p", 0, end)
    return whole[:start], whole[end + len(inner) :], _width(body)


def _said(paragraph: etree._Element) -> str:
    """Return the text of a paragraph."""
    return "".join(str(text) for text in paragraph.itertext()).strip()


def _width(body: etree._Element) -> int:
    """Return the width between the margins of the last section, in twips; A4 across if unsaid."""
    size, margins = (
        body.find(f"{{{W}}}sectPr/{{{W}}}pgSz"),
        body.find(f"{{{W}}}sectPr/{{{W}}}pgMar"),
    )
    if size is None or margins is None:
        return _A4_TEXT
    numbers = (
        size.get(f"{{{W}}}w"),
        margins.get(f"{{{W}}}left"),
        margins.get(f"{{{W}}}right"),
    )
    if not all(number and number.isdigit() for number in numbers):
        return _A4_TEXT
    width, left, right = (int(number or 0) for number in numbers)
    return max(width - left - right, 1000)


def _blocks(
    report: Report, markup: Markup, progress: Progress | None, *, ends: bool
) -> Iterator[str]:
    """Yield the blocks of all parts, a gap below each table; `ends` where nothing follows them."""
    below_table = False
    for number, part in enumerate(counted(report.parts, progress)):
        for at, block in enumerate(_part(part, markup)):
            if below_table:
                yield markup.gap()
            if number and part.new_page and not at:
                yield PAGE_BREAK
            yield block
            below_table = block == TABLE_END
    if below_table:
        yield markup.gap(last=ends)


def _part(part: Part, markup: Markup) -> Iterator[str]:
    """Yield the blocks of a part; charts that follow each other stand side by side."""
    for kind, blocks in groupby(part.blocks, type):
        if kind is Chart:
            charts = [block for block in blocks if isinstance(block, Chart)]
            for at in range(0, len(charts), 2):
                yield markup.drawings(charts[at : at + 2])
            continue
        for block in blocks:
            if isinstance(block, Text):
                yield markup.text(block)
            elif isinstance(block, Table):
                yield from markup.table(block)
