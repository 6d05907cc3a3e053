"""The tree of sections that headings above the tables make."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from hakaru.ledger.entries import Section
from hakaru.read.grid import Cell
from hakaru.read.layouts.frame import Heading

_NOT_IN_IDS = re.compile(r"[/\\#?%\s]+")
LONGEST_TITLE_IN_ID = 40


class _Open(NamedTuple):
    """A section that later headings may stand under."""

    style: str
    id: str


class SectionTree:
    """Turns headings into sections; a style's level is where it first appeared."""

    def __init__(self, plan: str) -> None:
        """Start with no section under `plan`."""
        self.plan = plan
        self.sections: list[Section] = []
        self._open: list[_Open] = []
        self._titles: dict[tuple[str | None, str, str], str] = {}

    @property
    def current(self) -> str | None:
        """The id of the section that what follows belongs to."""
        return self._open[-1].id if self._open else None

    def enter(self, heading: Heading, cell: Cell) -> str:
        """Open the section of a heading and return its id; the same heading again reopens it."""
        styles = [level.style for level in self._open]
        if heading.style in styles:
            del self._open[styles.index(heading.style) :]
        parent = self.current
        key = (parent, heading.number, heading.title)
        known = self._titles.get(key)
        if known is None:
            prefix = f"{parent}-" if parent else f"{self.plan}/s"
            title = _NOT_IN_IDS.sub("", heading.title)[:LONGEST_TITLE_IN_ID]
            known = f"{prefix}{heading.number or title}"
            while any(section.id == known for section in self.sections):
                known += "'"
            self._titles[key] = known
            self.sections.append(
                Section(
                    id=known,
                    source=cell.place,
                    plan=self.plan,
                    parent=parent,
                    number=heading.number,
                    title=heading.title,
                )
            )
        self._open.append(_Open(heading.style, known))
        return known

    def open_path(self, path: Iterable[tuple[Heading, Cell]]) -> str | None:
        """Open exactly these headings, outermost first; return the innermost one's section."""
        self._open.clear()
        for heading, cell in path:
            self.enter(heading, cell)
        return self.current
