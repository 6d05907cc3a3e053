"""The entries of one card: its project, its indicators and its activities."""

import re
from collections.abc import Sequence
from itertools import pairwise

from hakaru.ledger.entries import Activity, Project
from hakaru.ledger.measure import take_marker
from hakaru.ledger.period import find_fiscal_years
from hakaru.read import kinds
from hakaru.read.draft import Draft
from hakaru.read.grid import Cell
from hakaru.read.layouts.card_parts import CardParts
from hakaru.read.layouts.context import CardContext
from hakaru.read.layouts.footnotes import Revision
from hakaru.read.layouts.indicators import enter_indicators
from hakaru.read.layouts.members import read_participants
from hakaru.read.layouts.results import disagreeing_years
from hakaru.read.vocabulary import plain

_NEW = re.compile(
    r"[(（【\[《]?\s*(?P<year>(?:令和|R)?\s*[0-9０-９元]{1,4}\s*年度\s*)?(?:から)?\s*新規(?:事業|取組)?\s*[)）】\]》]?\s*$"
)
_CIRCLED = re.compile(r"[\u2460-\u2473]")
# Ids sort as numbers do in plans of up to 99 projects, and stay the same when a plan grows.
NUMBER_WIDTH = 2
REQUIRED_PARTS = ("participants", "indicators", "actuals")


def enter_card(
    card: CardParts,
    revisions: Sequence[Revision],
    section: str | None,
    context: CardContext,
    draft: Draft,
) -> str:
    """Enter all entries of a card and return its project's id."""
    project = _project(card, section, context, draft)
    draft.entries.append(project)
    draft.mapped(*card.labels.values(), *card.heads)
    _report_damage(card, project, draft)
    enter_indicators(card, revisions, project, context, draft)
    _activities(card, project.id, context, draft)
    for label, cells in card.others:
        texts = [cell for cell in cells if not draft.has_fate(cell)]
        if label is not None and texts:
            draft.mapped(label)
        draft.kept(project.id, *texts)
    draft.keep_rest(project.id, card.cells)
    return project.id


def _project(card: CardParts, section: str | None, context: CardContext, draft: Draft) -> Project:
    """Return the project entry of a card."""
    number_cells = card.pairs.get("number", [])
    name_cells = card.pairs.get("name", [])
    number = plain(number_cells[0].text) if number_cells else ""
    name, new_from = _name_and_new(name_cells, context.fiscal_year)
    participants, listed = read_participants(card.participant_texts)
    known = set(context.names.members)
    draft.mapped(*number_cells, *name_cells, *card.participants, *card.summary)
    for row in card.responsibilities:
        draft.mapped(*row)
    project = Project(
        id=_free_id(number, context, draft, card),
        source=(name_cells or card.cells)[0].place,
        plan=context.plan,
        section=section,
        number=number,
        name=name,
        participants=tuple(member for member in participants if member in known) or participants,
        relisted_in=(),
        priority=name.startswith("★") or number.startswith("★"),
        new_from=new_from,
        ended="",
        responsibilities=tuple(_responsibility(row) for row in card.responsibilities),
        summary="\n".join(cell.text for cell in card.summary),
    )
    strangers = [name for name in listed if name not in known]
    if strangers:
        place = card.participants[0].place
        draft.findings.append(
            kinds.MEMBER_UNKNOWN.at(place, project=project.id, members="、".join(strangers))
        )
    return project


def _free_id(number: str, context: CardContext, draft: Draft, card: CardParts) -> str:
    """Return the project's id; a number used before gets a mark and a finding."""
    digits = number.lstrip("★")
    padded = digits.zfill(NUMBER_WIDTH) if digits.isdigit() else re.sub(r"[/\s?#%]+", "-", digits)
    wanted = f"{context.plan}/{padded or 'no-number'}"
    free = draft.free_id(wanted)
    if free != wanted:
        draft.findings.append(kinds.NUMBER_REPEATED.at(card.cells[0].place, number=number, id=free))
    return free


def _name_and_new(cells: Sequence[Cell], fiscal_year: int | None) -> tuple[str, int | None]:
    """Return the project's name without 「令和7年度新規事業」, and the year it is new from."""
    texts = [cell.text for cell in cells]
    new_from: int | None = None
    for at, text in enumerate(texts):
        found = _NEW.search(text)
        if found and (
            at > 0 or (found.start() > 0 and ("新規事業" in found[0] or found[0][0] in "(（【[《"))
        ):
            years = find_fiscal_years(found["year"] or "")
            new_from = years[0].year if years else fiscal_year
            texts[at] = text[: found.start()].strip()
    return " ".join(text for text in texts if text).strip(), new_from


def _responsibility(cells: Sequence[Cell]) -> tuple[str, str]:
    """Return who, and for what, from a row of 役割分担."""
    if len(cells) == 1:
        return "", cells[0].text
    return cells[0].text, "\n".join(cell.text for cell in cells[1:])


def _report_damage(card: CardParts, project: Project, draft: Draft) -> None:
    """Say what the cutter had to repair, and which parts a card lacks."""
    by_name = {"label_shifted": kinds.LABEL_SHIFTED, "header_repeated": kinds.HEADER_REPEATED}
    for name, cell in card.damage:
        draft.findings.append(by_name[name].at(cell.place, project=project.id, text=cell.text))
    missing = [part for part in REQUIRED_PARTS if part not in card.labels]
    if card.results and "actuals" in missing:
        missing.remove("actuals")
    if card.items and "indicators" in missing:
        missing.remove("indicators")
    if missing:
        draft.findings.append(
            kinds.CARD_INCOMPLETE.at(
                card.cells[0].place, project=project.id, parts=",".join(missing)
            )
        )
    for cell in disagreeing_years(card.year_heads):
        draft.findings.append(kinds.YEARS_DISAGREE.at(cell.place, text=cell.text))


def _activities(card: CardParts, project: str, context: CardContext, draft: Draft) -> None:
    """Enter what was done, cut at ①②③ where they count up."""
    count = 0
    for cell in card.activities:
        draft.mapped(cell)
        if _is_cut(cell.text):
            draft.findings.append(
                kinds.TEXT_CUT.at(cell.place, project=project, end=cell.text[-12:])
            )
        for piece in cut_at_markers(cell.text):
            count += 1
            draft.entries.append(
                Activity(
                    id=f"{project}/activity/{context.fiscal_year or 0}/{count}",
                    source=cell.place,
                    project=project,
                    fiscal_year=context.fiscal_year,
                    as_of=context.as_of,
                    text=piece,
                    members=context.names.named(piece),
                    marker=take_marker(piece)[0],
                    breakdown=context.names.shares(piece),
                )
            )


def cut_at_markers(text: str) -> list[str]:
    """Cut a text where ①, ②, ③ … begin one after the other; other uses of the marks stay inside."""
    cuts = []
    wanted = "①"
    for found in _CIRCLED.finditer(text):
        if found[0] == wanted and (found.start() == 0 or text[found.start() - 1] in " \n\u3000"):
            cuts.append(found.start())
            wanted = chr(ord(wanted) + 1)
    if not cuts:
        return [text]
    edges = [*([0] if cuts[0] else []), *cuts, len(text)]
    return [text[a:b].strip() for a, b in pairwise(edges) if text[a:b].strip()]


def _is_cut(text: str) -> bool:
    """Tell whether a text ends inside a bracket it opened."""
    opened = sum(map(text.count, "（(「『【"))
    closed = sum(map(text.count, "）)」』】"))
    return opened > closed and text[-1] not in "。．)）」"
