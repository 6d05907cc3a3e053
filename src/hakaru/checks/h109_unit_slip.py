"""H109: a number is about a thousand, ten thousand or more times the others: a slip of the unit.

What: results of one indicator beside each other and beside target and baseline, and the amounts
of one project, where money or a scaled unit (千人, 百万円) is involved. The others must agree
among themselves, and the odd one must come right when multiplied or divided by such a factor.
Why: 千円 for 円 is the commonest slip in these forms; the grade then says ◎ or × for nothing.
Certainty: likely: numbers alone cannot prove what was meant.
Wrong: 2024年度 215,062千円、2025年度 139,509円
Right: 2024年度 215,062千円、2025年度 139,509千円

値の単位(千円と円など)を取り違えたおそれがある。
見るもの: 金額や千人・百万円などの単位で書かれた指標の各年度の値・目標値・基準値と、事業の各年度の
金額。ほかの値どうしは近いのに、一つだけが千倍・一万倍などの違いで、その倍率を戻すと近くなるもの。
理由: 千円と円の取り違えは調査票で最も多い誤りで、評価が意味を失う。
確かさ: おそれ。数だけでは、どちらのつもりだったかは決まらない。
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from hakaru.checks.context import Context, places
from hakaru.findings import Finding, Kind, Severity, Sureness
from hakaru.ledger.entries import Baseline, Budget, Entry, Indicator
from hakaru.ledger.measure import same_unit
from hakaru.ledger.quantity import Quantity

UNIT_SLIP = Kind("H109", Severity.WARNING, Sureness.LIKELY)

_MONEY = "円"
_FACTORS = tuple(map(Decimal, (1_000, 10_000, 1_000_000, 100_000_000)))
_NEAR = Decimal("2.5")
_AGREE = 20


class _Figure(NamedTuple):
    """A number in its base unit, as printed, and what it belongs to."""

    value: Decimal
    text: str
    fact: Entry | Baseline


def check(context: Context) -> Iterator[Finding]:
    """Yield one odd figure of an indicator, or of a project's amounts of one kind."""
    for indicator in context.ledger.indicators:
        for figures in _figures(context, indicator):
            slip = _slip(figures)
            if slip is not None:
                yield _finding(slip, indicator=indicator.id)
    for (project, _), budgets in context.budgets.items():
        slip = _slip([_of_budget(budget) for budget in budgets if budget.amount_yen is not None])
        if slip is not None:
            yield _finding(slip, project=project)


def _finding(slip: tuple[_Figure, _Figure, Decimal], **subject: str) -> Finding:
    """Return the finding of an odd figure beside the one nearest to what it should be."""
    odd, other, factor = slip
    return UNIT_SLIP.at(
        *places(odd.fact, other.fact),
        **subject,
        odd=odd.text,
        other=other.text,
        factor=f"{factor:,f}",
    )


def _of_budget(budget: Budget) -> _Figure:
    """Return the figure of an amount."""
    return _Figure(budget.amount_yen or Decimal(0), budget.text, budget)


def _figures(context: Context, indicator: Indicator) -> Iterator[Sequence[_Figure]]:
    """Yield the comparable numbers of an indicator: results, targets, baseline of one measure."""
    by_measure: dict[str, list[tuple[Quantity, Entry | Baseline]]] = {}
    for year, result in context.results.get(indicator.id, {}).items():
        measure = context.measured(indicator.id, year)
        by_measure.setdefault(measure, []).append((result.quantity, result))
    for target in context.index.targets_of.get(indicator.id, ()):
        by_measure.setdefault(target.measures, []).append((target.quantity, target))
    if indicator.baseline is not None:
        by_measure.setdefault("", []).append((indicator.baseline.quantity, indicator.baseline))
    for facts in by_measure.values():
        scaled = any(quantity.scale != 1 or quantity.unit == _MONEY for quantity, _ in facts)
        unit = next((quantity.unit for quantity, _ in facts if quantity.value), "")
        if scaled:
            yield [
                _Figure(quantity.value, quantity.text, fact)
                for quantity, fact in facts
                if quantity.value and same_unit(quantity.unit, unit)
            ]


def _slip(figures: Sequence[_Figure]) -> tuple[_Figure, _Figure, Decimal] | None:
    """Return the odd figure, the other one nearest to it once put right, and the factor."""
    for at, odd in enumerate(figures):
        others = [figure for number, figure in enumerate(figures) if number != at]
        values = [figure.value for figure in others]
        if not others or min(values) <= 0 or odd.value <= 0 or max(values) > min(values) * _AGREE:
            continue
        usual = median(values)
        for factor in _FACTORS:
            for corrected in (odd.value / factor, odd.value * factor):
                if usual / _NEAR <= corrected <= usual * _NEAR:
                    near = [abs(other.value - corrected) for other in others]
                    return odd, others[near.index(min(near))], factor
    return None
