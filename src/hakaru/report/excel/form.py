"""What makes a sheet a form: fields that say what to write, the rest closed, ids out of sight.

The ids of what the rows are about stand in a hidden column behind the table (識別子), so that a
form finds home even when names in it were changed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from hakaru.report.tables.model import Cell, Filling, Table
from hakaru.report.tables.placing import placed_columns
from hakaru.report.words import Language
from hakaru.report.words.reports import phrase

KEYS = "識別子"
# What a person may do on a closed sheet beside writing into its fields.
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True}


def finish_form(sheet: Worksheet, table: Table, tops: Sequence[int], lang: Language) -> None:
    """Close a sheet but for its fields, where a table has any; its rows begin at `tops`."""
    fields = list(_fields(table, tops))
    if not fields:
        return
    for row, column, filling in fields:
        sheet.data_validation(row, column, row, column, _asked(filling, lang))
    last = len(table.widths)
    sheet.write_string(tops[max(table.head_rows - 1, 0)], last, KEYS)
    for at, row_of_table in enumerate(table.rows):
        if row_of_table.key:
            sheet.write_string(tops[at], last, row_of_table.key)
    sheet.set_column(last, last, None, None, {"hidden": True})
    sheet.print_area(0, 0, tops[-1] - 1, last - 1)
    # Without a password: nobody is locked out of a form that needs mending.
    sheet.protect("", _ALLOWED)


def _fields(table: Table, tops: Sequence[int]) -> Iterator[tuple[int, int, Filling]]:
    """Yield where each field begins, and what is to be written there."""
    for at, columns in enumerate(placed_columns(table.rows)):
        cells: Sequence[Cell] = table.rows[at].cells
        for cell, column in zip(cells, columns, strict=True):
            if cell.filling is not None:
                yield tops[at], column, cell.filling


def _asked(filling: Filling, lang: Language) -> dict[str, Any]:
    """Return what a field asks for; a number may still be a word such as 集計中."""
    told = {"input_message": phrase(f"form.input.{filling}", lang)}
    if filling is not Filling.NUMBER:
        return {"validate": "any", **told}
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -1e15,
        "maximum": 1e15,
        "error_type": "warning",
        "error_message": phrase("form.not_number", lang),
        **told,
    }
