"""Misprints in printed documents are noticed, and cards without one are left alone."""

from pathlib import Path

import pytest

from checks.copies import CHANGES, copied
from checks.making import clean
from checks.misprinting import Noticed, misprinted, read_again
from checks.misprints import MISPRINTS
from checks.paper import cells_of, printed
from documents.corpus.documents import DOCUMENTS
from hakaru.checks import run
from hakaru.findings import Severity
from hakaru.read import read_files

PRINTED, COPIED = misprinted(range(10)), copied(range(2))


def test_misprints_of_every_kind_are_made() -> None:
    """Dozens of misprints, of each kind at least one."""
    assert set(PRINTED.made) == {one.__name__ for one in MISPRINTS}
    assert set(COPIED.made) == {one.__name__ for one in CHANGES}
    assert sum(PRINTED.made.values()) >= 80


@pytest.mark.parametrize("noticed", [PRINTED, COPIED], ids=["one document", "two documents"])
def test_misprints_are_noticed(noticed: Noticed) -> None:
    """Two in a hundred may be missed at most."""
    assert noticed.recall(noticed.made) >= 0.98, noticed.missed


@pytest.mark.parametrize("noticed", [PRINTED, COPIED], ids=["one document", "two documents"])
def test_nothing_is_said_of_the_rest(noticed: Noticed) -> None:
    """A card that was left alone, or printed twice alike, raises no error and no warning."""
    assert noticed.false == ()


def test_a_printed_plan_without_misprints_is_clean() -> None:
    """What is noticed comes from the misprints, not from printing and reading."""
    text, _ = printed(cells_of(clean(0)), [])
    assert read_again(text) == ()


def test_the_made_documents_are_clean(tmp_path: Path) -> None:
    """Plans of other shapes, each alone and all together: no error, no warning."""
    paths = [document.write("txt", tmp_path) for document in DOCUMENTS]
    for together in (*([path] for path in paths), paths):
        reading = read_files(together)
        found = run(reading.ledger, read=reading.findings)
        assert [one for one in found if one.severity is not Severity.NOTE] == []
