"""What the command line shows and writes: columns, progress, findings, whole files."""

import os
from fractions import Fraction
from pathlib import Path

import pytest

from hakaru.cli.files import write_whole
from hakaru.cli.grade import exact_text
from hakaru.cli.screen import progress_on_terminal, shortened, table, width
from hakaru.cli.summary import reading_lines
from hakaru.findings import Kind, Severity
from hakaru.read.draft import Accounting, Reading
from hakaru.report.words import Language
from hakaru.source import Place
from spec.command_line import FILE, LEDGER


def test_findings_are_grouped_and_nothing_is_hidden() -> None:
    """Findings stand under their code with their place; the first few, or all with `--all`."""
    shifted, cut = Kind("R102", Severity.WARNING), Kind("R106", Severity.WARNING)
    findings = (
        *(shifted.at(Place(FILE, line=n), project="plan/08", columns=1) for n in range(1, 8)),
        cut.at(*(Place(FILE, line=n) for n in range(1, 6)), project="plan/08", end="を実施"),
    )
    reading = Reading(LEDGER, findings, Accounting(9, 7, 1, 1))
    short = list(reading_lines(reading, Language.JA, everything=False))
    full = list(reading_lines(reading, Language.JA, everything=True))
    assert "セル 9 = 項目にした 7 + 注記に残した 1 + 読めない 1" in short
    assert "気づいた点 8(誤り 0、注意 8、参考 0)" in short
    assert "R102 注意 7 件" in short
    assert "  …ほか 2 件(--all ですべて)" in short
    assert sum(line.startswith(f"  {FILE}:") for line in short) == 6
    assert sum(line.startswith(f"  {FILE}:") for line in full) == 8
    assert any(f"{FILE}:3 ほか 2 か所" in line for line in short)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, None),
        (Fraction(1), "1"),
        (Fraction(100), "100"),
        (Fraction(238, 280), "0.85"),
        (Fraction(227, 244), "227/244"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(0), "0"),
    ],
)
def test_exact_numbers_as_text(number: Fraction | None, text: str | None) -> None:
    """A short decimal where it is exact, else a fraction in lowest terms."""
    assert exact_text(number) == text


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure while writing leaves the old file, and no rest of the new one."""
    path = tmp_path / "plan.jsonl"
    path.write_text("old")

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert [one.read_text() for one in tmp_path.iterdir()] == ["old"]


def test_a_file_keeps_its_permissions_and_links(tmp_path: Path) -> None:
    """Replacing a file keeps who may read it; a link still points to it."""
    path, link = tmp_path / "plan.jsonl", tmp_path / "link.jsonl"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"new")
    assert path.read_text() == "new"
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_not_replaced() -> None:
    """`-o /dev/null` leaves the device where it is."""
    device = Path(os.devnull)
    write_whole(device, b"nothing")
    assert not device.is_file()


def test_full_width_characters_take_two_columns() -> None:
    """Columns stay aligned, whatever mixture of characters stands in them."""
    assert [width(text) for text in ("R7", "令和7年度", "◎", "が", "")] == [2, 9, 1, 2, 0]
    rows = [("事業", "1,234"), ("KPI", "5")]
    assert table(rows, right={1}) == ["事業  1,234", "KPI       5"]
    assert shortened("連携事業の企画", 7) == "連携事…"
    assert shortened("連携事業の企画", 0) == "連携事業の企画"


def test_progress_is_for_terminals_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Progress is shown where somebody watches, and wiped when all is read."""
    assert progress_on_terminal(Language.JA, quiet=False) is None
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert progress_on_terminal(Language.JA, quiet=True) is None
    progress = progress_on_terminal(Language.JA, quiet=False)
    assert progress is not None
    progress(0, 2)
    progress(2, 2)
    assert capsys.readouterr().err == "\r\x1b[K読み取り中 0/2\r\x1b[K"
