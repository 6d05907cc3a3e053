"""Columns that several tables share, and the shapes of their constraints."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from hakaru.ledger.integrity import FIRST_YEAR, LAST_YEAR, LONGEST_DECIMAL, LONGEST_ID, WHOLE_DIGITS
from hakaru.ledger.quantity import Comparison, State

# Two digits more than a ledger has: SQLite sorts by a float, which may round up.
SORTED_PLACES = 10
SORTED_DIGITS = WHOLE_DIGITS + 2 + SORTED_PLACES

Constraints = tuple[models.BaseConstraint, ...]


def one_of(column: str, words: type[StrEnum], *, or_none: bool = True) -> models.CheckConstraint:
    """Return the constraint that a column holds a word of the enumeration, or "" for none."""
    known = [word.value for word in words]
    return models.CheckConstraint(
        condition=Q(**{f"{column}__in": ["", *known] if or_none else known}),
        name=f"%(class)s_{column}_known",
    )


def years_in_range(*columns: str) -> Constraints:
    """Return the constraints that year columns hold believable years, or nothing."""
    return tuple(
        models.CheckConstraint(
            condition=Q(**{f"{column}__isnull": True})
            | Q(**{f"{column}__range": (FIRST_YEAR, LAST_YEAR)}),
            name=f"%(class)s_{column}_range",
        )
        for column in columns
    )


class EntryRow(models.Model):
    """A row of an entry: whose plan it is, its id and place in the ledger, where it was read."""

    # The unique constraint below starts with the plan: an index of its own would only cost writes.
    plan = models.ForeignKey("store.Plan", models.CASCADE, db_index=False)
    entry_id = models.CharField(max_length=LONGEST_ID)
    # Negative only inside the transaction that replaces the rows of a plan.
    position = models.IntegerField()
    source = models.JSONField(null=True)

    class Meta:
        """An id stands once in a plan."""

        abstract = True
        constraints: ClassVar[Constraints] = (
            models.UniqueConstraint(fields=["plan", "entry_id"], name="%(class)s_entry"),
        )

    def __str__(self) -> str:
        return self.entry_id


class QuantityColumns(models.Model):
    """The columns of a quantity.

    `value` is the exact decimal in plain notation, trailing zeros kept, "" for none: no database
    keeps those in a number. `number` is the same value rounded to ten places, for sorting and
    sums in SQL only.
    """

    text = models.TextField(blank=True)
    value = models.CharField(max_length=LONGEST_DECIMAL, blank=True)
    number = models.DecimalField(max_digits=SORTED_DIGITS, decimal_places=SORTED_PLACES, null=True)
    unit = models.TextField(blank=True)
    state = models.CharField(max_length=20, blank=True)
    scale = models.BigIntegerField(default=1)
    word = models.TextField(blank=True)
    everyone = models.BooleanField(default=False)
    comparison = models.CharField(max_length=20, blank=True)
    each = models.BooleanField(default=False)
    per_year = models.BooleanField(default=False)
    softness = models.JSONField(default=list)
    measured_on = models.DateField(null=True)
    parts = models.JSONField(default=list)
    note = models.TextField(blank=True)

    class Meta:
        """Zero is a value and never a state; a value has its number."""

        abstract = True
        constraints: ClassVar[Constraints] = (
            one_of("state", State),
            one_of("comparison", Comparison),
            models.CheckConstraint(
                condition=Q(value="") | Q(state=""), name="%(class)s_value_or_state"
            ),
            models.CheckConstraint(
                condition=Q(value="", number__isnull=True)
                | (~Q(value="") & Q(number__isnull=False)),
                name="%(class)s_value_has_number",
            ),
        )
