"""What holds of a row of the bulk table: its side, its state, its year, whether it is met."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from hakaru.ledger.quantity import State
from hakaru.rules.methods import Formula
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

# What the inner queries call the things they find out.
LOWER, WAY, ABOVE, BELOW, PASSED, YEARS, MET, TIE, OPEN = (
    "h_lower", "h_way", "h_above", "h_below", "h_passed", "h_years", "h_met", "h_tie", "h_open",
)  # fmt: skip
ACTUAL, TARGET, BASELINE = column("actual"), column("target"), column("baseline")
NO_FORMULA = -1
# Every formula by a number, which is what a row's way says.
WAYS = {formula: place for place, formula in enumerate(Formula)}


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


def lower_is_better(given: Given) -> Term:
    """Return 1 where lower is better, else 0: the target's own bound first, then the direction.

    An unknown side is 0 here; a row where it matters is told apart before.
    """
    branches: list[tuple[Truth, Term]] = []
    if given.has("target_bound"):
        asked: Truth = is_given(TARGET)
        if given.has("kind"):
            asked = all_of(asked, any_of(is_null(column("kind")), same(column("kind"), "number")))
        for bounds, lower in ((DOWNWARD, 1), (UPWARD, 0)):
            said = one_of(column("target_bound"), bounds)
            branches.append((all_of(asked, said), number(lower)))
    if given.has("direction"):
        branches.append((same(column("direction"), "lower"), number(1)))
    return case(branches, number(0))


def side_unknown(given: Given, *, of_indicator: bool) -> Truth:
    """Return the condition that nothing says which side is better."""
    if not given.has("direction"):
        return False
    unknown = is_null(column("direction"))
    if of_indicator or not given.has("target_bound"):
        return unknown
    return all_of(unknown, is_null(column("target_bound")))


def direction_unknown(given: Given) -> Truth:
    """Return the condition that the better side is unknown and not settled by a tie."""
    return all_of(side_unknown(given, of_indicator=False), compared(ACTUAL, "<>", TARGET))


def sides(given: Given) -> dict[str, Term]:
    """Return what is asked of a row again and again: met, a tie that is too little, an open end.

    `OPEN` is 1 where the true actual may be better than its bound, -1 where it may be worse.
    """
    lower, tie = same(column(LOWER), 1), _tie(given)
    at = any_of(
        all_of(lower, compared(ACTUAL, "<=", TARGET)),
        all_of(denied(lower), compared(ACTUAL, ">=", TARGET)),
    )
    found = {MET: case(((all_of(at, denied(tie)), number(1)),), number(0))}
    if given.has("target_bound"):
        found[TIE] = case(((tie, number(1)),), number(0))
    if given.has("actual_bound"):
        found[OPEN] = case(
            ((_open(good=True), number(1)), (_open(good=False), number(-1))), number(0)
        )
    return found


def is_met() -> Term:
    """Return the condition that the actual is at the target or better; a tie may be too little."""
    return same(column(MET), 1)


def is_tie(given: Given) -> Truth:
    """Return the condition that the actual is at a target that asks for more than itself."""
    return same(column(TIE), 1) if given.has("target_bound") else False


def open_end(given: Given, end: Literal["better", "worse"]) -> Truth:
    """Return the condition that the true actual may lie on one side of a bound."""
    if not given.has("actual_bound"):
        return False
    return same(column(OPEN), 1 if end == "better" else -1)


def _tie(given: Given) -> Truth:
    """Return the condition of a tie that is too little."""
    if not given.has("target_bound"):
        return False
    strict = one_of(column("target_bound"), STRICT)
    itself: Truth = False
    if given.has("actual_bound"):
        said = column("actual_bound")
        itself = all_of(is_given(said), compared(said, "=", column("target_bound")))
    return all_of(
        is_given(column("target_bound")), strict, denied(itself), compared(ACTUAL, "=", TARGET)
    )


def _open(*, good: bool) -> Truth:
    """Return the condition that a bound is open on its better or on its worse side."""
    lower, bound = same(column(LOWER), 1), column("actual_bound")
    upward, downward = (
        all_of(is_given(bound), one_of(bound, bounds)) for bounds in (UPWARD, DOWNWARD)
    )
    of_higher, of_lower = (upward, downward) if good else (downward, upward)
    return any_of(all_of(denied(lower), of_higher), all_of(lower, of_lower))


def is_other_kind(given: Given) -> Truth:
    """Return the condition that a target is no number."""
    if not given.has("kind"):
        return False
    return all_of(is_given(column("kind")), one_of(column("kind"), KINDS))


def is_way(formula: Formula, used: Collection[Formula]) -> Truth:
    """Return the condition that a row is judged by a formula."""
    return same(column(WAY), WAYS[formula]) if formula in used else False
