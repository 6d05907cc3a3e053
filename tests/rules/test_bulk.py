"""Bulk grading: a table of results in, the same table with grades out."""

import csv
from pathlib import Path

import duckdb
import pytest

from hakaru.cli import bulk
from hakaru.cli.bulk import grade_table
from hakaru.cli.bulk_table import is_bulk
from hakaru.errors import UnreadableInputError, UsageError
from hakaru.ledger.quantity import State
from hakaru.report.words import Language, term
from hakaru.rules.rulebook import load_book
from hakaru.rules.sql_outcome import REASONS

BOOK = load_book("sapporo-renkei-2024")
HEADS = "番号,fiscal_year,actual,target,baseline,direction,due,certainty"
ROWS = (
    '"1,1",2025,59.5,70,,higher,every_year,confirmed',
    "2,2025,59.4,70,,higher,every_year,confirmed",
    "3,2025,70,70,,higher,every_year,forecast",
    "4,2025,70,70,,higher,2027,",
    "5,2025,,70,,higher,2025,",
    "6,2019,12,10,20.25,lower,2019,confirmed",
)


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """Return a CSV file of six results with decimals."""
    path = tmp_path / "results.csv"
    path.write_text("\n".join((HEADS, *ROWS)), encoding="utf-8")
    return path


def parquet(path: Path, query: str) -> Path:
    """Write what a query says as Parquet."""
    with duckdb.connect() as engine:
        engine.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def test_a_csv_file_comes_back_with_grades(results: Path, tmp_path: Path) -> None:
    """All columns as they were, then symbol, key and reason; 59.5 of 70 is exactly 85 %."""
    output = tmp_path / "graded.csv"
    tally = grade_table(results, BOOK, output)

    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["grade"], row["grade_key"], row["reason"]) for row in rows] == [
        ("□", "nearly_met", ""),
        ("×", "missed", ""),
        ("○", "expected_met", ""),
        ("-", "not_evaluated", "not_due"),
        ("-", "not_evaluated", "blank"),
        ("×", "missed", ""),
    ]
    assert [rows[0][name] for name in ("番号", "actual", "due")] == ["1,1", "59.5", "every_year"]
    assert (tally.rows, tally.grades["missed"], tally.outside_validity) == (6, 2, 1)
    assert tally.reasons == {"blank": 1, "not_due": 1}


@pytest.mark.parametrize(
    "kind", ["BIGINT", "INTEGER", "DECIMAL(18, 3)", "DECIMAL(12, 0)", "VARCHAR"]
)
def test_parquet_of_any_exact_type(kind: str, tmp_path: Path) -> None:
    """Whole numbers, decimals and numbers as text are all compared exactly."""
    made = "SELECT 2025 AS fiscal_year, CAST(v AS KIND) AS actual, CAST(280 AS KIND) AS target "
    given = "FROM (VALUES (238), (237), (280)) AS given(v)"
    source = parquet(tmp_path / "results.parquet", (made + given).replace("KIND", kind))
    output = tmp_path / "graded.parquet"
    tally = grade_table(source, BOOK, output)

    assert tally.grades == {"met": 1, "nearly_met": 1, "missed": 1}
    with duckdb.connect() as engine:
        graded = engine.read_parquet(str(output)).project("grade").fetchall()
    assert [symbol for (symbol,) in graded] == ["□", "×", "◎"]


def test_values_beyond_64_bits_are_exact(tmp_path: Path) -> None:
    """A value too large for ordinary arithmetic is judged in a wider type, not wrongly."""
    source = parquet(
        tmp_path / "results.parquet",
        "SELECT 2025 AS fiscal_year, v AS actual, 8000000000000000000 AS target "
        "FROM (VALUES (6800000000000000000), (6799999999999999999)) AS given(v)",
    )
    assert grade_table(source, BOOK, None).grades == {"nearly_met": 1, "missed": 1}


