"""`hakaru report`: any document in, any report out; what cannot be made is said in one line."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from hakaru import cli
from hakaru.ledger.text import dumps
from hakaru.report import registry
from report.making import PLAN, ledger


@pytest.fixture
def source(tmp_path: Path) -> str:
    """Return the path of the small plan's ledger."""
    path = tmp_path / "plan.jsonl"
    path.write_text(dumps(ledger()), encoding="utf-8")
    return str(path)


def made(source: str, target: Path, *words: str) -> int:
    """Run the command and return its exit status."""
    return cli.main(["report", source, "-o", str(target), *words])


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [(kind, suffix) for kind in registry.BUILDERS for suffix in registry.FORMATS[kind]],
)
def test_every_pair_is_written(kind: str, suffix: str, source: str, tmp_path: Path) -> None:
    """The format follows from the file's name."""
    target = tmp_path / f"report.{suffix}"
    more = ["--member", "浜田町"] if kind == "member" else []
    assert made(source, target, "--as", kind, *more) == 0
    assert target.stat().st_size > 0


def test_what_was_written_is_said(
    source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr, none with --quiet; nothing on stdout."""
    target = tmp_path / "cards.html"
    made(source, target, "--as", "cards")
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{target} に「{PLAN} 令和7年度連携事業実績状況一覧」を書きました" in said.err
    made(source, target, "--as", "cards", "--quiet")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--as", "cards", "--to", "pptx"], "cards は pptx では作れません。作れる形式: xlsx"),
        (["--as", "form", "--to", "pdf"], "form は pdf では作れません"),
        (["--as", "poem", "--to", "xlsx"], "--as に 'poem' は使えません"),
        (["--as", "cards"], "名前から形式が分かりません"),
        (["--as", "cards", "--to", "xlsx", "--embed"], "--embed は形式が html のときだけ"),
        (["--as", "cards", "--to", "csv", "--year", "昨年"], "年度「昨年」が分かりません"),
        (
            ["--as", "cards", "--to", "csv", "--year", "R3"],
            f"計画 {PLAN} に 2021 年度の記録はありません。あるもの: 2024, 2025, 2026",
        ),
        (
            ["--as", "cards", "--to", "csv", "--order", "size"],
            "使えるもの: 'document', 'number', 'name', 'grade'",
        ),
        (
            ["--as", "cards", "--to", "csv", "--year", "R6", "--section", "9"],
            "区分「9」はありません",
        ),
        (["--as", "member", "--to", "csv"], "--member で市町村を指定してください: 港市, 浜田町"),
        (["--as", "cards", "--to", "csv", "--member", "別市"], "「別市」は構成市町村にも"),
    ],
)
def test_what_cannot_be_made(
    words: Sequence[str],
    said: str,
    source: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit status 2, one line, and no file."""
    target = tmp_path / "report.out"
    assert made(source, target, *words) == cli.WRONG_USE
    line = capsys.readouterr().err
    assert said in line
    assert line.count("\n") == 1
    assert not target.exists()


def test_a_file_is_replaced_whole_or_not_at_all(source: str, tmp_path: Path) -> None:
    """A refused report leaves the old file as it was, and nothing beside it."""
    target = tmp_path / "report.csv"
    target.write_text("before")
    assert made(source, target, "--as", "cards", "--project", "9") == cli.WRONG_USE
    assert target.read_text() == "before"
    assert made(source, target, "--as", "cards") == 0
    assert target.read_text(encoding="utf-8-sig").startswith(PLAN)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.jsonl", "report.csv"]


def test_a_year_is_said_as_documents_say_it(source: str, tmp_path: Path) -> None:
    """R6, 令和6年度 and 2024 are the same year."""
    texts = []
    for year in ("R6", "令和6年度", "2024"):
        target = tmp_path / "report.csv"
        assert made(source, target, "--as", "summary", "--year", year) == 0
        texts.append(target.read_text(encoding="utf-8-sig"))
    assert texts[0] == texts[1] == texts[2]
    assert texts[0].startswith(f"{PLAN} 令和6年度 評価のまとめ")


def test_english(source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both what is printed and what is said."""
    target = tmp_path / "summary.csv"
    assert made(source, target, "--as", "summary", "--lang", "en") == 0
    text = target.read_text(encoding="utf-8-sig")
    assert text.startswith(f'"{PLAN}: summary of evaluation, FY2025"')
    assert capsys.readouterr().err.startswith('Wrote "')
