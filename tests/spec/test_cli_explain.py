"""`hakaru read --explain`, `--save` and `--mapping`: what was understood, kept and corrected.

    hakaru read --explain FILE…                       how each table is understood, and why
    hakaru read --explain --save OFFICE.toml FILE…    the same as a file that can be corrected
    hakaru read --mapping OFFICE.toml FILE…           read as the file says (also: grade)

A mapping file holds for one form: a document with other headings is refused.
"""

import json
from pathlib import Path

import pytest

from hakaru.cli.meanings import MEANINGS
from hakaru.read.mapping_file import COLUMN_MEANINGS, LABEL_MEANINGS
from spec.command_line import refused, run

TABLE = """みなと広域圏ビジョン 令和6年度 取組の進捗

事業名\t指標\t担当係\tR5\t\tR6
\t\t\t実績\t決算(千円)\t実績
窓口の開設\t相談件数\t総務係\t120件\t1,500\t150件
冊子の配布\t配布部数\t広報係\t800部\t300\t900部
"""
SLIDES = """# みなと広域圏の取組状況
## 空き家の活用
・登録物件数は85件（令和6年9月末現在）
・相談会を実施
"""
CARD = """みなと広域圏 令和6年度 事業実績一覧

No.\t1\t事業名\t空き家の活用
所管係\t総務係
参加市町村\t■A市 □B町
評価指標\t項目\t基準値\t目標値
\t登録物件数\t10件\t50件
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a document with one table of projects."""
    path = tmp_path / "table.txt"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def office(table: Path, tmp_path: Path) -> Path:
    """Return the mapping file of that document, as it is saved."""
    path = tmp_path / "office.toml"
    assert run("read", "--explain", "--save", path, "--quiet", table) == 0
    return path


