"""Texts of a slide: paragraphs and their runs, and how tall they come to be."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE
from pptx.util import Pt

from hakaru.report import look
from hakaru.report.measuring import lines
from hakaru.report.slides.deck import Box
from hakaru.report.tables.model import Role, Text

EMU_POINT = 12700
POINTS = {
    Role.TITLE: 26.0,
    Role.SUBTITLE: 18.0,
    Role.LEGEND: 11.0,
    Role.HEADING: 18.0,
    Role.BODY: 16.0,
    Role.BULLET: 16.0,
    Role.FIGURE: 40.0,
    Role.NOTE: 11.0,
}
_STRONG = frozenset({Role.TITLE, Role.HEADING, Role.FIGURE})
_COLOURED = frozenset({Role.TITLE, Role.HEADING, Role.FIGURE})
_LINE, _BETWEEN = 1.3, 0.35
_INDENT = 1.1
_LEAST_FIGURE, _FIGURE_LINES = 24.0, 2


def height_of(texts: Sequence[Text], width: int, scale: float = 1.0) -> int:
    """Return how tall lines come to be in a box of a width, rather too much than too little."""
    height = 0.0
    for text in texts:
        points = points_of(text, width, scale)
        room = width / EMU_POINT / points - (_INDENT if text.role is Role.BULLET else 0)
        height += (lines(text.text, room) * _LINE + _BETWEEN) * points
    return int(height * EMU_POINT)


def points_of(text: Text, width: int, scale: float) -> float:
    """Return the type of a line; a large figure shrinks until it takes no more than two lines."""
    points = POINTS[text.role] * scale
    while (
        text.role is Role.FIGURE
        and points > _LEAST_FIGURE
        and lines(text.text, width / EMU_POINT / points) > _FIGURE_LINES
    ):
        points -= 2
    return points


def add_texts(slide: Any, texts: Sequence[Text], box: Box, scale: float = 1.0) -> None:
    """Put lines on a slide as one box of text."""
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        set_text(paragraph, text, points_of(text, box.width, scale))


def set_text(paragraph: Any, text: Text, points: float) -> None:
    """Fill a paragraph with a line of text."""
    paragraph.space_after = Pt(points * _BETWEEN)
    paragraph.line_spacing = Pt(points * _LINE)
    for piece, underlined in text.runs():
        _add_run(paragraph, piece, points=points, bold=text.role in _STRONG, underlined=underlined)
    if text.role in _COLOURED:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(look.TITLE_INK)
    if text.role is Role.BULLET:
        _make_bullet(paragraph, points)


def set_runs(
    frame: Any,
    runs: Iterable[tuple[str, bool]],
    *,
    points: float,
    bold: bool,
) -> Iterator[Any]:
    """Fill a frame with pieces of text, a paragraph for each line; yield the paragraphs."""
    paragraph = frame.paragraphs[0]
    for piece, underlined in runs:
        for number, line in enumerate(piece.split("\n")):
            if number:
                yield paragraph
                paragraph = frame.add_paragraph()
            if line:
                _add_run(paragraph, line, points=points, bold=bold, underlined=underlined)
    yield paragraph


def _add_run(
    paragraph: Any,
    text: str,
    *,
    points: float,
    bold: bool,
    underlined: bool,
) -> None:
    """Add one piece of text; a line break in it stays one."""
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run.font.size = Pt(points)
        run.font.bold = bold
        run.font.underline = underlined or None


def _make_bullet(paragraph: Any, points: float) -> None:
    """Make a paragraph a bullet that the program knows as one."""
    indent = int(points * _INDENT * EMU_POINT)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(indent))
    properties.set("indent", str(-indent))
    space = properties.nsmap["a"]
    bullet = properties.makeelement(f"{{{space}}}buChar", {"char": "•"})
    properties.append(bullet)
