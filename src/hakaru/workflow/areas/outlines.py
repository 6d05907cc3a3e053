"""An authority's own outlines of its members: GeoJSON, checked before anything is drawn of it."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from hakaru.shapes import ready
from hakaru.store.search import normal
from hakaru.workflow.areas.tiles import codes_of

LARGEST = 8 * 1024 * 1024
MOST_FILES = 50
MOST_POINTS = 400_000
ENDINGS = (".geojson", ".json")
_LENGTHS = (2, 3)
_LONGITUDES, _LATITUDES = (-180.0, 180.0), (-90.0, 90.0)

# Degrees, east and north; measured on no plan, so that a float does.
Point = tuple[float, float]
Ring = tuple[Point, ...]


class Outlines(msgspec.Struct, frozen=True, kw_only=True):
    """The rings of each member that the file has, and what was wrong: a code and its file.

    Codes: `missing`, `unreadable`, `too_large`, `not_geojson`, `not_polygons`, `no_member`.
    """

    rings: dict[str, tuple[Ring, ...]]
    problems: tuple[tuple[str, str], ...] = ()


class _Geometry(msgspec.Struct):
    """What a place looks like; its coordinates are checked by kind."""

    type: str
    coordinates: msgspec.Raw = msgspec.Raw(b"[]")


class _Feature(msgspec.Struct):
    """One place of a GeoJSON file."""

    geometry: _Geometry | None = None
    properties: dict[str, object] | None = None


@ready
class _Collection(msgspec.Struct, tag="FeatureCollection", tag_field="type"):
    """A GeoJSON file."""

    features: list[_Feature]


_Rings = list[list[list[float]]]
_SHAPES: dict[str, type] = {"Polygon": _Rings, "MultiPolygon": list[_Rings]}


def outlines(path: Path, members: tuple[str, ...]) -> Outlines:
    """Return the outlines of members from a GeoJSON file, or from those of a folder.

    A place belongs to the member whose name, or code, is one of its properties; several places of
    one member are drawn together. What cannot be used is left out and told. Never raises for what
    stands in a file.
    """
    found = _files(path)
    if not found:
        return Outlines(rings={}, problems=(("missing", path.name),))
    stamps = tuple((str(file), *_stamp(file)) for file in found[:MOST_FILES])
    return _read(stamps, members)


def _files(path: Path) -> list[Path]:
    """Return the file, or the files of the folder in order."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix.lower() in ENDINGS)
    return [path] if path.is_file() else []


def _stamp(file: Path) -> tuple[int, int]:
    """Return when a file was changed, and its size: another stamp is another file."""
    told = file.stat()
    return told.st_mtime_ns, told.st_size


@lru_cache(maxsize=16)
def _read(stamps: tuple[tuple[str, int, int], ...], members: tuple[str, ...]) -> Outlines:
    """Read files once while they are unchanged."""
    rings: dict[str, list[Ring]] = {}
    problems: list[tuple[str, str]] = []
    if sum(size for _, _, size in stamps) > LARGEST:
        return Outlines(rings={}, problems=(("too_large", Path(stamps[0][0]).name),))
    names = {normal(name): name for name in members}
    for name, code in codes_of(members).items():
        # With and without the check digit, as data sets have them.
        names |= {code: name, code[:5]: name}
    for file, _, _ in stamps:
        try:
            collection = msgspec.json.decode(Path(file).read_bytes(), type=_Collection)
        except OSError:
            problems.append(("unreadable", Path(file).name))
        except (msgspec.DecodeError, RecursionError):
            problems.append(("not_geojson", Path(file).name))
        else:
            problems += [(code, Path(file).name) for code in _gather(collection, names, rings)]
    if sum(len(ring) for found in rings.values() for ring in found) > MOST_POINTS:
        return Outlines(rings={}, problems=(("too_large", Path(stamps[0][0]).name),))
    return Outlines(
        rings={name: tuple(found) for name, found in rings.items()}, problems=tuple(problems)
    )


def _gather(
    collection: _Collection, names: dict[str, str], rings: dict[str, list[Ring]]
) -> list[str]:
    """Add the rings of the places that belong to a member; return what could not be used."""
    problems = []
    seen = False
    for feature in collection.features:
        member = _member(feature, names)
        if member is None:
            continue
        seen = True
        found = _rings(feature.geometry)
        if found is None:
            problems.append("not_polygons")
        else:
            rings.setdefault(member, []).extend(found)
    return problems if seen else ["no_member"]


def _member(feature: _Feature, names: dict[str, str]) -> str | None:
    """Return the member that a property names."""
    for value in (feature.properties or {}).values():
        member = names.get(normal(value)) if isinstance(value, str) else None
        if member is not None:
            return member
    return None


def _rings(geometry: _Geometry | None) -> list[Ring] | None:
    """Return the rings of a polygon or several; None for all else and for no place on Earth."""
    shape = _SHAPES.get(geometry.type) if geometry else None
    if geometry is None or shape is None:
        return None
    try:
        decoded: list[Any] = msgspec.json.decode(geometry.coordinates, type=shape)
    except msgspec.DecodeError:
        return None
    polygons = decoded if geometry.type == "MultiPolygon" else [decoded]
    kept = [ring for rings in polygons for ring in rings if len(ring) > 3]
    if not all(_on_earth(point) for ring in kept for point in ring):
        return None
    return [tuple((point[0], point[1]) for point in ring) for ring in kept]


def _on_earth(point: list[float]) -> bool:
    """Tell whether a point is degrees of longitude and latitude, with a height or without."""
    return (
        len(point) in _LENGTHS
        and _LONGITUDES[0] <= point[0] <= _LONGITUDES[1]
        and _LATITUDES[0] <= point[1] <= _LATITUDES[1]
    )
