"""The kinds of finding that opening Excel, Word, web and CSV files gives; words in report/words."""

from hakaru.findings import Kind, Severity, Sureness

FORMULA_CACHED = Kind("R131")
"""Cells hold formulas; the values stored in the file were taken, not recomputed (`count`)."""
FORMULA_UNVALUED = Kind("R132", Severity.WARNING)
"""Formulas without a stored value stand as their formula text (`count`)."""
SHOWN_ROUNDED = Kind("R133")
"""Cells show fewer digits than they hold; what is shown was taken (`count`, `held`, `shown`)."""
SHEET_UNREAD = Kind("R134", Severity.WARNING)
"""A sheet has no cells to read: a chart, a dialog or a macro sheet (`sheet`, `type`)."""
COMMENTS_KEPT = Kind("R135")
"""Comments on cells or text were kept as rows after the content (`count`)."""
SHAPES_KEPT = Kind("R136")
"""Text boxes, shapes and form controls were kept as rows outside any table (`count`)."""
MARGINS_KEPT = Kind("R137")
"""Page headers and footers, foot and end notes were kept as rows after the content (`part`)."""
PICTURES_UNREAD = Kind("R138")
"""Pictures, charts and embedded objects were not read (`count`)."""
PARTLY_STRUCK = Kind("R139", Severity.WARNING)
"""Part of a text is struck through (`struck`); the whole text was kept."""
DELETIONS_PENDING = Kind("R140", Severity.WARNING)
"""Tracked deletions not yet accepted were left out of the text (`count`, `deleted`)."""
UNDER_MERGE = Kind("R141", Severity.WARNING)
"""Cells under a merged cell hold content that is not shown; kept and marked hidden (`count`)."""
HIDDEN_CONTENT = Kind("R142")
"""A hidden sheet, hidden rows or columns hold content; kept and marked hidden (`count`)."""
DISPLAY_UNREAD = Kind("R143", Severity.NOTE, Sureness.LIKELY)
"""Number formats that could not be followed; the plain number was taken (`count`, `shown`)."""
QUOTES_UNBALANCED = Kind("R144", Severity.WARNING)
"""Quotation marks of a CSV file do not pair; every line was read as a row of its own."""
ENCODING_MISSTATED = Kind("R145", Severity.WARNING)
"""A page is not in the encoding it declares (`declared`, `found`)."""
PART_UNREAD = Kind("R146", Severity.WARNING)
"""A part of the file is missing or of a kind that is not read (`part`)."""
