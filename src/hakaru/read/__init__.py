"""Reading: document -> Grid -> layout -> draft (entries + findings).

What is named here is loaded when it is first asked for: the process that reads PDFs comes by here
and needs no layouts.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakaru.read.documents import read_files
    from hakaru.read.draft import Accounting, Reading

__all__ = ["Accounting", "Reading", "read_files"]
_MODULES = {"Accounting": "draft", "Reading": "draft", "read_files": "documents"}


def __getattr__(name: str) -> object:
    """Return what is named, from the module that has it."""
    if name not in _MODULES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
