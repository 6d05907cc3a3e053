"""Pages of a made nation at 78, 7,800 and 136,000 indicators: eight readers, random plans.

`python -m bench.scale` measures the database that DATABASE_URL names; `run` measures SQLite, then
PostgreSQL where a server can be started.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

import psycopg

from bench.nation import INDICATORS, PLANS, PROJECTS, plan_id
from bench.readers import made_anew, read, served
from bench.timing import line

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1, 100, PLANS)
READERS, REQUESTS, RUNS, PASSES = 8, 100, 2, 6
PROCESSES = "2"
# What follows the plan in an address; a page more is a line more.
PAGES: dict[str, Callable[[random.Random], str]] = {
    "overview": lambda _: "",
    "project list": lambda _: "projects/",
    "project": lambda chance: f"projects/{chance.randrange(PROJECTS) + 1:02}/",
    "indicator": lambda chance: f"indicators/{chance.randrange(PROJECTS) + 1:02}/%E2%91%A0/",
}
EMPTY = "/favicon.ico"


def run() -> None:
    """Print the figures on SQLite, then on PostgreSQL."""
    measure("SQLite")
    sys.stdout.flush()
    postgres = [str(ROOT / "scripts" / "with-postgres"), sys.executable, "-m", "bench.scale"]
    subprocess.run(postgres, check=True, cwd=ROOT)


def measure(database: str) -> None:
    """Print p50 and p95 of each page at each size, against an empty one, and the growth."""
    first: dict[str, float] = {}
    for plans in SIZES:
        print(f"Pages on {database}: {plans * INDICATORS:,} indicators, {READERS} readers at once")
        with tempfile.TemporaryDirectory() as home:
            named = _database(home, plans)
            start = time.perf_counter()
            command = [sys.executable, "-m", "bench.nation_rows", str(plans)]
            subprocess.run(command, check=True, cwd=ROOT, env=os.environ | dict(named))
            line("nation made and loaded", f"{time.perf_counter() - start:.1f} s")
            with served({**named, "HAKARU_PROCESSES": PROCESSES}) as port:
                for name, (p50, p95) in _figures(port, plans):
                    grown = p95 / first.setdefault(name, p95)
                    line(f"{name}: p50 / p95", f"{p50:.0f} / {p95:.0f} ms", "aim p95 <= 60 ms")
                    if plans != SIZES[0]:
                        line(f"{name}: p95 / that of {INDICATORS}", f"{grown:.2f} x", "<= 1.5 x")


def _database(home: str, plans: int) -> Mapping[str, str]:
    """Return the variables that name a new database for so many plans."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return {"HAKARU_DATA": home, "DATABASE_URL": ""}
    name = f"nation_{os.getpid()}_{plans}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return {"HAKARU_DATA": home, "DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl()}


def _figures(port: int, plans: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield the best p50 and p95 of each page; turn and turn about, so that all share the noise.

    Made: a page that nobody asked for before, mostly of a plan that is not in memory. Kept: one
    that was asked for often enough that each process has it.
    """
    taken: dict[str, list[tuple[float, float]]] = {}
    for turn in range(RUNS):
        for name, page in _pages(plans).items():
            made = read(port, made_anew(page), readers=READERS, requests=REQUESTS, turn=turn)
            taken.setdefault(f"{name}, made", []).append(made)
            for _ in range(PASSES):
                kept = read(port, page, readers=READERS, requests=REQUESTS, turn=turn)
            taken.setdefault(f"{name}, kept", []).append(kept)
    for name, times in taken.items():
        yield name, min(times, key=lambda one: one[1])


def _pages(plans: int) -> dict[str, Callable[[random.Random], str]]:
    """Return the pages asked for by their names; the empty answer is what any page costs."""
    return {
        "empty answer": lambda _: EMPTY,
        "list of plans": lambda _: "/",
        **{name: _at_random(page, plans) for name, page in PAGES.items()},
    }


def _at_random(page: Callable[[random.Random], str], plans: int) -> Callable[[random.Random], str]:
    """Return the addresses of a page of random plans."""
    return lambda chance: f"/plans/{quote(plan_id(chance.randrange(plans)))}/{page(chance)}"


if __name__ == "__main__":
    measure("PostgreSQL")
