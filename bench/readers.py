"""Readers of a site that a server of its own answers: how long each page takes them."""

import http.client
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bench.timing import percentile

ANSWERED = frozenset({http.client.OK, http.client.MOVED_PERMANENTLY})


@contextmanager
def served(environment: Mapping[str, str], *options: str) -> Iterator[int]:
    """Serve with these variables and options; yield the port once the site answers."""
    server = subprocess.Popen(
        [sys.executable, "-m", "hakaru", "serve", "--port", "0", *options],
        env=os.environ | dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield _told_port(server)
    finally:
        server.terminate()
        server.communicate()


def read(
    port: int,
    addresses: Callable[[random.Random], str],
    *,
    readers: int,
    requests: int,
    turn: int = 0,
) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds of pages asked for at random, the same in each turn."""
    chance = random.Random(turn)  # noqa: S311 - the same pages every time
    wanted = [addresses(chance) for _ in range(requests)]
    with ThreadPoolExecutor(readers) as pool:
        times = list(pool.map(lambda path: ask(port, path)[0], wanted))
    return percentile(times, 0.5), percentile(times, 0.95)


def made_anew(page: Callable[[random.Random], str]) -> Callable[[random.Random], str]:
    """Return addresses of the same pages that nobody has asked for before: none of them is kept."""
    return lambda chance: f"{page(chance)}?reading={chance.randrange(10**9)}"


def ask(port: int, path: str, *, encoding: str = "gzip") -> tuple[float, int]:
    """Return the milliseconds one page takes, and its bytes as sent. Raises OSError.

    Packed as browsers ask for it, unless told otherwise.
    """
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    response = connection.getresponse()
    size = len(response.read())
    connection.close()
    if response.status not in ANSWERED:
        raise OSError(f"{path}: {response.status}")
    return (time.perf_counter() - start) * 1000, size


def _told_port(server: "subprocess.Popen[str]") -> int:
    """Return the port that a server says it answers on. Raises OSError where it says none."""
    said = []
    for line in server.stderr or ():
        said.append(line)
        if told := re.search(r"http://\S+:(\d+)/", line):
            return int(told[1])
    raise OSError("".join(said))
