"""What hangs on the rows of a plan and is written anew each time: nothing refers to these rows.

Members are the exception: their rows stay, for accounts may belong to them.
"""

from collections.abc import Mapping

from hakaru.ledger.flatten import flat_place
from hakaru.ledger.ledger import Ledger
from hakaru.store import models
from hakaru.store.quantities import quantity_columns

# The keys of entries' rows, by the entry's id.
Keys = Mapping[str, int]


def attach(ledger: Ledger, keys: Keys, *, plan: models.Plan, using: str) -> None:
    """Write documents, members, baselines, and where projects take part and are listed again."""
    _documents(ledger, plan, using)
    _baselines(ledger, keys, plan=plan, using=using)
    members = _members(ledger, plan, using)
    participants = models.Participant.objects.using(using)
    participants.filter(project__plan=plan).delete()
    participants.bulk_create(
        models.Participant(project_id=keys[project.id], member_id=members[name], position=position)
        for project in ledger.projects
        for position, name in enumerate(project.participants)
    )
    relistings = models.Relisting.objects.using(using)
    relistings.filter(project__plan=plan).delete()
    relistings.bulk_create(
        models.Relisting(project_id=keys[project.id], section_id=keys[section], position=position)
        for project in ledger.projects
        for position, section in enumerate(project.relisted_in)
    )


def forget_members(plan: models.Plan, using: str) -> None:
    """Delete who is no member of the plan and takes part in nothing any more."""
    members = models.Member.objects.using(using)
    members.filter(plan=plan, order__isnull=True, participant__isnull=True).delete()


def _documents(ledger: Ledger, plan: models.Plan, using: str) -> None:
    """Write the documents in the order they were read."""
    rows = models.Document.objects.using(using)
    rows.filter(plan=plan).delete()
    rows.bulk_create(
        models.Document(
            plan=plan,
            position=position,
            file=document.file,
            digest=document.digest,
            format=document.format,
        )
        for position, document in enumerate(ledger.documents)
    )


def _baselines(ledger: Ledger, keys: Keys, *, plan: models.Plan, using: str) -> None:
    """Write the baselines of the indicators that have one."""
    rows = models.Baseline.objects.using(using)
    rows.filter(indicator__plan=plan).delete()
    rows.bulk_create(
        models.Baseline(
            indicator_id=keys[indicator.id],
            fiscal_year=indicator.baseline.fiscal_year,
            source=flat_place(indicator.baseline.source),
            **quantity_columns(indicator.baseline.quantity),
        )
        for indicator in ledger.indicators
        if indicator.baseline is not None
    )


def _members(ledger: Ledger, plan: models.Plan, using: str) -> dict[str, int]:
    """Insert or update the members, and whoever else takes part; return their keys by name."""
    orders: dict[str, int | None] = {}
    for entry in ledger.plans:
        orders.update((name, order) for order, name in enumerate(entry.members))
    for project in ledger.projects:
        for name in project.participants:
            orders.setdefault(name, None)
    rows = models.Member.objects.using(using)
    rows.filter(plan=plan).update(order=None)
    members = rows.bulk_create(
        (models.Member(plan=plan, name=name, order=order) for name, order in orders.items()),
        update_conflicts=True,
        unique_fields=["plan", "name"],
        update_fields=["order"],
    )
    return {member.name: member.pk for member in members}
