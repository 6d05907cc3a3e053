"""What turned since the year before, what was missed and why, how forecasts turned out."""

from collections.abc import Iterator

from hakaru.ledger.entries import Actual, Certainty, Indicator
from hakaru.report.tables.listing import (
    ACTUAL,
    GRADE,
    INDICATOR,
    NUMBER,
    PROJECT,
    TARGET,
    Head,
    about,
    heading,
    listing,
    outcome,
    words,
)
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import (
    Align,
    Block,
    Cell,
    Tone,
)
from hakaru.report.tables.printing import (
    value_text,
    year_text,
)
from hakaru.report.tables.tally import turned
from hakaru.report.words import mark_label, working_text
from hakaru.report.words.reports import phrase
from hakaru.rules.grade import grade

WHY = Head("list.why", 30.0)


def turned_blocks(material: Material) -> Iterator[Block]:
    """Yield what is newly met and newly not met against the year before."""
    year, lang = material.year, material.lang
    before = Head("list.before", 5.0)
    for code, met in (("heading.newly_met", True), ("heading.newly_missed", False)):
        found = turned(material, year, met=met)
        yield heading(code, lang, n=len(found))
        rows = [
            (
                *about(material, indicator),
                Cell(material.symbol(indicator.id, year - 1) or "", align=Align.CENTRE),
                *outcome(material, indicator, year),
            )
            for indicator in found
        ]
        heads = (NUMBER, PROJECT, INDICATOR, before, TARGET, ACTUAL, GRADE)
        yield listing(phrase(code, lang, n=len(found)), heads, rows, lang)


def missed(material: Material) -> tuple[Indicator, ...]:
    """Return the indicators in scope whose mark of the year is the last of its scale."""
    return tuple(
        indicator
        for indicator in material.in_scope
        if material.tone(material.mark(indicator.id, material.year)) is Tone.MISSED
    )


def missed_blocks(material: Material) -> Iterator[Block]:
    """Yield the indicators that were missed, each with the working of its grade."""
    found = missed(material)
    lang = material.lang
    yield heading("heading.missed", lang, n=len(found))
    rows = [
        (
            *about(material, indicator),
            *outcome(material, indicator, material.year),
            words(why(material, indicator)),
        )
        for indicator in found
    ]
    heads = (NUMBER, PROJECT, INDICATOR, TARGET, ACTUAL, GRADE, WHY)
    yield listing(phrase("heading.missed", lang, n=len(found)), heads, rows, lang)


def why(material: Material, indicator: Indicator) -> str:
    """Return the working of an indicator's grade in the year."""
    found = material.grades.get((indicator.id, material.year))
    return working_text(found.working, material.lang, material.book) if found else ""


def settled_blocks(material: Material) -> Iterator[Block]:
    """Yield how expected results turned out: the first known of a year beside the last.

    Nothing where no result was expected first: most documents tell of one day alone.
    """
    lang = material.lang
    rows = [
        (
            *about(material, indicator),
            words(year_text(first.fiscal_year, lang)),
            words(value_text(first.quantity, indicator), numeric=True),
            _graded(material, indicator, first),
            words(value_text(last.quantity, indicator), numeric=True),
            _graded(material, indicator, last),
        )
        for indicator in material.in_scope
        for first, last in _settled(material, indicator)
    ]
    heads = (
        NUMBER, PROJECT, INDICATOR, Head("list.year", 6.0), Head("list.forecast", 8.0), GRADE,
        Head("list.final", 8.0), GRADE,
    )  # fmt: skip
    if not rows:
        return
    yield heading("heading.settled", lang, n=len(rows))
    yield listing(phrase("heading.settled", lang, n=len(rows)), heads, rows, lang)


def _settled(material: Material, indicator: Indicator) -> Iterator[tuple[Actual, Actual]]:
    """Yield the first forecast and the final result of each year that has both."""
    for year in material.years:
        known = material.index.actuals_of.get((indicator.id, year), ())
        forecasts = [one for one in known if one.certainty is Certainty.FORECAST]
        if forecasts and known[-1].certainty is Certainty.CONFIRMED:
            yield forecasts[0], known[-1]


def _graded(material: Material, indicator: Indicator, actual: Actual) -> Cell:
    """Return the grade of one known result: as published, else as computed."""
    symbol, book = actual.published_grade, material.book_of(actual.fiscal_year)
    if symbol is None and book is not None:
        target = material.index.target(indicator.id, actual.fiscal_year)
        symbol = grade(
            indicator=indicator,
            target=target,
            actual=actual,
            book=book,
            plan=material.plan,
            previous=material.index.actual(indicator.id, actual.fiscal_year - 1),
        ).computed
    mark = book.mark_of(symbol) if book and symbol else None
    reading = mark_label(book, mark.key, material.lang) if mark else ""
    tone = material.tone(mark, actual.fiscal_year)
    return Cell(symbol or "", align=Align.CENTRE, tone=tone, reading=reading)
