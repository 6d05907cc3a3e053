"""From files to a reading: open, find the format, try the layouts, merge what several files say."""

from collections.abc import Callable, Sequence
from pathlib import Path

from hakaru.findings import Finding
from hakaru.ledger.entries import Indicator
from hakaru.ledger.text import load
from hakaru.read import kinds
from hakaru.read.draft import Accounting, Draft, Reading
from hakaru.read.formats import opening
from hakaru.read.formats import read_grids as open_data
from hakaru.read.forms import Mend, form_of
from hakaru.read.grid import Grid
from hakaru.read.layouts.cards import read_cards
from hakaru.read.layouts.highlights import read_highlights
from hakaru.read.mapping import FormMapping
from hakaru.read.merging import merge
from hakaru.read.tables.reading import read_tables
from hakaru.read.vocabulary import Vocabulary, shipped
from hakaru.source import Document, Place

Progress = Callable[[int, int], None]


def read_files(
    paths: Sequence[Path],
    *,
    progress: Progress | None = None,
    vocabulary: Vocabulary | None = None,
    mapping: FormMapping | None = None,
) -> Reading:
    """Read documents and ledgers (`.jsonl`) into one reading.

    `progress` is told how many files are done and how many there are; `mapping` says what the
    headings of the documents' form mean. Raises UnreadableInputError or LedgerFormatError for a
    file that cannot be read at all, MappingError for a document of another form.
    """
    readings = []
    for done, path in enumerate(paths):
        if progress is not None:
            progress(done, len(paths))
        readings.append(read_file(path, vocabulary or shipped(), mapping))
    if progress is not None:
        progress(len(paths), len(paths))
    return merge(readings)


def read_file(path: Path, vocabulary: Vocabulary, mapping: FormMapping | None = None) -> Reading:
    """Read one document or ledger; a ledger needs no mapping."""
    return read_data(opening.read_bytes(path), path.name, vocabulary, mapping)


def read_data(
    data: bytes,
    name: str,
    vocabulary: Vocabulary | None = None,
    mapping: FormMapping | None = None,
) -> Reading:
    """Read the bytes of one document or ledger; `name` is the file's name. Raises as `read_files`.

    A ledger is told by the ending of its name, and needs no mapping.
    """
    opening.check_bytes(data, name)
    if name.lower().endswith(".jsonl"):
        ledger = load(opening.decode(data, name).splitlines(), name)
        return Reading(ledger, (), Accounting(0, 0, 0, 0))
    document = opening.document_of(data, name)
    grids, findings = open_data(data, document)
    return read_grids(document, grids, findings, vocabulary or shipped(), mapping)


def read_grids(
    document: Document,
    grids: Sequence[Grid],
    findings: Sequence[Finding],
    vocabulary: Vocabulary,
    mapping: FormMapping | None = None,
) -> Reading:
    """Read the grids of one document with the layout that its headings call for."""
    mend = None
    if mapping is not None:
        vocabulary, mend = mapping.vocabulary(vocabulary), mapping.mend
        mapping.check(form_of(grids, vocabulary), document.file)
    draft = _drafted(grids, findings, vocabulary, mend)
    if not draft.documents:
        draft.documents.append(document)
        draft.findings.append(kinds.NOTHING_RECOGNISED.at(Place(document.file), file=document.file))
    reading = draft.finish(grids)
    if reading.unread and reading.accounting.mapped:
        unread = kinds.CELLS_UNREAD.at(*reading.unread, count=len(reading.unread))
        return Reading(
            reading.ledger, (*reading.findings, unread), reading.accounting, reading.unread
        )
    return reading


def _drafted(
    grids: Sequence[Grid],
    findings: Sequence[Finding],
    vocabulary: Vocabulary,
    mend: Mend | None,
) -> Draft:
    """Return what cards say, else tables and slides; of cards without indicators what says more."""
    cards, others = Draft(), Draft()
    cards.findings.extend(findings)
    if read_cards(grids, cards, vocabulary) and _measures(cards):
        return cards
    others.findings.extend(findings)
    read = _read_others(grids, others, vocabulary, mend)
    return others if read and (_measures(others) or not cards.documents) else cards


def _measures(draft: Draft) -> bool:
    """Tell whether a draft has indicators."""
    return any(isinstance(entry, Indicator) for entry in draft.entries)


def _read_others(
    grids: Sequence[Grid], draft: Draft, vocabulary: Vocabulary, mend: Mend | None
) -> bool:
    """Read tables, then slides in what they leave; False where there is neither."""
    tables = read_tables(grids, draft, vocabulary, mend)
    if tables is None:
        return read_highlights(grids, draft)
    read_highlights(grids, draft, tables.plan)
    # Rows of several cells that are left are a table nobody understood: they are listed as unread.
    lines = (row.cells[0] for grid in grids for row in grid.rows if len(row.cells) == 1)
    draft.keep_rest(tables.plan, lines)
    return True
