"""Word documents (.docx): paragraphs and tables as rows in reading order.

The XML is read directly: text boxes, tracked changes, check boxes, list numbers and notes are
beyond what the document libraries hand out, and what they leave out would be lost unseen.
"""

from hakaru.read.formats.word.document import read_grids

__all__ = ["read_grids"]
