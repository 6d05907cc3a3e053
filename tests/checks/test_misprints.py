"""Misprints in printed documents are noticed, and cards without one are left alone."""

from pathlib import Path
from random import Random

import pytest

from checks.copies import CHANGES, copied, read_both
from checks.making import clean
from checks.misprinting import Noticed, misprinted, read_again
from checks.misprints import MISPRINTS
from checks.paper import cards_of, cells_of, printed
from documents.corpus.documents import DOCUMENTS
from hakaru.checks import run
from hakaru.findings import Severity
from hakaru.read import read_files
from hakaru.report.words import Language, sentence_for_finding

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


def test_a_difference_between_documents_gives_both_values() -> None:
    """Where two documents differ, the finding says what each of them prints."""
    head, cards = cards_of(cells_of(clean(0)), Random(0))  # noqa: S311 - made examples, no secrets
    first, _ = printed(head, cards)
    name = cards[3].rows[0][3]
    cards[3].rows[0][3] = f"新{name}"
    second, _ = printed(head, cards)
    found = [one for one in read_both(first, second) if one.code == "R122"]
    assert [(one.value("first"), one.value("second")) for one in found] == [(name, f"新{name}")]
    assert name in sentence_for_finding(found[0], Language.EN)


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
