"""`hakaru check`: what it prints, its exit status, and how a finding is accepted."""

import json
from pathlib import Path
from typing import Any

import pytest

from checks.cases import Case, IndicatorRow, ProjectRow
from hakaru.ledger.text import dumps, load
from spec.command_line import refused, run

ROW = IndicatorRow(
    target="3,000名（毎年度）", results={"2024": "2,660名 | ×", "2025": "3,100名 | ◎"}
)
FAULTY = Case(
    name="",
    projects=(
        ProjectRow(
            participants=("A市",),
            indicators=(ROW,),
            texts=("・会議を開催（参加市町村：A市、C村）",),
        ),
    ),
).ledger()


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a ledger with a wrong grade (an error) and a member not taking part (a warning)."""
    path = tmp_path / "台帳.jsonl"
    path.write_text(dumps(FAULTY), encoding="utf-8")
    return path


def printed_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return the JSON that was printed."""
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_findings_are_grouped_with_places_and_values(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A heading for each kind, then what it says, where, and the name to accept it by."""
    assert run("check", faulty) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "見つかった点 2(誤り 1、注意 1、参考 0、受け入れ済み 0)"
    assert lines[2] == "H101 誤り・確実  公表された評価が評価凡例と違う  1 件"
    assert "2024 年度の公表された評価は × ですが、評価凡例では □ です" in lines[3]
    assert "一覧.txt:5 ⇔ 一覧.txt:4" in lines[4]
    assert "[指紋 " in lines[4]


def test_without_errors_the_status_is_0(faulty: Path) -> None:
    """Warnings and notes do not fail a run; a severity can be changed for that."""
    assert run("check", faulty, "--severity", "H101=warning") == 0
    assert run("check", faulty, "--severity", "h105=ERROR", "--severity", "H101=off") == 1


def test_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger without contradictions says so."""
    path = tmp_path / "台帳.jsonl"
    path.write_text(dumps(Case(name="").ledger()), encoding="utf-8")
    assert run("check", path, "--lang", "en") == 0
    assert "No contradiction was found." in capsys.readouterr().out


def test_json(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts can rely on these keys."""
    assert run("check", faulty, "--json", "--lang", "en") == 1
    printed = printed_json(capsys)
    assert printed["schema"] == "hakaru.findings/1"
    grade, participant = printed["findings"]
    assert grade.keys() == {
        "code", "title", "severity", "certainty", "message", "places", "values", "fingerprint",
    }  # fmt: skip
    assert (grade["code"], grade["severity"], grade["certainty"]) == ("H101", "error", "certain")
    assert (participant["code"], participant["certainty"]) == ("H105", "likely")
    assert printed["accepted"] == []


def test_sarif(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log that repositories gate on: level, both places, a fingerprint that stays."""
    assert run("check", faulty, "--sarif") == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (sarif_run,) = log["runs"]
    assert [rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]] == ["H101", "H105"]
    result = sarif_run["results"][0]
    assert (result["ruleId"], result["level"], result["ruleIndex"]) == ("H101", "error", 0)
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 5}
    assert len(result["relatedLocations"]) == 1
    assert result["partialFingerprints"].keys() == {"hakaru/v1"}


