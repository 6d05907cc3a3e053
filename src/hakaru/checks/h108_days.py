"""H108: a day lies outside the fiscal year it is reported for.

What: days that carry their year (R6.10, 2024/5/24) in a statement about something done, and the
day a result was measured on (※R5.3末時点). Left out: beginnings and earlier deeds that a report
rightly recalls (から, 締結済み, 開設), plans, and a measurement within two months after the year.
Why: a deed of another year was copied from last year's report, or the year has a typing slip.
Certainty: likely: a text may recall what was done before.
Wrong: 令和7年度の取組実績「R6.10～11月に研修を実施」
Right: 令和7年度の取組実績「R7.10～11月に研修を実施」

日付が、報告する年度の外にある。
見るもの: 取組実績の中で、年の付いた日付(R6.10、2024/5/24)とともに実施したと書かれたもの。実績値の
時点(※R5.3末時点)。始まりや過去の経緯(から、締結済み、開設など)、予定、年度後二か月以内の時点は除
く。
理由: 前年度の報告の写し残しか、年の誤記である。
確かさ: おそれ。以前のことを振り返って書いている場合がある。
"""

import re
from collections.abc import Iterator
from datetime import date

from hakaru.checks.context import Context, places
from hakaru.checks.statements import statements
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.characters import fold
from hakaru.ledger.entries import Activity, Actual
from hakaru.ledger.period import find_days, fiscal_year_of

DAY_OUTSIDE = Kind("H108", Severity.WARNING, Sureness.LIKELY)

_HELD = re.compile(
    r"実施|開催|参加|出展|受講|訪問|派遣|配布|行(?:った|い|われ)|開(?:いた|き、|かれ)|催(?:した|し、)"
)
_RECALLED = re.compile(
    r"から|以降|以来|より|締結|開設|開校|開始|開業|設立|創設|導入|施行|策定|改定|改正|発行|公表|済|前年|昨年"
    r"|過年度|過去|累計|通算|時点|現在|比較|引き続|継続|予定|見込|まで|に向け|目標|計画|募集|締切|~(?=\s*(?:$|運用|開始|順次|随時|毎))"
)
_LATEST_DAY = (5, 31)


def check(context: Context) -> Iterator[Finding]:
    """Yield the days outside the year of what was done, and of results."""
    for activity in context.ledger.activities:
        if activity.fiscal_year is not None:
            yield from _in_text(activity, activity.fiscal_year)
    for results in context.results.values():
        for result in results.values():
            day = result.quantity.measured_on
            if day is not None and not _belongs(day, result.fiscal_year):
                yield _of_result(result, day)


def _in_text(activity: Activity, fiscal_year: int) -> Iterator[Finding]:
    """Yield the days of a text that lie outside its year."""
    for statement in statements(activity.text):
        folded = fold(statement)
        if not _HELD.search(folded) or _RECALLED.search(folded):
            continue
        for mention in find_days(statement):
            if fiscal_year_of(mention.day) != fiscal_year:
                yield DAY_OUTSIDE.at(
                    *places(activity),
                    project=activity.project,
                    fiscal_year=fiscal_year,
                    day=mention.written,
                    day_year=fiscal_year_of(mention.day),
                    text=statement,
                )


def _belongs(day: date, fiscal_year: int) -> bool:
    """Tell whether a value of a fiscal year may be measured on a day."""
    return date(fiscal_year, 4, 1) <= day <= date(fiscal_year + 1, *_LATEST_DAY)


def _of_result(result: Actual, day: date) -> Finding:
    """Return the finding of a result."""
    return DAY_OUTSIDE.at(
        *places(result),
        indicator=result.indicator,
        fiscal_year=result.fiscal_year,
        day=day.isoformat(),
        day_year=fiscal_year_of(day),
        text=result.quantity.text,
    )
