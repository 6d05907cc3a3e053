"""A number format cut into its sections and tokens, after ECMA-376 part 1, 18.8.31."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from hakaru.read.formats.date_format import DATE_TOKENS

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<pad>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/標準)|(?P<exponent>E[+-])|(?P<half>AM/PM|A/P)"
    r"|(?P<date>y+|m+|d+|h+|s+|g+|e+|aaaa?)|(?P<digit>[0#?])|(?P<mark>[.,%@;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)


class Token(NamedTuple):
    """A part of a format: its kind (a group of the token pattern, or elapsed) and its text."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the three parts that numbers use: its condition and what it shows."""

    condition: tuple[str, Decimal] | None
    tokens: tuple[Token, ...]
    is_date: bool
    followed: bool


def sections_of(code: str) -> tuple[Section, ...]:
    """Cut a format at its semicolons, those in quotes left alone."""
    parts: list[list[Token]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "other"
        text = found[kind]
        if kind == "mark" and text == ";":
            parts.append([])
        else:
            parts[-1].append(Token(kind, text))
    return tuple(_section(part) for part in parts[:3])


def _section(parts: list[Token]) -> Section:
    """Make sense of one section: brackets become conditions, literals or elapsed time."""
    condition: tuple[str, Decimal] | None = None
    followed = True
    tokens: list[Token] = []
    for token in parts:
        if token.kind == "bracket":
            if found := _CONDITION.fullmatch(token.text):
                condition = (found[1], Decimal(found[2]))
            elif token.text.startswith("$"):
                tokens.append(Token("literal", token.text[1:].partition("-")[0]))
            elif _ELAPSED.fullmatch(token.text):
                tokens.append(Token("elapsed", token.text.lower()))
            elif token.text.upper().startswith("DBNUM"):
                followed = False
        elif token.kind in ("quoted", "escaped", "other"):
            tokens.append(Token("literal", token.text))
        elif token.text == "@":
            tokens.append(Token("general", token.text))
        elif token.kind != "pad":
            tokens.append(token)
    # "/" between digits is a fraction: 1/3 cannot be shown exactly, the number can.
    kinds = {token.kind for token in tokens}
    is_date = bool(kinds & DATE_TOKENS)
    fraction = (
        "digit" in kinds and not is_date and any(token == Token("literal", "/") for token in tokens)
    )
    return Section(condition, tuple(tokens), is_date, followed and not fraction)


_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


def holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    """Tell whether a value meets the condition of a section, as in [>=100]."""
    return _COMPARE[condition[0]](value, condition[1])
