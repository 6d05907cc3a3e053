"""Printed documents with misprints, read again: how many are noticed, kind by kind."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import NamedTuple

from checks.making import clean
from checks.misprints import MISPRINTS, Misprint, number_again
from checks.paper import Card, cards_of, cells_of, printed
from hakaru.checks import run
from hakaru.findings import Finding, Severity
from hakaru.read import read_files

# One card in this many stays as it is, to see whether anything is said of it.
UNTOUCHED = 4


class Noticed(NamedTuple):
    """Misprints by kind, those noticed, and findings about cards that were left alone."""

    made: Counter[str]
    noticed: Counter[str]
    missed: tuple[tuple[str, int, str], ...]
    false: tuple[Finding, ...]

    def recall(self, kinds: Iterable[str]) -> float:
        """Return the share of the misprints of some kinds that were noticed."""
        names = set(kinds)
        made = sum(count for name, count in self.made.items() if name in names)
        return sum(self.noticed[name] for name in names) / made if made else 1.0


def misprinted(seeds: Iterable[int]) -> Noticed:
    """Print a clean plan for every seed, misprint most of its cards, and read it again."""
    made: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    missed: list[tuple[str, int, str]] = []
    false: list[Finding] = []
    for seed in seeds:
        dice = random.Random(seed)  # noqa: S311 - made examples, no secrets
        head, cards = cards_of(cells_of(clean(seed)), dice)
        kinds = [_misprint(card, dice) if at % UNTOUCHED else "" for at, card in enumerate(cards)]
        text, lines = printed(head, cards)
        found = read_again(text)
        made.update(filter(None, kinds))
        for kind, span in zip(kinds[1:], lines[1:], strict=True):
            about = [one for one in found if any(place.line in span for place in one.places)]
            if kind and about:
                noticed[kind] += 1
            elif kind:
                missed.append((kind, seed, text.splitlines()[span.start - 1]))
            else:
                false += [one for one in about if not _is_of_neighbours(one, kinds)]
    return Noticed(made, noticed, tuple(missed), tuple(false))


def read_again(text: str) -> tuple[Finding, ...]:
    """Return what reading and the checks say of a document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(text, encoding="utf-8")
        reading = read_files([path])
    return run(reading.ledger, read=reading.findings)


def _is_of_neighbours(finding: Finding, kinds: list[str]) -> bool:
    """Tell whether a finding is a note, or speaks of the gap that a number printed twice leaves."""
    gap = finding.code == "H117" and number_again.__name__ in kinds
    return gap or finding.severity is Severity.NOTE


def _misprint(card: Card, dice: random.Random) -> str:
    """Make one misprint that the card allows, and return its kind."""
    for one in _in_turn(dice):
        before = deepcopy(card.rows)
        if one(card) and card.rows != before:
            return one.__name__
        card.rows = before
    return ""


def _in_turn(dice: random.Random) -> list[Misprint]:
    """Return the kinds of misprint in any order."""
    return dice.sample(MISPRINTS, len(MISPRINTS))
