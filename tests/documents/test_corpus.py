"""The made corpus: every field of every document is read as it was meant, in six formats."""

from pathlib import Path

import pytest

from documents.corpus.documents import DOCUMENTS, CorpusDocument
from documents.corpus.formats import CAN_PRINT, WRITERS
from documents.corpus.judging import judge

CASES = [
    pytest.param(
        document,
        suffix,
        id=f"{document.name}.{suffix}",
        marks=pytest.mark.skipif(
            suffix == "pdf" and not CAN_PRINT, reason="no Japanese font is installed for PDFs"
        ),
    )
    for document in DOCUMENTS
    for suffix in WRITERS
]


@pytest.mark.parametrize(("document", "suffix"), CASES)
def test_every_field_is_read_as_meant(
    document: CorpusDocument, suffix: str, tmp_path: Path
) -> None:
    """Names, units, targets, results, grades and money; nothing invented, no cell unread."""
    judged = judge(document, suffix, tmp_path)
    assert [str(miss) for miss in judged.misses] == []
    assert judged.unread == ()
    assert judged.fields > 0


def test_the_corpus_is_wide_enough() -> None:
    """Nine layouts at least, six formats, a sheet of more than a hundred columns."""
    assert len({document.layout.__module__ for document in DOCUMENTS}) >= 9
    assert len(CASES) >= 24
