"""The page of a section: its place in the tree, ratio, grades, own indicators and projects."""

from hakaru.errors import UsageError
from hakaru.workflow.queries.history import card_weight, cards_within
from hakaru.workflow.queries.judged import judged
from hakaru.workflow.queries.links import indicator_link, section_links, section_title
from hakaru.workflow.queries.listing import MOST_BYTES, Wanted, project_list
from hakaru.workflow.queries.marks import plan_head
from hakaru.workflow.queries.overview import all_sections
from hakaru.workflow.queries.page_views import SectionPage
from hakaru.workflow.queries.ratios import ratio_views
from hakaru.workflow.queries.tallies import is_below, tally_by_year

# Of the indicators of a section in full; its projects have what is left of a page.
MOST_OWN_BYTES = 40_000


def section_page(plan_id: str, ref: str, *, lang: str) -> SectionPage:
    """Return a section. Raises UsageError `plan.unknown`, `section.unknown`."""
    plan = judged(plan_id)
    section = plan.index.sections.get(f"{plan.plan.id}/{ref}")
    if section is None:
        raise UsageError("section.unknown", plan=plan_id, section=ref)
    indicators = plan.index.indicators_of.get(section.id, ())
    cards = cards_within(plan, indicators, lang, most=MOST_OWN_BYTES)
    room = MOST_BYTES - sum(map(card_weight, cards))
    listed = project_list(plan_id, Wanted(section=ref), lang=lang, most=room)
    children = {one.id for one in plan.ledger.sections if one.parent == section.id}
    return SectionPage(
        head=plan_head(plan),
        ref=ref,
        title=section_title(section),
        above=section_links(plan, section.parent),
        below=tuple(
            line for line in all_sections(plan) if f"{plan.plan.id}/{line.ref}" in children
        ),
        ratios=ratio_views(plan, lang, section.id),
        tally=tally_by_year(plan, section.id, is_below(plan, section.id), lang),
        own=len(indicators),
        indicators=cards,
        others=tuple(indicator_link(plan, one) for one in indicators[len(cards) :]),
        years=listed.years,
        rows=listed.rows,
        projects=listed.found,
    )
