"""`hakaru rules` and the bulk road of `hakaru grade`: what they take, print and refuse."""

import json
from pathlib import Path

import pytest

from hakaru.cli import main
from hakaru.rules.cases import read_table
from hakaru.rules.rulebook import books, load_book
from spec.command_line import refused, run

TABLES = Path(__file__).parents[1] / "rules"
PATTERNS = TABLES / "patterns"
BOOK = "sapporo-renkei-2024"
CASES = """
cases = [
  { name = "85%", target = "280校（毎年度）", actual = "238校", expect = "□", rate = "85.0" },
  { name = "1校足りない", target = "280校（毎年度）", actual = "237校", expect = "□" },
]
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Return a table of two cases, the second with a wrong expectation."""
    path = tmp_path / "cases.toml"
    path.write_text(CASES, encoding="utf-8")
    return path


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return a CSV file of two results."""
    path = tmp_path / "results.csv"
    heads = "id,fiscal_year,actual,target,direction,due"
    rows = "1,2019,85,100,higher,every_year", "2,2025,85,100,higher,2027"
    path.write_text("\n".join((heads, *rows)), encoding="utf-8")
    return path


def test_list_names_every_book(capsys: pytest.CaptureFixture[str]) -> None:
    """`hakaru rules list` shows ids, titles, symbols and years; patterns are called so."""
    assert run("rules", "list") == 0
    said = capsys.readouterr().out
    assert all(name in said for name in books())
    assert "◎ □ × ○ △ -" in said
    assert "2024-2028" in said
    assert "一般的な型" in said
    assert run("rules", "list", "--json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in listed] == list(books())


def test_show_says_when_each_mark_is_given(capsys: pytest.CaptureFixture[str]) -> None:
    """`hakaru rules show BOOK` has a line for each mark with its condition."""
    assert run("rules", "show", BOOK) == 0
    said = capsys.readouterr().out
    assert "□  概ね達成" in said
    assert "確定した実績で、率が 85 % 以上 100 % 未満" in said
    assert "見込みの実績で、率が 100 % 未満" in said


@pytest.mark.parametrize("action", ["show", "explain"])
def test_both_rates_of_a_book_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    """A second rate has thresholds of its own: they stand beside the first, with how both join."""
    assert run("rules", "show", "pattern-two-rates", "--toml") == 0
    written = capsys.readouterr().out
    ours = tmp_path / "ours.toml"
    own = """[second.scales.both]
thresholds = [{ grade = "a", min = "100%" }, { grade = "b", min = "65%" }]
otherwise = "c"
reached = "a"
missed = "c"
"""
    ours.write_text(written.replace("[[assumptions]]", f"{own}\n[[assumptions]]"), encoding="utf-8")
    assert run("rules", action, str(ours)) == 0
    said = capsys.readouterr().out
    assert "二つ目の率: 最終目標への進捗" in said
    assert "B 概ね順調: 率が 65 % 以上 100 % 未満" in said
    assert "率が 80 % 以上 100 % 未満" in said
    assert "二つの評価のうち低い方を採ります。" in said


def test_show_gives_the_book_as_written_and_as_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--toml` can be copied for a book of one's own; `--json` has everything filled in."""
    assert run("rules", "show", "pattern-weather", "--toml") == 0
    copied = tmp_path / "ours.toml"
    copied.write_text(capsys.readouterr().out, encoding="utf-8")
    assert load_book(copied).several == "worst"
    assert run("rules", "show", copied, "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["scales"]["both"]["thresholds"][1] == {
        "min": "7/10",
        "grade": "cloud",
        "inclusive": True,
    }


