"""The achievement ratio: met ÷ evaluable, both counts shown, and how a published one was counted.

Many plans count themselves: one indicator states the share of all indicators that were met. Which
marks count as met is a rule of the book, and a book may name several; a published ratio is
recounted by each of them from the published marks, and said to be reproduced by those that give
the printed digits.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

import msgspec

from hakaru.ledger.entries import Project
from hakaru.ledger.ledger import Index, Ledger
from hakaru.rules.grade import Grade, decided
from hakaru.rules.in_force import Books, book_in, editions_of
from hakaru.rules.scale import Counting, Rulebook

# 「各連携事業の評価指標の達成割合」「KPIの達成率」「達成した指標の割合」: a share of indicators.
_COUNTED = r"(?:評価指標|成果指標|数値目標|目標指標|指標|KPI|連携事業|取組項目)"
_RATIO_NAME = re.compile(
    rf"{_COUNTED}[^、。]*?(?:達成割合|達成率|達成状況の割合|達成した割合|目標達成割合)"
    rf"|達成(?:した|済み?の)[^、。]*?{_COUNTED}[^、。]*?(?:割合|率)",
    re.IGNORECASE,
)
_PERCENT = "%"


class GradeSource(StrEnum):
    """Whose marks are counted: those the document prints, or those the rulebook gives."""

    PUBLISHED = "published"
    COMPUTED = "computed"


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """One count: met of evaluable, by one rule; `marks` has every key with its number."""

    rule: str
    source: GradeSource
    met: int
    evaluable: int
    marks: tuple[tuple[str, int], ...]
    counted_as_met: tuple[str, ...]

    @property
    def ratio(self) -> Fraction | None:
        """The exact share, None where nothing could be evaluated."""
        return Fraction(self.met, self.evaluable) if self.evaluable else None


class PublishedRatio(msgspec.Struct, frozen=True, kw_only=True):
    """A ratio that an indicator of the plan states: in percent as printed, for one year."""

    scope: str
    indicator: str
    fiscal_year: int
    percent: Decimal
    text: str


class Ratio(msgspec.Struct, frozen=True, kw_only=True):
    """The achievement ratio of a scope (a plan's or section's id) in a fiscal year.

    `count` is the one to show: the published marks (the computed ones where none are printed) by
    the first rule that reproduces the published ratio, else by the plan's rule of that year, else
    by the book's first. `computed` is the same rule over the computed marks.
    In `count` a mark that an official gave stands before the other two; `overridden` says how many
    marks of the scope were given so. What was published was counted without them, so neither
    `computed` nor `reproduced_by` knows of them.
    `reproduced_by` names every rule that reproduces the published ratio, none where nothing does
    or nothing was published.
    """

    scope: str
    fiscal_year: int
    count: Count
    computed: Count
    published: PublishedRatio | None
    reproduced_by: tuple[str, ...]
    overridden: int = 0


def ratios(
    ledger: Ledger | Index,
    grades: Iterable[Grade],
    book: Books = None,
    *,
    sections: bool = True,
) -> tuple[Ratio, ...]:
    """Return the ratio of every plan and section and year in which anything can be evaluated.

    Plans first, then sections in ledger order, each by year. A project's indicators count for its
    own section and all above it, once, however often the project is relisted. `book` is one
    rulebook or the editions of one; each year is counted by the edition in force. Without a book
    each plan's own is used; a scope of a plan without one is left out. `sections` are left out for
    whoever asks for the plans alone.
    """
    index = ledger if isinstance(ledger, Index) else Index(ledger)
    scopes = (*index.plans, *index.sections) if sections else tuple(index.plans)
    found = tuple(_ratios(index, _gathered(index, grades), book, scopes))
    return tuple(one for one in found if one.count.evaluable or one.published is not None)


def published_ratios(ledger: Ledger | Index, book: Books = None) -> tuple[PublishedRatio, ...]:
    """Return what indicators of the ledger state as the achievement ratio, year by year.

    Such an indicator is in percent, and its name speaks of a share of indicators met or is one of
    the book's `ratio_names`. Under a section it speaks for that section, else for the whole plan.
    """
    index = ledger if isinstance(ledger, Index) else Index(ledger)
    return tuple(_published(index, book))


def count(
    grades: Iterable[Grade],
    *,
    book: Rulebook,
    rule: Counting,
    source: GradeSource,
    itself: frozenset[str] = frozenset(),
) -> Count:
    """Count marks by one rule; `itself` are the indicators that state the ratio.

    A grade without a mark, or with one the book does not have, is not evaluable.
    """
    tally = Counter(
        key
        for grade in grades
        if rule.counts_itself or grade.indicator not in itself
        if (key := _key(grade, book, source)) is not None
    )
    return Count(
        rule=rule.id,
        source=source,
        met=sum(tally[key] for key in rule.met),
        evaluable=sum(number for key, number in tally.items() if key not in rule.excluded),
        marks=tuple((key, tally[key]) for key in book.marks if tally[key]),
        counted_as_met=tuple(book.marks[key].symbol for key in rule.met),
    )


def reproduces(counted: Count, percent: Decimal) -> bool:
    """Tell whether a count gives a published percentage to the digits it was printed with."""
    ratio = counted.ratio
    exponent = percent.as_tuple().exponent
    if ratio is None or not isinstance(exponent, int):
        return False
    # Half up at the last printed digit: the exact share lies in [percent - half, percent + half).
    half = Fraction(10) ** min(exponent, 0) / 2
    printed = Fraction(percent)
    return printed - half <= ratio * 100 < printed + half


def _ratios(
    index: Index,
    gathered: dict[str, dict[int, list[Grade]]],
    book: Books,
    scopes: tuple[str, ...],
) -> Iterator[Ratio]:
    """Yield the ratio of every scope and year that has grades and a book; plans come first."""
    stated = {(one.scope, one.fiscal_year): one for one in published_ratios(index, book)}
    itself = frozenset(one.indicator for one in stated.values())
    rules: dict[tuple[str, int], str] = {}
    for scope in scopes:
        plan = index.plan_of(scope)
        for year, grades in sorted(gathered.get(scope, {}).items()):
            used = book_in(year, plan=plan, chosen=book)
            if plan is None or used is None:
                continue
            # Sections are counted as their plan was, so that they add up to it.
            rule = rules.get((plan.id, year), used.counting[0].id)
            ratio = _Scope(scope, year, used, itself, rule).ratio(grades, stated.get((scope, year)))
            rules.setdefault((scope, year), ratio.count.rule)
            yield ratio


class _Scope(NamedTuple):
    """What is counted: a plan or section, a year, its book, the indicators that state the ratio.

    `rule` is the one to use where no published ratio says which.
    """

    id: str
    fiscal_year: int
    book: Rulebook
    itself: frozenset[str]
    rule: str

    def ratio(self, grades: Sequence[Grade], published: PublishedRatio | None) -> Ratio:
        """Count these grades, by the rule that reproduces the published ratio where one does."""
        marked = any(_key(grade, self.book, GradeSource.PUBLISHED) for grade in grades)
        source = GradeSource.PUBLISHED if marked else GradeSource.COMPUTED
        counts = {rule.id: self._count(grades, rule, source) for rule in self.book.counting}
        reproduced_by = (
            ()
            if published is None
            else tuple(name for name, one in counts.items() if reproduces(one, published.percent))
        )
        rule = reproduced_by[0] if reproduced_by else self.rule
        chosen = next(one for one in self.book.counting if one.id == rule)
        overridden = sum(self.book.mark_of(grade.override or "") is not None for grade in grades)
        as_decided = [decided(grade, self.book) for grade in grades] if overridden else grades
        return Ratio(
            scope=self.id,
            fiscal_year=self.fiscal_year,
            count=self._count(as_decided, chosen, source) if overridden else counts[rule],
            computed=self._count(grades, chosen, GradeSource.COMPUTED),
            published=published,
            reproduced_by=reproduced_by,
            overridden=overridden,
        )

    def _count(self, grades: Sequence[Grade], rule: Counting, source: GradeSource) -> Count:
        """Count these grades by one rule."""
        return count(grades, book=self.book, rule=rule, source=source, itself=self.itself)


def _key(grade: Grade, book: Rulebook, source: GradeSource) -> str | None:
    """Return the key of the mark that counts, or None."""
    if source is GradeSource.COMPUTED:
        return grade.computed_key
    mark = book.mark_of(grade.published or "")
    return None if mark is None else mark.key


def _gathered(index: Index, grades: Iterable[Grade]) -> dict[str, dict[int, list[Grade]]]:
    """Return the grades of every plan and section, by year."""
    gathered: dict[str, dict[int, list[Grade]]] = defaultdict(lambda: defaultdict(list))
    scopes: dict[str, tuple[str, ...]] = {}
    for grade in grades:
        if grade.indicator not in scopes:
            scopes[grade.indicator] = tuple(_scopes(index, grade.indicator))
        for scope in scopes[grade.indicator]:
            gathered[scope][grade.fiscal_year].append(grade)
    return gathered


def _scopes(index: Index, indicator_id: str) -> Iterator[str]:
    """Yield the plan and every section that an indicator counts for, each once."""
    plan = index.plan_of(indicator_id)
    if plan is not None:
        yield plan.id
    indicator = index.indicators.get(indicator_id)
    parent = index.entry.get(indicator.parent) if indicator else None
    section = parent.section if isinstance(parent, Project) else indicator and indicator.parent
    seen: set[str] = set()
    while section in index.sections and section not in seen:
        yield section
        seen.add(section)
        section = index.sections[section].parent


def _published(index: Index, book: Books) -> Iterator[PublishedRatio]:
    """Yield the stated ratios, the latest known value of each year."""
    stating: dict[str, str | None] = {}
    for (indicator_id, fiscal_year), known in index.actuals_of.items():
        if indicator_id not in stating:
            stating[indicator_id] = _states_ratio_of(index, indicator_id, book)
        scope, quantity = stating[indicator_id], known[-1].quantity
        if scope is not None and quantity.value is not None and quantity.unit == _PERCENT:
            yield PublishedRatio(
                scope=scope,
                indicator=indicator_id,
                fiscal_year=fiscal_year,
                percent=quantity.value,
                text=quantity.text,
            )


def _states_ratio_of(index: Index, indicator_id: str, book: Books) -> str | None:
    """Return the id of the plan or section whose ratio an indicator states, None if it does not."""
    indicator = index.indicators.get(indicator_id)
    plan = index.plan_of(indicator_id)
    if indicator is None or plan is None:
        return None
    named = any(indicator.name in one.ratio_names for one in editions_of(plan, book))
    if not named and _RATIO_NAME.search(indicator.name) is None:
        return None
    return indicator.parent if indicator.parent in index.sections else plan.id
