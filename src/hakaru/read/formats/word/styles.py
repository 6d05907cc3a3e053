"""What paragraph and character styles say: headings, list numbers, underline and strike."""

from typing import NamedTuple

from lxml import etree

from hakaru.read.formats.archive import Archive, local_attribute
from hakaru.read.formats.bounds import number_of

_OFF = ("0", "false", "off", "none")
_HEADING_NAMES = ("heading", "title", "見出し", "表題")
_DEEPEST_CHAIN = 10


class Style(NamedTuple):
    """A style: its base, whether it is a heading, its list, and how its text looks."""

    base: str = ""
    heading: bool = False
    list_id: str = ""
    list_level: int = 0
    underlined: bool = False
    struck: bool = False


PLAIN = Style()


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, archive: Archive, parts: list[str]) -> None:
        """Read the style parts that are there."""
        self._styles: dict[str, Style] = {}
        for part in parts:
            if part in archive:
                for element in archive.tree(part).iterfind("{*}style"):
                    self._styles[local_attribute(element, "styleId") or ""] = _style(element)

    def chain(self, name: str | None) -> list[Style]:
        """Return a style and those it is based on, nearest first."""
        found: list[Style] = []
        while name in self._styles and len(found) < _DEEPEST_CHAIN:
            found.append(self._styles[name])
            name = found[-1].base
        return found


def is_on(properties: etree._Element | None, *names: str) -> bool:
    """Tell whether any of the switches (b, strike, u) is there and not off."""
    if properties is None:
        return False
    for name in names:
        switch = properties.find(f"{{*}}{name}")
        if switch is not None and (local_attribute(switch, "val") or "1") not in _OFF:
            return True
    return False


def value_of(element: etree._Element | None, path: str) -> str | None:
    """Return the `val` of the element at `path` below `element`."""
    if element is None:
        return None
    found = element.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    return None if found is None else local_attribute(found, "val")


def is_outlined(properties: etree._Element | None) -> bool:
    """Tell whether paragraph properties put a text into the outline, as headings are."""
    return number_of(value_of(properties, "outlineLvl"), 9) < 9


def _style(element: etree._Element) -> Style:
    """Read one style."""
    paragraph, run = element.find("{*}pPr"), element.find("{*}rPr")
    name = (value_of(element, "name") or "").lower()
    return Style(
        base=value_of(element, "basedOn") or "",
        heading=is_outlined(paragraph) or name.startswith(_HEADING_NAMES),
        list_id=value_of(paragraph, "numPr/numId") or "",
        list_level=number_of(value_of(paragraph, "numPr/ilvl")),
        underlined=is_on(run, "u"),
        struck=is_on(run, "strike", "dstrike"),
    )
