"""What the check of machine-readable tables finds, numbered as the rules it checks.

Source: 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」(2020-12-18), the fifteen
items 1-1 to 2-2: M101 is item 1-1, M202 item 2-2. The sentences stand in report/words.
"""

from hakaru.findings import Kind, Severity, Sureness

NOT_A_TABLE = Kind("M100", Severity.ERROR)
"""1-1: no CSV at all: no commas between the fields, or a quotation mark that is never closed."""
NOT_CSV = Kind("M101", Severity.ERROR)
"""1-1: the file is not CSV in UTF-8 with its mark (BOM), so that every program reads it alike."""
SEVERAL_DATA = Kind("M102", Severity.WARNING, Sureness.LIKELY)
"""1-2: a cell holds more than one datum."""
NOT_A_NUMBER = Kind("M103", Severity.ERROR)
"""1-3: a column of numbers holds a cell with a unit, a comma, ▲ or a note in it."""
ROW_UNEVEN = Kind("M104", Severity.ERROR)
"""1-4: a row has more or fewer cells than the header, as merged cells leave behind."""
BLANKS_FOR_LOOKS = Kind("M105", Severity.WARNING)
"""1-5: blanks or line breaks that only arrange the text."""
HEADING_MISSING = Kind("M106", Severity.ERROR)
"""1-6: a column without a heading, or two with the same one; 〃 and 同上 in place of an item."""
FORMULA = Kind("M107", Severity.ERROR)
"""1-7: a cell that a spreadsheet computes."""
OBJECT = Kind("M108", Severity.ERROR)
"""1-8: something that is no text: a picture or bytes without meaning."""
UNIT_MISSING = Kind("M109", Severity.WARNING)
"""1-9: a column of numbers whose unit no column and no heading gives."""
DEPENDENT_CHARACTER = Kind("M110", Severity.WARNING)
"""1-10: platform-dependent characters."""
YEAR_NOT_WESTERN = Kind("M111", Severity.WARNING)
"""1-11: years in an era without the western year."""
PLACE_MISSING = Kind("M112", Severity.WARNING)
"""1-12: neither a code nor a name of the area."""
SIGN_FOR_NUMBER = Kind("M113", Severity.ERROR)
"""1-13: a sign such as - or *** among numbers; why there is no value belongs in another column."""
TABLE_DIVIDED = Kind("M201", Severity.ERROR)
"""2-1: blank rows or columns divide the table."""
SEVERAL_TABLES = Kind("M202", Severity.ERROR)
"""2-2: a second header row: more than one table in the file."""
TITLE_ABOVE = Kind("M203", Severity.ERROR)
"""2-1: a title or note stands above the heading row, so that no program finds the headings."""
CODE_UNKNOWN = Kind("M301", Severity.NOTE)
"""The publication gives no code for a municipality; its name alone stands in the tables."""
LICENCE_MISSING = Kind("M302", Severity.NOTE)
"""No licence was chosen: nobody may use the data."""
