"""Money and activities of a row: budgets in yen, what was done, and that a project has ended."""

import re
from hakaru.ledger.characters import fold, take_marker
from hakaru.ledger.entries import Activity, Budget
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.period import find_fiscal_years
from hakaru.ledger.quantity import State
from hakaru.ledger.states import state_in
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.layouts.members import MemberNames
from hakaru.read.layouts.results import is_dash
from hakaru.read.tables.columns import MONEY, Role
from hakaru.read.tables.ids import Ids
from hakaru.read.tables.record import Record, values

LONGEST_ENDING = 40
YEN = "円"
_BRACKETED = re.compile(r"[(（【\[].*[)）】\]]", re.DOTALL)


def ending_of(text: str) -> str:
    """Return a text that says a project has ended or was merged, and nothing else; "" otherwise.

    (令和3年度をもって終了), 令和4年度に統合: short, and in brackets or with its year.
    """
    if len(text) > LONGEST_ENDING or state_in(fold(text)) is not State.ENDED:
        return ""
    told = _BRACKETED.fullmatch(text) or find_fiscal_years(text)
    return text if told or len(text) <= LONGEST_ENDING // 4 else ""


def enter_money(record: Record, project: str, ids: Ids, draft: Draft) -> None:
    """Enter the budgets and settled amounts of a row in yen; a dash is no amount, its text stays.

    The unit is the cell's, else the heading's, else that of a line above the table.
    """
    for value in values(record):
        if value.role not in MONEY:
            continue
        year = value.fiscal_year or value.fallback
        if year is None:
            draft.findings.append(
                kinds.YEAR_UNKNOWN.at(
                    value.cell.place, indicator=project, text=value.cell.text
                )
            )
            draft.kept(project, value.cell)
            continue
        unit, scale = value.column.unit, value.column.scale
        if unit != YEN and record.note is not None:
            unit, scale = record.note
        quantity = read_quantity(value.cell.text, unit=unit, scale=scale)
        amount = quantity.value if quantity.unit == YEN else None
        if amount is None and quantity.value is not None:
            draft.findings.append(
                kinds.MONEY_UNIT_UNKNOWN.at(
                    value.cell.place, project=project, text=value.cell.text
                )
            )
        kind = "settled" if value.role is Role.SETTLED else "budget"
        draft.mapped(value.cell)
        draft.entries.append(
            Budget(
                id=ids.free(f"{project}/{kind}/{year}"),
                source=value.cell.place,
                project=project,
                fiscal_year=year,
                kind=kind,
                amount_yen=amount,
                text=value.cell.text,
            )
        )


def enter_activities(
    record: Record, project: str, names: MemberNames, ids: Ids, draft: Draft
) -> str:
    """Enter what was done; return the text that says the project has ended, where one does."""
    ended = ""
    for column, cell in record.columns:
        if column.role is not Role.CONTENT:
            continue
        draft.mapped(cell)
        ending = ending_of(cell.text)
        ended = ended or ending
        if ending or is_dash(cell.text):
            continue
        year = column.fiscal_year or record.fallback
        draft.entries.append(
            Activity(
                id=ids.free(f"{project}/activity/{year or 0}/1"),
                source=cell.place,
                project=project,
                fiscal_year=year,
                as_of=column.as_of,
                text=cell.text,
                members=names.named(cell.text),
                marker=take_marker(cell.text)[0] if cell.text[:1] not in "(（" else "",
                breakdown=names.shares(cell.text),
            )
        )
    return ended
