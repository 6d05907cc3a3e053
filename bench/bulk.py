"""Grading of 10 million rows against a bare scan and comparison of the same columns."""

import resource
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import duckdb

from bench.recalculating import recalculate
from bench.timing import line, timed
from hakaru.cli.bulk import grade_table
from hakaru.rules.rulebook import load_book
from hakaru.rules.sql import grading_sql

COLUMNS = ("fiscal_year", "actual", "target", "baseline", "direction", "due", "certainty")
# Each book with the columns it asks for, and with them alone.
BOOKS = {
    "sapporo-renkei-2024": COLUMNS,
    "pattern-elapsed-abcd": (*COLUMNS[:-1], "first_year"),
    "pattern-five-points": COLUMNS[:-1],
}
SIZES = (10**4, 10**5, 10**6, 10**7)
RECALCULATED = 100_000
RUNS = 9
# A third of the rows lie exactly on a threshold; a tenth has no value, a fifth no baseline.
MADE = """
SELECT CAST(2024 + i % 5 AS SMALLINT) AS fiscal_year,
  CASE WHEN r % 10 = 0 THEN NULL WHEN r % 3 = 0 THEN t * 17 ELSE t * (10 + r % 15) END AS actual,
  t * 20 AS target, CASE WHEN r % 5 = 0 THEN NULL ELSE t * (r % 30) END AS baseline,
  CASE WHEN r % 4 = 0 THEN 'lower' ELSE 'higher' END AS direction,
  CAST(CASE WHEN r % 2 = 0 THEN 0 ELSE 2024 + r % 5 END AS SMALLINT) AS due,
  CASE WHEN i % 5 = 4 THEN 'forecast' ELSE 'confirmed' END AS certainty,
  CAST(2024 AS SMALLINT) AS first_year, CAST(2027 AS SMALLINT) AS last_year
FROM (SELECT i, CAST(hash(i) % 1000003 AS BIGINT) AS r, CAST(hash(i * 7) % 5000 AS BIGINT) AS t
  FROM range({rows}) AS made(i))
"""
# What is scanned and compared of each column, and nothing more.
BARE = {
    "actual": "actual >= target",
    "baseline": "baseline < target",
    "direction": "direction = 'lower'",
    "due": "due > fiscal_year",
    "certainty": "certainty = 'forecast'",
    "first_year": "first_year <= fiscal_year",
}


def run() -> None:
    """Print the figures of bulk grading."""
    print("Bulk grading: Parquet, graded by DuckDB")
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        for rows in SIZES:
            with duckdb.connect() as engine:
                made = MADE.format(rows=rows)
                engine.execute(f"COPY ({made}) TO '{folder / str(rows)}.parquet' (FORMAT parquet)")
        _against_bare(folder / f"{SIZES[-1]}.parquet")
        _growth(folder)
        _memory(folder / f"{SIZES[-1]}.parquet", folder)
    if shutil.which("soffice"):
        spent = recalculate(RECALCULATED)
        line(f"LibreOffice, the same rule in {RECALCULATED:,} rows", f"{spent:.2f} s")
    else:
        line("LibreOffice, the same rule", "not installed here")


def _against_bare(path: Path) -> None:
    """Print grading beside a bare scan and comparison of the same columns, both counted only."""
    with duckdb.connect() as engine:
        engine.execute(f"CREATE VIEW cases AS SELECT * FROM read_parquet('{path}')")
        for name, columns in BOOKS.items():
            compared = [f"count(*) FILTER ({BARE[one]})" for one in columns if one in BARE]
            scan = f"SELECT {', '.join(compared)} FROM cases"
            query = grading_sql(load_book(name), dialect="duckdb", columns=columns)
            counted = f"SELECT grade, count(*) FROM ({query}) GROUP BY grade"
            # Turn and turn about, so that a busy minute of the machine disturbs both alike.
            pairs = [
                [timed(partial(_fetched, engine, one), runs=1).best for one in (scan, counted)]
                for _ in range(RUNS)
            ]
            bare, graded = (min(times) for times in zip(*pairs, strict=True))
            line(f"10 M rows scanned for {name}", f"{bare:.2f} s")
            line(f"10 M rows graded by {name}", f"{graded:.2f} s")
            line("graded / scanned", f"{graded / bare:.2f} x", "aim <= 1.5 x")


def _fetched(engine: duckdb.DuckDBPyConnection, query: str) -> object:
    """Run a query to its end."""
    return engine.execute(query).fetchall()


def _growth(folder: Path) -> None:
    """Print the time of the whole command for growing tables, written as Parquet."""
    book = load_book(next(iter(BOOKS)))
    for rows in SIZES:
        path, output = folder / f"{rows}.parquet", folder / "out.parquet"
        spent = timed(partial(grade_table, path, book, output), runs=3 if rows < SIZES[-1] else 2)
        figure = f"{spent.best:.2f} s, {rows / spent.best / 1e6:.2f} M rows/s"
        line(f"{rows:,} rows in and out", figure)
    with duckdb.connect() as engine:
        copy = f"COPY (FROM read_parquet('{path}')) TO '{output}' (FORMAT parquet)"
        bare = timed(lambda: engine.execute(copy), runs=2)
    line(f"{rows:,} rows copied without grading", f"{bare.best:.2f} s")
    line("in and out / copied", f"{spent.best / bare.best:.2f} x")


def _memory(path: Path, folder: Path) -> None:
    """Print the largest memory of the command on the largest table, in a process of its own."""
    command = [
        sys.executable, "-m", "hakaru", "grade", str(path), "--rulebook", next(iter(BOOKS)),
        "-o", str(folder / "out.parquet"), "--json",
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    line("10 M rows in and out, largest memory", f"{largest / 1024:,.0f} MB")
