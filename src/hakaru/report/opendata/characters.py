"""Texts as open data writes them: one line, no blanks for looks, no platform-dependent characters.

The ledger keeps every text as printed; the tables of open data give it in the characters that any
machine shows alike.
"""

import re
import unicodedata
from functools import lru_cache

# Full-width signs that every Japanese keyboard writes; their compatibility forms are other signs.
_KEPT = frozenset("－～￠￡￢＼∥")
_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")
_CIRCLED = range(0x2460, 0x2500)
_DINGBAT_CIRCLED = range(0x2776, 0x2794)
# Signs of the workings that JIS X 0208 writes otherwise.
_REPLACED = {"≥": "≧", "≤": "≦", "·": "・", "–": "－"}
_BLANKS = re.compile(r"\s+")
_UNSHOWN = frozenset({"Cc", "Co", "Cs", "Cn"})
_SYMBOLS = frozenset({"So", "Sk", "Sm", "Sc", "No", "Nl"})
_MARKDOWN = re.compile(r"[\\`*_\[\]]")
_FORMULA_STARTS = tuple("=+-@＝＋－＠\t\r")
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


def plain(text: str) -> str:
    """Return a text in one line, without outer or repeated blanks, in plain characters.

    ① is (1), ㈱ is (株), ㎡ is m2, ₂ is 2, half-width kana are full-width; kanji stay as they are.
    """
    whole = _HALF_WIDTH_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)
    if not whole.isascii():
        whole = "".join(map(_plain_character, whole))
    return _BLANKS.sub(" ", whole).strip()


@lru_cache(maxsize=8000)
def _plain_character(character: str) -> str:
    """Return what stands for one character."""
    if character.isspace():
        return " "
    if character in _REPLACED:
        return _REPLACED[character]
    if unicodedata.category(character) in _UNSHOWN:
        return ""
    if not is_dependent(character):
        return character
    folded = unicodedata.normalize("NFKC", character)
    return f"({folded})" if ord(character) in _CIRCLED and folded[0] != "(" else folded


@lru_cache(maxsize=8000)
def is_dependent(character: str) -> bool:
    """Tell whether a character is platform-dependent: a composed sign outside JIS X 0208."""
    if character.isascii() or character in _KEPT:
        return False
    if _HALF_WIDTH_KANA.match(character) or ord(character) in _DINGBAT_CIRCLED:
        return True
    category = unicodedata.category(character)
    if category in _UNSHOWN:
        return True
    composed = unicodedata.normalize("NFKC", character) != character
    return (composed or category in _SYMBOLS) and category != "Lo" and not _in_jis(character)


def _in_jis(character: str) -> bool:
    """Tell whether JIS X 0208 has a character."""
    try:
        character.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return True


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that could be gets a ' in front.

    Numbers stay numbers, whatever their sign. Source: OWASP, CSV injection.
    """
    if not text.startswith(_FORMULA_STARTS) or _NUMBER.fullmatch(text) or len(text) == 1:
        return text
    return f"'{text}"


def literal(text: str) -> str:
    """Return a text for where Markdown is read, as portals read descriptions: nothing is markup."""
    return _MARKDOWN.sub(r"\\\g<0>", text).replace("<", "&lt;")
