"""Reports as Excel workbooks, ready to print and to go on working with."""

from hakaru.report.excel.writing import write

__all__ = ["write"]
