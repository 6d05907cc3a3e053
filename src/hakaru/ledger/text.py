"""The canonical text of a ledger: JSON Lines `hakaru.ledger/1`.

The first line is the header, then one document a line, then one entry a line, list by list in the
order of the ledger. UTF-8, nothing escaped but what could be taken for the end of a line; every
line ends with a line feed. The same ledger gives the same bytes:

    {"schema":"hakaru.ledger/1"}
    {"type":"document","file":"kpi.txt","digest":"9f86d0…","format":"text"}
    {"type":"plan","id":"renkei-2","title":"…","fiscal_years":[2024,2025],…,"source":null}
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from hakaru.errors import LedgerFormatError
from hakaru.ledger.entries import AnyEntry
from hakaru.ledger.flatten import Flat, flat_document, flat_entry
from hakaru.ledger.integrity import REFERENCES, problems
from hakaru.ledger.ledger import ENTRY_LISTS, Ledger, ledger_of
from hakaru.ledger.restore import document_of, entry_of
from hakaru.source import Document

SCHEMA = "hakaru.ledger/1"
# Bytes of one line: far more than any cell of a document, far less than the memory of a desk.
LONGEST_LINE = 4 * 1024 * 1024

# JSON lets these stand in a text as they are; many readers take them for the end of a line.
_LINE_END = re.compile("[\x85\u2028\u2029]")
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def dump(ledger: Ledger) -> Iterator[str]:
    """Yield the lines of a ledger, each with its line feed.

    Raises LedgerFormatError where a text is not Unicode (a lone surrogate).
    """
    yield _line({"schema": SCHEMA}, "")
    for document in ledger.documents:
        yield _line(flat_document(document), document.file)
    for entry in ledger.entries():
        yield _line(flat_entry(entry), entry.id)


def dumps(ledger: Ledger) -> str:
    """Return the whole text of a ledger."""
    return "".join(dump(ledger))


def _line(flat: Flat, entry_id: str) -> str:
    """Return one line."""
    try:
        line = _encode(flat).decode()
    except UnicodeEncodeError as error:
        raise LedgerFormatError("ledger.not_unicode", id=ascii(entry_id)) from error
    return line.translate(_LINE_ENDS) + "\n" if _LINE_END.search(line) else line + "\n"


def as_json(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger as flat lists by kind, as `hakaru read --json` prints it."""
    lists: dict[str, Any] = {
        "schema": SCHEMA,
        "documents": [_untyped(flat_document(document)) for document in ledger.documents],
    }
    for name in ENTRY_LISTS:
        lists[name] = [_untyped(flat_entry(entry)) for entry in getattr(ledger, name)]
    return lists


def _untyped(flat: Flat) -> Flat:
    """Return an object without its `type`, which the name of its list says."""
    del flat["type"]
    return flat


def loads(text: str) -> Ledger:
    """Return the ledger of a whole text."""
    return load(text.split("\n"))


def load(lines: Iterable[str] | Iterable[bytes], file: str = "") -> Ledger:
    """Return the ledger that the lines of a file say.

    Blank lines, a byte order mark and Windows line ends are let pass; kinds may stand in any
    order. Raises LedgerFormatError with `file`, `line`, mostly `key`, `expected` and `found`.
    """
    reader = _Reader(file)
    for line in lines:
        reader.take(line.encode(errors="surrogatepass") if isinstance(line, str) else line)
    return reader.ledger()


class _Reader:
    """Takes line after line and remembers where each entry stood."""

    def __init__(self, file: str) -> None:
        """Begin before the first line."""
        self._file = file
        self._number = 0
        self._begun = False
        self._documents: list[Document] = []
        self._entries: list[AnyEntry] = []
        self._line_of: dict[str, int] = {}
        # Ids are named again and again: one copy of each is enough.
        self._known: dict[str, str] = {}

    def take(self, line: bytes) -> None:
        """Understand one line. Raises LedgerFormatError."""
        self._number += 1
        if len(line.rstrip(b"\r\n")) > LONGEST_LINE:
            raise self._error("too_long", expected=f"{LONGEST_LINE} bytes at most")
        if self._number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            return
        flat = self._decoded(line)
        try:
            if not self._begun:
                _check_header(flat)
                self._begun = True
            elif flat.get("type") == "document":
                self._documents.append(document_of(flat))
            else:
                self._add(flat)
        except LedgerFormatError as error:
            raise self._located(error) from error

    def _decoded(self, line: bytes) -> Flat:
        """Return the object of a line."""
        try:
            flat = _decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            raise self._error("not_json", expected="a JSON object", found=error) from error
        if not isinstance(flat, dict):
            raise self._error("not_object", expected="a JSON object")
        return flat

    def _add(self, flat: Flat) -> None:
        """Add an entry whose id is its own."""
        entry = entry_of(self._shared(flat))
        first = self._line_of.setdefault(entry.id, self._number)
        if first != self._number:
            raise LedgerFormatError(
                "ledger.duplicate_id", id=entry.id, first=first, expected="an id of its own"
            )
        self._entries.append(entry)

    def _shared(self, flat: Flat) -> Flat:
        """Let the names of other entries, and of files, be the one copy kept of each."""
        for key in _NAMING:
            named = flat.get(key)
            if isinstance(named, str):
                flat[key] = self._known.setdefault(named, named)
        source = flat.get("source")
        if isinstance(source, dict) and isinstance(file := source.get("file"), str):
            source["file"] = self._known.setdefault(file, file)
        return flat

    def ledger(self) -> Ledger:
        """Return the whole ledger, once it is known to be whole."""
        if not self._begun:
            raise self._error("empty", expected=f'{{"schema":"{SCHEMA}"}}')
        ledger = ledger_of(self._entries, self._documents)
        for problem in problems(ledger):
            raise LedgerFormatError(
                f"ledger.{problem.code}",
                file=self._file,
                line=self._line_of[problem.id],
                id=problem.id,
                key=problem.key,
                found=problem.value,
                expected=problem.expected,
            )
        return ledger

    def _error(self, code: str, **values: object) -> LedgerFormatError:
        """Return an error at the line being read."""
        return LedgerFormatError(
            f"ledger.{code}", file=self._file, line=max(self._number, 1), **values
        )

    def _located(self, error: LedgerFormatError) -> LedgerFormatError:
        """Return an error with the line being read."""
        return LedgerFormatError(error.code, file=self._file, line=self._number, **error.values)


_NAMING = ("unit", *dict.fromkeys(key for named in REFERENCES.values() for key, _ in named))


def _check_header(flat: Flat) -> None:
    """Raise LedgerFormatError where the first line does not name this version of the format."""
    if flat.keys() != {"schema"}:
        raise LedgerFormatError("ledger.no_header", expected=f'{{"schema":"{SCHEMA}"}}')
    if flat["schema"] != SCHEMA:
        raise LedgerFormatError(
            "ledger.other_schema", key="schema", found=flat["schema"], expected=SCHEMA
        )
