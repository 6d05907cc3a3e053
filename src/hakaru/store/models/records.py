"""What else is kept of a plan: money, activities, facts, notes, and what is accepted."""

from django.db import models
from django.db.models import Q

from hakaru.ledger.integrity import LONGEST_DECIMAL
from hakaru.store.models.columns import (
    SORTED_DIGITS,
    SORTED_PLACES,
    EntryRow,
    QuantityColumns,
    years_in_range,
)
from hakaru.store.models.measures import Indicator
from hakaru.store.models.plan import Project


class Budget(EntryRow):
    """Money for a project in a fiscal year; `amount` is exact text, `amount_yen` its number."""

    project = models.ForeignKey(Project, models.CASCADE)
    fiscal_year = models.IntegerField()
    kind = models.TextField(blank=True)
    amount = models.CharField(max_length=LONGEST_DECIMAL, blank=True)
    amount_yen = models.DecimalField(
        max_digits=SORTED_DIGITS, decimal_places=SORTED_PLACES, null=True
    )
    text = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.RESTRICT, null=True, related_name="replaced_by")

    class Meta(EntryRow.Meta):
        """An amount has its number."""

        constraints = (
            *EntryRow.Meta.constraints,
            *years_in_range("fiscal_year"),
            models.CheckConstraint(
                condition=Q(amount="", amount_yen__isnull=True)
                | (~Q(amount="") & Q(amount_yen__isnull=False)),
                name="budget_amount_has_number",
            ),
        )


class Activity(EntryRow):
    """What was done in a project (取組実績)."""

    project = models.ForeignKey(Project, models.CASCADE)
    fiscal_year = models.IntegerField(null=True)
    as_of = models.DateField(null=True)
    text = models.TextField(blank=True)
    members = models.JSONField(default=list)
    marker = models.TextField(blank=True)
    breakdown = models.JSONField(default=list)

    class Meta(EntryRow.Meta):
        """The year is a believable one."""

        constraints = (*EntryRow.Meta.constraints, *years_in_range("fiscal_year"))


class Fact(EntryRow, QuantityColumns):
    """A dated statement outside any indicator."""

    subject = models.TextField(blank=True)
    label = models.TextField(blank=True)
    as_of = models.DateField(null=True)

    class Meta:
        """Both the entry's and the quantity's constraints."""

        constraints = (*EntryRow.Meta.constraints, *QuantityColumns.Meta.constraints)


class Note(EntryRow):
    """Text of a document that belongs to `subject` (an entry's id) and to no field of its own."""

    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)


class Acceptance(EntryRow):
    """A finding that somebody accepts, with the reason."""

    code = models.TextField(blank=True)
    fingerprint = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.TextField(blank=True)
    at = models.DateField()


class Override(EntryRow):
    """A grade that somebody gives instead of the computed one, with the reason."""

    indicator = models.ForeignKey(Indicator, models.CASCADE)
    fiscal_year = models.IntegerField()
    symbol = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.TextField(blank=True)
    at = models.DateField()

    class Meta(EntryRow.Meta):
        """The year is a believable one."""

        constraints = (*EntryRow.Meta.constraints, *years_in_range("fiscal_year"))
