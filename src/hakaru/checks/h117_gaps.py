"""H117: a number is missing in a row of numbered projects or indicators.

What: project numbers of a plan from 1 up, and ①②③ of a project, where few are missing between the
others.
Why: a page or a row was lost on the way from the sections to the list.
Certainty: likely: a number may have been retired.
Wrong: No.1, No.2, No.4
Right: No.1, No.2, No.3, No.4

事業や指標の続き番号に抜けがある。
見るもの: 1から続く事業番号と、事業の中の①②③のうち、わずかに抜けているもの。
理由: 担当課から一覧になるまでの間に、ページや行が落ちている。
確かさ: おそれ。欠番の場合がある。
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Indicator, Project

NUMBER_MISSING = Kind("H117", Severity.WARNING, Sureness.LIKELY)

_FEWEST = 3
# One in so many may be missing; beyond that the numbers are of another kind.
_ONE_IN = 10


class _Numbered(NamedTuple):
    """Something with its number."""

    number: int
    entry: Project | Indicator


def check(context: Context) -> Iterator[Finding]:
    """Yield the missing numbers of each plan's projects and of each project's indicators."""
    for plan in context.ledger.plans:
        projects = [one for one in context.ledger.projects if one.plan == plan.id]
        numbers = [number for number in (_number(one.number) for one in projects) if number]
        if len(numbers) == len(projects) >= _FEWEST:
            found = [_Numbered(int(one.number), one) for one in projects]
            yield from _gaps(plan.id, found, most=max(1, len(found) // _ONE_IN))
    for owner, indicators in context.index.indicators_of.items():
        marked = [_Numbered(_number(one.marker) or 0, one) for one in indicators if one.marker]
        if len(marked) == len(indicators) > 1 and all(one.number for one in marked):
            yield from _gaps(owner, marked, most=1)


def _number(printed: str) -> int | None:
    """Return a plain number, or that of ③ and (3); None for 1-2, A-3 and nothing."""
    plain = unicodedata.normalize("NFKC", printed).strip().strip("()")
    return int(plain) if plain.isdigit() else None


def _gaps(owner: str, found: Sequence[_Numbered], *, most: int) -> Iterator[Finding]:
    """Yield the numbers that are missing, when they are few and the row begins with 1."""
    in_order = sorted(found, key=lambda one: one.number)
    if in_order[0].number != 1 or in_order[-1].number - len(set(_numbers(in_order))) > most:
        return
    for before, after in pairwise(in_order):
        for missing in range(before.number + 1, after.number):
            yield NUMBER_MISSING.at(
                *places(before.entry, after.entry),
                owner=owner,
                missing=missing,
                before=before.number,
                after=after.number,
            )


def _numbers(found: Sequence[_Numbered]) -> Iterator[int]:
    """Yield the numbers."""
    return (one.number for one in found)
