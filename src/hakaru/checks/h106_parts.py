"""H106: the parts of a number do not add up to it.

What: a total with its parts in brackets（合計74件（A市67件、B町7件）), parts with their total
（…（計9社）), and the members' parts of a result.
Why: readers add up; one of the figures is wrong, and nobody can tell which.
Certainty: certain where the parts are more than the whole, or a total of exactly these parts is
printed (合計, 内訳); likely, and a warning, where fewer parts may be only the ones worth naming
(うち).
Wrong: 合計75件(うち、A市67件、B町7件)
Right: 合計74件(うち、A市67件、B町7件)

内訳の合計が、全体の数と合わない。
見るもの: 全体の数とかっこの中の内訳(合計74件(…))、並びとその計(…(計9社))、実績値の市町村別の内訳。
理由: 読む人は足し算をする。どれかの数が誤りで、どれなのかは読む人に分からない。
確かさ: 内訳が全体を超えるものと、合計・内訳と書いてあるものは確実。「うち」で一部だけを挙げたと読
めるものは「おそれ」とし、注意にとどめる。
"""

from collections.abc import Iterator
from decimal import Decimal

from hakaru.checks.context import Context, places
from hakaru.checks.sums import Sum, find_sums
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Actual
from hakaru.ledger.measure import same_unit

PARTS_DIFFER = Kind("H106", Severity.ERROR)
_FEWER = PARTS_DIFFER._replace(severity=Severity.WARNING, certainty=Sureness.LIKELY)


def check(context: Context) -> Iterator[Finding]:
    """Yield the totals in what was done, and the results, that their parts do not give."""
    for activity in context.ledger.activities:
        for found in find_sums(activity.text):
            kind = _kind(found)
            if kind is not None:
                yield kind.at(
                    *places(activity),
                    project=activity.project,
                    fiscal_year=activity.fiscal_year or "",
                    total=_plain(found.total),
                    parts=" + ".join(map(_plain, found.parts)),
                    sum=_plain(Decimal(sum(found.parts))),
                    text=found.text,
                )
    for results in context.results.values():
        for result in results.values():
            yield from _of_members(result)


def _of_members(result: Actual) -> Iterator[Finding]:
    """Yield a result that is less than what its members' parts add up to.

    Fewer parts are no contradiction: not every member need be listed.
    """
    value, shares = result.quantity.value, result.breakdown
    units = {share.unit for share in shares if share.unit}
    if value is None or any(not same_unit(unit, result.quantity.unit) for unit in units):
        return
    parts = [share.value * result.quantity.scale for share in shares]
    if len(parts) > 1 and sum(parts) > value:
        yield PARTS_DIFFER.at(
            *places(result),
            indicator=result.indicator,
            fiscal_year=result.fiscal_year,
            total=_plain(value),
            parts=" + ".join(map(_plain, parts)),
            sum=_plain(Decimal(sum(parts))),
            text=result.quantity.text,
        )


def _kind(found: Sum) -> Kind | None:
    """Return what to make of a total and its parts, None where nothing is wrong."""
    together = sum(found.parts)
    if together == found.total or (len(found.parts) < 2 and together < found.total):
        return None
    if together > found.total or (found.complete and not found.of_which):
        return PARTS_DIFFER
    return None if found.of_which and not found.complete else _FEWER


def _plain(number: Decimal) -> str:
    """Return a number for reading."""
    return f"{number:,f}"
