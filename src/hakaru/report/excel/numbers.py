"""Texts that state a number, as a number with the format that shows exactly this text."""

import re
from decimal import Decimal
from typing import NamedTuple

from hakaru.ledger.measure import read_quantity

_NUMBER = re.compile(
    r"(?P<lead>[①-⑳㉑-㉟㊱-㊿]?)(?P<sign>[▲△]?)"
    r"(?P<digits>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)(?P<part>\.[0-9]+)?"
    r"(?P<unit>%|[^\W0-9a-zA-Z_]{0,8})"
)
# What a double holds without loss.
_MOST_DIGITS = 15


class Shown(NamedTuple):
    """A number and its number format."""

    value: float
    number_format: str


def number_of(text: str) -> Shown | None:
    """Return a text such as ①1,793社, ▲2,939人 or 72.22% as a number; None for any other text.

    2025年度 and 2023.12頃実績確定 are others: the number in them is no value.
    """
    found = _NUMBER.fullmatch(text)
    if found is None or read_quantity(text[found.end("lead") :]).value is None:
        return None
    digits, part, unit = found["digits"], found["part"] or "", found["unit"]
    value = Decimal(digits.replace(",", "") + part)
    if len(value.as_tuple().digits) > _MOST_DIGITS:
        return None
    lead = f'"{found["lead"]}"' if found["lead"] else ""
    decimals = f".{'0' * (len(part) - 1)}" if part else ""
    tail = "%" if unit == "%" else f'"{unit}"' if unit else ""
    shown = f"{'#,##0' if ',' in digits else '0'}{decimals}{tail}"
    if unit == "%":
        value = value.scaleb(-2)
    if found["sign"]:
        if not value:
            return None
        return Shown(-float(value), f'{lead}{shown};{lead}"{found["sign"]}"{shown}')
    return Shown(
        float(value), f"{lead}{shown}" if lead or tail or decimals or "," in digits else "0"
    )
