"""A report as slides: one or more for each part, whatever does not fit goes on to the next."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from hakaru.report.charts import Chart
from hakaru.report.slides.arranging import Piece, arrange
from hakaru.report.slides.deck import Deck, subtitle
from hakaru.report.slides.dividing import slides_of
from hakaru.report.slides.drawing import add_chart
from hakaru.report.slides.tables import add_table
from hakaru.report.slides.texts import POINTS, add_texts, set_text
from hakaru.report.tables.model import Block, Part, Progress, Report, Role, Table, Text, counted
from hakaru.report.words import Language
from hakaru.report.words.pages import page_phrase

# Files need some day; one that no ledger gives is the same for all.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_TAGS = {Language.JA: "ja-JP", Language.EN: "en-US"}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def write(
    report: Report,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    own_template: bytes | None = None,
) -> None:
    """Write a report as .pptx; the same report always gives the same bytes.

    `own_template` is an authority's own presentation: its layouts, faces and colours are used, its
    slides are not. Raises UsageError `template.not_slides`, `template.no_layout`.
    """
    deck = Deck(own_template)
    for number, part in enumerate(slides_of(report, counted(report.parts, progress))):
        if number == 0 and _is_cover(part):
            _cover(deck, report, part)
        else:
            _slides(deck, report, part)
    _describe(deck, report)
    deck.write(out)


def _is_cover(part: Part) -> bool:
    """Tell whether a part is a title and lines, and nothing to look at."""
    return all(isinstance(block, Text) for block in part.blocks)


def _cover(deck: Deck, report: Report, part: Part) -> None:
    """Make the first slide."""
    title, rest = _titled(part, report)
    slide = deck.add(title, cover=True)
    below = subtitle(slide)
    texts = [block for block in rest if isinstance(block, Text)]
    if below is None:
        if texts:
            add_texts(slide, texts, deck.body(slide))
        return
    for number, text in enumerate(texts):
        frame = below.text_frame
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        set_text(paragraph, text, POINTS[text.role])
    if not texts:
        below._element.getparent().remove(below._element)


def _slides(deck: Deck, report: Report, part: Part) -> None:
    """Make the slides of a part."""
    title, rest = _titled(part, report)
    slide = deck.add(title)
    for number, page in enumerate(arrange(rest, deck.body(slide))):
        if number:
            slide = deck.add(page_phrase("slide.continued", report.lang, title=title))
        for piece in page:
            _put(slide, piece)


def _put(slide: Any, piece: Piece) -> None:
    """Put one piece where it was arranged."""
    if isinstance(piece.content, Table):
        add_table(slide, piece.content, piece.box, piece.size)
    elif isinstance(piece.content, Chart):
        add_chart(slide, piece.content, piece.box)
    else:
        add_texts(slide, piece.content, piece.box, piece.size)


def _titled(part: Part, report: Report) -> tuple[str, Sequence[Block]]:
    """Return a slide's title and the other blocks."""
    for number, block in enumerate(part.blocks):
        if isinstance(block, Text) and block.role in (Role.TITLE, Role.HEADING):
            return block.text, (*part.blocks[:number], *part.blocks[number + 1 :])
    return part.name or report.title, part.blocks


def _describe(deck: Deck, report: Report) -> None:
    """Set title, language and day of the file, and the language of every text."""
    day = report.day
    when = _NO_DAY if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)
    about = deck.file.core_properties
    about.title, about.subject = report.title, report.subject
    about.language = str(report.lang)
    about.author = about.last_modified_by = about.keywords = ""
    about.created = about.modified = when.replace(tzinfo=None)
    about.revision = 1
    for slide in deck.file.slides:
        for kind in ("rPr", "endParaRPr", "defRPr"):
            for properties in slide._element.iter(f"{_A}{kind}"):
                properties.set("lang", _TAGS[report.lang])
