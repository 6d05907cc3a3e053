"""Tile maps: each member one square, from the data file, else in rows."""

import tomllib
from functools import cache
from importlib.resources import files
from math import isqrt

import msgspec

from hakaru.shapes import ready


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """A member's square: columns count to the east, rows to the south, from 0."""

    name: str
    x: int
    y: int
    code: str = ""


@ready
class _Area(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One area of the data file."""

    id: str
    name: str
    tiles: tuple[Tile, ...]


@cache
def known_areas() -> tuple[_Area, ...]:
    """Return the areas of the data file."""
    text = (files("hakaru.workflow.areas") / "tiles.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["areas"], tuple[_Area, ...])


def codes_of(members: tuple[str, ...]) -> dict[str, str]:
    """Return the municipality codes of members, as far as the data file has them."""
    area = _area_of(members)
    return {tile.name: tile.code for tile in area.tiles if tile.name in members} if area else {}


def tiles_of(members: tuple[str, ...]) -> tuple[Tile, ...]:
    """Return a tile for each member.

    Members that the data file does not place stand in rows below the others; where it places less
    than half of them, all stand in rows, in the order of the plan.
    """
    area = _area_of(members)
    placed = tuple(t for t in area.tiles if t.name in members) if area else ()
    names = {tile.name for tile in placed}
    left_over = [name for name in members if name not in names]
    below = max((tile.y for tile in placed), default=-1) + 1
    wide = max((tile.x for tile in placed), default=_side(len(members)) - 1) + 1
    rows = tuple(
        Tile(name=name, x=at % wide, y=below + at // wide) for at, name in enumerate(left_over)
    )
    return placed + rows


def _area_of(members: tuple[str, ...]) -> _Area | None:
    """Return the area that has most of the members, None where it is less than half of them."""
    shared = [
        (len({tile.name for tile in area.tiles} & set(members)), area) for area in known_areas()
    ]
    best = max(shared, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] and best[0] * 2 >= len(members) else None


def _side(number: int) -> int:
    """Return the columns of a nearly square block."""
    root = isqrt(max(number, 1))
    return root if root * root >= number else root + 1
