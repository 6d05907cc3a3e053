"""Which way is better: as the document says it, as baseline and target imply it, or by habit."""

import re
from collections.abc import Sequence

import msgspec

from hakaru.ledger.aims import TargetTerms, is_rate
from hakaru.ledger.characters import fold
from hakaru.ledger.entries import EVERY_YEAR, Direction, DirectionSource, TargetKind
from hakaru.ledger.quantity import Comparison, Quantity
from hakaru.ledger.relation import Change
from hakaru.ledger.units import same_unit
from hakaru.ledger.words import VOCABULARY

_WORDS = {
    key: "|".join(words) for key, words in msgspec.structs.asdict(VOCABULARY.direction).items()
}
_IN_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
# Only at the end of a name: a CO2削減量 or 残業を削減した企業数 is better when higher.
_FALL_STOPPED = re.compile(rf"(?:{_WORDS['falling']})(?:率|幅|数|傾向)?の?(?:{_WORDS['undoing']})$")
_LOWER = re.compile(rf"(?:{_WORDS['lower']})$")
_HIGHER = re.compile(rf"(?:{_WORDS['higher']})$")
_ACTIVITY = re.compile(rf"(?:{_WORDS['activity']})[^のをがに、]*$")

_OF_COMPARISON = {
    Comparison.AT_LEAST: Direction.HIGHER,
    Comparison.MORE_THAN: Direction.HIGHER,
    Comparison.AT_MOST: Direction.LOWER,
    Comparison.LESS_THAN: Direction.LOWER,
}
_OF_CHANGE = {
    Change.INCREASE: Direction.HIGHER,
    Change.KEEP_OR_INCREASE: Direction.HIGHER,
    Change.DECREASE: Direction.LOWER,
    Change.KEEP_OR_DECREASE: Direction.LOWER,
}


def derive_direction(
    *, name: str, baseline: Quantity | None, targets: Sequence[TargetTerms]
) -> tuple[Direction, DirectionSource]:
    """Return which way is better for an indicator, and how that is known.

    Stated: a target says 以上, 以下, 増加, 減少 (the last revision that does counts), or the name
    ends in 削減, 抑制, 増加 and the like. Derived: a number target lies below the baseline (lower)
    or above it (higher). Assumed: everything else is higher, but a rank, and an aim of zero
    without a baseline, lower. A yearly count of what an authority does or draws (補助件数) with a
    target below the baseline is a floor: higher, assumed.
    """
    stated = _stated_by_targets(targets) or _stated_by_name(name)
    if stated is not None:
        return stated, DirectionSource.STATED
    for target in reversed(targets):
        found = _implied(name, baseline, target)
        if found is not None:
            return found
    return Direction.HIGHER, DirectionSource.ASSUMED


def _stated_by_targets(targets: Sequence[TargetTerms]) -> Direction | None:
    """Return the direction the last target states that states one."""
    for target in reversed(targets):
        if target.relation is not None and target.relation.change in _OF_CHANGE:
            return _OF_CHANGE[target.relation.change]
        if target.quantity.comparison is not None:
            return _OF_COMPARISON[target.quantity.comparison]
    return None


def _stated_by_name(name: str) -> Direction | None:
    """Return the direction the end of a name states; 減少の抑制 wishes for more."""
    bare = _IN_BRACKETS.sub("", fold(name)).strip(" 。、")
    if _FALL_STOPPED.search(bare) or _HIGHER.search(bare):
        return Direction.HIGHER
    return Direction.LOWER if _LOWER.search(bare) else None


def _implied(
    name: str, baseline: Quantity | None, target: TargetTerms
) -> tuple[Direction, DirectionSource] | None:
    """Return the direction a number target and the baseline imply, None for other targets."""
    aim = target.quantity.value
    if target.kind is not TargetKind.NUMBER or aim is None:
        return None
    unit = target.quantity.unit
    start = baseline.value if baseline and same_unit(baseline.unit, unit) else None
    if start is None or start == aim:
        lower = unit == "位" or (start is None and aim == 0)
        return Direction.LOWER if lower else Direction.HIGHER, DirectionSource.ASSUMED
    if aim > start:
        return Direction.HIGHER, DirectionSource.DERIVED
    bare = _IN_BRACKETS.sub("", fold(name)).strip()
    if target.due == EVERY_YEAR and not is_rate(unit) and _ACTIVITY.search(bare):
        return Direction.HIGHER, DirectionSource.ASSUMED
    return Direction.LOWER, DirectionSource.DERIVED
