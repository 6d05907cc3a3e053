"""PDFs of cards and matrices are read again: what they tell is what the ledger tells."""

from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from hakaru.ledger.entries import Budget
from hakaru.ledger.ledger import Ledger
from hakaru.ledger.text import dumps, loads
from hakaru.read import read_files
from report import making
from report.making import ledger as small
from report.making import report, written
from report.printable import card_ledgers, matrix_ledgers, told_by_cards, told_by_matrix
from report.test_round_trip import same

some = settings(
    max_examples=max(20, settings().max_examples),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def shown(ledger: Ledger) -> Ledger:
    """Return a ledger that pages can show: its characters are those of Japanese offices.

    What no typeface has is printed as 〓 and told of; it cannot come back.
    """
    return loads("".join(sign if _is_known(sign) else "字" for sign in dumps(ledger)))


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


def test_cells_longer_than_pages_come_back(tmp_path: Path) -> None:
    """A name beside two indicators over three pages is one name, its ending behind it."""
    long = f"第2{'長' * 1500}事業"
    of = small()
    meetings, firms = of.indicators[:2]
    projects = (replace(of.projects[0], name=long, ended="令和6年度をもって終了", relisted_in=()),)
    of = replace(
        of, projects=projects, indicators=(meetings, firms), budgets=(), activities=(),
        targets=of.targets[:3], actuals=of.actuals[:5],
    )  # fmt: skip
    path = tmp_path / "long.pdf"
    path.write_bytes(written(report("matrix", of=of), "pdf"))
    (read,) = read_files([path]).ledger.projects
    assert read.name == long
    assert read.ended.strip("（）") == "令和6年度をもって終了"


def test_large_amounts_in_many_columns_stay_in_their_cells(tmp_path: Path) -> None:
    """Trillions of yen beside each other in five years: no digit stands over a border."""
    talks = making.indicator(2, "", "相談件数", "件")
    years = range(2021, 2026)
    money = tuple(
        Budget(
            id=f"{making.PLAN}/02/{kind}/{year}", source=None, project=f"{making.PLAN}/02",
            fiscal_year=year, kind=kind, amount_yen=Decimal(amount) * 1000, text=f"{amount:,}",
        )
        for year in years
        for kind, amount in (("budget", 93), ("settled", 1_000_000_000 + year))
    )  # fmt: skip
    of = replace(
        small(),
        plans=(making.plan(fiscal_years=tuple(years)),),
        projects=small().projects[1:2],
        indicators=(talks,),
        targets=(making.target(talks, "100件（毎年度）"),),
        actuals=tuple(making.actual(talks, year, f"{year}件", "◎", None) for year in years),
        budgets=money,
        activities=(),
    )
    path = tmp_path / "money.pdf"
    path.write_bytes(written(report("matrix", of=of), "pdf"))
    again = read_files([path])
    read = {(b.kind, b.fiscal_year): b.amount_yen for b in again.ledger.budgets}
    assert read == {(b.kind, b.fiscal_year): b.amount_yen for b in money}
    assert "R165" not in {finding.code for finding in again.findings}
