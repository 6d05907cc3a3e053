"""The log: who did what, when. Rows are only ever added; the database refuses the rest."""

from django.db import models

from hakaru.ledger.integrity import LONGEST_ID


class Event(models.Model):
    """One thing that was done.

    `by` is who, `at` when, `action` what (a code), `subject` the entry, plan or account it was
    done to (text, for it outlives the row it speaks of), `detail` what there is more to say.
    Triggers (migration 0002) refuse every UPDATE and DELETE.
    """

    at = models.DateTimeField()
    by = models.TextField()
    action = models.TextField()
    subject = models.CharField(max_length=LONGEST_ID, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        """Logs are read by time, and by subject."""

        indexes = (
            models.Index(fields=["at"], name="event_at"),
            models.Index(fields=["subject", "at"], name="event_subject_at"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.action} {self.subject}"
