"""What holds of a row of the bulk table: its side, its state, its year, whether it is met."""

from typing import NamedTuple

from hakaru.ledger.quantity import State
from hakaru.rules.scale import Rulebook
from hakaru.rules.sql_terms import (
    Term,
    Truth,
    all_of,
    any_of,
    case,
    column,
    compared,
    denied,
    is_given,
    is_null,
    null,
    number,
    one_of,
    same,
    text,
)

UPWARD, DOWNWARD = ("at_least", "more_than"), ("at_most", "less_than")
STRICT = ("more_than", "less_than")
KINDS = ("word", "milestone", "everyone", "relative")

# What the inner query calls elapsed years and all years.
PASSED, YEARS = "h_passed", "h_years"
ACTUAL, TARGET, BASELINE = column("actual"), column("target"), column("baseline")


class Given(NamedTuple):
    """Which of the optional columns the table has."""

    names: frozenset[str]

    def has(self, name: str) -> bool:
        """Tell whether a column is there."""
        return name in self.names

    def column(self, name: str) -> Term:
        """Return a column, or that it is absent."""
        return column(name) if name in self.names else null()


def state(given: Given) -> Term:
    """Return why there is no value; a row with none at all is blank."""
    blank = case(((_is_silent(given), text(State.BLANK.value)),), null())
    if not given.has("state"):
        return blank
    return case(((is_given(column("state")), column("state")),), blank)


def not_its_year(book: Rulebook, given: Given) -> tuple[Truth, Truth]:
    """Return the conditions that a row is before its year, and after it."""
    if not given.has("due"):
        return False, False
    due, year, rule = column("due"), column("fiscal_year"), book.due
    unstated: Truth = is_null(due) if rule.unstated == "never" else False
    if rule.by_year == "every_year":
        return unstated, False
    before = compared(year, "<", due)
    after = all_of(compared(due, ">", number(0)), compared(year, ">", due))
    return any_of(unstated, before), after if rule.by_year == "due_year" else False


def lacks_years(book: Rulebook, given: Given) -> Truth:
    """Return the condition that elapsed years are asked for and nobody says of which years."""
    rule = book.elapsed
    if rule is None or not given.has("due"):
        return False
    wanted = ["first_year"] if rule.first is None else []
    if rule.years is None and rule.span == "plan":
        wanted.append("last_year")
    lacking = any_of(*(is_null(column(name)) if given.has(name) else True for name in wanted))
    return all_of(compared(column("due"), ">", number(0)), lacking)


def has_state(given: Given) -> Truth:
    """Return the condition that a row has no value, for whatever reason."""
    stated: Truth = is_given(column("state")) if given.has("state") else False
    return any_of(stated, _is_silent(given))


def _is_silent(given: Given) -> Truth:
    """Return the condition that a row has neither value nor answer."""
    answers = [column(name) for name in ("reached",) if given.has(name)]
    return all_of(is_null(ACTUAL), *(is_null(answer) for answer in answers))


def is_lower(given: Given) -> Truth:
    """Return the condition that lower is better: the target's own bound first, then the direction.

    Not where the side is unknown; a row where that matters is told apart before.
    """
    asked: Truth = False
    said: Truth = same(column("direction"), "lower") if given.has("direction") else False
    if given.has("target_bound"):
        bound = column("target_bound")
        asked = all_of(is_given(bound), one_of(bound, DOWNWARD))
        said = all_of(is_null(bound), said)
    return any_of(asked, said)


def direction_unknown(given: Given) -> Truth:
    """Return the condition that the better side is unknown and not settled by a tie."""
    if not given.has("direction"):
        return False
    unbound: Truth = is_null(column("target_bound")) if given.has("target_bound") else True
    return all_of(is_null(column("direction")), unbound, compared(ACTUAL, "<>", TARGET))


def is_met(given: Given, *, lower: bool) -> Truth:
    """Return the condition that the actual is at the target or better; a tie may be too little."""
    at = compared(ACTUAL, "<=" if lower else ">=", TARGET)
    return all_of(at, denied(is_tie(given)))


def is_tie(given: Given) -> Truth:
    """Return the condition that the actual is at a target that asks for more than itself."""
    if not given.has("target_bound"):
        return False
    asked = column("target_bound")
    itself: Truth = False
    if given.has("actual_bound"):
        said = column("actual_bound")
        itself = all_of(is_given(said), compared(said, "=", asked))
    return all_of(
        is_given(asked), one_of(asked, STRICT), denied(itself), compared(ACTUAL, "=", TARGET)
    )


def open_end(given: Given, *, upward: bool) -> Truth:
    """Return the condition that the actual is a bound which the truth may lie above, or below."""
    if not given.has("actual_bound"):
        return False
    bound = column("actual_bound")
    return all_of(is_given(bound), one_of(bound, UPWARD if upward else DOWNWARD))


def is_other_kind(given: Given) -> Truth:
    """Return the condition that a target is no number."""
    if not given.has("kind"):
        return False
    return all_of(is_given(column("kind")), one_of(column("kind"), KINDS))
