"""The documents that are timed: the public cards where they are present, else made ones."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from documents.corpus.documents import DOCUMENTS  # noqa: E402 - the tests' folder comes first
from documents.making_cards import cards, document  # noqa: E402 - the same
from documents.seeds import FOLDER  # noqa: E402 - the same


def cards_text() -> tuple[str, str]:
    """Return the text of 55 cards and where it comes from."""
    found = sorted(FOLDER.glob("000_*.txt")) if FOLDER.is_dir() else []
    if found:
        return found[0].read_text(encoding="utf-8"), "the public document"
    made = [card for first in range(1, 56, 4) for card in cards(first=first)][:55]
    return document(tuple(made)), "made cards (the public document is not here)"


def whole_documents(folder: Path) -> tuple[list[Path], str]:
    """Return the five public documents and what they are, else as many made ones in `folder`."""
    found = sorted(FOLDER.glob("0*.txt")) if FOLDER.is_dir() else []
    if found:
        return found, "the public documents"
    made = [one.write("txt", folder) for one in DOCUMENTS[:5]]
    return made, "made documents (the public ones are not here)"
