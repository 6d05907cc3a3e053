"""Imports: files that were dropped, what was read of them, and what a person changed and chose.

They live in the database beside the plans, bytes included: a backup is one database, and an import
is written in the transactions of everything else. Nothing here is part of a plan until it is
confirmed; an import that is dropped is deleted.
"""

from enum import StrEnum

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from hakaru.ledger.integrity import LONGEST_ID, LONGEST_NAME
from hakaru.store.models.columns import one_of

DIGITS = 64


class ImportState(StrEnum):
    """How far an import is: files are still to be read, a person looks, it is in the ledger."""

    READING = "reading"
    REVIEW = "review"
    CONFIRMED = "confirmed"


class FileStatus(StrEnum):
    """What became of a file."""

    NOT_READ = "not_read"
    READ = "read"
    UNREADABLE = "unreadable"


class SourceFile(models.Model):
    """The bytes of a file that was dropped, once whatever it is called.

    `name` is the name it came with first, `format` is empty until it was recognised.
    """

    digest = models.CharField(max_length=DIGITS, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    format = models.CharField(max_length=20, blank=True)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        """A digest is whole, a file has bytes."""

        constraints = (
            models.CheckConstraint(
                condition=Exact(Length("digest"), DIGITS), name="sourcefile_digest_whole"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="sourcefile_not_empty"),
        )

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """Files on their way into the ledger.

    `revision` counts what changed while it is looked at, `seen` are the versions of the plans that
    the person who confirmed it had before their eyes.
    """

    state = models.CharField(max_length=20, default=ImportState.READING.value)
    by = models.TextField()
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    confirmed_by = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True)
    seen = models.JSONField(default=dict)

    class Meta:
        """Who confirmed, and when, is known of what is confirmed and of nothing else."""

        constraints = (
            one_of("state", ImportState, or_none=False),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False) & ~Q(confirmed_by="")
                | ~Q(state="confirmed") & Q(confirmed_at__isnull=True, confirmed_by=""),
                name="import_confirmed_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"import/{self.pk}"


class ImportFile(models.Model):
    """A file of an import: its name there, and what was read of it.

    `ledger` is the canonical text of what was read, `notice` the JSON of findings, account and
    unread places; `error` and `error_values` say why it could not be read.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="files", db_index=False)
    source = models.ForeignKey(SourceFile, models.PROTECT, related_name="uses")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    status = models.CharField(max_length=20, default=FileStatus.NOT_READ.value)
    error = models.CharField(max_length=100, blank=True)
    error_values = models.TextField(blank=True)
    ledger = models.TextField(blank=True)
    notice = models.TextField(blank=True)

    class Meta:
        """In an import a file, a name and a place stand once; a file is read or has an error."""

        constraints = (
            models.UniqueConstraint(fields=["of", "position"], name="importfile_position"),
            models.UniqueConstraint(fields=["of", "source"], name="importfile_source"),
            models.UniqueConstraint(fields=["of", "name"], name="importfile_name"),
            one_of("status", FileStatus, or_none=False),
            models.CheckConstraint(
                condition=Q(status="not_read", ledger="", error="")
                | (Q(status="read", error="") & ~Q(ledger=""))
                | (Q(status="unreadable", ledger="") & ~Q(error="")),
                name="importfile_read_or_not",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ImportEdit(models.Model):
    """One change that a person typed: which field of which entry, and both texts.

    Edits are never deleted while the import lives: taken back, they are `undone`.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="edits", db_index=False)
    order = models.PositiveIntegerField()
    entry_id = models.CharField(max_length=LONGEST_ID)
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    undone = models.BooleanField(default=False)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Edits follow one another."""

        constraints = (models.UniqueConstraint(fields=["of", "order"], name="importedit_order"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.field}"


class ImportChoice(models.Model):
    """What a person chose for one difference from the ledger; without a row the default holds."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="choices", db_index=False)
    entry_id = models.CharField(max_length=LONGEST_ID)
    take = models.BooleanField()

    class Meta:
        """A difference has one answer."""

        constraints = (
            models.UniqueConstraint(fields=["of", "entry_id"], name="importchoice_once"),
        )

    def __str__(self) -> str:
        return self.entry_id
