"""The cells of a table as plain data: in groups of rows, each with what is unusual about it."""

from typing import Any

from hakaru.report import look
from hakaru.report.placing import Placed
from hakaru.report.tables.model import Align, Cell, Row, Table, Text

Data = dict[str, Any]


class Groups:
    """The cells of a table in groups: headings, bands that stay with the row below, plain rows."""

    def __init__(self, table: Table) -> None:
        self.made: list[Data] = []
        self._table, self._at = table, (-1, -1)

    def add(self, row: int, cell: list[Any]) -> None:
        """Add a cell to the group of its row."""
        is_head = row < self._table.head_rows
        band, below = (one.band for one in (*self._table.rows[row : row + 2], Row((), band=1))[:2])
        if below and below <= band:
            # It names no row: typst breaks down at two such groups that begin a table.
            band = 0
        # A heading group holds all heading rows, a band its own row alone.
        key = (1, 0) if is_head else (band + 1, row) if band else (0, 0)
        if key != self._at:
            self._at = key
            self.made.append({"level": key[0], "repeat": is_head, "cells": []})
        self.made[-1]["cells"].append(cell)


def runs(text: Text | Cell) -> str | list[tuple[str, bool]]:
    """Return a text, in pieces where some are underlined."""
    return list(text.runs()) if text.underlined else text.text


def options_of(one: Placed, *, band: int) -> Data:
    """Return what is unusual about a cell."""
    cell = one.cell
    options: Data = {}
    if one.span > 1:
        options["span"] = one.span
    if one.rows > 1:
        options["rows"] = one.rows
    if cell.align is not Align.LEFT:
        options["align"] = str(cell.align)
    fill = look.TONE_FILL.get(cell.tone)
    if band:
        fill = look.band_fill(band)
    elif cell.head:
        fill = look.HEAD_FILL if cell.head == "column" else look.LABEL_FILL
    if fill:
        options["fill"] = f"#{fill}"
    if cell.strong or band or cell.head == "column":
        options["bold"] = True
    return options
