"""Grading of millions of rows: Parquet or CSV in, the same with grades out, by DuckDB."""

import os
import re
import sys
import tempfile
from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import msgspec

from hakaru.cli.bulk_table import VALUES, Table, largest_value, open_table
from hakaru.cli.bulk_values import refuse_converted
from hakaru.cli.files import check_writable, print_json
from hakaru.cli.screen import show, table
from hakaru.errors import UnreadableInputError, UsageError
from hakaru.report.words import Language, mark_label, say, term
from hakaru.rules.rulebook import load_book
from hakaru.rules.scale import Rulebook
from hakaru.rules.sql import grading_sql, largest

if TYPE_CHECKING:
    import duckdb

FORMATS = {".parquet": "(FORMAT parquet)", ".csv": "(FORMAT csv, HEADER)"}
CASES, GRADED = "cases", "graded"
_WATCHED_SECONDS = 0.2
# How DuckDB complains of bytes that are no text, and how many lines of it say what and where.
_NOT_UTF8 = re.compile(r"invalid unicode|not utf-8", re.IGNORECASE)
_TOLD_LINES = 3


class Tally(msgspec.Struct, frozen=True):
    """What came of a bulk file: rows, grades by key, and the reasons of those without."""

    rows: int
    grades: dict[str, int]
    reasons: dict[str, int]
    outside_validity: int


def run_bulk(options: Namespace, lang: Language) -> int:
    """Grade one table of results, and print how many of each grade there are."""
    if len(options.files) > 1:
        raise UsageError("bulk.alone", file=options.files[0])
    if not options.rulebook:
        raise UsageError("bulk.no_rulebook", file=options.files[0])
    book, path = load_book(options.rulebook), options.files[0]
    watched = sys.stderr.isatty() and not options.json
    tally = grade_table(path, book, options.output, lang if watched else None)
    if options.json:
        print_json(msgspec.json.format(msgspec.json.encode(tally), indent=2))
    else:
        show(_tally_lines(tally, book, options.output, lang))
    return 0


def grade_table(
    path: Path, book: Rulebook, output: Path | None, watching: Language | None = None
) -> Tally:
    """Grade a Parquet or CSV file by a book, and write it with its grades where `output` is given.

    The columns are those of `hakaru.rules.sql`; others pass through. `grade` is the symbol,
    `grade_key` its key, `reason` why there is none. With `watching` progress is shown on stderr.
    Raises UsageError and UnreadableInputError.
    """
    import duckdb  # noqa: PLC0415 - 0.15 s that only bulk grading pays

    if not path.is_file():
        raise UnreadableInputError("file.missing", file=path)
    if output is not None:
        check_writable(output)
        if output.suffix.lower() not in FORMATS:
            raise UsageError("bulk.format", file=output)
    try:
        with duckdb.connect() as engine:
            return _graded(engine, path, book, output, watching)
    except duckdb.Error as error:
        said = str(error)
        if path.suffix.lower() == ".csv" and _NOT_UTF8.search(said):
            raise UnreadableInputError("bulk.not_utf8", file=path) from error
        if "sniffing" in said:
            raise UnreadableInputError("bulk.ragged", file=path) from error
        refuse_converted(said, path)
        lines = " ".join(said.partition("\n\nLINE ")[0].splitlines()[:_TOLD_LINES])
        raise UnreadableInputError("bulk.unreadable", file=path, detail=lines) from error


def _graded(
    engine: "duckdb.DuckDBPyConnection",
    path: Path,
    book: Rulebook,
    output: Path | None,
    watching: Language | None,
) -> Tally:
    """Grade in an open engine."""
    source = open_table(engine, path)
    wide = largest_value(engine, source, path) > largest(book)
    engine.execute(f"CREATE VIEW {CASES} AS {_cases(source, wide=wide)}")
    columns = (*source.known, *_passed(source))
    query = grading_sql(book, dialect="duckdb", columns=columns, table=CASES, wide=wide)
    engine.execute(f"CREATE VIEW {GRADED} AS {_with_symbols(source, book, query)}")
    if output is None:
        return _tally(engine, book, GRADED)
    _write(engine, output, watching)
    # What was just written as Parquet is counted faster than graded again.
    parquet = output.suffix.lower() == ".parquet"
    return _tally(engine, book, f"read_parquet({_text(str(output))})" if parquet else GRADED)


def _cases(source: Table, *, wide: bool) -> str:
    """Return the query of what the rulebook's SQL reads: its columns, and all as they came."""
    known = (
        f"{term} AS {name}" if wide or name not in VALUES else f"CAST({term} AS BIGINT) AS {name}"
        for name, term in source.known.items()
    )
    passed = (f"{_quoted(name)} AS h_given_{n}" for n, name in enumerate(source.names))
    return f"SELECT {', '.join((*known, *passed))} FROM {source.source}"  # noqa: S608 - quoted names


