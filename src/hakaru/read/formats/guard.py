"""The apostrophe that keeps a spreadsheet from taking a CSV field for a formula.

A text is guarded when, after any apostrophes and blanks it begins with, comes a sign that begins a
formula: some spreadsheets take blanks in front off first.
Guarding adds one apostrophe and unguarding takes one off, so every text comes back as it was; a
file that somebody else guarded so reads as it was meant.
"""

import re

_SIGNS = r"=+\-@＝＋－＠"
_NEEDS = re.compile(rf"'*(?:[\t\r\n]|\s*[{_SIGNS}])")
_GUARDED = re.compile(rf"'+(?:[\t\r\n]|\s*[{_SIGNS}])")
# A lone dash, and a plain number with a sign and perhaps a unit, compute nothing.
_HARMLESS = re.compile(r"[-－]{1,2}|[-+－＋][0-9][0-9,]*(?:\.[0-9]+)?[%％]?[一-龠ぁ-んァ-ヶ]{0,8}")


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _NEEDS.match(text) and not _HARMLESS.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Return a guarded text as it was; any other text as it is."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text
