"""The outcome of a row in SQL, as a code: the place of a mark, or below 0 why there is none."""

from collections.abc import Callable
from typing import NamedTuple

from hakaru.ledger.quantity import State
from hakaru.rules.methods import Formula, WordRule
from hakaru.rules.scale import Family, Rulebook, Scale
from hakaru.rules.sql_rate import RATES, Rate, by_formula, endless, rate_of, reaches
from hakaru.rules.sql_row import (
    ACTUAL,
    BASELINE,
    KINDS,
    TARGET,
    Given,
    direction_unknown,
    has_state,
    is_lower,
    is_met,
    is_other_kind,
    is_tie,
    lacks_years,
    not_its_year,
    open_end,
    state,
)
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
    number,
    one_of,
    same,
)

# Outcomes that are no mark, as codes below 0; those before `LAST_ASIDE` are "not evaluated".
REASONS = (
    "no_target", "not_due", "after_due", "state", "value_not_understood", "plan_missing",
    "human_judgement", "direction_unknown", "formula_undefined", "bound_does_not_decide",
    "baseline_missing", "pair_unknown",
)  # fmt: skip
CODES = {reason: -1 - place for place, reason in enumerate(REASONS)}
LAST_ASIDE = CODES["state"]


class _Side(NamedTuple):
    """What a row is judged by once its better side and its family are known."""

    book: Rulebook
    scale: Scale
    given: Given
    lower: bool

    def mark(self, key: str) -> Term:
        """Return the code of a mark."""
        return number(self.book.rank[key])

    def open_ended(self, told: Term, *, mark: str) -> Term:
        """Return a code by rate, unless the actual is a bound on the open side of its mark."""
        scale, undecided = self.scale, number(CODES["bound_does_not_decide"])
        best = scale.thresholds[0].grade if scale.thresholds else scale.otherwise
        better, worse = (self.ends_open(end) for end in ("better", "worse"))
        return case(
            (
                (better if mark != best else False, undecided),
                (worse if mark != scale.otherwise else False, undecided),
            ),
            told,
        )

    def ends_open(self, end: str) -> Truth:
        """Return the condition that the true actual may be better, or worse, than it says."""
        return open_end(self.given, upward=(end == "better") is not self.lower)


def outcome(book: Rulebook, given: Given) -> Term:
    """Return the code of what comes of a row, in the order of the reference."""
    targetless = any_of(
        same(column("kind"), "none") if given.has("kind") else False,
        all_of(denied(is_other_kind(given)), is_null(TARGET)),
    )
    not_due, after = not_its_year(book, given)
    if book.due.early_achievement:
        not_due = all_of(not_due, denied(_reaches_whole(book, given)))

    def judged(scale: Scale) -> Term:
        """Return the code by one family's scale."""
        return _judged(book, scale, given)

    return case(
        (
            (targetless, _targetless(book, given)),
            (not_due, number(CODES["not_due"])),
            (after, number(CODES["after_due"])),
            (has_state(given), _stateful(book, given)),
            (lacks_years(book, given), number(CODES["plan_missing"])),
        ),
        _by_family(book, given, judged),
    )


def _by_family(book: Rulebook, given: Given, judged: Callable[[Scale], Term]) -> Term:
    """Return the code by the scale of final or of expected results."""
    final, expected = book.scale(Family.CONFIRMED), book.scale(Family.FORECAST)
    if final is expected or not given.has("certainty"):
        return judged(final)
    return case(((same(column("certainty"), "forecast"), judged(expected)),), judged(final))


def _judged(book: Rulebook, scale: Scale, given: Given) -> Term:
    """Return the code of a row that is judged, by one scale."""
    reached, missed = number(book.rank[scale.reached]), number(book.rank[scale.missed])
    lower, higher = (_by_side(_Side(book, scale, given, down)) for down in (True, False))
    return case(
        (
            *_other_kinds(book, (reached, missed), given),
            (direction_unknown(given), number(CODES["direction_unknown"])),
            (is_lower(given), lower),
        ),
        higher,
    )


def _by_side(side: _Side) -> Term:
    """Return the code of a number whose better side is known."""

    def leaf(formula: Formula) -> Term:
        """Return the code by one formula."""
        if formula is Formula.HUMAN:
            return number(CODES["human_judgement"])
        if formula is Formula.COMPARE:
            return _answered(side)
        if formula is Formula.DIRECTION:
            return _moved_or_reached(side)
        tie = is_tie(side.given)
        rated = _by_threshold(side, rate_of(formula, side.book, lower=side.lower), tie)
        if formula is not Formula.INVERSE_RATIO:
            return rated
        best = side.scale.thresholds[0].grade if side.scale.thresholds else side.scale.otherwise
        unbound = side.open_ended(side.mark(best), mark=best)
        if side.book.cap is not None:
            unbound = _by_threshold(side, endless(formula, side.book), tie=False)
        return case(((compared(ACTUAL, "<=", number(0)), unbound),), rated)

    without = number(CODES["formula_undefined"])
    return by_formula(side.book, side.given, lower=side.lower, leaf=leaf, without=without)


