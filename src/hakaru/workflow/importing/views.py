"""What the pages of an import are given: frozen values, no rows."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from hakaru.ledger.entries import AnyEntry, Plan
from hakaru.ledger.quantity import Quantity
from hakaru.read.draft import Accounting
from hakaru.source import Place
from hakaru.workflow.importing.confirming import Seen
from hakaru.workflow.importing.differences import DifferenceKind
from hakaru.workflow.importing.reasons import Reason
from hakaru.workflow.importing.sources import Surroundings


class FileView(msgspec.Struct, frozen=True, kw_only=True):
    """A file of an import; `error` is the sentence that says why it cannot be read.

    `counts` is None for a ledger, for what has no text and for what is not read; `again` tells
    since when the ledger has what the same file said.
    """

    position: int
    name: str
    digest: str
    size: int
    status: str
    error: str
    counts: Accounting | None
    again: datetime | None

    @property
    def is_ledger(self) -> bool:
        """Tell whether the file is a ledger, which has no cells; reading knows it by its ending."""
        return self.name.lower().endswith(".jsonl")


class PlanCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How much was read of a plan."""

    id: str
    title: str
    fiscal_years: tuple[int, ...]
    sections: int
    projects: int
    indicators: int
    targets: int
    actuals: int


class ImportHead(msgspec.Struct, frozen=True, kw_only=True):
    """What every page of an import shows of it.

    `plans` is what was read, while it is looked at; `into` the plans with their titles that a
    confirmed import went into.
    """

    number: int
    state: str
    by: str
    at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    revision: int
    files: tuple[FileView, ...]
    plans: tuple[PlanCounts, ...]
    into: tuple[tuple[str, str], ...]
    to_check: int
    settled: int
    unread: int
    can_undo: bool
    can_redo: bool


class ImportList(msgspec.Struct, frozen=True, kw_only=True):
    """Imports of which some are shown: a page of them, or the first; `count` are all."""

    imports: tuple[ImportHead, ...]
    count: int
    page: int
    pages: int


class FieldKind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    LONG = "long"
    DIRECTION = "direction"
    CERTAINTY = "certainty"


class FieldView(msgspec.Struct, frozen=True, kw_only=True):
    """A field a person may correct. `key` names it in the form.

    `was` is the text as read where it was edited, else None; `quantity` what the text means where
    it is a value; `name` the place in the source it was read at.
    """

    key: str
    field: str
    kind: FieldKind
    text: str
    was: str | None
    quantity: Quantity | None
    name: str


class LineView(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one thing, such as one year's result: its entry and its fields.

    `label` is the kind of entry, `year` its fiscal year, `entry` the entry itself for the rest.
    """

    label: str
    year: int | None
    entry: AnyEntry
    fields: tuple[FieldView, ...]
    reasons: tuple[Reason, ...]


class BlockView(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator, or something else that is looked at as one: its lines beside its source."""

    id: str
    anchor: str
    plan: str
    section: str
    project: str
    project_id: str
    lines: tuple[LineView, ...]
    reasons: tuple[Reason, ...]
    settled: bool
    source: Surroundings

    @property
    def told(self) -> tuple[Reason, ...]:
        """The reasons, those in the same words once: two years may be doubted alike."""
        return tuple({(one.code, one.sentence): one for one in self.reasons}.values())


class CheckPage(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be looked at first, some of it; `unread` are cells that nobody understood."""

    head: ImportHead
    blocks: tuple[BlockView, ...]
    document: tuple[Reason, ...]
    unread: tuple[Surroundings, ...]
    page: int
    pages: int


class ContentsLine(msgspec.Struct, frozen=True, kw_only=True):
    """A section, or a project with how much there is of it and how much is to be looked at."""

    depth: int
    id: str
    number: str
    title: str
    is_project: bool
    indicators: int
    to_check: int
    edited: int


class ContentsPage(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read, as a list of projects; plans in order."""

    head: ImportHead
    plans: Mapping[str, tuple[ContentsLine, ...]]


class SubjectPage(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read of one project, section or plan, with its neighbours in the list."""

    head: ImportHead
    title: str
    number: str
    blocks: tuple[BlockView, ...]
    before: str
    after: str


class DifferenceView(msgspec.Struct, frozen=True, kw_only=True):
    """One entry that differs: what it is, both sides field by field, the choice."""

    id: str
    kind: DifferenceKind
    what: AnyEntry
    indicator: str
    sides: tuple[tuple[str, str, str], ...]
    take: bool
    place: Place | None


class DifferenceGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The differences of one project, or of the plan itself where `title` is empty."""

    number: str
    title: str
    differences: tuple[DifferenceView, ...]


class PlanDifferencesView(msgspec.Struct, frozen=True, kw_only=True):
    """What differs in one plan, by project, with the counts by kind."""

    plan: Plan
    known: bool
    take: bool
    same: int
    counts: Mapping[str, int]
    taken: Mapping[str, int]
    groups: tuple[DifferenceGroup, ...]


class DifferencesPage(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would change; `seen` goes back with the confirmation."""

    head: ImportHead
    plans: tuple[PlanDifferencesView, ...]
    seen: Seen
