"""Roles settled by their neighbours: what one column means depends on what the others do."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from hakaru.read.layouts.members import member_above
from hakaru.read.tables.columns import (
    IDENTITY,
    JUDGED,
    LABELS,
    MEASURED,
    ColumnMeaning,
    Role,
    layout_of,
)
from hakaru.read.tables.editions import Edition, edition_in
from hakaru.read.vocabulary import plain

ITEM_FOLLOWS = "item-follows"
"""Why a column of indicators gave way to the next one."""
_CURRENT = ("現状", "現況", "現在")
_BASE_YEARS = ("基準年", "基準年度")
_TOTALS = re.compile(r"累計|累積|合計|平均|[0-9]計$|/計$|~|〜|～")
_REPEATABLE = MEASURED | JUDGED


def settle(columns: Sequence[ColumnMeaning]) -> tuple[tuple[ColumnMeaning, ...], ...]:
    """Return the columns of each table that stands side by side here, their roles settled.

    Columns that make no table are dropped.
    """
    tables = []
    for part in _side_by_side(columns):
        settled = list(part)
        for rule in (
            _deeds,
            _beside_results,
            _aims,
            _names,
            _items,
            _codes,
            _numbers,
            _duties,
            _takers,
            _reasons,
            _baselines,
            _totals,
        ):
            settled = rule(settled)
        settled = _blocks(_groups(settled))
        if layout_of(settled):
            tables.append(tuple(settled))
    return tuple(tables)


def _side_by_side(columns: Sequence[ColumnMeaning]) -> list[list[ColumnMeaning]]:
    """Cut where a number, a name or a section begins anew after values: another table begins."""
    tables: list[list[ColumnMeaning]] = [[]]
    for column in columns:
        current = tables[-1]
        begins = column.role in (Role.NUMBER, Role.NAME, Role.SECTION, Role.RESPONSIBILITIES)
        again = any(
            known.role is column.role and known.heading == column.heading for known in current
        )
        if begins and again and any(known.role in LABELS for known in current):
            tables.append([])
        tables[-1].append(column)
    return tables


def _changed(column: ColumnMeaning, role: Role, why: str) -> ColumnMeaning:
    """Return a column in another role, and why."""
    return replace(column, role=role, why=f"{column.why} {why}".strip())


def _leading(columns: Sequence[ColumnMeaning]) -> int:
    """Return how many columns stand before the first value."""
    return next((at for at, column in enumerate(columns) if column.role in LABELS), len(columns))


def _names(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take the last of several names for the project and those before it for sections.

    Without any name, the last section is what is measured or told of, unless there are indicators.
    """
    ahead = _leading(columns)
    names = [at for at, column in enumerate(columns[:ahead]) if column.role is Role.NAME]
    for at in names[:-1]:
        columns[at] = _changed(columns[at], Role.SECTION, "name-follows")
    roles = {column.role for column in columns}
    if not names and Role.ITEM not in roles:
        sections = [at for at, column in enumerate(columns) if column.role is Role.SECTION]
        if sections:
            columns[sections[-1]] = _changed(columns[sections[-1]], Role.NAME, "no-other-name")
    return columns


