"""Reading: document -> Grid -> layout -> draft (entries + findings)."""

from hakaru.read.documents import read_files
from hakaru.read.draft import Accounting, Reading

__all__ = ["Accounting", "Reading", "read_files"]
