"""What types alone cannot say of a rulebook: falling thresholds, marks that exist, contrast."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from hakaru.ledger.words import ladder_step
from hakaru.rules.colour import LEAST_CONTRAST, contrast, ink, tokens
from hakaru.rules.methods import ByDirection, Elapsed, Formula, WordRule
from hakaru.rules.positions import Path
from hakaru.rules.scale import Family, Mark, Rulebook, Scale
from hakaru.rules.shorthand import Wrong as Contradiction

# A year of an era (6 for R6) is none of these.
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def contradictions(book: Rulebook) -> Iterator[Contradiction]:
    """Yield everything that is wrong, the cause before its consequences."""
    yield from _in_marks(book)
    if book.not_evaluated not in book.marks:
        yield Contradiction(("not_evaluated",), "grade_key", _keys(book))
    yield from _in_scales(book, ("scales",), book.scales, _uses_direction(book))
    yield from _in_counting(book)
    yield from _in_words(book)
    yield from _in_formulas(("formulas", "number"), book.formulas.number)
    if book.formulas.cumulative is not None:
        yield from _in_formulas(("formulas", "cumulative"), book.formulas.cumulative)
    for name in ("everyone", "relative"):
        if getattr(book.formulas, name) is WordRule.STAGES:
            yield Contradiction(("formulas", name), "one_of", "reached_or_not, human")
    yield from _in_second(book)
    yield from _in_numbers(book)


def _in_marks(book: Rulebook) -> Iterator[Contradiction]:
    """Expect each key, reading and sign to mean one mark, in a colour that can be read."""
    keys: set[str] = set()
    readings: set[str] = set()
    signs: set[str] = set()
    for number, mark in enumerate(book.grades):
        place: Path = ("grades", number)
        if mark.key in keys:
            yield Contradiction((*place, "key"), "its_own")
        # The reading is often made of the symbol: the symbol is named first.
        for sign in (mark.symbol, *mark.aliases):
            if not sign or sign in signs:
                yield Contradiction((*place, "symbol"), "its_own" if sign else "not_empty")
            signs.add(sign)
        if not mark.reading or mark.reading in readings:
            yield Contradiction((*place, "reading"), "its_own")
        keys.add(mark.key)
        readings.add(mark.reading)
        yield from _in_colour(place, mark)


def _in_colour(place: Path, mark: Mark) -> Iterator[Contradiction]:
    """Expect a token, or a code that keeps its contrast on white."""
    code = ink(mark.colour)
    if code is None:
        yield Contradiction((*place, "colour"), "colour", ", ".join(tokens()))
    elif contrast(code) < LEAST_CONTRAST:
        yield Contradiction((*place, "colour"), "contrast", f"{contrast(code):.2f}")


def _in_scales(
    book: Rulebook,
    place: Path,
    scales: Mapping[Family, Scale],
    moves: bool,  # noqa: FBT001
) -> Iterator[Contradiction]:
    """Expect a scale for all results, or one for each family."""
    if set(scales) not in ({Family.BOTH}, {Family.CONFIRMED, Family.FORECAST}):
        yield Contradiction(place, "families")
    for family, scale in scales.items():
        yield from _in_scale(book, (*place, family.value), scale, moves)


def _in_scale(
    book: Rulebook,
    place: Path,
    scale: Scale,
    moves: bool,  # noqa: FBT001
) -> Iterator[Contradiction]:
    """Expect falling thresholds, and marks of the family, best first."""
    family = place[-1]
    named: list[tuple[Path, str]] = [
        ((*place, "thresholds", number, "grade"), step.grade)
        for number, step in enumerate(scale.thresholds)
    ]
    named += [((*place, key), getattr(scale, key)) for key in ("otherwise", "reached", "missed")]
    if moves:
        named += [((*place, key), getattr(scale, key)) for key in ("better", "same", "worse")]
    own = [mark.key for mark in book.grades if mark.family in (family, Family.BOTH)]
    for path, key in named:
        if key not in own:
            yield Contradiction(path, "grade_key", ", ".join(own))
    for number, (upper, lower) in enumerate(
        zip(scale.thresholds, scale.thresholds[1:], strict=False), 1
    ):
        # "more than 100 %" may stand above "100 % or more", nothing else may stand level.
        falls = lower.min < upper.min or (
            lower.min == upper.min and lower.inclusive and not upper.inclusive
        )
        if not falls:
            yield Contradiction(
                (*place, "thresholds", number, "min"), "less_than", _percent(upper.min)
            )
        if book.rank.get(lower.grade, 0) < book.rank.get(upper.grade, 0):
            yield Contradiction((*place, "thresholds", number, "grade"), "best_first")


def _in_counting(book: Rulebook) -> Iterator[Contradiction]:
    """Expect a way of counting, of marks that exist."""
    if not book.counting:
        yield Contradiction(("counting",), "at_least_one")
    for number, rule in enumerate(book.counting):
        for name, keys in (("met", rule.met), ("excluded", rule.excluded)):
            if not set(keys) <= set(book.marks):
                yield Contradiction(("counting", number, name), "grade_key", _keys(book))
    for state, key in book.states.items():
        if key not in book.marks:
            yield Contradiction(("states", state.value), "grade_key", _keys(book))


def _in_words(book: Rulebook) -> Iterator[Contradiction]:
    """Expect words that the ledger knows, and stages of one ladder."""
    ways = book.words
    for name, words in (
        ("done", ways.done),
        ("done_from", (ways.done_from,)),
        ("doing", ways.doing),
        ("stages", tuple(ways.stages)),
    ):
        for word in words:
            if ladder_step(word) is None:
                yield Contradiction(("words", name), "ladder_word", word)
    rules = (book.formulas.word, book.formulas.milestone)
    if WordRule.STAGES in rules and not ways.stages:
        yield Contradiction(("words", "stages"), "at_least_one")
    if len({ladder_step(word) and ladder_step(word)[0] for word in ways.stages}) > 1:  # type: ignore[index]
        yield Contradiction(("words", "stages"), "one_ladder")


def _in_formulas(place: Path, ways: ByDirection) -> Iterator[Contradiction]:
    """Expect a fitting formula for each direction, and `human` alone."""
    for name in ("higher", "lower"):
        if not getattr(ways, name):
            yield Contradiction((*place, name), "at_least_one")
    for name in ("higher", "lower", "keep_higher", "keep_lower"):
        formulas: tuple[Formula, ...] = getattr(ways, name)
        if Formula.HUMAN in formulas and len(formulas) > 1:
            yield Contradiction((*place, name), "human_alone")
        if Formula.COMPARE in formulas[:-1]:
            yield Contradiction((*place, name), "compare_last")
    for name, wrong in (
        ("higher", {Formula.INVERSE_RATIO, Formula.KEEP_DOWN}),
        ("keep_higher", {Formula.INVERSE_RATIO, Formula.KEEP_DOWN}),
        ("lower", {Formula.RATIO, Formula.KEEP_UP}),
        ("keep_lower", {Formula.RATIO, Formula.KEEP_UP}),
    ):
        if wrong & set(getattr(ways, name)):
            fitting = [formula.value for formula in Formula if formula not in wrong]
            yield Contradiction((*place, name), "one_of", ", ".join(fitting))


def _in_second(book: Rulebook) -> Iterator[Contradiction]:
    """Expect scales of the book's own marks, and pairs that name marks."""
    second = book.second
    if second is None:
        return
    yield from _in_formulas(("second", "formulas"), second.formulas)
    moves = Formula.DIRECTION in _all((second.formulas,))
    yield from _in_scales(book, ("second", "scales"), second.scales, moves)
    for pair, key in second.pairs.items():
        if not {*pair.split("/"), key} <= set(book.marks):
            yield Contradiction(("second", "pairs", pair), "grade_key", _keys(book))
    if second.combine == "pairs" and not second.pairs:
        yield Contradiction(("second", "pairs"), "at_least_one")


