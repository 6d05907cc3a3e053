"""What the page of search results is given."""

from typing import Literal

import msgspec

Kind = Literal["section", "project", "indicator"]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A section, project or indicator that has all the words; `about` tells more of it."""

    kind: Kind
    plan: str
    plan_title: str
    ref: str
    number: str
    name: str
    about: str = ""


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """One page of what was found. `plan` and its title are "" where all plans are searched."""

    text: str
    plan: str
    plan_title: str
    counts: tuple[tuple[Kind, int], ...]
    hits: tuple[Hit, ...]
    page: int
    pages: int

    @property
    def total(self) -> int:
        """How many were found on all pages."""
        return sum(number for _, number in self.counts)
