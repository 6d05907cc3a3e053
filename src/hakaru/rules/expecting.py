"""What was expected at a place of a rulebook, read off the types themselves."""

import re
from difflib import get_close_matches

from msgspec import inspect

from hakaru.rules.positions import Path
from hakaru.rules.scale import Rulebook

_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]")


def expected_at(path: Path) -> tuple[str, str]:
    """Return (what, which): text, day, number, exact, list, table, or one_of with what there is.

    `path` has every mapping key and index; for an unknown place it is ("value", "").
    """
    kind: inspect.Type = inspect.type_info(Rulebook)
    for key in path:
        kind = _inside(_bare(kind), key)
    return _described(_bare(kind))


def keys_at(path: Path) -> tuple[str, str]:
    """Return what the keys of the mapping at a place may be, as `expected_at` does."""
    kind: inspect.Type = inspect.type_info(Rulebook)
    for key in path:
        kind = _inside(_bare(kind), key)
    bare = _bare(kind)
    known = _described(bare.key_type)[1] if isinstance(bare, inspect.DictType) else ""
    return ("keys", known) if known else ("value", "")


def nearest(key: str, known: str) -> str:
    """Return the known keys, those that a mistyped one may have meant at the front."""
    keys = known.split(", ")
    return ", ".join(dict.fromkeys([*get_close_matches(key, keys, n=3), *keys]))


def _inside(kind: inspect.Type, key: str | int) -> inspect.Type:
    """Return the type one step further in."""
    if isinstance(kind, inspect.StructType):
        found = next((field.type for field in kind.fields if field.encode_name == key), None)
        return found or inspect.AnyType()
    if isinstance(kind, inspect.VarTupleType | inspect.ListType):
        return kind.item_type
    if isinstance(kind, inspect.DictType):
        return kind.value_type
    return inspect.AnyType()


def _bare(kind: inspect.Type) -> inspect.Type:
    """Return a type without the possibility of leaving it out."""
    if isinstance(kind, inspect.UnionType):
        return next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    return kind


_NAMES: tuple[tuple[type[inspect.Type], str], ...] = (
    (inspect.StrType, "text"),
    (inspect.DateType, "day"),
    (inspect.IntType, "number"),
    (inspect.BoolType, "yes_or_no"),
    (inspect.CustomType, "exact"),
    (inspect.VarTupleType, "list"),
    (inspect.DictType, "table"),
)


def _described(kind: inspect.Type) -> tuple[str, str]:
    """Return what a type asks for."""
    if isinstance(kind, inspect.EnumType):
        return "one_of", ", ".join(str(member.value) for member in kind.cls)
    if isinstance(kind, inspect.LiteralType):
        return "one_of", ", ".join(map(str, kind.values))
    if isinstance(kind, inspect.StructType):
        return "keys", ", ".join(field.encode_name for field in kind.fields)
    return next((name for one, name in _NAMES if isinstance(kind, one)), "value"), ""


def place_of(complaint: str) -> tuple[str, tuple[str, ...]]:
    """Return message and path of a complaint of msgspec; an element's number stays text.

    A key of a mapping that is not told is "...".
    """
    message, _, place = complaint.partition(" - at ")
    return message, tuple(first or second for first, second in _STEP.findall(place))
