"""Rulebooks: load one, list those shipped, recognise the one whose legend a document prints."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from hakaru.errors import RulebookError
from hakaru.ledger.words import ladder_step
from hakaru.rules.scale import Family, Mark, Rulebook, Scale

__all__ = ["Rulebook", "book_for_legend", "books", "load_book", "shipped_book"]

_SHELF = files("hakaru.rules") / "books"
# Between a symbol and its words: 「◎ 達成済み」「◎：達成済み」「◎…達成済み」「◎（達成済み」.
_BETWEEN = r"[:=.・…‥→―\-|(\[「]*"


def books() -> tuple[str, ...]:
    """Return the ids of the rulebooks shipped with the program, sorted."""
    return tuple(sorted(_shipped()))


def load_book(path_or_id: str | Path) -> Rulebook:
    """Return a rulebook by its id, or from a TOML file of the same form.

    Raises RulebookError: `rulebook_unknown` for neither a known id nor a file,
    `rulebook_unreadable` for a file that is no TOML, `rulebook_invalid` for a key that is missing,
    of a wrong type, or contradicts another; all with `file`, `key` and `expected`.
    """
    path = Path(path_or_id)
    if str(path_or_id) in _shipped() or not path.is_file():
        return shipped_book(str(path_or_id))
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError("rulebook_unreadable", file=path, key="", expected="UTF-8") from error
    return read_book(text, file=path.name)


def shipped_book(book_id: str) -> Rulebook:
    """Return a rulebook of the package; what a ledger names is never taken for a file.

    Raises RulebookError `rulebook_unknown` (file, key, expected) for any other id.
    """
    book = _shipped().get(book_id)
    if book is None:
        raise RulebookError("rulebook_unknown", file=book_id, key="id", expected=", ".join(books()))
    return book


def book_for_legend(text: str) -> str | None:
    """Return the id of the shipped rulebook whose legend `text` prints, or None.

    Every mark that has legend words must stand in the text with one of them, and every further
    word the book requires (such as the threshold it prints). Of several books the one with the
    longer legend is meant, then the one written later.
    """
    plain = _plain(text)
    found = [
        (len(pattern), book.valid_from, book.id)
        for book in _shipped().values()
        if (pattern := _legend_found(book, plain))
    ]
    return max(found)[2] if found else None


def read_book(text: str, *, file: str) -> Rulebook:
    """Return the rulebook that a TOML text describes; `file` is its name in errors."""
    try:
        book = msgspec.toml.decode(text, type=Rulebook, dec_hook=_decode_exact)
    except msgspec.ValidationError as error:
        expected, _, key = str(error).partition(" - at ")
        raise RulebookError(
            "rulebook_invalid", file=file, key=key.strip("`$."), expected=expected
        ) from error
    except msgspec.DecodeError as error:
        raise RulebookError("rulebook_unreadable", file=file, key="", expected=error) from error
    for key, expected in _contradictions(book):
        raise RulebookError("rulebook_invalid", file=file, key=key, expected=expected)
    return book


@lru_cache(maxsize=1)
def _shipped() -> dict[str, Rulebook]:
    """Load the books of the package, by id."""
    found: dict[str, Rulebook] = {}
    for entry in sorted(_SHELF.iterdir(), key=_name):
        if entry.name.endswith(".toml"):
            book = read_book(entry.read_text(encoding="utf-8"), file=entry.name)
            found[book.id] = book
    return found


def _name(entry: Traversable) -> str:
    """Return the file name."""
    return entry.name


def _decode_exact(wanted: type, value: object) -> Fraction:
    """Read an exact number from text ("85/100", "0.85"): a TOML float would not be exact."""
    if wanted is not Fraction or not isinstance(value, str):
        raise ValueError('an exact number as text, such as "85/100" or "0.85"')
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError) as error:
        raise ValueError('an exact number as text, such as "85/100" or "0.85"') from error


def _contradictions(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield (key, what was expected) for what the types alone cannot say."""
    yield from _mark_contradictions(book)
    if book.not_evaluated not in book.marks:
        yield "not_evaluated", f"a grade key: {', '.join(book.marks)}"
    if set(book.scales) not in ({Family.BOTH}, {Family.CONFIRMED, Family.FORECAST}):
        yield "scales", "both, or confirmed and forecast"
    for family, scale in book.scales.items():
        yield from _scale_contradictions(book, family, scale)
    yield from _counting_contradictions(book)
    yield from _word_contradictions(book)
    for name in ("higher", "lower"):
        if not getattr(book.formulas.number, name):
            yield f"formulas.number.{name}", "at least one formula"
    if book.valid_until is not None and book.valid_until < book.valid_from:
        yield "valid_until", f"{book.valid_from} or later"
    if book.floor is not None and book.cap is not None and book.cap < book.floor:
        yield "cap", f"{book.floor} or more"


