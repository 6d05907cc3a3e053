"""Long lists page by page: as much on a page as stays light to load."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from hakaru.errors import UsageError

T = TypeVar("T")


def pages_by_weight(
    items: Iterable[T], weight: Callable[[T], int], *, most: int
) -> tuple[tuple[T, ...], ...]:
    """Return the items of each page, at least one page; a heavy item has one to itself."""
    pages: list[list[T]] = [[]]
    taken = 0
    for item in items:
        more = weight(item)
        if pages[-1] and taken + more > most:
            pages.append([])
            taken = 0
        pages[-1].append(item)
        taken += more
    return tuple(map(tuple, pages))


def page_of(pages: tuple[T, ...], number: int) -> T:
    """Return a page by its number from 1. Raises UsageError `filter.unknown`."""
    if not 1 <= number <= len(pages):
        raise UsageError("filter.unknown", filter="page", value=number)
    return pages[number - 1]


def first_by_weight(items: Iterable[T], weight: Callable[[T], int], *, most: int) -> tuple[T, ...]:
    """Return the first items that are light enough together, at least one where there is any."""
    found: list[T] = []
    taken = 0
    for item in items:
        taken += weight(item)
        if found and taken > most:
            break
        found.append(item)
    return tuple(found)
