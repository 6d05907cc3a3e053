"""Numbers as a spreadsheet cell shows them: 0.925 with the format 0.0% is 92.5%.

What the official saw is what the document says, so the text of a cell is what its format shows.
Formats after ECMA-376 part 1, 18.8.31, with the Japanese ones.
"""

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from hakaru.read.formats.date_format import DATE_TOKENS, show_date

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|(?P<pad>[_*].)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/標準)|(?P<exponent>E[+-])|(?P<half>AM/PM|A/P)"
    r"|(?P<date>y+|m+|d+|h+|s+|g+|e+|aaaa?)|(?P<digit>[0#?])|(?P<mark>[.,%@;])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
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
_SAFE_DIGITS = 25  # within the precision of Decimal


class Shown(NamedTuple):
    """What a cell shows: the text, whether it says all the cell holds, whether nothing shows."""

    text: str
    exact: bool = True
    hidden: bool = False


class Token(NamedTuple):
    """A part of a format: its kind (a group of the token pattern, or elapsed) and its text."""

    kind: str
    text: str


class _Section(NamedTuple):
    """One of the three parts that numbers use: its condition and what it shows."""

    condition: tuple[str, Decimal] | None
    tokens: tuple[Token, ...]
    is_date: bool
    followed: bool


class _Simple(NamedTuple):
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


class Format:
    """A number format made ready to show numbers; `followed` is false where it is beyond us."""

    def __init__(self, code: str, *, from_1904: bool = False) -> None:
        """Cut the format into sections; no format at all is General."""
        self._from_1904 = from_1904
        self._sections = _sections(code or "General")
        self.followed = all(section.followed for section in self._sections)
        self._simple = _simple(self._sections)
        self.is_plain = not self.followed or (
            len(self._sections) == 1
            and [token.kind for token in self._sections[0].tokens] == ["general"]
        )

    def show(self, text: str) -> Shown:
        """Return what is shown of the number written in `text`; other text stays as it is."""
        simple = self._simple
        if simple is not None and simple.whole_numbers and _is_short(text):
            return Shown(simple.around(f"{int(text):{simple.grouping}}"))
        value = None if self.is_plain else _decimal(text)
        if value is None or value.adjusted() > _SAFE_DIGITS:
            return Shown(plain(text))
        return simple.show(value) if simple else self._show_in_section(text, value)

    def _show_in_section(self, text: str, value: Decimal) -> Shown:
        """Show a value by the section it falls into."""
        section, negative = self._choose(value)
        if section is None:
            return Shown(plain(text))
        if section.is_date:
            shown = show_date(section.tokens, value, from_1904=self._from_1904)
            return Shown(plain(text) if shown is None else shown)
        if any(token.kind == "general" for token in section.tokens):
            sign = "-" if value < 0 and not negative else ""
            return Shown(sign + _around(section.tokens, plain(str(abs(value)))))
        return _show_number(section.tokens, value, negative=negative)

    def _choose(self, value: Decimal) -> tuple[_Section | None, bool]:
        """Return the section for a value, and whether it says itself that it is negative."""
        sections = self._sections
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or _holds(section.condition, value):
                    return section, False
            return None, False
        if value < 0 and len(sections) > 1:
            return sections[1], True
        if value == 0 and len(sections) > 2:
            return sections[2], False
        return sections[0], False


@lru_cache(maxsize=4096)
def number_format(code: str, *, from_1904: bool = False) -> Format:
    """Return the format of a code such as `#,##0"人"`; `from_1904` counts days as old Macs did."""
    return Format(code, from_1904=from_1904)


def plain(text: str) -> str:
    """Return a number without the noise of binary floats (15 digits); other text as it is."""
    if _is_short(text):
        return text
    value = _decimal(text)
    if value is None:
        return text
    if -10 <= value.adjusted() <= 20:
        shown = f"{value:f}"
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        return "0" if shown == "-0" else shown
    return f"{value:E}" if value else "0"


def _is_short(text: str) -> bool:
    """Tell a whole number that binary precision cannot have touched."""
    return len(text) <= 15 and text.isascii() and text.isdigit()


def _decimal(text: str) -> Decimal | None:
    """Return the number a file writes in binary precision, rounded to the 15 digits it means."""
    try:
        value = Decimal(text if len(text) < 16 else f"{float(text):.15g}")
    except (InvalidOperation, ValueError, OverflowError):
        return None
    return value if value.is_finite() else None


def _sections(code: str) -> tuple[_Section, ...]:
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


def _section(parts: list[Token]) -> _Section:
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
    return _Section(condition, tuple(tokens), is_date, followed and not fraction)


_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    """Tell whether a value meets the condition of a section, as in [>=100]."""
    return _COMPARE[condition[0]](value, condition[1])


def _around(tokens: tuple[Token, ...], number: str) -> str:
    """Return the literals of a section around a number shown without a format of its own."""
    return "".join(
        number if token.kind == "general" else token.text
        for token in tokens
        if token.kind in ("general", "literal")
    )


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


def _simple(sections: tuple[_Section, ...]) -> _Simple | None:
    """Return the quick way to show numbers in a format, where it is of the common kind."""
    tokens = sections[0].tokens
    shape = "".join(_SHAPES.get(token.kind, token.text) for token in tokens)
    found = _SIMPLE.fullmatch(shape)
    if len(sections) > 1 or sections[0].condition or not sections[0].followed or not found:
        return None
    layout = _digits(tokens)
    words = [token.text for token in tokens]
    places = len(layout.fraction)
    return _Simple(
        "".join(words[: found.start("digits")]),
        "".join(words[found.end("digits") :]),
        "," if layout.grouped else "",
        Decimal(1).scaleb(-places),
        layout.power,
        whole_numbers=not places and not layout.power,
    )


def _show_number(tokens: tuple[Token, ...], value: Decimal, *, negative: bool) -> Shown:
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
