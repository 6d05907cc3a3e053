"""The rulebook as SQL says the same as the pure rules, on every engine, ties included."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hakaru.errors import UsageError
from hakaru.rules.rulebook import books, load_book
from hakaru.rules.scale import Rulebook
from hakaru.rules.sql import grading_sql, largest
from rules.bulk_rows import COLUMNS, TEXTS, Row, made_row, reference
from rules.made_books import made_book
from rules.tables import FOLDER

BOOKS = {
    **{name: load_book(name) for name in books()},
    **{path.stem: load_book(path) for path in sorted((FOLDER / "books").glob("*.toml"))},
}
ROWS = 300
DATABASE_URL = os.environ.get("DATABASE_URL", "")
Answers = list[tuple[str | None, str | None]]


def literal(value: object) -> str:
    """Return a value as SQL."""
    if value is None:
        return "NULL"
    return f"'{value}'" if isinstance(value, str) else str(value)


def statements(rows: Sequence[Row], kind: str = "TABLE") -> list[str]:
    """Return the statements that make the table and fill it."""
    types = ", ".join(f"{name} {'TEXT' if name in TEXTS else 'BIGINT'}" for name in COLUMNS)
    filled = ", ".join(f"({', '.join(literal(row[name]) for name in COLUMNS)})" for row in rows)
    return [f"CREATE {kind} cases ({types})", f"INSERT INTO cases VALUES {filled}"]  # noqa: S608


def asked(book: Rulebook, dialect: str, *, wide: bool = False) -> str:
    """Return the query, its answers in the order of the rows."""
    query = grading_sql(book, dialect=dialect, columns=COLUMNS, wide=wide)
    return f"SELECT grade, reason FROM ({query}) AS graded ORDER BY id"  # noqa: S608


def by_sqlite(book: Rulebook, rows: Sequence[Row]) -> Answers:
    """Return what SQLite answers."""
    with sqlite3.connect(":memory:") as connection:
        for statement in statements(rows):
            connection.execute(statement)
        return connection.execute(asked(book, "sqlite")).fetchall()


def by_duckdb(book: Rulebook, rows: Sequence[Row], *, wide: bool = False) -> Answers:
    """Return what DuckDB answers."""
    with duckdb.connect() as connection:
        for statement in statements(rows):
            connection.execute(statement)
        return connection.execute(asked(book, "duckdb", wide=wide)).fetchall()


def by_duckdb_wide(book: Rulebook, rows: Sequence[Row]) -> Answers:
    """Return what DuckDB answers in a type that nothing outgrows."""
    return by_duckdb(book, rows, wide=True)


def by_postgres(book: Rulebook, rows: Sequence[Row]) -> Answers:
    """Return what PostgreSQL answers."""
    psycopg: Any = pytest.importorskip("psycopg")
    with psycopg.connect(DATABASE_URL) as connection:
        for statement in statements(rows, "TEMPORARY TABLE"):
            connection.execute(statement)
        answers: Answers = connection.execute(asked(book, "postgres")).fetchall()
        connection.rollback()
    return answers


Engine = Callable[[Rulebook, Sequence[Row]], Answers]
LOCAL: tuple[Engine, ...] = (by_sqlite, by_duckdb, by_duckdb_wide)
SERVED: tuple[Engine, ...] = (by_postgres,)
ENGINES = [
    pytest.param(LOCAL, id="sqlite and duckdb"),
    pytest.param(
        SERVED,
        id="postgresql",
        marks=pytest.mark.skipif(not DATABASE_URL, reason="DATABASE_URL names no PostgreSQL"),
    ),
]


def expect_the_same(book: Rulebook, rows: Sequence[Row], engines: Sequence[Engine]) -> None:
    """Compare the engines' answers with the reference, row by row."""
    expected = [reference(row, book) for row in rows]
    for engine in engines:
        answers = map(tuple, engine(book, rows))
        wrong = [
            (engine.__name__, row, answer, asked)
            for row, answer, asked in zip(rows, answers, expected, strict=True)
            if answer != asked
        ]
        assert wrong[:1] == []


@pytest.mark.parametrize("engines", ENGINES)
@pytest.mark.parametrize("name", BOOKS)
@settings(max_examples=1)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_every_book_says_the_same_in_sql(name: str, engines: Sequence[Engine], seed: int) -> None:
    """Each shipped book, each engine: the marks and reasons of the reference, ties included."""
    book, random = BOOKS[name], Random(seed)  # noqa: S311 - made rows, no secret
    expect_the_same(book, [made_row(book, random, n) for n in range(ROWS)], engines)


@pytest.mark.parametrize("engines", ENGINES)
@settings(max_examples=8)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_made_books_say_the_same_in_sql(engines: Sequence[Engine], seed: int) -> None:
    """Rulebooks nobody published: any formulas, thresholds, bounds, years and due rules."""
    random = Random(seed)  # noqa: S311 - made rows, no secret
    book = made_book(random)
    expect_the_same(book, [made_row(book, random, n) for n in range(ROWS)], engines)


@pytest.mark.parametrize("engines", ENGINES)
@pytest.mark.parametrize("name", ["sapporo-renkei-2024", "pattern-elapsed-abcd"])
def test_the_largest_numbers_are_exact(name: str, engines: Sequence[Engine]) -> None:
    """Up to the stated limit nothing overflows and no engine falls back on a float."""
    book, limit = BOOKS[name], largest(BOOKS[name])
    rows: list[Row] = []
    for number, actual in enumerate((limit, limit - 1, -limit, limit * 17 // 20, limit // 5 * 4)):
        for target in (limit, limit - 1, -limit, 1):
            row = made_row(book, Random(1), 10 * number)  # noqa: S311 - made rows, no secret
            plain: Row = dict.fromkeys(COLUMNS)
            plain |= {"direction": "higher", "due": 0, "fiscal_year": 2025}
            rows.append(row | plain | {"id": len(rows), "actual": actual, "target": target})
            rows.append(rows[-1] | {"id": len(rows), "baseline": -limit, "direction": "lower"})
    expect_the_same(book, rows, engines)


def test_a_table_needs_three_columns() -> None:
    """What cannot be graded at all is wrong use, with the column that is missing."""
    with pytest.raises(UsageError) as refused:
        grading_sql(BOOKS["sapporo-renkei-2024"], dialect="duckdb", columns=("actual", "target"))
    assert (refused.value.code, refused.value.values) == ("bulk.column", {"column": "fiscal_year"})


def test_other_columns_pass_through() -> None:
    """An office's own columns stand beside the grade, whatever they are called."""
    query = grading_sql(
        BOOKS["sapporo-renkei-2024"],
        dialect="duckdb",
        columns=("指標", "fiscal_year", "actual", "target"),
    )
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE cases AS "
            "SELECT '参加者' AS 指標, 2025 AS fiscal_year, 85 AS actual, 100 AS target"
        )
        assert connection.execute(query).fetchall() == [
            ("参加者", 2025, 85, 100, "nearly_met", None)
        ]


@pytest.mark.parametrize("dialect", ["bigquery", "snowflake", "spark", "trino", "tsql", "oracle"])
def test_larger_engines_are_spoken_too(dialect: str) -> None:
    """The tree is written out for other engines as well; these are not run here."""
    for book in BOOKS.values():
        assert "CASE WHEN" in grading_sql(book, dialect=dialect)
