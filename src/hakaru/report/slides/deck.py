"""The file of slides: an authority's own template or a plain one, and the frame of each slide."""

import io
import re
import zipfile
from copy import deepcopy
from typing import Any, BinaryIO, NamedTuple

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.shapes.autoshape import Shape
from pptx.util import Emu, Inches, Pt

from hakaru.errors import UsageError
from hakaru.report import look
from hakaru.report.packing import repack

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.6)
_TITLE_TOP, _TITLE_HEIGHT = Inches(0.4), Inches(0.85)
_FOOT = Inches(0.55)
_GAP = Inches(0.2)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_SUBTITLES = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
_COVER, _PLAIN = "title", "titleOnly"
LARGEST_TEMPLATE = 50_000_000


class Box(NamedTuple):
    """A place on a slide, in the units of the file (EMU)."""

    left: int
    top: int
    width: int
    height: int


class Deck:
    """Slides that share a template; `write` puts the file out the same every time."""

    def __init__(self, template: bytes | None = None) -> None:
        """Open a template and empty it, or make the plain one.

        Raises UsageError `template.not_slides` (reason), `template.no_layout`.
        """
        self.file = _plain() if template is None else _opened(template)
        layouts = list(self.file.slide_layouts)
        titled = [layout for layout in layouts if _placeholder(layout, _TITLES) is not None]
        if not titled:
            raise UsageError("template.no_layout")
        self._cover = _layout(titled, _COVER) or titled[0]
        fewest = min(titled, key=lambda one: len(one.placeholders))
        self._content = _layout(titled, _PLAIN) or fewest

    def add(self, title: str, *, cover: bool = False) -> Any:
        """Add a slide with its title and number; other placeholders of the layout are taken out."""
        layout = self._cover if cover else self._content
        slide = self.file.slides.add_slide(layout)
        for shape in list(slide.placeholders):
            kind = shape.placeholder_format.type
            if kind in _TITLES:
                shape.text_frame.text = title
            elif not (cover and kind in _SUBTITLES):
                shape._element.getparent().remove(shape._element)
        if not cover:
            _number(slide, layout)
        return slide

    def body(self, slide: Any) -> Box:
        """Return the room below a slide's title."""
        title = _placeholder(slide.slide_layout, _TITLES)
        whole = _box(title, slide.slide_layout)
        top = whole.top + whole.height + _GAP
        width, height = int(self.file.slide_width), int(self.file.slide_height)
        return Box(MARGIN, top, width - 2 * MARGIN, height - top - _FOOT)

    def write(self, out: BinaryIO) -> None:
        """Write the file."""
        made = io.BytesIO()
        self.file.save(made)
        out.write(repack(made.getvalue()))


def subtitle(slide: Any) -> Any | None:
    """Return the placeholder under a cover's title, None where the template has none."""
    return _placeholder(slide, _SUBTITLES)


def _placeholder(holder: Any, kinds: tuple[Any, ...]) -> Any | None:
    """Return the first placeholder of a kind."""
    return next((p for p in holder.placeholders if p.placeholder_format.type in kinds), None)


def _layout(layouts: list[Any], kind: str) -> Any | None:
    """Return the layout of a kind."""
    return next((one for one in layouts if one._element.get("type") == kind), None)


def _box(shape: Any, layout: Any) -> Box:
    """Return where a layout's placeholder stands, as its master says where it does not."""
    if shape.left is None:
        shape = _placeholder(layout.slide_master, _TITLES) or shape
    found = (shape.left, shape.top, shape.width, shape.height)
    if None in found:
        return Box(MARGIN, _TITLE_TOP, WIDTH - 2 * MARGIN, _TITLE_HEIGHT)
    return Box(*map(int, found))


def _number(slide: Any, layout: Any) -> None:
    """Show the slide's number where the layout has a place for it."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            slide.shapes._spTree.append(deepcopy(shape._element))


def _opened(template: bytes) -> Any:
    """Open an authority's template without its slides."""
    if len(template) > LARGEST_TEMPLATE:
        raise UsageError("template.not_slides", reason=f"{len(template):,} bytes")
    try:
        file = Presentation(io.BytesIO(template))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise UsageError("template.not_slides", reason=type(error).__name__) from error
    ids = file.slides._sldIdLst
    for one in list(ids):
        file.part.drop_rel(one.rId)
        ids.remove(one)
    return file


