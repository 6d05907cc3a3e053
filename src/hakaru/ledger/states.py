"""Why there is no value: 集計中, 調査未実施(理由), (令和3年度をもって終了), a lone dash."""

import re
from functools import lru_cache
from typing import NamedTuple

from hakaru.ledger.quantity import State
from hakaru.ledger.words import VOCABULARY


class Absence(NamedTuple):
    """A state, and the reason given for it (as printed, without the brackets)."""

    state: State
    note: str


_PATTERNS = tuple(
    (State(state), re.compile("|".join(patterns))) for state, patterns in VOCABULARY.states.items()
)
_DASHES = re.compile(r"[ (]*[-ー…‥・/／.]+[ )]*")
_LEADING_DASH = re.compile(r"[ ※-]+")
_INNER = re.compile(r" *\(([^()]*(?:\([^()]*\)[^()]*)*)\)? *")

# Longer text may mention a state in passing; it is not a cell that stands for one.
_LONGEST = 120


def lone_dash(folded: str) -> bool:
    """Say whether a folded text is a dash or dots alone, in brackets or not."""
    return _DASHES.fullmatch(folded) is not None


@lru_cache(maxsize=8192)
def state_in(folded: str) -> State | None:
    """Return the state a short folded text speaks of, or None."""
    if len(folded) > _LONGEST:
        return None
    packed = folded.replace(" ", "")
    for state, pattern in _PATTERNS:
        if pattern.search(packed):
            return state
    return None


def read_absence(body: str, folded: str) -> Absence | None:
    """Return why a cell has no value, or None when it may have one.

    `body` is the text as printed and `folded` its folded copy of the same length. Words beat the
    dash: — (改修工事のため算出不可) cannot be measured, - (R6から) is not due.
    """
    dash = _LEADING_DASH.match(folded)
    start = dash.end() if dash else 0
    rest, printed = folded[start:], body[start:]
    bare = rest.strip("() ")
    state = state_in(bare) or state_in(_INNER.sub(" ", rest).strip()) or state_in(rest)
    if state is not None:
        return Absence(state, _reason(printed, rest))
    if start and "-" in folded[:start]:
        inner = _INNER.fullmatch(rest)
        if inner:
            return Absence(State.NOT_DUE, printed[inner.start(1) : inner.end(1)].strip())
    return None


def _reason(printed: str, folded: str) -> str:
    """Return the reason: the bracket's text, else the text where it says more than a word."""
    inner = _INNER.search(folded)
    outside = _INNER.sub("", folded).strip()
    if inner and (not outside or _is_bare(outside)):
        reason = printed[inner.start(1) : inner.end(1)].strip()
        return "" if _is_bare(reason) else reason
    return "" if _is_bare(outside) else printed.strip()


def _is_bare(text: str) -> bool:
    """Say whether a text is a state's words and nothing more."""
    return any(pattern.fullmatch(text) for _, pattern in _PATTERNS)
