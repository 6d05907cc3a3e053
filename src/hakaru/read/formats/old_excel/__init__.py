"""Excel workbooks of 1997 to 2003 (.xls), record by record after [MS-XLS].

Read directly for the same reasons as the newer ones: bounded memory whatever the file claims, and
the number formats, hidden rows and underlines that value readers leave out.
"""

from hakaru.read.formats.old_excel.workbook import read_grids

__all__ = ["read_grids"]
