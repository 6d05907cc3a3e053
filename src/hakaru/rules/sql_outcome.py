"""The outcome of a row in SQL, as a code: the place of a mark, or below 0 why there is none."""

from hakaru.ledger.quantity import State
from hakaru.rules.methods import Formula, WordRule
from hakaru.rules.scale import Rulebook, Scale
from hakaru.rules.sql_rate import (
    formulas_used,
    reaches,
    scales_of,
)
from hakaru.rules.sql_row import (
    ACTUAL,
    BASELINE,
    KINDS,
    LOWER,
    NO_FORMULA,
    TARGET,
    WAY,
    Given,
    direction_unknown,
    has_state,
    is_met,
    is_other_kind,
    is_tie,
    is_way,
    lacks_years,
    not_its_year,
    open_end,
    side_unknown,
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

_RATES = (
    Formula.RATIO, Formula.INVERSE_RATIO, Formula.KEEP_UP, Formula.KEEP_DOWN, Formula.PROGRESS,
)  # fmt: skip
# Outcomes that are no mark, as codes below 0; those before `LAST_ASIDE` are "not evaluated".
REASONS = (
    "no_target", "not_due", "after_due", "state", "value_not_understood", "plan_missing",
    "human_judgement", "direction_unknown", "formula_undefined", "bound_does_not_decide",
    "baseline_missing", "pair_unknown",
)  # fmt: skip
CODES = {reason: -1 - place for place, reason in enumerate(REASONS)}
LAST_ASIDE = CODES["state"]


def outcome(book: Rulebook, given: Given) -> Term:
    """Return the code of what comes of a row, in the order of the reference."""
    final, expected = scales_of(book)
    early = book.due.early_achievement
    kind = given.column("kind")
    targetless = any_of(
        same(kind, "none") if given.has("kind") else False,
        all_of(denied(is_other_kind(given)), is_null(TARGET)),
    )
    not_due, after = not_its_year(book, given)
    forecast: Truth = same(column("certainty"), "forecast") if given.has("certainty") else False
    split = final is not expected and forecast is not False

    def judged(scale: Scale) -> Term:
        """Return the code by one family's scale."""
        return _judged(book, scale, given)

    by_family = case([(forecast, judged(expected))], judged(final)) if split else judged(final)
    achieved = _reaches_whole(book, given) if early else False
    return case(
        (
            (targetless, _targetless(book, given)),
            (all_of(not_due, denied(achieved)), number(CODES["not_due"])),
            (after, number(CODES["after_due"])),
            (has_state(given), _stateful(book, given)),
            (lacks_years(book, given), number(CODES["plan_missing"])),
        ),
        by_family,
    )


def _judged(book: Rulebook, scale: Scale, given: Given) -> Term:
    """Return the code of a row that is judged, by one scale."""
    rank = book.rank
    reached, missed = number(rank[scale.reached]), number(rank[scale.missed])
    undecided = number(CODES["bound_does_not_decide"])
    used = formulas_used(book, given)
    met, better_end, worse_end = is_met(), open_end(given, "better"), open_end(given, "worse")
    answered = case(
        (
            (all_of(met, worse_end), undecided),
            (all_of(denied(met), better_end), undecided),
            (met, reached),
        ),
        missed,
    )
    compares: Truth = is_way(Formula.COMPARE, used)
    if book.reaching_beats_moving:
        compares = any_of(compares, all_of(is_way(Formula.DIRECTION, used), met))
    branches: list[tuple[Truth, Term]] = [
        *_other_kinds(book, (reached, missed), given),
        (direction_unknown(given), number(CODES["direction_unknown"])),
        (is_way(Formula.HUMAN, used), number(CODES["human_judgement"])),
        (same(column(WAY), NO_FORMULA), number(CODES["formula_undefined"])),
        (compares, answered),
    ]
    if Formula.DIRECTION in used:
        branches.append((is_way(Formula.DIRECTION, used), _moved(book, scale, given)))
    return case(branches, _by_threshold(book, scale, given))


def _by_threshold(book: Rulebook, scale: Scale, given: Given) -> Term:
    """Return the code of the first threshold a row's rate stands on."""
    tie, rank = is_tie(given), book.rank
    last = number(rank[scale.otherwise])
    steps = [
        (reaches(book, step.min, tie, inclusive=step.inclusive), step.grade)
        for step in scale.thresholds
    ]
    plain = case(((met, number(rank[key])) for met, key in steps), last)
    if not given.has("actual_bound"):
        return plain
    best = scale.thresholds[0].grade if scale.thresholds else scale.otherwise
    undecided = number(CODES["bound_does_not_decide"])

    def bounded(only: str) -> Term:
        """Return the code where a bound is enough for one mark alone."""
        return case(
            ((met, number(rank[key]) if key == only else undecided) for met, key in steps),
            last if scale.otherwise == only else undecided,
        )

    ends = (
        (open_end(given, "better"), bounded(best)),
        (open_end(given, "worse"), bounded(scale.otherwise)),
    )
    return case(ends, plain)


def _moved(book: Rulebook, scale: Scale, given: Given) -> Term:
    """Return the code of having become better, stayed, or become worse."""
    better, same_mark, worse = (
        number(book.rank[key]) for key in (scale.better, scale.same, scale.worse)
    )
    lower = same(column(LOWER), 1)
    risen, fallen = (compared(ACTUAL, sign, BASELINE) for sign in (">", "<"))
    up = any_of(all_of(lower, fallen), all_of(denied(lower), risen))
    bound: Truth = is_given(column("actual_bound")) if given.has("actual_bound") else False
    level = compared(ACTUAL, "=", BASELINE)
    undecided = number(CODES["bound_does_not_decide"])
    return case(((bound, undecided), (level, same_mark), (up, better)), worse)


def _targetless(book: Rulebook, given: Given) -> Term:
    """Return the code of a row without a target."""
    rule = book.formulas.no_target
    if rule == "not_evaluated":
        return number(CODES["no_target"])
    stateful: tuple[Truth, Term] = has_state(given), _stateful(book, given)
    if rule == "human":
        return case((stateful,), number(CODES["human_judgement"]))
    unstarted: Truth = is_null(BASELINE) if given.has("baseline") else True
    unknown = all_of(side_unknown(given, of_indicator=True), compared(ACTUAL, "<>", BASELINE))
    final, expected = scales_of(book)
    forecast: Truth = same(column("certainty"), "forecast") if given.has("certainty") else False
    moves = tuple(_moved(book, scale, given) for scale in (expected, final))
    return case(
        (
            stateful,
            (unstarted, number(CODES["baseline_missing"])),
            (unknown, number(CODES["direction_unknown"])),
            (forecast, moves[0]),
        ),
        moves[1],
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
    used = formulas_used(book, given)
    humans = [name for name in KINDS if getattr(book.formulas, name) is WordRule.HUMAN]
    said: Truth = False
    if given.has("kind"):
        asked = [name for name in KINDS if name not in humans]
        answer = given.column("reached")
        named = all_of(is_given(column("kind")), one_of(column("kind"), asked))
        said = all_of(named, is_given(answer), same(answer, 1))
    told: list[Truth] = [is_way(one, used) for one in (*_RATES, Formula.COMPARE)]
    if book.reaching_beats_moving:
        told.append(is_way(Formula.DIRECTION, used))
    counted = all_of(
        denied(is_other_kind(given)),
        denied(direction_unknown(given)),
        any_of(*told),
        is_met(),
        denied(open_end(given, "worse")),
    )
    return all_of(denied(has_state(given)), any_of(said, counted))
