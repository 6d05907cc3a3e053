"""Reports as web pages: tables with captions and scopes, nothing loaded from anywhere.

The page works alone; its one `<section class="hakaru-report">` can be put into a site as it is,
its style sheet included. Blocks are written one by one.
"""

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

from msgspec.structs import replace

from hakaru.report import look
from hakaru.report.charts import Chart
from hakaru.report.svg import svg_of
from hakaru.report.tables.model import (
    Align,
    Cell,
    Layout,
    Part,
    Progress,
    Report,
    Role,
    Table,
    Text,
    Tone,
    counted,
)

_TAGS = {Role.TITLE: "h1", Role.BULLET: "li"}
_TONES: dict[Tone, str] = {
    tone: f"t-{tone.value.replace('_', '-')}" for tone in Tone if tone is not Tone.PLAIN
}
_TONE_RULES = "".join(
    f".hakaru-report .{_TONES[tone]}{{background:#{colour}}}"
    for tone, colour in look.TONE_FILL.items()
)
_BAND_RULES = "".join(
    f".hakaru-report .b{depth} th{{background:#{colour}}}"
    for depth, colour in enumerate(look.BAND_FILLS, 1)
)
# Of the width a table asks for: where a screen has less, it is moved aside instead of squeezed.
_TIGHTEST = 0.85
STYLE = f"""\
.hakaru-report{{font-family:{look.FONT_STACK};color:#{look.INK};line-height:1.5;max-width:80rem;\
margin:0 auto;padding:1rem}}
.hakaru-report h1{{font-size:1.4rem;color:#{look.TITLE_INK}}}
.hakaru-report h2,.hakaru-report h3,.hakaru-report h4{{font-size:1.15rem;\
color:#{look.TITLE_INK};margin:1.5rem 0 .5rem}}
.hakaru-report .wide{{overflow-x:auto;margin:0 0 .25rem}}
.hakaru-report table{{border-collapse:collapse;width:100%;font-size:.875rem;margin:.75rem 0 .25rem}}
.hakaru-report caption{{text-align:left;font-size:.8rem;color:#52606D}}
.hakaru-report th,.hakaru-report td{{border:1px solid #{look.LINE};padding:.25rem .5rem;\
text-align:left;vertical-align:middle;font-weight:normal}}
.hakaru-report th{{word-break:keep-all;overflow-wrap:anywhere}}
.hakaru-report .unseen{{position:absolute;width:1px;height:1px;overflow:hidden;\
clip-path:inset(50%)}}
.hakaru-report th{{background:#{look.LABEL_FILL}}}
.hakaru-report th[scope^=col]{{background:#{look.HEAD_FILL};font-weight:bold}}
.hakaru-report .band th{{font-weight:bold}}
{_BAND_RULES}
.hakaru-report .centre{{text-align:center}}.hakaru-report .right{{text-align:right}}
.hakaru-report .strong{{font-weight:bold}}
.hakaru-report .legend{{background:#{look.LABEL_FILL};font-size:.8rem;margin:0;padding:.1rem .5rem}}
.hakaru-report .note{{font-size:.8rem;margin:.1rem 0}}
.hakaru-report .figure{{font-size:1.8rem;font-weight:bold;color:#{look.TITLE_INK};margin:.25rem 0}}
.hakaru-report .subtitle{{font-size:1.05rem;margin:0 0 .5rem}}
.hakaru-report figure{{margin:1rem 0}}.hakaru-report svg{{max-width:100%;height:auto}}
{_TONE_RULES}
@page{{size:A4 landscape;margin:12mm}}
@media print{{.hakaru-report{{padding:0;max-width:none}}.hakaru-report table{{font-size:9pt;\
min-width:0!important}}.hakaru-report th,.hakaru-report td{{padding:1pt 3pt}}\
.hakaru-report tr,.hakaru-report .keep{{break-inside:avoid}}.hakaru-report thead{{\
display:table-header-group}}.hakaru-report h2,.hakaru-report h3,.hakaru-report h4{{\
break-after:avoid}}.hakaru-report .page{{break-before:page}}\
.hakaru-report .wide{{overflow:visible}}}}
"""


def write(
    report: Report, out: BinaryIO, *, progress: Progress | None = None, fragment: bool = False
) -> None:
    """Write a report as UTF-8 HTML; a fragment is the style sheet and the section alone."""
    lang = report.lang.value
    title = escape(report.title)
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    before = f"<style>\n{STYLE}</style>\n" if fragment else head
    out.write(f'{before}<section class="hakaru-report" lang="{lang}">\n'.encode())
    sheet: str | None = None
    for part in counted(report.parts, progress):
        breaks = sheet is not None and (part.new_page or part.sheet != sheet)
        sheet = part.sheet
        shown = _titled(part) if report.layout is Layout.SLIDES else part
        out.writelines(piece.encode() for piece in _part(shown, page=breaks))
    out.write(b"</section>\n" + (b"" if fragment else b"</main>\n</body>\n</html>\n"))


