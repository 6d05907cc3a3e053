"""What a report prints, reading finds again: read(report(ledger)) tells what the ledger tells.

The ledgers are drawn anew on every run; `HAKARU_EXAMPLES=5000` tries as many in each format.
Equal means what `told_by_cards` and `told_by_matrix` say (see `printable`): every name, text,
value, target, grade, participant and amount; not ids, places, nor blanks and control characters.
"""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from documents.seeds import seed
from hakaru import checks
from hakaru.ledger.ledger import Ledger
from hakaru.read import read_files
from hakaru.report import registry
from hakaru.report.tables.wanted import Wanted
from report import making
from report.making import ledger as small
from report.making import report, written
from report.nasty import YEAR
from report.printable import card_ledgers, matrix_ledgers, told_by_cards, told_by_matrix

FORMATS = ("xlsx", "docx", "html", "csv")
thorough = settings(
    max_examples=max(40, settings().max_examples),
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


def test_sections_without_a_row_come_back(tmp_path: Path) -> None:
    """One above the first, several below each other between two, and one below the last."""
    titles = ("空の一", "観光", "空の二", "空の三（再掲）", "農業", "空の四")
    sections = tuple(making.section(f"{at}", title) for at, title in enumerate(titles, 1))
    one, two = (
        replace(project, section=sections[at].id, relisted_in=())
        for at, project in zip((1, 4), small().projects[:2], strict=True)
    )
    of = replace(small(), sections=sections, projects=(one, two))
    for suffix in (*FORMATS, "pdf"):
        path = tmp_path / f"empty.{suffix}"
        path.write_bytes(written(report("matrix", of=of), suffix))
        reading = read_files([path])
        assert tuple(s.title for s in reading.ledger.sections) == titles, suffix
        assert reading.unread == ()


def test_a_hundred_indicators_on_a_card_come_back(tmp_path: Path) -> None:
    """More than there are digits in circles, and more than a page holds."""
    many = [making.indicator(1, "", f"指標{at}", "回") for at in range(100)]
    many = [replace(one, id=f"{one.id}/{at}") for at, one in enumerate(many)]
    of = replace(
        small(),
        projects=small().projects[:1],
        indicators=tuple(many),
        targets=tuple(making.target(one, f"{at}回（毎年度）") for at, one in enumerate(many)),
        actuals=tuple(making.actual(one, 2025, f"{at}回", "◎") for at, one in enumerate(many)),
    )
    for suffix in (*FORMATS, "pdf"):
        path = tmp_path / f"many.{suffix}"
        path.write_bytes(written(report("cards", of=of), suffix))
        again = read_files([path]).ledger
        assert [one.name for one in again.indicators] == [one.name for one in many]
        assert [one.quantity.text for one in again.actuals] == [f"{at}回" for at in range(100)]


def test_a_very_wide_matrix_comes_back(tmp_path: Path) -> None:
    """Forty years of results and grades: eighty columns and more."""
    one = making.indicator(2, "", "相談件数", "件")
    years = range(1990, 2030)
    of = replace(
        small(),
        projects=small().projects[1:2],
        indicators=(one,),
        targets=(),
        budgets=(),
        actuals=tuple(making.actual(one, year, f"{year - 1900}件", "◎", None) for year in years),
    )
    for suffix in (*FORMATS, "pdf"):
        path = tmp_path / f"wide.{suffix}"
        path.write_bytes(written(report("matrix", of=of), suffix))
        again = read_files([path]).ledger
        assert {a.fiscal_year: a.quantity.text for a in again.actuals} == {
            year: f"{year - 1900}件" for year in years
        }


@pytest.mark.seeds
@pytest.mark.parametrize("suffix", [*FORMATS, "pdf"])
@pytest.mark.parametrize(
    ("number", "kind", "told"), [("000", "cards", told_by_cards), ("004", "matrix", told_by_matrix)]
)
def test_public_documents_come_back(
    number: str, kind: str, told: Callable[[Ledger], dict[str, Any]], suffix: str, tmp_path: Path
) -> None:
    """What was read from a city's own document is printed and read again without a loss.

    The checks find in it what they found before: the same contradictions with the same values.
    """
    of = read_files([seed(number)]).ledger
    path = tmp_path / f"report.{suffix}"
    path.write_bytes(written(registry.build(kind, of, Wanted()), suffix))
    read = read_files([path]).ledger
    before, again = flat(told(of)), flat(told(read))
    assert again == before
    found = contradictions(of)
    assert found
    assert contradictions(read) == found


def contradictions(ledger: Ledger) -> set[tuple[str, str]]:
    """Return what the checks find in a ledger, wherever it stands."""
    return {(found.code, checks.fingerprint(found)) for found in checks.run(ledger)}
