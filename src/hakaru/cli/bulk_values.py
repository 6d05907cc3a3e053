"""Cells of a bulk file that are no number, year or flag: refused with column, row and text.

DuckDB would round 1e-3 to 0 without a word, and tell of "1,200" neither column nor row.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hakaru.errors import UnreadableInputError

if TYPE_CHECKING:
    import duckdb


class Form(NamedTuple):
    """What a text may be, and the error where it is something else."""

    pattern: str
    refused: Callable[..., UnreadableInputError]


_CONVERTING = re.compile(
    r"CSV Error on Line: (?P<line>\d+).*converting column \"(?P<column>\w+)\"\. "
    r"Could not convert string \"(?P<given>[^\"]*)\"",
    re.DOTALL,
)
_TOO_LARGE = re.compile(
    r"Could not (?:convert string|cast value) (?:\"(?P<text>[0-9.]+)\"|(?P<number>[0-9.]+)) to"
    r"|BIGNUM -> .* source column (?P<column>\w+)"
)
_NUMBER = Form(
    r"[+-]?[0-9]+(\.[0-9]+)?", lambda **told: UnreadableInputError("bulk.number", **told)
)
_YEAR = Form(r"[0-9]{4}", lambda **told: UnreadableInputError("bulk.year", **told))
_DUE = Form(r"[0-9]{4}|0|every_year", lambda **told: UnreadableInputError("bulk.due", **told))
_FLAG = Form(r"[01]", lambda **told: UnreadableInputError("bulk.flag", **told))
FORMS: Mapping[str, Form] = {
    "actual": _NUMBER,
    "target": _NUMBER,
    "baseline": _NUMBER,
    "final_target": _NUMBER,
    "fiscal_year": _YEAR,
    "first_year": _YEAR,
    "last_year": _YEAR,
    "due": _DUE,
    "final_due": _DUE,
    "reached": _FLAG,
    "keep": _FLAG,
    "cumulative": _FLAG,
}


def refuse_strange(
    engine: "duckdb.DuckDBPyConnection", source: str, types: Mapping[str, str], path: Path
) -> None:
    """Raise UnreadableInputError for the first text that is none of its column's kind.

    The codes are `bulk.number`, `bulk.year`, `bulk.due` and `bulk.flag` (file, row, column,
    given); rows count from 1 below the heads. Columns with a type of their own need no look.
    """
    texts = {
        name: FORMS[name] for name, kind in types.items() if kind == "VARCHAR" and name in FORMS
    }
    if not texts:
        return
    strange = {
        name: f"trim({name}) <> '' AND NOT regexp_full_match(trim({name}), '{form.pattern}')"
        for name, form in texts.items()
    }
    counts = ", ".join(f"count(*) FILTER ({condition})" for condition in strange.values())
    found = engine.execute(f"SELECT {counts} FROM {source}").fetchone() or ()  # noqa: S608 - known columns
    for (name, form), number in zip(texts.items(), found, strict=True):
        if number:
            row, given = first_strange(engine, source, name, strange[name])
            raise form.refused(file=path, row=row, column=name, given=given)


def refuse_converted(complaint: str, path: Path) -> None:
    """Raise as `refuse_strange` where DuckDB complains of a cell deep in a CSV file.

    It takes a column's type from the first rows; the heads are line 1 of its counting. A number
    with more digits than can be kept exactly is `bulk.large` (file, given).
    """
    found = _CONVERTING.search(complaint)
    if found is not None and found["column"] in FORMS:
        row, form = int(found["line"]) - 1, FORMS[found["column"]]
        if re.fullmatch(form.pattern, found["given"]):
            raise UnreadableInputError("bulk.large", file=path, given=found["given"])
        raise form.refused(file=path, row=row, column=found["column"], given=found["given"])
    large = _TOO_LARGE.search(complaint)
    if large is not None:
        given = large["text"] or large["number"] or large["column"]
        raise UnreadableInputError("bulk.large", file=path, given=given)


def first_strange(
    engine: "duckdb.DuckDBPyConnection", source: str, name: str, strange: str
) -> tuple[int, str]:
    """Return row and text of the first strange cell of a column."""
    numbered = f"SELECT row_number() OVER () AS row, {name} FROM {source}"  # noqa: S608 - a known column
    query = f"SELECT row, {name} FROM ({numbered}) WHERE {strange} ORDER BY row LIMIT 1"  # noqa: S608 - as above
    found = engine.execute(query).fetchone() or (0, "")
    return int(found[0]), str(found[1])
