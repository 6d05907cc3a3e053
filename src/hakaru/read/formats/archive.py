"""The parts of a zip container: bytes, XML trees, and the links between them.

No part becomes larger than it declared, and XML with a document type is refused, so entities can
neither grow nor reach outside.
"""

import posixpath
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple, Protocol
from xml.parsers import expat

from lxml import etree

from hakaru.errors import UnreadableInputError
from hakaru.read.formats.bounds import LARGEST_TREE, LIMITS, MEGABYTE, Limits, damaged, whole
from hakaru.read.formats.packed import BROKEN_ZIP, open_zip


class Relation(NamedTuple):
    """A link of one part of an Office file to another: the last word of its type, and where to."""

    kind: str
    target: str


class PartReader(Protocol):
    """Takes an XML part piece by piece."""

    def start(self, tag: str, attributes: dict[str, str], /) -> None:
        """Take the beginning of an element."""

    def text(self, text: str, /) -> None:
        """Take text."""

    def end(self, tag: str, /) -> None:
        """Take the end of an element."""


class Archive:
    """A zip container whose parts are read by name, none larger than it says."""

    def __init__(self, data: bytes, file: str, limits: Limits = LIMITS) -> None:
        """Open a container; raises UnreadableInputError as `open_zip` does."""
        self.file = file
        self._zip = open_zip(data, file, limits)
        self._parts = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def stream(self, part: str) -> IO[bytes]:
        """Open a part for reading piece by piece; raises UnreadableInputError where missing."""
        if part not in self._parts:
            raise damaged(self.file, part, "missing")
        with whole(self.file, part, *BROKEN_ZIP):
            return self._zip.open(self._parts[part])

    def read(self, part: str) -> bytes:
        """Return a part's bytes, never more than it declares."""
        blocks = []
        with self.stream(part) as stream, whole(self.file, part, *BROKEN_ZIP):
            # Read in blocks: one unbounded read would unpack beyond the declared size.
            while block := stream.read(MEGABYTE):
                blocks.append(block)
        return b"".join(blocks)

    def tree(self, part: str, *, recover: bool = False) -> etree._Element:
        """Return the root of an XML part; `recover` reads on past errors, as VML needs.

        Raises UnreadableInputError: file.damaged, file.xml_entity, file.too_complex (a tree takes
        several times the memory of its text).
        """
        if part in self._parts and self._parts[part].file_size > LARGEST_TREE:
            raise UnreadableInputError("file.too_complex", file=self.file, part=part)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=recover
        )
        data = self.read(part)
        if recover:
            # Excel itself writes this one unclosed, and what follows would end up inside it.
            data = data.replace(b"<br>", b"<br/>")
        with whole(self.file, part, etree.XMLSyntaxError):
            root = etree.fromstring(data, parser)
        if root is None:
            raise damaged(self.file, part, "empty")
        self._refuse_doctype(root, part)
        return root

    def elements(
        self, part: str, tags: tuple[str, ...], events: tuple[str, ...] = ("end",)
    ) -> Iterator[tuple[str, etree._Element]]:
        """Yield (event, element) of a large XML part while it is read, for the given tags.

        Whoever takes them clears what is used, so memory stays small.
        """
        checked = False
        with self.stream(part) as stream, whole(self.file, part, etree.XMLSyntaxError, *BROKEN_ZIP):
            for event, element in etree.iterparse(
                stream, events=events, tag=tags, resolve_entities=False, no_network=True
            ):
                if not checked:
                    self._refuse_doctype(element, part)
                    checked = True
                yield event, element

    def parse(self, part: str, reader: PartReader) -> None:
        """Tell `reader` of the elements and texts of a large XML part, in one pass.

        Names come without prefix. Raises UnreadableInputError: file.damaged, file.xml_entity.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype_refuser(part)
        parser.CharacterDataHandler = reader.text
        parser.EndElementHandler = reader.end

        def start_first(tag: str, attributes: dict[str, str]) -> None:
            """Begin with the root: where it has a prefix, all have, and it is taken off."""
            if ":" in tag:
                parser.StartElementHandler = lambda name, found: reader.start(_bare(name), found)
                parser.EndElementHandler = lambda name: reader.end(_bare(name))
            else:
                parser.StartElementHandler = reader.start
            reader.start(_bare(tag), attributes)

        parser.StartElementHandler = start_first
        with self.stream(part) as stream, whole(self.file, part, expat.ExpatError, *BROKEN_ZIP):
            while block := stream.read(MEGABYTE):
                parser.Parse(block)
            parser.Parse(b"", True)  # noqa: FBT003 - the end, by position alone

    def _doctype_refuser(self, part: str) -> Callable[..., None]:
        """Return what the parser calls for a document type."""

        def refuse(*_: object) -> None:
            raise UnreadableInputError("file.xml_entity", file=self.file, part=part)

        return refuse

    def _refuse_doctype(self, element: etree._Element, part: str) -> None:
        """Refuse a part with a document type: office files have none, attacks do."""
        if element.getroottree().docinfo.internalDTD is not None:
            raise UnreadableInputError("file.xml_entity", file=self.file, part=part)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the links of a part (of the whole file for "") by their id."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        if source not in self._parts:
            return {}
        return {
            element.get("Id", ""): Relation(
                kind=element.get("Type", "").rpartition("/")[2],
                target=posixpath.normpath(
                    posixpath.join("/", folder, element.get("Target", ""))
                ).lstrip("/"),
            )
            for element in self.tree(source).iterfind("{*}Relationship")
            if element.get("TargetMode") != "External"
        }

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts that `part` links to as `kind`, present or not."""
        return [link.target for link in self.relations(part).values() if link.kind == kind]

    def main_part(self) -> str:
        """Return the name of the part that an Office file starts from."""
        for name in self.related("", "officeDocument"):
            return name
        raise damaged(self.file, "_rels/.rels", "missing")


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; "" for comments."""
    tag: object = element.tag  # a function for comments
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local_attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name without namespace, which differs by dialect."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def _bare(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]
