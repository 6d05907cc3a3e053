"""How long a clerk waits for the command line to answer."""

import subprocess
import sys

from bench.timing import line, timed


def run() -> None:
    """Print the cold start of `hakaru --help`."""
    print("Starting")
    command = [sys.executable, "-m", "hakaru", "--help"]
    bare = timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True), runs=9)
    timing = timed(lambda: subprocess.run(command, check=True, capture_output=True), runs=9)
    line("python alone", f"{bare.median:.3f} s")
    line("hakaru --help", f"{timing.median:.3f} s", "aim < 0.25 s")