def _items(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Keep the last of several neighbouring indicator columns; the others say more about it."""
    for at, (left, right) in enumerate(pairwise(columns)):
        if left.role is Role.ITEM and right.role is Role.ITEM:
            columns[at] = _changed(left, Role.UNKNOWN, ITEM_FOLLOWS)
    return columns


def _codes(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take of several numbers before a name the one beside it; a municipality's code is none."""
    name = next((at for at, column in enumerate(columns) if column.role is Role.NAME), 0)
    numbers = [at for at in range(name) if columns[at].role is Role.NUMBER]
    for at in numbers[:-1] if numbers and numbers[-1] == name - 1 else ():
        columns[at] = _changed(columns[at], Role.UNKNOWN, "name-follows")
    return columns


def _numbers(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take a number after the name, or in a table without names, for the indicator's marker."""
    named = False
    anywhere = any(column.role is Role.NAME for column in columns)
    items = any(column.role is Role.ITEM for column in columns)
    for at, column in enumerate(columns):
        named = named or column.role is Role.NAME
        if column.role is Role.NUMBER and items and (named or not anywhere):
            columns[at] = _changed(column, Role.MARKER, "before-item")
    return columns


def _duties(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take 役割 in front of names or indicators for a section."""
    for at, column in enumerate(columns):
        if column.role in IDENTITY - {Role.NUMBER, Role.SECTION}:
            break
        if column.role is Role.RESPONSIBILITIES:
            columns[at] = _changed(column, Role.SECTION, "in-front")
    return columns


def _deeds(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take a summary, or a further name, under a year (R6 / 主な取組) for what was done in it."""
    named = any(column.role is Role.NAME and column.fiscal_year is None for column in columns)
    for at, column in enumerate(columns):
        told = column.role is Role.SUMMARY or (named and column.role is Role.NAME)
        if told and column.fiscal_year is not None:
            columns[at] = _changed(column, Role.CONTENT, "of-year")
    return columns


def _beside_results(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take unknown words under a year (R5 / 執行) for no result where another column is that."""
    told = {
        (column.fiscal_year, column.over)
        for column in columns
        if column.role is Role.ACTUAL and not column.bare_year
    }
    for at, column in enumerate(columns):
        divided = column.bare_year and " / " in column.heading
        if divided and not column.certainty and (column.fiscal_year, column.over) in told:
            columns[at] = replace(_changed(column, Role.UNKNOWN, "beside-result"), bare_year=False)
    return columns


def _aims(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take 成果目標 in front of all values and of another target for words, not for a value.

    It names what is measured, or, in front of a column of indicators, what they stand under.
    """
    values = [at for at, column in enumerate(columns) if column.role in LABELS]
    targets = [at for at in values if columns[at].role is Role.TARGET]
    first = columns[values[0]] if values else None
    if first is None or len(targets) < 2 or values[0] != targets[0] or first.fiscal_year:
        return columns
    items = [at for at, column in enumerate(columns) if column.role is Role.ITEM]
    if not items and any(columns[at].role is Role.BASELINE for at in values):
        columns[values[0]] = _changed(first, Role.ITEM, "target-follows")
    elif items and items[0] == values[0] + 1:
        columns[values[0]] = _changed(first, Role.SECTION, "item-follows")
    return columns


def _takers(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take several columns headed by nothing but municipalities for who takes part."""
    found = [
        at
        for at, column in enumerate(columns)
        if column.role is Role.UNKNOWN and member_above(column.heading)
    ]
    for at in found if len(found) > 1 else ():
        columns[at] = _changed(columns[at], Role.PARTICIPANTS, "municipality")
    return columns


def _reasons(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take remarks for the reason of a change where no column says reason."""
    roles = {column.role for column in columns}
    if Role.NEW_TARGET in roles and Role.REASON not in roles:
        for at, column in enumerate(columns):
            if column.role is Role.REMARKS and "理由" in column.heading:
                columns[at] = _changed(column, Role.REASON, "of-change")
    return columns


def _baselines(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take 現状値 beside a baseline for the latest result, 基準年 beside it for its year."""
    found = [at for at, column in enumerate(columns) if column.role is Role.BASELINE]
    current = [at for at in found if any(word in columns[at].heading for word in _CURRENT)]
    for beside in pairwise(found):
        years = [at for at in beside if plain(columns[at].heading).endswith(_BASE_YEARS)]
        if beside[1] == beside[0] + 1 and len(years) == 1:
            columns[years[0]] = _changed(columns[years[0]], Role.BASELINE_YEAR, "beside-baseline")
    found = [at for at in found if columns[at].role is Role.BASELINE]
    current = [at for at in current if at in found]
    if current and len(current) < len(found):
        for at in current:
            columns[at] = _changed(columns[at], Role.ACTUAL, "beside-baseline")
    return columns


def _totals(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Take a result over several years, beside results of single years, for a mere remark."""
    yearly = any(c.role is Role.ACTUAL and c.fiscal_year is not None for c in columns)
    for at, column in enumerate(columns):
        if (
            yearly
            and column.role is Role.ACTUAL
            and column.fiscal_year is None
            and _TOTALS.search(column.heading)
        ):
            columns[at] = _changed(column, Role.UNKNOWN, "several-years")
    return columns


def _groups(columns: Iterable[ColumnMeaning]) -> list[ColumnMeaning]:
    """Count the indicators of a row: another begins with an indicator column after values."""
    grouped = []
    group = 0
    items = 0
    valued = False
    for column in columns:
        if column.role is Role.ITEM:
            group += bool(items) and valued
            items += 1
            valued = False
        valued = valued or column.role in _REPEATABLE
        grouped.append(replace(column, group=group) if group else column)
    return grouped


def _blocks(columns: Sequence[ColumnMeaning]) -> list[ColumnMeaning]:
    """Count sets of columns: another begins where a meaning, its year and group come again.

    A second baseline begins another set whatever its year, and so, in a table of indicators alone,
    does a heading that names another edition of the plan. Results of one year known on two days
    are no repetition, nor are the grades beside each.
    """
    named = any(column.role is Role.NAME for column in columns)
    counted = []
    block = beside = 0
    seen: set[tuple[object, ...]] = set()
    edition: Edition | None = None
    for column in columns:
        if column.role not in _REPEATABLE:
            counted.append(column)
            continue
        beside = column.column if column.role in MEASURED else beside
        over = edition_in(column.over) if column.over and not named else None
        again = bool(over and edition and over.number != edition.number)
        key = _meaning(column, beside)
        if key in seen or again:
            block += 1
            seen.clear()
        seen.add(key)
        edition = over or edition
        counted.append(replace(column, block=block) if block else column)
    return counted


def _meaning(column: ColumnMeaning, beside: int) -> tuple[object, ...]:
    """Return what must not stand twice in a set of columns; `beside` is the value left of it."""
    if column.role is Role.BASELINE:
        return (column.role, column.group)
    key = (column.role, column.fiscal_year, column.group, column.certainty, column.as_of)
    return (*key, beside) if column.role in JUDGED else key
