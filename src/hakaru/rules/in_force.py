"""Which edition of a rulebook judges and counts a plan's fiscal year."""

from hakaru.ledger.entries import Plan
from hakaru.rules.rulebook import edition_for, editions, shipped_book
from hakaru.rules.scale import Rulebook

# One rulebook, the editions of one, or None for the one a plan names.
Books = Rulebook | tuple[Rulebook, ...] | None


def editions_of(plan: Plan | None, chosen: Books = None) -> tuple[Rulebook, ...]:
    """Return the editions that were chosen, else those of a plan's own book; none without a book.

    Raises RulebookError for a plan that names an unknown book.
    """
    if isinstance(chosen, Rulebook):
        return (chosen,)
    if chosen is not None:
        return chosen
    if plan is None or not plan.rulebook:
        return ()
    return editions(shipped_book(plan.rulebook))


def book_in(fiscal_year: int, *, plan: Plan | None = None, chosen: Books = None) -> Rulebook | None:
    """Return the edition in force in a fiscal year, None for a plan without a book."""
    known = editions_of(plan, chosen)
    return edition_for(known, fiscal_year) if known else None
