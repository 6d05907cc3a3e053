"""The flat shape an entry has in JSON: one object, its quantity's keys among its own.

Keys stand in the order of the entry's fields, `type` and `id` first, `source` last. Keys whose
value is the default are left out, but for those that scripts rely on. Numbers are strings in plain
decimal notation, as exact as they were written.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from hakaru.ledger.entries import ENTRY_TYPES, AnyEntry, Baseline, Share
from hakaru.ledger.quantity import Part, Quantity
from hakaru.source import Document, Place

Flat = dict[str, Any]

# Printed even where they say nothing.
_ALWAYS = frozenset({"comparison", "breakdown"})


class Keys(NamedTuple):
    """The JSON keys of a struct: its fields with their defaults, which it must and may have.

    The default is NODEFAULT where the key always stands.
    """

    fields: tuple[tuple[str, Any], ...]
    required: frozenset[str]
    allowed: frozenset[str]


def _fields(struct: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a struct and the defaults that let their keys be left out."""
    return tuple(
        (field.name, msgspec.NODEFAULT if field.name in _ALWAYS else field.default)
        for field in msgspec.structs.fields(struct)
    )


def _keys(struct: type[msgspec.Struct], *, tag: Iterable[str] = ()) -> Keys:
    """Return the keys of a struct; a quantity's keys stand among them."""
    fields = _fields(struct)
    optional = {name for name, default in fields if default is not msgspec.NODEFAULT}
    names = {name for name, _ in fields} | set(tag)
    if "breakdown" in names:
        optional.add("shares")
    if "quantity" in names:
        names.discard("quantity")
        names |= QUANTITY.required
        optional |= QUANTITY.allowed - QUANTITY.required
    return Keys(
        tuple((name, default) for name, default in fields if name not in {"id", "source"}),
        frozenset(names - optional),
        frozenset(names | optional),
    )


QUANTITY = _keys(Quantity)
BASELINE = _keys(Baseline)
PART = _keys(Part)
SHARE = _keys(Share)
PLACE = _keys(Place)
DOCUMENT = _keys(Document, tag=["type"])
ENTRY: dict[type[AnyEntry], Keys] = {kind: _keys(kind, tag=["type"]) for kind in ENTRY_TYPES}
KINDS: dict[str, type[AnyEntry]] = {kind.__name__.lower(): kind for kind in ENTRY_TYPES}
_TAGS = {kind: tag for tag, kind in KINDS.items()}


def plain(number: Decimal) -> str:
    """Return a number in plain notation, trailing zeros kept: 1.50, never 1E+3."""
    return format(number, "f")


def flat_entry(entry: AnyEntry) -> Flat:
    """Return an entry as the object that stands for it in JSON."""
    flat: Flat = {"type": _TAGS[type(entry)], "id": entry.id}
    for name, default in ENTRY[type(entry)].fields:
        value = getattr(entry, name)
        if name == "quantity":
            flat.update(flat_quantity(value))
        elif name == "breakdown":
            flat.update(_flat_breakdown(value))
        elif name == "baseline":
            flat[name] = None if value is None else _flat_baseline(value)
        elif default is msgspec.NODEFAULT or value != default:
            flat[name] = _simple(value)
    flat["source"] = flat_place(entry.source)
    return flat


def flat_document(document: Document) -> Flat:
    """Return a document as the object that stands for it in JSON."""
    return {"type": "document"} | msgspec.structs.asdict(document)


def flat_quantity(quantity: Quantity) -> Flat:
    """Return the keys of a quantity."""
    flat: Flat = {}
    for name, default in QUANTITY.fields:
        value = getattr(quantity, name)
        if default is msgspec.NODEFAULT or value != default:
            flat[name] = _simple(value)
    return flat


def _flat_baseline(baseline: Baseline) -> Flat:
    """Return a baseline: its quantity's keys, its year and place."""
    return flat_quantity(baseline.quantity) | {
        "fiscal_year": baseline.fiscal_year,
        "source": flat_place(baseline.source),
    }


def _flat_breakdown(shares: tuple[Share, ...]) -> Flat:
    """Return the members' values; `shares` beside them where they alone do not say everything."""
    flat: Flat = {"breakdown": first_values(shares)}
    if len(flat["breakdown"]) < len(shares) or any(share.unit for share in shares):
        flat["shares"] = flat_structs(shares)
    return flat


def first_values(shares: Iterable[Share]) -> dict[str, str]:
    """Return the first value of each member."""
    values: dict[str, str] = {}
    for share in shares:
        values.setdefault(share.member, plain(share.value))
    return values


def flat_place(place: Place | None) -> Flat | None:
    """Return the keys of a place that say something."""
    if place is None:
        return None
    flat: Flat = msgspec.to_builtins(place)
    return flat


def flat_structs(structs: Iterable[Part | Share]) -> list[Flat]:
    """Return small structs as objects with all their keys."""
    return [
        {name: _simple(getattr(struct, name)) for name in struct.__struct_fields__}
        for struct in structs
    ]


def _simple(value: Any) -> Any:  # noqa: ANN401 - any field of any entry
    """Return a field's value as JSON has it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_simple(item) for item in value]
    if isinstance(value, Part):
        return {name: _simple(getattr(value, name)) for name in value.__struct_fields__}
    return value