@pytest.mark.parametrize("name", books())
def test_explain_speaks_both_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The public explanation comes in Japanese and English, or in the one asked for."""
    assert run("rules", "explain", name) == 0
    both = capsys.readouterr().out
    assert run("rules", "explain", name, "--lang", "ja") == 0
    japanese = capsys.readouterr().out
    assert run("rules", "explain", name, "--lang", "en") == 0
    english = capsys.readouterr().out
    assert both == f"{japanese}\n{english}"
    assert "## 評価の記号" in japanese
    assert "## Grades" in english
    assert "—" not in english, "a field was left empty"
    for mark in load_book(name).grades:
        assert f"| {mark.symbol} | {mark.reading} | {mark.label.en} |" in english


def test_explain_says_the_rules_of_the_book(capsys: pytest.CaptureFixture[str]) -> None:
    """Formulas, elapsed years, levels to keep and what the legend leaves open are all told."""
    assert run("rules", "explain", "pattern-elapsed-abcd", "--lang", "ja") == 0
    said = capsys.readouterr().out
    for part in (
        "(実績 − 基準値) ÷ (目標 − 基準値)",
        "(2 × 目標 − 実績) ÷ 目標",
        "経過年数 ÷ 4 を掛けた",
        "「維持・継続・下回らない・上回らない」",
        "特定の自治体の凡例ではありません",
        "初年度から守る",
    ):
        assert part in said


def test_try_shows_what_came_out_otherwise(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case that does not come out as it says is shown with its working; the status is 1."""
    assert run("rules", "try", BOOK, cases) == 1
    said = capsys.readouterr().out
    assert "× 1校足りない: ×(期待: □)" in said
    assert "237校 ÷ 280校（毎年度） = 84.6 % < 85 %" in said
    assert "○ 85%" not in said
    assert "事例 2 件、うち期待と違うもの 1 件" in said
    assert run("rules", "try", BOOK, cases, "--all") == 1
    assert "○ 85%: □" in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(PATTERNS.glob("*.toml")), ids=lambda path: path.stem)
