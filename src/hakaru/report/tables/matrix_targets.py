"""Which target stands in which column of a matrix, and how amounts of money are printed."""

from collections.abc import Sequence
from decimal import Decimal

from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import Budget, Indicator, Target
from hakaru.ledger.measure import read_quantity
from hakaru.report.tables.material import Material
from hakaru.report.tables.printing import (
    amount_text,
    printed,
    target_text,
)

THOUSAND = 1000


def general_target(material: Material, indicator: Indicator) -> Target | None:
    """Return the target that belongs to no column of a year: the one in force."""
    targets = [
        target
        for target in material.index.targets_of.get(indicator.id, ())
        if column_year(target) is None
    ]
    in_force = material.index.target(indicator.id, material.year)
    return in_force if in_force in targets else targets[-1] if targets else None


def column_year(target: Target) -> int | None:
    """Return the year in whose column a target stands: it is in force in that year alone."""
    year = target.in_force_from
    own = read_target(target.quantity.text).due
    if year is None or year != target.in_force_until:
        return None
    return year if target.due == year and own in (None, year) else None


def target_of_year(material: Material, indicator: Indicator, year: int) -> Target | None:
    """Return the target that stands in the column of a year."""
    return next(
        (
            target
            for target in material.index.targets_of.get(indicator.id, ())
            if column_year(target) == year
        ),
        None,
    )


def bare_target(target: Target, indicator: Indicator, *, due: bool) -> str:
    """Return a target as printed; its unit stands in a column of its own where it lacks one."""
    text = printed(target.quantity.text)
    whole = target_text(target, indicator, due=due)
    plain = target_text(target, indicator, due=False)
    return text + whole.removeprefix(plain)


def money_scale(budgets: Sequence[Budget]) -> int:
    """Return 1000 where every amount is whole thousands of yen, else 1."""
    amounts = [budget.amount_yen for budget in budgets if budget.amount_yen is not None]
    return THOUSAND if all(amount % THOUSAND == 0 for amount in amounts) else 1


def money_text(budget: Budget, scale: int) -> str:
    """Return an amount as printed where that fits the heading's unit, else rewritten in it."""
    text = printed(budget.text)
    if budget.amount_yen is None:
        return text
    read = read_quantity(text, unit="円", scale=scale)
    if read.value == budget.amount_yen and read.unit == "円":
        return text
    return amount_text(Decimal(budget.amount_yen), scale)
