"""The headings of sections and the legend, worded so that a reader knows them again."""

from collections.abc import Iterator
from fractions import Fraction

from hakaru.ledger.entries import Section
from hakaru.report.tables.material import Material
from hakaru.report.tables.model import Role, Text
from hakaru.report.tables.printing import one_line
from hakaru.report.words import Language, mark_label
from hakaru.report.words.reports import phrase
from hakaru.rules.scale import Family, Mark, Rulebook, Scale

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WHOLE = Fraction(1)


def heading(section: Section, depth: int) -> Text:
    """Return the heading of a section; each depth has a notation of its own."""
    return Text(Role.HEADING, heading_text(section, depth), level=depth + 1)


def heading_text(section: Section, depth: int) -> str:
    """Return 「1 題名」, 「(1) 題名」, 「① 題名」 by depth; a section without a number gets a mark."""
    number, title = one_line(section.number), one_line(section.title)
    if not number:
        return f"{'■◆●'[min(depth, 2)]} {title}"
    if not (number.isdigit() and number.isascii() and len(number) <= 2):
        return f"{number} {title}"
    if depth == 1:
        return f"({number}) {title}"
    if depth == 2 and 1 <= int(number) <= len(_CIRCLED):
        return f"{_CIRCLED[int(number) - 1]} {title}"
    return f"{number} {title}" if depth == 0 else f"施策{number} {title}"


class Headings:
    """Gives the headings that open where the section of one project follows another's."""

    def __init__(self, material: Material) -> None:
        """Begin with no section open."""
        self._material = material
        self._open: tuple[Section, ...] = ()

    def before(self, section: str | None) -> tuple[Text, ...]:
        """Return the headings to print before something of a section; none where it is open."""
        path = self._material.path(section)
        same = 0
        for old, new in zip(self._open, path, strict=False):
            if old is not new:
                break
            same += 1
        if len(path) == same < len(self._open):
            # Back to a section above: its heading again, or what follows would stay below.
            same = max(len(path) - 1, 0)
        self._open = path
        return tuple(heading(one, depth) for depth, one in enumerate(path) if depth >= same)


def legend(material: Material) -> tuple[Text, ...]:
    """Return the legend of the plan's rulebook, a line for each family of results."""
    book = material.book
    if book is None:
        return ()
    return tuple(Text(Role.LEGEND, line) for line in _legend_lines(book, material.lang))


def _legend_lines(book: Rulebook, lang: Language) -> Iterator[str]:
    """Yield what each mark means, and from which rate on it is given."""
    families = [family for family in Family if family in book.scales]
    for family in families:
        marks = [
            _legend_mark(book, mark, book.scales[family], lang)
            for mark in book.grades
            if mark.in_denominator and mark.family in (family, Family.BOTH)
        ]
        if marks:
            head = phrase(f"legend.{family}", lang)
            yield head + phrase("legend.between", lang).join(marks)
    left_out = [mark for mark in book.grades if not mark.in_denominator]
    if left_out:
        marks = [_legend_mark(book, mark, None, lang) for mark in left_out]
        yield phrase("legend.left_out", lang) + phrase("legend.between", lang).join(marks)


def _legend_mark(book: Rulebook, mark: Mark, scale: Scale | None, lang: Language) -> str:
    """Return a mark with its name, and the least rate it is given for."""
    name = mark_label(book, mark.key, lang)
    if lang is Language.JA and mark.legend and name not in mark.legend:
        name = mark.legend[0]
    step = next((s for s in scale.thresholds if s.grade == mark.key), None) if scale else None
    if step is None or (step.min == _WHOLE and step.inclusive):
        return f"{mark.symbol} {name}"
    rate = f"{float(step.min * 100):g}%"
    code = "legend.from" if step.inclusive else "legend.above"
    return f"{mark.symbol} {name}{phrase(code, lang, rate=rate)}"
