"""What all cards of one document share."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from hakaru.read.layouts.members import MemberNames
from hakaru.read.vocabulary import Vocabulary
from hakaru.rules.scale import Family, Rulebook


class CardContext(NamedTuple):
    """The document's plan, year and day, members and rulebook.

    `fiscal_year` is the year the document reports on.
    """

    plan: str
    vocabulary: Vocabulary
    names: MemberNames
    fiscal_year: int | None
    as_of: date | None
    book: Rulebook | None

    def symbols(self, family: Family) -> frozenset[str]:
        """Return the characters that the grades of a family are printed with."""
        return _symbols(self.book, family)


@lru_cache(maxsize=64)
def _symbols(book: Rulebook | None, family: Family) -> frozenset[str]:
    if book is None:
        return frozenset()
    return frozenset(sign for sign, mark in book.by_symbol.items() if mark.family is family)
