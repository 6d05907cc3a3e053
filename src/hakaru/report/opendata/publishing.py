"""A ledger as open data: tables, ledger and metadata, ready for a portal, and what was noticed."""

from collections.abc import Iterator

import msgspec

from hakaru.findings import Finding
from hakaru.ledger.ledger import Index, Ledger
from hakaru.ledger.text import dumps
from hakaru.report.opendata.beside import budgets, participants, sections
from hakaru.report.opendata.check import check_table
from hakaru.report.opendata.described import Described, File, describe, dictionary
from hakaru.report.opendata.kinds import CODE_UNKNOWN, LICENCE_MISSING
from hakaru.report.opendata.metadata import ckan_package, data_package, dcat, json_bytes
from hakaru.report.opendata.publication import Publication, check_publication
from hakaru.report.opendata.results import Results
from hakaru.report.opendata.table import Table, csv_bytes
from hakaru.report.packing import pack
from hakaru.report.tables.model import Progress
from hakaru.rules.scale import Rulebook


class OpenData(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset: its description and all its files, metadata included, in order."""

    described: Described
    files: tuple[tuple[str, bytes], ...]

    def zipped(self) -> bytes:
        """Return all files in one ZIP file."""
        return pack(self.files)


def open_data(
    ledger: Ledger,
    publication: Publication,
    book: Rulebook | None = None,
    *,
    progress: Progress | None = None,
) -> tuple[OpenData, tuple[Finding, ...]]:
    """Return a ledger as open data, and what the check of machine-readable tables finds in it.

    `book` grades instead of each plan's own rulebook. What officials accepted, with their names,
    stays in the office: it is left out of the published ledger, as are the names of those who gave
    a grade of their own; the grade and its reason are published. `progress` hears of every few
    results. Raises UsageError for a
    publication that cannot be used, RulebookError for an unknown rulebook.
    """
    check_publication(publication)
    index = Index(ledger)
    results = Results(index, publication, book, progress=progress)
    tables = _tables(results, index, publication)
    files = [File(name=table.file, data=csv_bytes(table), table=table) for table in tables]
    words = dictionary(files)
    files.append(File(name=words.file, data=csv_bytes(words), table=words))
    overrides = tuple(msgspec.structs.replace(one, by="") for one in ledger.overrides)
    public = msgspec.structs.replace(ledger, acceptances=(), overrides=overrides)
    files.append(File(name="ledger.jsonl", data=dumps(public).encode()))
    described = describe(ledger, publication, files)
    metadata = (
        ("datapackage.json", json_bytes(data_package(described))),
        ("dcat.jsonld", json_bytes(dcat(described))),
        ("ckan.json", json_bytes(ckan_package(described))),
    )
    data = tuple((file.name, file.data) for file in files)
    found = [
        finding
        for file in files
        if file.table
        for finding in check_table(file.data, file.name, file.table.columns)
    ]
    return (
        OpenData(described=described, files=(*data, *metadata)),
        (*found, *_left_out(described)),
    )


def _tables(results: Results, index: Index, publication: Publication) -> tuple[Table, ...]:
    """Return the tables of a ledger: the results always, the others where they have rows."""
    beside = (
        results.breakdown(),
        participants(index, publication),
        budgets(index, publication),
        sections(index, publication),
    )
    return (results.table(), *(table for table in beside if table.rows))


def _left_out(described: Described) -> Iterator[Finding]:
    """Yield a finding for what a publication should say and does not: codes, a licence."""
    everyone = dict(((described.publisher, described.publisher_code), *described.members))
    unknown = [name for name, code in everyone.items() if name and not code]
    if unknown:
        yield CODE_UNKNOWN.at(members="、".join(unknown))
    if described.licence is None:
        yield LICENCE_MISSING.at()
