"""What columns, labels and layouts are called in front of a user."""

from hakaru.ledger.entries import Certainty
from hakaru.report.words import Language, say, term

# The meaning of a column or label, and its sentence.
MEANINGS = {
    "number": "meaning.number",
    "name": "meaning.name",
    "marker": "meaning.marker",
    "item": "meaning.item",
    "section": "meaning.section",
    "label": "meaning.label",
    "year": "meaning.year",
    "unit": "meaning.unit",
    "baseline": "meaning.baseline",
    "baseline_year": "meaning.baseline_year",
    "target": "meaning.target",
    "target_year": "meaning.target_year",
    "actual": "meaning.actual",
    "actuals": "meaning.actuals",
    "value": "meaning.value",
    "grade": "meaning.grade",
    "rate": "meaning.rate",
    "budget": "meaning.budget",
    "settled": "meaning.settled",
    "content": "meaning.content",
    "activities": "meaning.activities",
    "summary": "meaning.summary",
    "remarks": "meaning.remarks",
    "office": "meaning.office",
    "participants": "meaning.participants",
    "responsibilities": "meaning.responsibilities",
    "indicators": "meaning.indicators",
    "old_item": "meaning.old_item",
    "new_item": "meaning.new_item",
    "old_target": "meaning.old_target",
    "new_target": "meaning.new_target",
    "reason": "meaning.reason",
    "note": "meaning.note",
}
LAYOUTS = {
    "cards": "layout.cards",
    "matrix": "layout.matrix",
    "vision": "layout.vision",
    "catalogue": "layout.catalogue",
    "changes": "layout.changes",
    "history": "layout.tables",
    "tables": "layout.tables",
    "highlights": "layout.highlights",
    "": "layout.none",
}
# Why a column means something other than its own words say.
REASONS = {
    "name-follows": "why.name_follows",
    "no-other-name": "why.no_other_name",
    "item-follows": "why.item_follows",
    "before-item": "why.before_item",
    "in-front": "why.in_front",
    "of-change": "why.of_change",
    "beside-baseline": "why.beside_baseline",
    "beside-result": "why.of_year",
    "target-follows": "why.beside_baseline",
    "of-year": "why.of_year",
    "several-years": "why.several_years",
    "labelled": "why.labelled",
    "cells=label": "why.cells_label",
}
YEAR = "year="


def meaning_text(meaning: str, lang: Language, *, certainty: Certainty | None = None) -> str:
    """Return what a meaning is called, with 確定 or 見込み where the heading says so."""
    said = say(MEANINGS[meaning], lang) if meaning in MEANINGS else meaning
    return f"{said}({term(certainty, lang)})" if certainty else said


def layout_text(layout: str, lang: Language) -> str:
    """Return what a layout is called and by what it is known."""
    return say(LAYOUTS[layout], lang) if layout in LAYOUTS else layout


def why_text(why: str, lang: Language) -> str:
    """Return the words that decided a column's meaning; years stand in a column of their own."""
    said = []
    for token in why.replace(" < ", " ").split(" "):
        word, equals, _ = token.rpartition("=")
        if token in REASONS:
            said.append(say(REASONS[token], lang))
        elif not token.startswith(YEAR) and token:
            said.append(f"「{word}」" if equals else token)
    return " ".join(said)
