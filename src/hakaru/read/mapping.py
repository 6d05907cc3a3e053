"""What an office says its form means, instead of what its headings suggest.

A mapping holds for one form: every table of it with every column under a heading, or every label
of its cards. A document of another form is refused, because its columns may mean something else.
"""

from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec.structs import replace

from hakaru.errors import MappingError
from hakaru.ledger.entries import Certainty
from hakaru.ledger.measure import unit_and_scale
from hakaru.read.forms import NOTE, Form, FormTable, Signature, signature
from hakaru.read.tables.columns import ColumnMeaning, Role
from hakaru.read.tables.table import Placed, Table
from hakaru.read.vocabulary import Vocabulary, head_and_bracket, plain
from hakaru.source import Place, column_letters

NAMED_AT_MOST = 4
NOTHING = "—"


class MappedColumn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A column with the meaning the office gives it; see `hakaru.read.forms.Column`."""

    column: str
    heading: str
    meaning: str
    fiscal_year: int | None = None
    unit: str = ""
    certainty: Certainty | None = None
    as_of: date | None = None
    cumulative: bool = False
    group: int = 0
    block: int = 0


class MappedTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the form."""

    column: tuple[MappedColumn, ...]


class MappedLabel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label of a form of cards."""

    heading: str
    meaning: str


class FormMapping(msgspec.Struct, frozen=True, kw_only=True):
    """What an office says of its form, from the file `file`; applied to documents of that form."""

    file: str
    words: dict[str, tuple[str, ...]]
    tables: tuple[MappedTable, ...]
    labels: tuple[MappedLabel, ...]

    def vocabulary(self, base: Vocabulary) -> Vocabulary:
        """Return a vocabulary with the office's words, in which its labels mean what it says.

        What stands in a bracket behind a label (12月末時点) may change from year to year.
        """
        labels = {head_and_bracket(label.heading)[0]: label.meaning for label in self.labels}
        labels |= {label.heading: label.meaning for label in self.labels}
        return base.extended(self.words, labels)

    def check(self, form: Form, document: str) -> None:
        """Raise MappingError where a document's form is not the one this file was made for.

        A file that has words alone fits every document.
        """
        if self.labels:
            self._check_labels(form, document)
        if self.tables:
            self._check_tables(form, document)

    def mend(self, table: Table) -> None:
        """Give the columns of a table the meanings of this file; another table stays as it is."""
        mapped = self._by_signature().get(table_signature(table))
        if mapped is None:
            return
        by_letters = {column.column: column for column in mapped.column}
        mended = {
            column.column: _mended(column, by_letters[column_letters(column.column)], self.file)
            for column in table.columns
            if column_letters(column.column) in by_letters
        }
        table.columns = tuple(mended.get(column.column, column) for column in table.columns)
        table.rows = [(row, _placed_again(placed, mended)) for row, placed in table.rows]

    def _by_signature(self) -> dict[Signature, MappedTable]:
        """Return the tables by what tells them apart."""
        return {
            signature((column.column, column.heading) for column in table.column): table
            for table in self.tables
        }

    def _check_labels(self, form: Form, document: str) -> None:
        """Raise MappingError for a new label, or where no label is left for a meaning."""
        known = {head_and_bracket(label.heading)[0]: label.meaning for label in self.labels}
        found = {head_and_bracket(label.heading)[0]: label for label in form.labels}
        new = [label for head, label in found.items() if head not in known]
        served = {known[head] for head in found if head in known}
        missing = [label.heading for label in self.labels if label.meaning not in served]
        if new or missing:
            place = new[0].place if new else None
            headings = [label.heading for label in new]
            raise self._changed(document, place, (headings, missing, []))

    def _check_tables(self, form: Form, document: str) -> None:
        """Raise MappingError for a table this file does not know, and for one that is gone."""
        known = self._by_signature()
        found = {table.signature: table for table in form.tables}
        gone = [table for sign, table in known.items() if sign not in found]
        for sign, table in found.items():
            if sign not in known:
                raise self._changed(document, table.place, _differences(table, gone))
        if gone:
            headings = [column.heading for column in gone[0].column]
            raise MappingError(
                "mapping.table_missing",
                file=self.file,
                document=document,
                headings=_listed(headings),
            )

    def _changed(
        self, document: str, place: Place | None, differences: tuple[list[str], ...]
    ) -> MappingError:
        """Return the error that says which headings are new, missing or moved."""
        new, missing, moved = map(_listed, differences)
        return MappingError(
            "mapping.form_changed",
            file=self.file,
            document=document,
            place=_where(place),
            new=new,
            missing=missing,
            moved=moved,
        )


def table_signature(table: Table) -> Signature:
    """Return what tells a table of a document from those of other forms."""
    return signature((column_letters(column.column), column.heading) for column in table.columns)


def role_of(mapped: MappedColumn) -> Role:
    """Return the role of a column."""
    return Role.UNKNOWN if mapped.meaning == NOTE else Role(mapped.meaning)


def unit_of(written: str) -> tuple[str, int]:
    """Return the unit and the factor of 千円; no unit for what is none."""
    return unit_and_scale(f"単位:{written}") if written else ("", 1)


def _mended(column: ColumnMeaning, mapped: MappedColumn, file: str) -> ColumnMeaning:
    """Return a column that means what the file says; where it stands is the document's."""
    unit, scale = unit_of(mapped.unit)
    return replace(
        column,
        role=role_of(mapped),
        fiscal_year=mapped.fiscal_year,
        unit=unit,
        scale=scale,
        cumulative=mapped.cumulative,
        certainty=mapped.certainty,
        as_of=mapped.as_of,
        group=mapped.group,
        block=mapped.block,
        why=file,
    )


def _placed_again(placed: Placed, mended: Mapping[int, ColumnMeaning]) -> Placed:
    """Return a row's cells under the mended columns."""
    return placed._replace(
        columns=tuple((mended.get(column.column, column), cell) for column, cell in placed.columns)
    )


def _differences(table: FormTable, gone: list[MappedTable]) -> tuple[list[str], ...]:
    """Return the headings that are new, missing and moved against the likest table of the file."""
    here = {plain(column.heading): column for column in table.columns if column.heading}
    before: dict[str, MappedColumn] = {}
    for mapped in gone:
        headings = {plain(column.heading): column for column in mapped.column if column.heading}
        if not before or len(headings.keys() & here) > len(before.keys() & here):
            before = headings
    new = [column.heading for key, column in here.items() if key not in before]
    missing = [column.heading for key, column in before.items() if key not in here]
    moved = [
        f"{column.heading} {before[key].column}→{column.column}"
        for key, column in here.items()
        if key in before and before[key].column != column.column
    ]
    return new, missing, moved


def _listed(headings: list[str]) -> str:
    """Return a few headings in one line."""
    shown = [" ".join(heading.split()) for heading in headings[:NAMED_AT_MOST]]
    return "、".join([*shown, *(["…"] if len(headings) > NAMED_AT_MOST else [])]) or NOTHING


def _where(place: Place | None) -> str:
    """Return where in its document a place is: a sheet and a cell, a page, a line."""
    if place is None:
        return NOTHING
    parts = (place.sheet, place.page and f"p.{place.page}", place.cell or place.line or "")
    return " ".join(str(part) for part in parts if part) or NOTHING
