"""Footnotes that tell of a revised target: ※R7年度からKPI変更（②「旧」→「新」）."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from hakaru.ledger.aims import read_target
from hakaru.ledger.entries import TargetKind
from hakaru.ledger.measure import take_marker
from hakaru.ledger.period import find_fiscal_years
from hakaru.read.grid import Cell

_REVISED = re.compile(
    r"(?:から|より|に).{0,12}?(?:KPI|ＫＰＩ|指標|目標|数値).{0,6}?(?:変更|見直|改定|修正|差替|差し替)"
)
_PAIR = re.compile(
    r"(?P<marker>[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]|[(（]\d{1,2}[)）])?\s*[(（]?\s*"
    r"[「『](?P<old>[^「」『』]{1,200})[」』]\s*(?:→|⇒|->|から|➡)\s*[「『](?P<new>[^「」『』]{1,200})[」』]"
)


class Revision(NamedTuple):
    """A revision told by a footnote; `marker` is empty where the card has one indicator."""

    fiscal_year: int
    marker: str
    old_name: str
    old: str
    new_name: str
    new: str
    cell: Cell


def read_revisions(cells: Sequence[Cell]) -> tuple[tuple[Revision, ...], tuple[Cell, ...]]:
    """Return the revisions in footnote lines, and the lines that told of them.

    The year stands once and may be lines above the pairs it governs.
    """
    revisions: list[Revision] = []
    used: list[Cell] = []
    year: int | None = None
    for cell in cells:
        announced = _REVISED.search(cell.text)
        if announced:
            mentions = find_fiscal_years(cell.text[: announced.start()])
            year = mentions[-1].year if mentions else year
        pairs = list(_PAIR.finditer(cell.text)) if year is not None else []
        if year is not None:
            revisions.extend(_revision(pair, year, cell) for pair in pairs)
        if pairs or announced:
            used.append(cell)
    return tuple(revisions), tuple(used)


def _revision(pair: re.Match[str], fiscal_year: int, cell: Cell) -> Revision:
    """Return the revision of one 「旧」→「新」."""
    old_name, old = _name_and_target(pair["old"])
    new_name, new = _name_and_target(pair["new"])
    marker = take_marker(pair["marker"] or "")[0]
    return Revision(fiscal_year, marker, old_name, old, new_name, new, cell)


def _name_and_target(text: str) -> tuple[str, str]:
    """Split 「研修の開催人数:170人(2024年度)」 at the last colon that leaves a target behind it."""
    for at in range(len(text) - 1, 0, -1):
        if text[at] in ":：":
            behind = text[at + 1 :].strip()
            if read_target(behind).kind is not TargetKind.NOT_UNDERSTOOD:
                return text[:at].strip(), behind
    return "", text.strip()
