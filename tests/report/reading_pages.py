"""Reads PDFs back for the tests, with the library that reads documents: texts, outline, tags."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw


class Tag(NamedTuple):
    """An element of the structure that readers aloud follow: its type and alternative text."""

    type: str
    alt: str


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page, without blanks and line ends."""
    document = pdfium.PdfDocument(pdf)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def outline(pdf: bytes) -> list[tuple[int, str]]:
    """Return the bookmarks with their depth from 0."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [(item.level, item.get_title()) for item in document.get_toc()]
    finally:
        document.close()


def about(pdf: bytes) -> dict[str, str]:
    """Return what the file says of itself: title, dates, its language, whether it is tagged."""
    document = pdfium.PdfDocument(pdf)
    try:
        found: dict[str, str] = document.get_metadata_dict()
        language = ctypes.create_string_buffer(64)
        raw.FPDFCatalog_GetLanguage(document, ctypes.cast(language, _SHORTS), 64)
        found["Lang"] = language.raw.decode("utf-16-le").split("\0")[0]
        found["Tagged"] = str(bool(raw.FPDFCatalog_IsTagged(document)))
        return found
    finally:
        document.close()


def tags(pdf: bytes, page: int = 0) -> list[Tag]:
    """Return the elements of a page's structure, from the outermost in."""
    document = pdfium.PdfDocument(pdf)
    opened = document[page]
    tree = raw.FPDF_StructTree_GetForPage(opened)
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        return [
            tag
            for at in range(count)
            for tag in _below(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
        ]
    finally:
        raw.FPDF_StructTree_Close(tree)
        opened.close()
        document.close()


_SHORTS = ctypes.POINTER(ctypes.c_ushort)


def _below(element: raw.FPDF_STRUCTELEMENT) -> Iterator[Tag]:
    """Yield an element and all below it."""
    if not element:
        return
    yield Tag(
        _text(raw.FPDF_StructElement_GetType, element),
        _text(raw.FPDF_StructElement_GetAltText, element),
    )
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _below(raw.FPDF_StructElement_GetChildAtIndex(element, at))


def _text(ask: object, element: raw.FPDF_STRUCTELEMENT) -> str:
    """Return what an element says of itself."""
    assert callable(ask)
    room = ctypes.create_string_buffer(2000)
    size = int(ask(element, room, 2000))
    return room.raw[: max(size - 2, 0)].decode("utf-16-le")
