"""Times of the pages of the demonstration, served as `hakaru serve --demo` serves them."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

from bench.timing import line, percentile

PLAN = "/plans/" + quote("さっぽろ連携中枢都市圏") + "/"
PAGES = {"overview": PLAN, "projects": PLAN + "projects/", "project": PLAN + "projects/41/"}
REQUESTS = 60
READY_SECONDS = 60


def run() -> None:
    """Print p50 and p95 of each page, alone and with eight readers at once."""
    print("Pages of the demonstration")
    with tempfile.TemporaryDirectory() as home:
        port = _free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "hakaru", "serve", "--demo", "--port", str(port)],
            env=os.environ | {"HAKARU_DATA": home},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait(port)
            for name, path in PAGES.items():
                for readers in (1, 8):
                    with ThreadPoolExecutor(readers) as pool:
                        times = list(pool.map(lambda _: _get(port, path), range(REQUESTS)))  # noqa: B023 - the pool ends within the loop
                    figure = f"{percentile(times, 0.5):.0f} / {percentile(times, 0.95):.0f} ms"
                    line(f"{name}, {readers} at once: p50 / p95", figure)
        finally:
            server.terminate()
            server.wait()


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
            _get(port, PLAN)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"no answer on port {port}")


def _get(port: int, path: str) -> float:
    """Return the milliseconds one page takes."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    response.read()
    connection.close()
    if response.status != http.client.OK:
        raise OSError(f"{path}: {response.status}")
    return (time.perf_counter() - start) * 1000
