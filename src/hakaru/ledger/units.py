"""Units of measurement: one spelling for one unit, and the unit a name or a column head gives."""

import re
import unicodedata
from functools import lru_cache

from hakaru.ledger.characters import fold
from hakaru.ledger.numerals import SCALE_PATTERN, SCALES
from hakaru.ledger.words import VOCABULARY

_KEPT = {
    variant: unit for unit, variants in VOCABULARY.units.variants.items() for variant in variants
}
_ALIKE = {other: unit for unit, others in VOCABULARY.units.alike.items() for other in others}
KNOWN_UNITS = frozenset(VOCABULARY.units.known)

_CARBON = re.compile(r"CO ?[2₂]")
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]{1,24})[)\]】]")
_SAID = re.compile(r"単位 ?[:は]? ?([^()\[\]【】、。]{1,16})")
_SCALED = re.compile(rf"(?:(1,?000)|({SCALE_PATTERN}))? ?(.+)")
_CUMULATIVE = re.compile(r"累計|累積|通算|[0-9](?:[かカヶヵ箇]?年|年間)(?:で|の?(?:合計|総計|計))")


@lru_cache(maxsize=4096)
def normalise_unit(unit: str) -> str:
    """Return the spelling kept for a unit: ％ is %, ヶ所 箇所, t-CO ₂ t-CO2; 人 and 名 stay."""
    if unit in KNOWN_UNITS:
        return unit
    plain = unicodedata.normalize("NFKC", _CARBON.sub("CO2", unit)).strip()
    if "CO2" in plain or "co2" in plain:
        plain = plain.replace(" ", "")
    # NFKC writes ㎡ as m2: back to the spelling that is kept.
    return _KEPT.get(plain, plain)


def same_unit(one: str, other: str) -> bool:
    """Say whether two units count the same thing: 人 and 名, か所 and 箇所, ％ and %.

    No unit is the same as no unit only; what a missing one means is for the caller to know.
    """
    if one == other:
        return True
    left, right = normalise_unit(one), normalise_unit(other)
    return _ALIKE.get(left, left) == _ALIKE.get(right, right)


@lru_cache(maxsize=8192)
def unit_and_scale(text: str) -> tuple[str, int]:
    """Return the unit and the factor that an indicator's name or a column head gives in brackets.

    売上額(累計)(百万円) is ("円", 1000000), 満足度(%) is ("%", 1), （単位：千人） is ("人", 1000),
    年間観客数 and 年間観光客数(国内) are ("", 1). Of several brackets the last
    that is a unit counts.
    """
    folded = fold(text)
    said = _SAID.search(folded)
    if said:
        return _split(said[1].strip(), known_only=False) or ("", 1)
    for bracket in reversed(_BRACKETS.findall(folded)):
        found = _split(bracket.strip(), known_only=True)
        if found:
            return found
    return "", 1


def _split(written: str, *, known_only: bool) -> tuple[str, int] | None:
    """Return the unit and factor of 百万円, None when it is not a unit."""
    match = _SCALED.fullmatch(written)
    if match is None:
        return None
    thousand, word, rest = match.groups()
    whole = normalise_unit(written)
    if whole in KNOWN_UNITS:
        return whole, 1
    unit = normalise_unit(rest)
    if known_only and not _is_known(unit):
        return None
    return unit, 1000 if thousand else SCALES.get(word or "", 1)


def _is_known(unit: str) -> bool:
    """Say whether a unit, or each side of a rate such as 分/日, is in the vocabulary."""
    return unit in KNOWN_UNITS or (
        "/" in unit and all(side in KNOWN_UNITS for side in unit.split("/"))
    )


def is_cumulative(text: str) -> bool:
    """Say whether a text calls its number a running total: 累計, 累積, 通算, 5年間の合計.

    延べ alone does not: 延べ参加者数 counts one person twice, not one year after another.
    """
    return _CUMULATIVE.search(text if text.isascii() else fold(text)) is not None
