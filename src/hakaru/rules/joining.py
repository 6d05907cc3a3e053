"""Two rates of one result joined to one mark: this year's, and the way to the final target."""

from msgspec.structs import replace

from hakaru.rules.case import Facts
from hakaru.rules.judge import Grade, Judge
from hakaru.rules.scale import Rulebook
from hakaru.rules.working import Step

_ENDINGS = frozenset({"certainty", "grade"})
_HEADS = frozenset({"outside_validity", "revision"})


def second_book(book: Rulebook) -> Rulebook:
    """Return the book of the second rate alone; the book itself where there is none."""
    second = book.second
    if second is None:
        return book
    formulas = replace(book.formulas, number=second.formulas, cumulative=None)
    return replace(
        book,
        formulas=formulas,
        scales=second.scales,
        due=second.due,
        elapsed=second.elapsed,
        against=second.against,
        second=None,
    )


def joined(first: Grade, other: Grade, judge: Judge) -> Grade:
    """Return one grade of two: undetermined where either is, one alone where the other is not due.

    The rate is the first one's; the working shows both.
    """
    second = judge.book.second
    if second is None:
        return first
    aside = judge.book.not_evaluated
    if other.computed_key == aside:
        return first
    if first.computed_key == aside:
        return replace(other, target=first.target or other.target)
    reason = first.reason or other.reason
    key = "" if reason else _joined_key(first.computed_key or "", other.computed_key or "", judge)
    steps = (
        *(step for step in first.working if step.code not in _ENDINGS),
        Step("second", (("book", judge.book.id),)),
        *(step for step in other.working if step.code not in _ENDINGS | _HEADS),
    )
    if not key:
        reason = reason or "pair_unknown"
        ending = (step for step in first.working if step.code == "certainty")
        whole = (*steps, *ending)
        return replace(
            first, computed=None, computed_key=None, agrees=None, reason=reason, working=whole
        )
    joint = Step("joined", (("combine", second.combine), *_marks(first, other)))
    return judge.marked(first, key, (*steps, joint))


def _joined_key(one: str, other: str, judge: Judge) -> str:
    """Return the key of the mark that two marks make, "" where no pair says it."""
    second, rank = judge.book.second, judge.book.rank
    if second is None or second.combine == "pairs":
        return second.pairs.get(f"{one}/{other}", "") if second else ""
    choose = max if second.combine == "worse" else min
    return choose(one, other, key=rank.__getitem__)


def _marks(first: Grade, other: Grade) -> Facts:
    """Return both symbols."""
    return ("first", first.computed or ""), ("other", other.computed or "")
