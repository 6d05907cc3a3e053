"""Which way a value moved from its baseline, for scales that ask no more than that."""

from typing import Literal

from hakaru.ledger.entries import Direction, Indicator
from hakaru.ledger.quantity import Quantity
from hakaru.ledger.units import same_unit
from hakaru.rules.case import Attainment, Moved
from hakaru.rules.rate import Pair, exact, side

_MOVED: dict[int, Moved] = {1: "better", 0: "same", -1: "worse"}


def moved(
    actual: Quantity,
    baseline: Quantity | None,
    way: Pair,
    open_end: Literal["", "better", "worse"] = "",
) -> Attainment:
    """Return that a value is better than, same as or worse than its baseline: `way` 1, 0 or -1."""
    started = "" if baseline is None else baseline.text
    facts = ("actual", actual.text), ("baseline", started), ("moved", _MOVED[way[0]])
    return Attainment(code="moved", facts=facts, moved=_MOVED[way[0]], open_end=open_end)


def moved_without_target(indicator: Indicator, actual: Quantity) -> Attainment:
    """Return which way a value moved where no target was set; a reason where it cannot be told."""
    baseline = None if indicator.baseline is None else indicator.baseline.quantity
    if baseline is None or baseline.value is None:
        return _untold(actual, "baseline_missing")
    if actual.value is None:
        return _untold(actual, "word_for_number")
    unit = baseline.unit
    if unit != actual.unit and unit and actual.unit and not same_unit(unit, actual.unit):
        return _untold(actual, "unit_differs")
    ours, theirs = exact(actual.value), exact(baseline.value)
    if ours is None or theirs is None:
        return _untold(actual, "value_not_understood")
    way = side(ours, theirs, lower=indicator.direction is Direction.LOWER)
    if way and indicator.direction is Direction.UNKNOWN:
        return _untold(actual, "direction_unknown")
    return moved(actual, baseline, (way, 1), "better" if actual.comparison else "")


def _untold(actual: Quantity, reason: str) -> Attainment:
    """Return that it cannot be told, and why."""
    facts = ("reason", reason), ("actual", actual.text)
    return Attainment(code="undetermined", reason=reason, facts=facts)
