"""Prints the figures of this machine: `python -m bench [reading grading starting pages]`."""

import sys
from importlib import import_module

ALL = ("reading", "grading", "starting", "pages")

for name in sys.argv[1:] or ALL:
    import_module(f"bench.{name}").run()
