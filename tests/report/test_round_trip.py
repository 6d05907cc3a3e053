"""What a report prints, reading finds again: read(report(ledger)) tells what the ledger tells."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from hakaru.ledger.ledger import Ledger
from hakaru.read import read_files
from hakaru.report import registry
from hakaru.report.tables.wanted import Wanted
from report.printable import YEAR, card_ledgers, matrix_ledgers, told_by_cards, told_by_matrix

FORMATS = ("xlsx", "docx", "html", "csv")
thorough = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def written_and_read(ledger: Ledger, kind: str, suffix: str, folder: Path) -> Ledger:
    """Write a ledger's report to a file and read the file."""
    out = io.BytesIO()
    registry.write(registry.build(kind, ledger, Wanted(fiscal_year=YEAR)), suffix, out)
    path = folder / f"report.{suffix}"
    path.write_bytes(out.getvalue())
    return read_files([path]).ledger


def flat(told: object, where: str = "") -> dict[str, object]:
    """Return what is told with the path to each piece."""
    if isinstance(told, dict):
        pairs = [(f"{where}/{key}", value) for key, value in told.items()]
    elif isinstance(told, list):
        pairs = [(f"{where}/{at}", value) for at, value in enumerate(told)]
    else:
        return {where: told}
    return {key: value for path, inner in pairs for key, value in flat(inner, path).items()}


def same(
    ledger: Ledger, kind: str, suffix: str, folder: Path, told: Callable[[Ledger], dict[str, Any]]
) -> None:
    """Check that reading a ledger's report tells what the ledger tells, piece by piece."""
    before, again = flat(told(ledger)), flat(told(written_and_read(ledger, kind, suffix, folder)))
    differing = [
        f"{path}: {before.get(path)!r} came back as {again.get(path)!r}"
        for path in before | again
        if before.get(path) != again.get(path)
    ]
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("suffix", FORMATS)
@given(ledger=card_ledgers())
@thorough
def test_cards_come_back(ledger: Ledger, suffix: str, tmp_path: Path) -> None:
    """Cards of any ledger, in every format: nothing that they tell is lost or altered."""
    same(ledger, "cards", suffix, tmp_path, told_by_cards)


@pytest.mark.parametrize("suffix", FORMATS)
@given(ledger=matrix_ledgers())
@thorough
def test_a_matrix_comes_back(ledger: Ledger, suffix: str, tmp_path: Path) -> None:
    """A matrix with money, relisted rows and two chapters comes back from every format."""
    same(ledger, "matrix", suffix, tmp_path, told_by_matrix)
