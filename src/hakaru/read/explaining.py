"""What was understood of documents and why: their forms, the facts in their text, the account."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from hakaru.errors import UsageError
from hakaru.ledger.entries import Fact
from hakaru.read import kinds
from hakaru.read.documents import read_grids
from hakaru.read.draft import Accounting
from hakaru.read.formats import open_grids
from hakaru.read.forms import Form, form_of
from hakaru.read.mapping import FormMapping
from hakaru.read.vocabulary import shipped
from hakaru.source import Document


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """What was understood of one document.

    `layout` is cards, tables, highlights, or "" where nothing was recognised. `facts` are those
    found in its slides.
    """

    document: Document
    layout: str
    form: Form
    facts: tuple[Fact, ...]
    accounting: Accounting


def explain_files(
    paths: Sequence[Path], mapping: FormMapping | None = None
) -> tuple[Explanation, ...]:
    """Return what is understood of documents, with the meanings of `mapping` where it is given.

    Raises UnreadableInputError, UsageError for a ledger, MappingError for another form.
    """
    return tuple(explain_file(path, mapping) for path in paths)


def explain_file(path: Path, mapping: FormMapping | None = None) -> Explanation:
    """Return what is understood of one document; see `explain_files`."""
    if path.suffix.lower() == ".jsonl":
        raise UsageError("explain.ledger", file=path.name)
    document, grids, findings = open_grids(path)
    reading = read_grids(document, grids, findings, shipped(), mapping)
    vocabulary = mapping.vocabulary(shipped()) if mapping else shipped()
    form = form_of(grids, vocabulary, mapping.mend if mapping else None)
    nothing = any(finding.code == kinds.NOTHING_RECOGNISED.code for finding in reading.findings)
    layout = "cards" if form.cards else "tables" if form.tables else "highlights"
    return Explanation(
        document=document,
        layout="" if nothing else layout,
        form=form,
        facts=reading.ledger.facts,
        accounting=reading.accounting,
    )
