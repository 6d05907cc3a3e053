"""The plans at the desk: what there is to do in each, and what is said of a plan itself."""

from datetime import date

import msgspec
from django.db.models import Count

from hakaru.errors import HakaruError
from hakaru.report.words import Language, sentence_for_error
from hakaru.rules.rulebook import books, load_book
from hakaru.store.models import Indicator, Project
from hakaru.store.models import Plan as PlanRow
from hakaru.workflow.queries.desk_values import version_of
from hakaru.workflow.queries.inbox import open_counts
from hakaru.workflow.queries.judged import judged
from hakaru.workflow.queries.marks import in_language, plan_head
from hakaru.workflow.queries.views import PlanHead

# More plans than are kept looked through: counting them all would take a page too long.
MOST_COUNTED = 16


class DeskPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan in the list; `counts` are its open findings by severity, in all as `open`.

    `counts` is None where there are too many plans to look through them all at once.
    """

    id: str
    title: str
    fiscal_years: tuple[int, ...]
    projects: int
    indicators: int
    rulebook: str
    counts: dict[str, int] | None


class BookOption(msgspec.Struct, frozen=True, kw_only=True):
    """A rulebook that a plan may be graded by."""

    id: str
    title: str
    pattern: bool


class PlanSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What may be said of a plan, as texts, and the version it is of."""

    head: PlanHead
    title: str
    hub: str
    members: str
    years: str
    rulebook: str
    books: tuple[BookOption, ...]
    seen: int


class PaperChoices(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper may be narrowed to: years, sections (ref and words) and members."""

    head: PlanHead
    years: tuple[int, ...]
    sections: tuple[tuple[str, str], ...]
    members: tuple[str, ...]


def desk_plans(*, today: date, lang: str) -> tuple[DeskPlan, ...]:
    """Return all plans with what is open in each."""
    rows = tuple(PlanRow.objects.order_by("pk"))
    projects, indicators = (
        dict(table.objects.values_list("plan").annotate(Count("pk")))
        for table in (Project, Indicator)
    )
    few = len(rows) <= MOST_COUNTED
    known = set(books())
    return tuple(
        DeskPlan(
            id=row.entry_id,
            title=row.title or row.entry_id,
            fiscal_years=tuple(row.fiscal_years),
            projects=projects.get(row.pk, 0),
            indicators=indicators.get(row.pk, 0),
            rulebook=in_language(load_book(row.rulebook).title, lang)
            if row.rulebook in known
            else "",
            counts=open_counts(row.entry_id, today=today) if few else None,
        )
        for row in rows
    )


def plan_settings(plan_id: str, *, lang: str) -> PlanSettings:
    """Return what may be said of a plan. Raises UsageError `plan.unknown`."""
    seen = version_of(plan_id)
    plan = judged(plan_id)
    known = [load_book(name) for name in books()]
    return PlanSettings(
        head=plan_head(plan),
        title=plan.plan.title,
        hub=plan.plan.hub,
        members="\n".join(plan.plan.members),
        years=_years(plan.plan.fiscal_years),
        rulebook=plan.plan.rulebook,
        books=tuple(
            BookOption(id=book.id, title=in_language(book.title, lang), pattern=book.pattern)
            for book in known
        ),
        seen=seen,
    )


def paper_choices(plan_id: str) -> PaperChoices:
    """Return what papers of a plan may be narrowed to. Raises UsageError `plan.unknown`."""
    plan = judged(plan_id)
    taking_part = (name for project in plan.ledger.projects for name in project.participants)
    return PaperChoices(
        head=plan_head(plan),
        years=tuple(sorted({*plan.years_known, *plan.plan.fiscal_years}, reverse=True)),
        sections=tuple(
            (
                plan.ref(section.id),
                "　" * (len(plan.lineage(section.id)) - 1)
                + f"{section.number} {section.title}".strip(),
            )
            for section in plan.ledger.sections
        ),
        members=tuple(dict.fromkeys((*plan.plan.members, *taking_part))),
    )


def error_text(error: HakaruError, lang: str) -> str:
    """Return what was wrong, where, and what to do, in a language of the site."""
    return sentence_for_error(error, Language(lang))


def _years(years: tuple[int, ...]) -> str:
    """Return fiscal years as a person writes them: 2024-2028 where none is missing."""
    whole = years and years == tuple(range(years[0], years[-1] + 1))
    if whole and len(years) > 1:
        return f"{years[0]}-{years[-1]}"
    return "、".join(map(str, years))
