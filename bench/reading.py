"""Reading 55 cards against merely splitting the same text into cells, and its growth."""

from functools import partial

from bench.documents import cards_text
from bench.timing import line, timed
from hakaru.read.documents import read_grids as read_document
from hakaru.read.formats.text import read_grids
from hakaru.read.vocabulary import shipped
from hakaru.source import Document

DOCUMENT = Document(file="cards.txt", digest="", format="text")


def split(text: str) -> list[list[str]]:
    """Split a text into cells and do nothing else."""
    return [row.split("\t") for row in text.split("\n")]


def read(text: str) -> None:
    """Read a text into a ledger."""
    grids, findings = read_grids(text, DOCUMENT)
    read_document(DOCUMENT, grids, findings, shipped())


def run() -> None:
    """Print the figures of reading."""
    text, origin = cards_text()
    print(f"Reading 55 cards: {origin}")
    splitting = timed(lambda: split(text), runs=60)
    gridding = timed(lambda: read_grids(text, DOCUMENT), runs=30)
    reading = timed(lambda: read(text), runs=30)
    line("split into cells", f"{splitting.best * 1000:.2f} ms")
    line("to a grid", f"{gridding.best * 1000:.2f} ms")
    line("to a ledger", f"{reading.best * 1000:.1f} ms")
    line("ledger / split", f"{reading.best / splitting.best:.1f} x", "aim <= 20 x")
    for copies in (10, 100):
        grown = timed(partial(read, text * copies), runs=2)
        line(
            f"{copies} copies / 1 copy / {copies}",
            f"{grown.best / reading.best / copies:.2f}",
            "1.0 is linear",
        )
