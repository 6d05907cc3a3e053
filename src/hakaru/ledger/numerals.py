"""Numbers as printed: grouped, signed, and written in 千 万 百万 億 兆; exact."""

import re
from decimal import Context, Decimal
from typing import NamedTuple

SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "億": 10**8,
    "十億": 10**9,
    "百億": 10**10,
    "千億": 10**11,
    "兆": 10**12,
}
_SCALE_WORDS = {factor: word for word, factor in SCALES.items()}

# 百貨店, 万博, 千歳 and the like begin with a scale and are none.
SCALE_PATTERN = (
    r"(?:[千百十]億|[千百十]万|兆(?!候)|億|万(?![博能引])|千(?![歳葉羽])|百(?![貨合選景]))"
)
_PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
SIGN_PATTERN = r"▲ ?|[△+\-ー]"
_NUMBER = re.compile(rf"({SIGN_PATTERN})?({_PLAIN})(?: ?({SCALE_PATTERN}))?")
_NEXT = re.compile(rf"(?: ?({_PLAIN}) ?({SCALE_PATTERN}))|({_PLAIN})")

# Longer than any published value; a digit string beyond it is some code, not an amount.
_MOST_DIGITS = 24
_EXACT = Context(prec=64)


class Numeral(NamedTuple):
    """A number found in a text: value in ones, the factor it was written in, and where it ends.

    Of several factors the largest counts: 27兆9千億 is 27900000000000 with scale 10**12.
    """

    value: Decimal
    scale: int
    end: int
    sign: str


def scale_word(scale: int) -> str:
    """Return how a factor is written: 1000 is 千, 1000000 百万, 1 and unknown factors nothing."""
    return _SCALE_WORDS.get(scale, "")


def scaled(value: Decimal, scale: int) -> Decimal:
    """Return `value` times a factor, exact and without the zeros the factor leaves behind it."""
    product = _EXACT.multiply(value, scale)
    if product == product.to_integral_value():
        return product.quantize(Decimal(1), context=_EXACT)
    return product.normalize(_EXACT)


def read_numeral(folded: str, start: int = 0) -> Numeral | None:
    """Return the number that begins at `start` of a folded text, or None.

    A number has at most 24 digits; ▲ △ - + stand directly before it (a space may follow ▲).
    """
    match = _NUMBER.match(folded, start)
    if match is None or match.end() - start > _MOST_DIGITS * 2:
        return None
    sign, digits, scale_text = match.groups()
    if len(digits) > _MOST_DIGITS:
        return None
    value = Decimal(digits.replace(",", ""))
    end, scale = match.end(), 1
    if scale_text:
        scale = SCALES[scale_text]
        value, end = _with_lower_parts(folded, end, scaled(value, scale), scale)
    if sign and sign != "+":
        value = value.copy_negate() if value else value
    return Numeral(value, scale, end, sign.strip() if sign else "")


def _with_lower_parts(folded: str, end: int, value: Decimal, scale: int) -> tuple[Decimal, int]:
    """Add what follows in a smaller factor: 9千億 after 27兆, 2,500万 after 3億, 5000 after 1万."""
    limit = scale
    while limit > 1:
        match = _NEXT.match(folded, end)
        if match is None:
            break
        digits, factor = match[1] or match[3], SCALES[match[2]] if match[2] else 1
        part = scaled(Decimal(digits.replace(",", "")), factor) if len(digits) < 16 else value
        if part >= limit or factor >= limit:
            break
        value, limit, end = _EXACT.add(value, part), factor, match.end()
    return value, end
