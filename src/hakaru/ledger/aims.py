"""What a target asks for and where it starts from: kind, value, year, and what it compares with."""

from functools import lru_cache

import msgspec
from msgspec.structs import replace

from hakaru.ledger.characters import fold
from hakaru.ledger.due import Due, DueYear, take_due
from hakaru.ledger.entries import EVERY_YEAR, TargetKind
from hakaru.ledger.measure import Context, read_first_number, read_quantity
from hakaru.ledger.quantity import Comparison, Quantity, State
from hakaru.ledger.relation import Change, Relation, compares, find_relation
from hakaru.ledger.units import is_cumulative
from hakaru.ledger.words import VOCABULARY, ladder_step


class TargetTerms(msgspec.Struct, frozen=True, kw_only=True):
    """What a target text asks for.

    By kind, `quantity` holds: NUMBER a value or parts, with its comparison; WORD and MILESTONE a
    word (a milestone that names only a year asks for completion: word 整備); EVERYONE everyone;
    RELATIVE the amount of the change where one is given (5%増 is 5, 5%減 is -5; with the unit % a
    share of the value compared with, else an amount), otherwise the word 増加, 減少 or 維持; NONE a
    state; NOT_UNDERSTOOD the first number where there is one (30～40% is 30, the rest in the note),
    else the state. `due` is a fiscal year, "every_year", or None where the text does not say.
    """

    kind: TargetKind
    quantity: Quantity
    due: DueYear = None
    cumulative: bool = False
    relation: Relation | None = None


_EVERY_YEAR_WORDS = frozenset(VOCABULARY.targets.every_year)
_UNDECIDED = frozenset(VOCABULARY.targets.undecided)
_COMPLETION = VOCABULARY.targets.completion
_RATES = VOCABULARY.units.rates
# A text longer than this is a story, not a target.
_LONGEST = 300
_RELATIVE_WORDS = {
    Change.INCREASE: ("増加", Comparison.MORE_THAN),
    Change.DECREASE: ("減少", Comparison.LESS_THAN),
    Change.KEEP_OR_INCREASE: ("維持", Comparison.AT_LEAST),
    Change.KEEP_OR_DECREASE: ("維持", Comparison.AT_MOST),
    Change.KEEP: ("維持", None),
}


def is_rate(unit: str) -> bool:
    """Say whether a unit is a rate, a score or a rank, which never adds up over the years."""
    return unit.endswith(_RATES) or "/" in unit


def read_target(text: str, *, unit: str = "", scale: int = 1) -> TargetTerms:
    """Return what a target text asks for, whatever it is; never raises.

    `unit` and `scale` are the context, as for `read_quantity`. 5,790人（2027年度まで） is
    cumulative: a count reached *until* a year is a running total; a rate is not.
    """
    return _read_target(text, Context(unit, scale))


@lru_cache(maxsize=16384)
def _read_target(text: str, context: Context) -> TargetTerms:
    """Return the terms of a target; the order of the attempts is the order of certainty."""
    whole = read_quantity(text, unit=context.unit, scale=context.scale)
    folded = fold(text).strip()
    if whole.state is State.NOT_UNDERSTOOD and len(text) > _LONGEST:
        return TargetTerms(kind=TargetKind.NOT_UNDERSTOOD, quantity=whole)
    if whole.state not in {None, State.NOT_UNDERSTOOD} or folded.strip("()") in _UNDECIDED:
        return TargetTerms(kind=TargetKind.NONE, quantity=whole)
    due = take_due(folded)
    relative = _read_relative(text, due, context)
    if relative is not None:
        return relative
    quantity = read_quantity(due.core, unit=context.unit, scale=context.scale)
    if due.year is not None and quantity.state in {State.BLANK, State.NOT_DUE}:
        return _only_when(text, due)
    return _terms(text, quantity, due, context)


