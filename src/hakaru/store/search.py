"""The normal form of text that is searched, and the pairs of characters that are looked up.

Both are the same for what is kept and for what is asked, whatever the database.
"""

import unicodedata

# Katakana to hiragana: ァ to ヶ, and the marks that repeat a kana.
_KANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
# ASCII becomes full width, which no normal form has: so that a gram is never punctuation of the
# database's own query language, nor something its tokenizer drops.
_WIDE = {code: code + 0xFEE0 for code in range(1, 0x80)}


def normal(text: str) -> str:
    """Return the text as it is searched: NFKC, letters folded, runs of blanks as one space."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Folding can take a letter apart again (ΐ).
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def alike(text: str) -> str:
    """Return the normal form in which katakana and hiragana are one, too."""
    return normal(text).translate(_KANA)


def grams_kept(text: str) -> list[str]:
    """Return every character and pair of characters of the words of a text, each once."""
    wide = [word.translate(_WIDE) for word in text.split()]
    return sorted(
        {*(c for word in wide for c in word), *(p for word in wide for p in _pairs(word))}
    )


def grams_asked(word: str) -> list[str]:
    """Return what a text that has the word must have: its pairs, or its only character."""
    wide = word.translate(_WIDE)
    return sorted(set(_pairs(wide))) or [wide]


def _pairs(word: str) -> list[str]:
    """Return the pairs of neighbours in a word."""
    return [word[place : place + 2] for place in range(len(word) - 1)]
