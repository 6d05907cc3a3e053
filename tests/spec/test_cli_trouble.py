"""Wrong use and trouble on the command line: one line on stderr, status 2, no traceback."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from spec.command_line import refused, run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["read"], "FILE を指定してください(説明: hakaru read --help)。"),
        (["read", "a.txt", "--fast"], "--fast は hakaru の指定にありません"),
        (["read", "a.txt", "-o"], "-o/--output に値を付けてください"),
        (["read", "a.txt", "--json", "-o", "b"], "-o/--output と --json は同時に使えません"),
        (["collect"], "COMMAND に 'collect' は使えません。使えるもの: "),
        (["--lang", "fr"], "--lang に 'fr' は使えません。使えるもの: "),
        (["serve", "--port", "many"], "--port の値 'many' の形が違います"),
        (["read", "nowhere.txt"], "nowhere.txt がありません"),
        (["read", "a.txt", "-o", "no/such/folder.jsonl"], "フォルダー no/such がありません"),
    ],
)
def test_wrong_use(words: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each misuse is answered by what was wrong and what to do."""
    assert said in refused(capsys, *words)


def test_wrong_use_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    """Complaints are in the language asked for, even where it is asked for last."""
    assert refused(capsys, "read", "--lang", "en") == "Give FILE (help: hakaru read --help)."


def test_a_folder_is_not_overwritten(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-o` on a folder is refused, before anything is read."""
    assert "フォルダーです" in refused(capsys, "read", ledger, "-o", tmp_path)


def test_a_damaged_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line that is no entry is named by its number."""
    path = tmp_path / "plan.jsonl"
    path.write_text('{"schema":"hakaru.ledger/1"}\n{"type": "plan"\n', encoding="utf-8")
    assert refused(capsys, "read", path).startswith("plan.jsonl 2 行目: JSON として読めません")


def test_a_plan_without_a_rulebook(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A plan that names no rulebook is graded only where one is given."""
    text = ledger.read_text(encoding="utf-8").replace('"sapporo-renkei-2024"', '""')
    path = tmp_path / "without.jsonl"
    path.write_text(text, encoding="utf-8")
    assert "--rulebook" in refused(capsys, "grade", path)


def test_trouble_nobody_foresaw(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unforeseen exception is one line; HAKARU_DEBUG=1 adds the traceback."""

    def fail(*_paths: object, **_options: object) -> None:
        raise LookupError("two\nlines")

    monkeypatch.setattr("hakaru.cli.read.read_files", fail)
    line = refused(capsys, "read", ledger)
    assert line.startswith("予期しない問題が起きました(LookupError: two lines)")
    monkeypatch.setenv("HAKARU_DEBUG", "1")
    assert run("read", ledger) == 2
    assert "Traceback" in capsys.readouterr().err


def test_a_file_the_system_does_not_take(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk or a missing permission is said with the file's name."""

    def full(path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("hakaru.cli.read.write_whole", full)
    line = refused(capsys, "read", ledger, "-o", "b.jsonl")
    assert line.startswith("b.jsonl を扱えません(No space left on device)")


def test_interrupted(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends a command with the status that shells give it."""

    def interrupt(*_paths: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hakaru.cli.read.read_files", interrupt)
    assert run("read", ledger) == 130


def test_nobody_reads_the_output(ledger: Path) -> None:
    """`hakaru read … | head -0` ends quietly when nobody reads on."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "hakaru", "read", str(ledger), "--json"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_output_on_a_terminal_without_japanese(ledger: Path) -> None:
    """JSON is UTF-8 everywhere; a terminal that lacks a character shows a question mark."""
    for words in (["--json"], []):
        ended = subprocess.run(
            [sys.executable, "-m", "hakaru", "read", str(ledger), *words],
            capture_output=True,
            env=os.environ | {"PYTHONIOENCODING": "ascii"},
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert ("ビジョン".encode() in ended.stdout) is bool(words)
