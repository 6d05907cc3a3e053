"""The kinds of finding that reading gives; the sentences stand in report/words."""

from hakaru.findings import Kind, Severity, Sureness

HEADER_COLLAPSED = Kind("R101")
"""Year headings lost their width; years were joined to their columns in order."""
ROW_SHIFTED = Kind("R102", Severity.WARNING)
"""A row of results stood some columns off and was moved back."""
LABEL_SHIFTED = Kind("R103")
"""A row carries the label of another row; its content shows what it is."""
ITEM_ROW_MISSING = Kind("R104", Severity.WARNING)
"""Results name an indicator that has no row of its own."""
MARKER_MISSING = Kind("R105", Severity.NOTE, Sureness.LIKELY)
"""Results without ①② were given to the indicators in order."""
TEXT_CUT = Kind("R106", Severity.WARNING, Sureness.LIKELY)
"""A text ends in the middle."""
HEADER_REPEATED = Kind("R107")
"""A heading row stands twice."""
VALUE_NOT_UNDERSTOOD = Kind("R108", Severity.WARNING)
"""A value is neither number, word nor state; its text is kept."""
TARGET_NOT_UNDERSTOOD = Kind("R109", Severity.WARNING)
"""A target says nothing that can be graded; its text is kept."""
ROW_AMBIGUOUS = Kind("R110", Severity.WARNING)
"""A row of results fits no reading of its columns, or several; it is kept as a note."""
REVISION_UNMATCHED = Kind("R111", Severity.WARNING)
"""A footnote tells of a revised target whose indicator was not found."""
REVISION_DIFFERS = Kind("R112", Severity.NOTE)
"""The new target of a footnote is not written as in the indicator's row."""
RULEBOOK_UNKNOWN = Kind("R113", Severity.NOTE)
"""The document's legend belongs to no known rulebook."""
DIRECTION_DERIVED = Kind("R114", Severity.NOTE, Sureness.LIKELY)
"""That lower is better follows from baseline and target only."""
CARD_INCOMPLETE = Kind("R115", Severity.WARNING)
"""A card lacks a part that every card has; it may have been cut."""
YEARS_DISAGREE = Kind("R116", Severity.WARNING)
"""A heading gives a western and an era year that are not the same."""
NUMBER_REPEATED = Kind("R117", Severity.WARNING)
"""Two projects have the same number; the later one got an id of its own."""
CELLS_UNREAD = Kind("R118", Severity.WARNING)
"""Cells that no layout understood."""
NOTHING_RECOGNISED = Kind("R119", Severity.ERROR)
"""No known layout was found in the document."""
MEMBER_UNKNOWN = Kind("R120", Severity.NOTE)
"""A card lists other members than the rest of the document."""
TITLE_MISSING = Kind("R121", Severity.NOTE)
"""The document has no title; the file's name stands for it."""
MARKER_REPEATED = Kind("R123", Severity.WARNING)
"""Two indicators of a card have the same marker; the later one got an id of its own."""
ENTRY_DIFFERS = Kind("R122", Severity.NOTE)
"""Two documents say different things of the same entry; both are kept."""
RELISTED_VALUE_DIFFERS = Kind("R180", Severity.WARNING)
"""A relisted row (再掲) gives another value, target or amount than the project's first row."""
RELISTED_TEXT_DIFFERS = Kind("R181")
"""A relisted row names project, indicator or content otherwise than the project's first row."""
RELISTED_ALONE = Kind("R182", Severity.WARNING)
"""A row is marked as relisted, but no first row was found; it was read as a first row."""
RELISTED_BEFORE_FIRST = Kind("R183")
"""A relisted row stands before the project's first row."""
NAME_REPEATED = Kind("R184", Severity.WARNING, Sureness.LIKELY)
"""Two projects have one name and no mark of relisting; the later one got an id of its own."""
COLUMNS_REPEATED = Kind("R185", Severity.WARNING)
"""Columns repeat the meaning of others and no heading tells why; their cells are kept as notes."""
YEAR_UNKNOWN = Kind("R186", Severity.WARNING)
"""A value or amount stands under no fiscal year; it is kept as a note."""
MONEY_UNIT_UNKNOWN = Kind("R187", Severity.WARNING)
"""An amount has no unit of money, neither in its cell nor in a heading."""
SEVERAL_VALUES = Kind("R188")
"""A cell holds several values; they were read as parts."""
MARKS_WITHOUT_HEADING = Kind("R189")
"""Rows have a column of marks in front that the heading does not show; they were moved back."""
CELLS_DIVIDED = Kind("R190", Severity.NOTE, Sureness.LIKELY)
"""A row holds several numbered indicators; its cells were divided at their numbers."""
