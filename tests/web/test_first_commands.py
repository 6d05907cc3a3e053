"""The first command of a new user: it makes what it needs, or says what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hakaru.ledger.text import dumps
from web.sample import sample_ledger


def manage(data: Path, *words: str, url: str = "") -> "subprocess.CompletedProcess[str]":
    """Run `hakaru manage` with a data directory of its own."""
    environment = {"HAKARU_DATA": str(data), "DATABASE_URL": url, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "hakaru", "manage", *words],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_loading_makes_the_database(tmp_path: Path) -> None:
    """Folder and tables are made; what was loaded can be written as a site and kept."""
    ledger = tmp_path / "台帳.jsonl"
    ledger.write_text(dumps(sample_ledger()), encoding="utf-8")
    data = tmp_path / "まだない" / "data"
    loaded = manage(data, "load", str(ledger))
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert manage(data, "export-site", str(tmp_path / "site")).returncode == 0
    assert manage(data, "backup", str(tmp_path / "控え.zip")).returncode == 0
    restored = manage(tmp_path / "other", "restore", str(tmp_path / "控え.zip"), "--by", "係")
    assert (restored.returncode, restored.stderr) == (0, "")
    assert "計画 1 件" in restored.stdout


@pytest.mark.parametrize(
    "words", [("export-site", "site"), ("backup", "backup.zip")], ids=lambda words: words[0]
)
def test_nothing_is_written_of_a_database_that_is_not_there(
    tmp_path: Path, words: tuple[str, str]
) -> None:
    """One line says what to run; neither a file nor a folder is left."""
    out = tmp_path / words[1]
    refused = manage(tmp_path / "data", words[0], str(out))
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "hakaru manage migrate" in refused.stderr
    assert not out.exists()


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    """One line: what cannot be used, and where to look."""
    refused = manage(tmp_path, "load", "x.jsonl", url="postgres://nobody@127.0.0.1:1/none")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "データベースを使えません" in refused.stderr
    assert "DATABASE_URL" in refused.stderr
