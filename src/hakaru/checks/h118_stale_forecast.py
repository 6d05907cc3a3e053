"""H118: a result of a past year is still a forecast.

What: results marked as expected (見込み, ○ △ in many legends) whose document was made after the
end of that fiscal year, or stands beside results of later years.
Why: by then the result is known; the figure was carried over from last year's document.
Certainty: certain where the day of the document is known, else likely.
Wrong: 令和7年12月末時点の文書に、2024年度 15社 ○
Right: 令和7年12月末時点の文書に、2024年度 27社 ◎

終わった年度の実績が、見込みのままになっている。
見るもの: 見込みとされた実績値(見込み、凡例の○・△など)のうち、文書の時点がその年度の終わりより後の
もの、または後の年度の実績と並んでいるもの。
理由: そのころには結果が出ている。前年度の文書の値を写したままである。
確かさ: 文書の時点が分かれば確実、分からなければ「おそれ」。
"""

from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Actual, Certainty
from hakaru.ledger.period import fiscal_year_of

FORECAST_STALE = Kind("H118", Severity.WARNING)
_UNDATED = FORECAST_STALE._replace(certainty=Sureness.LIKELY)


def check(context: Context) -> Iterator[Finding]:
    """Yield the forecasts of years that are over."""
    for indicator, results in context.results.items():
        for year, result in results.items():
            if result.certainty is not Certainty.FORECAST or result.quantity.state is not None:
                continue
            later = next(
                (one for after, one in results.items() if after > year and _says(one)), None
            )
            if _made_later(result) or (result.as_of is None and later is not None):
                yield (FORECAST_STALE if result.as_of else _UNDATED).at(
                    *places(result, later),
                    indicator=indicator,
                    fiscal_year=year,
                    actual=result.quantity.text,
                    published=result.published_grade or "—",
                    as_of=result.as_of or "—",
                )


def _says(result: Actual) -> bool:
    """Tell whether a result has a value."""
    return result.quantity.state is None


def _made_later(result: Actual) -> bool:
    """Tell whether a result was given after the end of its year."""
    return result.as_of is not None and fiscal_year_of(result.as_of) > result.fiscal_year
