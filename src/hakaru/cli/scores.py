"""Grades and ratios in words: a table, the workings worth reading, and how was counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

import msgspec

from hakaru.cli.screen import name_limit, shortened, table
from hakaru.ledger.entries import Project
from hakaru.ledger.ledger import Index
from hakaru.ledger.period import era_code
from hakaru.report.words import Language, mark_label, say, term, working_text
from hakaru.rules.grade import Grade
from hakaru.rules.ratio import Count, Ratio
from hakaru.rules.scale import Rulebook

WIDEST_VALUE = 28
WIDEST_SCOPE = 40
NOTHING = "-"


class Scores(msgspec.Struct, frozen=True):
    """All that was graded, with the books it was graded by."""

    index: Index
    grades: tuple[Grade, ...]
    ratios: tuple[Ratio, ...]
    books: Mapping[str, Rulebook]

    def short(self, identifier: str) -> str:
        """Return an id without the plan's, where there is only one plan."""
        plans = self.index.ledger.plans
        return identifier.removeprefix(f"{plans[0].id}/") if len(plans) == 1 else identifier


def score_lines(scores: Scores, lang: Language, *, everything: bool) -> Iterator[str]:
    """Yield the lines of the result; `everything` shows all grades and all workings."""
    shown = [grade for grade in scores.grades if everything or _speaks(grade, scores)]
    yield from _legend_lines(scores, lang)
    yield from _grade_lines(shown, scores, lang, everything=everything)
    yield ""
    yield _tally_line(scores.grades, lang)
    if len(shown) < len(scores.grades):
        yield say("grade.left_out", lang, n=len(scores.grades) - len(shown))
    if scores.ratios:
        yield ""
        yield say("ratio.heading", lang)
        rows = [_ratio_heading(lang), *(_ratio_row(ratio, scores, lang) for ratio in scores.ratios)]
        yield from (f"  {line}" for line in table(rows))
        if any(ratio.overridden for ratio in scores.ratios):
            yield f"  {say('ratio.overridden', lang)}"


def _speaks(grade: Grade, scores: Scores) -> bool:
    """Tell whether a grade says something: not where both sides say that there is none."""
    book = scores.books[grade.book]
    if grade.override:
        return True
    if grade.computed_key != book.not_evaluated:
        return True
    published = book.mark_of(grade.published or "")
    return bool(grade.published) and (published is None or published.key != book.not_evaluated)


def _legend_lines(scores: Scores, lang: Language) -> Iterator[str]:
    """Yield the rulebooks used, each with its marks and what they are called."""
    for book in scores.books.values():
        marks = "  ".join(
            f"{mark.symbol} {mark_label(book, mark.key, lang)}" for mark in book.grades
        )
        title = book.title.en if lang is Language.EN else book.title.ja
        yield say("grade.book", lang, title=title, id=book.id)
        yield f"  {marks}"


def _grade_lines(
    grades: Sequence[Grade], scores: Scores, lang: Language, *, everything: bool
) -> Iterator[str]:
    """Yield the table, cut by headings of the projects, with workings below their rows."""
    rows = [_grade_heading(lang), *(_grade_row(grade, scores, lang) for grade in grades)]
    heading, *lines = table(rows)
    yield ""
    yield f"  {heading}"
    parents = scores.index.indicators
    numbered = zip(grades, lines, strict=True)
    for parent, group in groupby(numbered, lambda pair: parents[pair[0].indicator].parent):
        yield _parent_line(parent, scores)
        for grade, line in group:
            yield f"  {line}"
            if everything or grade.agrees is False or grade.computed is None:
                book = scores.books[grade.book]
                yield f"      └ {working_text(grade.working, lang, book)}"
            yield from _override_lines(grade, scores, lang)


def _override_lines(grade: Grade, scores: Scores, lang: Language) -> Iterator[str]:
    """Yield the grade that somebody gave instead, with day and reason; it is the one counted."""
    given = scores.index.overrides.get((grade.indicator, grade.fiscal_year))
    if grade.override and given is not None:
        label = ""
        book = scores.books[grade.book]
        if (mark := book.mark_of(given.symbol)) is not None:
            label = mark_label(book, mark.key, lang)
        mark_words = f"{given.symbol} {label}".strip()
        reason = _one_line(given.reason)
        yield f"      └ {say('grade.override', lang, mark=mark_words, day=given.at, reason=reason)}"


