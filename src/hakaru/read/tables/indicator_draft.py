"""An indicator while the rows that speak of it are read."""

from dataclasses import dataclass, field

from hakaru.findings import Kind
from hakaru.ledger.aims import TargetTerms
from hakaru.ledger.entries import Target
from hakaru.ledger.quantity import Quantity, State
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell
from hakaru.read.tables.columns import Role
from hakaru.read.tables.record import Value


@dataclass(eq=False)
class IndicatorDraft:
    """An indicator with the values found so far.

    `unit` and `scale` come from its name or the unit column; `plan` is the plan its facts belong
    to; `revisions` are targets that a change table gave, with their terms.
    """

    id: str
    plan: str
    parent: str
    marker: str
    name: str
    source: Cell
    unit: str = ""
    scale: int = 1
    values: list[Value] = field(default_factory=list)
    revisions: list[tuple[Target, TargetTerms]] = field(default_factory=list)
    ended: str = ""

    def of(self, *roles: Role) -> list[Value]:
        """Return the values of these roles, in the order they were read."""
        return [value for value in self.values if value.role in roles]

    def measure(self, value: Value) -> tuple[str, int]:
        """Return unit and factor for a cell that has none: the indicator's, else its heading's."""
        if self.unit:
            return self.unit, self.scale
        return value.column.unit, value.column.scale

    def report(self, kind: Kind, cell: Cell, draft: Draft) -> None:
        """Report something about a cell of this indicator."""
        draft.findings.append(kind.at(cell.place, indicator=self.id, text=cell.text))

    def check(self, quantity: Quantity, cell: Cell, draft: Draft) -> None:
        """Report a value that was not understood, or that is several."""
        if quantity.state is State.NOT_UNDERSTOOD:
            self.report(kinds.VALUE_NOT_UNDERSTOOD, cell, draft)
        elif quantity.parts:
            self.report(kinds.SEVERAL_VALUES, cell, draft)


def without_marker(text: str, marker: str) -> str:
    """Return a cell's text without the indicator's own ① in front.

    A plain number is none: beside the indicator No. 1 the value 100 is no 1 before 00.
    """
    if not marker or (marker[-1].isascii() and marker[-1].isalnum()):
        return text
    return text.removeprefix(marker).lstrip()
