"""Compiles every message catalogue: each `hakaru.po` to the `.mo` beside it."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parent.parent / "src"

for po in sorted(SOURCE.rglob("*.po")):
    with po.open("rb") as stream:
        catalogue = read_po(stream)
    with po.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, catalogue)
