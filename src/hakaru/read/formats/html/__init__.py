"""Web pages, and the tables that programs save as .xls though they are web pages."""

from hakaru.read.formats.html.page import read_grids

__all__ = ["read_grids"]
