"""All sentences the program says, in Japanese and, by gettext, in English."""

from hakaru.report.words.catalogue import Language, language_of
from hakaru.report.words.checks import title_of_check
from hakaru.report.words.commands import say
from hakaru.report.words.errors import sentence_for_error
from hakaru.report.words.findings import sentence_for_finding
from hakaru.report.words.places import place_text
from hakaru.report.words.rulebook_text import condition, explanation, second_rate
from hakaru.report.words.terms import term
from hakaru.report.words.working import mark_label, working_text

__all__ = [
    "Language",
    "condition",
    "explanation",
    "language_of",
    "mark_label",
    "place_text",
    "say",
    "second_rate",
    "sentence_for_error",
    "sentence_for_finding",
    "term",
    "title_of_check",
    "working_text",
]
