"""The subjects of slides: headings open one below the other, each a section of the plan."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from hakaru.ledger.entries import Section
from hakaru.read.grid import Cell
from hakaru.read.layouts.frame import read_heading

_NOT_IN_IDS = re.compile(r"[/\\#?%\s]+")
_LONGEST_IN_ID = 40


class _Open(NamedTuple):
    """A heading that is open: its style, its text as printed, its section's id."""

    style: str
    title: str
    id: str


class Subjects:
    """Turns headings into sections; a heading known to the plan already is that section."""

    def __init__(self, plan: str, known: Iterable[Section]) -> None:
        """Start below `plan`, whose other sections are `known`."""
        self.plan = plan
        self.sections: list[Section] = []
        self._open: list[_Open] = []
        self._ids = {(section.parent, section.title): section.id for section in known}
        self._taken = set(self._ids.values())

    @property
    def title(self) -> str:
        """The innermost heading as printed; "" before the first."""
        return self._open[-1].title if self._open else ""

    @property
    def id(self) -> str:
        """The id of the innermost section, the plan's before the first heading."""
        return self._open[-1].id if self._open else self.plan

    def enter(self, style: str, title: str, cell: Cell) -> None:
        """Open a heading; it closes those of its own level and below."""
        self._close(style)
        parent = self._open[-1].id if self._open else None
        self._open.append(_Open(style, title, self._section(parent, title, cell)))

    def _close(self, style: str) -> None:
        """Close the headings that one of this style ends: of as many # or more, or of its style."""
        for at, known in enumerate(self._open):
            both_hashed = known.style[0] == style[0] == "#"
            if known.style == style or (both_hashed and len(known.style) >= len(style)):
                del self._open[at:]
                return

    def _section(self, parent: str | None, title: str, cell: Cell) -> str:
        """Return the id of a heading's section, which comes to be with this."""
        found = read_heading(title)
        number, name = (found.number, found.title) if found else ("", title)
        known = self._ids.get((parent, name))
        if known is not None:
            return known
        label = number or _NOT_IN_IDS.sub("", name)[:_LONGEST_IN_ID]
        section = f"{parent}-{label}" if parent else f"{self.plan}/s{label}"
        while section in self._taken:
            section += "'"
        self._taken.add(section)
        self._ids[parent, name] = section
        self.sections.append(
            Section(
                id=section,
                source=cell.place,
                plan=self.plan,
                parent=parent,
                number=number,
                title=name,
            )
        )
        return section
