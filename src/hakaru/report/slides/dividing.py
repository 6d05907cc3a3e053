"""A report that is no set of slides as one: a cover, then a slide for each heading."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from hakaru.report.charts import Chart
from hakaru.report.tables.model import Block, Layout, Part, Report, Role, Table, Text

_ON_COVER = (Role.TITLE, Role.SUBTITLE)


def slides_of(report: Report, parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the slides of a report's parts, in order; parts of slides stand as they are.

    A part with the report's title gives the cover; its legend goes to the foot of the first slide
    after it. A heading begins a slide and is its title; a chart joins what it belongs to. What
    only says that there is nothing takes no slide of its own.
    """
    if report.layout is Layout.SLIDES:
        yield from parts
        return
    last: Part | None = None
    for slide in (slide for part in parts for slide in _slides_of(part)):
        lines = _only_lines(slide.blocks)
        if last is not None and lines and not _is_cover(last):
            last = replace(last, blocks=(*last.blocks, *lines))
            continue
        if last is not None:
            yield last
        last = slide
    if last is not None:
        yield last


def _slides_of(part: Part) -> Iterator[Part]:
    """Yield the slides of one part, each for itself."""
    legend: tuple[Text, ...] = ()
    blocks = part.blocks
    if any(isinstance(block, Text) and block.role is Role.TITLE for block in blocks):
        texts = [block for block in blocks if isinstance(block, Text)]
        legend = tuple(replace(text, role=Role.NOTE) for text in texts if text.role is Role.LEGEND)
        cover = tuple(text for text in texts if text.role in _ON_COVER)
        yield Part(blocks=cover, name=part.name, new_page=True)
        taken = (*_ON_COVER, Role.LEGEND)
        blocks = tuple(b for b in blocks if not (isinstance(b, Text) and b.role in taken))
    for number, slide in enumerate(_by_heading(blocks)):
        shown = (*slide, *(legend if number == 0 else ()))
        yield Part(blocks=shown, name=part.name, new_page=True)


def _is_cover(part: Part) -> bool:
    """Tell whether a slide is the cover."""
    return any(isinstance(one, Text) and one.role is Role.TITLE for one in part.blocks)


def _by_heading(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return blocks in groups that begin with a heading, each with the charts that belong to it."""
    places = {
        one.caption if isinstance(one, Table) else one.text
        for one in blocks
        if not isinstance(one, Chart)
    }
    placed = [one for one in blocks if isinstance(one, Chart) and one.beside in places]
    slides: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Chart) and block in placed:
            continue
        if not slides or (isinstance(block, Text) and block.role is Role.HEADING):
            slides.append([])
        slides[-1].append(block)
    for slide in slides:
        names = {
            one.caption if isinstance(one, Table) else one.text
            for one in slide
            if not isinstance(one, Chart)
        }
        own = [chart for chart in placed if chart.beside in names]
        captions = [one.caption for one in slide if isinstance(one, Table)]
        told = next((n for n, one in enumerate(slide) if isinstance(one, Table)), len(slide))
        for chart in own:
            # Below its table, or beside the words of its heading.
            slide.insert(len(slide) if chart.beside in captions else told, chart)
        placed = [chart for chart in placed if chart.beside not in names]
    return slides


def _only_lines(blocks: Sequence[Block]) -> tuple[Text, ...]:
    """Return a slide as lines where its tables only say that there is nothing; else nothing."""
    said = [_said(block) for block in blocks]
    lines = tuple(text for text in said if text is not None)
    tables = any(isinstance(block, Table) for block in blocks)
    return lines if tables and len(lines) == len(said) else ()


def _said(block: Block) -> Text | None:
    """Return a line, or the one line of a table that has nothing else; None for the rest."""
    if isinstance(block, Table):
        body = block.rows[block.head_rows :]
        if len(body) == 1 and len(body[0].cells) == 1 and body[0].cells[0].span > 1:
            return Text(Role.BODY, body[0].cells[0].text)
        return None
    return block if isinstance(block, Text) else None
