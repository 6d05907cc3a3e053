"""The columns of a bulk file: which there are, and each as the rulebook's SQL asks for it.

Values may be whole numbers or exact decimals (DECIMAL, or text in CSV); all become whole numbers
of one smallest unit. A column of binary floats is refused: 0.85 would not be 85 %.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hakaru.cli.bulk_values import first_strange, refuse_strange
from hakaru.errors import UsageError
from hakaru.ledger.quantity import Comparison, State
from hakaru.rules.columns import OPTIONAL, REQUIRED

if TYPE_CHECKING:
    import duckdb

VALUES = ("actual", "target", "baseline", "final_target")
YEARS = ("fiscal_year", "due", "final_due", "first_year", "last_year")
FLAGS = ("reached", "keep", "cumulative")
_BOUNDS = tuple(bound.value for bound in Comparison)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "direction": ("higher", "lower"),
    "certainty": ("confirmed", "forecast"),
    "target_bound": _BOUNDS,
    "actual_bound": _BOUNDS,
    "state": tuple(state.value for state in State),
    "kind": ("number", "none", "word", "milestone", "everyone", "relative"),
}
_EVERY_YEAR = "every_year"
_FLOATS = ("DOUBLE", "FLOAT", "REAL")
_FIRST_LINE = 1 << 16
# Room for a factor of ten digits below DuckDB's 38.
_WIDEST = 28


class Table(NamedTuple):
    """A bulk file: how to read it, its columns in their order, and those the SQL knows as SQL."""

    source: str
    names: tuple[str, ...]
    known: Mapping[str, str]
    decimals: int


def is_bulk(path: Path) -> bool:
    """Tell whether a file is a table of results for bulk grading: by its name, or by its heads."""
    if path.suffix.lower() == ".parquet":
        return True
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    return not lacking(path)


def lacking(path: Path) -> tuple[str, ...]:
    """Return the needed columns that a CSV file lacks."""
    heads = _heads(path)
    return tuple(name for name in REQUIRED if name not in heads)


def _heads(path: Path) -> list[str]:
    """Return the headings of a CSV file."""
    with path.open("rb") as file:
        first = file.readline(_FIRST_LINE).decode("utf-8-sig", errors="replace")
    return [head.strip() for head in next(csv.reader([first]), [])]


def _refuse_twice(path: Path) -> None:
    """Raise UsageError `bulk.twice` where two columns have one name: which is meant is not said."""
    heads = [head.lower() for head in _heads(path)]
    for head in heads:
        if head in (*REQUIRED, *OPTIONAL) and heads.count(head) > 1:
            raise UsageError("bulk.twice", file=path, column=head)


def open_table(engine: "duckdb.DuckDBPyConnection", path: Path) -> Table:
    """Return how to read a file.

    Raises UsageError `bulk.column`, `bulk.float`, `bulk.taken`, `bulk.twice`, and
    UnreadableInputError as `refuse_strange`.
    """
    source, types = _source(engine, path)
    for name in REQUIRED:
        if name not in types:
            raise UsageError("bulk.column", column=name)
    for name in ("grade", "grade_key", "reason"):
        if name in types:
            raise UsageError("bulk.taken", file=path, column=name)
    for name in VALUES:
        if types.get(name) in _FLOATS:
            raise UsageError("bulk.float", file=path, column=name)
    if path.suffix.lower() == ".csv":
        _refuse_twice(path)
    refuse_strange(engine, source, types, path)
    decimals = max(_decimals(engine, source, name, types[name]) for name in VALUES if name in types)
    known = {
        name: _normal(name, types[name], decimals)
        for name in (*REQUIRED, *OPTIONAL)
        if name in types
    }
    return Table(source, tuple(types), known, decimals)


def _source(engine: "duckdb.DuckDBPyConnection", path: Path) -> tuple[str, dict[str, str]]:
    """Return what reads a file in SQL, and its columns with their types."""
    name = "'" + str(path).replace("'", "''") + "'"
    if path.suffix.lower() == ".parquet":
        source = f"read_parquet({name})"
        return source, _types(engine, source)
    # Decimals are read as the text they are, never by way of a float.
    form = "header = true, skip = 0, delim = ',', quote = '\"'"
    found = _types(engine, f"read_csv({name}, {form})")
    texts = [one for one in VALUES if found.get(one) in _FLOATS]
    types = ", ".join(f"'{one}': 'VARCHAR'" for one in texts)
    source = f"read_csv({name}, {form}, types = {{{types}}})" if texts else (
        f"read_csv({name}, {form})"
    )  # fmt: skip
    return source, found | dict.fromkeys(texts, "VARCHAR")


def _types(engine: "duckdb.DuckDBPyConnection", source: str) -> dict[str, str]:
    """Return the columns of a source with their types, in their order."""
    described = engine.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 - a quoted file name
    return {str(name): str(kind) for name, kind, *_ in described}


def _decimals(engine: "duckdb.DuckDBPyConnection", source: str, name: str, kind: str) -> int:
    """Return how many decimals a column of values has."""
    if kind.startswith("DECIMAL("):
        return int(kind.rstrip(")").partition(",")[2])
    if kind != "VARCHAR":
        return 0
    found = engine.execute(
        f"SELECT max(length(split_part(trim({name}), '.', 2))) FROM {source}"  # noqa: S608 - a known column
    ).fetchone()
    return int(found[0] or 0) if found else 0


def _normal(name: str, kind: str, decimals: int) -> str:
    """Return a column as SQL asks for it."""
    if name in VALUES:
        return _whole(name, kind, decimals)
    if name in FLAGS:
        given = f"nullif(trim({name}), '')" if kind == "VARCHAR" else name
        return f"CAST({given} AS TINYINT)"
    if name in YEARS:
        if kind != "VARCHAR":
            return name
        return (
            f"CASE WHEN trim({name}) = '{_EVERY_YEAR}' THEN 0 "
            f"ELSE CAST(nullif(trim({name}), '') AS INTEGER) END"
        )
    return f"nullif({name}, '')" if kind == "VARCHAR" else name


def _whole(name: str, kind: str, decimals: int) -> str:
    """Return values as whole numbers of the smallest unit."""
    exact = name
    if kind == "VARCHAR":
        exact = f"CAST(nullif(trim({name}), '') AS DECIMAL({_WIDEST}, {decimals}))"
    elif not kind.startswith("DECIMAL("):
        exact = f"CAST({name} AS HUGEINT)" if decimals else name
    elif not decimals:
        exact = f"CAST({name} AS HUGEINT)"
    return f"CAST({exact} * {10**decimals} AS HUGEINT)" if decimals else exact


def largest_value(engine: "duckdb.DuckDBPyConnection", table: Table, path: Path) -> int:
    """Return the largest absolute value. Raises UsageError `bulk.choice` for an unknown word."""
    values = [name for name in VALUES if name in table.known]
    bounds = ", ".join(f"max({name}), min({name})" for name in values)
    choices = {name: known for name, known in CHOICES.items() if name in table.known}
    strange = "".join(
        f", min({name}) FILTER ({name} NOT IN ({', '.join(map(repr, known))}))"
        for name, known in choices.items()
    )
    columns = ", ".join(f"{term} AS {name}" for name, term in table.known.items())
    query = f"SELECT {bounds}{strange} FROM (SELECT {columns} FROM {table.source})"  # noqa: S608 - known columns
    found = engine.execute(query).fetchone() or ()
    for (name, known), given in zip(choices.items(), found[2 * len(values) :], strict=True):
        if given is not None:
            strange = f"{name} <> '' AND {name} NOT IN ({', '.join(map(repr, known))})"
            row, word = first_strange(engine, table.source, name, strange)
            listed = ", ".join(known)
            raise UsageError(
                "bulk.choice", file=path, row=row, column=name, given=word, known=listed
            )
    return max((abs(int(one)) for one in found[: 2 * len(values)] if one is not None), default=0)
