"""How reports look in every format: colours, type, paper; chosen once."""

from enum import StrEnum

from hakaru.report.charts import SeriesRole
from hakaru.report.tables.model import Tone

# A universal-design face that every Windows desk has, then what other systems have in its place.
FONT = "BIZ UDPゴシック"
FONT_STACK = '"BIZ UDPGothic", "BIZ UDPゴシック", "Yu Gothic", "Noto Sans CJK JP", sans-serif'
TEXT_POINTS = 9.0
TITLE_POINTS = 14.0
HEADING_POINTS = 12.0
NOTE_POINTS = 8.5

# A4 across, in millimetres.
PAPER_WIDTH, PAPER_HEIGHT = 297.0, 210.0
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 11.0, 12.0, 14.0

INK = "1F2933"
LINE = "7B8794"
HEAD_FILL = "DCE6F0"
LABEL_FILL = "EEF3F8"
BAND_FILL = "CBD9E8"
# Where a person writes.
FIELD_FILL = "FFFBE6"
# By depth, the outermost first.
BAND_FILLS = ("BFD0E3", "D3DFEC", "E3EBF4", "F0F4F9")
TITLE_INK = "1B3A5C"

# Every text on these keeps 4.5:1 and more; the symbol says the same.
TONE_FILL: dict[Tone, str] = {
    Tone.MET: "E2F2E5",
    Tone.NEARLY: "FFF3CF",
    Tone.MISSED: "FBE0DD",
    Tone.SUBTLE: "F5F7FA",
}
# Lines, marks and the edges of areas: 3:1 and more on white.
SERIES_COLOUR = {
    SeriesRole.ACTUAL: "1F5C99",
    SeriesRole.FORECAST: "4F86BF",
    SeriesRole.TARGET: "B5482A",
    SeriesRole.BASELINE: "616E7C",
    SeriesRole.MET: "2F7D4F",
    SeriesRole.MET_EXPECTED: "2F7D4F",
    SeriesRole.NEARLY: "96700F",
    SeriesRole.MISSED: "B03A2E",
    SeriesRole.MISSED_EXPECTED: "B03A2E",
    SeriesRole.OTHER: "616E7C",
}
# Areas: light enough that a number on them is read at 4.5:1 and more.
SERIES_FILL = {
    SeriesRole.ACTUAL: "8DB4DB",
    SeriesRole.FORECAST: "DCE8F4",
    SeriesRole.TARGET: "EBC3B5",
    SeriesRole.BASELINE: "C8D0D9",
    SeriesRole.MET: "8CCBA3",
    SeriesRole.MET_EXPECTED: "E3F3E8",
    SeriesRole.NEARLY: "F4D98F",
    SeriesRole.MISSED: "E89C8D",
    SeriesRole.MISSED_EXPECTED: "FBE6E2",
    SeriesRole.OTHER: "C8D0D9",
}


class Pattern(StrEnum):
    """What an area is drawn with beside its colour, for those who do not see colours."""

    RISING = "rising"
    FALLING = "falling"
    DOTS = "dots"
    GRID = "grid"


# What is final and met is plain, what is expected has strokes.
SERIES_PATTERN = {
    SeriesRole.FORECAST: Pattern.RISING,
    SeriesRole.MET_EXPECTED: Pattern.RISING,
    SeriesRole.NEARLY: Pattern.DOTS,
    SeriesRole.MISSED: Pattern.GRID,
    SeriesRole.MISSED_EXPECTED: Pattern.FALLING,
}


def band_fill(depth: int) -> str:
    """Return the colour of a band that names a group; deeper ones are lighter."""
    return BAND_FILLS[min(depth, len(BAND_FILLS)) - 1]
