"""How much room a text takes: half-width columns, and the lines it wraps into."""

import re
import unicodedata
from functools import lru_cache

_UNBROKEN = re.compile("[!-~]+")
_HALF = 0.58
_BRACKET = re.compile("(?<=.)[（(]")
_SPARE = 1.2
INVISIBLE = frozenset({"Mn", "Me", "Cf"})


def columns(text: str) -> int:
    """Return the columns a line takes: two for a full-width character, one for others."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    """Return the columns of one character; ambiguous ones are full-width in Japanese type."""
    if unicodedata.category(character) in INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def lines(text: str, room: float) -> int:
    """Return into how many lines a text wraps where a line has `room` full-width characters.

    One column is left free on each line: marks that may not begin a line pull a character down.
    """
    free = max(int(room * 2) - 1, 2)
    return sum(max(1, -(-columns(line) // free)) for line in text.split("\n"))


def value_lines(text: str, room: float) -> str:
    """Return a value too long for a line of `room` characters with its brackets on the next.

    「310,000回（2025年度）」 is then not cut inside the year.
    """
    if "\n" in text or columns(text) / 2 <= room - _SPARE:
        return text
    return _BRACKET.sub(r"\n\g<0>", text, count=1)


def longest_word(text: str) -> float:
    """Return the width, in full-width characters, of the longest piece that no line can break.

    Half-width signs in a row are such a piece; each is a little wider than half.
    """
    return max((len(word) for word in _UNBROKEN.findall(text)), default=0) * _HALF
