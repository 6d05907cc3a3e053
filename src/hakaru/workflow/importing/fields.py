"""Which fields of an entry a person may correct by typing, and how what is typed is understood.

What is typed is read by the same parsers as documents are; its text is kept as it was typed.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.aims import read_baseline, read_target
from hakaru.ledger.entries import (
    Activity,
    Actual,
    AnyEntry,
    Baseline,
    Budget,
    Certainty,
    Direction,
    DirectionSource,
    Fact,
    Indicator,
    Plan,
    Project,
    Section,
    Target,
    TargetKind,
)
from hakaru.ledger.integrity import FIRST_YEAR, LAST_YEAR
from hakaru.ledger.measure import Context, read_quantity, unit_and_scale
from hakaru.ledger.period import year_of
from hakaru.ledger.quantity import Quantity
from hakaru.workflow.rewriting import activity_saying
from hakaru.workflow.written import written_members

LONGEST_TEXT = 4_000
LONGEST_UNIT = 30
YEN = "円"
_NO_CONTEXT = Context("", 1)

EDITABLE: Mapping[type[AnyEntry], tuple[str, ...]] = {
    Plan: ("title",),
    Section: ("title",),
    Project: ("name", "participants"),
    Indicator: ("name", "unit", "direction", "baseline"),
    Target: ("text",),
    Actual: ("text", "published_grade", "certainty", "fiscal_year"),
    Budget: ("text",),
    Activity: ("text",),
    Fact: ("text",),
}


class Typed(NamedTuple):
    """What was typed for a field of an entry, and the indicator it belongs to, if any.

    `beside` are the other values of the indicator, which stand under the same headings; `members`
    are those of the plan.
    """

    entry: AnyEntry
    field: str
    text: str
    indicator: Indicator | None = None
    beside: tuple[Quantity, ...] = ()
    members: tuple[str, ...] = ()


def text_of(entry: AnyEntry, field: str) -> str:
    """Return a field as the text that a person sees and may change."""
    if field == "text" and isinstance(entry, Target | Actual | Fact):
        return entry.quantity.text
    if field == "baseline" and isinstance(entry, Indicator):
        return entry.baseline.quantity.text if entry.baseline else ""
    value = getattr(entry, field)
    if isinstance(value, tuple):
        return "、".join(value)
    return "" if value is None else str(value)


def with_text(typed: Typed) -> AnyEntry:
    """Return the entry in which a field says what was typed.

    Raises UsageError: edit.field, edit.too_long, edit.character, edit.year, edit.choice,
    edit.member.
    """
    entry, field, text = typed[:3]
    if field not in EDITABLE.get(type(entry), ()):
        raise UsageError("edit.field", entry=entry.id, field=field)
    limit = LONGEST_UNIT if field == "unit" else LONGEST_TEXT
    if len(text) > limit:
        raise UsageError("edit.too_long", entry=entry.id, field=field, limit=limit)
    if any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text) or not _is_unicode(text):
        raise UsageError("edit.character", entry=entry.id, field=field)
    reader = _READERS.get((type(entry), field))
    return reader(typed) if reader else replace(entry, **{field: text})


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


def _is_unicode(text: str) -> bool:
    """Tell whether a text has no half characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _quantity(typed: Typed) -> AnyEntry:
    """Read the value of a result or a fact."""
    entry = typed.entry
    if not isinstance(entry, Actual | Fact):
        return entry
    context = context_of((entry.quantity, *typed.beside), typed.indicator)
    quantity = read_quantity(typed.text, unit=context.unit, scale=context.scale)
    return replace(entry, quantity=quantity)


def _target(typed: Typed) -> AnyEntry:
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


def _baseline(typed: Typed) -> AnyEntry:
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


def _unit(typed: Typed) -> AnyEntry:
    """Read the unit of an indicator; its values are read anew by whoever changes it."""
    return replace(typed.entry, unit=unit_context(typed.text).unit)


def _grade(typed: Typed) -> AnyEntry:
    """Take the printed grade; an empty one is none."""
    return replace(typed.entry, published_grade=typed.text.strip() or None)


def _year(typed: Typed) -> AnyEntry:
    """Read a fiscal year: 2025, R7, 令和7年度."""
    year = year_of(typed.text.strip())
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise UsageError("edit.year", entry=typed.entry.id, field=typed.field, given=typed.text)
    return replace(typed.entry, fiscal_year=year)


def _certainty(typed: Typed) -> AnyEntry:
    """Take whether a result is final; an empty choice is not said."""
    return replace(typed.entry, certainty=_one_of(typed, Certainty) if typed.text else None)


def _direction(typed: Typed) -> AnyEntry:
    """Take which way is better: said by a person, it is stated."""
    chosen = _one_of(typed, Direction)
    return replace(typed.entry, direction=chosen, direction_source=DirectionSource.STATED)


def _one_of(typed: Typed, words: type[Certainty] | type[Direction]) -> Certainty | Direction:
    """Return the word that was chosen."""
    try:
        return words(typed.text)
    except ValueError as error:
        values = {"entry": typed.entry.id, "field": typed.field, "given": typed.text}
        raise UsageError("edit.choice", **values) from error


def _participants(typed: Typed) -> AnyEntry:
    """Take who takes part; each must be a member of the plan."""
    return replace(typed.entry, participants=written_members(typed.text, typed.members))


def _activity(typed: Typed) -> AnyEntry:
    """Take what was done, with the members that the new text names."""
    entry = typed.entry
    return (
        activity_saying(entry, typed.text, typed.members) if isinstance(entry, Activity) else entry
    )


def _amount(typed: Typed) -> AnyEntry:
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


_READERS: dict[tuple[type[AnyEntry], str], Callable[[Typed], AnyEntry]] = {
    (Actual, "text"): _quantity,
    (Fact, "text"): _quantity,
    (Target, "text"): _target,
    (Budget, "text"): _amount,
    (Indicator, "baseline"): _baseline,
    (Indicator, "unit"): _unit,
    (Indicator, "direction"): _direction,
    (Actual, "published_grade"): _grade,
    (Actual, "fiscal_year"): _year,
    (Actual, "certainty"): _certainty,
    (Project, "participants"): _participants,
    (Activity, "text"): _activity,
}
