"""Times and weights of the pages of the demonstration, and of writing its public site as files."""

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from urllib.parse import quote

from bench.readers import ask, read, served
from bench.timing import line, timed

PLAN = "/plans/" + quote("さっぽろ連携中枢都市圏") + "/"
PAGES = {
    "overview": PLAN,
    "projects": PLAN + "projects/",
    "project": PLAN + "projects/41/",
    "indicator": PLAN + "indicators/01/%E2%91%A0/",
}
REQUESTS = 60
DEMO = Path(__file__).resolve().parent.parent / "src" / "hakaru" / "demo.jsonl"


def run() -> None:
    """Print p50 and p95 of each page, alone and with eight readers at once, and its weight."""
    print("Pages of the demonstration")
    with tempfile.TemporaryDirectory() as home:
        with served({"HAKARU_DATA": home, "DATABASE_URL": ""}, "--demo") as port:
            for name, path in PAGES.items():
                for readers in (1, 8):
                    p50, p95 = read(port, lambda _: path, readers=readers, requests=REQUESTS)  # noqa: B023 - read at once
                    figure = f"{p50:.0f} / {p95:.0f} ms"
                    line(f"{name}, {readers} at once: p50 / p95", figure)
                weight = ask(port, path, encoding="identity")[1] / 1000
                sent = ask(port, path)[1] / 1000
                line(f"{name}: weight, as sent", f"{weight:.0f} kB, {sent:.0f} kB", "aim < 100 kB")
        _export(home)


def _export(home: str) -> None:
    """Print how long writing the public site of the demonstration as files takes."""
    environment = os.environ | {"HAKARU_DATA": home, "DATABASE_URL": ""}
    manage = [sys.executable, "-m", "hakaru", "manage"]
    begin = partial(subprocess.run, check=True, capture_output=True, env=environment)
    begin([*manage, "migrate"])
    begin([*manage, "load", str(DEMO)])
    timing = timed(lambda: begin([*manage, "export-site", f"{home}/site"]), runs=3)
    line("manage export-site", f"{timing.best:.1f} s", "aim < 5 s")
