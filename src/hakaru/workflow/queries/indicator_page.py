"""The page of one indicator, and the list of all."""

from collections.abc import Iterator

from hakaru.errors import UsageError
from hakaru.ledger.entries import Indicator
from hakaru.workflow.queries.card import own_groups
from hakaru.workflow.queries.history import card_weight, indicator_card
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.links import indicator_link, section_links, section_title
from hakaru.workflow.queries.marks import plan_head, symbol_mark
from hakaru.workflow.queries.page_views import IndicatorList, IndicatorPage, ListedIndicator
from hakaru.workflow.queries.paging import page_of, pages_by_weight

# Of a page of the list, of its indicators in full before it, of a line without its names.
MOST_BYTES, MOST_OWN_BYTES, LINE_BYTES = 78_000, 40_000, 750


def indicator_page(plan_id: str, ref: str, *, lang: str) -> IndicatorPage:
    """Return an indicator. Raises UsageError `plan.unknown`, `indicator.unknown`."""
    plan = judged(plan_id)
    indicator = plan.indicator_by_ref.get(ref)
    if indicator is None:
        raise UsageError("indicator.unknown", plan=plan_id, indicator=ref)
    known = plan.ledger.indicators
    place = known.index(indicator)
    before, after = known[:place][-1:], known[place + 1 : place + 2]
    return IndicatorPage(
        head=plan_head(plan),
        link=indicator_link(plan, indicator),
        sections=section_links(plan, plan.section_of(indicator)),
        indicator=indicator_card(plan, indicator, lang),
        previous=indicator_link(plan, before[0]) if before else None,
        next=indicator_link(plan, after[0]) if after else None,
    )


def indicator_list(plan_id: str, *, page: int = 1, lang: str) -> IndicatorList:
    """Return a page of all indicators by outermost section; those of no project on the first.

    Raises UsageError `plan.unknown`, and `filter.unknown` for a page that is not there.
    """
    plan = judged(plan_id)
    own = own_groups(plan, lang, most=MOST_OWN_BYTES)
    shown = [card for group in own for card in group.indicators]
    room = MOST_BYTES - sum(map(card_weight, shown))
    lines = [
        (_top_title(plan, indicator), _listed(plan, indicator, lang))
        for indicator in plan.ledger.indicators
    ]
    pages = pages_by_weight(lines, _weight, most=room)
    groups: dict[str, list[ListedIndicator]] = {}
    for title, line in page_of(pages, page):
        groups.setdefault(title, []).append(line)
    return IndicatorList(
        head=plan_head(plan),
        own=own if page == 1 else (),
        own_left=len(plan.own) - len(shown),
        groups=tuple((title, tuple(found)) for title, found in groups.items()),
        page=page,
        pages=len(pages),
    )


def _top_title(plan: JudgedPlan, indicator: Indicator) -> str:
    """Return the outermost section an indicator lies in, "" for none."""
    lineage = plan.lineage(plan.section_of(indicator))
    return section_title(lineage[0]) if lineage else ""


def _weight(titled: tuple[str, ListedIndicator]) -> int:
    """Return about how many bytes a line takes on a page."""
    line = titled[1]
    texts = (line.link.name, line.link.project_name, line.target, line.text)
    return LINE_BYTES + sum(len(text.encode()) for text in texts)


def _listed(plan: JudgedPlan, indicator: Indicator, lang: str) -> ListedIndicator:
    """Return an indicator's line with the last year that says something."""
    year = next(_telling_years(plan, indicator), None)
    actual = plan.index.actual(indicator.id, year) if year is not None else None
    targets = plan.index.targets_of.get(indicator.id, ())
    target = plan.index.target(indicator.id, year) if year is not None else None
    target = target or (targets[-1] if targets else None)
    symbol = plan.symbol(indicator.id, year) if year is not None else None
    return ListedIndicator(
        link=indicator_link(plan, indicator),
        target=target.quantity.text if target else "",
        target_due=target.due if target else None,
        fiscal_year=year,
        text=actual.quantity.text if actual else "",
        grade=symbol_mark(plan.book if year is None else plan.book_of(year), symbol, lang),
    )


def _telling_years(plan: JudgedPlan, indicator: Indicator) -> Iterator[int]:
    """Yield the years of an indicator that have a result, the latest first."""
    for year in reversed(plan.years_known):
        if plan.index.actual(indicator.id, year) is not None:
            yield year
