"""Widths, dashes and look-alikes folded one character to one, so that places in a text stay true.

NFKC is not used: it turns ① into 1 and ² into 2, so that ①1回 would read 11回. What is folded
here is only what means the same: full-width ASCII, spaces, dashes, half-width kana, the radicals
and compatibility ideographs that PDF text has in place of ordinary characters.
"""

import re
import unicodedata

DIGITS_IN_CIRCLES = "①-⑳㉑-㉟㊱-㊿"

_SPACES = "\t\n\r\x0b\x0c\x85\xa0\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\xad"
_DASHES = "\u2010-\u2015\u2212\u2500\u2501\ufe58\ufe63"
_LOOKALIKES = {
    "〜": "~",
    "〔": "(",
    "〕": ")",
    "▼": "▲",
    "增": "増",
    "﹪": "%",
    "＊": "※",
    "*": "※",
}
_COMPATIBLE = "\uff01-\uff9d\u2e80-\u2fd5\uf900-\ufaff"


def _each(ranges: str) -> list[str]:
    """Return the characters of a run such as `a-cx`: a, b, c and x."""
    characters: list[str] = []
    for first, last, single in re.findall(r"(.)-(.)|(.)", ranges, re.DOTALL):
        span = range(ord(first), ord(last) + 1) if first else [ord(single)]
        characters.extend(map(chr, span))
    return characters


def _table() -> dict[int, str]:
    """Return the folding table: one character for one."""
    table = {
        ord(character): unicodedata.normalize("NFKC", character) for character in _each(_COMPATIBLE)
    }
    table = {
        code: folded for code, folded in table.items() if len(folded) == 1 and chr(code) != folded
    }
    table |= {ord(character): " " for character in _each(_SPACES)}
    table |= {ord(character): "-" for character in _each(_DASHES)}
    return table | {ord(character): folded for character, folded in _LOOKALIKES.items()}


_TABLE = _table()
_FOLDABLE = re.compile("[" + re.escape("".join(map(chr, _TABLE))) + "]")
_MARKER = re.compile(rf"\s*([{DIGITS_IN_CIRCLES}])[\s:：]*")
_OPENING = frozenset("(（")
_BRACKETED_MARKER = re.compile(r" *\(([0-9]{1,2})\)[ :]*(?=[^ :])")


def fold(text: str) -> str:
    """Return a copy of the same length in which variants of a character are one character.

    Full-width ASCII becomes ASCII, every dash `-`, every wave `~`, every space a blank, ▼ ▲,
    an asterisk ※. The long vowel mark ー, △ and digits in circles stay.
    """
    return text.translate(_TABLE) if _FOLDABLE.search(text) else text


def take_marker(text: str) -> tuple[str, str]:
    """Return the item number in front of a text, and the rest as printed.

    ①1回 is ("①", "1回"), （１）1回 and (1)1回 are ("(1)", "1回"), 1回 is ("", "1回"). A bracketed
    number that nothing follows is not a marker: (5) is ("", "(5)").
    """
    circled = _MARKER.match(text)
    if circled:
        return circled[1], text[circled.end() :]
    bracketed = _BRACKETED_MARKER.match(fold(text)) if text.lstrip()[:1] in _OPENING else None
    if bracketed:
        return f"({int(bracketed[1])})", text[bracketed.end() :]
    return "", text