def _titled(part: Part) -> Part:
    """Return a slide with its name as a heading, unless it begins with a title of its own."""
    first = part.blocks[0] if part.blocks else None
    if not part.name or (isinstance(first, Text) and first.role is Role.TITLE):
        return part
    return replace(part, blocks=(Text(Role.HEADING, part.name), *part.blocks))


def _part(part: Part, *, page: bool) -> Iterator[str]:
    """Yield the blocks of a part; bullets that follow each other make one list."""
    if page:
        yield '<div class="page"></div>\n'
    listing = False
    above = ""
    for block in part.blocks:
        bullet = isinstance(block, Text) and block.role is Role.BULLET
        if bullet != listing:
            yield "<ul>\n" if bullet else "</ul>\n"
            listing = bullet
        if isinstance(block, Text):
            above = block.text
            yield _text(block)
        elif isinstance(block, Table):
            yield from _table(block, said=block.caption == above)
        else:
            yield _chart(block)
    if listing:
        yield "</ul>\n"


def _text(text: Text) -> str:
    """Return a line."""
    inner = _runs(text.text, text.runs())
    if text.role is Role.HEADING:
        tag = f"h{min(text.level, 3) + 1}"
        return f"<{tag}>{inner}</{tag}>\n"
    tag = _TAGS.get(text.role, "p")
    look_of = "" if tag != "p" or text.role is Role.BODY else f' class="{text.role.value}"'
    return f"<{tag}{look_of}>{inner}</{tag}>\n"


def _table(table: Table, *, said: bool) -> Iterator[str]:
    """Yield a table row by row; a caption that the heading above says already is not shown."""
    frame = "wide keep" if table.keep else "wide"
    whole = sum(table.widths)
    yield f'<div class="{frame}">\n<table style="min-width:{whole * _TIGHTEST:.0f}em">\n'
    caption = escape(" ".join(table.caption.split()))
    shown = ' class="unseen"' if said else ""
    yield f"<caption{shown}>{caption}</caption>\n"
    columns = "".join(f'<col style="width:{width / whole:.2%}">' for width in table.widths)
    yield f"<colgroup>{columns}</colgroup>\n"
    yield "<thead>\n" if table.head_rows else "<tbody>\n"
    for at, row in enumerate(table.rows):
        if at == table.head_rows > 0:
            yield "</thead>\n<tbody>\n"
        cells = "".join(_cell(cell, band=row.band > 0) for cell in row.cells)
        depth = min(row.band, len(look.BAND_FILLS))
        start = f'<tr class="band b{depth}">' if row.band else "<tr>"
        yield f"{start}{cells}</tr>\n"
    yield ("</thead>" if table.head_rows >= len(table.rows) > 0 else "</tbody>") + "\n"
    yield "</table>\n</div>\n"


def _cell(cell: Cell, *, band: bool) -> str:
    """Return a cell; a symbol has the words it is read as."""
    names = [cell.align.value] if cell.align is not Align.LEFT else []
    if cell.tone in _TONES:
        names.append(_TONES[cell.tone])
    if cell.strong:
        names.append("strong")
    shown = " ".join(names)
    attributes = f' class="{shown}"' if names else ""
    attributes += f' colspan="{cell.span}"' if cell.span > 1 else ""
    attributes += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    inner = _runs(cell.text, cell.runs())
    if cell.reading and inner:
        inner = f'<span role="img" aria-label="{escape(cell.reading)}">{inner}</span>'
    if band:
        return f'<th scope="colgroup"{attributes}>{inner}</th>'
    if not cell.head:
        return f"<td{attributes}>{inner}</td>"
    scope = "col" if cell.head == "column" else "row"
    grouped = cell.span > 1 if scope == "col" else cell.rows > 1
    scope = f"{scope}group" if grouped else scope
    return f'<th scope="{scope}"{attributes}>{inner}</th>'


def _runs(text: str, runs: Iterator[tuple[str, bool]]) -> str:
    """Return text with its line breaks, what is underlined in <u>."""
    if not text:
        return ""
    pieces = (
        f"<u>{escape(piece)}</u>" if underlined else escape(piece) for piece, underlined in runs
    )
    return "".join(pieces).replace("\n", "<br>")


def _chart(chart: Chart) -> str:
    """Return a chart as a drawing with its title and description."""
    return f"<figure>\n{svg_of(chart)}\n</figure>\n"
