"""Times and weights of the pages of the demonstration, and of writing its public site as files.

`python -m bench.pages` measures the database that DATABASE_URL names; `run` measures SQLite, then
PostgreSQL where a server can be started.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from bench.readers import ask, made_anew, read, served
from bench.timing import line

PLAN = "/plans/" + quote("さっぽろ連携中枢都市圏") + "/"
PAGES = {
    "empty answer": "/favicon.ico",
    "overview": PLAN,
    "projects": PLAN + "projects/",
    "project": PLAN + "projects/41/",
    "indicator": PLAN + "indicators/01/%E2%91%A0/",
}
REQUESTS = 60
PROCESSES = "2"
ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "src" / "hakaru" / "demo.jsonl"


def run() -> None:
    """Print the figures on SQLite, then on PostgreSQL."""
    os.environ["DATABASE_URL"] = ""
    measure("SQLite")
    del os.environ["DATABASE_URL"]
    sys.stdout.flush()
    postgres = [str(ROOT / "scripts" / "with-postgres"), sys.executable, "-m", "bench.pages"]
    subprocess.run(postgres, check=True, cwd=ROOT)


def measure(database: str) -> None:
    """Print p50 and p95 of each page, alone and with eight readers at once, and its weight."""
    print(f"Pages of the demonstration on {database}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as home:
        _manage(home, "migrate")
        _manage(home, "load", str(DEMO))
        with served({"HAKARU_DATA": home, "HAKARU_PROCESSES": PROCESSES}) as port:
            for name, path in PAGES.items():
                _page(port, name, path)
        _export(home)


def _page(port: int, name: str, path: str) -> None:
    """Print the figures of one page, made for each reader and as it is kept, and its weight."""
    for how, pages in (("made", made_anew(lambda _: path)), ("kept", lambda _: path)):
        read(port, pages, readers=8, requests=32)
        for readers in (1, 8):
            p50, p95 = read(port, pages, readers=readers, requests=REQUESTS, turn=readers)
            line(f"{name}, {how}, {readers} at once: p50 / p95", f"{p50:.0f} / {p95:.0f} ms")
    weight = ask(port, path, encoding="identity")[1] / 1000
    sent = ask(port, path)[1] / 1000
    line(f"{name}: weight, as sent", f"{weight:.0f} kB, {sent:.0f} kB", "aim < 100 kB")


def _manage(home: str, *command: str) -> None:
    """Run a command of the site."""
    whole = [sys.executable, "-m", "hakaru", "manage", *command]
    subprocess.run(whole, check=True, capture_output=True, env=os.environ | {"HAKARU_DATA": home})


def _export(home: str) -> None:
    """Print how long writing the public site of the demonstration as files takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _manage(home, "export-site", f"{home}/site")
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    line("manage export-site: wall, CPU", f"{wall:.1f} s, {spent:.1f} s", "aim < 5 s")


if __name__ == "__main__":
    measure("PostgreSQL")
