"""Totals in a sentence, without a bracket: A市20件、B町12件の計32件; 32件で、内訳は…."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from hakaru.checks.statements import statements
from hakaru.checks.sums import (
    BETWEEN,
    NO_PART,
    NUMBER,
    PART,
    UNIT,
    Sum,
    decimal_of,
    in_turn,
    settle_overlap,
)
from hakaru.ledger.characters import fold
from hakaru.ledger.measure import same_unit

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TOTAL = re.compile(
    rf"(?:合計|総計|(?<![^\W\d_ぁ-ん])計|(?P<visits>延べ|のべ)|あわせて|合わせて|(?P<equals>=))"
    rf"(?:は|で)?:?\s*{NUMBER}{UNIT}"
)
# What stands behind a total and says that its parts come now.
_OPENED = re.compile(
    rf"(?<![0-9.,/~-]){NUMBER}{UNIT}(?:\s*(?P<equals>=)"
    r"|(?:です|でした|であった|であり|で|となり|となった)?(?:[、,。\s/]{1,3}(?:その)?|の)(?P<word>内訳|うち)は?)"
    r"[、,:\s]*"
)
_JOINT = re.compile(r"(?:の|で|が|は|[、,\s])+$")
# Only so much is looked at before and behind a total, so that time stays linear in the text.
_LONGEST_LIST = 500
_DIGIT = re.compile(r"\d")
_DONE = r"(?:参加|受講|交付|採択|実施|出展|利用|来場|応募|支援|配布|助成|補助|支給|支出)"
_VERB = re.compile(_DONE)
# How a sentence goes on behind its last part.
_TAIL = re.compile(rf"(?P<more>など.*|等.*|ほか.*|他.*)|[をがにのとではも].*|{_DONE}.*")


class _Run(NamedTuple):
    """Parts that stand in a row: what is left over beside them, and whether more were told of."""

    labels: tuple[str, ...]
    parts: tuple[Decimal, ...]
    left: tuple[str, ...]
    more: bool = False


def find_sentence_sums(text: str) -> Iterator[Sum]:
    """Yield every total of a sentence that has its parts before or behind it, all in one unit.

    What stands in brackets is left out: it belongs to one of the numbers.
    """
    for line in text.splitlines():
        masked = _masked(line)
        for opened in _OPENED.finditer(masked):
            yield from _behind(masked, opened)
    for statement in statements(text):
        masked = _masked(statement)
        for total in _TOTAL.finditer(masked):
            yield from _before(masked, total)


def _masked(line: str) -> str:
    """Return a line in one width with blanks for what its brackets hold."""
    return _BRACKETS.sub(lambda found: " " * len(found[0]), fold(line))


def _behind(masked: str, opened: re.Match[str]) -> Iterator[Sum]:
    """Yield the total that its parts follow: 32件で、内訳はA市20件、B町12件."""
    near = masked[opened.end() : opened.end() + _LONGEST_LIST]
    rest, ended, _ = near.partition("。")
    run = _onward(BETWEEN.split(rest), opened["unit"])
    whole = ended or run.left or len(near) < _LONGEST_LIST
    if not whole or (opened["equals"] and "+" not in rest):
        return
    if len(run.parts) > 1 and not _has_number(run.left, opened["unit"]):
        of_which = opened["word"] == "うち" or run.more
        number, text = decimal_of(opened["number"]), f"{opened[0]}{rest}".strip()
        found = Sum(number, run.parts, text, of_which, not of_which, _is_all(run))
        settled = settle_overlap(found, run.labels)
        if settled is not None:
            yield settled


def _before(masked: str, total: re.Match[str]) -> Iterator[Sum]:
    """Yield the total that follows its parts: A市20件、B町12件の計32件."""
    first = max(total.start() - _LONGEST_LIST, 0)
    run = _back(BETWEEN.split(_JOINT.sub("", masked[first : total.start()])), total["unit"])
    if first and not run.left:
        return
    in_order = not total["visits"] or in_turn(run.labels)
    if len(run.parts) > 1 and in_order and not _has_number(run.left, total["unit"]):
        start = masked.rfind(run.labels[0], 0, total.start())
        text = masked[start : total.end()].strip()
        number = decimal_of(total["number"])
        yield Sum(number, run.parts, text, of_which=False, complete=True, sure=_is_all(run))


def _onward(items: Sequence[str], unit: str) -> _Run:
    """Return the parts at the front of a list, the last of which the sentence may go on from."""
    parts: list[Decimal] = []
    for place, item in enumerate(items):
        part = _part(item, unit)
        if part is None:
            number, tail = _last_part(item, unit)
            ended = place + (number is not None)
            parts += [] if number is None else [number]
            more = bool(tail and tail["more"])
            return _Run(_labels(items[:ended]), tuple(parts), tuple(items[ended:]), more)
        parts.append(part)
    return _Run(_labels(items), tuple(parts), ())


def _back(items: Sequence[str], unit: str) -> _Run:
    """Return the parts at the end of a list, the first of which words may introduce."""
    labels: list[str] = []
    parts: list[Decimal] = []
    left = list(items)
    while left:
        item = left.pop()
        part = _part(item, unit)
        if part is None:
            # 「参加者：午前45人」: what stands in front is no part.
            before, mark, item = _split(item)
            left = [*left, before] if mark != ":" else []
            part = _part(item, unit) if mark else None
            if part is not None:
                labels.insert(0, item)
                parts.insert(0, part)
            break
        labels.insert(0, item)
        parts.insert(0, part)
    return _Run(tuple(labels), tuple(parts), tuple(left))


def _split(item: str) -> tuple[str, str, str]:
    """Return what stands before an item's last colon or blank, which of them, and the rest."""
    words = item.rstrip()
    colon = words.rpartition(":")
    blank = words.rpartition(" ")
    return colon if colon[1] else blank if blank[1] else (words, "", "")


def _is_all(run: _Run) -> bool:
    """Tell whether no further number stands beside the parts."""
    return not any(_DIGIT.search(item) for item in run.left)


def _labels(items: Sequence[str]) -> tuple[str, ...]:
    """Return what stands before the numbers of items."""
    parts = (PART.match(item) for item in items)
    return tuple(part["label"].strip() for part in parts if part is not None)


def _part(item: str, unit: str) -> Decimal | None:
    """Return the number of an item that is a label with a number of the unit, and nothing else."""
    part = PART.fullmatch(item)
    if part is None or not _alike(unit, part["unit"]) or NO_PART.search(part["label"].strip()):
        return None
    return decimal_of(part["number"])


def _last_part(item: str, unit: str) -> tuple[Decimal | None, re.Match[str] | None]:
    """Return the number of the last item, after which the sentence goes on, and how it does."""
    part = PART.match(item)
    if part is None or not part["unit"].startswith(unit) or NO_PART.search(part["label"].strip()):
        return None, None
    tail = _TAIL.fullmatch(item[part.start("unit") + len(unit) :].strip())
    return (decimal_of(part["number"]), tail) if tail else (None, None)


def _alike(total: str, part: str) -> bool:
    """Tell whether a part has the unit of the total, which a verb may follow (計83人参加)."""
    verb = total.removeprefix(part)
    followed = verb != total and _VERB.fullmatch(verb) is not None
    return bool(part) and (followed or same_unit(total, part))


def _has_number(items: Sequence[str], unit: str) -> bool:
    """Tell whether a number of the unit stands in any of these."""
    counted = re.compile(rf"\d\s*{re.escape(unit[:1])}")
    return any(counted.search(item) for item in items)
