"""Which of an indicator's targets a year is judged by, and which results belong together."""

from hakaru.ledger.entries import Actual, Target
from hakaru.ledger.ledger import Index
from hakaru.rules.scale import Against


def target_for(index: Index, indicator: str, fiscal_year: int, against: Against) -> Target | None:
    """Return the target a year is judged by.

    `in_force`: the revision in force in the year. `this_year`: of those in force the one for this
    very year, `final`: the one for the last year; both fall back on the revision in force.
    """
    in_force = index.target(indicator, fiscal_year)
    if against == "in_force":
        return in_force
    dated = [
        (target.due, target)
        for target in index.targets_of.get(indicator, ())
        if isinstance(target.due, int) and _known(target, fiscal_year, against)
    ]
    if against == "this_year":
        same = [target for due, target in dated if due == fiscal_year]
        return same[-1] if same else in_force
    last = max((due for due, _ in dated), default=None)
    return next((target for due, target in reversed(dated) if due == last), in_force)


def _known(target: Target, fiscal_year: int, against: Against) -> bool:
    """Tell whether a target is one of those a year knows.

    Targets of a plan's stages stand side by side, each in force up to its own year, and the last of
    them is known from the start. A revision with a reason is not known before it begins.
    """
    begins, until = target.in_force_from, target.in_force_until
    if begins is not None and begins > fiscal_year:
        return against == "final" and not target.reason
    return until is None or fiscal_year <= until


def previous_of(index: Index, indicator: str, fiscal_year: int) -> Actual | None:
    """Return the result of the year before, none where it was measured as another indicator."""
    if not same_measure(index, indicator, (fiscal_year - 1, fiscal_year)):
        return None
    return index.actual(indicator, fiscal_year - 1)


def same_measure(index: Index, indicator: str, years: tuple[int, ...]) -> bool:
    """Tell whether no revision replaced the indicator itself between these years."""
    targets = [index.target(indicator, year) for year in years]
    return len({target.measures if target else "" for target in targets}) == 1