def test_binary_floats_are_refused(tmp_path: Path) -> None:
    """0.85 as a float is not 85 %: the error says what to do."""
    source = parquet(
        tmp_path / "results.parquet",
        "SELECT 2025 AS fiscal_year, CAST(0.85 AS DOUBLE) AS actual, 1 AS target",
    )
    with pytest.raises(UsageError) as wrong:
        grade_table(source, BOOK, None)
    assert (wrong.value.code, wrong.value.values["column"]) == ("bulk.float", "actual")


@pytest.mark.parametrize(
    ("query", "code", "column"),
    [
        ("SELECT 2025 AS fiscal_year, 1 AS actual", "bulk.column", "target"),
        (
            "SELECT 2025 AS fiscal_year, 1 AS actual, 1 AS target, 'A' AS grade",
            "bulk.taken",
            "grade",
        ),
        (
            "SELECT 2025 AS fiscal_year, 1 AS actual, 1 AS target, 'up' AS direction",
            "bulk.choice",
            "direction",
        ),
    ],
)
def test_wrong_columns_are_refused(query: str, code: str, column: str, tmp_path: Path) -> None:
    """A column that is missing, taken, or has an unknown word is named."""
    with pytest.raises(UsageError) as wrong:
        grade_table(parquet(tmp_path / "results.parquet", query), BOOK, None)
    assert (wrong.value.code, wrong.value.values["column"]) == (code, column)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    """Damage is one clear line, and nothing is left behind."""
    path = tmp_path / "results.parquet"
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(UnreadableInputError) as unreadable:
        grade_table(path, BOOK, tmp_path / "out.parquet")
    assert unreadable.value.code == "bulk.unreadable"
    with pytest.raises(UnreadableInputError):
        grade_table(tmp_path / "nowhere.parquet", BOOK, None)
    assert [one.name for one in tmp_path.iterdir()] == ["results.parquet"]


def test_text_that_is_no_number_is_refused(tmp_path: Path) -> None:
    """A cell of CSV that is no number stops the grading, and no half-written file stays."""
    path, output = tmp_path / "results.csv", tmp_path / "graded.csv"
    path.write_text("fiscal_year,actual,target\n2025,1.5,2\n2025,多い,2\n", encoding="utf-8")
    with pytest.raises(UnreadableInputError):
        grade_table(path, BOOK, output)
    assert [one.name for one in tmp_path.iterdir()] == ["results.csv"]


@pytest.mark.parametrize("digits", ["9" * 39, "9" * 60, "9" * 30 + ".5", "9" * 40 + ".5"])
def test_a_number_too_long_to_be_exact_is_named(tmp_path: Path, digits: str) -> None:
    """Neither rounded nor told of in the words of the engine."""
    path = tmp_path / "results.csv"
    path.write_text(f"fiscal_year,actual,target\n2025,{digits},2\n", encoding="utf-8")
    with pytest.raises(UnreadableInputError) as refused:
        grade_table(path, BOOK, None)
    assert refused.value.code == "bulk.large"


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    """Nothing says which of the two results is meant."""
    path = tmp_path / "results.csv"
    path.write_text("fiscal_year,actual,Actual,target\n2025,1,3,2\n", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        grade_table(path, BOOK, None)
    assert (refused.value.code, refused.value.values["column"]) == ("bulk.twice", "actual")


def test_an_unknown_word_is_told_with_its_row(tmp_path: Path) -> None:
    """File, row, column, what stands there and what may."""
    path = tmp_path / "results.csv"
    path.write_text("fiscal_year,actual,target,direction\n2025,1,2,\n2025,1,2,up\n", "utf-8")
    with pytest.raises(UsageError) as refused:
        grade_table(path, BOOK, None)
    told = refused.value.values
    assert (told["row"], told["given"], told["known"]) == ("2", "up", "higher, lower")


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        (["2025,1,2,,", "2025,1.5,2,,", "2025,1e-3,2,,"], "bulk.number", ("3", "actual", "1e-3")),
        (['2025,1,"1,200",,'], "bulk.number", ("1", "target", "1,200")),
        (["R7,1,2,,"], "bulk.year", ("1", "fiscal_year", "R7")),
        (["2025,1,2,every_year,", "2025,1,2,いつか,"], "bulk.due", ("2", "due", "いつか")),
        (["2025,1,2,,はい"], "bulk.flag", ("1", "keep", "はい")),
    ],
)
def test_a_strange_cell_is_named(
    rows: list[str], code: str, told: tuple[str, str, str], tmp_path: Path
) -> None:
    """Row, column and text of what is no number, year or flag; nothing is ever rounded."""
    path = tmp_path / "results.csv"
    path.write_text("\n".join(["fiscal_year,actual,target,due,keep", *rows]), encoding="utf-8")
    with pytest.raises(UnreadableInputError) as wrong:
        grade_table(path, BOOK, None)
    values = wrong.value.values
    assert (wrong.value.code, *(values[name] for name in ("row", "column", "given"))) == (
        code, *told,
    )  # fmt: skip


