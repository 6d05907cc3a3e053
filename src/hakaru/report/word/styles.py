"""The styles a report needs; those that an authority's template has are taken from it."""

from lxml import etree

from hakaru.report import look

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONTS = (
    f'<w:rFonts w:ascii="{look.FONT}" w:hAnsi="{look.FONT}" w:eastAsia="{look.FONT}"'
    f' w:cs="{look.FONT}"/>'
)


def _size(points: float) -> str:
    """Return a size of type, counted in half points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _paragraph_style(
    name: str, paragraph: str, run: str, *, style_id: str = "", outline: int | None = None
) -> str:
    """Return the definition of a paragraph style."""
    style_id = style_id or name.title().replace(" ", "")
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f"{based}<w:qFormat/><w:pPr>{paragraph}{level}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _spacing(before: int, after: int) -> str:
    """Return the room above and below a paragraph, in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


_INK, _BLUE = f'<w:color w:val="{look.INK}"/>', f'<w:color w:val="{look.TITLE_INK}"/>'
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{look.LINE}"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# By name as Word knows it: a template's own style of that name is used instead.
STYLES = {
    "Normal": _paragraph_style("Normal", _spacing(0, 40), _INK + _size(10)),
    "Title": _paragraph_style(
        "Title", "<w:keepNext/>" + _spacing(0, 80), "<w:b/>" + _BLUE + _size(look.TITLE_POINTS)
    ),
    "Subtitle": _paragraph_style("Subtitle", _spacing(0, 80), _size(look.HEADING_POINTS)),
    **{
        f"heading {level}": _paragraph_style(
            f"heading {level}",
            "<w:keepNext/>" + _spacing(160, 80),
            "<w:b/>" + _BLUE + _size(look.HEADING_POINTS + 1 - level),
            style_id=f"Heading{level}",
            outline=level - 1,
        )
        for level in (1, 2, 3)
    },
    "List Bullet": _paragraph_style(
        "List Bullet", _spacing(0, 20) + '<w:ind w:left="240" w:hanging="240"/>', _size(10)
    ),
    "Hakaru Figure": _paragraph_style(
        "Hakaru Figure", _spacing(40, 40), "<w:b/>" + _BLUE + _size(22)
    ),
    "Hakaru Legend": _paragraph_style(
        "Hakaru Legend",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{look.LABEL_FILL}"/>' + _spacing(0, 0),
        _size(look.NOTE_POINTS),
    ),
    "Hakaru Note": _paragraph_style("Hakaru Note", _spacing(0, 20), _size(look.NOTE_POINTS)),
    "Hakaru Cell": _paragraph_style(
        "Hakaru Cell",
        # No room between letters and digits and kanji: columns are measured without it.
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        '<w:spacing w:before="10" w:after="10" w:line="240" w:lineRule="auto"/>',
        _size(look.TEXT_POINTS),
    ),
    "Hakaru Gap": _paragraph_style(
        "Hakaru Gap", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>',
        _size(4),
    ),
    "Hakaru End": _paragraph_style(
        "Hakaru End", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>',
        _size(1),
    ),
    "Hakaru Table": (
        '<w:style w:type="table" w:customStyle="1" w:styleId="HakaruTable">'
        '<w:name w:val="Hakaru Table"/><w:tblPr><w:tblBorders>'
        f"{_EDGES}</w:tblBorders><w:tblCellMar>"
        '<w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    ),
}  # fmt: skip


def own_styles() -> bytes:
    """Return the styles part of a document made without a template, without any style yet."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_size(10)}"
        '<w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f'<w:styles xmlns:w="{W}">{defaults}</w:styles>'.encode()


def complete(root: etree._Element) -> dict[str, str]:
    """Add the styles a styles part lacks; return the id of each style by its name."""
    ids = {}
    taken = {style.get(f"{{{W}}}styleId") for style in root.iter(f"{{{W}}}style")}
    for style in root.iter(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        if name is not None:
            ids[str(name.get(f"{{{W}}}val")).casefold()] = str(style.get(f"{{{W}}}styleId"))
    found = {}
    for wanted, text in STYLES.items():
        known = ids.get(wanted.casefold())
        if known is None:
            made = etree.fromstring(text.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1))
            known = str(made.get(f"{{{W}}}styleId"))
            while known in taken:
                known += "Hakaru"
            made.set(f"{{{W}}}styleId", known)
            root.append(made)
            taken.add(known)
        found[wanted] = known
    return found
