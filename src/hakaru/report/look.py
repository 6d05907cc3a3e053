"""How reports look in every format: colours, type, paper; chosen once."""

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
SERIES_COLOUR = {
    SeriesRole.ACTUAL: "1F5C99",
    SeriesRole.FORECAST: "8FB3D9",
    SeriesRole.TARGET: "B5482A",
    SeriesRole.BASELINE: "7B8794",
    SeriesRole.MET: "4F9D69",
    SeriesRole.MET_EXPECTED: "A9D3B5",
    SeriesRole.NEARLY: "E0B13C",
    SeriesRole.MISSED: "C8553D",
    SeriesRole.MISSED_EXPECTED: "EAB4A6",
    SeriesRole.OTHER: "6B7C93",
}


def band_fill(depth: int) -> str:
    """Return the colour of a band that names a group; deeper ones are lighter."""
    return BAND_FILLS[min(depth, len(BAND_FILLS)) - 1]
