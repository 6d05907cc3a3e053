"""Colours of marks: tokens of the style sheet, and the contrast that WCAG asks for."""

import re

from hakaru.rules.shorthand import DEFAULTS

WHITE = "#ffffff"
LEAST_CONTRAST = 4.5  # WCAG 2.x level AA, and so JIS X 8341-3, for text of ordinary size
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_TOKENS: dict[str, str] = DEFAULTS["colours"]


def ink(colour: str) -> str | None:
    """Return the colour on white paper as #rrggbb, None for neither a token nor such a code."""
    if _HEX.fullmatch(colour):
        return colour.lower()
    return _TOKENS.get(colour)


def tokens() -> tuple[str, ...]:
    """Return the names a book may use instead of a code."""
    return tuple(_TOKENS)


def contrast(one: str, other: str = WHITE) -> float:
    """Return the contrast of two #rrggbb colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(code: str) -> float:
    """Return the relative luminance that WCAG defines."""
    red, green, blue = (_linear(int(code[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Return a channel of sRGB as light."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
