"""The headings of sections and the legend, worded so that a reader knows them again."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from hakaru.ledger.entries import Section
from hakaru.report.tables.material import Material, Shape
from hakaru.report.tables.model import Role, Text
from hakaru.report.tables.printing import day_text, one_line
from hakaru.report.words import Language, mark_label
from hakaru.report.words.reports import phrase
from hakaru.rules.scale import Family, Mark, Rulebook, Scale

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_WHOLE = Fraction(1)
LONGEST_NUMBER = 2
USUAL_DEPTH = 2


def heading_text(section: Section, depth: int, shape: Shape) -> str:
    """Return the heading of a section; each depth has a notation of its own.

    「1 題名」「(1) 題名」「① 題名」 where there are three depths; more have 第1章 above them. A
    depth at which some sections have no number stands in brackets: 《題名》, 《1 題名》.
    """
    number, title = one_line(section.number), one_line(section.title)
    if depth in shape.unnumbered:
        brackets = _BRACKETS[min(depth, len(_BRACKETS) - 1)]
        return f"{brackets[0]}{f'{number} {title}'.strip()}{brackets[1]}"
    if not (number.isdigit() and number.isascii() and len(number) <= LONGEST_NUMBER):
        return f"{number} {title}"
    notations = _NOTATIONS[2:] if shape.deepest <= USUAL_DEPTH else _MORE
    if shape.deepest > USUAL_DEPTH + 1:
        notations = _NOTATIONS
    return notations[min(depth, len(notations) - 1)](int(number), title)


def _circled(number: int, title: str) -> str:
    """Return a heading with its number in a circle."""
    sign = _CIRCLED[number - 1] if 1 <= number <= len(_CIRCLED) else f"({number})"
    return f"{sign} {title}"


_BRACKETS = ("《》", "【】", "〈〉", "［］")
_NOTATIONS: tuple[Callable[[int, str], str], ...] = (
    "第{}章 {}".format,
    "施策{} {}".format,
    "{} {}".format,
    "({}) {}".format,
    _circled,
)
# Where a fourth depth stands above the usual three, it is a chapter.
_MORE = (_NOTATIONS[0], *_NOTATIONS[2:])


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
        shape = self._material.shape
        return tuple(
            Text(Role.HEADING, heading_text(one, depth, shape), level=depth + 1)
            for depth, one in enumerate(path)
            if depth >= same
        )


def as_of_line(material: Material) -> Iterator[Text]:
    """Yield the day on which the results were known."""
    if material.day is not None:
        day = day_text(material.day, material.year, material.lang)
        yield Text(Role.SUBTITLE, phrase("as_of.line", material.lang, day=day))


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