def test_accepting_keeps_the_reason_in_the_ledger(
    faulty: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An accepted error no longer fails a run, neither here nor in next month's."""
    run("check", faulty, "--json")
    name = str(printed_json(capsys)["findings"][0]["fingerprint"])
    kept = tmp_path / "受入.jsonl"
    given = ("--accept", name, "--reason", "公表後に訂正", "--by", "企画課", "--at", "2026-01-20")
    assert run("check", faulty, *given, "-o", kept) == 0
    capsys.readouterr()

    (acceptance,) = load(kept.read_text(encoding="utf-8").splitlines()).acceptances
    assert (acceptance.code, acceptance.reason, acceptance.by) == ("H101", "公表後に訂正", "企画課")
    assert acceptance.at.isoformat() == "2026-01-20"
    assert run("check", kept, "--all") == 0
    assert "企画課 2026-01-20: 公表後に訂正" in capsys.readouterr().out
    assert run("check", faulty, "--accepted", kept, "--json") == 0
    accepted = printed_json(capsys)["accepted"][0]
    assert accepted["accepted"] == {"reason": "公表後に訂正", "by": "企画課", "at": "2026-01-20"}
    assert run("check", faulty, "--accepted", kept, "--sarif") == 0
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert results[-1]["suppressions"] == [{"kind": "external", "justification": "公表後に訂正"}]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--severity", "H105"), "H105=note のように"),
        (("--severity", "H999=note"), "検査 H999 はありません"),
        (("--severity", "H105=loud"), "loud は使えません"),
        (("--accept", "0123456789ab"), "--reason も指定"),
        (("--accept", "0123456789ab", "--reason", "x", "--by", "y"), "-o も指定"),
        (("--json", "--sarif"), "同時に使えません"),
        (("--rulebook", "nowhere"), "評価凡例 nowhere が見つかりません"),
    ],
)
def test_wrong_use(
    faulty: Path, words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr, status 2."""
    assert said in refused(capsys, "check", faulty, *words)


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        ("0123456789ab", "2026-01-20", "指紋 0123456789ab の点は、この文書にありません"),
        ("", "1月20日", "1月20日 が日付として読めません"),
    ],
)
def test_an_acceptance_that_cannot_be(
    faulty: Path,
    tmp_path: Path,
    name: str,
    day: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A finding that is not there, a day that is none: nothing is written."""
    run("check", faulty, "--json")
    known = str(printed_json(capsys)["findings"][0]["fingerprint"])
    kept = tmp_path / "受入.jsonl"
    words = ("--accept", name or known, "--reason", "x", "--by", "y", "--at", day, "-o", str(kept))
    assert said in refused(capsys, "check", faulty, *words)
    assert not kept.exists()


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Status 2, not 1: nothing was checked."""
    assert "がありません" in refused(capsys, "check", tmp_path / "ない.txt")


def test_a_document_that_could_not_be_read_is_no_clean_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing was read nothing was checked: an error, not "no contradictions"."""
    letter = tmp_path / "送り状.txt"
    letter.write_text("いつもお世話になっております。\n資料をお送りします。\n", encoding="utf-8")
    assert run("check", letter) == 1
    said = capsys.readouterr().out
    assert "R119 誤り・確実  読み取れなかった文書  1 件" in said
    assert "矛盾は見つかりませんでした" not in said


HEADS = "市の計画 進捗,,,,\n事業名,指標,目標値（令和9年度）,令和5年度実績,令和6年度実績"


@pytest.mark.parametrize(
    ("heads", "later", "found"),
    [
        (HEADS, "健康アプリ,登録者数,5000人,1800人,2130人", ["H113"]),
        (HEADS, "健康アプリ,登録者数,5000人,1800人,2310人", []),
        # The year was the latest when the first document was made: it may have been corrected.
        (f"{HEADS},令和7年度実績", "健康アプリ,登録者数,5000人,1800人,2130人,2500人", []),
        (f"{HEADS},令和7年度実績", "健康アプリ,登録者数,5000人,1080人,2310人,2500人", ["H113"]),
    ],
)
def test_two_documents_that_print_two_results(
    tmp_path: Path, heads: str, later: str, found: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither says whether it is final: a warning, and nothing of the first one's latest year."""
    files = [tmp_path / "前.csv", tmp_path / "後.csv"]
    files[0].write_text(f"{HEADS}\n健康アプリ,登録者数,5000人,1800人,2310人\n", encoding="utf-8")
    files[1].write_text(f"{heads}\n{later}\n", encoding="utf-8")
    assert run("check", *files, "--json") == 0
    told = printed_json(capsys)["findings"]
    assert [one["code"] for one in told if one["severity"] != "note"] == found
    said = " ".join(one["message"] for one in told)
    assert ("年度の実績が、「" in said) is bool(found)
    assert "()" not in said


def test_sarif_says_in_which_folder_a_document_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the folder it is run in, so that a repository shows the finding at the file."""
    for folder in ("計画 #1", "写し"):
        (tmp_path / folder).mkdir()
        text = f"{HEADS}\n市民講座,受講者数（累計）,5000人,1800人,310人\n"
        (tmp_path / folder / "進捗.csv").write_text(text, encoding="utf-8")

    def addresses(*files: Path) -> set[str]:
        """Return the addresses of all findings."""
        run("check", *files, "--sarif")
        results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        places = (place for one in results for place in one["locations"])
        return {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}

    monkeypatch.chdir(tmp_path)
    below = "%E8%A8%88%E7%94%BB%20%231/%E9%80%B2%E6%8D%97.csv"
    assert addresses(Path("計画 #1/進捗.csv")) == {below}
    assert addresses(tmp_path / "計画 #1" / "進捗.csv") == {below}
    assert addresses(Path("計画 #1/進捗.csv"), Path("写し/進捗.csv")) == {"%E9%80%B2%E6%8D%97.csv"}
    monkeypatch.chdir(tmp_path / "写し")
    assert addresses(Path("../計画 #1/進捗.csv")) == {(tmp_path / "計画 #1/進捗.csv").as_uri()}


def test_two_places_in_one_line_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line says which row; where both values stand in it, the cells say which they are."""
    path = tmp_path / "進捗.csv"
    path.write_text(f"{HEADS}\n市民講座,受講者数（累計）,5000人,1800人,310人\n", encoding="utf-8")
    assert run("check", path) == 0
    assert "進捗.csv:3 (D3) ⇔ 進捗.csv:3 (E3)" in capsys.readouterr().out
