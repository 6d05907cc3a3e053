"""Formulas of cells, in Excel's words."""

from collections.abc import Sequence

from hakaru.report.tables.model import Formula
from hakaru.source import column_letters


def formula_text(formula: Formula, tops: Sequence[int]) -> str:
    """Return a formula in Excel's words; the table's rows begin at `tops`."""
    names = [f"{column_letters(column)}{tops[row] + 1}" for row, column in formula.cells]
    match formula.name:
        case "sum":
            return f"=SUM({_together(names)})"
        case "share":
            return f"=IF({names[1]}=0,0,{names[0]}/{names[1]})"
        case "count":
            return f'=COUNTIF({names[0]}:{names[-1]},"{formula.sign}")'


def _together(names: Sequence[str]) -> str:
    """Return names as arguments."""
    return ",".join(names)
