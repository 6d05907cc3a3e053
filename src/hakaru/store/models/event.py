"""The log: who did what, when, and to which entries. Rows are only ever added.

Triggers (migrations 0002 and 0005) refuse every UPDATE, DELETE and TRUNCATE.
"""

from django.db import models

from hakaru.ledger.integrity import LONGEST_ID


class Event(models.Model):
    """One thing that was done.

    `by` is who, `at` when, `action` what (a code), `subject` the entry, plan or account it was
    done to (text, for it outlives the row it speaks of), `detail` what there is more to say.
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


class EntryChange(models.Model):
    """What an event did to one entry of a plan: the entry's JSON before and after, None for none.

    This is the history of every value; it outlives the rows it speaks of.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="changes")
    plan = models.CharField(max_length=LONGEST_ID)
    entry_id = models.CharField(max_length=LONGEST_ID)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)

    class Meta:
        """A history is read entry by entry."""

        indexes = (models.Index(fields=["plan", "entry_id"], name="entry_change_entry"),)

    def __str__(self) -> str:
        return self.entry_id
