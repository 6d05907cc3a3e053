"""The kinds of finding that reading a PDF gives; the sentences stand in report/words."""

from hakaru.findings import Kind, Severity, Sureness

IMAGE_ONLY = Kind("R161", Severity.WARNING)
"""Pages are pictures without text: nothing was read there (`pages`)."""
RADICALS_REPLACED = Kind("R162")
"""Radicals standing for whole characters were replaced (`count`)."""
UNMAPPED = Kind("R163", Severity.WARNING)
"""Glyphs that the file gives no character for stand as U+FFFD (`count`)."""
UNRULED_TABLE = Kind("R164", Severity.WARNING, Sureness.LIKELY)
"""A table without ruled lines was read by its gaps (`rows`, `columns`)."""
OVER_BORDER = Kind("R165", Severity.WARNING)
"""A text runs over a border: two readings (`by_character`, `by_segment`), one was `taken`."""
BETWEEN_ROWS = Kind("R166", Severity.WARNING, Sureness.LIKELY)
"""A line stands on the border between two rows; it was given to the row of its middle (`text`)."""
TOO_MANY_STROKES = Kind("R167", Severity.WARNING)
"""A page has too many lines to look for tables in (`strokes`); its text was read alone."""
UNEVEN_CELL = Kind("R168", Severity.WARNING, Sureness.LIKELY)
"""Borders enclose no rectangle; the region was cut into rectangles."""
HEADER_ON_NEXT_PAGE = Kind("R169")
"""Heading rows stand again on a later page of the same table (`rows`)."""
TABLE_CONTINUED = Kind("R170", Severity.NOTE, Sureness.LIKELY)
"""Tables on following pages were joined into one (`pages`)."""
ROW_CONTINUED = Kind("R171", Severity.WARNING, Sureness.LIKELY)
"""A row was cut by the end of a page and put together (`before`, `after`)."""
HIDDEN_TEXT = Kind("R172", Severity.WARNING, Sureness.LIKELY)
"""Text lies invisible under a picture, as a scanner's recognition leaves it (`pages`)."""
PAGE_UNREADABLE = Kind("R173", Severity.ERROR)
"""A page cannot be opened; nothing was read there (`page`)."""
OUTSIDE_PAGE = Kind("R174", Severity.WARNING)
"""Text stands outside the visible page (`text`)."""
