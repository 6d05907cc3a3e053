"""H113: two places give one fact different values, and the days do not explain it.

What: a result of one year stated twice as final, or in two documents that do not say whether it is
(but for the latest year of the earlier one); a dated count stated twice for the same day; and a
running count (登録者数, 加盟店) that is smaller on a later day. Documents are compared with each
other. About-numbers (約3,400) are given their room.
Why: readers hold the two documents beside each other.
Certainty: certain for the same day; likely where a later day has the smaller count, or a final
result was changed later, or nothing says that it is final, for members may leave and results be
corrected.
Wrong: 加盟店 300件(R6.7.1)、別の文書に 加盟店 251件(R6.10.1)
Right: 加盟店 251件(R6.7.1)、別の文書に 加盟店 300件(R6.10.1)

同じ事実に違う値があり、時点の違いでは説明できない。
見るもの: 確定として二度示された、または確定とも見込みとも書かれずに二つの文書で違う、同じ年度の実
績値(前の文書の最後の年度は除く)。同じ日の同じ数。後の日の方が少ない積み上がる数(
登録者数・加盟店など)。文書どうしも比べる。「約」の付いた数には幅を認める。
理由: 読む人は二つの文書を並べて見る。
確かさ: 同じ時点なら確実。後の日の方が少ないもの、確定後に変わったもの、確定と書かれていないものは、
退会や訂正がありうるので「おそれ」。
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Actual, Certainty, Fact
from hakaru.ledger.measure import same_unit
from hakaru.ledger.quantity import Quantity, Softness

FACT_DIFFERS = Kind("H113", Severity.ERROR)
_DOUBTED = FACT_DIFFERS._replace(severity=Severity.WARNING, certainty=Sureness.LIKELY)

_ADDS_UP = re.compile(r"登録|加盟|会員|累計|延べ|加入|ダウンロード|フォロワー|導入")
_NOT_IN_LABELS = re.compile(r"[\s:：()（）「」『』・、,。0-9]|約|数$")
# How far an about-number may be from what it stands for.
_ROOM = Decimal("0.05")
_EXPECTED = {Softness.EXPECTED, Softness.PRELIMINARY, Softness.ESTIMATED}


def check(context: Context) -> Iterator[Finding]:
    """Yield the results, and the dated counts, that contradict each other."""
    for known in context.index.actuals_of.values():
        final = [one for one in known if one.certainty is Certainty.CONFIRMED]
        for one, other in pairwise(final):
            if _differ(one.quantity, other.quantity):
                yield _of_results(one, other)
    yield from _of_documents(context)
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in context.ledger.facts:
        if fact.as_of is not None and fact.quantity.value is not None:
            facts[_NOT_IN_LABELS.sub("", unicodedata.normalize("NFKC", fact.label))].append(fact)
    for label, stated in facts.items():
        if label:
            yield from _of_facts(stated)


def _of_documents(context: Context) -> Iterator[Finding]:
    """Yield the results of past years of which two documents print two, neither final nor expected.

    The latest year of an earlier document is left out: its figure was not the last word.
    """
    latest: dict[str, int] = defaultdict(int)
    for result in context.ledger.actuals:
        latest[_file(result)] = max(latest[_file(result)], result.fiscal_year)
    for known in context.index.actuals_of.values():
        open_ones = [one for one in known if not _EXPECTED & set(one.quantity.softness)]
        for one, other in pairwise(open_ones):
            years = [latest[_file(result)] for result in (one, other)]
            if (
                one.certainty is None is other.certainty
                and one.as_of == other.as_of
                and _file(one) != _file(other)
                and (years[0] == years[1] or one.fiscal_year < min(years))
                and _differ(one.quantity, other.quantity)
            ):
                yield _of_results(one, other, _DOUBTED)


def _file(result: Actual) -> str:
    """Return the document a result was read from."""
    return result.source.file if result.source else ""


def _of_results(one: Actual, other: Actual, kind: Kind | None = None) -> Finding:
    """Return the finding of one year's result that was stated twice."""
    return (kind or (FACT_DIFFERS if one.as_of == other.as_of else _DOUBTED)).at(
        *places(one, other),
        indicator=one.indicator,
        label=one.fiscal_year,
        first=one.quantity.text,
        first_day=one.as_of or "",
        second=other.quantity.text,
        second_day=other.as_of or "",
    )


def _of_facts(stated: list[Fact]) -> Iterator[Finding]:
    """Yield the pairs of one label that cannot both be true, or hardly."""
    in_order = sorted(stated, key=lambda fact: (fact.as_of is None, fact.as_of))
    for one, other in combinations(in_order, 2):
        if not _same_subject(one, other) or not _differ(one.quantity, other.quantity):
            continue
        falls = _number(other.quantity) < _number(one.quantity)
        if one.as_of == other.as_of or (falls and _ADDS_UP.search(one.label)):
            yield (FACT_DIFFERS if one.as_of == other.as_of else _DOUBTED).at(
                *places(one, other),
                owner=one.subject,
                label=one.label,
                first=one.quantity.text,
                first_day=one.as_of,
                second=other.quantity.text,
                second_day=other.as_of,
            )


def _same_subject(one: Fact, other: Fact) -> bool:
    """Tell whether two facts are about one thing: subjects are ids, or headings of documents."""
    subjects = [_NOT_IN_LABELS.sub("", fact.subject.rpartition("/")[2]) for fact in (one, other)]
    return subjects[0] == subjects[1] or "" in subjects


def _differ(one: Quantity, other: Quantity) -> bool:
    """Tell whether two numbers of one unit are not the same, about-numbers given their room."""
    if one.value is None or other.value is None or not same_unit(one.unit, other.unit):
        return False
    about = Softness.ABOUT in (*one.softness, *other.softness)
    room = max(abs(one.value), abs(other.value)) * _ROOM if about else Decimal(0)
    return abs(one.value - other.value) > room


def _number(quantity: Quantity) -> Decimal:
    """Return the number of a quantity that has one."""
    return quantity.value or Decimal(0)
