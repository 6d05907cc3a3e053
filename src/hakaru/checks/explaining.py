"""What a check looks for and why, in words: taken from its module's docstring."""

import re
import sys
from functools import cache
from typing import NamedTuple

from hakaru.checks import CHECKS, Check

# The parts of a docstring, by the label they begin with, and what they are called on a page.
LABELS = {
    "en": ("What", "Why", "Certainty", "Wrong", "Right"),
    "ja": ("見るもの", "理由", "確かさ", "誤りの例", "正しい例"),
}
EXAMPLES = {"Wrong": "誤りの例", "Right": "正しい例"}


class Entry(NamedTuple):
    """What a docstring says in one language: the title, and its parts by their label."""

    title: str
    parts: dict[str, str]


@cache
def explained(code: str, lang: str) -> Entry | None:
    """Return what a check says of itself in ja or en; None for a code that reading gives."""
    check = next((one for one in CHECKS if one.kind.code == code), None)
    return None if check is None else entries(check)[lang]


def entries(check: Check) -> dict[str, Entry]:
    """Return what a check's docstring says, in both languages; the examples stand for both.

    Raises ValueError for a docstring that lacks a part.
    """
    docstring = sys.modules[check.look.__module__].__doc__ or ""
    heading, english, japanese = docstring.strip().split("\n\n")
    title = heading.partition(": ")[2].rstrip(".")
    parts = _parts(english, LABELS["en"], joint=" ")
    translated_title, _, rest = japanese.partition("\n")
    translated = _parts(rest, ("見るもの", "理由", "確かさ"), joint="")
    translated |= {EXAMPLES[label]: parts[label] for label in EXAMPLES}
    return {
        "en": Entry(title[:1].upper() + title[1:], parts),
        "ja": Entry(translated_title.rstrip("。"), translated),
    }


def _parts(text: str, labels: tuple[str, ...], *, joint: str) -> dict[str, str]:
    """Return the labelled parts of a text, their lines joined; every label must be there."""
    pattern = "|".join(map(re.escape, labels))
    found = re.split(rf"^({pattern}): ", text, flags=re.MULTILINE)[1:]
    parts = {
        label: joint.join(body.strip().splitlines())
        for label, body in zip(found[::2], found[1::2], strict=True)
    }
    missing = [label for label in labels if not parts.get(label)]
    if missing:
        raise ValueError(f"{missing} missing in: {text[:60]}")
    return parts
