"""Numbers as a spreadsheet cell shows them: 0.925 with the format 0.0% is 92.5%.

What the official saw is what the document says, so the text of a cell is what its format shows.
Formats after ECMA-376 part 1, 18.8.31, with the Japanese ones.
"""

from decimal import Decimal
from functools import lru_cache

from hakaru.read.formats.date_format import show_date
from hakaru.read.formats.number_digits import (
    Shown,
    decimal_of,
    is_short,
    plain,
    show_number,
    simple_of,
)
from hakaru.read.formats.number_sections import Section, Token, holds, sections_of

__all__ = ["Format", "Shown", "number_format", "plain"]

_SAFE_DIGITS = 25  # within the precision of Decimal


class Format:
    """A number format made ready to show numbers; `followed` is false where it is beyond us."""

    def __init__(self, code: str, *, from_1904: bool = False) -> None:
        """Cut the format into sections; no format at all is General."""
        self._from_1904 = from_1904
        self._sections = sections_of(code or "General")
        self.followed = all(section.followed for section in self._sections)
        self._simple = simple_of(self._sections)
        self.is_plain = not self.followed or (
            len(self._sections) == 1
            and [token.kind for token in self._sections[0].tokens] == ["general"]
        )

    def show(self, text: str) -> Shown:
        """Return what is shown of the number written in `text`; other text stays as it is."""
        simple = self._simple
        if simple is not None and simple.whole_numbers and is_short(text):
            return Shown(simple.around(f"{int(text):{simple.grouping}}"))
        value = None if self.is_plain else decimal_of(text)
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
        return show_number(section.tokens, value, negative=negative)

    def _choose(self, value: Decimal) -> tuple[Section | None, bool]:
        """Return the section for a value, and whether it says itself that it is negative."""
        sections = self._sections
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or holds(section.condition, value):
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


def _around(tokens: tuple[Token, ...], number: str) -> str:
    """Return the literals of a section around a number shown without a format of its own."""
    return "".join(
        number if token.kind == "general" else token.text
        for token in tokens
        if token.kind in ("general", "literal")
    )
