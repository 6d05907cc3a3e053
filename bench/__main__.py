"""Prints the figures of this machine: `python -m bench [NAME…]`."""

import sys
from importlib import import_module

ALL = ("reading", "formats", "checking", "grading", "bulk", "starting", "pages", "scale", "reports")

for name in sys.argv[1:] or ALL:
    import_module(f"bench.{name}").run()
