"""The cards layout: one table a project, with its participants, indicators, results, activities."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hakaru.ledger.entries import Plan
from hakaru.ledger.period import find_days
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell, Grid, Row
from hakaru.read.layouts.card_entries import enter_card
from hakaru.read.layouts.card_parts import CardParts, cut_card, is_card_start
from hakaru.read.layouts.context import CardContext
from hakaru.read.layouts.footnotes import read_revisions
from hakaru.read.layouts.frame import (
    Frame,
    is_note,
    is_page_number,
    is_sentence,
    plan_id,
    read_frame,
    read_heading,
)
from hakaru.read.layouts.headings import SectionTree
from hakaru.read.layouts.members import MemberNames, is_municipality, read_participants
from hakaru.read.layouts.results import heading_years, is_dash
from hakaru.read.vocabulary import Vocabulary
from hakaru.rules.rulebook import book_for_legend, load_book
from hakaru.rules.scale import Rulebook

_CARD_PARTS = frozenset(
    ["participants", "responsibilities", "actuals", "activities", "indicators", "summary"]
)
LOOK_AHEAD = 30
ENOUGH_PARTS = 2


class _Area(NamedTuple):
    """Who the members are and which of them is the hub."""

    members: tuple[str, ...]
    hub: str


def card_starts(rows: Sequence[Row], vocabulary: Vocabulary) -> list[int]:
    """Return the indexes of the rows that open cards; empty where the rows are not cards."""
    starts = [at for at, row in enumerate(rows) if is_card_start(row, vocabulary)]
    if not starts:
        return []
    following = rows[starts[0] + 1 : starts[0] + LOOK_AHEAD]
    parts = {
        part for row in following for part in vocabulary.meanings(row.cells[0].text) & _CARD_PARTS
    }
    return starts if len(parts) >= ENOUGH_PARTS else []


def read_cards(grids: Sequence[Grid], draft: Draft, vocabulary: Vocabulary) -> bool:
    """Read all cards of a document into the draft; False when there are none."""
    rows = [row for grid in grids for row in grid.rows]
    starts = card_starts(rows, vocabulary)
    if not starts:
        return False
    document = grids[0].document
    cards = [
        cut_card(rows[start:end], vocabulary)
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]
    frame = read_frame(rows, first_table_row=starts[0])
    plan = plan_id(frame.title, document.file)
    book = _rulebook(frame, draft, document.file)
    area = _area(cards)
    latest = frame.fiscal_year or _latest_year(cards)
    draft.documents.append(document)
    draft.entries.append(_plan(plan, frame, cards, area, book))
    tree = SectionTree(plan)
    _lines_before(rows[: starts[0]], frame, tree, draft, plan)
    context = CardContext(
        plan=plan,
        vocabulary=vocabulary,
        names=MemberNames(area.members),
        fiscal_year=latest,
        as_of=frame.as_of or _day_of_labels(cards, latest),
        book=book,
    )
    _enter_all(cards, context, tree, draft)
    draft.entries[1:1] = tree.sections
    return True


def _enter_all(
    cards: Sequence[CardParts], context: CardContext, tree: SectionTree, draft: Draft
) -> None:
    """Enter the cards in order; headings below one card open the section of the next."""
    for card in cards:
        revisions, lines = read_revisions(card.after)
        draft.mapped(*lines)
        rest = [cell for cell in card.after if not draft.has_fate(cell)]
        headings = [cell for cell in rest if _is_section(cell, card is cards[-1])]
        project = enter_card(card, revisions, tree.current, context, draft)
        for cell in rest:
            if cell in headings:
                _enter_heading(cell, tree, draft)
            else:
                draft.kept(project, cell)


def _is_section(cell: Cell, is_last: bool) -> bool:  # noqa: FBT001 - a plain fact of the card
    """Tell whether a line below a card is a heading: numbered, or short words before a card."""
    return not is_last and not is_sentence(cell.text) and read_heading(cell.text) is not None


def _enter_heading(cell: Cell, tree: SectionTree, draft: Draft) -> None:
    """Open the section a heading line names."""
    heading = read_heading(cell.text)
    if heading is not None:
        tree.enter(heading, cell)
        draft.mapped(cell)


def _lines_before(
    rows: Sequence[Row], frame: Frame, tree: SectionTree, draft: Draft, plan: str
) -> None:
    """Account for the lines above the first card: title, legend, headings, notes."""
    draft.mapped(*frame.legend)
    for row in rows:
        for cell in row.cells:
            if cell is frame.title_cell:
                draft.mapped(cell)
            elif draft.has_fate(cell):
                continue
            elif len(row.cells) == 1 and not is_note(cell.text) and not is_page_number(cell.text):
                _enter_heading(cell, tree, draft)
            draft.kept(plan, cell)


def _rulebook(frame: Frame, draft: Draft, file: str) -> Rulebook | None:
    """Return the rulebook whose legend the document prints."""
    legend = "\n".join(cell.text for cell in frame.legend)
    found = book_for_legend(legend) if legend else None
    if found is None:
        places = [cell.place for cell in frame.legend[:1]]
        draft.findings.append(kinds.RULEBOOK_UNKNOWN.at(*places, file=file))
        return None
    return load_book(found)


def _plan(
    plan: str,
    frame: Frame,
    cards: Sequence[CardParts],
    area: _Area,
    book: Rulebook | None,
) -> Plan:
    """Return the plan entry."""
    years = {heading_years(cell.text)[0] for card in cards for cell in card.year_heads}
    return Plan(
        id=plan,
        source=frame.title_cell.place if frame.title_cell else None,
        title=frame.title or plan,
        fiscal_years=tuple(sorted(years)),
        members=area.members,
        hub=area.hub,
        rulebook=book.id if book else "",
    )


def _area(cards: Sequence[CardParts]) -> _Area:
    """Return all members listed on any card, in the order of the fullest list, and the hub.

    The hub is the member that the cards' responsibilities name first and most often.
    """
    lists = [read_participants(card.participant_texts)[1] for card in cards]
    members: dict[str, None] = {}
    for listed in sorted(lists, key=len, reverse=True):
        members.update(dict.fromkeys(name for name in listed if is_municipality(name)))
    named = Counter(
        row[0].text
        for card in cards
        for row in card.responsibilities
        if len(row) > 1 and row[0].text in members
    )
    hub = named.most_common(1)[0][0] if named else ""
    return _Area(tuple(members), hub)


def _latest_year(cards: Sequence[CardParts]) -> int | None:
    """Return the last fiscal year any card gives a result for, where the title names no year."""
    latest: int | None = None
    for card in cards:
        if not card.year_heads:
            continue
        columns = [(cell.column, heading_years(cell.text)[0]) for cell in card.year_heads]
        for row in card.results:
            for cell in row:
                owners = [year for column, year in columns if column <= cell.column]
                if owners and not is_dash(cell.text):
                    latest = max(latest or 0, owners[-1])
    return latest


def _day_of_labels(cards: Sequence[CardParts], fiscal_year: int | None) -> date | None:
    """Return the day a card's own labels give, such as 取組実績 (12月末時点)."""
    if fiscal_year is None:
        return None
    for card in cards:
        label = card.labels.get("activities")
        days = find_days(label.text, fiscal_year) if label else ()
        if days:
            return days[0].day
    return None
