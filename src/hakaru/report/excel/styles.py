"""The cell formats of a workbook, each made once."""

from typing import Any

import msgspec
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from hakaru.report import look
from hakaru.report.tables.model import Align, Cell, Filling, Role, Tone

_TEXTS: dict[Role, dict[str, Any]] = {
    Role.TITLE: {"bold": True, "font_size": look.TITLE_POINTS, "font_color": f"#{look.TITLE_INK}"},
    Role.SUBTITLE: {"font_size": look.HEADING_POINTS},
    Role.HEADING: {"bold": True, "font_size": look.HEADING_POINTS, "valign": "bottom"},
    Role.FIGURE: {"bold": True, "font_size": 20, "font_color": f"#{look.TITLE_INK}"},
    Role.LEGEND: {"font_size": look.NOTE_POINTS, "bg_color": f"#{look.LABEL_FILL}"},
    Role.NOTE: {"font_size": look.NOTE_POINTS},
    Role.BULLET: {"indent": 1},
    Role.BODY: {},
}
_PLAIN: dict[str, Any] = {
    "font_name": look.FONT,
    "font_size": look.TEXT_POINTS,
    "font_color": f"#{look.INK}",
    "valign": "vcenter",
    "text_wrap": True,
}
_ALIGN = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}


class Style(msgspec.Struct, frozen=True):
    """What a cell's format follows from."""

    head: str
    align: Align
    tone: Tone
    strong: bool
    band: int
    number_format: str = ""
    filling: Filling | None = None


class Styles:
    """Gives the format of a cell or a line; the same one for all that look alike."""

    def __init__(self, book: Workbook) -> None:
        """Start with none."""
        self._book = book
        self._formats: dict[Style | Role, Format] = {}
        self._runs: dict[Role | None, tuple[Format, Format]] = {}

    def of_cell(self, cell: Cell, *, band: int = 0, number_format: str = "") -> Format:
        """Return the format of a cell of a table."""
        style = Style(
            head=cell.head,
            align=cell.align,
            tone=cell.tone,
            strong=cell.strong,
            band=band,
            number_format=number_format,
            filling=cell.filling,
        )
        found = self._formats.get(style)
        if found is None:
            found = self._formats[style] = self._book.add_format(_cell_properties(style))
        return found

    def of_text(self, role: Role) -> Format:
        """Return the format of a line outside the tables."""
        found = self._formats.get(role)
        if found is None:
            found = self._formats[role] = self._book.add_format(_PLAIN | _TEXTS[role])
        return found

    def runs(self, role: Role | None = None) -> tuple[Format, Format]:
        """Return the font of a plain and of an underlined piece of text."""
        found = self._runs.get(role)
        if found is None:
            font = {k: v for k, v in _PLAIN.items() if k.startswith("font")}
            font |= {
                k: v for k, v in _TEXTS.get(role or Role.BODY, {}).items() if k in ("bold", *font)
            }
            found = self._runs[role] = (
                self._book.add_format(font),
                self._book.add_format(font | {"underline": 1}),
            )
        return found


def _cell_properties(style: Style) -> dict[str, Any]:
    """Return the properties of a cell's format."""
    properties = _PLAIN | {"border": 1, "border_color": f"#{look.LINE}"}
    properties["align"] = _ALIGN[style.align]
    if style.align is Align.RIGHT:
        # Away from the text of the next column.
        properties["indent"] = 1
    fill = look.TONE_FILL.get(style.tone)
    if style.band:
        fill = look.band_fill(style.band)
    elif style.head:
        fill = look.HEAD_FILL if style.head == "column" else look.LABEL_FILL
    if fill:
        properties["bg_color"] = f"#{fill}"
    if style.strong or style.band or style.head == "column":
        properties["bold"] = True
    if style.filling:
        properties |= {"bg_color": f"#{look.FIELD_FILL}", "locked": False}
        if style.filling is Filling.TEXT:
            properties["valign"] = "top"
        elif style.filling is Filling.NUMBER:
            # A number stays one: it is read with the unit beside it.
            return properties
    # "@" keeps what a person types into a text cell from becoming a date or a formula.
    properties["num_format"] = style.number_format or "@"
    return properties
