"""What the tests of the command line share: a known language and a small ledger file."""

from pathlib import Path

import pytest

from hakaru.ledger.text import dumps
from spec.command_line import LEDGER


@pytest.fixture(autouse=True)
def _japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Japanese and hide tracebacks, whatever the machine's settings are."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "HAKARU_DEBUG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger file of two projects."""
    path = tmp_path / "plan.jsonl"
    path.write_text(dumps(LEDGER), encoding="utf-8")
    return path