def test_try_reproduces_the_cases_of_every_pattern(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every pattern gives what its table of cases says."""
    book = read_table(path.read_text(encoding="utf-8"), file=path.name).book
    assert run("rules", "try", book, path, "--json") == 0
    told = json.loads(capsys.readouterr().out)["cases"]
    assert told
    assert all(one["fits"] and one["working"] for one in told)


def test_try_takes_a_table_from_a_spreadsheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cases may be CSV with the same names as heads; results of earlier years are parted by |."""
    path = tmp_path / "cases.csv"
    path.write_text(
        "\ufeffname,target,earlier,actual,years,year,expect,rate\n"
        "累計,100件（2028年度まで）,10件|10件,20件,2024|2028,2026,B,40.0\n"
        "届かない,100件（2028年度まで）,10件|10件,10件,,2026,C,30.0\n",
        encoding="utf-8",
    )
    assert run("rules", "try", "pattern-flow-sum", path, "--all") == 1
    said = capsys.readouterr().out
    assert "× 累計: C(期待: B 40.0 %)" in said
    assert "10件 + 10件 + 20件 ÷ 100件（2028年度まで） = 40.0 %" in said


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toml", "cases = ", "読めません"),
        ("a.toml", "rows = []", "cases = [ … ]"),
        ("a.toml", 'cases = [\n  { name = "x", expect = "A", colour = "red" },\n]', "2 行目"),
        ("a.toml", 'cases = [{ name = "x" }]', "expect"),
        ("a.csv", "name,expect,year\nx,A,soon\n", "2 行目: year"),
    ],
)
def test_a_wrong_table_of_cases_is_refused(
    name: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line and the key are named, and what is wrong with them."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert said in refused(capsys, "rules", "try", BOOK, path)


def test_files_that_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown book names those there are; a missing table is named."""
    assert "pattern-weather" in refused(capsys, "rules", "show", "nowhere")
    assert "nowhere.toml" in refused(capsys, "rules", "try", BOOK, tmp_path / "nowhere.toml")
    broken = tmp_path / "cases.toml"
    broken.write_bytes(b"\xff\xfe")
    assert "UTF-8" in refused(capsys, "rules", "try", BOOK, broken)
    assert "ACTION" in refused(capsys, "rules")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('min = "80%"', 'min = "80"', "7 行目: grades[1].min が正しくありません"),
        ('min = "80%"', 'min = "80"', "必要なもの: 100% より小さい数"),
        ('min = "80%"', 'min = "eighty"', "の形の正確な数"),
        ('min = "80%"', 'mni = "80%"', "7 行目: grades[1].mni というキーはありません"),
        ('authority = "A市"', "", "1 行目: authority がありません。必要なもの: 文字列"),
        ("valid_from = 2024", 'valid_from = "R6"', "4 行目: valid_from が正しくありません"),
        ("valid_from = 2024", "valid_from 2024", "4 行目を読めません"),
        ('symbol = "B"', 'symbol = "B", colour = "#ffff00"', "明暗の比が 4.5 以上の色(今は 1.07)"),
        ('symbol = "B"', 'symbol = "B", colour = "pink"', "#rrggbb か次のどれか: met"),
    ],
)  # fmt: skip
def test_a_wrong_book_is_one_line_with_file_line_and_expectation(
    old: str, new: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever writes a book reads where the slip is, and what was expected, in their language."""
    text = (
        'schema = "hakaru.rulebook/1"\nid = "x"\ntitle = "x"\nvalid_from = 2024\n'
        'authority = "A市"\ngrades = [{ key = "a", symbol = "A", label = "a", min = 1 },\n'
        '{ key = "b", symbol = "B", label = "b", min = "80%" },\n'
        '{ key = "c", symbol = "C", label = "c" }]\n'
        'reference = { document = "d", section = "s" }\nconfirmed_on = 2026-04-01\n'
    )
    path = tmp_path / "ours.toml"
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert said in refused(capsys, "rules", "show", path)
    assert main(["rules", "show", str(path), "--lang", "en"]) == 2
    assert "ours.toml" in capsys.readouterr().err


def test_grading_a_large_table(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`hakaru grade FILE --rulebook BOOK -o FILE` writes the grades and says how many."""
    output = tmp_path / "graded.parquet"
    assert run("grade", results, "--rulebook", BOOK, "-o", output) == 0
    said = capsys.readouterr().out
    assert f"2 行を評価凡例 {BOOK} で採点しました" in said
    assert "評価の時期でない  1" in said
    assert "対象年度の外" in said
    assert output.is_file()
    assert run("grade", results, "--rulebook", BOOK, "--json") == 0
    assert json.loads(capsys.readouterr().out)["rows"] == 2


def test_what_cannot_be_graded_as_a_table(
    results: Path, ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a rulebook, with two tables, with a document, or to a form nobody can write."""
    assert "--rulebook" in refused(capsys, "grade", results)
    assert "一つだけ" in refused(capsys, "grade", results, results, "--rulebook", BOOK)
    wrong = tmp_path / "graded.xlsx"
    assert ".parquet" in refused(capsys, "grade", results, "--rulebook", BOOK, "-o", wrong)
    assert "hakaru read -o" in refused(capsys, "grade", ledger, "-o", wrong)


def test_show_says_what_elapsed_years_do(capsys: pytest.CaptureFixture[str]) -> None:
    """A threshold times elapsed years is not shown as if it held every year."""
    assert run("rules", "show", "pattern-elapsed-abcd") == 0
    assert "経過年数 ÷ 4 を掛けたものです" in capsys.readouterr().out
    assert run("rules", "show", BOOK) == 0
    assert "経過年数" not in capsys.readouterr().out


def test_show_speaks_of_no_rate_where_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    """Marks that people give have no condition; those by direction none about targets without."""
    assert run("rules", "show", "pattern-by-hand") == 0
    said = capsys.readouterr().out
    assert said.count("人が決める") == 4
    assert "果たした" not in said
    assert run("rules", "show", "pattern-direction-sabc") == 0
    said = capsys.readouterr().out
    assert "目標達成  目標を果たした" in said
    assert "率" not in said


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ('expct = "A"', "2 行目: expct が正しくありません。必要なもの: 次のキー: expect, "),
        ('expect = "A", actual = 5', "actual が正しくありません。必要なもの: 文字列"),
        ('expect = "A", year = "R7"', "year が正しくありません。必要なもの: 整数"),
        ('expect = "A", earlier = "1件"', "earlier が正しくありません。必要なもの: [ ] の並び"),
        (
            'expect = "A", direction = "up"',
            "direction が正しくありません。必要なもの: 次のどれか: higher, lower",
        ),
        ('expect = "A", earlier = ["1件"], previous = "1件"', "previous か earlier のどちらか"),
        ('target = "10件"', "expect が正しくありません。必要なもの: 文字列"),
    ],
)
def test_a_wrong_case_is_one_line_in_the_words_of_the_user(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], case: str, said: str
) -> None:
    """File, line, key and what was expected of it, not in the words of a library."""
    path = tmp_path / "事例.toml"
    path.write_text(f'cases = [\n  {{ name = "一", {case} }},\n]\n', encoding="utf-8")
    assert said in refused(capsys, "rules", "try", BOOK, path)
