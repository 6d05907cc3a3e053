"""Rows of one plan -> entries; a fixed number of queries, whatever the plan's size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from hakaru.ledger import entries as nouns
from hakaru.source import Document
from hakaru.store import models
from hakaru.store.quantities import QUANTITY, decimal_of, place_of, quantity_of, shares_of

_WIDTH = len(QUANTITY)


def documents_of(plan: models.Plan, using: str) -> Iterator[Document]:
    """Yield the documents of a plan."""
    rows = models.Document.objects.using(using).filter(plan=plan).order_by("position")
    for file, digest, kind in rows.values_list("file", "digest", "format"):
        yield Document(file=file, digest=digest, format=kind)


def entries_of(plan: models.Plan, using: str) -> Iterator[nouns.AnyEntry]:
    """Yield every entry of a plan, list by list, each in its order."""
    yield _plan(plan, using)
    for read in (
        _sections,
        _projects,
        _indicators,
        _targets,
        _actuals,
        _budgets,
        _activities,
        _facts,
        _notes,
        _acceptances,
        _overrides,
    ):
        yield from read(plan, using)


def _rows(
    model: type[models.EntryRow], plan: models.Plan, using: str, *columns: str
) -> Iterable[tuple[Any, ...]]:
    """Return the columns of a plan's rows, after each row's id and place."""
    rows = model._default_manager.using(using).filter(plan=plan)  # noqa: SLF001 - Django's own name
    return rows.order_by("position").values_list("entry_id", "source", *columns)


def _plan(plan: models.Plan, using: str) -> nouns.Plan:
    """Return the plan itself with its members."""
    members = models.Member.objects.using(using).filter(plan=plan, order__isnull=False)
    return nouns.Plan(
        id=plan.entry_id,
        source=place_of(plan.source),
        title=plan.title,
        fiscal_years=tuple(plan.fiscal_years),
        members=tuple(members.order_by("order").values_list("name", flat=True)),
        hub=plan.hub,
        rulebook=plan.rulebook,
    )


def _sections(plan: models.Plan, using: str) -> Iterator[nouns.Section]:
    """Yield the sections."""
    rows = _rows(models.Section, plan, using, "parent__entry_id", "number", "title")
    for entry_id, source, parent, number, title in rows:
        yield nouns.Section(
            id=entry_id,
            source=place_of(source),
            plan=plan.entry_id,
            parent=parent,
            number=number,
            title=title,
        )


def _projects(plan: models.Plan, using: str) -> Iterator[nouns.Project]:
    """Yield the projects with their participants and relisted rows."""
    participants = _lists(
        models.Participant.objects.using(using)
        .filter(project__plan=plan)
        .order_by("position")
        .values_list("project__entry_id", "member__name")
    )
    relisted_in = _lists(
        models.Relisting.objects.using(using)
        .filter(project__plan=plan)
        .order_by("position")
        .values_list("project__entry_id", "section__entry_id")
    )
    for entry_id, source, section, number, name, *rest in _rows(
        models.Project, plan, using, "section__entry_id", "number", "name",
        "priority", "new_from", "ended", "responsibilities", "summary",
    ):  # fmt: skip
        priority, new_from, ended, responsibilities, summary = rest
        yield nouns.Project(
            id=entry_id,
            source=place_of(source),
            plan=plan.entry_id,
            section=section,
            number=number,
            name=name,
            participants=tuple(participants[entry_id]),
            relisted_in=tuple(relisted_in[entry_id]),
            priority=priority,
            new_from=new_from,
            ended=ended,
            responsibilities=tuple((who, text) for who, text in responsibilities),
            summary=summary,
        )


def _lists(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    """Return the second values of pairs by the first."""
    lists: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        lists[key].append(value)
    return lists


def _indicators(plan: models.Plan, using: str) -> Iterator[nouns.Indicator]:
    """Yield the indicators with their baselines."""
    baselines = {
        entry_id: nouns.Baseline(
            quantity=quantity_of(quantity), fiscal_year=fiscal_year, source=place_of(source)
        )
        for entry_id, fiscal_year, source, *quantity in models.Baseline.objects.using(using)
        .filter(indicator__plan=plan)
        .values_list("indicator__entry_id", "fiscal_year", "source", *QUANTITY)
    }
    for entry_id, source, project, section, *rest in _rows(
        models.Indicator, plan, using, "project__entry_id", "section__entry_id", "marker", "name",
        "unit", "direction", "direction_source", "cumulative", "ended",
    ):  # fmt: skip
        marker, name, unit, direction, direction_source, cumulative, ended = rest
        yield nouns.Indicator(
            id=entry_id,
            source=place_of(source),
            parent=project or section or plan.entry_id,
            marker=marker,
            name=name,
            unit=unit,
            direction=nouns.Direction(direction),
            direction_source=nouns.DirectionSource(direction_source),
            cumulative=cumulative,
            baseline=baselines.get(entry_id),
            ended=ended,
        )


def _targets(plan: models.Plan, using: str) -> Iterator[nouns.Target]:
    """Yield the target revisions."""
    for entry_id, source, *columns in _rows(
        models.Target, plan, using, *QUANTITY, "indicator__entry_id", "kind", "due",
        "due_every_year", "in_force_from", "in_force_until", "cumulative", "measures", "reason",
        "replaces__entry_id",
    ):  # fmt: skip
        indicator, kind, due, every_year, since, until, *rest = columns[_WIDTH:]
        cumulative, measures, reason, replaces = rest
        yield nouns.Target(
            id=entry_id,
            source=place_of(source),
            indicator=indicator,
            kind=nouns.TargetKind(kind),
            quantity=quantity_of(columns[:_WIDTH]),
            due=nouns.EVERY_YEAR if every_year else due,
            in_force_from=since,
            in_force_until=until,
            cumulative=cumulative,
            measures=measures,
            reason=reason,
            replaces=replaces or "",
        )


def _actuals(plan: models.Plan, using: str) -> Iterator[nouns.Actual]:
    """Yield the actuals."""
    for entry_id, source, *columns in _rows(
        models.Actual, plan, using, *QUANTITY, "indicator__entry_id", "fiscal_year", "as_of",
        "certainty", "published_grade", "breakdown", "replaces__entry_id",
    ):  # fmt: skip
        indicator, fiscal_year, as_of, certainty, grade, breakdown, replaces = columns[_WIDTH:]
        yield nouns.Actual(
            id=entry_id,
            source=place_of(source),
            indicator=indicator,
            fiscal_year=fiscal_year,
            as_of=as_of,
            certainty=nouns.Certainty(certainty) if certainty else None,
            quantity=quantity_of(columns[:_WIDTH]),
            published_grade=grade,
            breakdown=shares_of(breakdown),
            replaces=replaces or "",
        )


def _budgets(plan: models.Plan, using: str) -> Iterator[nouns.Budget]:
    """Yield the budgets."""
    for entry_id, source, project, fiscal_year, kind, amount, text, replaces in _rows(
        models.Budget, plan, using, "project__entry_id", "fiscal_year", "kind", "amount", "text",
        "replaces__entry_id",
    ):  # fmt: skip
        yield nouns.Budget(
            id=entry_id,
            source=place_of(source),
            project=project,
            fiscal_year=fiscal_year,
            kind=kind,
            amount_yen=decimal_of(amount),
            text=text,
            replaces=replaces or "",
        )


def _activities(plan: models.Plan, using: str) -> Iterator[nouns.Activity]:
    """Yield the activities."""
    for entry_id, source, project, fiscal_year, as_of, text, *rest in _rows(
        models.Activity, plan, using, "project__entry_id", "fiscal_year", "as_of", "text",
        "members", "marker", "breakdown",
    ):  # fmt: skip
        members, marker, breakdown = rest
        yield nouns.Activity(
            id=entry_id,
            source=place_of(source),
            project=project,
            fiscal_year=fiscal_year,
            as_of=as_of,
            text=text,
            members=tuple(members),
            marker=marker,
            breakdown=shares_of(breakdown),
        )


def _facts(plan: models.Plan, using: str) -> Iterator[nouns.Fact]:
    """Yield the dated facts."""
    rows = _rows(models.Fact, plan, using, *QUANTITY, "subject", "label", "as_of")
    for entry_id, source, *columns in rows:
        subject, label, as_of = columns[_WIDTH:]
        yield nouns.Fact(
            id=entry_id,
            source=place_of(source),
            plan=plan.entry_id,
            subject=subject,
            label=label,
            quantity=quantity_of(columns[:_WIDTH]),
            as_of=as_of,
        )


def _notes(plan: models.Plan, using: str) -> Iterator[nouns.Note]:
    """Yield the notes."""
    for entry_id, source, subject, text in _rows(models.Note, plan, using, "subject", "text"):
        yield nouns.Note(id=entry_id, source=place_of(source), subject=subject, text=text)


def _acceptances(plan: models.Plan, using: str) -> Iterator[nouns.Acceptance]:
    """Yield the accepted findings."""
    rows = _rows(models.Acceptance, plan, using, "code", "fingerprint", "reason", "by", "at")
    for entry_id, source, code, fingerprint, reason, by, at in rows:
        yield nouns.Acceptance(
            id=entry_id,
            source=place_of(source),
            plan=plan.entry_id,
            code=code,
            fingerprint=fingerprint,
            reason=reason,
            by=by,
            at=at,
        )


def _overrides(plan: models.Plan, using: str) -> Iterator[nouns.Override]:
    """Yield the overridden grades."""
    columns = ("indicator__entry_id", "fiscal_year", "symbol", "reason", "by", "at")
    for entry_id, source, indicator, year, symbol, reason, by, at in _rows(
        models.Override, plan, using, *columns
    ):
        yield nouns.Override(
            id=entry_id,
            source=place_of(source),
            indicator=indicator,
            fiscal_year=year,
            symbol=symbol,
            reason=reason,
            by=by,
            at=at,
        )
