"""The vocabulary of words.toml: ladders of words that are values, and lists others use."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec


class _Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A canonical word: its step on the ladder, and its other spellings."""

    step: int
    variants: tuple[str, ...] = ()


class _Targets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What words mean when a target is made of them."""

    every_year: tuple[str, ...]
    completion: str
    undecided: tuple[str, ...]


class _Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Units known without a number, those that never add up, and their spellings."""

    known: tuple[str, ...]
    rates: tuple[str, ...]
    variants: dict[str, tuple[str, ...]]
    alike: dict[str, tuple[str, ...]]


class _Direction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words at the end of a name that say which way is better."""

    lower: tuple[str, ...]
    higher: tuple[str, ...]
    falling: tuple[str, ...]
    undoing: tuple[str, ...]
    activity: tuple[str, ...]


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What words.toml holds; the comments there say what each list does."""

    ladder: dict[str, dict[str, _Word]]
    targets: _Targets
    states: dict[str, tuple[str, ...]]
    units: _Units
    deeds: dict[str, tuple[str, ...]]
    direction: _Direction


def _load() -> Vocabulary:
    """Return words.toml as shipped in the package."""
    text = files("hakaru.ledger").joinpath("words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Vocabulary)


VOCABULARY = _load()


class Rung(NamedTuple):
    """A canonical word and where it stands: ladder do or stage, step 0 is not done."""

    word: str
    ladder: str
    step: int


def _rungs() -> dict[str, Rung]:
    """Return the rung of every spelling."""
    rungs: dict[str, Rung] = {}
    for ladder, words in VOCABULARY.ladder.items():
        for word, entry in words.items():
            for spelling in (word, *entry.variants):
                rungs[spelling] = Rung(word, ladder, entry.step)
    return rungs


RUNGS = _rungs()
_LONGEST = max(map(len, RUNGS))
_DONE = ("しました", "した", "済み", "済", "中", "された", "できた")
_UNDONE = ("せず", "なし", "無し", "中止", "見送り", "延期", "していない", "できず", "しない")
_JOINED = "、,・/;。 "


def ladder_step(word: str) -> tuple[str, int] | None:
    """Return ladder and step of a word: 実施 is ("do", 1), 未構築 ("stage", 0); else None."""
    rung = exact_rung(word)
    return (rung.ladder, rung.step) if rung else None


@lru_cache(maxsize=4096)
def exact_rung(word: str) -> Rung | None:
    """Return the rung of a folded text that is a word and nothing else, or None.

    未 before a word, or せず after it, is its opposite, kept with 未: 構築せず is 未構築.
    """
    rung = RUNGS.get(word)
    if rung is not None:
        return rung
    if word.startswith("未"):
        return _opposite(word[1:])
    for ending in _UNDONE:
        if word.endswith(ending):
            return _opposite(word.removesuffix(ending).rstrip("をはがの"))
    for ending in _DONE:
        if word.endswith(ending):
            return RUNGS.get(word.removesuffix(ending).rstrip("をはが"))
    return None


def _opposite(word: str) -> Rung | None:
    """Return the not-done rung of a spelling, or None when it is no word of a ladder."""
    rung = RUNGS.get(word)
    if rung is None or rung.step == 0:
        return None
    return Rung("未" + word, rung.ladder, 0)


@lru_cache(maxsize=16384)
def find_rung(phrase: str) -> Rung | None:
    """Return the rung a folded phrase ends with (整備基本計画の策定 is 策定), or None.

    Where the end is no word, the furthest of the phrases joined by 、 ・ or a blank counts:
    工事着工、運営事業者の公募 is 着手. A phrase that begins with 一部 says neither done nor
    not done.
    """
    if phrase.startswith("一部"):
        return None
    rung = _rung_at_end(phrase)
    if rung is not None:
        return rung
    for mark in _JOINED[1:]:
        phrase = phrase.replace(mark, _JOINED[0])
    pieces = [piece for piece in phrase.split(_JOINED[0]) if piece]
    if len(pieces) < 2 or any(piece.startswith("一部") for piece in pieces):
        return None
    found = [rung for rung in map(_rung_at_end, pieces) if rung]
    return max(found, key=lambda rung: rung.step, default=None)


def _rung_at_end(phrase: str) -> Rung | None:
    """Return the rung of the longest word that ends a phrase."""
    rung = exact_rung(phrase)
    if rung is not None:
        return rung
    for length in range(min(_LONGEST + 5, len(phrase) - 1), 1, -1):
        rung = exact_rung(phrase[-length:])
        if rung is not None:
            return None if phrase[-length - 1] in "不非" else rung
    return None
