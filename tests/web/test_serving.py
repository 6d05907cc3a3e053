"""`hakaru serve` on a fresh machine: it makes its database, says its address, and answers."""

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from hakaru.ledger.text import dumps
from web.sample import sample_ledger
from web.server import SERVE, serving

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
