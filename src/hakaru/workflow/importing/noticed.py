"""What reading noticed in the documents that a plan came from."""

from collections.abc import Iterable

import msgspec

from hakaru.findings import Finding
from hakaru.source import Document
from hakaru.store.models import FileStatus, ImportFile, ImportState
from hakaru.workflow.importing.draft import Notice


def noticed(documents: Iterable[Document]) -> tuple[Finding, ...]:
    """Return the findings of reading of these documents, as far as they were imported here.

    Checks take them as `read`: some contradictions are seen while a document is read, and only
    then. A document imported several times tells what it told the last time.
    """
    files = ImportFile.objects.filter(
        of__state=ImportState.CONFIRMED,
        status=FileStatus.READ,
        source__digest__in={document.digest for document in documents},
    )
    latest = dict(files.order_by("of__confirmed_at", "pk").values_list("source__digest", "notice"))
    return tuple(
        finding
        for notice in latest.values()
        for finding in msgspec.json.decode(notice, type=Notice).findings
    )
