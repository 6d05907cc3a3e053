"""Errors planted in clean ledgers, and how many the checks find: `python -m checks.planting`."""

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checks.copies import copied
from checks.making import clean
from checks.misprinting import Noticed, misprinted
from checks.sowing import RATIO_SOWERS, SOWERS, Field, Sown
from hakaru.checks import CHECKS, run
from hakaru.findings import Finding, Sureness
from hakaru.ledger.ledger import Ledger

SEEDS = range(10)
ERRORS = 30
# What a finding is about, the closest first.
_SUBJECTS = ("indicator", "project", "owner")


class Score(NamedTuple):
    """How many errors of each code were planted and found, and how many findings were false."""

    planted: Counter[str]
    found: Counter[str]
    false: tuple[Finding, ...]

    def recall(self, codes: Iterable[str]) -> float:
        """Return the share of the planted errors of these codes that were found."""
        wanted = set(codes)
        planted = sum(count for code, count in self.planted.items() if code in wanted)
        return sum(self.found[code] for code in wanted) / planted if planted else 1.0

    @property
    def precision(self) -> float:
        """The share of the findings that are planted errors."""
        found = sum(self.found.values())
        return found / (found + len(self.false)) if found else 1.0


def certain_codes() -> frozenset[str]:
    """Return the codes of the checks that are certain of what they say."""
    return frozenset(
        check.kind.code for check in CHECKS if check.kind.certainty is Sureness.CERTAIN
    )


def all_codes() -> frozenset[str]:
    """Return the codes of all checks."""
    return frozenset(check.kind.code for check in CHECKS)


def sow(ledger: Ledger, dice: random.Random, errors: int) -> tuple[Ledger, tuple[Sown, ...]]:
    """Plant errors of all kinds at random, each on its own indicator or project.

    The achievement ratio is brought up to date afterwards, so that no error shows twice; then one
    error of the ratio itself is planted.
    """
    field = Field(ledger, dice)
    for _ in range(errors):
        for sower in dice.sample(SOWERS, len(SOWERS)):
            if len(field.sown) < errors - 1:
                sower(field)
    field.reconcile()
    dice.choice(RATIO_SOWERS)(field)
    return field.ledger, tuple(field.sown)


def score(fields: Iterable[tuple[Ledger, tuple[Sown, ...]]]) -> Score:
    """Run the checks over planted ledgers and compare what they find with what was planted."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    false: list[Finding] = []
    for ledger, sown in fields:
        open_errors = set(sown)
        planted.update(error.code for error in open_errors)
        for finding in run(ledger):
            error = Sown(finding.code, subject(finding))
            if error in open_errors:
                open_errors.remove(error)
                found[finding.code] += 1
            elif error not in sown:
                false.append(finding)
    return Score(planted, found, tuple(false))


def subject(finding: Finding) -> str:
    """Return what a finding is about."""
    return next((finding.value(name) for name in _SUBJECTS if finding.value(name)), "")


def made_fields(seeds: Iterable[int] = SEEDS) -> Iterator[tuple[Ledger, tuple[Sown, ...]]]:
    """Yield a made ledger for each seed, with its errors."""
    for seed in seeds:
        dice = random.Random(seed)  # noqa: S311 - made examples, no secrets
        yield sow(clean(seed), dice, ERRORS)


def main() -> int:
    """Print how many errors were planted, found and found falsely, a line a check."""
    figures = score(made_fields())
    alarms = Counter(finding.code for finding in figures.false)
    clean_findings = sum(len(run(clean(seed))) for seed in SEEDS)
    codes = sorted(all_codes())
    rows = [(code, figures.planted[code], figures.found[code], alarms[code]) for code in codes]
    for code, planted, found, false in rows:
        _print(f"{code}  planted {planted:3}  found {found:3}  false {false:3}")
    total = sum(figures.planted.values())
    _print(f"planted {total}, in {len(SEEDS)} ledgers")
    _print(f"recall of certain checks {figures.recall(certain_codes()):.1%}")
    _print(f"recall of all checks     {figures.recall(all_codes()):.1%}")
    _print(f"precision                {figures.precision:.1%}")
    _print(f"findings in the {len(SEEDS)} clean ledgers: {clean_findings}")
    fine = figures.recall(certain_codes()) >= 0.98 and not clean_findings
    on_paper = (("in printed documents", misprinted(SEEDS)), ("in one of two", copied(SEEDS)))
    noticed = [_report(title, told) for title, told in on_paper]
    return int(not (fine and all(noticed)))


def _report(title: str, told: Noticed) -> bool:
    """Print how many misprints were noticed, a line a kind, and tell whether it is enough."""
    _print(f"misprints {title}, made without a look at the checks")
    for kind, made in sorted(told.made.items()):
        _print(f"{kind:22} made {made:3}  noticed {told.noticed[kind]:3}")
    for kind, seed, card in told.missed:
        _print(f"  missed: {kind}, seed {seed}, {card}")
    recall = told.recall(told.made)
    _print(f"made {sum(told.made.values())}, recall {recall:.1%}, false {len(told.false)}")
    return recall >= 0.98 and not told.false


def _print(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
