"""Digits laid out in the places of a number format, with the words around and between them."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

import msgspec

from hakaru.read.formats.number_sections import Section, Token

_DASHES = frozenset("-－−–—ー")
# A section written one letter a token: W for words, the digits as they stand.
_SHAPES = {
    "literal": "W",
    "date": "D",
    "elapsed": "D",
    "half": "D",
    "general": "G",
    "exponent": "E",
}
_SIMPLE = re.compile(r"W*(?P<digits>(?:#,##)?0,*(?:\.0+)?)[W%]*")


class Shown(msgspec.Struct, frozen=True, gc=False):
    """What a cell shows: the text, whether it says all the cell holds, whether nothing shows."""

    text: str
    exact: bool = True
    hidden: bool = False


class Simple(NamedTuple):
    """The common kind of section: words, digits without words between them, words."""

    before: str
    after: str
    grouping: str
    unit: Decimal
    power: int
    whole_numbers: bool

    def around(self, digits: str) -> str:
        """Return digits with the words around them."""
        return f"{self.before}{digits}{self.after}"

    def show(self, value: Decimal) -> Shown:
        """Show a number rounded half up, as spreadsheets round."""
        scaled = value.scaleb(self.power) if self.power else value
        rounded = scaled.quantize(self.unit, ROUND_HALF_UP)
        sign = "-" if value < 0 and rounded else ""
        digits = f"{abs(rounded):{self.grouping}f}"
        return Shown(f"{sign}{self.before}{digits}{self.after}", exact=rounded == scaled)


class _Digits(NamedTuple):
    """How a section lays out digits: its places before and after the point, and its factors."""

    whole: str
    fraction: str
    grouped: bool
    power: int
    exponent: bool


@lru_cache(maxsize=4096)
def _digits(tokens: tuple[Token, ...]) -> _Digits:
    """Read the layout of the digits of a section."""
    whole = fraction = ""
    commas = 0
    grouped = past_point = exponent = False
    for token in tokens:
        if token.kind == "exponent":
            exponent = True
        elif token.kind == "digit" and past_point:
            fraction += "" if exponent else token.text
        elif token.kind == "digit" and not exponent:
            grouped = grouped or commas > 0
            commas = 0
            whole += token.text
        elif token.text == "." and token.kind == "mark":
            past_point = True
        elif token.text == "," and token.kind == "mark" and whole and not past_point:
            commas += 1
    percent = sum(token == Token("mark", "%") for token in tokens)
    return _Digits(whole, fraction, grouped, 2 * percent - 3 * commas, exponent)


def simple_of(sections: tuple[Section, ...]) -> Simple | None:
    """Return the quick way to show numbers in a format, where it is of the common kind."""
    tokens = sections[0].tokens
    shape = "".join(_SHAPES.get(token.kind, token.text) for token in tokens)
    found = _SIMPLE.fullmatch(shape)
    if len(sections) > 1 or sections[0].condition or not sections[0].followed or not found:
        return None
    layout = _digits(tokens)
    words = [token.text for token in tokens]
    places = len(layout.fraction)
    return Simple(
        "".join(words[: found.start("digits")]),
        "".join(words[found.end("digits") :]),
        "," if layout.grouped else "",
        Decimal(1).scaleb(-places),
        layout.power,
        whole_numbers=not places and not layout.power,
    )


def show_number(tokens: tuple[Token, ...], value: Decimal, *, negative: bool) -> Shown:
    """Show a number in the digits of a section; `negative` says the section has its own sign."""
    layout = _digits(tokens)
    if not layout.whole and not layout.fraction:
        return _show_literals(tokens, value)
    if layout.exponent:
        return Shown(f"{value:.{len(layout.fraction)}E}", exact=False)
    scaled = abs(value).scaleb(layout.power)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(layout.fraction)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    while after and layout.fraction[len(after) - 1] != "0" and after.endswith("0"):
        after = after[:-1]
    sign = "-" if value < 0 and not negative and rounded else ""
    before = before.lstrip("0").rjust(layout.whole.count("0"), "0")
    text = sign + _fill(tokens, layout, before, after)
    if not text.strip():
        return Shown(plain(str(value)), hidden=True)
    return Shown(text, exact=rounded == scaled)


def _show_literals(tokens: tuple[Token, ...], value: Decimal) -> Shown:
    """Show a number whose section has words alone: ;;; shows nothing, "済" the word.

    The dash by which money formats show zero becomes 0: a dash in a document says "no value".
    """
    text = "".join(token.text for token in tokens if token.kind == "literal").strip()
    if not text:
        return Shown(plain(str(value)), hidden=True)
    if value == 0 and text in _DASHES:
        return Shown("0")
    return Shown(text, exact=value == 0)


def _fill(tokens: tuple[Token, ...], layout: _Digits, before: str, after: str) -> str:
    """Put the digits into their places, the literals between them staying where they are."""
    places = len(layout.whole)
    # What does not fit stands at the first place: 12345 in 0000 shows all five digits.
    digits = [before[: len(before) - places + 1], *before[len(before) - places + 1 :]]
    if len(before) < places:
        digits = [""] * (places - len(before)) + list(before)
    if layout.grouped:
        digits = _grouped(digits)
    queue = [*digits, *after] if places else list(after)
    shown: list[str] = []
    point = "" if layout.fraction and not after else "."
    for token in tokens:
        if token.kind == "digit":
            shown.append(queue.pop(0) if queue else "")
        elif token.kind == "literal" or token == Token("mark", "%"):
            shown.append(token.text)
        elif token == Token("mark", "."):
            shown.append(before if not places else "")
            shown.append(point)
    return "".join(shown)


def _grouped(digits: list[str]) -> list[str]:
    """Put a comma after every third digit from the right."""
    text = "".join(digits)
    if not text:
        return digits
    with_commas = f"{int(text):,}" if text[0] != "0" else _zeros_grouped(text)
    return [with_commas, *[""] * (len(digits) - 1)]


def _zeros_grouped(text: str) -> str:
    """Group digits that begin with zeros, as in 0,012."""
    first = len(text) % 3
    groups = [text[:first]] if first else []
    groups.extend(text[at : at + 3] for at in range(first, len(text), 3))
    return ",".join(groups)


def plain(text: str) -> str:
    """Return a number without the noise of binary floats (15 digits); other text as it is."""
    if is_short(text):
        return text
    value = decimal_of(text)
    if value is None:
        return text
    if -10 <= value.adjusted() <= 20:
        shown = f"{value:f}"
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        return "0" if shown == "-0" else shown
    return f"{value:E}" if value else "0"


def is_short(text: str) -> bool:
    """Tell a whole number that binary precision cannot have touched."""
    return len(text) <= 15 and text.isascii() and text.isdigit()


def decimal_of(text: str) -> Decimal | None:
    """Return the number a file writes in binary precision, rounded to the 15 digits it means."""
    try:
        value = Decimal(text if len(text) < 16 else f"{float(text):.15g}")
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return value if value.is_finite() else None
