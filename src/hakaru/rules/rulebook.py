"""Rulebooks: load one, list those shipped, recognise the one whose legend a document prints."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn

from hakaru.errors import RulebookError
from hakaru.rules.book_text import read_book
from hakaru.rules.scale import Mark, Rulebook

__all__ = [
    "Rulebook",
    "book_for_legend",
    "book_text",
    "books",
    "edition_for",
    "editions",
    "load_book",
    "read_book",
    "shipped_book",
]

_SHELF = files("hakaru.rules") / "books"
# Common kinds of scales stand apart: what a document prints is never recognised as one of them.
_PATTERNS = _SHELF / "patterns"
# Between a symbol and its words: 「◎ 達成済み」「◎：達成済み」「◎…達成済み」「◎（達成済み」.
_BETWEEN = r"[:=.・…‥→―\-|(\[「]*"


def books() -> tuple[str, ...]:
    """Return the ids of the rulebooks shipped with the program: authorities' own, then patterns."""
    return (*_own(), *_patterns())


def load_book(path_or_id: str | Path) -> Rulebook:
    """Return a rulebook by its id, or from a TOML file of the same form.

    Raises RulebookError: `rulebook_unknown` for neither a known id nor a file,
    `rulebook_not_utf8` and `rulebook_unreadable` for a file that is no text or no TOML,
    `rulebook_missing_key`, `rulebook_unknown_key` and `rulebook_invalid` (a wrong type or value, or
    what contradicts another key); all with `file`, `line`, `key`, `expected` and, of several, those
    `known`.
    """
    if _entry(str(path_or_id)) is not None:
        return shipped_book(str(path_or_id))
    return read_book(book_text(path_or_id), file=Path(path_or_id).name)


def book_text(path_or_id: str | Path) -> str:
    """Return the text of a rulebook as written. Raises RulebookError as `load_book`."""
    path = Path(path_or_id)
    entry = _entry(str(path_or_id))
    if entry is not None:
        return entry.read_text(encoding="utf-8")
    if not path.is_file():
        _refuse_unknown(str(path_or_id))
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RulebookError(
            "rulebook_not_utf8", file=path.name, line=line, key="", expected="UTF-8"
        ) from error
    except OSError as error:
        raise RulebookError(
            "rulebook_unreadable", file=path.name, line=1, key="", expected=error.strerror or error
        ) from error


@lru_cache(maxsize=256)
def shipped_book(book_id: str) -> Rulebook:
    """Return a rulebook of the package; what a ledger names is never taken for a file.

    Raises RulebookError `rulebook_unknown` (file, known) for any other id.
    """
    entry = _entry(book_id)
    if entry is None:
        _refuse_unknown(book_id)
    return read_book(entry.read_text(encoding="utf-8"), file=entry.name)


def editions(book: Rulebook) -> tuple[Rulebook, ...]:
    """Return the shipped editions of a book's series, the earliest first; itself at least."""
    if book.pattern or book.id not in _own():
        return (book,)
    own = (shipped_book(name) for name in _own())
    same = (one for one in own if one.series == book.series)
    return tuple(sorted(same, key=lambda one: one.valid_from))


def edition_for(books_of_series: tuple[Rulebook, ...], fiscal_year: int) -> Rulebook:
    """Return the edition that covers a year, else the nearest one before it, else the first.

    A later edition begins in its own year and never reaches back. Of editions that overlap the
    earlier one keeps the years it names; without a last year it ends where the next one begins.
    Raises ValueError for no editions at all.
    """
    ordered = sorted(books_of_series, key=lambda one: one.valid_from)
    before = [one for one in ordered if one.valid_from <= fiscal_year]
    ending = (one for one in before if one.valid_until is not None and one.covers(fiscal_year))
    return next(ending, (before or ordered[:1])[-1])


def book_for_legend(text: str) -> str | None:
    """Return the id of the shipped rulebook whose legend `text` prints, or None.

    Every mark that has legend words must stand in the text with one of them, and every further
    word the book requires (such as the threshold it prints). Of several books the one with the
    longer legend is meant, then the one written later. Patterns are never recognised.
    """
    plain = _plain(text)
    found = [
        (len(pattern), book.valid_from, book.id)
        for book in map(shipped_book, _own())
        if (pattern := _legend_found(book, plain))
    ]
    return max(found)[2] if found else None


@lru_cache(maxsize=1)
def _own() -> dict[str, Traversable]:
    """Return the files of authorities' own books by id."""
    return _named(_SHELF)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Traversable]:
    """Return the files of the common kinds of scales by id."""
    return _named(_PATTERNS)


def _named(shelf: Traversable) -> dict[str, Traversable]:
    """Return the files of a shelf by the id of their book, which is their name."""
    return {
        entry.name.removesuffix(".toml"): entry
        for entry in sorted(shelf.iterdir(), key=_name)
        if entry.name.endswith(".toml")
    }


def _entry(book_id: str) -> Traversable | None:
    """Return the file of a shipped book, or None."""
    return _own().get(book_id) or _patterns().get(book_id)


def _refuse_unknown(name: str) -> NoReturn:
    """Raise that there is no such book, with those there are."""
    known = ", ".join(books())
    raise RulebookError(
        "rulebook_unknown", file=name, line="", key="id", expected=known, known=known
    )


def _name(entry: Traversable) -> str:
    """Return the file name."""
    return entry.name


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
