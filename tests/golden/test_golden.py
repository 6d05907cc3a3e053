"""What the commands say of the bundled demonstration, word for word.

After a wanted change: HAKARU_UPDATE_GOLDEN=1 pytest tests/golden, then read the difference.
"""

import os
from pathlib import Path

import pytest

import hakaru
from hakaru.cli import main

HERE = Path(__file__).resolve().parent
DEMO = Path(hakaru.__file__).parent / "demo.jsonl"

SPOKEN = {
    "read.ja.txt": ["read", str(DEMO)],
    "read.en.txt": ["read", str(DEMO), "--lang", "en"],
    "grade.ja.txt": ["grade", str(DEMO)],
    "grade.en.txt": ["grade", str(DEMO), "--lang", "en"],
    "grade.json": ["grade", str(DEMO), "--json", "--lang", "ja"],
}


@pytest.mark.parametrize("name", SPOKEN)
def test_the_commands_say_the_same_as_before(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line that a user or a script sees is known, and changes only on purpose."""
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("COLUMNS", "140")
    assert main(SPOKEN[name]) == 0
    said = capsys.readouterr().out
    golden = HERE / name
    if os.environ.get("HAKARU_UPDATE_GOLDEN"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")
