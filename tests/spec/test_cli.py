"""The command line: what each command takes, prints and writes."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

import hakaru
from hakaru import cli
from hakaru.cli.arguments import chosen_language
from hakaru.ledger.ledger import ledger_of
from hakaru.ledger.text import dumps, load
from hakaru.report.words import Language
from spec.command_line import LEDGER, RATIO, SCHOOLS, process, refused, run

REPOSITORY = Path(hakaru.__file__).parents[2]
SEEDS = Path(os.environ.get("HAKARU_SEEDS", REPOSITORY.parent / "shared" / "seeds"))
CARDS = next(iter(SEEDS.glob("000_*.txt")), None)

# hakaru --help, --version


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """`hakaru --help` and `hakaru` alone say what there is to do, in the user's language."""
    assert run("--help") == 0
    helped = capsys.readouterr().out
    assert helped.startswith("使い方: hakaru")
    assert run() == 0
    assert capsys.readouterr().out == helped
    assert run("--help", "--lang", "en") == 0
    assert capsys.readouterr().out.startswith("usage: hakaru")
    for command in cli.COMMANDS:
        assert f"\n    {command} " in helped


@pytest.mark.parametrize("command", ["read", "grade", "serve"])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`hakaru COMMAND --help` names the arguments."""
    assert run(command, "--help") == 0
    assert f"使い方: hakaru {command}" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`hakaru --version` prints the version."""
    assert run("--version") == 0
    assert capsys.readouterr().out == f"hakaru {hakaru.__version__}\n"


def test_help_reads_no_file_format_and_no_framework() -> None:
    """`hakaru --help` stays quick: it loads neither Django nor a reader of documents."""
    heavy = "{'django', 'openpyxl', 'docx', 'lxml', 'pypdfium2', 'hakaru.read'}"
    program = (
        "import sys, hakaru.cli\n"
        "hakaru.cli.main(['--help'])\n"
        f"sys.exit(str({heavy} & set(sys.modules)))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert ended.stderr.strip() == "set()"


# The language


@pytest.mark.parametrize(
    ("words", "environ", "lang"),
    [
        ([], {}, Language.JA),
        ([], {"LANG": "C.UTF-8"}, Language.JA),
        ([], {"LANG": "en_US.UTF-8"}, Language.EN),
        ([], {"LC_ALL": "ja_JP.UTF-8", "LANG": "en_US.UTF-8"}, Language.JA),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "ja_JP"}, Language.EN),
        (["read", "--lang", "en"], {"LANG": "ja_JP"}, Language.EN),
        (["--lang=ja", "read"], {"LANG": "en_US"}, Language.JA),
    ],
)
def test_the_language_spoken(words: Sequence[str], environ: dict[str, str], lang: Language) -> None:
    """`--lang` decides, then LC_ALL, LC_MESSAGES and LANG; without them it is Japanese."""
    assert chosen_language(words, environ) is lang


# hakaru read


