"""The draft of a ledger while a document is read, and the account of every cell."""

from collections.abc import Iterable
from enum import IntEnum

import msgspec

from hakaru.findings import Finding
from hakaru.ledger.entries import AnyEntry, Note
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.read.grid import Cell, Grid
from hakaru.source import Document, Place


class Accounting(msgspec.Struct, frozen=True):
    """What became of the non-blank cells: cells = mapped + kept + unread, always."""

    cells: int
    mapped: int
    kept: int
    unread: int


class Reading(msgspec.Struct, frozen=True):
    """What was read: the ledger, what was noticed, the account, and the cells left unread."""

    ledger: Ledger
    findings: tuple[Finding, ...]
    accounting: Accounting
    unread: tuple[Place, ...] = ()


class Fate(IntEnum):
    """What became of a cell; a later, better fate wins."""

    KEPT = 1
    MAPPED = 2


class Draft:
    """Collects entries, findings and fates; the only thing that changes while reading."""

    def __init__(self) -> None:
        """Start empty."""
        self.documents: list[Document] = []
        self.entries: list[AnyEntry] = []
        self.findings: list[Finding] = []
        self._fates: dict[int, Fate] = {}
        self._notes: dict[str, int] = {}
        self._ids: dict[str, int] = {}

    def mapped(self, *cells: Cell) -> None:
        """Say that these cells became fields (or headings that gave fields their meaning)."""
        fates = self._fates
        for cell in cells:
            # A cell lives as long as its grid, so its identity is a cheap key.
            fates[id(cell)] = Fate.MAPPED

    def kept(self, subject: str, *cells: Cell) -> None:
        """Keep these cells as notes of the entry `subject`."""
        for cell in cells:
            if id(cell) in self._fates:
                continue
            self._fates[id(cell)] = Fate.KEPT
            count = self._notes[subject] = self._notes.get(subject, 0) + 1
            self.entries.append(
                Note(
                    id=f"{subject}/note/{count}", source=cell.place, subject=subject, text=cell.text
                )
            )

    def keep_rest(self, subject: str, cells: Iterable[Cell]) -> None:
        """Keep those of these cells that nothing took as notes of the entry `subject`."""
        fates = self._fates
        rest = [cell for cell in cells if id(cell) not in fates]
        if rest:
            self.kept(subject, *rest)

    def free_id(self, wanted: str) -> str:
        """Return the id, or the id with a count behind it where it was given before."""
        count = self._ids[wanted] = self._ids.get(wanted, 0) + 1
        return wanted if count == 1 else f"{wanted}~{count}"

    def has_fate(self, cell: Cell) -> bool:
        """Tell whether a cell is already accounted for."""
        return id(cell) in self._fates

    def finish(self, grids: Iterable[Grid]) -> Reading:
        """Count the fates of all cells of `grids` and return the reading."""
        counts = {Fate.MAPPED: 0, Fate.KEPT: 0}
        unread: list[Place] = []
        for grid in grids:
            for row in grid.rows:
                for cell in row.cells:
                    fate = self._fates.get(id(cell))
                    if fate is None:
                        unread.append(cell.place)
                    else:
                        counts[fate] += 1
        mapped, kept = counts[Fate.MAPPED], counts[Fate.KEPT]
        return Reading(
            ledger_of(self.entries, self.documents),
            tuple(self.findings),
            Accounting(mapped + kept + len(unread), mapped, kept, len(unread)),
            tuple(unread),
        )
