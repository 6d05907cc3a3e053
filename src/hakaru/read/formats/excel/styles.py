"""What the styles of a workbook mean for the text of a cell: number format, underline, strike."""

from typing import NamedTuple

from msgspec.structs import replace

from hakaru.read.formats.archive import Archive
from hakaru.read.formats.bounds import number_of
from hakaru.read.formats.excel.strings import is_on
from hakaru.read.formats.number_format import Format, number_format
from hakaru.read.formats.pieces import Styled

# Formats that files name by number only, after ECMA-376 part 1, 18.8.30, in Japanese Excel.
_ERA_SHORT = "[$-411]ge.m.d"
_ERA_LONG = '[$-411]ggge"年"m"月"d"日"'
_YEAR_MONTH = 'yyyy"年"m"月"'
_MONTH_DAY = 'm"月"d"日"'
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "¥#,##0;¥-#,##0",
    6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00",
    8: "¥#,##0.00;¥-#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: _ERA_SHORT,
    28: _ERA_LONG,
    29: _ERA_LONG,
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"時"mm"分"',
    33: 'h"時"mm"分"ss"秒"',
    34: _YEAR_MONTH,
    35: _MONTH_DAY,
    36: _ERA_SHORT,
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '¥#,##0;¥-#,##0;¥"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '¥#,##0.00;¥-#,##0.00;¥"-"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    50: _ERA_SHORT,
    51: _ERA_LONG,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _ERA_LONG,
    55: _YEAR_MONTH,
    56: _MONTH_DAY,
    57: _ERA_SHORT,
    58: _ERA_LONG,
}


class Look(NamedTuple):
    """How a cell shows what it holds."""

    format: Format
    underlined: bool = False
    struck: bool = False

    def on(self, styled: Styled) -> Styled:
        """Return a cell's text with the underline and strike of its whole style."""
        if self.underlined and not styled.underlined:
            styled = replace(styled, underlined=(styled.text,))
        if self.struck and not styled.partly_struck:
            styled = replace(styled, struck=True)
        return styled


PLAIN_LOOK = Look(number_format(""))


def looks(archive: Archive, part: str, *, from_1904: bool) -> list[Look]:
    """Return the cell styles of a workbook by their number; none where it has no styles."""
    if part not in archive:
        return []
    root = archive.tree(part)
    codes = dict(BUILT_IN)
    for element in root.iterfind("{*}numFmts/{*}numFmt"):
        codes[number_of(element.get("numFmtId"))] = element.get("formatCode", "")
    fonts = [
        (is_on(font.find("{*}u")), is_on(font.find("{*}strike")))
        for font in root.iterfind("{*}fonts/{*}font")
    ]
    found = []
    for style in root.iterfind("{*}cellXfs/{*}xf"):
        font = number_of(style.get("fontId"))
        underlined, struck = fonts[font] if font < len(fonts) else (False, False)
        code = codes.get(number_of(style.get("numFmtId")), "")
        found.append(Look(number_format(code, from_1904=from_1904), underlined, struck))
    return found