def test_explain_in_words(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the table stands, what it was taken for, and every column with the deciding words."""
    assert run("read", "--explain", table) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "文書  table.txt(text)"
    assert "表 1  table.txt:3～6  2 行" in lines
    assert "  事業の表: 事業名の列と、値か金額の列がある" in lines
    rows = [line.split() for line in lines if line.startswith("  ")]
    assert ["A", "事業名", "事業名", "「事業名」"] in rows
    assert ["C", "担当係", "注記に残す"] in rows
    assert ["D", "R5", "/", "実績", "実績値", "2023", "「実績」"] in rows
    assert ["E", "R5", "/", "決算(千円)", "決算", "2023", "千円", "「決算(千円)」"] in rows
    assert lines[-1] == "セル 21 = 項目にした 19 + 注記に残した 2 + 読めない 0"


def test_explain_in_english(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--lang en` says the same in English."""
    assert run("read", "--explain", "--lang", "en", table) == 0
    printed = capsys.readouterr().out
    assert "Matrix of projects" in printed
    assert "kept as a note" in printed


def test_explain_as_json(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` gives the form of every document, its tables, columns and places."""
    assert run("read", "--explain", "--json", table) == 0
    (said,) = json.loads(capsys.readouterr().out)["documents"]
    assert (said["file"], said["layout"], said["cards"]) == ("table.txt", "tables", 0)
    (form,) = said["tables"]
    assert (form["layout"], form["rows"], form["place"]["line"]) == ("matrix", 2, 3)
    amount = next(column for column in form["columns"] if column["column"] == "E")
    assert (amount["meaning"], amount["fiscal_year"], amount["unit"]) == ("settled", 2023, "千円")
    assert said["accounting"] == {"cells": 21, "mapped": 19, "kept": 2, "unread": 0}


def test_explain_cards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of cards it says which headings were recognised, and which are kept as notes."""
    path = tmp_path / "card.txt"
    path.write_text(CARD, encoding="utf-8")
    assert run("read", "--explain", path) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["事業カード", "1", "枚の見出し"] in rows
    assert ["参加市町村", "参加市町村", "card.txt:5"] in rows
    assert ["所管係", "注記に残す", "card.txt:4"] in rows


def test_explain_slides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of slides it shows the facts that were found in their text."""
    path = tmp_path / "slides.txt"
    path.write_text(SLIDES, encoding="utf-8")
    assert run("read", "--explain", path) == 0
    printed = capsys.readouterr().out
    assert "スライド: 見出しの下に箇条書きがある" in printed
    row = next(line for line in printed.splitlines() if "登録物件数" in line)
    assert row.split() == ["空き家の活用", "登録物件数", "85件（令和6年9月末現在）", "2024-09-30"]


def test_explain_what_is_not_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table with unknown headings is shown with its first cells, not passed over."""
    path = tmp_path / "unknown.txt"
    path.write_text("あ\t実績値\tう\n1\t2\t3\n", encoding="utf-8")
    assert run("read", "--explain", path) == 0
    printed = capsys.readouterr().out
    assert "知っている様式がない" in printed
    assert "unknown.txt:1～2  あ | 実績値(実績値) | う" in printed


def test_every_meaning_has_a_word() -> None:
    """What a column or a label can mean is never shown as a key."""
    assert {*COLUMN_MEANINGS, *LABEL_MEANINGS} == set(MEANINGS)


def test_save_writes_a_file_for_people(office: Path) -> None:
    """The mapping file explains itself in comments and can be edited."""
    text = office.read_text(encoding="utf-8")
    assert text.startswith("# はかる 対応表")
    assert 'heading = "R5 / 決算(千円)"\nmeaning = "settled"  # 決算\n' in text
    assert "#   target            目標値\n" in text


def test_save_tells_where(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The explanation goes to stdout, the word about the file to stderr."""
    assert run("read", "--explain", "--json", "--save", tmp_path / "a.toml", table) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["documents"]
    assert "a.toml" in printed.err


@pytest.mark.parametrize(
    "command", [("read",), ("grade", "--rulebook", "sapporo-renkei-2024")], ids=["read", "grade"]
)
def test_mapping_changes_nothing_by_itself(
    command: tuple[str, ...], table: Path, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was saved and not edited reads and grades the same."""
    assert run(*command, "--json", table) == 0
    plain = capsys.readouterr().out
    assert run(*command, "--json", "--mapping", office, table) == 0
    assert capsys.readouterr().out == plain


def test_mapping_corrects(table: Path, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An edited meaning changes what is read, and what is explained."""
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace('"settled"', '"budget"'), encoding="utf-8")
    assert run("read", "--json", "--mapping", office, table) == 0
    budgets = json.loads(capsys.readouterr().out)["budgets"]
    assert {budget["kind"] for budget in budgets} == {"budget"}
    assert run("read", "--explain", "--mapping", office, table) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if "決算(千円)" in line)
    assert row.split()[-4:] == ["予算", "2023", "千円", "office.toml"]


def test_words_of_the_office_are_saved_too(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mapping that adds words can be completed: read with it, save, edit on."""
    words = tmp_path / "words.toml"
    words.write_text(
        'schema = "hakaru.mapping/1"\n[vocabulary]\noffice = ["担当係"]\n', encoding="utf-8"
    )
    whole = tmp_path / "whole.toml"
    assert run("read", "--explain", "--mapping", words, "--save", whole, table) == 0
    capsys.readouterr()
    text = whole.read_text(encoding="utf-8")
    assert 'office = ["担当係"]' in text
    assert 'heading = "担当係"\nmeaning = "office"' in text


def test_another_form_is_refused(
    table: Path, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says which headings are new, missing or moved, and what to do; status 2."""
    table.write_text(TABLE.replace("R6", "R7"), encoding="utf-8")
    line = refused(capsys, "read", "--mapping", office, table)
    assert line.startswith("table.txt の様式が対応表 office.toml と違います")
    assert "新しい見出し: R7 / 実績" in line
    assert "なくなった見出し: R6 / 実績" in line


def test_mistakes_in_a_mapping_are_refused(
    table: Path, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, key and expectation in one line."""
    text = office.read_text(encoding="utf-8")
    office.write_text(text.replace('"settled"', '"kessan"'), encoding="utf-8")
    line = refused(capsys, "grade", "--mapping", office, table)
    assert line.startswith("対応表 office.toml の table[0].column[4].meaning")
    assert "settled" in line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--save", "a.toml"), "--save は --explain とともに"),
        (("--explain", "-o", "a.jsonl"), "--explain と -o/--output は同時に使えません"),
        (("--explain", "--save", "."), ". はフォルダーです"),
        (("--mapping", "nowhere.toml"), "nowhere.toml がありません"),
        (("--explain", "plan.jsonl"), "plan.jsonl は台帳です"),
    ],
)
def test_wrong_use(
    words: tuple[str, ...], said: str, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Options that make no sense are refused in one line."""
    assert refused(capsys, "read", *words, table).startswith(said)
