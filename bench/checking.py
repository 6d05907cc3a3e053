"""Reading and checking the five public documents together, or made ones of as many kinds."""

import tempfile
from functools import partial
from pathlib import Path

from bench.documents import whole_documents
from bench.timing import line, timed
from hakaru.checks import run as run_checks
from hakaru.read import read_files


def run() -> None:
    """Print the figures of checking."""
    with tempfile.TemporaryDirectory() as home:
        paths, origin = whole_documents(Path(home))
        print(f"Checking {len(paths)} documents: {origin}")
        reading = read_files(paths)
        both = timed(partial(_read_and_check, paths), runs=7)
        checking = timed(partial(run_checks, reading.ledger, read=reading.findings), runs=15)
        line("read and checked together", f"{both.best * 1000:.0f} ms")
        line("checked alone", f"{checking.best * 1000:.0f} ms")
        found = run_checks(reading.ledger, read=reading.findings)
        line("entries, findings", f"{sum(1 for _ in reading.ledger.entries()):,}, {len(found)}")


def _read_and_check(paths: list[Path]) -> None:
    """Read documents and check what was read."""
    reading = read_files(paths)
    run_checks(reading.ledger, read=reading.findings)