def _in_numbers(book: Rulebook) -> Iterator[Contradiction]:
    """Expect possible years, bounds and decimals."""
    if not _FIRST_YEAR <= book.valid_from <= _LAST_YEAR:
        yield Contradiction(("valid_from",), "western_year")
    if book.valid_until is not None and book.valid_until < book.valid_from:
        yield Contradiction(("valid_until",), "at_least", str(book.valid_from))
    if book.floor is not None and book.cap is not None and book.cap < book.floor:
        yield Contradiction(("cap",), "at_least", _percent(book.floor))
    if not 0 <= book.display.decimals <= 6:
        yield Contradiction(("display", "decimals"), "between", "0～6")
    for place, elapsed in (
        ("elapsed", book.elapsed),
        ("second", book.second and book.second.elapsed),
    ):
        if isinstance(elapsed, Elapsed) and elapsed.years is not None and elapsed.years < 1:
            yield Contradiction((place, "years"), "at_least", "1")


def _uses_direction(book: Rulebook) -> bool:
    """Tell whether better, same and worse are needed."""
    ways = (book.formulas.number, book.formulas.cumulative)
    return book.formulas.no_target == "direction" or Formula.DIRECTION in _all(ways)


def _all(ways: Iterable[ByDirection | None]) -> set[Formula]:
    """Return every formula named."""
    return {
        formula
        for way in ways
        if way is not None
        for formula in (*way.higher, *way.lower, *way.keep_higher, *way.keep_lower)
    }


def _percent(number: Fraction) -> str:
    """Return a number as it is written in books: in percent where that comes out even."""
    hundredfold = number * 100
    return f"{hundredfold}%" if hundredfold.denominator == 1 else str(number)


def _keys(book: Rulebook) -> str:
    """Return the keys of all marks in a row."""
    return ", ".join(book.marks)
