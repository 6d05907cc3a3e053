"""The case tables of this folder: rows a policy officer can read."""

from pathlib import Path

from hakaru.rules.cases import (
    UNDETERMINED,
    Row,
    Table,
    actual_of,
    indicator_of,
    judged,
    plan_of,
    read_table,
    target_of,
)
from hakaru.rules.rulebook import load_book
from hakaru.rules.scale import Rulebook

__all__ = [
    "FOLDER",
    "UNDETERMINED",
    "Row",
    "Table",
    "actual_of",
    "book_of",
    "indicator_of",
    "judged",
    "plan_of",
    "tables",
    "target_of",
]

FOLDER = Path(__file__).parent


def tables() -> dict[str, Table]:
    """Return every table of this folder by its name, those of the patterns with their folder."""
    found = sorted([*FOLDER.glob("*.toml"), *FOLDER.glob("patterns/*.toml")])
    return {
        str(path.relative_to(FOLDER).with_suffix("")): read_table(
            path.read_text(encoding="utf-8"), file=path.name
        )
        for path in found
    }


def book_of(table: Table) -> Rulebook:
    """Return the book the cases are judged by: its id, or a file beside the tables."""
    return load_book(FOLDER / table.book if table.book.endswith(".toml") else table.book)
