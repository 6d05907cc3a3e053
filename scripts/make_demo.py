"""Makes the bundled demonstration from the public cards: facts only, none of their sentences.

    python scripts/make_demo.py CARDS.txt src/hakaru/demo.jsonl

Kept: names, participants, baselines, targets, actuals, grades. Left out: summaries,
responsibilities, activities and notes.
"""

import sys
from pathlib import Path

import msgspec

from hakaru.ledger.ledger import Ledger
from hakaru.ledger.text import dumps
from hakaru.read import read_files


def facts_only(ledger: Ledger) -> Ledger:
    """Return the ledger without the document's sentences."""
    return msgspec.structs.replace(
        ledger,
        projects=tuple(
            msgspec.structs.replace(project, summary="", responsibilities=())
            for project in ledger.projects
        ),
        activities=(),
        notes=(),
    )


def main(source: str, target: str) -> None:
    """Read the cards and write the demonstration."""
    Path(target).write_text(dumps(facts_only(read_files([Path(source)]).ledger)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
