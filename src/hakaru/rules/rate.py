"""Exact rates: formulas over integer pairs, so that 238/280 is 85 % and never nearly 85 %.

A number is a pair (numerator, denominator) with a denominator above 0. A rate may also be
(1, 0): without bound, which is at or above every threshold.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from math import gcd

from hakaru.rules.scale import Formula

Pair = tuple[int, int]
UNBOUNDED: Pair = (1, 0)
WHOLE: Pair = (1, 1)
NOTHING: Pair = (0, 1)

# Looking a member up in its enum costs more than the comparison it is wanted for.
_COMPARE, _PROGRESS = Formula.COMPARE, Formula.PROGRESS
_DIRECTION = Formula.DIRECTION

# Beyond these powers of ten a value is a slip or an attack; exact arithmetic would be endless.
_LARGEST, _SMALLEST = 60, -60


@lru_cache(maxsize=65536)
def exact(value: Decimal) -> Pair | None:
    """Return a decimal as an exact pair, or None for one that is no number of this world."""
    if not value.is_finite() or not _SMALLEST <= value.adjusted() <= _LARGEST:
        return None
    return value.as_integer_ratio()


def ratio(actual: Pair, target: Pair) -> Pair | None:
    """Return actual / target, or None where the target is not above 0."""
    if target[0] <= 0:
        return None
    return actual[0] * target[1], actual[1] * target[0]


def inverse_ratio(actual: Pair, target: Pair) -> Pair | None:
    """Return target / actual; without bound at an actual of 0 or less, None as for `ratio`."""
    if target[0] <= 0:
        return None
    if actual[0] <= 0:
        return UNBOUNDED
    return target[0] * actual[1], target[1] * actual[0]


def keep_down(actual: Pair, target: Pair) -> Pair | None:
    """Return (2 target - actual) / target, or None where the target is not above 0."""
    if target[0] <= 0:
        return None
    whole = actual[1] * target[0]
    return 2 * whole - actual[0] * target[1], whole


def progress(actual: Pair, target: Pair, baseline: Pair | None, *, lower: bool) -> Pair | None:
    """Return (actual - baseline) / (target - baseline).

    None without a baseline, where it equals the target, and where it already lies on the better
    side of the target: the way to go would then lead backwards.
    """
    if baseline is None:
        return None
    way = (target[0] * baseline[1] - baseline[0] * target[1]) * actual[1]
    gone = (actual[0] * baseline[1] - baseline[0] * actual[1]) * target[1]
    if lower:
        way, gone = -way, -gone
    return (gone, way) if way > 0 else None


_RATES = {
    Formula.RATIO: ratio,
    Formula.INVERSE_RATIO: inverse_ratio,
    Formula.KEEP_UP: ratio,
    Formula.KEEP_DOWN: keep_down,
}


def first_rate(
    formulas: Sequence[Formula],
    actual: Pair,
    target: Pair,
    *,
    baseline: Callable[[], Pair | None],
    lower: bool,
) -> tuple[Formula, Pair] | None:
    """Return the first formula of the list that is defined here, with its rate.

    `compare` gives 1 or 0, `direction` 1, 0 or -1 from the baseline; the baseline is asked for only
    where a formula needs it. None where no formula is defined.
    """
    rate: Pair | None
    for formula in formulas:
        if formula is _COMPARE:
            return formula, WHOLE if not_worse(actual, target, lower=lower) else NOTHING
        if formula is _DIRECTION:
            start = baseline()
            rate = None if start is None else (side(actual, start, lower=lower), 1)
        elif formula is _PROGRESS:
            rate = progress(actual, target, baseline(), lower=lower)
        else:
            rate = _RATES[formula](actual, target)
        if rate is not None:
            return formula, rate
    return None


def not_worse(actual: Pair, target: Pair, *, lower: bool) -> bool:
    """Tell whether an actual is at the target or on the better side of it."""
    left, right = actual[0] * target[1], target[0] * actual[1]
    return left <= right if lower else left >= right


def side(actual: Pair, start: Pair, *, lower: bool) -> int:
    """Return 1 where an actual is better than a start, 0 at it, -1 where it is worse."""
    left, right = actual[0] * start[1], start[0] * actual[1]
    if left == right:
        return 0
    return 1 if (left < right) is lower else -1


def bounded(rate: Pair, floor: Pair | None, cap: Pair | None) -> Pair:
    """Return the rate between a floor and a cap, where there are any."""
    if floor is not None and rate[0] * floor[1] < floor[0] * rate[1]:
        return floor
    if cap is not None and rate[0] * cap[1] > cap[0] * rate[1]:
        return cap
    return rate


def lowest_terms(rate: Pair) -> Pair:
    """Return the same rate in lowest terms."""
    divisor = gcd(rate[0], rate[1])
    return rate if divisor == 1 else (rate[0] // divisor, rate[1] // divisor)


def percent(rate: Pair, decimals: int, *, down: bool = False) -> tuple[str, Pair]:
    """Return a rate in percent as text and as the pair it shows.

    Rounded half away from zero, or with `down` towards zero.
    """
    numerator, denominator = rate
    half = 0 if down else denominator
    if decimals == 1 and numerator >= 0:  # the usual case, three times as fast
        tenths = (2000 * numerator + half) // (2 * denominator)
        return f"{tenths // 10}.{tenths % 10}", (tenths, 1000)
    unit = 10**decimals
    numerator = abs(numerator) * 100 * unit
    rounded = (2 * numerator + half) // (2 * denominator)
    sign = "-" if rate[0] < 0 and rounded else ""
    whole, rest = divmod(rounded, unit)
    text = f"{sign}{whole}.{rest:0{decimals}}" if decimals else f"{sign}{whole}"
    return text, (-rounded if sign else rounded, 100 * unit)
