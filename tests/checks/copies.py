"""A plan published twice, with one card of the second document changed: who notices."""

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path

from checks.making import clean
from checks.misprinting import Noticed
from checks.paper import Card, cards_of, cells_of, printed
from hakaru.checks import run
from hakaru.findings import Finding
from hakaru.read import read_files

Change = Callable[[Card], bool]


def _other_digit(text: str) -> str:
    """Return a text with its first digit changed."""
    return re.sub(r"\d", lambda found: str(int(found[0]) % 9 + 1), text, count=1)


def other_value(card: Card) -> bool:
    """Print another value of a past year."""
    row = card.pick(lambda row: any(map(str.isdigit, card.value(row, 2024))))
    if row is None:
        return False
    card.put_value(row, 2024, _other_digit(card.value(row, 2024)))
    return True


def other_mark(card: Card) -> bool:
    """Print another mark of a past year."""
    row = card.pick(lambda row: (card.grade(row, 2024) or "-") in "◎□×")
    if row is None:
        return False
    card.put_grade(row, 2024, "◎" if card.grade(row, 2024) == "×" else "×")
    return True


def other_target(card: Card) -> bool:
    """Print another target."""
    row = card.pick(lambda row: any(map(str.isdigit, row.target)))
    if row is None:
        return False
    cells = card.rows[row.item]
    cells[cells.index(row.target)] = _other_digit(row.target)
    return True


def other_baseline(card: Card) -> bool:
    """Print another baseline."""
    row = card.pick(lambda row: any("2022年度" in cell for cell in card.rows[row.item]))
    if row is None:
        return False
    card.rows[row.item] = [
        _other_digit(cell) if "2022年度" in cell else cell for cell in card.rows[row.item]
    ]
    return True


def other_member(card: Card) -> bool:
    """Untick a box."""
    card.write("参加市町村", card.cell("参加市町村").replace("■", "□", 1))
    return True


def other_name(card: Card) -> bool:
    """Lose a sign of the project's name."""
    name = card.rows[0][3]
    card.rows[0][3] = name[:-3] + name[-2:]
    return True


CHANGES: tuple[Change, ...] = (
    other_value, other_mark, other_target, other_baseline, other_member, other_name,
)  # fmt: skip


def copied(seeds: Iterable[int]) -> Noticed:
    """Change one card of the second document for every seed and kind, and read both documents."""
    made: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    missed: list[tuple[str, int, str]] = []
    false: list[Finding] = []
    for seed in seeds:
        dice = random.Random(seed)  # noqa: S311 - made examples, no secrets
        head, cards = cards_of(cells_of(clean(seed)), dice)
        first, _ = printed(head, cards)
        false += read_both(first, first)
        for change in CHANGES:
            others = deepcopy(cards)
            at = next(
                at for at in dice.sample(range(1, len(cards)), len(cards) - 1) if change(others[at])
            )
            made[change.__name__] += 1
            second, lines = printed(head, others)
            found = read_both(first, second)
            if any(place.line in lines[at] for one in found for place in one.places):
                noticed[change.__name__] += 1
            else:
                missed.append((change.__name__, seed, others[at].rows[0][3]))
    return Noticed(made, noticed, tuple(missed), tuple(false))


def read_both(first: str, second: str) -> tuple[Finding, ...]:
    """Return what reading and the checks say of two documents together."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("first.csv", "second.csv")]
        for path, text in zip(paths, (first, second), strict=True):
            path.write_text(text, encoding="utf-8")
        reading = read_files(paths)
    return run(reading.ledger, read=reading.findings)
