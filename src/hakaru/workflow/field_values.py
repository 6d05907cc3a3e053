"""Values that people write: read in the unit and factor of what stands beside them."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.entries import (
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Fact,
    Indicator,
    Target,
    TargetKind,
)
from hakaru.ledger.measure import Context, read_quantity, unit_and_scale
from hakaru.ledger.quantity import Quantity
from hakaru.workflow.written import written_year

YEN = "円"
_NO_CONTEXT = Context("", 1)


class Typed(NamedTuple):
    """What was written for a field of an entry, and the indicator it belongs to, if any.

    `beside` are the other values of the indicator, which stand under the same headings; `members`
    are those of the plan.
    """

    entry: AnyEntry
    field: str
    text: str
    indicator: Indicator | None = None
    beside: tuple[Quantity, ...] = ()
    members: tuple[str, ...] = ()


def in_context(entry: AnyEntry, context: Context) -> AnyEntry:
    """Return a target, actual or indicator with its value read anew in another unit."""
    if isinstance(entry, Target):
        return _target_of(entry, entry.quantity.text, context)
    if isinstance(entry, Actual):
        quantity = read_quantity(entry.quantity.text, unit=context.unit, scale=context.scale)
        return replace(entry, quantity=quantity)
    if isinstance(entry, Indicator) and entry.baseline is not None:
        return replace(entry, baseline=_baseline_of(entry, entry.baseline.quantity.text, context))
    return entry


def unit_context(text: str) -> Context:
    """Return the unit and factor that the typed words for a unit mean: 千円 is (円, 1000)."""
    unit, scale = unit_and_scale(f"単位:{text}")
    return Context(unit, scale) if unit else Context(text.strip(), 1)


def context_of(quantities: Iterable[Quantity | None], indicator: Indicator | None) -> Context:
    """Return the unit and factor that values got from their surroundings, as far as can be told.

    A value whose own text does not say its unit or factor had them from a heading: what is typed
    in its place, or beside it, has them too. Otherwise the indicator's name may give them.
    """
    for quantity in quantities:
        if quantity is None or quantity.value is None:
            continue
        alone = read_quantity(quantity.text)
        if alone.value is None:
            alone = read_target(quantity.text).quantity
        if alone.value is not None and (alone.unit, alone.scale) != (quantity.unit, quantity.scale):
            return Context(quantity.unit, quantity.scale)
    if indicator is None:
        return _NO_CONTEXT
    named = Context(*unit_and_scale(indicator.name))
    return named if named.unit else Context(indicator.unit, 1)


def read_value(typed: Typed) -> AnyEntry:
    """Read the value of a result or a fact."""
    entry = typed.entry
    if not isinstance(entry, Actual | Fact):
        return entry
    context = context_of((entry.quantity, *typed.beside), typed.indicator)
    quantity = read_quantity(typed.text, unit=context.unit, scale=context.scale)
    if isinstance(entry, Fact):
        return replace(entry, quantity=quantity)
    # The parts belonged to the value that was wrong.
    return replace(entry, quantity=quantity, breakdown=())


def read_aim(typed: Typed) -> AnyEntry:
    """Read a target."""
    entry = typed.entry
    if not isinstance(entry, Target):
        return entry
    context = context_of((entry.quantity, *typed.beside), typed.indicator)
    return _target_of(entry, typed.text, context)


def _target_of(target: Target, text: str, context: Context) -> Target:
    """Return a target that says `text`; a year that its heading gave stays."""
    before = read_target(target.quantity.text, unit=context.unit, scale=context.scale)
    terms = read_target(text, unit=context.unit, scale=context.scale)
    due = terms.due
    if due is None and before.due is None:
        due = target.due
    kind = terms.kind
    if kind is TargetKind.WORD and isinstance(due, int):
        kind = TargetKind.MILESTONE
    from_heading = target.cumulative and not before.cumulative
    return replace(
        target,
        quantity=terms.quantity,
        kind=kind,
        due=due,
        cumulative=terms.cumulative or from_heading,
    )


def read_start(typed: Typed) -> AnyEntry:
    """Read the baseline of an indicator; an empty text is none."""
    entry = typed.entry
    if not isinstance(entry, Indicator):
        return entry
    if not typed.text.strip():
        return replace(entry, baseline=None)
    start = entry.baseline
    context = context_of((start.quantity if start else None, *typed.beside), entry)
    return replace(entry, baseline=_baseline_of(entry, typed.text, context))


def _baseline_of(indicator: Indicator, text: str, context: Context) -> Baseline:
    """Return a baseline that says `text`; a year that its heading gave stays."""
    quantity, year = read_baseline(text, unit=context.unit, scale=context.scale)
    start = indicator.baseline
    if year is None and start is not None and read_baseline(start.quantity.text)[1] is None:
        year = start.fiscal_year
    return Baseline(
        quantity=quantity, fiscal_year=year, source=start.source if start else indicator.source
    )


def read_start_year(typed: Typed) -> AnyEntry:
    """Read the year of a baseline; where there is none yet, it has no value."""
    entry, year = typed.entry, written_year(typed.field, typed.text.strip())
    if not isinstance(entry, Indicator):
        return entry
    start = entry.baseline
    if start is None and year is None:
        return entry
    start = start or Baseline(quantity=read_quantity(""), fiscal_year=None, source=None)
    return replace(entry, baseline=replace(start, fiscal_year=year))


def read_unit(typed: Typed) -> AnyEntry:
    """Read the unit of an indicator; its values are read anew by whoever changes it."""
    return replace(typed.entry, unit=unit_context(typed.text).unit)


def read_amount(typed: Typed) -> AnyEntry:
    """Read an amount of money in yen."""
    entry = typed.entry
    if not isinstance(entry, Budget):
        return entry
    quantity = read_quantity(typed.text, unit=YEN, scale=_money_scale(entry))
    amount: Decimal | None = quantity.value if quantity.unit == YEN else None
    return replace(entry, text=typed.text, amount_yen=amount)


def _money_scale(budget: Budget) -> int:
    """Return the factor that the heading gave to an amount: 1000 under 千円."""
    own = read_quantity(budget.text, unit=YEN)
    if not own.value or not budget.amount_yen:
        return 1
    factor = budget.amount_yen / own.value
    return int(factor) if factor == factor.to_integral_value() and factor > 0 else 1