def _parent_line(parent: str, scores: Scores) -> str:
    """Return the heading of a project, section or plan."""
    entry = scores.index.entry.get(parent)
    if isinstance(entry, Project):
        return f"{entry.number} {entry.name}  [{entry.id}]".strip()
    return f"{getattr(entry, 'title', '')}  [{parent}]".strip()


def _grade_heading(lang: Language) -> tuple[str, ...]:
    """Return the heads of the columns of the table of grades."""
    return (
        say("column.indicator", lang),
        say("column.year", lang),
        say("column.certainty", lang),
        say("column.actual", lang),
        say("column.target", lang),
        say("column.published", lang),
        say("column.computed", lang),
        say("column.agrees", lang),
        say("column.name", lang),
    )


def _grade_row(grade: Grade, scores: Scores, lang: Language) -> tuple[str, ...]:
    """Return the cells of one grade."""
    index = scores.index
    actual, target = index.entry.get(grade.actual), index.entry.get(grade.target or "")
    return (
        scores.short(grade.indicator),
        _year(grade.fiscal_year, lang),
        term(grade.certainty, lang),
        _value(actual),
        _value(target),
        grade.published or NOTHING,
        grade.computed or "?",
        say(_agreement(grade), lang),
        shortened(_one_line(index.indicators[grade.indicator].name), name_limit()),
    )


def _value(entry: object) -> str:
    """Return the value of an actual or target as printed, in one line of bounded width."""
    quantity = getattr(entry, "quantity", None)
    text = _one_line(quantity.text) if quantity is not None else ""
    return shortened(text, WIDEST_VALUE) or NOTHING


def _one_line(text: str) -> str:
    """Return a text without line breaks and repeated blanks."""
    return " ".join(text.split())


def _year(fiscal_year: int, lang: Language) -> str:
    """Return a fiscal year in both counts."""
    return say("year", lang, year=fiscal_year, era=era_code(fiscal_year))


def _agreement(grade: Grade) -> str:
    """Return the code of the sentence that compares the published grade with the computed one."""
    if grade.computed is None:
        return "agrees.undetermined"
    if grade.agrees is None:
        return "agrees.unpublished"
    return "agrees.yes" if grade.agrees else "agrees.no"


def _tally_line(grades: Sequence[Grade], lang: Language) -> str:
    """Return how many grades agree, differ, cannot be told and stand alone."""
    tally = Counter(map(_agreement, grades))
    return say(
        "grade.tally",
        lang,
        count=len(grades),
        agree=tally["agrees.yes"],
        differ=tally["agrees.no"],
        undetermined=tally["agrees.undetermined"],
        unpublished=tally["agrees.unpublished"],
    )


def _ratio_heading(lang: Language) -> tuple[str, ...]:
    """Return the heads of the columns of the table of ratios."""
    return (
        say("column.scope", lang),
        say("column.year", lang),
        say("column.by_published", lang),
        say("column.by_computed", lang),
        say("column.counted", lang),
        say("column.ratio", lang),
        say("column.reproduced", lang),
    )


def _ratio_row(ratio: Ratio, scores: Scores, lang: Language) -> tuple[str, ...]:
    """Return the cells of one ratio: both counts, the rule, and what reproduces the published."""
    title = getattr(scores.index.entry.get(ratio.scope), "title", "")
    rules = {
        rule.id: rule.label.en if lang is Language.EN else rule.label.ja
        for book in scores.books.values()
        for rule in book.counting
    }
    named = [rules.get(rule, rule) for rule in ratio.reproduced_by]
    reproduced = " / ".join(named) or say("ratio.not_reproduced", lang)
    published = ratio.published
    return (
        shortened(title or scores.short(ratio.scope), WIDEST_SCOPE),
        _year(ratio.fiscal_year, lang),
        _counted(ratio.count),
        _counted(ratio.computed),
        say(
            "ratio.rule",
            lang,
            marks="".join(ratio.count.counted_as_met),
            rule=rules.get(ratio.count.rule, ratio.count.rule),
        ),
        NOTHING if published is None else _one_line(published.text),
        NOTHING if published is None else reproduced,
    )


def _counted(count: Count) -> str:
    """Return both counts and their share, rounded for reading."""
    if count.ratio is None:
        return f"{count.met} ÷ {count.evaluable}"
    return f"{count.met} ÷ {count.evaluable} = {one_decimal(count.ratio)} %"


def one_decimal(share: Fraction) -> str:
    """Return a share in percent with one decimal, halves away from zero."""
    tenths = (share.numerator * 2000 + share.denominator) // (2 * share.denominator)
    return f"{tenths // 10}.{tenths % 10}"
