"""What headings mean, as data that an office can extend."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

LONGEST_HEADING = 60
MOST_REMEMBERED = 50_000
_SPACE = re.compile(r"\s+")
_TRAILING_BRACKET = re.compile(r"^(.+?)\s*[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]$")


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Return a heading for comparing: NFKC, no spaces."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=16384)
def head_and_bracket(text: str) -> tuple[str, str]:
    """Split a heading from its trailing bracket: 基準値（基準年） is 基準値 and 基準年."""
    flat = plain(text)
    found = _TRAILING_BRACKET.match(flat)
    return (found[1], found[2]) if found else (flat, "")


class Vocabulary:
    """Heading words by meaning; a word may have several meanings, the layout decides."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """Index the words as they are compared."""
        self._meanings: dict[str, frozenset[str]] = {}
        self._asked: dict[str, frozenset[str]] = {}
        for meaning, listed in words.items():
            for word in listed:
                known = self._meanings.get(plain(word), frozenset())
                self._meanings[plain(word)] = known | {meaning}

    def meanings(self, text: str) -> frozenset[str]:
        """Return what a heading may mean; nothing when no word is known."""
        found = self._asked.get(text)
        if found is None:
            if len(text) > LONGEST_HEADING:
                return frozenset()
            found = self._meanings.get(plain(text))
            if found is None:
                found = self._meanings.get(head_and_bracket(text)[0], frozenset())
            if len(self._asked) < MOST_REMEMBERED:
                self._asked[text] = found
        return found

    @property
    def all_meanings(self) -> frozenset[str]:
        """All meanings that a word has."""
        return frozenset().union(*self._meanings.values())

    def extended(
        self, words: Mapping[str, Sequence[str]], fixed: Mapping[str, str]
    ) -> "Vocabulary":
        """Return a vocabulary with more words by meaning; a `fixed` heading means that alone."""
        more = Vocabulary(words)
        for word, meanings in self._meanings.items():
            more._meanings[word] = more._meanings.get(word, frozenset()) | meanings
        for heading, meaning in fixed.items():
            more._meanings[plain(heading)] = frozenset({meaning})
        return more


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """Return the vocabulary that comes with the program."""
    data = resources.files(__package__).joinpath("vocabulary.toml").read_bytes()
    return Vocabulary(tomllib.loads(data.decode()))
