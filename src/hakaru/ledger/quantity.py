"""A value as printed and as understood: an exact decimal with its unit, a word, or a state."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec


class State(StrEnum):
    """Why there is no value. Zero is a value and is none of these."""

    NOT_DUE = "not_due"
    NOT_MEASURED = "not_measured"
    COMPILING = "compiling"
    UNMEASURABLE = "unmeasurable"
    NOT_APPLICABLE = "not_applicable"
    ENDED = "ended"
    BLANK = "blank"
    NOT_UNDERSTOOD = "not_understood"


class Comparison(StrEnum):
    """A qualifier printed with a number: 以上, 以下, 超, 未満."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


class Softness(StrEnum):
    """A reservation printed with a number: 約, 見込, 速報, 推計."""

    ABOUT = "about"
    EXPECTED = "expected"
    PRELIMINARY = "preliminary"
    ESTIMATED = "estimated"


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One of several values in a cell: 国語：6地区 is label 国語, value 6, unit 地区."""

    label: str
    text: str
    value: Decimal | None
    unit: str


class Quantity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A value: its original `text`, and what it means.

    Exactly one of these says what it is: `value` (in the base `unit`: 13千人 is 13000 人,
    5,133百万円 is 5133000000 円, 72.22% is 72.22 with unit %), `word`, `everyone`, `parts`,
    or `state`. `scale` is the factor the text was written in (1000 for 千人), so that it can be
    shown as printed. `word` is canonical (see words.toml); `everyone` is 全市町村, 全企業 with the
    unit 市町村, 企業.
    """

    text: str
    value: Decimal | None
    unit: str
    state: State | None
    scale: int = 1
    word: str = ""
    everyone: bool = False
    comparison: Comparison | None = None
    each: bool = False
    per_year: bool = False
    softness: tuple[Softness, ...] = ()
    measured_on: date | None = None
    parts: tuple[Part, ...] = ()
    note: str = ""
