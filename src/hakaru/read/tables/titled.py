"""The project and the indicator that rows of labels around the tables of a sheet speak of."""

from collections.abc import Sequence

from hakaru.read.grid import Row
from hakaru.read.layouts.catalogue import keep_rest, open_project, tell_project
from hakaru.read.tables.columns import Role
from hakaru.read.tables.pairs import Pair, first_of
from hakaru.read.tables.record import Record, read_name
from hakaru.read.tables.state import TableState
from hakaru.read.tables.table import Table

_OF_ITEM = frozenset({Role.ITEM, Role.UNIT, Role.BASELINE})


class Titled:
    """Takes the rows of labels of one grid, in order, as the walk comes by them.

    A name opens a project, the host of the indicators in the tables that follow; what stands
    above the name (a number, an office) is the new project's, anything else the one's before.
    """

    def __init__(self, rows: Sequence[tuple[Row, tuple[Pair, ...]]], state: TableState) -> None:
        """Start above the first row, with no project and no indicator."""
        self._rows = list(rows)
        self._state = state
        self._waiting: list[Pair] = []
        self._leave()
        state.item = ()

    def take_above(self, number: float, *, line: bool = False) -> None:
        """Take the rows above a row; above a mere line what leads waits for a name to come."""
        while self._rows and self._rows[0][0].number < number:
            _, pairs = self._rows.pop(0)
            if first_of(pairs, Role.NAME) and self._waiting:
                self._tell([pair for pair in self._waiting if not pair.leads])
                self._waiting = [pair for pair in self._waiting if pair.leads]
            self._waiting.extend(pairs)
            self._state.draft.mapped(*(pair.label for pair in pairs))
        if not line or any(not pair.leads for pair in self._waiting):
            self._tell(self._waiting)
            self._waiting = []

    def _tell(self, pairs: Sequence[Pair]) -> None:
        """Give what labels say to the project they name, else to the one named before."""
        state = self._state
        item = first_of(pairs, Role.ITEM)
        if item is not None:
            state.item = tuple(pair for pair in pairs if pair.column.role in _OF_ITEM)
            state.draft.mapped(*(pair.value for pair in state.item))
            pairs = [pair for pair in pairs if pair not in state.item]
        if not pairs:
            return
        record = _record(pairs, state)
        name = read_name(record)
        if name.text:
            self._leave()
            state.above = state.outline.path
            state.host = open_project(record, name, state)
        if state.host is None:
            state.draft.kept(state.section or state.plan, *record.all_cells)
            return
        tell_project(record, name, state.host, state)
        keep_rest(record, state.host.id, state)

    def _leave(self) -> None:
        """Leave a host with the headings inside its form: the next one stands where it stood."""
        if self._state.host is not None:
            self._state.outline.back_to(self._state.above)
            self._state.host = None


def _record(pairs: Sequence[Pair], state: TableState) -> Record:
    """Return labels with values as if they were a row below headings."""
    columns = tuple((pair.column, pair.value) for pair in pairs)
    table = Table(tuple(column for column, _ in columns), [], 0, 0)
    return Record(table, columns, (), 0, None, state.fiscal_year)