def _plain() -> Any:
    """Return the plain template: wide, a quiet title, Japanese faces, no more than two layouts."""
    file = Presentation()
    file.slide_width, file.slide_height = Emu(WIDTH), Emu(HEIGHT)
    for layout in list(file.slide_layouts):
        if layout._element.get("type") not in (_COVER, _PLAIN):
            file.slide_layouts.remove(layout)
    package = file.part.package
    for name, related in list(package._rels.items()):
        if related.reltype == RT.THUMBNAIL:
            package._rels.pop(name)
    master = file.slide_master
    _set_theme(master)
    _arrange_master(master)
    for layout in file.slide_layouts:
        _arrange_layout(layout)
    return file


def _set_theme(master: Any) -> None:
    """Give the theme its faces and colours."""
    theme = master.part.part_related_by(RT.THEME)
    xml = theme.blob.decode()
    face = f'<a:latin typeface="{look.FONT}"/><a:ea typeface="{look.FONT}"/><a:cs typeface=""/>'
    xml = re.sub(r'<a:latin typeface="[^"]*"\s*/>\s*<a:ea [^>]*/>\s*<a:cs [^>]*/>', face, xml)
    xml = re.sub(r'<a:font script="Jpan" typeface="[^"]*"\s*/>', "", xml)
    theme._blob = xml.encode()


def _arrange_master(master: Any) -> None:
    """Set title, number and the line between title and content."""
    for shape in list(master.placeholders):
        kind = shape.placeholder_format.type
        if kind in _TITLES:
            _place(shape, Box(MARGIN, _TITLE_TOP, WIDTH - 2 * MARGIN, _TITLE_HEIGHT))
            shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
            shape.text_frame.margin_left = shape.text_frame.margin_right = 0
        elif kind == PP_PLACEHOLDER.BODY:
            top = _TITLE_TOP + _TITLE_HEIGHT + _GAP
            _place(shape, Box(MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - top - _FOOT))
        elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            _place(shape, _number_box())
    styles = master._element.find(".//{*}titleStyle/{*}lvl1pPr")
    styles.set("algn", "l")
    size = styles.find("{*}defRPr")
    size.set("sz", "2600")
    size.set("b", "1")
    _ink(size, look.TITLE_INK)


def _ink(properties: Any, colour: str) -> None:
    """Set the colour of a text's properties."""
    fill = properties.find("{*}solidFill")
    space = fill.nsmap["a"]
    fill.clear()
    fill.append(fill.makeelement(f"{{{space}}}srgbClr", {"val": colour}))


def _arrange_layout(layout: Any) -> None:
    """Place what a layout has; dates and footers are left to an authority's own template."""
    is_cover = layout._element.get("type") == _COVER
    for shape in list(layout.placeholders):
        kind = shape.placeholder_format.type
        if kind == PP_PLACEHOLDER.SLIDE_NUMBER:
            _place(shape, _number_box())
        elif kind in _TITLES and is_cover:
            _place(shape, Box(MARGIN, Inches(2.1), WIDTH - 2 * MARGIN, Inches(1.6)))
            shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        elif kind == PP_PLACEHOLDER.SUBTITLE:
            _place(shape, Box(MARGIN, Inches(4.05), WIDTH - 2 * MARGIN, Inches(1.6)))
            shape.text_frame.margin_left = 0
            for level in shape._element.iter("{*}lvl1pPr"):
                level.set("algn", "l")
                _ink(level.find("{*}defRPr"), look.INK)
        elif kind not in _TITLES:
            shape._element.getparent().remove(shape._element)
    top = Inches(3.87) if is_cover else _TITLE_TOP + _TITLE_HEIGHT + Pt(2)
    _rule(layout, Box(MARGIN, top, WIDTH - 2 * MARGIN, Pt(3) if is_cover else Pt(1.5)))


def _rule(layout: Any, box: Box) -> None:
    """Draw the line under the title; it is decoration and has no text."""
    drawn = layout.shapes._spTree.add_autoshape(99, "rule", "rect", *box)
    shape = Shape(drawn, layout.shapes)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(look.TITLE_INK)
    shape.line.fill.background()


def _number_box() -> Box:
    """Return the place of a slide's number."""
    return Box(WIDTH - MARGIN - Inches(1.5), HEIGHT - Inches(0.5), Inches(1.5), Inches(0.3))


def _place(shape: Any, box: Box) -> None:
    """Move and size a shape."""
    shape.left, shape.top, shape.width, shape.height = map(Emu, box)