def test_a_strange_cell_deep_in_a_file_is_named(tmp_path: Path) -> None:
    """The type of a column is taken from the first rows; what comes later is named all the same."""
    path = tmp_path / "results.csv"
    rows = ["2025,1,2"] * 100_000 + ["2025,多い,2"]
    path.write_text("\n".join(["fiscal_year,actual,target", *rows]), encoding="utf-8")
    with pytest.raises(UnreadableInputError) as wrong:
        grade_table(path, BOOK, None)
    values = wrong.value.values
    assert (wrong.value.code, values["row"], values["column"]) == (
        "bulk.number",
        "100001",
        "actual",
    )


def test_csv_as_windows_saves_it_and_torn_csv(tmp_path: Path) -> None:
    """An old encoding and rows of other lengths are told apart from other damage."""
    path = tmp_path / "results.csv"
    for given, code in (
        ("名前,fiscal_year,actual,target\n札幌,2025,1,2\n".encode("cp932"), "bulk.not_utf8"),
        (b"fiscal_year,actual,target\n2025,1\n2025,1,2,3\n", "bulk.ragged"),
    ):
        path.write_bytes(given)
        with pytest.raises(UnreadableInputError) as wrong:
            grade_table(path, BOOK, None)
        assert wrong.value.code == code


def test_blanks_round_numbers_and_a_table_of_heads_alone(tmp_path: Path) -> None:
    """Blanks around a number do not matter, and no rows are no rows."""
    path = tmp_path / "results.csv"
    path.write_text("fiscal_year,actual,target\n2025, 8.5 ,10\n", encoding="utf-8")
    assert grade_table(path, BOOK, None).grades == {"nearly_met": 1}
    path.write_text("fiscal_year,actual,target\n", encoding="utf-8")
    assert grade_table(path, BOOK, None).rows == 0


def test_every_reason_has_a_word() -> None:
    """Why there is no grade is said in words, in both languages."""
    for reason in (*REASONS, *(state.value for state in State)):
        if reason != "state":  # stands for the row's own state
            assert term(reason, Language.JA) != reason
            assert "_" not in term(reason, Language.EN)


def test_what_is_a_table(results: Path, tmp_path: Path) -> None:
    """A CSV file with the three columns is one, a document in CSV is not."""
    document = tmp_path / "document.csv"
    document.write_text("事業名,実績値\nA,1\n", encoding="utf-8")
    assert is_bulk(results)
    assert is_bulk(tmp_path / "any.parquet")
    assert not is_bulk(document)
    assert not is_bulk(tmp_path / "nowhere.csv")
    assert not is_bulk(tmp_path / "plan.jsonl")


def test_progress_is_shown(
    results: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever watches sees how far it is, on stderr; a failure comes out of the thread."""
    monkeypatch.setattr(bulk, "_WATCHED_SECONDS", 0.0001)
    grade_table(results, BOOK, tmp_path / "graded.csv", Language.JA)
    bulk._show_progress(42.7, Language.JA)  # noqa: SLF001 - a fast file is done unseen
    watched = capsys.readouterr()
    assert "採点中 42 %" in watched.err
    assert watched.out == ""
    results.write_text("fiscal_year,actual,target\n2025,1.5,2\n2025,many,2\n", encoding="utf-8")
    with pytest.raises(UnreadableInputError):
        grade_table(results, BOOK, tmp_path / "other.csv", Language.JA)
