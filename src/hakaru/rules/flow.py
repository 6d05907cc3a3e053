"""Results of single years added up before a running total, where the rulebook asks for it."""

from decimal import Context
from functools import reduce

from msgspec.structs import replace

from hakaru.ledger.entries import Actual, Target
from hakaru.ledger.ledger import Index
from hakaru.ledger.quantity import Quantity, State
from hakaru.ledger.units import same_unit
from hakaru.rules.targets import same_measure

_EXACT = Context(prec=200)


def is_sum_asked(index: Index, target: Target | None, actual: Actual) -> bool:
    """Tell whether a target is a running total and the indicator's own values are not."""
    indicator = index.indicators.get(actual.indicator)
    return (
        target is not None
        and target.cumulative
        and indicator is not None
        and not indicator.cumulative
        and actual.quantity.value is not None
    )


def summed(index: Index, actual: Actual, years: tuple[int, ...]) -> Actual | None:
    """Return an actual with the sum of its year and those before it in `years`.

    None where a year has no value, another unit, or was measured as another indicator; a year of
    which the document says that nothing was due yet adds nothing.
    """
    until = tuple(year for year in sorted(years) if year < actual.fiscal_year)
    if not same_measure(index, actual.indicator, (*until, actual.fiscal_year)):
        return None
    found = [index.actual(actual.indicator, year) for year in until]
    parts = [_counted(one, actual.quantity) for one in (*found, actual)]
    if any(part is None for part in parts):
        return None
    known = [part for part in parts if part is not None and part.value is not None]
    total = reduce(_EXACT.add, (part.value for part in known if part.value is not None))
    text = " + ".join(part.text for part in known)
    return replace(actual, quantity=replace(actual.quantity, value=total, text=text))


def _counted(one: Actual | None, last: Quantity) -> Quantity | None:
    """Return what a year adds, None where that is not known."""
    if one is None:
        return None
    got = one.quantity
    if got.state in {State.NOT_DUE, State.NOT_APPLICABLE}:
        return got
    fits = got.unit == last.unit or not got.unit or same_unit(got.unit, last.unit)
    return got if got.value is not None and got.comparison is None and fits else None
