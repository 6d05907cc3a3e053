"""Members of an area in text: who takes part, who is named, and what falls to each."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from hakaru.ledger.entries import Share

_TICKED = "■☑☒☐□✓✔●○◯◎"
_TAKES_PART = frozenset("■☑☒✓✔●○◯◎")
_NO_TICK = frozenset("×✕-－―—–ー")
_BOXED = re.compile(rf"([{_TICKED}])\s*([^{_TICKED}]+)")
_SEPARATOR = re.compile(r"[、,，・/／\s\u3000]+")
_MUNICIPALITY = re.compile(r"^\S{1,12}[市町村区県都府道圏]$")
_GENERAL = re.compile(
    r"市町村$|(?:参加|構成|関係|連携|近隣|周辺|実施|協力|加盟|全)(?:市町|町村|団体|都市)$"
)
_EVERY_MEMBER = re.compile(r"全(?:構成)?(?:市町村|自治体|市町)")
_NUMBER_UNIT = r"\s*([0-9][0-9,]*(?:\.[0-9]+)?)\s*([^\s0-9,、。)）(（・／/「」うち]{1,4})"


# Most cards of an area list the same members.
@lru_cache(maxsize=4096)
def read_participants(texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the members that take part, and all members listed, both in the order printed.

    Both notations are read: ■/□ (or check boxes, ○) before each name, and a plain list in which
    everyone named takes part.
    """
    part: list[str] = []
    listed: list[str] = []
    for text in texts:
        boxed = _BOXED.findall(text)
        pairs = boxed or [("■", name) for name in _SEPARATOR.split(text)]
        for box, raw in pairs:
            name = raw.strip(" \u3000、,，・\n")
            if not name:
                continue
            listed.append(name)
            if box in _TAKES_PART:
                part.append(name)
    return tuple(dict.fromkeys(part)), tuple(dict.fromkeys(listed))


def member_above(heading: str) -> str:
    """Return the municipality a column of ticks stands for, 参加市町村 / 港市 is 港市; else ""."""
    name = heading.rsplit(" / ", 1)[-1].strip()
    return name if is_municipality(name) and not _GENERAL.search(name) else ""


def ticked(heading: str, text: str) -> str | None:
    """Return a cell of participants as read_participants reads it: ○ under 港市 is ○港市.

    None where the column is a municipality's and the cell no tick, cross or dash.
    """
    member = member_above(heading)
    if not member:
        return text
    if text in _NO_TICK:
        return f"□{member}"
    # The Japanese zero stands for a circle as often as the circle does.
    text = text.replace("〇", "○")
    return f"{text}{member}" if len(text) == 1 and text in _TICKED else None


def is_municipality(name: str) -> bool:
    """Tell whether a name is formed like a municipality's (or another authority's)."""
    return bool(_MUNICIPALITY.match(name))


class MemberNames:
    """Finds the members of one area in text."""

    def __init__(self, members: Sequence[str]) -> None:
        """Compile the search; longer names are tried first."""
        self.members = tuple(members)
        longest = sorted(self.members, key=len, reverse=True)
        names = "|".join(re.escape(name) for name in longest)
        self._name = re.compile(names) if names else None
        self._share = re.compile(f"({names}){_NUMBER_UNIT}") if names else None

    def named(self, text: str) -> tuple[str, ...]:
        """Return the members a text names, in the area's order; 全市町村 is all of them."""
        if self._name is None:
            return ()
        if _EVERY_MEMBER.search(text):
            return self.members
        found = set(self._name.findall(text))
        return tuple(member for member in self.members if member in found)

    def shares(self, text: str) -> tuple[Share, ...]:
        """Return the amounts given directly after members' names: 江別市2件 is 2 件."""
        if self._share is None:
            return ()
        shares = []
        for name, number, unit in self._share.findall(unicodedata.normalize("NFKC", text)):
            try:
                value = Decimal(number.replace(",", ""))
            except InvalidOperation:
                continue
            shares.append(Share(member=name, value=value, unit=unit))
        return tuple(shares)
