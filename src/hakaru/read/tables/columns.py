"""What a column means: its role, its fiscal year, its unit, and the words that decided."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec

from hakaru.ledger.entries import Certainty
from hakaru.source import Place


class Role(StrEnum):
    """What the cells of a column are; VALUE is what the row's LABEL cell (目標, 実績) says."""

    NUMBER = "number"
    NAME = "name"
    MARKER = "marker"
    ITEM = "item"
    SECTION = "section"
    LABEL = "label"
    YEAR = "year"
    BASELINE_YEAR = "baseline_year"
    TARGET_YEAR = "target_year"
    UNIT = "unit"
    BASELINE = "baseline"
    TARGET = "target"
    ACTUAL = "actual"
    VALUE = "value"
    GRADE = "grade"
    RATE = "rate"
    BUDGET = "budget"
    SETTLED = "settled"
    CONTENT = "content"
    SUMMARY = "summary"
    REMARKS = "remarks"
    OFFICE = "office"
    PARTICIPANTS = "participants"
    RESPONSIBILITIES = "responsibilities"
    OLD_ITEM = "old_item"
    NEW_ITEM = "new_item"
    OLD_TARGET = "old_target"
    NEW_TARGET = "new_target"
    REASON = "reason"
    UNKNOWN = "unknown"


IDENTITY = frozenset({Role.NUMBER, Role.NAME, Role.ITEM, Role.SECTION})
MEASURED = frozenset({Role.BASELINE, Role.TARGET, Role.ACTUAL, Role.VALUE})
JUDGED = frozenset({Role.GRADE, Role.RATE})
MONEY = frozenset({Role.BUDGET, Role.SETTLED})
LABELS = MEASURED | JUDGED | MONEY
HISTORY = frozenset({Role.YEAR, Role.TARGET, Role.ACTUAL})
TOLD = frozenset({Role.SUMMARY, Role.CONTENT, Role.PARTICIPANTS, Role.OFFICE})


class ColumnMeaning(msgspec.Struct, frozen=True, kw_only=True):
    """One column: where it stands (`column` to `end`, exclusive), what it means, and why.

    `group` counts the indicators that stand side by side in a row, `block` the sets of columns
    with the same meanings (a second plan's values beside the first's), `over` are the words above
    such a set. `bare_year` tells that nothing but a year stands above the column.
    """

    column: int
    end: int
    heading: str
    role: Role
    fiscal_year: int | None = None
    unit: str = ""
    scale: int = 1
    cumulative: bool = False
    certainty: Certainty | None = None
    as_of: date | None = None
    group: int = 0
    block: int = 0
    over: str = ""
    bare_year: bool = False
    why: str = ""


class ColumnDescription(NamedTuple):
    """A column for `--explain`: its letters, its headings, its meaning, year, unit, and why."""

    letters: str
    heading: str
    meaning: str
    fiscal_year: int | None
    unit: str
    why: str


class TableDescription(NamedTuple):
    """A table for `--explain`: where it begins, which layout it is, what its columns mean."""

    place: Place
    layout: str
    columns: tuple[ColumnDescription, ...]


def layout_of(columns: Iterable[ColumnMeaning]) -> str:
    """Return which layout these columns make; "" for none.

    changes, matrix, vision, catalogue, or history: the years of one indicator.
    """
    roles = {column.role for column in columns}
    if {Role.OLD_TARGET, Role.NEW_TARGET} <= roles:
        return "changes"
    if Role.NAME in roles and roles & (MEASURED | MONEY):
        return "matrix"
    if Role.ITEM in roles and roles & MEASURED:
        return "vision"
    if Role.NAME in roles and roles & TOLD:
        return "catalogue"
    if roles >= HISTORY:
        return "history"
    return ""
