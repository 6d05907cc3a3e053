"""What a report is asked for: which plan, year and part of it, in which order and language."""

from enum import StrEnum

import msgspec

from hakaru.report.words import Language


class Order(StrEnum):
    """In which order projects are listed."""

    DOCUMENT = "document"
    NUMBER = "number"
    NAME = "name"
    GRADE = "grade"


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A request for a report.

    `plan` is an id ("" is the ledger's fullest plan), `fiscal_year` the year reported on (None is
    the last one with results). `sections` and `projects` narrow the scope by id, number or title;
    `member` by a member that takes part. Empty means everything.
    """

    lang: Language = Language.JA
    plan: str = ""
    fiscal_year: int | None = None
    sections: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    member: str = ""
    order: Order = Order.DOCUMENT
