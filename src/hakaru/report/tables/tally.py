"""Grades counted: by mark, met and evaluable, by the rule that the plan counts with."""

from collections.abc import Iterable

from hakaru.ledger.entries import Indicator, Section
from hakaru.report.tables.material import Material
from hakaru.rules.ratio import Count, GradeSource, count, published_ratios
from hakaru.rules.scale import Mark


def count_of(material: Material, indicators: Iterable[Indicator], year: int) -> Count | None:
    """Return the count of some indicators in a year, as the plan's own ratio of it is counted.

    None without a rulebook, or where nothing can be evaluated.
    """
    book = material.book_of(year)
    if book is None:
        return None
    whole = material.ratios.get((material.plan.id, year))
    rule = book.counting_rule(whole.count.rule) if whole else book.counting[0]
    found = count(
        [
            grade
            for indicator in indicators
            if (grade := material.grades.get((indicator.id, year))) is not None
        ],
        book=book,
        rule=rule or book.counting[0],
        source=whole.count.source if whole else GradeSource.COMPUTED,
        itself=frozenset(
            one.indicator for one in published_ratios(material.index, material.editions)
        ),
    )
    return found if found.evaluable else None


def below(material: Material, section: Section) -> tuple[Indicator, ...]:
    """Return the indicators in scope of a section and of all below it."""
    return tuple(
        indicator
        for indicator in material.in_scope
        if any(one is section for one in path_of(material, indicator))
    )


def path_of(material: Material, indicator: Indicator) -> tuple[Section, ...]:
    """Return the sections an indicator stands under, the outermost first."""
    project = material.index.projects.get(indicator.parent)
    return material.path(project.section if project else indicator.parent)


def years_counted(material: Material) -> tuple[int, ...]:
    """Return the years up to the report's in which anything can be evaluated."""
    return tuple(
        year
        for year in material.years
        if year <= material.year and count_of(material, material.in_scope, year) is not None
    )


def marks_shown(material: Material) -> tuple[Mark, ...]:
    """Return the marks that count, the best first."""
    book = material.book
    return tuple(mark for mark in book.grades if mark.in_denominator) if book else ()


def turned(material: Material, year: int, *, met: bool) -> tuple[Indicator, ...]:
    """Return the indicators that are newly met (or newly not met) against the year before."""
    found = []
    for indicator in material.in_scope:
        before, now = material.mark(indicator.id, year - 1), material.mark(indicator.id, year)
        if (
            before is not None
            and now is not None
            and before.in_denominator
            and now.in_denominator
            and before.counts_as_met != met
            and now.counts_as_met == met
        ):
            found.append(indicator)
    return tuple(found)
