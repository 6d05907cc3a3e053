"""Mapping files: read with every mistake named.

    schema = "hakaru.mapping/1"

    [vocabulary]             # more words for headings, by meaning as in vocabulary.toml
    target = ["ねらい"]

    [[table]]                # a table of the form
    [[table.column]]         # every column with a heading
    column = "C"
    heading = "R6 / 達成見込"
    meaning = "actual"       # a role of a column, or "note"
    fiscal_year = 2024       # also: unit, certainty, as_of, cumulative, group, block

    [[label]]                # or: every label of a form of cards
    heading = "取組状況"
    meaning = "activities"

The file says nothing that reading does not also work out, except where the office changed it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from hakaru.errors import MappingError
from hakaru.ledger.integrity import FIRST_YEAR, LAST_YEAR
from hakaru.read.formats import opening
from hakaru.read.forms import CARD_MEANINGS, NOTE, Form
from hakaru.read.mapping import (
    NOTHING,
    FormMapping,
    MappedColumn,
    MappedLabel,
    MappedTable,
    role_of,
    unit_of,
)
from hakaru.read.tables.columns import ColumnMeaning, Role, layout_of
from hakaru.read.vocabulary import shipped

SCHEMA = "hakaru.mapping/1"
COLUMN_MEANINGS = (*(role.value for role in Role if role is not Role.UNKNOWN), NOTE)
LABEL_MEANINGS = (*CARD_MEANINGS, NOTE)
BOM = "\ufeff"


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mapping file as TOML has it."""

    schema: str
    vocabulary: dict[str, tuple[str, ...]] = {}
    table: tuple[MappedTable, ...] = ()
    label: tuple[MappedLabel, ...] = ()


def load_mapping(path: Path) -> FormMapping:
    """Return the mapping of a TOML file.

    Raises UnreadableInputError for a file that cannot be read; MappingError with `file`:
    `mapping.unreadable` for one that is no TOML, `mapping.invalid` with `key` and `expected` for
    what it must not say.
    """
    text = opening.decode(opening.read_bytes(path), path.name).removeprefix(BOM)
    try:
        said = msgspec.toml.decode(text, type=_File)
    except msgspec.ValidationError as error:
        expected, _, key = str(error).partition(" - at ")
        raise MappingError(
            "mapping.invalid", file=path.name, key=key.strip("`$.") or NOTHING, expected=expected
        ) from error
    except msgspec.DecodeError as error:
        raise MappingError("mapping.unreadable", file=path.name, expected=error) from error
    for key, expected in _mistakes(said):
        raise MappingError("mapping.invalid", file=path.name, key=key, expected=expected)
    return FormMapping(file=path.name, words=said.vocabulary, tables=said.table, labels=said.label)


def _mistakes(said: _File) -> Iterator[tuple[str, str]]:
    """Yield (key, what was expected) for what the types alone cannot say."""
    if said.schema != SCHEMA:
        yield "schema", SCHEMA
    meanings = shipped().all_meanings
    for meaning in said.vocabulary:
        if meaning not in meanings:
            yield f"vocabulary.{meaning}", ", ".join(sorted(meanings))
    for number, label in enumerate(said.label):
        if label.meaning not in LABEL_MEANINGS:
            yield f"label[{number}].meaning ({label.heading})", ", ".join(LABEL_MEANINGS)
    for number, table in enumerate(said.table):
        for at, column in enumerate(table.column):
            for name, expected in _mistakes_of(column):
                yield f"table[{number}].column[{at}].{name} ({column.heading})", expected
        if not layout_of(map(_meaning, table.column)):
            yield f"table[{number}]", "name | item, and target | actual | baseline | content"


def _mistakes_of(column: MappedColumn) -> Iterator[tuple[str, str]]:
    """Yield (key, what was expected) for the keys of one column."""
    if not (column.column.isascii() and column.column.isalpha() and column.column.isupper()):
        yield "column", "A, B, … AA"
    if column.meaning not in COLUMN_MEANINGS:
        yield "meaning", ", ".join(COLUMN_MEANINGS)
    unit, _ = unit_of(column.unit)
    if column.unit and (not unit or unit[0].isdigit()):
        yield "unit", "人, %, 千円"
    if column.fiscal_year is not None and not FIRST_YEAR <= column.fiscal_year <= LAST_YEAR:
        yield "fiscal_year", f"{FIRST_YEAR}-{LAST_YEAR}"
    for name in ("group", "block"):
        if getattr(column, name) < 0:
            yield name, "0, 1, 2"


def _meaning(mapped: MappedColumn) -> ColumnMeaning:
    """Return a column of that meaning, for asking which layout columns make."""
    role = role_of(mapped) if mapped.meaning in COLUMN_MEANINGS else Role.UNKNOWN
    return ColumnMeaning(column=0, end=1, heading=mapped.heading, role=role)


def common_form(forms: Sequence[tuple[str, Form]]) -> Form:
    """Return the one form of several documents, given with their names.

    Raises MappingError: `mapping.nothing` (document) for one without tables and cards,
    `mapping.several_forms` (document, other) for two of different forms.
    """
    first_name, first = forms[0]
    for name, form in forms:
        if not (form.tables or form.labels):
            raise MappingError("mapping.nothing", document=name)
        if _parts(form) != _parts(first):
            raise MappingError("mapping.several_forms", document=first_name, other=name)
    return first


def _parts(form: Form) -> frozenset[object]:
    """Return what a form is made of, in no order."""
    return frozenset(
        (*(table.signature for table in form.tables), *(label.heading for label in form.labels))
    )
