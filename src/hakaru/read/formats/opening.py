"""From a path to a document: its bytes, its digest, and what format its content is.

The content decides, the name's ending only between plain texts: officials' files carry wrong
endings (a web page saved as .xls).
"""

import hashlib
from pathlib import Path

from hakaru.errors import UnreadableInputError
from hakaru.read.formats import ole
from hakaru.read.formats.bounds import LIMITS, Limits, whole
from hakaru.read.formats.csv import delimiter_of
from hakaru.read.formats.encoding import decode, start_of
from hakaru.read.formats.packed import BROKEN_ZIP, open_zip
from hakaru.source import Document

__all__ = ["check_bytes", "decode", "document_of", "open_document", "read_bytes", "recognise"]

_HEAD = 4096
_PDF_HEAD = 1024  # a PDF may be preceded by some bytes, and real ones are
_WEB_STARTS = ("<!doctype html", "<html")
_WEB_TAGS = ("<html", "<head", "<body", "<table")
_WEB_ENDINGS = (".html", ".htm", ".xhtml")
_CSV_ENDINGS = (".csv", ".tsv")
_TEXT_ENDINGS = (".txt", ".md")
_KNOWN_STARTS = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"{\\rtf", "rtf"),
)
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_FOLDERS = (("xl/", "xlsx"), ("word/", "docx"))
_STREAMS = (("Workbook", "xls"), ("Book", "xls"))


def open_document(path: Path, limits: Limits = LIMITS) -> tuple[Document, bytes]:
    """Return the document at `path` and its bytes.

    Raises UnreadableInputError; its codes: file.missing, file.is_directory, file.not_permitted,
    file.not_a_file, file.empty, file.too_large, file.unknown_format, file.wrong_encoding,
    file.encrypted, file.damaged, file.zip_bomb.
    """
    data = read_bytes(path, limits)
    return document_of(data, path.name, limits), data


def document_of(data: bytes, name: str, limits: Limits = LIMITS) -> Document:
    """Return the document that `data` is under the name of its file. Raises as `open_document`."""
    return Document(
        file=name,
        digest=hashlib.sha256(data).hexdigest(),
        format=recognise(data, name, limits),
    )


def read_bytes(path: Path, limits: Limits = LIMITS) -> bytes:
    """Return the bytes of a file that is there, may be read, holds something and is bearable."""
    try:
        if path.is_dir():
            raise UnreadableInputError("file.is_directory", file=path)
        if not path.exists():
            raise UnreadableInputError("file.missing", file=path)
        if not path.is_file():
            raise UnreadableInputError("file.not_a_file", file=path)
        with path.open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)
    except PermissionError as error:
        raise UnreadableInputError("file.not_permitted", file=path) from error
    except (OSError, ValueError) as error:  # a name no file can have, a disk that fails
        raise UnreadableInputError("file.missing", file=path) from error
    check_bytes(data, str(path), limits)
    return data


def check_bytes(data: bytes, name: str, limits: Limits = LIMITS) -> None:
    """Raise UnreadableInputError for bytes that are too many, or nothing but blanks."""
    if len(data) > limits.file_bytes:
        raise UnreadableInputError("file.too_large", file=name, limit=limits.file_bytes)
    if not data[:_HEAD].strip() and not data.strip():
        raise UnreadableInputError("file.empty", file=name)


def recognise(data: bytes, name: str, limits: Limits = LIMITS) -> str:
    """Return the format of `data` as `Document.format` names it; `name` is the file's name.

    Raises UnreadableInputError: file.unknown_format (with what was `found`), file.encrypted,
    file.damaged, file.zip_bomb, file.wrong_encoding.
    """
    if data.startswith(b"PK\x03\x04"):
        return _packed_format(data, name, limits)
    if data.startswith(ole.SIGNATURE):
        return _compound_format(data, name)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    for start, found in _KNOWN_STARTS:
        if data.startswith(start):
            raise UnreadableInputError("file.unknown_format", file=name, found=found)
    return _text_format(data, name)


def _packed_format(data: bytes, name: str, limits: Limits) -> str:
    """Tell what a zip container is by the folders inside."""
    with open_zip(data, name, limits) as container:
        parts = container.namelist()
        if "mimetype" in parts and container.getinfo("mimetype").file_size < _HEAD:
            with whole(name, "mimetype", *BROKEN_ZIP):
                if container.read("mimetype").strip() == _OPEN_SHEET:
                    return "ods"
    if "xl/workbook.bin" in parts:
        raise UnreadableInputError("file.unknown_format", file=name, found="xlsb")
    for folder, found in _FOLDERS:
        if any(part.startswith(folder) for part in parts):
            return found
    known = "pptx" if any(part.startswith("ppt/") for part in parts) else "zip"
    raise UnreadableInputError("file.unknown_format", file=name, found=known)


def _compound_format(data: bytes, name: str) -> str:
    """Tell what an OLE2 file is by its streams."""
    streams = ole.CompoundFile(data, name).names()
    if "EncryptedPackage" in streams:
        raise UnreadableInputError("file.encrypted", file=name)
    for stream, found in _STREAMS:
        if stream in streams:
            return found
    known = "doc" if "WordDocument" in streams else "ole"
    raise UnreadableInputError("file.unknown_format", file=name, found=known)


def _text_format(data: bytes, name: str) -> str:
    """Tell web page, ledger, CSV and plain text apart."""
    ending = Path(name).suffix.lower()
    head = start_of(data, _HEAD).lstrip("\ufeff \t\r\n").lower()
    if head.startswith("<?xml") and "<workbook" in head:
        raise UnreadableInputError("file.unknown_format", file=name, found="xml")
    if head.startswith(_WEB_STARTS) or ending in _WEB_ENDINGS:
        return "html"
    if head.startswith("<") and ending != ".txt" and any(tag in head for tag in _WEB_TAGS):
        return "html"
    text = decode(data, name)
    if ending == ".jsonl" or '"hakaru.ledger/' in text[:_HEAD].partition("\n")[0]:
        return "ledger"
    if ending in _CSV_ENDINGS:
        return "csv"
    return "text" if ending in _TEXT_ENDINGS or delimiter_of(text) is None else "csv"
