"""A cell's text as a quantity: number with unit, word, everyone, several values, or a state.

Total: any string gives a `Quantity`, and its `text` is the string as it came. Nothing is guessed
where a text can be read in two ways (30～40%, 62/67, 12社 17社): its state is NOT_UNDERSTOOD.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from hakaru.ledger.characters import DIGITS_IN_CIRCLES, fold, take_marker
from hakaru.ledger.numerals import Numeral, read_numeral, scaled
from hakaru.ledger.quantity import Part, Quantity, State
from hakaru.ledger.remarks import (
    BEFORE_NUMBER,
    NO_SUFFIX,
    NOTHING_BEFORE,
    NOTHING_MORE,
    Before,
    Remarks,
    Suffix,
    read_before,
    read_remarks,
    read_suffix,
    soften,
    split_remarks,
    unit_run,
)
from hakaru.ledger.states import lone_dash, read_absence
from hakaru.ledger.units import (
    KNOWN_UNITS,
    is_cumulative,
    normalise_unit,
    same_unit,
    unit_and_scale,
)
from hakaru.ledger.words import exact_rung, find_rung, ladder_step

__all__ = [
    "is_cumulative",
    "ladder_step",
    "normalise_unit",
    "read_first_number",
    "read_quantity",
    "same_unit",
    "take_marker",
    "unit_and_scale",
]


class Context(NamedTuple):
    """The unit and factor a name or a column head gives to cells that have neither."""

    unit: str
    scale: int


class _Printed(NamedTuple):
    """A number with everything printed around it."""

    numeral: Numeral
    suffix: Suffix = NO_SUFFIX
    before: Before = NOTHING_BEFORE
    remarks: Remarks = NOTHING_MORE


# A cell longer than this tells a story; it does not state a value.
_LONGEST = 300
_LONGEST_PHRASE = 60

_CIRCLED = re.compile(f"[{DIGITS_IN_CIRCLES}]")
_PLAIN = re.compile(r"((?:[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,12})(?:\.[0-9]{1,9})?)(\D{0,3})")
_PLAIN_UNITS = frozenset(unit for unit in KNOWN_UNITS if normalise_unit(unit) == unit) - {"年"}
_YEAR_ITSELF = re.compile(r" ?(?:19[5-9][0-9]|20[0-9]{2}) ?年(?!間|連続)")
_EVERYONE = re.compile(
    r"(?P<whom>.*[ぁ-ん、 ])?"
    r"(?:全ての|すべての|全(?![国体般面力線長額量文期容盛域部庁て]|市(?!町村)))"
    r"(?P<kind>[^\W\d_ぁ-ん]{1,12})(?:[がでにのへ].{0,12})?"
)
_LABEL = re.compile(
    rf"[ 、,・/;]*([{DIGITS_IN_CIRCLES}]|[^\s0-9:、,・/;()▲△+%※~→-]{{1,20}}?)"
    r"(?: ?: ?| +|(?=[0-9▲△+-]))"
)
_NO_LABEL = re.compile(r"令和|平成|昭和|[A-Za-z.#№]+|第|約|全|[◎○□△×◯●▲]+|.*[をがにで]")
_EXPECTATION = re.compile(r"(?:の|を)?(?:予定|見込み?)$|^(?:概ね|おおむね|ほぼ)")
_COUNTED = re.compile(r"(?<![第0-9,.A-Z/])[0-9][0-9,.]*+(?! ?[年月日期次/~号])")


def read_quantity(text: str, *, unit: str = "", scale: int = 1) -> Quantity:
    """Return what a cell says, whatever it is; never raises.

    `unit` and `scale` come from the indicator's name or the column head (see `unit_and_scale`) and
    are used only where the cell has neither of its own: 274 under (万人) is 2740000 人. Only a
    digit in a circle is taken off the front; (1) may be a value's own bracket, so that is the
    caller's to take off (`take_marker`).
    """
    return _read(text, unit, scale)


def read_first_number(text: str, *, unit: str = "", scale: int = 1) -> Quantity | None:
    """Return the first number of a text, what follows it in the note (30 of 30～40%), or None."""
    folded = fold(text)
    before = BEFORE_NUMBER.match(folded)
    numeral = read_numeral(folded, before.end()) if before and len(text) <= _LONGEST else None
    suffix = read_suffix(unit_run(folded, numeral.end)) if numeral else None
    if numeral is None or suffix is None:
        return None
    rest = Remarks(note=text[numeral.end + suffix.length :].strip())
    return _number(text, _Printed(numeral, suffix, remarks=rest), Context(unit, scale))


@lru_cache(maxsize=65536)
def _read(text: str, unit: str, scale: int) -> Quantity:
    """Return the quantity of a text; the order of the attempts is the order of certainty."""
    body = text.strip()
    if not body:
        return _state(text, State.BLANK)
    if _CIRCLED.match(body) and not _CIRCLED.search(body, 1):
        body = take_marker(body)[1]
    plain = _PLAIN.fullmatch(body)
    if plain and (plain[2] in _PLAIN_UNITS or (scale == 1 and not plain[2])):
        # The commonest cells (1,793社, 92.5%, 274) in half the time; the result is the same.
        value = Decimal(plain[1].replace(",", ""))
        return Quantity(text=text, value=value, unit=plain[2] or unit, state=None)
    if len(body) > _LONGEST:
        return _state(text, State.NOT_UNDERSTOOD)
    folded = fold(body)
    context = Context(unit, scale)
    return (
        _read_number(text, body, folded, context)
        or _read_dash_or_word(text, folded)
        or _read_absence(text, body, folded)
        or _read_everyone(text, body, folded)
        or _read_parts(text, body, folded, context)
        or _read_phrase(text, body, folded)
        or _read_labelled(text, body, folded, context)
        or _state(text, State.NOT_UNDERSTOOD if folded.strip() else State.BLANK)
    )


def _state(text: str, state: State, note: str = "") -> Quantity:
    """Return a quantity without a value."""
    return Quantity(text=text, value=None, unit="", state=state, note=note)


def _read_number(
    text: str, body: str, folded: str, context: Context, *, start: int = 0
) -> Quantity | None:
    """Return the number that stands at `start`, when nothing after it is a second value."""
    before = BEFORE_NUMBER.match(folded, start)
    numeral = read_numeral(folded, before.end()) if before else None
    if before is None or numeral is None:
        return None
    suffix = read_suffix(unit_run(folded, numeral.end))
    if suffix is None or (suffix.unit[:1] == "年" and _YEAR_ITSELF.match(folded, start)):
        return None
    remarks = read_remarks(body, folded, numeral.end + suffix.length, unit=suffix.unit)
    if remarks is None:
        return None
    return _number(text, _Printed(numeral, suffix, read_before(before[0]), remarks), context)


def _number(text: str, printed: _Printed, context: Context) -> Quantity:
    """Return the quantity of a printed number; the context fills in what it lacks."""
    numeral, suffix, before, remarks = printed
    value, scale, unit = numeral.value, numeral.scale, suffix.unit
    if not unit and before.money:
        unit = "円"
    elif not unit:
        unit = context.unit
        if scale == 1 and context.scale != 1:
            value, scale = scaled(value, context.scale), context.scale
    if remarks.change < 0 < value:
        value = value.copy_negate()
    if before is NOTHING_BEFORE and remarks is NOTHING_MORE and numeral.sign != "+":
        return Quantity(
            text=text, value=value, unit=unit, state=None, scale=scale, per_year=suffix.per_year
        )
    plus = "+" if numeral.sign == "+" else ""
    return Quantity(
        text=text,
        value=value,
        unit=unit,
        state=None,
        scale=scale,
        comparison=remarks.comparison or before.comparison,
        each=before.each,
        per_year=before.per_year or suffix.per_year,
        softness=tuple(dict.fromkeys((*before.softness, *remarks.softness))),
        measured_on=remarks.measured_on,
        note=" ".join(filter(None, [before.note, plus, remarks.note])),
    )


def _read_dash_or_word(text: str, folded: str) -> Quantity | None:
    """Return a lone dash as not due, and a text that is a word of a ladder and nothing else."""
    if lone_dash(folded):
        return _state(text, State.NOT_DUE)
    rung = exact_rung(folded)
    return Quantity(text=text, value=None, unit="", state=None, word=rung.word) if rung else None


def _read_absence(text: str, body: str, folded: str) -> Quantity | None:
    """Return the state a text speaks of."""
    absence = read_absence(body, folded)
    return _state(text, absence.state, absence.note) if absence else None


def _read_everyone(text: str, body: str, folded: str) -> Quantity | None:
    """Return 全市町村, 全校, 協定を締結している全企業: all of a kind, whose kind is the unit."""
    if "全" not in folded and "すべて" not in folded:
        return None
    outside, notes = split_remarks(body, folded)
    match = _EVERYONE.fullmatch(outside.strip(" 。、"))
    suffix = read_suffix(match["kind"]) if match else None
    if match is None or suffix is None:
        return None
    kind = "人" if suffix.unit == "員" else suffix.unit
    # The words before 全 narrow the circle: they are worth keeping.
    note = " ".join(filter(None, [(match["whom"] or "").strip(), *notes]))
    return Quantity(text=text, value=None, unit=kind, state=None, everyone=True, note=note)


def _read_parts(text: str, body: str, folded: str, context: Context) -> Quantity | None:
    """Return several labelled values: 国語：6地区 算数：6地区, 男性40%・女性60%."""
    parts: list[Part] = []
    position = 0
    while position < len(folded):
        label = _LABEL.match(folded, position)
        numeral = read_numeral(folded, label.end()) if label else None
        suffix = read_suffix(unit_run(folded, numeral.end)) if numeral else None
        if not label or not numeral or suffix is None or _NO_LABEL.fullmatch(label[1]):
            return None
        position = numeral.end + suffix.length
        number = _number("", _Printed(numeral, suffix), context)
        printed = body[label.start(1) : position].strip()
        parts.append(Part(label=label[1], text=printed, value=number.value, unit=number.unit))
    if len(parts) < 2:
        return None
    return Quantity(text=text, value=None, unit="", state=None, parts=tuple(parts))


def _read_phrase(text: str, body: str, folded: str) -> Quantity | None:
    """Return a phrase that ends with a word of a ladder, the whole phrase in the note.

    A phrase that counts something (講座を12回実施) is left alone: its number must not get lost.
    """
    outside, notes = split_remarks(body, folded)
    phrase = _EXPECTATION.sub("", outside.strip(" 。、"))
    if not phrase or len(phrase) > _LONGEST_PHRASE or _COUNTED.search(phrase):
        return None
    rung = find_rung(phrase)
    if rung is None:
        return None
    note = " ".join(notes) if exact_rung(phrase) else body
    return Quantity(
        text=text,
        value=None,
        unit="",
        state=None,
        word=rung.word,
        softness=soften(folded),
        note=note,
    )


def _read_labelled(text: str, body: str, folded: str, context: Context) -> Quantity | None:
    """Return one value behind its label: 参加者：120人 is 120 人, the label in the note."""
    label = _LABEL.match(folded)
    if label is None or _NO_LABEL.fullmatch(label[1]):
        return None
    number = _read_number(text, body, folded, context, start=label.end())
    if number is None:
        return None
    return replace(number, note=f"{body[label.start(1) : label.end(1)]} {number.note}".strip())
