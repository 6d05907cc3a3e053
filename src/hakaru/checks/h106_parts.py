"""H106: the parts of a number do not add up to it.

What: a total with its parts in brackets（合計74件（A市67件、B町7件）), parts with their total
（…（計9社）), both in a sentence without brackets (A市67件、B町7件の計74件; 74件で、内訳は…), in
what was done, summaries, notes and results, and the members' parts of a result.
Why: readers add up; one of the figures is wrong, and nobody can tell which.
Certainty: certain where the parts are more than the whole, or a total of exactly these parts is
printed (合計, 内訳); likely, and a warning, where fewer parts may be only the ones worth naming
(うち), parts named so may overlap (うち県内…, 県外…), or the sentence names more than these.
Wrong: 合計75件(うち、A市67件、B町7件)
Right: 合計74件(うち、A市67件、B町7件)

内訳の合計が、全体の数と合わない。
見るもの: 全体の数とかっこの中の内訳(合計74件(…))、並びとその計(…(計9社))、かっこのない文の中の両
方(A市67件、B町7件の計74件、74件で内訳は…)、実績値の市町村別の内訳。取組実績、概要、注記、実績値を見る。
理由: 読む人は足し算をする。どれかの数が誤りで、どれなのかは読む人に分からない。
確かさ: 内訳が全体を超えるものと、合計・内訳と書いてあるものは確実。「うち」で一部だけを挙げた、ま
たは重なりがあると読めるもの、文にほかの数もあるものは「おそれ」とし、注意にとどめる。
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hakaru.checks.context import Context, places
from hakaru.checks.sums import Sum, find_sums
from hakaru.checks.sums_in_sentences import find_sentence_sums
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Actual, Entry
from hakaru.ledger.measure import same_unit

PARTS_DIFFER = Kind("H106", Severity.ERROR)
_LIKELY = PARTS_DIFFER._replace(severity=Severity.WARNING, certainty=Sureness.LIKELY)


class _Told(NamedTuple):
    """A text, what it is about, and the year it was reported for."""

    entry: Entry
    subject: dict[str, str]
    fiscal_year: int | None
    text: str


def check(context: Context) -> Iterator[Finding]:
    """Yield the totals in texts, and the results, that their parts do not give."""
    for told in _texts(context):
        for found in _sums(told.text):
            kind = _kind(found)
            if kind is not None:
                yield kind.at(
                    *places(told.entry),
                    **told.subject,
                    fiscal_year=told.fiscal_year or "",
                    total=_plain(found.total),
                    parts=" + ".join(map(_plain, found.parts)),
                    sum=_plain(Decimal(sum(found.parts))),
                    text=found.text,
                )
    for results in context.results.values():
        for result in results.values():
            yield from _of_members(result)


def _texts(context: Context) -> Iterator[_Told]:
    """Yield what was done, what projects are, notes, and results whose parts no reader took."""
    ledger = context.ledger
    for activity in ledger.activities:
        yield _Told(activity, {"project": activity.project}, activity.fiscal_year, activity.text)
    for project in ledger.projects:
        yield _Told(project, {"project": project.id}, None, project.summary)
    for note in ledger.notes:
        yield _Told(note, {"owner": note.subject}, None, note.text)
    for results in context.results.values():
        for result in results.values():
            if not result.breakdown:
                subject = {"indicator": result.indicator}
                yield _Told(result, subject, result.fiscal_year, result.quantity.text)


def _sums(text: str) -> Iterator[Sum]:
    """Yield the totals of a text, each once: one may stand in a sentence and beside a bracket."""
    seen: set[tuple[Decimal, tuple[Decimal, ...]]] = set()
    for found in (*find_sums(text), *find_sentence_sums(text)):
        key = found.total, found.parts
        if key not in seen:
            yield found
        seen.add(key)


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
    if found.sure and (together > found.total or (found.complete and not found.of_which)):
        return PARTS_DIFFER
    fewer = together < found.total and found.of_which and not found.complete
    return None if fewer else _LIKELY


def _plain(number: Decimal) -> str:
    """Return a number for reading."""
    return f"{number:,f}"
