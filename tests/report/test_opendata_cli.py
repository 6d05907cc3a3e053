"""Open data on the command line: written into a file, and the check of any CSV."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from hakaru import cli
from hakaru.ledger.text import dumps
from report.publishing import LEDGER


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger in a file."""
    path = tmp_path / "ledger.jsonl"
    path.write_text(dumps(LEDGER), encoding="utf-8")
    return path


def test_the_check_of_any_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """1 where something keeps machines from reading, 0 where nothing does."""
    path = tmp_path / "人口.csv"
    path.write_text('団体名,人口(人)\n川霧市,"1,234"\n', encoding="utf-8-sig")
    assert cli.main(["publish", "check", str(path), "--lang", "ja"]) == 1
    assert "人口.csv:2" in capsys.readouterr().out
    path.write_text("団体名,人口(人)\n川霧市,1234\n", encoding="utf-8-sig")
    assert cli.main(["publish", "check", str(path), "--lang", "ja"]) == 0


@pytest.mark.parametrize("ending", ["zip", "csv", "jsonl"])
def test_open_data_in_a_file(ending: str, ledger: Path, tmp_path: Path) -> None:
    """`hakaru report --as opendata`: everything in a zip, or one of its files alone."""
    path = tmp_path / f"data.{ending}"
    words = ["report", str(ledger), "--as", "opendata", "-o", str(path), "--licence", "cc0-1.0"]
    assert cli.main([*words, "--quiet"]) == 0
    starts = {"zip": b"PK", "csv": b"\xef\xbb\xbf", "jsonl": b'{"schema"'}
    assert path.read_bytes().startswith(starts[ending])


@pytest.mark.parametrize(
    ("kind", "option", "value"),
    [
        ("opendata", "--year", "R7"),
        ("opendata", "--project", "8"),
        ("cards", "--licence", "cc0-1.0"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    kind: str,
    option: str,
    value: str,
    ledger: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Open data is always whole, and other reports have no licence: neither is passed over."""
    ending = "zip" if kind == "opendata" else "csv"
    words = ["report", str(ledger), "--as", kind, "-o", str(tmp_path / f"a.{ending}")]
    assert cli.main([*words, option, value, "--lang", "ja"]) == 2
    assert option in capsys.readouterr().err


def test_nothing_to_publish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document without indicators is no data set: neither a file nor a portal gets one."""
    path = tmp_path / "ledger.jsonl"
    path.write_text(dumps(replace(LEDGER, indicators=(), targets=(), actuals=())), encoding="utf-8")
    made = tmp_path / "a.zip"
    assert cli.main(["report", str(path), "--as", "opendata", "-o", str(made), "--lang", "ja"]) == 2
    assert "指標がありません" in capsys.readouterr().err
    assert not made.exists()
