"""A plan's rulebook for the public: printed from the book, with examples from the plan itself."""

from collections.abc import Iterator

from hakaru.errors import UsageError
from hakaru.report.words import Language
from hakaru.report.words.rulebook_text import condition, explanation
from hakaru.rules.grade import Grade
from hakaru.rules.scale import Rulebook
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.legend import legend
from hakaru.workflow.queries.marks import grade_mark, in_language, plan_head
from hakaru.workflow.queries.overview import graded_line
from hakaru.workflow.queries.page_views import Block, Edition, Example, RulebookPage

_ITEM = "- "
_HEADING = "## "


def rulebook_page(plan_id: str, *, lang: str) -> RulebookPage:
    """Return a plan's rulebook, every edition that judges one of its years.

    Raises UsageError `plan.unknown`, `rulebook.none`.
    """
    plan = judged(plan_id)
    if plan.book is None:
        raise UsageError("rulebook.none", plan=plan_id)
    return RulebookPage(
        head=plan_head(plan),
        editions=tuple(_edition(plan, book, years, lang) for book, years in plan.in_force),
    )


def _edition(plan: JudgedPlan, book: Rulebook, years: tuple[int, ...], lang: str) -> Edition:
    """Return one edition with the years of the plan it judges."""
    facts, *others = _blocks(book, Language(lang))
    return Edition(
        id=book.id,
        title=in_language(book.title, lang),
        years=years,
        facts=facts.lines,
        legend=legend(book, lang),
        conditions=tuple(condition(book, mark, Language(lang)) for mark in book.grades),
        blocks=tuple(others),
        examples=tuple(_examples(plan, book, lang)),
    )


def _blocks(book: Rulebook, lang: Language) -> Iterator[Block]:
    """Yield the explanation in pieces; its table of marks is the legend, told on its own."""
    items: list[str] = []
    heading: Block | None = None
    for line in (*explanation(book, lang), ""):
        if line.startswith(_HEADING):
            heading = Block(kind="heading", lines=(line.removeprefix(_HEADING),))
        elif line.startswith(_ITEM):
            items.append(line.removeprefix(_ITEM))
        elif items or _is_text(line):
            # A heading stands only over what follows it.
            if heading is not None:
                yield heading
                heading = None
            if items:
                yield Block(kind="list", lines=tuple(items))
                items = []
            if _is_text(line):
                yield Block(kind="text", lines=(line,))


def _is_text(line: str) -> bool:
    """Tell whether a line is a paragraph: no title, no row of the table, not blank."""
    return bool(line) and not line.startswith(("|", "# "))


def _examples(plan: JudgedPlan, book: Rulebook, lang: str) -> Iterator[Example]:
    """Yield for each grade a case of the latest year in which it was given, undisputed."""
    for mark in book.grades:
        cases = [
            grade
            for grade in plan.grades.values()
            if grade.book == book.id
            and grade.computed_key == mark.key
            and grade.agrees is not False
            and grade.working
        ]
        if cases and mark.key != book.not_evaluated:
            case = max(cases, key=_telling)
            indicator = plan.index.indicators[case.indicator]
            yield Example(
                mark=grade_mark(book, mark, lang),
                case=graded_line(plan, indicator, case.fiscal_year, lang),
            )


def _telling(grade: Grade) -> tuple[bool, int]:
    """Return how well a case explains: one with a rate, of a late year."""
    return any(step.code == "rate" for step in grade.working), grade.fiscal_year
