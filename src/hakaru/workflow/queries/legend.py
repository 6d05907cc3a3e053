"""The legend of a rulebook: each grade with the rate it is given at and how it is counted."""

from decimal import Decimal
from fractions import Fraction

from hakaru.rules.scale import Mark, Rulebook, Scale, Threshold
from hakaru.workflow.queries.marks import grade_mark
from hakaru.workflow.queries.views import Counting, LegendLine


def legend(book: Rulebook, lang: str) -> tuple[LegendLine, ...]:
    """Return the legend, in the order of the book."""
    return tuple(_line(book, mark, lang) for mark in book.grades)


def _line(book: Rulebook, mark: Mark, lang: str) -> LegendLine:
    """Return one grade's line; a grade on no scale is given by hand or not at all."""
    scale = next((s for s in book.scales.values() if mark.key in _keys(s)), None)
    threshold = _threshold(scale, mark)
    is_last = scale is not None and scale.otherwise == mark.key
    return LegendLine(
        mark=grade_mark(book, mark, lang),
        from_rate=_percent(threshold.min) if threshold else "",
        inclusive=threshold.inclusive if threshold else True,
        below_rate=_percent(scale.thresholds[-1].min)
        if scale is not None and is_last and scale.thresholds
        else "",
        reached=scale is not None and scale.reached == mark.key,
        missed=scale is not None and scale.missed == mark.key,
        not_evaluated=mark.key == book.not_evaluated,
        counting=_counting(mark),
    )


def _keys(scale: Scale) -> set[str]:
    """Return the grades a scale gives."""
    return {step.grade for step in scale.thresholds} | {
        scale.otherwise,
        scale.reached,
        scale.missed,
    }


def _threshold(scale: Scale | None, mark: Mark) -> Threshold | None:
    """Return the threshold of a mark, None for one that has none."""
    if scale is None:
        return None
    return next((step for step in scale.thresholds if step.grade == mark.key), None)


def _counting(mark: Mark) -> Counting:
    """Return what a grade does in the achievement ratio."""
    if not mark.in_denominator:
        return Counting.LEFT_OUT
    return Counting.MET if mark.counts_as_met else Counting.NOT_MET


def _percent(rate: Fraction) -> str:
    """Return a threshold in percent, exact where it has an end."""
    hundredfold = rate * 100
    exact = Decimal(hundredfold.numerator) / Decimal(hundredfold.denominator)
    return f"{exact.normalize():f}"
