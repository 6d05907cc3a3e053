"""A real server of the site, in a process and a data directory of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

SERVE = (
    "import pathlib, sys; from hakaru.web import serving; "
    "serving.DEMO_LEDGER = pathlib.Path(sys.argv[1]); "
    "serving.serve(port=int(sys.argv[3]), demo=sys.argv[2] == 'demo', language=sys.argv[4])"
)


@contextmanager
def serving(
    data: Path, *, demo: Path | None = None, language: str = "ja", processes: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Serve from an empty directory; yield the address and what was said before it."""
    with running(data, demo=demo, language=language, processes=processes) as (_, address, said):
        yield address, said


@contextmanager
def running(
    data: Path, *, demo: Path | None = None, language: str = "ja", processes: str = ""
) -> Iterator[tuple["subprocess.Popen[str]", str, list[str]]]:
    """Serve as `serving`; yield the process as well."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(demo), "demo" if demo else "", "0", language],
        env={
            **environment,
            "HAKARU_DATA": str(data),
            "HAKARU_PROCESSES": processes,
            "PYTHONIOENCODING": "utf-8",
        },
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line.strip())
            if address := re.search(r"http://\S+", line):
                yield process, address.group(), said
                break
        else:
            pytest.fail("\n".join(said))
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


@contextmanager
def other_site(page: str) -> Iterator[str]:
    """Serve one page from another origin of this machine; yield its address."""

    class Answer(BaseHTTPRequestHandler):
        """Whatever is asked for, the page."""

        def do_GET(self) -> None:
            """Send the page."""
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
