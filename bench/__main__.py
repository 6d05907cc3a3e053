"""Prints the figures of this machine: `python -m bench [NAME…]`.

Each part runs in a process of its own, for a bounded time: one that fails is named at the end, the
others are printed all the same, and the whole fails.
"""

import os
import signal
import subprocess
import sys
from typing import NoReturn

from bench.timing import LONGEST

ALL = ("reading", "formats", "checking", "grading", "bulk", "starting", "pages", "scale", "reports")
ENDING = 15
RUN = "import importlib, sys; importlib.import_module('bench.' + sys.argv[1]).run()"


def main(names: list[str]) -> NoReturn:
    """Run the parts one after the other, and say at the end which failed."""
    failed = {name: said for name in names if (said := run_apart(name))}
    for name, said in failed.items():
        print(f"FAILED: {name}: {said}", file=sys.stderr)
    sys.exit(1 if failed else 0)


def run_apart(name: str) -> str:
    """Run one part; return what went wrong, "" where nothing did."""
    command = [sys.executable, "-c", RUN, name]
    part = subprocess.Popen(command, start_new_session=True)
    try:
        code = part.wait(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return f"not done after {LONGEST} s"
    finally:
        end(part)
    return f"ended with {code}" if code else ""


def end(part: "subprocess.Popen[bytes]") -> None:
    """End a part and whatever it began."""
    if part.poll() is None:
        os.killpg(part.pid, signal.SIGTERM)
        try:
            part.wait(timeout=ENDING)
        except subprocess.TimeoutExpired:
            os.killpg(part.pid, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1:] or list(ALL))
