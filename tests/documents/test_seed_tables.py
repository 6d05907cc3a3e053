"""The real matrix, vision table and catalogue: what they hold, as figures and as facts."""

from collections import Counter
from decimal import Decimal

import pytest

from documents.seeds import seed
from hakaru.ledger.entries import Direction, TargetKind
from hakaru.ledger.integrity import problems
from hakaru.ledger.ledger import Index
from hakaru.ledger.quantity import State
from hakaru.read import Reading, read_files

pytestmark = pytest.mark.seeds


@pytest.fixture(scope="module")
def matrix() -> Reading:
    """Return the reading of the matrix."""
    return read_files([seed("004")])


@pytest.fixture(scope="module")
def vision() -> Reading:
    """Return the reading of the vision table with its slides."""
    return read_files([seed("001")])


@pytest.fixture(scope="module")
def catalogue() -> Reading:
    """Return the reading of the catalogue."""
    return read_files([seed("002")])


def test_the_matrix_in_figures(matrix: Reading) -> None:
    """157 rows are 104 projects and 53 relisted rows; 8 are major, 9 ended or merged."""
    ledger = matrix.ledger
    relisted = sum(len(project.relisted_in) for project in ledger.projects)
    assert (len(ledger.projects), relisted) == (104, 53)
    assert sum(project.priority for project in ledger.projects) == 8
    assert sum(1 for project in ledger.projects if project.ended) == 9
    assert len(ledger.indicators) == len(ledger.budgets) == 104
    assert Counter(actual.fiscal_year for actual in ledger.actuals) == dict.fromkeys(
        range(2018, 2023), 104
    )
    assert matrix.accounting.unread == 0
    assert list(problems(ledger)) == []


def test_the_matrix_has_its_whole_tree(matrix: Reading) -> None:
    """Fields and strategies above pillars above policies above measures."""
    sections = {section.id: section for section in matrix.ledger.sections}
    depths: Counter[int] = Counter()
    for section in sections.values():
        depth, parent = 0, section.parent
        while parent is not None:
            depth, parent = depth + 1, sections[parent].parent
        depths[depth] += 1
    assert depths[0] == 4
    assert [s.title for s in sections.values() if s.parent == f"{s.plan}/s重点分野"] == [
        "観光", "食", "環境(エネルギー)", "健康福祉・医療", "IT・クリエイティブ",
    ]  # fmt: skip
    assert sum(depths.values()) == len(sections) == 148


def test_values_of_the_matrix(matrix: Reading) -> None:
    """Units from names, states, amounts in yen, days, cumulative counts, milestones."""
    index = Index(matrix.ledger)
    by_name = {project.name: project.id for project in matrix.ledger.projects}

    def actual(name: str, year: int) -> tuple[Decimal | None, str, State | None]:
        found = index.actual(f"{by_name[name]}/①", year)
        assert found is not None
        return found.quantity.value, found.quantity.unit, found.quantity.state

    assert actual("さっぽろ雪まつり事業", 2018) == (Decimal(2740000), "人", None)
    assert actual("広域連携による観光振興事業", 2022) == (None, "", State.COMPILING)
    assert actual("おもてなし推進事業", 2020) == (None, "", State.NOT_MEASURED)
    assert actual("スタートアップ創出支援事業", 2021)[0] == Decimal(6940000000)
    amounts = {budget.project: budget.amount_yen for budget in matrix.ledger.budgets}
    assert amounts[by_name["中小企業金融対策資金貸付事業"]] == Decimal(88441169000)
    assert amounts[by_name["ワークフェスさっぽろ事業"]] is None
    target = index.target(f"{by_name['スノーリゾート推進事業']}/①", 2022)
    assert target is not None
    assert (target.kind, target.due, target.quantity.word) == (TargetKind.MILESTONE, 2022, "策定")
    assert index.indicators[f"{by_name['食品認証取得支援事業']}/①"].cumulative


def test_relisted_rows_that_drifted(matrix: Reading) -> None:
    """Differing values and names are found with both places."""
    found = {
        (f.value("field"), f.value("fiscal_year"), f.value("first"), f.value("relisted"))
        for f in matrix.findings
        if f.code in ("R180", "R181")
    }
    assert ("actual", "2021", "2,839", "2,619") in found
    assert ("settled", "2022", "71,678", "74,000") in found
    assert ("name", "", "IT利活用ビジネス拡大事業", "IT活用ビジネス拡大事業") in found


def test_both_visions_of_the_vision_table(vision: Reading) -> None:
    """Each indicator stands in both visions, with its years and negative values."""
    ledger = vision.ledger
    index = Index(ledger)
    assert {owner[-5:]: len(found) for owner, found in index.indicators_of.items()} == {
        "1期/s1": 2, "1期/s2": 1, "1期/s3": 1, "2期/s1": 2, "2期/s2": 1, "2期/s3": 1,
    }  # fmt: skip
    first, second = (
        next(i for i in ledger.indicators if i.id.endswith(f"-{number}期/s3/①"))
        for number in (1, 2)
    )
    assert first.baseline is not None
    assert second.baseline is not None
    assert (first.baseline.quantity.value, first.baseline.fiscal_year) == (Decimal(-2805), 2017)
    assert (second.baseline.quantity.value, second.baseline.fiscal_year) == (Decimal(-2588), 2022)
    result = index.actual(first.id, 2023)
    assert result is not None
    assert result.quantity.value == Decimal(-2939)
    assert index.targets_of[first.id][0].quantity.value == Decimal(-1400)
    assert (index.targets_of[second.id][0].due, first.direction) == (2028, Direction.HIGHER)
    assert vision.accounting.unread == 0


def test_the_projects_of_three_roles(catalogue: Reading) -> None:
    """Every project has its section and a summary, and nothing is left unread."""
    ledger = catalogue.ledger
    assert [section.number for section in ledger.sections] == ["1", "2", "3"]
    per_role = Counter(project.section for project in ledger.projects)
    assert list(per_role.values()) == [8, 5, 20]
    assert all(project.summary for project in ledger.projects)
    assert catalogue.accounting.unread == 0
