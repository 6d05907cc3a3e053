"""Imports as lists and heads of pages show them."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.db.models import F, Max

from hakaru.errors import HakaruError, UsageError
from hakaru.ledger.integrity import by_plan
from hakaru.report.words import Language, sentence_for_error
from hakaru.store.models import FileStatus, Import, ImportFile, ImportState, Plan
from hakaru.workflow.importing.draft import Draft, Notice, draft_of
from hakaru.workflow.importing.editing import Edits, edits_of, next_redo
from hakaru.workflow.importing.reasons import Doubts, Reason, doubts_of
from hakaru.workflow.importing.views import FileView, ImportHead, ImportList, PlanCounts

# What is to be looked at in an import is found in its draft. As many as are shown at once are kept
# made (`draft.READINGS_KEPT`); with more on a page each page would make them all again.
LISTED_A_PAGE = 10


def error_sentence(error: HakaruError, lang: str) -> str:
    """Return what went wrong, where, and what to do, as a sentence."""
    return sentence_for_error(error, Language(lang))


def import_of(number: int) -> Import:
    """Return an import. Raises UsageError `import.unknown`."""
    found = Import.objects.filter(pk=number).first()
    if found is None:
        raise UsageError("import.unknown", number=number)
    return found


def imports(*, page: int, lang: str) -> ImportList:
    """Return a page of all imports, the unfinished ones first, the latest first.

    Raises UsageError `filter.unknown` for a page there is not.
    """
    waiting = Import.objects.exclude(state=ImportState.CONFIRMED).order_by("-at", "-pk")
    done = Import.objects.filter(state=ImportState.CONFIRMED).order_by("-confirmed_at", "-pk")
    unfinished = waiting.count()
    count = unfinished + done.count()
    pages = max(1, -(-count // LISTED_A_PAGE))
    if not 1 <= page <= pages:
        raise UsageError("filter.unknown", filter="page", value=page)
    first, last = (page - 1) * LISTED_A_PAGE, page * LISTED_A_PAGE
    shown = [
        *waiting[first:last],
        *done[max(first - unfinished, 0) : max(last - unfinished, 0)],
    ]
    return ImportList(
        imports=tuple(head_of(found, lang=lang) for found in shown),
        count=count,
        page=page,
        pages=pages,
    )


def unfinished(*, most: int, lang: str) -> ImportList:
    """Return the latest imports that wait for somebody, and how many wait."""
    waiting = Import.objects.exclude(state=ImportState.CONFIRMED).order_by("-at", "-pk")
    shown = tuple(head_of(found, lang=lang) for found in waiting[:most])
    return ImportList(imports=shown, count=waiting.count(), page=1, pages=1)


def head_of(found: Import, *, lang: str) -> ImportHead:
    """Return what pages show of an import; a confirmed one is told by its files alone."""
    looked_at = found.state != ImportState.CONFIRMED
    draft = draft_of(found) if looked_at else None
    doubts = doubts_of(draft, lang) if draft else Doubts(of={}, document=())
    edits = edits_of(found)
    return ImportHead(
        number=found.pk,
        state=found.state,
        by=found.by,
        at=found.at,
        confirmed_by=found.confirmed_by,
        confirmed_at=found.confirmed_at,
        revision=found.revision,
        files=tuple(_files(found, lang)),
        plans=tuple(_counts(draft)) if draft else (),
        into=_into(found),
        to_check=len(doubts.of),
        settled=sum(1 for key, reasons in doubts.of.items() if settled(key, reasons, edits)),
        unread=len(draft.reading.unread) if draft else 0,
        can_undo=looked_at and found.edits.filter(undone=False).exists(),
        can_redo=looked_at and next_redo(found) is not None,
    )


def _into(found: Import) -> tuple[tuple[str, str], ...]:
    """Return the plans that an import was put into, with their titles."""
    rows = Plan.objects.filter(entry_id__in=list(found.seen)).order_by("pk")
    return tuple((plan, title or plan) for plan, title in rows.values_list("entry_id", "title"))


def settled(subject: str, reasons: Iterable[Reason], edits: Edits) -> bool:
    """Tell whether somebody found a subject right, or edited all that was to be looked at."""
    return subject in edits.looked_at or all(reason.entry in edits.entries for reason in reasons)


def _files(found: Import, lang: str) -> Iterable[FileView]:
    """Yield the files of an import."""
    rows = found.files.order_by("position").annotate(
        digest=F("source__digest"), size=F("source__size")
    )
    known = _confirmed_before(found)
    for row in rows.defer("ledger"):
        yield _file(row, known.get(row.source_id), lang)


def _file(row: ImportFile, again: datetime | None, lang: str) -> FileView:
    """Return a file; its digest and size were asked for with it."""
    counts = None
    if row.status == FileStatus.READ:
        counts = msgspec.json.decode(row.notice, type=Notice).accounting
    error = ""
    if row.status == FileStatus.UNREADABLE:
        values = msgspec.json.decode(row.error_values, type=dict[str, str])
        error = error_sentence(HakaruError(row.error, **values), lang)
    return FileView(
        position=row.position,
        name=row.name,
        digest=getattr(row, "digest", ""),
        size=getattr(row, "size", 0),
        status=row.status,
        error=error,
        counts=counts if counts and counts.cells else None,
        again=again,
    )


def _confirmed_before(found: Import) -> dict[int, datetime]:
    """Return when the same bytes were confirmed in another import, by source file."""
    rows = ImportFile.objects.filter(
        source__uses__of=found, of__state=ImportState.CONFIRMED
    ).exclude(of=found)
    latest = rows.values("source").annotate(at_last=Max("of__confirmed_at"))
    return dict(latest.values_list("source", "at_last"))


def _counts(draft: Draft) -> Iterable[PlanCounts]:
    """Yield how much was read of each plan."""
    for plan, part in by_plan(draft.ledger).items():
        yield PlanCounts(
            id=plan,
            title=part.plans[0].title or plan,
            fiscal_years=part.plans[0].fiscal_years,
            sections=len(part.sections),
            projects=len(part.projects),
            indicators=len(part.indicators),
            targets=len(part.targets),
            actuals=len(part.actuals),
        )