def _only_when(text: str, due: Due) -> TargetTerms:
    """Return the terms of a text that only says when: 毎年度, or 2030年度まで."""
    if due.year == EVERY_YEAR:
        word, kind = "毎年度", TargetKind.WORD
    else:
        word, kind = _COMPLETION, TargetKind.MILESTONE
    quantity = Quantity(text=text, value=None, unit="", state=None, word=word)
    return TargetTerms(kind=kind, quantity=quantity, due=due.year)


def _terms(text: str, quantity: Quantity, due: Due, context: Context) -> TargetTerms:
    """Return the terms of a quantity that was understood, or of the first number where not."""
    year = EVERY_YEAR if due.year is None and quantity.per_year else due.year
    printed = replace(quantity, text=text)
    if quantity.everyone:
        return TargetTerms(kind=TargetKind.EVERYONE, quantity=printed, due=year)
    if quantity.word:
        return _word_terms(printed, year)
    if quantity.state is None and not compares(due.core):
        counted = quantity.value is not None and not is_rate(quantity.unit)
        total = is_cumulative(text) or (due.until and counted)
        return TargetTerms(kind=TargetKind.NUMBER, quantity=printed, due=year, cumulative=total)
    first = read_first_number(due.core, unit=context.unit, scale=context.scale)
    if first is not None and first.note:
        printed = replace(first, text=text)
    return TargetTerms(kind=TargetKind.NOT_UNDERSTOOD, quantity=printed, due=year)


def _word_terms(quantity: Quantity, year: DueYear) -> TargetTerms:
    """Return the terms of a word: to be kept every year, or a milestone where a year is named."""
    step = ladder_step(quantity.word)
    if step is None or step[1] == 0:
        return TargetTerms(kind=TargetKind.NOT_UNDERSTOOD, quantity=quantity, due=year)
    if quantity.word in _EVERY_YEAR_WORDS:
        return TargetTerms(kind=TargetKind.WORD, quantity=quantity, due=EVERY_YEAR)
    kind = TargetKind.MILESTONE if isinstance(year, int) else TargetKind.WORD
    return TargetTerms(kind=kind, quantity=quantity, due=year)


def _read_relative(text: str, due: Due, context: Context) -> TargetTerms | None:
    """Return the terms of 現状値からの増加, 前年度以上, 5%増; None when nothing is compared."""
    compared = find_relation(due.core.strip(" 。"))
    if compared is None:
        return None
    amount = read_quantity(compared.amount, unit=context.unit, scale=context.scale)
    if compared.amount and amount.value is None:
        return None
    return TargetTerms(
        kind=TargetKind.RELATIVE,
        quantity=_asked_change(text, compared.relation.change, amount),
        due=due.year,
        relation=compared.relation,
    )


def _asked_change(text: str, change: Change, amount: Quantity) -> Quantity:
    """Return the quantity of a relative target: the signed amount, or the word for the change."""
    if amount.value is None:
        word, comparison = _RELATIVE_WORDS[change]
        return Quantity(
            text=text, value=None, unit="", state=None, word=word, comparison=comparison
        )
    falls = change is Change.DECREASE
    value = amount.value.copy_abs()
    return replace(
        amount,
        text=text,
        value=value.copy_negate() if falls else value,
        comparison=Comparison.AT_MOST if falls else Comparison.AT_LEAST,
    )


@lru_cache(maxsize=8192)
def read_baseline(text: str, *, unit: str = "", scale: int = 1) -> tuple[Quantity, int | None]:
    """Return a baseline and its fiscal year, None where the text gives no year; never raises.

    72.22%（2022年度） is 72.22 % of 2022; 28兆9千億円 (2020) of 2020; 1回（毎年度） is once a year.
    """
    due = take_due(fold(text).strip()) if len(text) <= _LONGEST else Due("", None)
    if due.year is None or (due.year == EVERY_YEAR and not due.core):
        return read_quantity(text, unit=unit, scale=scale), None
    quantity = replace(read_quantity(due.core, unit=unit, scale=scale), text=text)
    if due.year == EVERY_YEAR:
        return replace(quantity, per_year=quantity.value is not None), None
    if not due.core:
        quantity = replace(quantity, state=State.NOT_UNDERSTOOD)
    return quantity, due.year
