"""Charts as data: exact values by category, for a writer to draw with what its format has."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec

# Of the longest bar: what a part needs to have its number on it.
_NARROW = Decimal("0.035")


class ChartKind(StrEnum):
    """How a chart is drawn."""

    LINE = "line"
    COLUMN = "column"
    STACKED = "stacked"


class SeriesRole(StrEnum):
    """What a series is; writers choose a colour, a mark and a line for it."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"
    BASELINE = "baseline"
    MET = "met"
    MET_EXPECTED = "met_expected"
    NEARLY = "nearly"
    MISSED = "missed"
    MISSED_EXPECTED = "missed_expected"
    OTHER = "other"


class Series(msgspec.Struct, frozen=True):
    """One line or set of columns: a value for each category, None where there is none."""

    name: str
    values: tuple[Decimal | None, ...]
    role: SeriesRole = SeriesRole.OTHER


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A chart: `unit` is printed at its axis; `description` says in words what it shows.

    Every value of a chart stands in a table or text of the same report as well. `beside` is the
    heading or the caption of a table in the same part that it belongs to.
    """

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    description: str = ""
    beside: str = ""


class ChartPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A number in a chart; a baseline has no place among the fiscal years."""

    fiscal_year: int | None
    value: Decimal
    kind: Literal["baseline", "confirmed", "forecast"]


class ChartTarget(msgspec.Struct, frozen=True, kw_only=True):
    """The target in force in a fiscal year; `due` where it is to be reached in that very year."""

    fiscal_year: int
    value: Decimal
    due: bool


class ChartData(msgspec.Struct, frozen=True, kw_only=True):
    """The history of an indicator, in its base `unit`, to be read by `scale`.

    Pages draw it as it is, reports by way of a `Chart` (`hakaru.report.tables.indicator_chart`).
    `baseline_year` is the baseline's own year, None where no document says.
    """

    unit: str
    scale: int
    years: tuple[int, ...]
    points: tuple[ChartPoint, ...]
    targets: tuple[ChartTarget, ...]
    baseline_year: int | None = None


def cramped(chart: Chart, series: Series) -> tuple[int, ...]:
    """Return which parts of stacked bars are too narrow for their number to stand on them."""
    if chart.kind is not ChartKind.STACKED or not chart.series:
        return ()
    bars = zip(*(one.values for one in chart.series), strict=True)
    longest = max((sum(value or 0 for value in bar) for bar in bars), default=0)
    return tuple(
        at for at, value in enumerate(series.values) if value and value < longest * _NARROW
    )
