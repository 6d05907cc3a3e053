"""PDFs of cards and matrices are read again: what they tell is what the ledger tells."""

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from hakaru.ledger.ledger import Ledger
from hakaru.ledger.text import dumps, loads
from report.printable import card_ledgers, matrix_ledgers, told_by_cards, told_by_matrix
from report.test_round_trip import same

some = settings(
    derandomize=True,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def shown(ledger: Ledger) -> Ledger:
    """Return a ledger that pages can show: characters of Japanese offices, cells within a page."""
    text = re.sub("長{100,}", "長" * 80, dumps(ledger))
    return loads("".join(sign if _is_known(sign) else "字" for sign in text))


def _is_known(sign: str) -> bool:
    """Tell whether a character is one of Windows desks, or one that is tried on purpose."""
    if sign in "₂𠮷\u3099" or sign < " ":
        return True
    try:
        sign.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


@given(ledger=card_ledgers())
@some
def test_cards_come_back_from_paper(ledger: Ledger, tmp_path: Path) -> None:
    """Members, baselines, targets and their revisions, results, grades, activities."""
    same(shown(ledger), "cards", "pdf", tmp_path, told_by_cards)


@given(ledger=matrix_ledgers())
@some
def test_a_matrix_comes_back_from_paper(ledger: Ledger, tmp_path: Path) -> None:
    """Chapters, money, relisted rows and the values of all years, over page breaks."""
    same(shown(ledger), "matrix", "pdf", tmp_path, told_by_matrix)
