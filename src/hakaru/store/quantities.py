"""Quantities, shares, parts and places as columns, and back."""

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from typing import Any

import msgspec

from hakaru.ledger.entries import Share
from hakaru.ledger.flatten import flat_structs, plain
from hakaru.ledger.quantity import Comparison, Part, Quantity, Softness, State
from hakaru.source import Place
from hakaru.store.models.columns import SORTED_PLACES

# The columns of `QuantityColumns` in the order that `quantity_of` takes them.
QUANTITY = (
    "text",
    "value",
    "unit",
    "state",
    "scale",
    "word",
    "everyone",
    "comparison",
    "each",
    "per_year",
    "softness",
    "measured_on",
    "parts",
    "note",
)

_PLACES_KEPT = Decimal(1).scaleb(-SORTED_PLACES)
_WIDE = Context(prec=60)


def quantity_columns(quantity: Quantity) -> dict[str, Any]:
    """Return the columns of a quantity."""
    return {
        "text": quantity.text,
        "value": exact(quantity.value),
        "number": number(quantity.value),
        "unit": quantity.unit,
        "state": quantity.state or "",
        "scale": quantity.scale,
        "word": quantity.word,
        "everyone": quantity.everyone,
        "comparison": quantity.comparison or "",
        "each": quantity.each,
        "per_year": quantity.per_year,
        "softness": list(quantity.softness),
        "measured_on": quantity.measured_on,
        "parts": flat_structs(quantity.parts),
        "note": quantity.note,
    }


def quantity_of(columns: Sequence[Any]) -> Quantity:
    """Return the quantity of the columns `QUANTITY` of a row."""
    (
        text, value, unit, state, scale, word, everyone, comparison,
        each, per_year, softness, measured_on, parts, note,
    ) = columns  # fmt: skip
    return Quantity(
        text=text,
        value=decimal_of(value),
        unit=unit,
        state=State(state) if state else None,
        scale=scale,
        word=word,
        everyone=everyone,
        comparison=Comparison(comparison) if comparison else None,
        each=each,
        per_year=per_year,
        softness=tuple(Softness(soft) for soft in softness),
        measured_on=measured_on,
        parts=tuple(
            Part(
                label=part["label"],
                text=part["text"],
                value=None if part["value"] is None else Decimal(part["value"]),
                unit=part["unit"],
            )
            for part in parts
        ),
        note=note,
    )


def exact(value: Decimal | None) -> str:
    """Return the column of an exact number: plain notation, "" for none."""
    return "" if value is None else plain(value)


def decimal_of(column: str) -> Decimal | None:
    """Return the exact number of a column."""
    return Decimal(column) if column else None


def number(value: Decimal | None) -> Decimal | None:
    """Return a number as the database sorts it: rounded to a few places."""
    return None if value is None else value.quantize(_PLACES_KEPT, context=_WIDE)


def shares_of(column: Iterable[dict[str, str]]) -> tuple[Share, ...]:
    """Return the shares of a `breakdown` column."""
    return tuple(
        Share(member=share["member"], value=Decimal(share["value"]), unit=share["unit"])
        for share in column
    )


def place_of(column: dict[str, Any] | None) -> Place | None:
    """Return the place of a `source` column."""
    return None if column is None else msgspec.convert(column, Place)
