"""Reports as Word documents: real styles and headings, tables that can be edited."""

from hakaru.report.word.writing import write

__all__ = ["write"]
