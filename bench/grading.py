"""Grades per second with the working, on one core."""

from pathlib import Path

import hakaru
from bench.timing import line, timed
from hakaru.ledger.ledger import Index
from hakaru.ledger.text import loads
from hakaru.rules.grade import grade_ledger


def run() -> None:
    """Print the figures of grading."""
    demo = Path(hakaru.__file__).parent / "demo.jsonl"
    index = Index(loads(demo.read_text(encoding="utf-8")))
    count = len(grade_ledger(index))
    print(f"Grading {count} indicator-years with their working")
    timing = timed(lambda: [grade_ledger(index) for _ in range(50)], runs=7)
    line("grades per second", f"{count * 50 / timing.best:,.0f}", "aim >= 100,000")
