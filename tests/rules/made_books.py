"""Rulebooks nobody published, for properties that must hold whatever an authority decides."""

from fractions import Fraction
from random import Random

from hakaru.rules.rulebook import read_book
from hakaru.rules.scale import Rulebook

HEAD = """
schema = "hakaru.rulebook/1"
id = "made"
title = "made"
authority = "test"
reference = { document = "test", section = "1" }
valid_from = 2000
confirmed_on = 2026-11-22
"""
FORMULAS = {
    "higher": ("ratio", "progress", "keep_up", "direction", "compare"),
    "lower": ("inverse_ratio", "progress", "keep_down", "direction", "compare"),
}
BOUNDS = {
    "floor": (None, "0", "-1/3", "60%"),
    "cap": (None, "1", "120%", "7/9"),
}
ELAPSED = (
    None,
    "{}",
    "{ years = 4 }",
    '{ span = "until_due" }',
    "{ first = 2024, years = 5, not_for = [] }",
    '{ first = 2023, span = "until_due", not_for = ["ratio", "inverse_ratio"] }',
)
WHEN = {"b": ["better"], "c": ["same"], "e": ["worse", "missed"]}


def made_book(random: Random) -> Rulebook:
    """Return a rulebook of five marks with any formulas, thresholds, bounds and due rule."""
    lines = [HEAD, *_bounds(random), _due(random), _grades(random)]
    if random.random() < 0.3:
        lines.append('states = { compiling = "e", blank = "a" }')
    lines += ["[formulas]", *_ways(random, "")]
    if random.random() < 0.5:
        lines += _ways(random, "keep_")
    lines.append(f'no_target = "{random.choice(("not_evaluated", "direction", "human"))}"')
    lines.append(f'word = "{random.choice(("human", "reached_or_not"))}"')
    if random.random() < 0.3:
        lines += ["[formulas.cumulative]", *_ways(random, "")]
    lines += _second(random)
    return read_book("\n".join(lines), file="made.toml")


def _bounds(random: Random) -> list[str]:
    """Return a floor, a cap and elapsed years, or none of them."""
    found = {name: random.choice(choices) for name, choices in BOUNDS.items()}
    lines = [f'{name} = "{bound}"' for name, bound in found.items() if bound is not None]
    elapsed = random.choice(ELAPSED)
    return lines if elapsed is None else [*lines, f"elapsed = {elapsed}"]


def _due(random: Random) -> str:
    """Return a due rule."""
    by_year = random.choice(("due_year", "from_due_year", "every_year"))
    unstated = random.choice(("every_year", "never"))
    early = random.choice(("true", "false"))
    return (
        f'due = {{ by_year = "{by_year}", unstated = "{unstated}", early_achievement = {early} }}'
    )


def _grades(random: Random) -> str:
    """Return five marks, four of them with falling thresholds."""
    steps = sorted({Fraction(random.randint(-4, 24), random.choice((20, 12, 7))) for _ in range(4)})
    marks = []
    for key in "abcde":
        least = f', min = "{steps.pop()}", inclusive = {random.choice(("true", "false"))}'
        when = f", when = {WHEN[key]}" if key in WHEN else ""
        own = least if key != "e" and steps else ""
        marks.append(f'{{ key = "{key}", symbol = "{key}", label = "{key}"{own}{when} }}')
        steps = steps or [Fraction(-9)]
    return f"grades = [{', '.join(marks)}]"


def _ways(random: Random, prefix: str) -> list[str]:
    """Return formulas for both directions."""
    found = []
    for side, formulas in FORMULAS.items():
        chosen = random.sample(formulas, random.randint(1, 4))
        chosen.sort(key="compare".__eq__)  # what stands behind it would never be used
        found.append(f"{prefix}{side} = {chosen}")
    return found


def _second(random: Random) -> list[str]:
    """Return a second rate, or none."""
    if random.random() < 0.7:
        return []
    combine = random.choice(("worse", "better", "pairs"))
    lines = ["[second]", 'label = "final"', f'combine = "{combine}"', "elapsed = { years = 4 }"]
    if combine == "pairs":
        lines.append('pairs = { "a/a" = "a", "b/a" = "b", "a/b" = "c", "e/e" = "d" }')
    return lines
