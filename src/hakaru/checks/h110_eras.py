"""H110: an era year and a western year that stand for each other are not the same year.

What: pairs such as 2025年度(R7年度) and 令和8年(2026年) anywhere in the documents. Ranges and
mere neighbours are left out. H31 and R1 are the same year.
Why: one of the two is wrong, and everything in that column may belong to another year.
Certainty: certain.
Wrong: 2025年度(R6年度)
Right: 2025年度(R7年度)

並べて書かれた元号の年と西暦が一致しない。
見るもの: 文書のどこかにある 2025年度(R7年度)、令和8年(2026年) のような組。期間の書き方や、ただ隣
り合うだけのものは除く。H31 と R1 は同じ年。
理由: どちらかが誤りで、その列のすべてが別の年度のものかもしれない。
確かさ: 確実。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context
from hakaru.findings import Finding, Kind, Severity
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Fact,
    Indicator,
    Note,
    Target,
)
from hakaru.ledger.paired_years import differing_years

ERA_DIFFERS = Kind("H110", Severity.ERROR)


def check(context: Context) -> Iterator[Finding]:
    """Yield the pairs of years that differ, but for headings the readers told of already."""
    known = context.read_places("R116")
    for entry in context.ledger.entries():
        if entry.source is not None and entry.source in known:
            continue
        for text in _texts(entry):
            for one, other in differing_years(text):
                yield ERA_DIFFERS.at(
                    *((entry.source,) if entry.source else ()),
                    owner=_owner(entry),
                    first=one.written,
                    second=other.written,
                    first_year=one.year,
                    second_year=other.year,
                )


def _texts(entry: AnyEntry) -> Iterator[str]:
    """Yield what a document printed of an entry."""
    if isinstance(entry, Target | Actual | Fact):
        yield entry.quantity.text
    for name in ("title", "name", "summary", "text", "label"):
        yield getattr(entry, name, "")
    if isinstance(entry, Indicator) and entry.baseline is not None:
        yield entry.baseline.quantity.text


def _owner(entry: AnyEntry) -> str:
    """Return the id of what a text is about; an id that another reading gives as well."""
    if isinstance(entry, Target | Actual):
        return entry.indicator
    if isinstance(entry, Activity):
        return entry.project
    if isinstance(entry, Note):
        return entry.subject
    return entry.plan if isinstance(entry, Fact) else entry.id
