"""Writing 55 cards in every format; the PDF against typst setting the same pages alone; growth."""

import io
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import msgspec

from bench.documents import cards_text
from bench.timing import line, timed
from hakaru.ledger.ledger import Ledger
from hakaru.read import read_files
from hakaru.report import registry
from hakaru.report.opendata import Publication, open_data
from hakaru.report.pdf.writing import batches_of_data, compiled
from hakaru.report.tables.model import Parts, Report
from hakaru.report.tables.wanted import Wanted

CARDS = 55
GROWN = 100
RUNS = 3
# What a secretariat makes in a year: of every report the formats that are handed out.
PAPERS = (
    ("cards", "pdf"), ("cards", "xlsx"), ("cards", "docx"), ("cards", "html"),
    ("summary", "pdf"), ("summary", "xlsx"), ("summary", "pptx"),
    ("changes", "pdf"), ("changes", "docx"), ("participation", "pdf"), ("participation", "xlsx"),
    ("matrix", "pdf"), ("matrix", "xlsx"), ("vision", "pdf"), ("slides", "pptx"),
    ("slides", "pdf"), ("form", "xlsx"),
)  # fmt: skip


@cache
def ledger() -> Ledger:
    """Return the ledger of 55 cards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cards.txt"
        path.write_text(cards_text()[0], encoding="utf-8")
        return read_files([path]).ledger


def cards(copies: int = 1) -> Report:
    """Return the report of the cards, so many times over."""
    report = registry.build("cards", ledger(), Wanted())
    parts = list(report.parts)
    many = Parts(len(parts) * copies, lambda: (part for _ in range(copies) for part in parts))
    return msgspec.structs.replace(report, parts=many)


def written(copies: int, name: str = "pdf") -> tuple[float, int]:
    """Return the seconds of CPU that a file takes, from the report on, and the memory in MB."""
    report = cards(copies)
    start = time.process_time()
    registry.write(report, name, io.BytesIO())
    taken = time.process_time() - start
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def all_papers() -> None:
    """Write all papers of a year from one ledger."""
    own = ledger()
    for kind, name in PAPERS:
        registry.write(registry.build(kind, own, Wanted()), name, io.BytesIO())


def set_alone(copies: int) -> tuple[float, int]:
    """Return the seconds of CPU that the typesetter takes for the same pages, data at hand."""
    batches = list(batches_of_data(cards(copies)))
    start = time.process_time()
    for data in batches:
        compiled(data)
    return time.process_time() - start, 0


def apart(
    action: Callable[..., tuple[float, int]], *given: object, runs: int = RUNS
) -> tuple[float, int]:
    """Return the best of some runs, each in its own process: the typesetter remembers pages."""
    taken = []
    for _ in range(runs):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            taken.append(pool.submit(action, *given).result())
    return min(taken)


def run() -> None:
    """Print the figures of writing."""
    print(f"Writing {CARDS} cards")
    (alone, _), (whole, _) = apart(set_alone, 1), apart(written, 1)
    line("pdf: pages set by typst alone", f"{alone:.2f} s")
    line("pdf: from the report", f"{whole:.2f} s")
    line("pdf / typst alone", f"{whole / alone:.2f} x", "aim <= 1.5 x")
    for name in ("xlsx", "docx", "html"):
        timing = timed(lambda: registry.write(cards(), name, io.BytesIO()), runs=RUNS)  # noqa: B023 - timed at once
        line(name, f"{timing.best:.2f} s")
    slides = registry.build("slides", ledger(), Wanted())
    timing = timed(lambda: registry.write(slides, "pptx", io.BytesIO()), runs=RUNS)
    line("slides to pptx", f"{timing.best:.2f} s")
    timing = timed(lambda: open_data(ledger(), Publication()), runs=RUNS)
    line("open data", f"{timing.best:.2f} s")
    timing = timed(all_papers, runs=1)
    line(f"all papers of the year ({len(PAPERS)} files)", f"{timing.best:.2f} s", "aim < 10 s")
    for name in ("pdf", "xlsx", "docx", "html"):
        (once, _), (grown, memory) = apart(written, 1, name), apart(written, GROWN, name, runs=1)
        share = f"{grown / once / GROWN:.2f} x linear, {memory:,} MB"
        line(f"{name}: {CARDS * GROWN:,} cards", f"{grown:.1f} s", share)
