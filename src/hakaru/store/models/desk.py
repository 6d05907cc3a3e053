"""What is kept of the work at a desk and belongs to no ledger: findings put aside for later."""

from django.db import models

from hakaru.store.models.plan import Plan

LONGEST_FINGERPRINT = 40


class Postponed(models.Model):
    """A finding of a plan that somebody looks at again on the day `until`."""

    plan = models.ForeignKey(Plan, models.CASCADE, db_index=False)
    code = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=LONGEST_FINGERPRINT)
    until = models.DateField()
    note = models.TextField(blank=True)
    by = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        """A finding is put aside once."""

        constraints = (
            models.UniqueConstraint(fields=["plan", "fingerprint"], name="postponed_finding"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.fingerprint}"
