"""Readers of a site that a server of its own answers: how long each page takes them."""

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bench.timing import percentile

READY_SECONDS = 60
ANSWERED = frozenset({http.client.OK, http.client.MOVED_PERMANENTLY})


@contextmanager
def served(environment: Mapping[str, str], *options: str) -> Iterator[int]:
    """Serve with these variables and options; yield the port once the site answers."""
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "hakaru", "serve", "--port", str(port), *options],
        env=os.environ | dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def read(
    port: int, addresses: Callable[[random.Random], str], *, readers: int, requests: int
) -> tuple[float, float]:
    """Return p50 and p95 in milliseconds of pages asked for at random, the same every time."""
    chance = random.Random(readers)  # noqa: S311 - the same pages every time
    wanted = [addresses(chance) for _ in range(requests)]
    with ThreadPoolExecutor(readers) as pool:
        times = list(pool.map(lambda path: ask(port, path)[0], wanted))
    return percentile(times, 0.5), percentile(times, 0.95)


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


def _free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            ask(port, "/favicon.ico")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"no answer on port {port}")
