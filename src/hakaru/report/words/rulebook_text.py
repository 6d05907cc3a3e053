"""A rulebook explained to the public: Markdown made of the book alone, in either language."""

from collections.abc import Iterable, Iterator, Mapping

from hakaru.report.words.catalogue import Language, filled
from hakaru.report.words.rulebooks import RULEBOOK_SENTENCES
from hakaru.report.words.terms import BETWEEN, percent_text, term
from hakaru.rules.methods import ByDirection, Due, Elapsed, Formula, WordRule
from hakaru.rules.scale import Against, Family, Mark, Rulebook, Scale, Second, Words


def explanation(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield the lines of what a book says: marks, rates, years, other targets, counting."""
    yield f"# {_text(book.title, lang)}"
    yield ""
    yield from _listed(_head(book, lang))
    for heading, lines in (
        ("marks", _mark_table(book, lang)),
        ("rates", _rates(book, lang)),
        ("when", _listed(_years(book, lang))),
        ("others", _listed(_others(book, lang))),
        ("counting", _listed(_counting(book, lang))),
        ("override", _listed(_override(book, lang))),
        ("assumptions", _listed(_text_of(one.ja, one.en, lang) for one in book.assumptions)),
    ):
        known = tuple(lines)
        if known:
            yield ""
            yield f"## {_say(heading, lang)}"
            yield ""
            yield from known


def condition(book: Rulebook, mark: Mark, lang: Language) -> str:
    """Return when a mark is given, in words; of a book with two rates, by the first."""
    found = list(_on_scales(book.scales, mark, lang))
    found += (
        _say("state", lang, state=term(state.value, lang))
        for state, key in book.states.items()
        if key == mark.key
    )
    if mark.key == book.not_evaluated:
        return _say("aside", lang)
    if _by_people_alone(book):
        return _say("by_person", lang)
    return _say("or", lang).join(dict.fromkeys(found)) or _say("by_person", lang)


def second_rate(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield what a second rate is and when it gives each mark, then how both become one mark."""
    second = book.second
    if second is None:
        return
    yield _say("second", lang, label=_text(second.label, lang))
    for mark in book.grades:
        parts = dict.fromkeys(_on_scales(second.scales, mark, lang))
        if parts:
            label = _text(mark.label, lang)
            said = _say("or", lang).join(parts)
            yield _say("second.mark", lang, symbol=mark.symbol, label=label, condition=said)
    yield _combined(book, second, lang)


def _on_scales(scales: Mapping[Family, Scale], mark: Mark, lang: Language) -> Iterator[str]:
    """Yield when scales give a mark, with the kind of results where it matters."""
    for family, scale in scales.items():
        parts = tuple(_conditions(scale, mark, lang))
        if parts and mark.family is not Family.BOTH and family is not Family.BOTH:
            said = _say("or", lang).join(parts)
            yield _say(f"when.{family.value}", lang, condition=said)
        else:
            yield from parts


def _head(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield whose book it is, where it was published, and for which years."""
    if book.pattern:
        yield _say("id.pattern", lang, id=book.id)
        yield _say("pattern", lang)
        return
    yield _say("id", lang, id=book.id, authority=book.authority)
    reference = book.reference
    yield _say("source", lang, document=reference.document, section=reference.section)
    years = {"from": book.valid_from, "until": book.valid_until}
    yield _say("years.from" if book.valid_until is None else "years.until", lang, **years)
    yield _say("confirmed", lang, day=book.confirmed_on)
    yield _say("edition", lang)


def _mark_table(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield the table of marks."""
    heads = ["symbol", "reading", "label", "condition", "counting"]
    with_points = any(mark.points is not None for mark in book.grades)
    heads += ["points"] if with_points else []
    yield _row(_say(f"head.{name}", lang) for name in heads)
    yield _row("---" for _ in heads)
    for mark in book.grades:
        cells = [mark.symbol, mark.reading, _text(mark.label, lang), condition(book, mark, lang)]
        cells.append(_say(_counted(mark), lang))
        if with_points:
            cells.append("" if mark.points is None else str(mark.points))
        yield _row(cells)


def _counted(mark: Mark) -> str:
    """Return the code of what a mark does in the ratio."""
    if not mark.in_denominator:
        return "counted.left_out"
    return "counted.met" if mark.counts_as_met else "counted.not_met"


def _conditions(scale: Scale, mark: Mark, lang: Language) -> Iterator[str]:
    """Yield the conditions of a mark on one scale."""
    steps = scale.thresholds
    for place, step in enumerate(steps):
        if step.grade == mark.key:
            code = "at_least" if step.inclusive else "more_than"
            said = _say(code, lang, min=percent_text(step.min))
            if place:
                above = steps[place - 1]
                joined = "and_below" if above.inclusive else "and_at_most"
                said = _say(joined, lang, condition=said, max=percent_text(above.min))
            yield said
    if scale.otherwise == mark.key and steps:
        code = "below" if steps[-1].inclusive else "at_most"
        yield _say(code, lang, max=percent_text(steps[-1].min))
    moves = bool(scale.better)
    for outcome in ("reached", "missed", *(("better", "same", "worse") if moves else ())):
        if getattr(scale, outcome) == mark.key:
            # Where no mark has a threshold there is no rate to speak of.
            plain = not steps and outcome in ("reached", "missed")
            yield _say(f"plain.{outcome}" if plain else outcome, lang)


def _by_people_alone(book: Rulebook) -> bool:
    """Tell whether nothing is computed: then a mark has no other condition than a person's word."""
    ways = book.formulas
    others = (ways.word, ways.milestone, ways.everyone, ways.relative)
    formulas = [ways.number, *filter(None, [ways.cumulative])]
    return (
        not book.states
        and all(rule is WordRule.HUMAN for rule in others)
        and ways.no_target in ("human", "not_evaluated")
        and all({*side.higher, *side.lower} == {Formula.HUMAN} for side in formulas)
    )


def _rates(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield the formulas, in the order they are tried."""
    yield _say("rates.order", lang)
    yield ""
    yield from _listed(_sides(book.formulas.number, "{side}", lang))
    if book.formulas.cumulative is not None:
        said = _say("side.cumulative", lang, side="{side}")
        yield from _listed(_sides(book.formulas.cumulative, said, lang))
    yield from _listed(_bounds(book, lang))
    if book.second is not None:
        yield ""
        yield _say("second", lang, label=_text(book.second.label, lang))
        yield ""
        yield from _listed(_sides(book.second.formulas, "{side}", lang))
        # Its heading is told above, and how both become one with the years below.
        yield from _listed(tuple(second_rate(book, lang))[1:-1])
        yield from _listed(_joined(book, lang))


def _sides(ways: ByDirection, frame: str, lang: Language) -> Iterator[str]:
    """Yield a line for each direction."""
    for name in ("higher", "lower", "keep_higher", "keep_lower"):
        formulas = getattr(ways, name)
        if formulas:
            side = frame.replace("{side}", _say(f"side.{name}", lang))
            said = " → ".join(_say(f"formula.{formula.value}", lang) for formula in formulas)
            yield f"{side}: {said}"


def _bounds(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield what keeps, bounds and rounds a rate."""
    ways = (book.formulas.number, book.formulas.cumulative)
    if any(way and (way.keep_higher or way.keep_lower) for way in ways):
        yield _say("keep", lang, words="・".join(book.words.keep))
    if book.floor is not None:
        yield _say("floor", lang, floor=percent_text(book.floor))
    if book.cap is not None:
        yield _say("cap", lang, cap=percent_text(book.cap))
    display = book.display
    yield _say(f"display.{display.rounding}", lang, decimals=display.decimals)


def _joined(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield how the second rate is judged, and how two marks become one."""
    second = book.second
    if second is not None:
        yield from _when(second.against, second.due, second.elapsed, lang)
        yield _combined(book, second, lang)


def _combined(book: Rulebook, second: Second, lang: Language) -> str:
    """Return how the marks of two rates become one."""
    said = (f"{pair} → {book.marks[key].symbol}" for pair, key in second.pairs.items())
    return _say(f"combine.{second.combine}", lang, pairs=BETWEEN[lang].join(said))


def _years(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield which years are judged, by which target."""
    yield from _when(book.against, book.due, book.elapsed, lang)
    yield _say("revision", lang)


def _when(against: Against, due: Due, elapsed: Elapsed | None, lang: Language) -> Iterator[str]:
    """Yield the target of a year, the years judged, and what elapsed years do."""
    yield _say(f"against.{against}", lang)
    yield _say(f"due.{due.by_year}", lang)
    if due.early_achievement:
        yield _say("due.early", lang)
    yield _say(f"due.unstated.{due.unstated}", lang)
    yield from elapsed_lines(elapsed, lang)


def elapsed_lines(elapsed: Elapsed | None, lang: Language) -> Iterator[str]:
    """Yield what elapsed years do to the thresholds: nothing where they do not count."""
    if elapsed is not None:
        code = f"elapsed.{elapsed.span}" if elapsed.years is None else "elapsed.years"
        yield _say(code, lang, years=elapsed.years)
        if elapsed.not_for:
            yield _say("elapsed.not_for", lang)


def _others(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield what holds for targets that are no numbers, and for odd values."""
    formulas = book.formulas
    stages = (f"{word} {percent_text(share)} %" for word, share in book.words.stages.items())
    said = BETWEEN[lang].join(stages)
    yield _say(f"word.{formulas.word.value}", lang, stages=said)
    yield _say(f"milestone.{formulas.milestone.value}", lang, stages=said)
    human = formulas.everyone.value == "human"
    yield _say(f"everyone.{'human' if human else book.everyone_by_number}", lang)
    yield _say(f"relative.{formulas.relative.value}", lang)
    yield _say(f"no_target.{formulas.no_target}", lang)
    if book.running_total == "sum_of_years":
        yield _say("running_total.sum_of_years", lang)
    yield _say(f"several.{book.several}", lang)
    yield _say("units", lang)


def _counting(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield the ways of counting the ratio."""
    for rule in book.counting:
        met, excluded = (
            " ".join(book.marks[key].symbol for key in keys) for keys in (rule.met, rule.excluded)
        )
        code = "counting.rule" if excluded else "counting.rule.all"
        said = _say(code, lang, label=_text(rule.label, lang), met=met, excluded=excluded)
        yield said if rule.counts_itself else _say("counting.aside", lang, rule=said)


def _override(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield who may put another mark in the place of the computed one."""
    who = BETWEEN[lang].join(_say(f"role.{role}", lang) for role in book.override.by)
    yield _say("override.by", lang, who=who)
    if book.override.reason:
        yield _say("override.reason", lang)


def _say(code: str, lang: Language, /, **values: object) -> str:
    """Return a sentence about a rulebook."""
    return filled(RULEBOOK_SENTENCES[code], lang, values)


def _text(words: Words, lang: Language) -> str:
    """Return a text of the book."""
    return _text_of(words.ja, words.en, lang)


def _text_of(ja: str, en: str, lang: Language) -> str:
    """Return one of two texts."""
    return en if lang is Language.EN else ja


def _listed(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as items."""
    for line in lines:
        yield f"- {line}"


def _row(cells: Iterable[str]) -> str:
    """Return a row of a table."""
    return "| " + " | ".join(cells) + " |"
