"""What the findings inbox is given: findings by check, their sides, and what became of them."""

from datetime import date
from enum import StrEnum

import msgspec

from hakaru.findings import Severity
from hakaru.source import Place
from hakaru.workflow.queries.views import PlanHead


class Standing(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    POSTPONED = "postponed"
    ACCEPTED = "accepted"


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values held against each other: what it is, what it says, where it stands.

    `ref` leads to the form that corrects it, within `plan`; "" where nobody can.
    """

    plan: str
    kind: str
    name: str
    fiscal_year: int | None
    text: str
    place: Place | None
    ref: str


class Settlement(msgspec.Struct, frozen=True, kw_only=True):
    """Why a finding is not open: reason or note, who, and the day it was decided or is due."""

    text: str
    by: str
    day: date


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as shown; `about` names project and indicator, `grade` the grade it speaks of."""

    plan: str
    plan_title: str
    name: str
    code: str
    severity: Severity
    severity_word: str
    certainty_word: str
    certain: bool
    message: str
    about: str
    grade: tuple[str, int] | None
    sides: tuple[Side, ...]
    places: tuple[Place, ...]
    standing: Standing
    settlement: Settlement | None


class FindingGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The findings of one check, with what it looks for; `more` are not shown."""

    code: str
    title: str
    severity: Severity
    severity_word: str
    explanation: tuple[tuple[str, str], ...]
    findings: tuple[FindingView, ...]
    count: int
    more: int


class InboxFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be shown; "" is any."""

    standing: str = Standing.OPEN
    severity: str = ""
    code: str = ""


class Inbox(msgspec.Struct, frozen=True, kw_only=True):
    """The inbox of a plan (or of all, where `head` is None) with its counts."""

    head: PlanHead | None
    groups: tuple[FindingGroup, ...]
    asked: InboxFilter
    standings: dict[str, int]
    severities: dict[str, int]
    plans: int
