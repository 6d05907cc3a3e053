"""Excel workbooks (.xlsx, .xlsm): every sheet a grid, cells as they are shown.

The XML is read directly, in one pass a sheet. The quick cell readers lay a sheet out as a full
rectangle, so a 5 KB file with one cell in the last corner ends the whole process for want of
512 GB; and they give neither number formats nor hidden rows nor underlines.
"""

from hakaru.read.formats.excel.workbook import read_grids

__all__ = ["read_grids"]
