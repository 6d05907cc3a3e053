"""What the pages of values are given: values that may be corrected, grades, and their forms."""

import msgspec

from hakaru.ledger.entries import Override
from hakaru.ledger.quantity import Quantity
from hakaru.source import Place
from hakaru.workflow.queries.views import GradeMark, PlanHead


class ValueLine(msgspec.Struct, frozen=True, kw_only=True):
    """A value that may be corrected; `ref` is its entry within the plan."""

    ref: str
    kind: str
    fiscal_year: int | None
    text: str
    more: str
    corrected: bool
    place: Place | None


class GivenView(msgspec.Struct, frozen=True, kw_only=True):
    """A grade that an official gave, as the office sees it."""

    mark: GradeMark
    reason: str
    by: str
    override: Override


class YearLine(msgspec.Struct, frozen=True, kw_only=True):
    """A fiscal year of an indicator: its results, both grades, and the one given instead."""

    fiscal_year: int
    results: tuple[ValueLine, ...]
    new_ref: str
    published: GradeMark | None
    computed: GradeMark | None
    working: str
    given: GivenView | None
    graded: bool


class IndicatorDesk(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator at the desk. `seen` is the version of the plan these values are of."""

    head: PlanHead
    ref: str
    marker: str
    name: str
    project_ref: str
    project: str
    own: ValueLine
    project_line: ValueLine | None
    baseline: str
    direction: str
    targets: tuple[ValueLine, ...]
    years: tuple[YearLine, ...]


class ProjectDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A project at the desk: what it says of itself, its money, what was done, its notes."""

    head: PlanHead
    ref: str
    number: str
    name: str
    own: ValueLine
    participants: tuple[str, ...]
    summary: str
    new_from: int | None
    ended: str
    indicators: tuple["IndicatorRef", ...]
    budgets: tuple[tuple[ValueLine, bool], ...]
    activities: tuple[ValueLine, ...]
    notes: tuple[ValueLine, ...]


class IndicatorRef(msgspec.Struct, frozen=True, kw_only=True):
    """An indicator in the list of values; `latest` is its last result."""

    ref: str
    marker: str
    name: str
    latest: str
    latest_year: int | None
    given: bool


class ProjectRef(msgspec.Struct, frozen=True, kw_only=True):
    """A project (or a section, or the plan itself, which have no `ref`) with its indicators."""

    ref: str
    number: str
    name: str
    indicators: tuple[IndicatorRef, ...]


class ValueList(msgspec.Struct, frozen=True, kw_only=True):
    """The indicators of a plan whose text fits."""

    head: PlanHead
    text: str
    groups: tuple[ProjectRef, ...]
    count: int


class EditForm(msgspec.Struct, frozen=True, kw_only=True):
    """What a form of a correction shows: the fields as texts, and the version they are of.

    `quantity` is what the value is understood as now, of an entry that is one.
    """

    head: PlanHead
    ref: str
    kind: str
    quantity: Quantity | None
    about: str
    fiscal_year: int | None
    is_new: bool
    values: dict[str, str]
    marks: tuple[GradeMark, ...]
    members: tuple[str, ...]
    indicator_ref: str
    project_ref: str
    place: Place | None
    seen: int


class GradeForm(msgspec.Struct, frozen=True, kw_only=True):
    """What a form of a grade shows: both grades, the working, the marks there are."""

    head: PlanHead
    ref: str
    about: str
    year: YearLine
    marks: tuple[GradeMark, ...]
    reason_needed: bool
    allowed: bool
    seen: int