def test_read_as_json(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints the ledger, the findings and the account of the cells, and nothing else."""
    assert run("read", ledger, "--json") == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    said = json.loads(printed.out)
    assert said["schema"] == "hakaru.ledger/1"
    assert {"plans", "sections", "targets", "budgets", "activities"} <= set(said)
    assert [entry["id"] for entry in said["projects"]] == ["plan/01", "plan/08"]
    assert [entry["value"] for entry in said["actuals"]] == ["0", "227", "50.0", "227"]
    assert said["findings"] == []
    assert said["accounting"] == {"cells": 0, "mapped": 0, "kept": 0, "unread": 0}


def test_read_in_words(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without `--json` a summary counts what a reader could count by hand."""
    assert run("read", ledger) == 0
    printed = capsys.readouterr().out
    assert "A圏域ビジョン [plan]  2024～2025 年度  構成市町村 2" in printed
    counts = dict(line.split(maxsplit=1) for line in printed.splitlines() if line.startswith("  "))
    assert counts["指標"] == "2"
    assert counts["参加(事業×市町村)"] == "4"
    assert "気づいた点 0" in printed


def test_read_in_english(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--lang en` says the same in English."""
    assert run("read", ledger, "--lang", "en") == 0
    assert "Findings 0" in capsys.readouterr().out


def test_read_to_a_ledger(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-o` writes the ledger; what is read from it again is the same."""
    written = tmp_path / "copy.jsonl"
    assert run("read", ledger, "-o", written) == 0
    assert str(written) in capsys.readouterr().err
    assert load(written.read_text(encoding="utf-8").splitlines()) == LEDGER
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.jsonl", "plan.jsonl"]


def test_read_quietly(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--quiet` writes the ledger without a word."""
    assert run("read", ledger, "-o", tmp_path / "copy.jsonl", "--quiet") == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


# hakaru grade


def test_grade_as_json(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` gives both grades, the exact rate and the working, and how the ratio was counted."""
    assert run("grade", ledger, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    by_id = {(one["indicator"], one["fiscal_year"]): one for one in said["grades"]}
    assert by_id[SCHOOLS, 2024] == {
        "indicator": SCHOOLS,
        "fiscal_year": 2024,
        "certainty": "confirmed",
        "computed": "□",
        "published": "□",
        "agrees": True,
        "override": None,
        "attainment": "227/244",
        "working": "227校 ÷ 244校 = 93.0 % ≥ 85 % · 確定 → □ 概ね達成",
    }
    assert by_id[SCHOOLS, 2025]["agrees"] is False
    assert by_id[RATIO, 2025]["attainment"] == "0.5"
    ratio = next(one for one in said["ratios"] if one["fiscal_year"] == 2025)
    assert ratio == {
        "scope": "plan",
        "fiscal_year": 2025,
        "met": 1,
        "evaluable": 2,
        "ratio": "0.5",
        "counted_as_met": ["◎", "○"],
        "published_ratio": "50.0",
        "reproduced_by": ["met", "met_or_nearly"],
        "overridden": 0,
    }


def test_grade_in_words(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table compares the grades; where they differ the working stands below."""
    assert run("grade", ledger) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "08 学校での学習  [plan/08]" in lines
    workings = [line.strip() for line in lines if "└" in line]
    assert workings == ["└ 227校 ÷ 244校 = 93.0 % ≥ 85 % · 確定 → □ 概ね達成"]
    below = lines[lines.index("      " + workings[0]) - 1]
    assert "2025(R7)" in below
    assert "相違" in below
    assert "採点 4 件: 一致 3、相違 1、判定できない 0、公表なし 0" in lines
    assert any("1 ÷ 2 = 50.0 %" in line and "50.0%" in line for line in lines)


def test_grade_with_all_workings(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--all` shows every working, in the language asked for."""
    assert run("grade", ledger, "--all", "--lang", "en") == 0
    printed = capsys.readouterr().out
    assert printed.count("└") == 4
    assert "Nearly met" in printed


def test_grade_by_another_rulebook(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--rulebook` grades by another legend; an unknown one is refused with those there are."""
    assert run("grade", ledger, "--rulebook", "sapporo-renkei-2024", "--json") == 0
    capsys.readouterr()
    line = refused(capsys, "grade", ledger, "--rulebook", "nowhere.toml")
    assert line.startswith("評価凡例 nowhere.toml が見つかりません")
    assert "sapporo-renkei-2024" in line


def test_grade_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without results there is nothing to grade, and that is said."""
    path = tmp_path / "empty.jsonl"
    path.write_text(dumps(ledger_of(())), encoding="utf-8")
    assert run("grade", path, "--json") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"grades": [], "ratios": []}
    assert printed.err.startswith("採点する実績値がありません")


# hakaru serve, hakaru manage


def test_serve_hands_on_its_options(monkeypatch: pytest.MonkeyPatch) -> None:
    """`hakaru serve` reaches the web app by name and hands on address and language."""
    asked: dict[str, object] = {}
    serving = SimpleNamespace(serve=asked.update)
    monkeypatch.setitem(sys.modules, "hakaru.web.serving", serving)
    assert run("serve", "--demo", "--port", "8123", "--lang", "en") == 0
    assert asked.pop("progress")
    assert asked == {"host": "127.0.0.1", "port": 8123, "demo": True, "language": Language.EN}


def test_manage_hands_on_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows `hakaru manage` is Django's, options too; its refusals are status 2."""
    asked: list[str] = []
    management = SimpleNamespace(execute_from_command_line=asked.extend)
    monkeypatch.setitem(sys.modules, "django.core.management", management)
    assert run("manage", "load", "--help", "plan.jsonl") == 0
    assert asked == ["hakaru manage", "load", "--help", "plan.jsonl"]
    management.execute_from_command_line = lambda _words: sys.exit(1)
    assert run("manage", "load") == 2


# A real document


@pytest.mark.seeds
@pytest.mark.skipif(CARDS is None, reason="the full public documents are not here (HAKARU_SEEDS)")
def test_a_published_document(tmp_path: Path) -> None:
    """Fifty-five cards are read, kept as a ledger, and graded alike from both."""
    assert CARDS is not None
    written = tmp_path / "plan.jsonl"
    said = json.loads(process("read", CARDS, "--json").stdout)
    assert len(said["projects"]) == 55
    account = said["accounting"]
    assert account["cells"] == account["mapped"] + account["kept"] + account["unread"]
    assert process("read", CARDS, "-o", written, "--quiet").returncode == 0
    graded = [process("grade", path, "--json").stdout for path in (CARDS, written)]
    assert graded[0] == graded[1]
    ratios = {
        one["fiscal_year"]: one
        for one in json.loads(graded[0])["ratios"]
        if one["published_ratio"] is not None
    }
    assert (ratios[2025]["met"], ratios[2025]["evaluable"]) == (62, 67)
    assert ratios[2025]["published_ratio"] == "92.5"
