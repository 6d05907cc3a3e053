"""Reports as PowerPoint slides: native tables and charts, to be edited and presented."""

from hakaru.report.slides.writing import write

__all__ = ["write"]