def _mark_contradictions(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Each key and each printed character must mean one mark."""
    keys: set[str] = set()
    signs: set[str] = set()
    for number, mark in enumerate(book.grades):
        if mark.key in keys:
            yield f"grades[{number}].key", "a key of its own"
        for sign in (mark.symbol, *mark.aliases):
            if not sign or sign in signs:
                yield f"grades[{number}].symbol", "a symbol of its own"
            signs.add(sign)
        keys.add(mark.key)


def _scale_contradictions(
    book: Rulebook, family: Family, scale: Scale
) -> Iterator[tuple[str, str]]:
    """Thresholds fall, and every mark named is a mark of the family."""
    named = [("otherwise", scale.otherwise), ("reached", scale.reached), ("missed", scale.missed)]
    named += [(f"thresholds[{n}].grade", step.grade) for n, step in enumerate(scale.thresholds)]
    for key, grade in named:
        mark = book.marks.get(grade)
        if mark is None or mark.family not in (family, Family.BOTH):
            yield f"scales.{family}.{key}", f"a grade key of the family {family}"
    for number, (upper, lower) in enumerate(
        zip(scale.thresholds, scale.thresholds[1:], strict=False)
    ):
        # "more than 100 %" may stand above "100 % or more", nothing else may stand level.
        falls = lower.min < upper.min or (
            lower.min == upper.min and lower.inclusive and not upper.inclusive
        )
        if not falls:
            yield f"scales.{family}.thresholds[{number + 1}].min", f"less than {upper.min}"


def _counting_contradictions(book: Rulebook) -> Iterator[tuple[str, str]]:
    """There is a way of counting, and every mark it names exists."""
    if not book.counting:
        yield "counting", "at least one counting rule"
    for number, rule in enumerate(book.counting):
        for name, keys in (("met", rule.met), ("excluded", rule.excluded)):
            if not set(keys) <= set(book.marks):
                yield f"counting[{number}].{name}", f"a grade key: {', '.join(book.marks)}"


def _word_contradictions(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Every word the book leans on is one the ledger knows."""
    ways = book.words
    for name, words in (
        ("done", ways.done),
        ("done_from", (ways.done_from,)),
        ("doing", ways.doing),
    ):
        for word in words:
            if ladder_step(word) is None:
                yield f"words.{name}", f"a word of a ladder, not {word}"


def _plain(text: str) -> str:
    """Return a copy in one width and without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _legend_found(book: Rulebook, plain: str) -> str:
    """Return what of the book's legend was matched, or nothing where a part is missing."""
    matched = [word for word in map(_plain, book.legend_requires) if word in plain]
    if len(matched) < len(book.legend_requires):
        return ""
    for mark in book.grades:
        if mark.legend:
            match = _legend_pattern(mark).search(plain)
            if match is None:
                return ""
            matched.append(match.group())
    return "".join(matched)


@lru_cache(maxsize=256)
def _legend_pattern(mark: Mark) -> re.Pattern[str]:
    """Return what finds a mark beside its words, the symbol before or after them."""
    signs = "|".join(re.escape(_plain(sign)) for sign in (mark.symbol, *mark.aliases))
    words = "|".join(re.escape(_plain(word)) for word in mark.legend)
    return re.compile(f"(?:{signs}){_BETWEEN}(?:{words})|(?:{words})[:=(](?:{signs})")
