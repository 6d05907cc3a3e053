"""The page of one indicator, and the list of all."""

from collections.abc import Iterator

from hakaru.errors import UsageError
from hakaru.ledger.entries import Indicator
from hakaru.workflow.queries.card import own_groups
from hakaru.workflow.queries.history import indicator_card
from hakaru.workflow.queries.judged import JudgedPlan, judged
from hakaru.workflow.queries.links import indicator_link, section_links, section_title
from hakaru.workflow.queries.marks import plan_head, symbol_mark
from hakaru.workflow.queries.page_views import IndicatorList, IndicatorPage, ListedIndicator

PER_PAGE = 100


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
    known = plan.ledger.indicators
    pages = max(1, -(-len(known) // PER_PAGE))
    if not 1 <= page <= pages:
        raise UsageError("filter.unknown", filter="page", value=page)
    groups: dict[str, list[ListedIndicator]] = {}
    for indicator in known[(page - 1) * PER_PAGE : page * PER_PAGE]:
        lineage = plan.lineage(plan.section_of(indicator))
        title = section_title(lineage[0]) if lineage else ""
        groups.setdefault(title, []).append(_listed(plan, indicator, lang))
    return IndicatorList(
        head=plan_head(plan),
        own=own_groups(plan, lang) if page == 1 else (),
        groups=tuple((title, tuple(lines)) for title, lines in groups.items()),
        page=page,
        pages=pages,
    )


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
