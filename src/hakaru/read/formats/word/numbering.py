"""The numbers and bullets of lists, which stand nowhere in the text: ①②③ of indicators among them.

Number formats after ECMA-376 part 1, 17.18.59.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from hakaru.read.formats.archive import Archive, local_attribute
from hakaru.read.formats.bounds import number_of
from hakaru.read.formats.word.styles import value_of
from hakaru.read.formats.word.symbols import symbol

_PLACEHOLDER = re.compile(r"%([1-9])")
_BULLET = "・"
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_NARROW_KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST_LEVELS = 9
_MOST_ROMAN = 3999


class _Level(NamedTuple):
    """How one level of a list is numbered."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    font: str = ""


class _List(NamedTuple):
    """A list: which definition it follows, and where its levels begin anew."""

    definition: str
    starts: dict[int, int]


class Numbering:
    """Counts the lists of a document while its paragraphs are read in order."""

    def __init__(self, archive: Archive, parts: list[str]) -> None:
        """Read the numbering parts that are there."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int]] = {}
        for part in parts:
            if part in archive:
                self._read(archive.tree(part))

    def _read(self, root: etree._Element) -> None:
        """Read the definitions and the lists that follow them."""
        for element in root.iterfind("{*}abstractNum"):
            name = local_attribute(element, "abstractNumId") or ""
            self._levels[name] = {
                number_of(local_attribute(level, "ilvl")): _level(level)
                for level in element.iterfind("{*}lvl")
            }
        for element in root.iterfind("{*}num"):
            starts = {
                number_of(local_attribute(override, "ilvl")): number_of(start)
                for override in element.iterfind("{*}lvlOverride")
                if (start := value_of(override, "startOverride")) is not None
            }
            definition = value_of(element, "abstractNumId") or ""
            self._lists[local_attribute(element, "numId") or ""] = _List(definition, starts)

    def next(self, list_id: str, level: int) -> str:
        """Return what stands before the next paragraph of a list at a level; "" for no list."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= level < _MOST_LEVELS:
            return ""
        levels = self._levels.get(found.definition, {})
        shape = levels.get(level)
        if shape is None:
            return ""
        if shape.format == "bullet":
            return _bullet(shape)
        # Lists of one definition count on, unless one says where it begins.
        key = list_id if found.starts else found.definition
        counts = self._counts.setdefault(key, [-1] * _MOST_LEVELS)
        first = found.starts.get(level, shape.start)
        counts[level] = first if counts[level] < 0 else counts[level] + 1
        counts[level + 1 :] = [-1] * (_MOST_LEVELS - level - 1)

        def number(placeholder: re.Match[str]) -> str:
            at = int(placeholder[1]) - 1
            above = levels.get(at, _Level())
            return numeral(max(counts[at], above.start), above.format)

        text = _PLACEHOLDER.sub(number, shape.text)
        return f"{text} " if text and text[-1].isascii() else text


def numeral(number: int, style: str) -> str:
    """Return a number in a style such as decimalEnclosedCircle; decimal where it has no such."""
    shown = _STYLES[style](number) if style in _STYLES else ""
    return shown or ("" if style == "none" else str(number))


def _bullet(level: _Level) -> str:
    """Return a bullet as text; those of symbol fonts that say nothing become ・."""
    if len(level.text) != 1:
        return level.text or _BULLET
    shown = symbol(ord(level.text), level.font)
    return _BULLET if 0xE000 <= ord(shown or "\ue000") < 0xF900 else shown


def _level(element: etree._Element) -> _Level:
    """Read how a level is numbered."""
    fonts = element.find("{*}rPr/{*}rFonts")
    return _Level(
        value_of(element, "numFmt") or "decimal",
        value_of(element, "lvlText") or "",
        number_of(value_of(element, "start"), 1),
        (local_attribute(fonts, "ascii") or "") if fonts is not None else "",
    )


def _of(characters: str) -> Callable[[int], str]:
    """Return the style that goes through characters in order."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else ""


def _letters(number: int) -> str:
    """Return a, b … z, aa, bb and so on."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9) if number > 0 else ""


def _roman(number: int) -> str:
    """Return i, ii, iii, iv and so on."""
    if not 0 < number <= _MOST_ROMAN:
        return ""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _kanji(number: int) -> str:
    """Return 一 二 … 十 … 九十九."""
    if not 0 < number < 100:
        return ""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones else "")


def _wide(number: int) -> str:
    """Return full-width digits."""
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_CIRCLED = "".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260)]))
_STYLES: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _of(_CIRCLED),
    "decimalEnclosedCircleChinese": _of(_CIRCLED),
    "decimalEnclosedParen": _of("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalEnclosedFullstop": _of("".join(map(chr, range(0x2488, 0x249C)))),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "aiueo": _of(_NARROW_KANA),
    "aiueoFullWidth": _of(_KANA),
    "iroha": _of(_IROHA),
    "irohaFullWidth": _of(_IROHA),
    "japaneseCounting": _kanji,
    "chineseCounting": _kanji,
    "ideographDigital": _kanji,
    "japaneseDigitalTenThousand": _kanji,
}