def _by_threshold(side: _Side, rate: Rate, tie: Truth) -> Term:
    """Return the code of the first threshold a rate stands on."""
    steps = [
        (
            reaches(side.book, rate, step.min, tie, inclusive=step.inclusive),
            side.open_ended(side.mark(step.grade), mark=step.grade),
        )
        for step in side.scale.thresholds
    ]
    last = side.scale.otherwise
    return case(steps, side.open_ended(side.mark(last), mark=last))


def _answered(side: _Side) -> Term:
    """Return the code of a yes or no; a bound may leave it open."""
    undecided = number(CODES["bound_does_not_decide"])
    yes = case(((side.ends_open("worse"), undecided),), side.mark(side.scale.reached))
    no = case(((side.ends_open("better"), undecided),), side.mark(side.scale.missed))
    return case(((is_met(side.given, lower=side.lower), yes),), no)


def _moved_or_reached(side: _Side) -> Term:
    """Return the code by direction: reached where that has a mark of its own, else moved."""
    moved = _moved(side)
    if not side.book.reaching_beats_moving:
        return moved
    undecided = number(CODES["bound_does_not_decide"])
    yes = case(((side.ends_open("worse"), undecided),), side.mark(side.scale.reached))
    return case(((is_met(side.given, lower=side.lower), yes),), moved)


def _moved(side: _Side) -> Term:
    """Return the code of having become better, stayed, or become worse."""
    scale, given = side.scale, side.given
    bound: Truth = is_given(column("actual_bound")) if given.has("actual_bound") else False
    risen = compared(ACTUAL, "<" if side.lower else ">", BASELINE)
    return case(
        (
            (bound, number(CODES["bound_does_not_decide"])),
            (compared(ACTUAL, "=", BASELINE), side.mark(scale.same)),
            (risen, side.mark(scale.better)),
        ),
        side.mark(scale.worse),
    )


def _targetless(book: Rulebook, given: Given) -> Term:
    """Return the code of a row without a target."""
    rule = book.formulas.no_target
    if rule == "not_evaluated":
        return number(CODES["no_target"])
    stateful: tuple[Truth, Term] = has_state(given), _stateful(book, given)
    if rule == "human":
        return case((stateful,), number(CODES["human_judgement"]))
    unstarted: Truth = is_null(BASELINE) if given.has("baseline") else True
    side: Truth = is_null(column("direction")) if given.has("direction") else False
    unknown = all_of(side, compared(ACTUAL, "<>", BASELINE))
    lower: Truth = same(column("direction"), "lower") if given.has("direction") else False

    def moved(scale: Scale) -> Term:
        """Return the code by one family's scale."""
        down, up = (_moved(_Side(book, scale, given, one)) for one in (True, False))
        return case(((lower, down),), up)

    return case(
        (
            stateful,
            (unstarted, number(CODES["baseline_missing"])),
            (unknown, number(CODES["direction_unknown"])),
        ),
        _by_family(book, given, moved),
    )


def _stateful(book: Rulebook, given: Given) -> Term:
    """Return the code of a row without a value: mostly none, or what the book says."""
    told = state(given)
    marked = [(same(told, name.value), number(book.rank[key])) for name, key in book.states.items()]
    unread: Truth = False
    if given.has("state"):
        unread = same(column("state"), State.NOT_UNDERSTOOD.value)
    return case((*marked, (unread, number(CODES["value_not_understood"]))), number(CODES["state"]))


def _other_kinds(
    book: Rulebook, marks: tuple[Term, Term], given: Given
) -> list[tuple[Truth, Term]]:
    """Return the branches of targets that are no numbers: the answer stands in `reached`."""
    if not given.has("kind"):
        return []
    kind, answer = column("kind"), given.column("reached")
    human = [name for name in KINDS if getattr(book.formulas, name) is WordRule.HUMAN]
    answered = case(
        ((same(answer, 1), marks[0]), (same(answer, 0), marks[1])),
        number(CODES["value_not_understood"]),
    )
    return [
        (one_of(kind, human), number(CODES["human_judgement"])),
        (is_other_kind(given), answered),
    ]


def _reaches_whole(book: Rulebook, given: Given) -> Truth:
    """Return the condition that the target itself was reached, whatever the scale makes of it."""
    said: Truth = False
    if given.has("kind"):
        asked = [name for name in KINDS if getattr(book.formulas, name) is not WordRule.HUMAN]
        answer = given.column("reached")
        named = all_of(is_given(column("kind")), one_of(column("kind"), asked))
        said = all_of(named, is_given(answer), same(answer, 1))
    counted = all_of(
        denied(is_other_kind(given)),
        denied(direction_unknown(given)),
        same(
            case(
                ((is_lower(given), _whole(book, given, lower=True)),),
                _whole(book, given, lower=False),
            ),
            1,
        ),
    )
    return all_of(denied(has_state(given)), any_of(said, counted))


def _whole(book: Rulebook, given: Given, *, lower: bool) -> Term:
    """Return 1 where a formula tells that the target was reached, for one better side."""
    told = {*RATES, Formula.COMPARE, *((Formula.DIRECTION,) if book.reaching_beats_moving else ())}
    closed = denied(open_end(given, upward=lower))
    met = case(((all_of(is_met(given, lower=lower), closed), number(1)),), number(0))

    def leaf(formula: Formula) -> Term:
        """Return the answer of one formula."""
        return met.copy() if formula in told else number(0)

    return by_formula(book, given, lower=lower, leaf=leaf, without=number(0))
