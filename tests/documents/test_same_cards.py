"""The same ledger comes out of the same cards, whichever format they are given in."""

from pathlib import Path

import pytest

from documents.corpus.formats import CAN_PRINT, WRITERS
from documents.corpus.rewriting import card_items, comparable
from documents.making_cards import cards, document
from documents.seeds import seed
from hakaru.ledger.ledger import Ledger
from hakaru.read import read_files

FORMATS = [
    pytest.param(
        suffix,
        marks=pytest.mark.skipif(
            suffix == "pdf" and not CAN_PRINT, reason="no Japanese font is installed for PDFs"
        ),
    )
    for suffix in WRITERS
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Return the ledger of made cards read as text."""
    path = tmp_path_factory.mktemp("made") / "cards.txt"
    path.write_text(document(cards()), encoding="utf-8")
    return read_files([path]).ledger


@pytest.fixture(scope="module")
def real() -> Ledger:
    """Return the ledger of the 55 real cards."""
    return read_files([seed("000")]).ledger


@pytest.mark.parametrize("suffix", FORMATS)
def test_made_cards_read_the_same(made: Ledger, suffix: str, tmp_path: Path) -> None:
    """Every kind of value, grade and footnote, in six formats."""
    _print_and_compare(made, suffix, tmp_path)


@pytest.mark.seeds
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_real_cards_read_the_same(real: Ledger, suffix: str, tmp_path: Path) -> None:
    """55 projects with 78 indicators, in six formats."""
    _print_and_compare(real, suffix, tmp_path)


def _print_and_compare(ledger: Ledger, suffix: str, folder: Path) -> None:
    """Print a ledger as cards, read them, and compare entry by entry."""
    path = folder / f"cards.{suffix}"
    WRITERS[suffix](card_items(ledger), path)
    reading = read_files([path])
    assert reading.accounting.unread == 0
    meant, found = comparable(ledger), comparable(reading.ledger)
    differing = {
        key: (meant.get(key), found.get(key))
        for key in meant.keys() | found.keys()
        if meant.get(key) != found.get(key)
    }
    assert not differing
