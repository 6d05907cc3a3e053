"""How times are taken: the best of several runs, so that a busy machine disturbs least."""

import gc
import time
from collections.abc import Callable
from typing import NamedTuple

# Seconds that a part of the bench may take.
LONGEST = 240


class Timing(NamedTuple):
    """Seconds of the best run and of the median one."""

    best: float
    median: float


def timed(action: Callable[[], object], *, runs: int = 15) -> Timing:
    """Run `action` several times and return its times."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    taken.sort()
    return Timing(taken[0], taken[len(taken) // 2])


def percentile(values: list[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def line(what: str, figure: str, aim: str = "") -> None:
    """Print one figure with its aim."""
    print(f"  {what:<58} {figure:>24}  {aim}", flush=True)
