"""From the flat shape in JSON back to entries; the other side of `flatten`.

Nothing is guessed and nothing is dropped: a key too many is as wrong as a key too few.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Never, TypeVar

import msgspec

from hakaru.errors import LedgerFormatError
from hakaru.ledger.entries import (
    EVERY_YEAR,
    AnyEntry,
    Certainty,
    Direction,
    DirectionSource,
    Share,
    TargetKind,
)
from hakaru.ledger.flatten import (
    BASELINE,
    DOCUMENT,
    ENTRY,
    KINDS,
    PART,
    PLACE,
    QUANTITY,
    SHARE,
    Flat,
    Keys,
    first_values,
)
from hakaru.ledger.quantity import Comparison, Softness, State
from hakaru.source import Document

T = TypeVar("T")

_DECIMAL = re.compile(r"-?\d{1,60}(?:\.\d{1,60})?", re.ASCII)
_PATH = re.compile(r" - at `\$\.?(?P<path>.*)`$")
_WORDS: dict[str, type[StrEnum]] = {
    "state": State,
    "comparison": Comparison,
    "softness": Softness,
    "direction": Direction,
    "direction_source": DirectionSource,
    "certainty": Certainty,
    "kind": TargetKind,
}


def document_of(flat: Mapping[str, Any]) -> Document:
    """Return the document that an object stands for. Raises LedgerFormatError as `entry_of`."""
    _check_keys(flat, DOCUMENT, "")
    return _converted({name: flat[name] for name, _ in DOCUMENT.fields}, Document)


def entry_of(flat: Mapping[str, Any]) -> AnyEntry:
    """Return the entry that an object stands for.

    Raises LedgerFormatError with the key and what was expected: unknown_type, missing_key,
    unknown_key, wrong_type, wrong_value, disagrees.
    """
    tag = flat.get("type")
    kind = KINDS.get(tag) if isinstance(tag, str) else None
    if kind is None:
        expected = ", ".join(["document", *KINDS])
        raise LedgerFormatError("ledger.unknown_type", key="type", found=tag, expected=expected)
    _check_keys(flat, ENTRY[kind], "")
    nested: Flat = {"id": flat["id"], "source": _nested_place(flat["source"], "source")}
    for name, _ in ENTRY[kind].fields:
        if name == "quantity":
            nested[name] = nested_quantity(flat)
        elif name == "breakdown":
            nested[name] = _nested_breakdown(flat)
        elif name == "baseline":
            nested[name] = _nested_baseline(flat[name])
        elif name == "amount_yen":
            nested[name] = _decimal(flat[name], name)
        elif name in flat:
            nested[name] = flat[name]
    return _converted(nested, kind)


def _check_keys(flat: Mapping[str, Any], keys: Keys, path: str) -> None:
    """Raise LedgerFormatError where a key is missing, or is unknown and so would be lost."""
    present = flat.keys()
    if not keys.required <= present:
        missing = ", ".join(path + key for key in sorted(keys.required - present))
        raise LedgerFormatError("ledger.missing_key", key=missing, expected=missing)
    if not present <= keys.allowed:
        unknown = ", ".join(path + key for key in sorted(present - keys.allowed))
        expected = ", ".join(sorted(keys.allowed))
        raise LedgerFormatError("ledger.unknown_key", key=unknown, expected=expected)


def nested_quantity(flat: Mapping[str, Any], path: str = "") -> Flat:
    """Return the quantity's own keys out of an entry's."""
    nested: Flat = {name: flat[name] for name, _ in QUANTITY.fields if name in flat}
    nested["value"] = _decimal(nested["value"], f"{path}value")
    if "parts" in nested:
        nested["parts"] = _small_structs(nested["parts"], PART, f"{path}parts")
    return nested


def _nested_baseline(flat: object) -> object:
    """Return a baseline with its quantity as an object of its own."""
    if not isinstance(flat, dict):
        return flat
    _check_keys(flat, BASELINE, "baseline.")
    return {
        "quantity": nested_quantity(flat, "baseline."),
        "fiscal_year": flat["fiscal_year"],
        "source": _nested_place(flat["source"], "baseline.source"),
    }


def _nested_place(flat: object, path: str) -> object:
    """Return a place as it is, having looked for unknown keys."""
    if isinstance(flat, dict):
        _check_keys(flat, PLACE, f"{path}.")
    return flat


def _nested_breakdown(flat: Mapping[str, Any]) -> list[Flat]:
    """Return the shares, from `shares` where given, which must say the same as `breakdown`."""
    values = flat["breakdown"]
    if not isinstance(values, dict):
        _wrong_type("breakdown", "object", values)
    if "shares" not in flat:
        return [
            {"member": member, "value": _decimal(value, "breakdown", none=False), "unit": ""}
            for member, value in values.items()
        ]
    shares = _small_structs(flat["shares"], SHARE, "shares")
    if values != first_values(_converted(shares, tuple[Share, ...])):
        expected = "the first value of each member in shares"
        raise LedgerFormatError("ledger.disagrees", key="breakdown", expected=expected)
    return shares


def _small_structs(flat: object, keys: Keys, path: str) -> list[Flat]:
    """Return the objects of a list with their `value` as a number."""
    if not isinstance(flat, list):
        _wrong_type(path, "array", flat)
    structs = []
    for item in flat:
        if not isinstance(item, dict):
            _wrong_type(path, "object", item)
        _check_keys(item, keys, f"{path}.")
        value = _decimal(item["value"], f"{path}.value", none=keys is not SHARE)
        structs.append({**item, "value": value})
    return structs


def _decimal(flat: object, key: str, *, none: bool = True) -> Decimal | None:
    """Return the exact number of a string in plain notation; a JSON number is not exact."""
    if flat is None and none:
        return None
    if not isinstance(flat, str):
        _wrong_type(key, "str (an exact decimal)", flat)
    if not _DECIMAL.fullmatch(flat):
        raise LedgerFormatError(
            "ledger.wrong_value", key=key, found=flat[:60], expected="a decimal such as -12.50"
        )
    return Decimal(flat)


def _wrong_type(key: str, expected: str, found: object) -> Never:
    """Raise LedgerFormatError for a value of another type."""
    name = _JSON_NAMES.get(type(found), type(found).__name__)
    raise LedgerFormatError("ledger.wrong_type", key=key, found=name, expected=expected)


_JSON_NAMES: dict[type, str] = {dict: "object", list: "array", type(None): "null"}


def _converted(nested: object, kind: type[T]) -> T:
    """Return the typed value; the converter's complaint becomes a LedgerFormatError."""
    try:
        return msgspec.convert(nested, kind)
    except msgspec.ValidationError as error:
        raise _explained(str(error)) from error


def _explained(complaint: str) -> LedgerFormatError:
    """Return the error that a complaint such as "Expected `int`, got `str` - at `$.due`" means."""
    path = _PATH.search(complaint)
    key = path["path"].replace("quantity.", "") if path else ""
    what = complaint[: path.start()] if path else complaint
    types = re.fullmatch(r"Expected `(?P<expected>.*)`, got `(?P<found>.*)`", what)
    if types:
        return LedgerFormatError("ledger.wrong_type", key=key, **types.groupdict())
    words = _WORDS.get(key.split(".")[-1].split("[")[0])
    expected = ", ".join(words) if words else EVERY_YEAR if key == "due" else "YYYY-MM-DD"
    return LedgerFormatError("ledger.wrong_value", key=key, found=what, expected=expected)
