"""Money and activities of a row: budgets in yen, what was done, and that a project has ended."""

from decimal import Decimal

from hakaru.ledger.characters import take_marker
from hakaru.ledger.entries import Activity, Budget
from hakaru.ledger.measure import read_quantity
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.layouts.members import MemberNames
from hakaru.read.layouts.results import is_dash
from hakaru.read.tables.columns import MONEY, Role
from hakaru.read.tables.ids import Ids
from hakaru.read.tables.record import Record, Value, ending_of, values

YEN = "円"


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
                kinds.YEAR_UNKNOWN.at(value.cell.place, subject=project, text=value.cell.text)
            )
            draft.kept(project, value.cell)
            continue
        kind = "settled" if value.role is Role.SETTLED else "budget"
        draft.mapped(value.cell)
        draft.entries.append(
            Budget(
                id=ids.free(f"{project}/{kind}/{year}"),
                source=value.cell.place,
                project=project,
                fiscal_year=year,
                kind=kind,
                amount_yen=_yen(value, record.note, project, draft),
                text=value.cell.text,
            )
        )


def _yen(value: Value, note: tuple[str, int] | None, project: str, draft: Draft) -> Decimal | None:
    """Return an amount in yen; None, and a finding, where nothing says that it is money."""
    unit, scale = value.column.unit, value.column.scale
    if unit != YEN and note is not None:
        unit, scale = note
    quantity = read_quantity(value.cell.text, unit=unit, scale=scale)
    if quantity.value is not None and quantity.unit != YEN:
        draft.findings.append(
            kinds.MONEY_UNIT_UNKNOWN.at(value.cell.place, project=project, text=value.cell.text)
        )
        return None
    return quantity.value


def enter_activities(
    record: Record, project: str, names: MemberNames, ids: Ids, draft: Draft
) -> str:
    """Enter what was done; return the text that says the project has ended, where one does."""
    told = (ending_of(cell.text.lstrip("※* ")) for cell in record.cells(Role.REMARKS))
    ended = next(filter(None, told), "")
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
