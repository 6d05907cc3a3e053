"""The entries of a ledger: frozen facts that know where they were read.

Ids are readable and stable: `plan`, `plan/s1` (section), `plan/08` (project), `plan/08/②`
(indicator), `plan/08/②/target/2025`, `plan/08/②/2025@2025-12-31` (actual). A correction is a new
entry whose `replaces` names the old one's id.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

import msgspec

from hakaru.ledger.quantity import Quantity
from hakaru.source import Place


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    UNKNOWN = "unknown"


class DirectionSource(StrEnum):
    """How the direction is known: the document says so, baseline and target imply it, or habit."""

    STATED = "stated"
    DERIVED = "derived"
    ASSUMED = "assumed"


class Certainty(StrEnum):
    """Whether an actual is final (確定) or expected (見込み)."""

    CONFIRMED = "confirmed"
    FORECAST = "forecast"


class TargetKind(StrEnum):
    """What a target asks for; how each is met stands in the rulebook."""

    NUMBER = "number"
    WORD = "word"
    MILESTONE = "milestone"
    EVERYONE = "everyone"
    RELATIVE = "relative"
    NONE = "none"
    NOT_UNDERSTOOD = "not_understood"


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What every entry has: an id and the place it was read."""

    id: str
    source: Place | None


class Plan(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="plan"):
    """A plan (計画, ビジョン): its fiscal years, members, hub city and rulebook."""

    title: str
    fiscal_years: tuple[int, ...]
    members: tuple[str, ...]
    hub: str
    rulebook: str


class Section(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="section"):
    """A role, field, strategy or measure (役割, 重点分野, 施策); a tree of any depth."""

    plan: str
    parent: str | None
    number: str
    title: str


class Project(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="project"):
    """A project (連携事業, 事業, 取組); `relisted_in` has a section id per relisted (再掲) row."""

    plan: str
    section: str | None
    number: str
    name: str
    participants: tuple[str, ...]
    relisted_in: tuple[str, ...]
    priority: bool
    new_from: int | None
    ended: str
    responsibilities: tuple[tuple[str, str], ...]
    summary: str


class Baseline(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The value an indicator starts from (基準値), and its year where the document gives it."""

    quantity: Quantity
    fiscal_year: int | None
    source: Place | None


class Indicator(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="indicator"):
    """An indicator (指標, KPI) under a project, a section or a plan: `parent` is its id."""

    parent: str
    marker: str
    name: str
    unit: str
    direction: Direction
    direction_source: DirectionSource
    cumulative: bool
    baseline: Baseline | None
    ended: str = ""


EVERY_YEAR: Literal["every_year"] = "every_year"


class Target(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="target"):
    """One revision of what is to be reached.

    In force for the fiscal years `in_force_from` to `in_force_until`, both inclusive, None is open.
    `due` is a fiscal year, "every_year", or None where the document does not say.
    `measures` is the name of what was measured under this revision, where the revision replaced
    the indicator itself: actuals of its years belong to that older indicator.
    """

    indicator: str
    kind: TargetKind
    quantity: Quantity
    due: int | Literal["every_year"] | None
    in_force_from: int | None
    in_force_until: int | None
    cumulative: bool = False
    measures: str = ""
    reason: str = ""
    replaces: str = ""


class Share(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One member's part of a value."""

    member: str
    value: Decimal
    unit: str


class Actual(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="actual"):
    """A result for one fiscal year, as known on the day `as_of`.

    `published_grade` is the symbol printed beside it, None where none is printed.
    """

    indicator: str
    fiscal_year: int
    as_of: date | None
    certainty: Certainty | None
    quantity: Quantity
    published_grade: str | None
    breakdown: tuple[Share, ...] = ()
    replaces: str = ""


class Budget(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="budget"):
    """Money for a project in a fiscal year: kind is budget (予算) or settled (決算, 決算見込)."""

    project: str
    fiscal_year: int
    kind: str
    amount_yen: Decimal | None
    text: str
    replaces: str = ""


class Activity(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="activity"):
    """What was done (取組実績), with the members the text names and amounts per member."""

    project: str
    fiscal_year: int | None
    as_of: date | None
    text: str
    members: tuple[str, ...]
    marker: str = ""
    breakdown: tuple[Share, ...] = ()


class Fact(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="fact"):
    """A dated statement outside any indicator: 登録者数 約3,400名（R6.10.1）."""

    plan: str
    subject: str
    label: str
    quantity: Quantity
    as_of: date | None


class Note(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="note"):
    """Text of a document that belongs to `subject` and to no field of its own."""

    subject: str
    text: str


class Acceptance(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="acceptance"):
    """A finding of `code` that somebody looked at and accepts: why, who, and on which day.

    `fingerprint` names the finding by what it says (`hakaru.checks.acceptance`), so that the
    acceptance still holds when the documents are read again.
    """

    plan: str
    code: str
    fingerprint: str
    reason: str
    by: str
    at: date


class Override(Entry, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag="override"):
    """A grade that somebody gives instead of the computed one: which, why, who, on which day.

    The computed grade and the printed one stay as they are; all are shown. A later override of the
    same indicator and fiscal year replaces an earlier one.
    """

    indicator: str
    fiscal_year: int
    symbol: str
    reason: str
    by: str
    at: date


ENTRY_TYPES = (
    Plan, Section, Project, Indicator, Target, Actual, Budget, Activity, Fact, Note, Acceptance,
    Override,
)  # fmt: skip
AnyEntry = (
    Plan
    | Section
    | Project
    | Indicator
    | Target
    | Actual
    | Budget
    | Activity
    | Fact
    | Note
    | Acceptance
    | Override
)
