"""The headings that hold at a row, from lines and from section columns, as sections of a plan."""

from collections.abc import Iterator

from hakaru.ledger.entries import Section
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell
from hakaru.read.layouts.frame import Heading, read_heading
from hakaru.read.layouts.headings import SectionTree
from hakaru.read.vocabulary import plain

_COLUMN = "column"


class Outline:
    """Knows which headings are open; a heading closes those of its style and below."""

    def __init__(self, draft: Draft) -> None:
        """Start with nothing open."""
        self._draft = draft
        self._path: list[tuple[Heading, Cell]] = []
        self._trees: dict[str, SectionTree] = {}
        self._found: dict[str, str | None] = {}

    def line(self, heading: Heading, cell: Cell) -> None:
        """Open the heading of a line; what section columns had opened ends."""
        self.leave_columns()
        self._push(heading, cell)

    def leave_columns(self) -> None:
        """Close the sections that columns of a table opened."""
        self._path = [pair for pair in self._path if not pair[0].style.startswith(_COLUMN)]
        self._found.clear()

    def column(self, level: int, cell: Cell) -> None:
        """Open the section of a cell in a section column; the same text again changes nothing."""
        style = f"{_COLUMN}{level}"
        found = read_heading(cell.text)
        title = found.title if found else " ".join(cell.text.split())
        heading = Heading(style, found.number if found else "", title)
        if any(heading == known for known, _ in self._path):
            self._draft.mapped(cell)
            return
        self._push(heading, cell)

    @property
    def path(self) -> tuple[tuple[Heading, Cell], ...]:
        """The headings that are open, for coming back to them."""
        return tuple(self._path)

    def back_to(self, path: tuple[tuple[Heading, Cell], ...]) -> None:
        """Open exactly these headings again."""
        self._path = list(path)
        self._found.clear()

    def _push(self, heading: Heading, cell: Cell) -> None:
        """Open a heading below those that stay open."""
        styles = [known.style for known, _ in self._path]
        if heading.style in styles:
            del self._path[styles.index(heading.style) :]
        self._path.append((heading, cell))
        self._found.clear()

    @property
    def state(self) -> tuple[str, ...]:
        """What is open, for telling whether it has changed."""
        return tuple(f"{plain(heading.number)} {heading.title}" for heading, _ in self._path)

    def section(self, plan: str) -> str | None:
        """Return the section of `plan` that is open now; it comes to be with this."""
        if plan not in self._found:
            tree = self._trees.setdefault(plan, SectionTree(plan))
            self._found[plan] = tree.open_path(self._path)
            self._draft.mapped(*(cell for _, cell in self._path))
        return self._found[plan]

    def sections(self) -> Iterator[Section]:
        """Yield all sections of all plans, in the order they came to be."""
        for tree in self._trees.values():
            yield from tree.sections
