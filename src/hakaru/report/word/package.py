"""The file around a document: parts in a ZIP archive, an authority's template, fixed times."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import escape

from lxml import etree

from hakaru.errors import UsageError
from hakaru.report import look
from hakaru.report.chart_book import chart_book
from hakaru.report.charts import Chart
from hakaru.report.word.charts import chart_part, relation_of
from hakaru.report.word.styles import W, own_styles

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The first time a ZIP archive can hold: the same in every file.
_TIME = (1980, 1, 1, 0, 0, 0)
_TYPES = "[Content_Types].xml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TWIPS = 1440 / 25.4
LARGEST_TEMPLATE = 50_000_000
PLACE = "{{report}}"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Package:
    """The parts of a document by name; what is not changed is written as it was."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        """Keep the parts and find the document among them."""
        self.parts = parts
        self.document = _target(parts, "_rels/.rels", "/officeDocument", "")
        folder, _, name = self.document.rpartition("/")
        self.styles = _target(parts, f"{folder}/_rels/{name}.rels", "/styles", folder)

    def root(self, part: str) -> etree._Element:
        """Return a part as XML. Raises UsageError `template.unreadable`."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            return etree.fromstring(self.parts[part], parser)
        except (KeyError, etree.XMLSyntaxError) as error:
            raise UsageError("template.unreadable", reason=part) from error

    def save(
        self, out: BinaryIO, body: tuple[bytes, Iterable[str], bytes], charts: Sequence[Chart]
    ) -> None:
        """Write the archive; the document is what stands before, the blocks, and what follows.

        `charts` are those that the blocks show; they are known when the blocks are written.
        """
        before, blocks, after = body
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            with archive.open(_info(self.document), "w", force_zip64=True) as stream:
                stream.write(before)
                for block in blocks:
                    stream.write(block.encode())
                stream.write(after)
            parts = dict(self.parts)
            del parts[self.document]
            if charts:
                parts |= self._with_charts(charts)
            for name, data in parts.items():
                archive.writestr(_info(name), data)

    def _with_charts(self, charts: Sequence[Chart]) -> dict[str, bytes]:
        """Return the parts of charts, and those that tell of them."""
        folder, _, name = self.document.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        types, related = self.root(_TYPES), self.root(relations)
        own: dict[str, bytes] = {}
        _add(types, "Default", Extension="xlsx", ContentType=_BOOK)
        for number, chart in enumerate(charts, 1):
            part, book = f"hakaru/chart{number}.xml", f"hakaru/chart{number}.xlsx"
            own[part], own[book] = chart_part(chart), chart_book(chart)
            own[f"hakaru/_rels/chart{number}.xml.rels"] = _relations(
                ("package", f"chart{number}.xlsx")
            )
            _add(types, "Override", PartName=f"/{part}", ContentType=_CHART)
            _add(
                related,
                "Relationship",
                Id=relation_of(number),
                Type=f"{R}/chart",
                Target=f"/{part}",
            )
        return own | {_TYPES: _xml(types), relations: _xml(related)}


def _add(root: etree._Element, tag: str, **attributes: str) -> None:
    """Add an element of the root's own namespace, unless a default of that name is there."""
    extension = attributes.get("Extension")
    if extension and any(one.get("Extension") == extension for one in root):
        return
    space = etree.QName(root).namespace
    etree.SubElement(root, f"{{{space}}}{tag}", attributes)


def _xml(root: etree._Element) -> bytes:
    """Return a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _info(name: str) -> zipfile.ZipInfo:
    """Return the entry of a part, without the time it was written at."""
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _target(parts: dict[str, bytes], relations: str, kind: str, folder: str) -> str:
    """Return the part that a relation of a kind leads to. Raises UsageError."""
    try:
        root = etree.fromstring(
            parts[relations], etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except (KeyError, etree.XMLSyntaxError) as error:
        raise UsageError("template.unreadable", reason=relations) from error
    for relation in root:
        if str(relation.get("Type")).endswith(kind):
            target = str(relation.get("Target"))
            return target.lstrip("/") if target[:1] == "/" else f"{folder}/{target}".lstrip("/")
    raise UsageError("template.unreadable", reason=kind)


def template(data: bytes) -> Package:
    """Return the package of an authority's own .docx. Raises UsageError `template.unreadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > LARGEST_TEMPLATE:
                raise UsageError("template.unreadable", reason="ZIP")
            return Package({info.filename: archive.read(info) for info in infos})
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise UsageError("template.unreadable", reason="ZIP") from error


def blank(title: str, subject: str, day: date) -> Package:
    """Return a document without content: A4 across, page numbers at the foot."""
    return Package(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations(
                ("officeDocument", "word/document.xml"), ("core", "docProps/core.xml")
            ),
            "docProps/core.xml": _core(title, subject, day),
            "word/_rels/document.xml.rels": _relations(
                ("styles", "styles.xml"), ("footer", "footer1.xml")
            ),
            "word/styles.xml": _DECLARATION + own_styles(),
            "word/footer1.xml": _footer(),
            "word/document.xml": _document(),
        }
    )


def _content_types() -> bytes:
    """Return the list of the parts' types."""
    kinds = {"document": "document.main", "styles": "styles", "footer1": "footer"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        _DECLARATION
        + (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{overrides}"
            '<Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ).encode()
    )


def _relations(*pairs: tuple[str, str]) -> bytes:
    """Return relations, numbered in their order."""
    types = {"core": f"{_PACKAGE}/relationships/metadata/core-properties"}
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{types.get(kind, f"{R}/{kind}")}" Target="{target}"/>'
        for at, (kind, target) in enumerate(pairs, 1)
    )
    return (
        _DECLARATION
        + (f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>').encode()
    )


def _core(title: str, subject: str, day: date) -> bytes:
    """Return title, subject and day."""
    when = f'xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z<'
    return (
        _DECLARATION
        + (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>"
            f"<dcterms:created {when}/dcterms:created><dcterms:modified {when}/dcterms:modified>"
            "</cp:coreProperties>"
        ).encode()
    )


def _footer() -> bytes:
    """Return the page number in the middle of the foot."""
    return (
        _DECLARATION
        + (
            f'<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
            '<w:fldSimple w:instr=" PAGE "/></w:p></w:ftr>'
        ).encode()
    )


def _document() -> bytes:
    """Return the document part: nothing but its page."""
    width, height = round(look.PAPER_WIDTH * _TWIPS), round(look.PAPER_HEIGHT * _TWIPS)
    side = round(look.MARGIN_SIDE * _TWIPS)
    top, bottom = round(look.MARGIN_TOP * _TWIPS), round(look.MARGIN_BOTTOM * _TWIPS)
    return (
        _DECLARATION
        + (
            f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:sectPr>'
            f'<w:footerReference w:type="default" r:id="rId2"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}" w:orient="landscape"/>'
            f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{bottom}" w:left="{side}"'
            ' w:header="340" w:footer="340" w:gutter="0"/></w:sectPr></w:body></w:document>'
        ).encode()
    )
