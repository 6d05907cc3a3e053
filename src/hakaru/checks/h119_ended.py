"""H119: a project or indicator that has ended still has results.

What: results with a value in years after the one in which, by its own words, the project or the
indicator ended（令和3年度をもって終了, 令和4年度から…に統合).
Why: the figure belongs to the successor, or the note is not true.
Certainty: likely: effects may be measured after a project's end.
Wrong: (令和3年度をもって終了)、R4 実績 84.8
Right: (令和3年度をもって終了)、R4 実績 —

終わったはずの事業や指標に、その後の実績値がある。
見るもの: 終了の記載(令和3年度をもって終了、令和4年度から…に統合)にある年度より後の年度の値。
理由: 引き継いだ事業の値か、終了の記載の誤りである。
確かさ: おそれ。事業の終了後に効果だけを測っている場合がある。
"""

import re
from collections.abc import Iterator

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.characters import fold
from hakaru.ledger.period import find_fiscal_years

RESULT_AFTER_END = Kind("H119", Severity.NOTE, Sureness.LIKELY)

_FROM_THEN = re.compile(r"\s*(?:から|より|に)")


def check(context: Context) -> Iterator[Finding]:
    """Yield the values of years after the end."""
    for indicator in context.ledger.indicators:
        project = context.project_of(indicator)
        ended = indicator.ended or (project.ended if project else "")
        last = _last_year(ended)
        for year, result in context.results.get(indicator.id, {}).items():
            if last is not None and year > last and result.quantity.state is None:
                yield RESULT_AFTER_END.at(
                    *places(project or indicator, result),
                    indicator=indicator.id,
                    fiscal_year=year,
                    ended=ended,
                    actual=result.quantity.text,
                )


def _last_year(ended: str) -> int | None:
    """Return the last fiscal year that a text about an end leaves, None where it names none."""
    for mention in find_fiscal_years(ended):
        follows = _FROM_THEN.match(fold(ended), mention.end)
        return mention.year - 1 if follows else mention.year
    return None