def _passed(source: Table) -> tuple[str, ...]:
    """Return the names under which the columns pass through as they came."""
    return tuple(f"h_given_{number}" for number, _ in enumerate(source.names))


def _with_symbols(source: Table, book: Rulebook, query: str) -> str:
    """Return the query of the output: the columns as they came, then the grade."""
    given = (f"h_given_{n} AS {_quoted(name)}" for n, name in enumerate(source.names))
    symbols = " ".join(f"WHEN '{mark.key}' THEN {_text(mark.symbol)}" for mark in book.grades)
    outcome = f"CASE grade {symbols} END AS grade, grade AS grade_key, reason"
    return f"SELECT {', '.join(given)}, {outcome} FROM ({query})"  # noqa: S608 - quoted names


def _write(engine: "duckdb.DuckDBPyConnection", output: Path, watching: Language | None) -> None:
    """Write the graded table, all or nothing."""
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=".hakaru-", suffix=output.suffix)
    os.close(handle)
    form = FORMATS[output.suffix.lower()]
    try:
        _execute(engine, f"COPY {GRADED} TO {_text(name)} {form}", watching)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _execute(
    engine: "duckdb.DuckDBPyConnection", statement: str, watching: Language | None
) -> None:
    """Run a long statement, showing how far it is."""
    if watching is None:
        engine.execute(statement)
        return
    engine.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    failed: list[Exception] = []

    def work() -> None:
        """Run the statement in a thread of its own."""
        try:
            engine.execute(statement)
        except Exception as error:  # noqa: BLE001 - handed on below
            failed.append(error)

    worker = Thread(target=work, daemon=True)
    worker.start()
    try:
        while worker.is_alive():
            worker.join(_WATCHED_SECONDS)
            _show_progress(engine.query_progress(), watching)
    except KeyboardInterrupt:
        engine.interrupt()
        worker.join()
        raise
    finally:
        sys.stderr.write("\r\x1b[K")
    if failed:
        raise failed[0]


def _show_progress(percent: float, lang: Language) -> None:
    """Rewrite the one line of progress."""
    if percent >= 0:
        sys.stderr.write(f"\r\x1b[K{say('progress.grading', lang, percent=int(percent))}")
        sys.stderr.flush()


def _tally(engine: "duckdb.DuckDBPyConnection", book: Rulebook, source: str) -> Tally:
    """Count what came of the rows."""
    year = "TRY_CAST(fiscal_year AS INTEGER)"  # a text where a CSV file has no row or blanks
    last = "true" if book.valid_until is None else f"{year} <= {book.valid_until}"
    outside = f"count(*) FILTER (NOT ({year} >= {book.valid_from} AND {last}))"
    found = engine.execute(
        f"SELECT grade_key, reason, count(*), {outside} FROM {source} GROUP BY ALL"  # noqa: S608 - own names
    ).fetchall()
    grades: dict[str, int] = {}
    reasons: dict[str, int] = {}
    for key, reason, rows, _ in found:
        grades[key or ""] = grades.get(key or "", 0) + rows
        if reason:
            reasons[reason] = reasons.get(reason, 0) + rows
    rows = sum(one[2] for one in found)
    in_order = {key: grades[key] for key in (*book.marks, "") if key in grades}
    return Tally(rows, in_order, dict(sorted(reasons.items())), sum(one[3] for one in found))


def _tally_lines(tally: Tally, book: Rulebook, output: Path | None, lang: Language) -> list[str]:
    """Return the counts as a small table, and what deserves a word."""
    rows = [
        (book.marks[key].symbol, mark_label(book, key, lang), f"{number:,}")
        if key
        else ("?", say("agrees.undetermined", lang), f"{number:,}")
        for key, number in tally.grades.items()
    ]
    lines = [say("bulk.graded", lang, rows=f"{tally.rows:,}", id=book.id)]
    lines += [f"  {line}" for line in table(rows, right=(2,))] if rows else []
    lines += [f"    {line}" for line in _reason_lines(tally.reasons, lang)]
    if tally.outside_validity:
        lines.append(say("bulk.outside", lang, rows=f"{tally.outside_validity:,}", id=book.id))
    if output is not None:
        lines.append(say("bulk.written", lang, file=output))
    return lines


def _reason_lines(reasons: Mapping[str, int], lang: Language) -> list[str]:
    """Return how often each reason was given."""
    if not reasons:
        return []
    said = [(term(reason, lang), f"{number:,}") for reason, number in reasons.items()]
    return table(said, right=(1,))


def _quoted(name: str) -> str:
    """Return a column's name as SQL."""
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    """Return a text as SQL."""
    return "'" + value.replace("'", "''") + "'"
