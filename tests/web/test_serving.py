"""`hakaru serve` on a fresh machine: it makes its database, says its address, and answers."""

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hakaru.ledger.text import dumps
from hakaru.web.views.desk.frame import HANDED_ON
from web.sample import sample_ledger
from web.server import SERVE, running, serving

WITH_PROC = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="processes are looked at in /proc"
)
NO_PROXY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def page(address: str) -> str:
    """Return a page of a server."""
    with NO_PROXY.open(address, timeout=20) as response:
        text: str = response.read().decode()
        return text


def test_the_first_run_makes_the_database(tmp_path: Path) -> None:
    """From an empty directory to a page, and the key stays with its owner."""
    with serving(tmp_path / "new" / "data") as (address, said):
        assert "まだ計画がありません。" in page(address)
        assert said[0] == "データベースを整えています。"
    assert (tmp_path / "new" / "data" / "hakaru.sqlite3").is_file()


def test_a_proxy_in_front_opens_no_workbench(tmp_path: Path) -> None:
    """What a proxy on this machine hands on comes to the site with the sign that it did."""
    with serving(tmp_path) as (address, _said):
        assert "desk/" in page(f"{address}desk/")
        for name in HANDED_ON:
            sign = name.removeprefix("HTTP_").replace("_", "-")
            asked = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
            asked.request("GET", "/desk/", headers={sign: "192.0.2.7"})
            assert asked.getresponse().status == 404, sign
            asked.close()


def test_the_demonstration_keeps_to_itself(tmp_path: Path) -> None:
    """The demonstration has its own database: a site's data stays as it is."""
    ledger = tmp_path / "demo.jsonl"
    ledger.write_text(dumps(sample_ledger()), encoding="utf-8")
    with serving(tmp_path / "data", demo=ledger, language="en") as (address, said):
        assert "みなと連携中枢都市圏ビジョン" in page(address)
        assert said[1] == "Loading the demonstration plan."
    assert not (tmp_path / "data" / "hakaru.sqlite3").exists()
    assert (tmp_path / "data" / "demo" / "hakaru.sqlite3").is_file()


def test_an_address_in_use_is_one_clear_error(tmp_path: Path) -> None:
    """A port that is taken is a UsageError with the address and the reason."""
    with serving(tmp_path / "one") as (address, _said):
        port = address.rstrip("/").rpartition(":")[2]
        second = subprocess.run(
            [sys.executable, "-c", SERVE, "none", "", port, "ja"],
            env={**os.environ, "HAKARU_DATA": str(tmp_path / "two"), "DATABASE_URL": ""},
            capture_output=True,
            timeout=60,
            check=False,
        )
    assert b"UsageError: serve.address" in second.stderr
    assert port.encode() in second.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform cannot fork")
def test_more_processes_answer_on_one_address_and_end_together(tmp_path: Path) -> None:
    """Both answer what the database says now; when the first is stopped nobody is left."""
    demo = tmp_path / "demo.jsonl"
    demo.write_text(dumps(sample_ledger()), encoding="utf-8")
    with serving(tmp_path / "data", demo=demo, processes="3") as (address, _said):
        for _ in range(20):
            assert "みなと連携中枢都市圏ビジョン" in page(address)
        database = sqlite3.connect(tmp_path / "data" / "demo" / "hakaru.sqlite3")
        with database:
            database.execute("UPDATE store_plan SET title = '新しい名前', version = 2")
        database.close()
        for _ in range(20):
            assert "新しい名前" in page(address)
    for _ in range(100):
        try:
            page(address)
        except OSError:
            break
        time.sleep(0.1)
    else:
        pytest.fail("somebody still answers")


def children(process: int) -> list[int]:
    """Return the processes that a process has begun."""
    told = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(number) for number in told.split()]


def alive(process: int) -> bool:
    """Tell whether a process still runs; one that ended may still stand in the table."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] not in {"Z", "X"}


def wait_until(done: Callable[[], bool]) -> None:
    """Wait until something is so. Fails where it does not become so."""
    for _ in range(200):
        if done():
            return
        time.sleep(0.1)
    pytest.fail("it did not come to that")


@WITH_PROC
def test_many_first_readers_at_once_are_all_answered(tmp_path: Path) -> None:
    """Nothing that is made at its first use hurts whoever comes meanwhile."""
    demo = tmp_path / "demo.jsonl"
    demo.write_text(dumps(sample_ledger()), encoding="utf-8")
    with (
        serving(tmp_path / "data", demo=demo, processes="2") as (address, _said),
        ThreadPoolExecutor(12) as readers,
    ):
        pages = list(readers.map(page, [address] * 120))
    assert all("みなと連携中枢都市圏ビジョン" in text for text in pages)


@WITH_PROC
def test_a_process_that_ends_is_replaced_and_said(tmp_path: Path) -> None:
    """Who watches says how a process ended and begins another; the site goes on answering."""
    with running(tmp_path / "data", processes="2") as (server, address, _said):
        wait_until(lambda: len(children(server.pid)) == 2)
        first = children(server.pid)
        os.kill(first[0], signal.SIGKILL)
        assert server.stderr is not None
        said = ""
        while "止まりました" not in said:
            said = server.stderr.readline()
            assert said
        assert "SIGKILL" in said
        wait_until(lambda: len(children(server.pid)) == 2)
        assert set(children(server.pid)) != set(first)
        for _ in range(20):
            assert "まだ計画がありません。" in page(address)


@WITH_PROC
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nobody_is_left_when_the_server_ends(tmp_path: Path, how: signal.Signals) -> None:
    """Stopped, interrupted or killed: all its processes end."""
    with running(tmp_path / "data", processes="2") as (server, _address, _said):
        wait_until(lambda: len(children(server.pid)) == 2)
        begun = children(server.pid)
        server.send_signal(how)
        code = server.wait(timeout=30)
        wait_until(lambda: not any(alive(one) for one in begun))
    assert code == (-how if how == signal.SIGKILL else 0)


@WITH_PROC
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_wish_to_stop_while_processes_part_is_not_lost(how: signal.Signals) -> None:
    """What comes in the middle of beginning another process is heard as soon as it has begun."""
    script = (
        "import os, sys, time\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'hakaru.web.settings'\n"
        "from hakaru.web.processes import run_in\n"
        "os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), int(sys.argv[1])))\n"
        "run_in(2, lambda: time.sleep(300), lost=print)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(how.value)],
        capture_output=True,
        check=False,
        timeout=60,
        encoding="utf-8",
    )
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "Traceback" not in ended.stderr
