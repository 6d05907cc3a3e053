"""What is known while the rows of a document are read: projects and indicators so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from hakaru.ledger.entries import Plan, Project
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell
from hakaru.read.layouts.frame import Heading
from hakaru.read.layouts.members import MemberNames
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.ids import Ids
from hakaru.read.tables.indicator_draft import IndicatorDraft
from hakaru.read.tables.outline import Outline
from hakaru.read.tables.pairs import Pair
from hakaru.read.tables.record import Name, Record
from hakaru.read.tables.table import Table

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(eq=False)
class ProjectDraft:
    """A project while its rows are read; `order` counts rows, `records` are its own rows."""

    id: str
    source: Cell
    order: int
    section: str | None
    number: str
    name: str
    major: bool = False
    new_from: int | None = None
    ended: str = ""
    summary: list[str] = field(default_factory=list)
    participants: dict[str, None] = field(default_factory=dict)
    responsibilities: list[tuple[str, str]] = field(default_factory=list)
    relisted_in: list[str] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)

    def entry(self, plan: str) -> Project:
        """Return the project as it is known now."""
        return Project(
            id=self.id,
            source=self.source.place,
            plan=plan,
            section=self.section,
            number=self.number,
            name=self.name,
            participants=tuple(self.participants),
            relisted_in=tuple(self.relisted_in),
            priority=self.major,
            new_from=self.new_from,
            ended=self.ended,
            responsibilities=tuple(self.responsibilities),
            summary="\n".join(self.summary),
        )


@dataclass(eq=False)
class RelistedRow:
    """A row marked 再掲, with the rows that go on below it, until its project is found."""

    source: Cell
    order: int
    section: str | None
    name: Name
    records: list[Record] = field(default_factory=list)


Owner = ProjectDraft | RelistedRow


@dataclass(eq=False)
class TableState:
    """Everything the layouts share while one document is read.

    `fiscal_year` is the document's or sheet's, `digits` how wide project numbers are printed in
    ids, `previous` whose row came last in a table and under which headings,
    `host` and `item` the project and the indicator that labels above the tables of a sheet name,
    `above` the headings that were open where the host was named.
    """

    plan: str
    draft: Draft
    heads: HeadReader
    outline: Outline
    digits: int
    fiscal_year: int | None = None
    names: MemberNames = field(default_factory=lambda: MemberNames(()))
    ids: Ids = field(default_factory=Ids)
    order: int = 0
    projects: list[ProjectDraft] = field(default_factory=list)
    relisted: list[RelistedRow] = field(default_factory=list)
    previous: dict[Table, tuple[tuple[str, ...], Owner]] = field(default_factory=dict)
    latest: dict[tuple[str, int], IndicatorDraft] = field(default_factory=dict)
    loose: list[IndicatorDraft] = field(default_factory=list)
    host: ProjectDraft | None = None
    above: tuple[tuple[Heading, Cell], ...] = ()
    item: tuple[Pair, ...] = ()
    editions: list[Plan] = field(default_factory=list)
    editions_of: dict[Table, dict[int, str]] = field(default_factory=dict)
    _by_name: dict[str, list[ProjectDraft]] = field(default_factory=dict)
    _by_item: dict[tuple[str, str], IndicatorDraft] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    @property
    def section(self) -> str | None:
        """The section of the plan that is open now."""
        return self.outline.section(self.plan)

    def of_name(self, key: str) -> list[ProjectDraft]:
        """Return the projects of a name, as `name_key` gives it."""
        return self._by_name.setdefault(key, [])

    def indicator(self, owner: str, key: str) -> IndicatorDraft | None:
        """Return an indicator of an owner by its name, as `plain` gives it."""
        return self._by_item.get((owner, key))

    def add_indicator(self, owner: str, key: str, made: IndicatorDraft) -> None:
        """Remember an indicator of an owner."""
        self._by_item[owner, key] = made
        self._counts[owner] = self._counts.get(owner, 0) + 1

    def next_marker(self, owner: str) -> str:
        """Return ① for the first indicator of an owner, ② for the second; (21) after ⑳."""
        count = self._counts.get(owner, 0)
        return NUMBERS[count] if count < len(NUMBERS) else f"({count + 1})"

    def indicators(self) -> Iterator[IndicatorDraft]:
        """Yield all indicators, project by project, then those of sections and plans."""
        for project in self.projects:
            yield from project.indicators
        yield from self.loose
