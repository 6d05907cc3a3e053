"""Runs of styled text, and what a cell made of them looks like."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec


class Piece(NamedTuple):
    """A run of text of one style."""

    text: str
    underlined: bool = False
    struck: bool = False


class Styled(msgspec.Struct, frozen=True, gc=False):
    """A whole text: its underlined pieces, whether all of it is struck, and pieces that are."""

    text: str
    underlined: tuple[str, ...] = ()
    struck: bool = False
    partly_struck: tuple[str, ...] = ()


NOTHING = Styled("")


def join(pieces: Iterable[Piece]) -> Styled:
    """Put runs together; neighbours of one style become one piece, blank ends do not count."""
    texts: list[str] = []
    underlined: list[str] = []
    struck: list[str] = []
    plain = False
    before = Piece("")
    for piece in pieces:
        if not piece.text:
            continue
        texts.append(piece.text)
        _extend(underlined, piece.text, wanted=piece.underlined, goes_on=before.underlined)
        _extend(struck, piece.text, wanted=piece.struck, goes_on=before.struck)
        plain = plain or not (piece.struck or piece.text.isspace())
        before = piece
    pieces_struck = _shown(struck)
    return Styled(
        "".join(texts),
        _shown(underlined),
        bool(pieces_struck) and not plain,
        pieces_struck if plain else (),
    )


def _extend(found: list[str], text: str, *, wanted: bool, goes_on: bool) -> None:
    """Add `text` to the pieces of a style, to the last one where the style goes on."""
    if not wanted:
        return
    if goes_on:
        found[-1] += text
    else:
        found.append(text)


def _shown(found: list[str]) -> tuple[str, ...]:
    """Return the pieces that are more than blanks."""
    return tuple(text for piece in found if (text := piece.strip()))
