"""Plans, who belongs to them, how they are divided, and their projects."""

from django.db import models
from django.db.models import Q

from hakaru.ledger.integrity import LONGEST_ID, LONGEST_NAME
from hakaru.store.models.columns import EntryRow, years_in_range


class Plan(models.Model):
    """A plan (計画, ビジョン). `version` counts the times its rows were changed."""

    entry_id = models.CharField(max_length=LONGEST_ID, unique=True)
    version = models.PositiveIntegerField(default=1)
    title = models.TextField(blank=True)
    fiscal_years = models.JSONField(default=list)
    hub = models.TextField(blank=True)
    rulebook = models.TextField(blank=True)
    source = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.entry_id


class Pack(models.Model):
    """The ledger of a plan as it was at a version, packed (`hakaru.store.packing`)."""

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True)
    version = models.PositiveIntegerField()
    shape = models.CharField(max_length=16)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.plan_id} {self.version}"


class Member(models.Model):
    """A municipality of a plan. `order` is its place among the members.

    It is null for one that takes part in a project and is not listed as a member of the plan.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, db_index=False)
    name = models.CharField(max_length=LONGEST_NAME)
    order = models.IntegerField(null=True)

    class Meta:
        """A name stands once in a plan."""

        constraints = (models.UniqueConstraint(fields=["plan", "name"], name="member_name"),)

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A file that a plan's entries were read from."""

    plan = models.ForeignKey(Plan, models.CASCADE, db_index=False)
    position = models.IntegerField()
    file = models.TextField()
    digest = models.TextField()
    format = models.TextField()

    class Meta:
        """Documents stand in the order they were read."""

        constraints = (
            models.UniqueConstraint(fields=["plan", "position"], name="document_position"),
        )

    def __str__(self) -> str:
        return self.file


class Section(EntryRow):
    """A role, field or measure of a plan (役割, 重点分野, 施策)."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    number = models.TextField(blank=True)
    title = models.TextField(blank=True)

    class Meta(EntryRow.Meta):
        """A section is not its own parent."""

        constraints = (
            *EntryRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="section_not_its_own_parent",
            ),
        )


class Project(EntryRow):
    """A project (連携事業)."""

    section = models.ForeignKey(Section, models.CASCADE, null=True)
    number = models.TextField(blank=True)
    name = models.TextField(blank=True)
    participants = models.ManyToManyField(Member, through="Participant")
    relisted_in = models.ManyToManyField(Section, through="Relisting", related_name="relisted")
    priority = models.BooleanField(default=False)
    new_from = models.IntegerField(null=True)
    ended = models.TextField(blank=True)
    responsibilities = models.JSONField(default=list)
    summary = models.TextField(blank=True)

    class Meta(EntryRow.Meta):
        """The first year is a believable one."""

        constraints = (*EntryRow.Meta.constraints, *years_in_range("new_from"))


class Participant(models.Model):
    """A member that takes part in a project, in the order printed."""

    project = models.ForeignKey(Project, models.CASCADE, db_index=False)
    member = models.ForeignKey(Member, models.CASCADE)
    position = models.IntegerField()

    class Meta:
        """A member takes part once."""

        constraints = (
            models.UniqueConstraint(fields=["project", "member"], name="participant_once"),
        )

    def __str__(self) -> str:
        return f"{self.project_id}: {self.member_id}"


class Relisting(models.Model):
    """A row by which a project is listed again (再掲) in a section; there may be several."""

    project = models.ForeignKey(Project, models.CASCADE, db_index=False)
    section = models.ForeignKey(Section, models.CASCADE)
    position = models.IntegerField()

    class Meta:
        """Relisted rows stand in the order printed."""

        constraints = (
            models.UniqueConstraint(fields=["project", "position"], name="relisting_position"),
        )

    def __str__(self) -> str:
        return f"{self.project_id}: {self.section_id}"
