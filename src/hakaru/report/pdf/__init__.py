"""Reports as PDF: for print, for archives, and for those who have them read aloud."""

from hakaru.report.pdf.writing import write

__all__ = ["write"]
