"""From a file to grids: one reader for each format, loaded only when a file needs it."""

from importlib import import_module
from pathlib import Path

from hakaru.errors import UsageError
from hakaru.findings import Finding
from hakaru.read.formats.bounds import LIMITS, Limits
from hakaru.read.formats.opening import decode, open_document
from hakaru.read.grid import Grid
from hakaru.source import Document

__all__ = ["FORMATS", "Grids", "open_grids", "read_grids"]

Grids = tuple[tuple[Grid, ...], tuple[Finding, ...]]

# Each module has `read_grids(data, document)`. Named, not imported: a command that reads no Word
# file must not wait for the library that does.
FORMATS = {
    "xlsx": "excel",
    "xls": "old_excel",
    "ods": "opendocument",
    "docx": "word",
    "pdf": "pdf",
    "html": "html",
    "csv": "csv",
    "text": "text",
}


def open_grids(
    path: Path, limits: Limits = LIMITS
) -> tuple[Document, tuple[Grid, ...], tuple[Finding, ...]]:
    """Open the file at `path` and return the document, its grids and what was noticed.

    Raises UnreadableInputError where it cannot be read at all, UsageError for a ledger.
    """
    document, data = open_document(path, limits)
    grids, findings = read_grids(data, document)
    return document, grids, findings


def read_grids(data: bytes, document: Document) -> Grids:
    """Return the grids of a document already opened, by the reader of its format."""
    if document.format not in FORMATS:
        raise UsageError("file.no_document", file=document.file, format=document.format)
    module = import_module(f"{__name__}.{FORMATS[document.format]}")
    source: bytes | str = decode(data, document.file) if document.format == "text" else data
    grids, findings = module.read_grids(source, document)
    return tuple(grids), tuple(findings)
