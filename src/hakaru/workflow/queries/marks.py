"""Grades, heads and ratios as pages show them, in the page's language."""

from collections.abc import Iterable

from hakaru.rules.scale import Family, Mark, Rulebook, Words
from hakaru.workflow.queries.judged import JudgedPlan
from hakaru.workflow.queries.views import GradeMark, PlanHead, Tone


def in_language(words: Words, lang: str) -> str:
    """Return a text of a rulebook in a language of the site."""
    return words.en if lang == "en" else words.ja


def grade_mark(book: Rulebook, mark: Mark, lang: str) -> GradeMark:
    """Return a mark of a rulebook as shown."""
    return GradeMark(
        symbol=mark.symbol,
        label=in_language(mark.label, lang),
        reading=mark.reading,
        tone=tone(book, mark),
        expected=mark.family is Family.FORECAST,
    )


def symbol_mark(book: Rulebook | None, symbol: str | None, lang: str) -> GradeMark | None:
    """Return the grade a symbol stands for; one unknown to the rulebook stays without a word."""
    if symbol is None:
        return None
    mark = book.mark_of(symbol) if book is not None else None
    if book is None or mark is None:
        return GradeMark(symbol=symbol, label="", reading="", tone=Tone.NONE)
    return grade_mark(book, mark, lang)


def tone(book: Rulebook, mark: Mark) -> Tone:
    """Return what a mark means: by how it is counted, and whether it is the last of a scale."""
    if not mark.in_denominator:
        return Tone.NONE
    if mark.counts_as_met:
        return Tone.MET
    last = {key for scale in book.scales.values() for key in (scale.otherwise, scale.missed)}
    return Tone.MISSED if mark.key in last else Tone.NEARLY


def marks_of(book: Rulebook, keys: Iterable[str], lang: str) -> tuple[GradeMark, ...]:
    """Return the marks with these keys, in the order of the book."""
    wanted = set(keys)
    return tuple(grade_mark(book, mark, lang) for mark in book.grades if mark.key in wanted)


def plan_head(plan: JudgedPlan) -> PlanHead:
    """Return what stands at the head of every page of a plan."""
    return PlanHead(
        id=plan.plan.id,
        title=plan.plan.title or plan.plan.id,
        fiscal_years=plan.plan.fiscal_years,
        hub=plan.plan.hub,
        members=plan.plan.members,
        projects=len(plan.ledger.projects),
        indicators=len(plan.ledger.indicators),
        own_indicators=len(plan.own),
        has_rulebook=plan.book is not None,
    )
