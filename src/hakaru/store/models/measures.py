"""Indicators with their baseline, targets and actuals."""

from django.db import models
from django.db.models import Q

from hakaru.ledger.entries import Certainty, Direction, DirectionSource, TargetKind
from hakaru.store.models.columns import EntryRow, QuantityColumns, one_of, years_in_range
from hakaru.store.models.plan import Project, Section


class Indicator(EntryRow):
    """An indicator (指標, KPI) of a project, else of a section, else of the plan itself."""

    project = models.ForeignKey(Project, models.CASCADE, null=True)
    section = models.ForeignKey(Section, models.CASCADE, null=True)
    marker = models.TextField(blank=True)
    name = models.TextField(blank=True)
    unit = models.TextField(blank=True)
    direction = models.CharField(max_length=20)
    direction_source = models.CharField(max_length=20)
    cumulative = models.BooleanField()
    ended = models.TextField(blank=True)

    class Meta(EntryRow.Meta):
        """An indicator has one parent."""

        constraints = (
            *EntryRow.Meta.constraints,
            one_of("direction", Direction, or_none=False),
            one_of("direction_source", DirectionSource, or_none=False),
            models.CheckConstraint(
                condition=Q(project__isnull=True) | Q(section__isnull=True),
                name="indicator_one_parent",
            ),
        )


class Baseline(QuantityColumns):
    """The value an indicator starts from (基準値)."""

    indicator = models.OneToOneField(Indicator, models.CASCADE, primary_key=True)
    fiscal_year = models.IntegerField(null=True)
    source = models.JSONField(null=True)

    class Meta(QuantityColumns.Meta):
        """The year is a believable one."""

        constraints = (*QuantityColumns.Meta.constraints, *years_in_range("fiscal_year"))

    def __str__(self) -> str:
        return self.text


class Target(EntryRow, QuantityColumns):
    """One revision of what an indicator is to reach (目標値)."""

    indicator = models.ForeignKey(Indicator, models.CASCADE)
    kind = models.CharField(max_length=20)
    due = models.IntegerField(null=True)
    due_every_year = models.BooleanField(default=False)
    in_force_from = models.IntegerField(null=True)
    in_force_until = models.IntegerField(null=True)
    cumulative = models.BooleanField(default=False)
    measures = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.RESTRICT, null=True, related_name="replaced_by")

    class Meta:
        """A target is due every year, in one year, or nobody says."""

        constraints = (
            *EntryRow.Meta.constraints,
            *QuantityColumns.Meta.constraints,
            one_of("kind", TargetKind, or_none=False),
            *years_in_range("due", "in_force_from", "in_force_until"),
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(due_every_year=False), name="target_due_once"
            ),
        )


class Actual(EntryRow, QuantityColumns):
    """A result of an indicator for a fiscal year, as known on a day (実績値)."""

    indicator = models.ForeignKey(Indicator, models.CASCADE)
    fiscal_year = models.IntegerField()
    as_of = models.DateField(null=True)
    certainty = models.CharField(max_length=20, blank=True)
    # None: no grade is printed; "" would be a printed blank.
    published_grade = models.TextField(null=True)  # noqa: DJ001
    breakdown = models.JSONField(default=list)
    replaces = models.ForeignKey("self", models.RESTRICT, null=True, related_name="replaced_by")

    class Meta:
        """Pages ask for a plan's actuals of some years."""

        constraints = (
            *EntryRow.Meta.constraints,
            *QuantityColumns.Meta.constraints,
            one_of("certainty", Certainty),
            *years_in_range("fiscal_year"),
        )
        indexes = (models.Index(fields=["plan", "fiscal_year"], name="actual_plan_year"),)
