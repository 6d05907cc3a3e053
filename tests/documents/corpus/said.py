"""What a municipality means to say, before any layout or format is chosen.

The expected ledger is made from these alone, never from what a reader gives.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from hakaru.ledger.entries import Direction, TargetKind
from hakaru.ledger.quantity import Comparison, Softness, State


@dataclass(frozen=True, kw_only=True)
class Say:
    """A value as meant: one of `value`, `word`, `everyone`, `parts` or `state`.

    `words` is how it is printed where digits and the document's style do not decide it.
    """

    value: Decimal | None = None
    word: str = ""
    everyone: str = ""
    parts: tuple[tuple[str, Decimal], ...] = ()
    state: State | None = None
    soft: Softness | None = None
    words: str = ""


def n(value: str, *, soft: Softness | None = None, words: str = "") -> Say:
    """Return a number in its base unit: 13千人 is 13000."""
    return Say(value=Decimal(value), soft=soft, words=words)


def w(word: str, words: str = "") -> Say:
    """Return a word that is a value, printed as `words`."""
    return Say(word=word, words=words or word)


def no(state: State, words: str) -> Say:
    """Return why there is no value, as printed."""
    return Say(state=state, words=words)


DASH = no(State.NOT_DUE, "-")
BLANK = no(State.BLANK, "")


@dataclass(frozen=True, kw_only=True)
class Aim:
    """One revision of a target; `force` are the fiscal years it holds from and until.

    `until` tells that the number is a running total up to the year.
    """

    say: Say
    kind: TargetKind = TargetKind.NUMBER
    due: int | Literal["every_year"] | None = None
    until: bool = False
    comparison: Comparison | None = None
    force: tuple[int | None, int | None] = (None, None)
    measures: str = ""
    reason: str = ""


def by(year: int, value: str, *, until: bool = False) -> Aim:
    """Return a number to be reached by a year."""
    return Aim(say=n(value), due=year, until=until)


def each_year(value: str, comparison: Comparison | None = None) -> Aim:
    """Return a number to be reached every year."""
    return Aim(say=n(value), due="every_year", comparison=comparison)


@dataclass(frozen=True, kw_only=True)
class Result:
    """A result with the grade printed beside it, "" for none; `final` even in a forecast's year.

    `rate` is the published share of the target in percent.
    """

    say: Say
    grade: str = ""
    final: bool = False
    rate: str = ""


@dataclass(frozen=True, kw_only=True)
class SaidIndicator:
    """An indicator; values are meant in `unit`, and printed in `shown` (千人) of `scale` units."""

    name: str
    unit: str
    aims: tuple[Aim, ...]
    results: dict[int, Result]
    shown: str = ""
    scale: int = 1
    baseline: Say | None = None
    baseline_year: int | None = None
    better: Direction = Direction.HIGHER
    running: bool = False


@dataclass(frozen=True, kw_only=True)
class SaidProject:
    """A project; `path` are the keys of its headings, `money` is yen by kind and fiscal year."""

    name: str
    path: tuple[str, ...] = ()
    number: str = ""
    indicators: tuple[SaidIndicator, ...] = ()
    participants: tuple[str, ...] = ()
    duties: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    money: dict[tuple[str, int], int] = field(default_factory=dict)
    done: dict[int, str] = field(default_factory=dict)
    major: bool = False
    new_from: int | None = None
    again: tuple[tuple[str, ...], ...] = ()
    office: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class SaidHeading:
    """A heading: `label` and `number` stand before its title (基本目標 1 しごとをつくる)."""

    label: str
    number: str
    title: str
    gap: str = "　"

    @property
    def text(self) -> str:
        """The heading as printed."""
        return f"{self.label}{self.number}{self.gap}{self.title}"


@dataclass(frozen=True, kw_only=True)
class SaidPlan:
    """A plan as a municipality means it.

    `headings` by key, `loose` are indicators directly under a path of headings. Results of
    `forecast` are expected, not final. `year` is the fiscal year the document reports on.
    """

    title: str
    years: tuple[int, ...]
    headings: dict[str, SaidHeading] = field(default_factory=dict)
    projects: tuple[SaidProject, ...] = ()
    loose: tuple[tuple[tuple[str, ...], SaidIndicator], ...] = ()
    members: tuple[str, ...] = ()
    legend: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    year: int | None = None
    forecast: int | None = None

    def titles(self, path: tuple[str, ...]) -> str:
        """Return the titles of a path, outermost first."""
        return " > ".join(self.headings[key].title for key in path)
