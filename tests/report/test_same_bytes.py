"""Every report in every format, made by two processes that share nothing but the ledger."""

import hashlib
import io
import os
import subprocess
import sys
import time
from pathlib import Path

from hakaru.report import registry
from hakaru.report.tables.wanted import Wanted
from report.making import ledger

PAIRS = [(kind, suffix) for kind in registry.BUILDERS for suffix in registry.FORMATS[kind]]

LONG_AGO = 1_000_000_000.0


def digests() -> list[str]:
    """Return a line for each report and format: what it is, and the digest of its bytes."""
    found = []
    for kind, suffix in PAIRS:
        out = io.BytesIO()
        member = "港市" if kind == "member" else ""
        made = registry.build(kind, ledger(), Wanted(member=member))
        registry.write(made, suffix, out)
        found.append(f"{kind} {suffix} {hashlib.sha256(out.getvalue()).hexdigest()}")
    return found


def at_another_time() -> None:
    """Print the digests, made with a clock that stands still many years ago."""
    real = time.localtime
    time.localtime = lambda at=None: real(LONG_AGO if at is None else at)
    time.time = lambda: LONG_AGO
    sys.stdout.write("\n".join(digests()))


def test_the_same_ledger_gives_the_same_bytes_anywhere() -> None:
    """Neither the clock, nor the zone of time, nor the hashes of a process are in a file."""
    tests = Path(__file__).parents[1]
    program = "from report.test_same_bytes import at_another_time; at_another_time()"
    changed = {"PYTHONHASHSEED": "12345", "TZ": "America/New_York", "PYTHONPATH": str(tests)}
    other = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, **changed},
    )
    assert other.stdout.splitlines() == digests()
    assert len(PAIRS) > len(registry.BUILDERS)
