"""Characters of symbol fonts, which mean something else than their code says; check boxes."""

# What forms use of the fonts, by the low byte of the code.
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0x75: "◆",
    0x9F: "・",
    0xA1: "○",
    0xA7: "・",
    0xA8: "□",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "×",
    0xFC: "✓",
    0xFD: "■",
    0xFE: "■",
}
_WINGDINGS_2 = {
    0x2A: "□",
    0x4F: "×",
    0x50: "✓",
    0x51: "■",
    0x52: "■",
    0x53: "■",
    0x54: "■",
    0xA3: "□",
}
_SYMBOL = {0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB7: "・", 0xD7: "×", 0xAE: "→"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = 0xF000
BOXES = {True: "■", False: "□"}


def symbol(code: int, font: str) -> str:
    """Return the character that a code of a symbol font shows; unknown ones stay as they are."""
    known = _FONTS.get(font.lower(), {})
    low = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    if low in known:
        return known[low]
    # A lone surrogate or nothing at all is no character.
    return "" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def in_font(text: str, font: str) -> str:
    """Return a text as its font shows it."""
    if font.lower() not in _FONTS:
        return text
    return "".join(symbol(ord(character), font) for character in text)
