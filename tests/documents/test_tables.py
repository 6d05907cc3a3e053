"""Tables that are not cards: what their headings mean, and the entries their rows become."""

from datetime import date
from decimal import Decimal

import pytest

from documents.making_tables import Made, codes, read, sheet_grids, text_grids
from hakaru.ledger.entries import Certainty, TargetKind
from hakaru.ledger.integrity import problems
from hakaru.ledger.quantity import State
from hakaru.read.draft import Draft
from hakaru.read.tables.columns import Role
from hakaru.read.tables.heads import HeadReader
from hakaru.read.tables.reading import keep_lines, read_tables
from hakaru.read.vocabulary import shipped

MATRIX = """
みどり市産業計画の進捗状況

目次
①観光\t1
②農業\t4

《重点分野》

重点分野1.観光

基本施策1.魅力づくり

取組\t指標\tR4\tR5\t\t\t
\t\t実績(指標)\t内容\t決算見込額(千円)\t実績(指標)\t目標(指標)

① まつりを開く

夏まつり事業\t来場者数(万人)\t1.5\t・開催\t1,234\t集計中\t2
宿場事業\t宿泊者数\t—\t(令和4年度をもって終了)\t—\t77 ※R5.9末時点\t— (一般経費のため目標値なし)

取組\t指標\tR4\tR5\t\t\t
\t\t実績(指標)\t内容\t決算見込額(千円)\t実績(指標)\t目標(指標)

②夜を楽しむ

\t朝市事業\t出店数(累計)\t10\t・開催\t500\t12(見込み値)\t15
★\t夜市事業\t出店数(累計)\t20\t・開催\t—\t25\t策定

③ 温泉（再掲）

～再掲のため省略～

《横断的戦略1.人材》

柱1.育成

取組\t指標\tR4\tR5\t\t\t
\t\t実績(指標)\t内容\t決算見込額(千円)\t実績(指標)\t目標(指標)

【再掲】夏まつり事業\t来場者数(万人)\t1.6\t・開催\t1,234\t集計中\t2
【再掲】夜市の事業\t出店数(累計)\t20\t・開催\t—\t25\t策定

※ 数値は年度末
"""
PLAN = "みどり市産業計画"


@pytest.fixture(scope="module")
def matrix() -> Made:
    """Return a text matrix with every trait of one: damage, headings, relisted rows."""
    return read(text_grids(MATRIX))


def test_every_cell_of_a_matrix_is_accounted_for(matrix: Made) -> None:
    """Headings, rows, table of contents and notes: nothing is left, and the ledger is whole."""
    assert matrix.reading.unread == ()
    assert list(problems(matrix.reading.ledger)) == []
    kept = {note.text for note in matrix.reading.ledger.notes}
    assert kept == {"目次", "①観光", "②農業", "1", "4", "～再掲のため省略～", "※ 数値は年度末"}


def test_the_plan_is_named_by_the_title(matrix: Made) -> None:
    """The plan has the title printed, and the years its columns stand for."""
    plan = matrix.index.plans[PLAN]
    assert plan.title == "みどり市産業計画の進捗状況"
    assert plan.fiscal_years == (2022, 2023)


def test_headings_make_a_tree(matrix: Made) -> None:
    """A bracket closes everything below it, a style everything of its style and below."""
    tree = {s.id: (s.parent, s.number, s.title) for s in matrix.reading.ledger.sections}
    top, other = f"{PLAN}/s重点分野", f"{PLAN}/s1"
    assert tree == {
        top: (None, "", "重点分野"),
        f"{top}-1": (top, "1", "観光"),
        f"{top}-1-1": (f"{top}-1", "1", "魅力づくり"),
        f"{top}-1-1-1": (f"{top}-1-1", "1", "まつりを開く"),
        f"{top}-1-1-2": (f"{top}-1-1", "2", "夜を楽しむ"),
        f"{top}-1-1-3": (f"{top}-1-1", "3", "温泉（再掲）"),
        other: (None, "1", "人材"),
        f"{other}-1": (other, "1", "育成"),
    }


def test_projects_are_counted_once_with_where_they_are_relisted(matrix: Made) -> None:
    """Rows marked 再掲 are no projects; a near name with the same indicator is the same."""
    projects = {p.name: p for p in matrix.reading.ledger.projects}
    assert list(projects) == ["夏まつり事業", "宿場事業", "朝市事業", "夜市事業"]
    assert projects["夏まつり事業"].id == f"{PLAN}/夏まつり事業"
    assert projects["夏まつり事業"].section == f"{PLAN}/s重点分野-1-1-1"
    assert projects["夏まつり事業"].relisted_in == (f"{PLAN}/s1-1",)
    assert projects["夜市事業"].relisted_in == (f"{PLAN}/s1-1",)
    assert [p.priority for p in projects.values()] == [False, False, False, True]
    assert projects["宿場事業"].ended == "(令和4年度をもって終了)"


def test_a_relisted_row_that_differs_is_found(matrix: Made) -> None:
    """Each differing cell is a finding with both places and both values."""
    value, name = (f for f in matrix.reading.findings if f.code in ("R180", "R181"))
    assert (value.code, name.code) == ("R180", "R181")
    assert dict(value.values) == {
        "project": f"{PLAN}/夏まつり事業",
        "field": "actual",
        "fiscal_year": "2022",
        "first": "1.5",
        "relisted": "1.6",
    }
    assert [place.cell[0] for place in value.places] == ["C", "C"]
    assert (name.value("first"), name.value("relisted")) == ("夜市事業", "夜市の事業")


def test_a_column_of_marks_without_heading_is_moved_back(matrix: Made) -> None:
    """Rows one cell wider than the header are read one column to the left, and it is said."""
    actual = matrix.index.actual(f"{PLAN}/夜市事業/①", 2022)
    assert actual is not None
    assert actual.quantity.value == Decimal(20)
    assert codes(matrix).count("R189") == 1


def test_results_have_their_year_unit_and_state(matrix: Made) -> None:
    """The unit and factor stand in the indicator's name, the year over the column."""
    first = matrix.index.actual(f"{PLAN}/夏まつり事業/①", 2022)
    assert first is not None
    assert (first.quantity.value, first.quantity.unit) == (Decimal(15000), "人")
    second = matrix.index.actual(f"{PLAN}/夏まつり事業/①", 2023)
    assert second is not None
    assert second.quantity.state is State.COMPILING
    dated = matrix.index.actual(f"{PLAN}/宿場事業/①", 2023)
    assert dated is not None
    assert (dated.as_of, dated.quantity.value) == (date(2023, 9, 30), Decimal(77))
    expected = matrix.index.actual(f"{PLAN}/朝市事業/①", 2023)
    assert expected is not None
    assert expected.certainty is Certainty.FORECAST
    assert matrix.index.indicators[f"{PLAN}/朝市事業/①"].cumulative


def test_a_target_beside_results_holds_for_its_year(matrix: Made) -> None:
    """The target in the column of a year is due in it; a word there is a milestone."""
    number = matrix.index.targets_of[f"{PLAN}/夏まつり事業/①"][0]
    assert (number.kind, number.due, number.quantity.value) == (
        TargetKind.NUMBER, 2023, Decimal(20000)
    )  # fmt: skip
    assert (number.in_force_from, number.in_force_until) == (2023, 2023)
    assert matrix.index.targets_of[f"{PLAN}/夜市事業/①"][0].kind is TargetKind.MILESTONE
    none = matrix.index.targets_of[f"{PLAN}/宿場事業/①"][0]
    assert (none.kind, none.quantity.state) == (TargetKind.NONE, State.NOT_APPLICABLE)


def test_money_is_exact_yen_of_its_year(matrix: Made) -> None:
    """The factor of the heading is applied; a dash keeps its text and has no amount."""
    budgets = {b.project.split("/")[1]: b for b in matrix.reading.ledger.budgets}
    assert budgets["夏まつり事業"].amount_yen == Decimal(1234000)
    assert (budgets["夏まつり事業"].kind, budgets["夏まつり事業"].fiscal_year) == ("settled", 2023)
    assert (budgets["夜市事業"].amount_yen, budgets["夜市事業"].text) == (None, "—")


def test_content_is_an_activity_of_its_year(matrix: Made) -> None:
    """What was done is entered under the year over the column; an ending is none."""
    told = [(a.project, a.fiscal_year, a.text) for a in matrix.reading.ledger.activities]
    assert (f"{PLAN}/夏まつり事業", 2023, "・開催") in told
    assert len(told) == 3


def test_the_tables_are_explained(matrix: Made) -> None:
    """Each column says what it means and which words decided, once for a repeated header."""
    (table,) = matrix.tables.tables
    assert table.layout == "matrix"
    assert [(c.letters, c.meaning, c.fiscal_year, c.unit) for c in table.columns] == [
        ("A", "name", None, ""),
        ("B", "item", None, ""),
        ("C", "actual", 2022, ""),
        ("D", "content", 2023, ""),
        ("E", "settled", 2023, "円"),
        ("F", "actual", 2023, ""),
        ("G", "target", 2023, ""),
    ]
    assert table.columns[4].heading == "R5 / 決算見込額(千円)"
    assert table.columns[4].why == "決算見込額(千円)=settled < year=2023"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("【再掲】企業誘致\t社数\t1\t2\n創業支援\t件数\t1\t2\n", "R182"),
        ("【再掲】創業支援\t件数\t1\t2\n創業支援\t件数\t1\t2\n", "R183"),
        ("創業支援\t件数\t1\t2\n1\t2\n", "R110"),
        ("創業支援\t\t1\t2\n", "R104"),
        ("創業支援\t男女の別\t男性40%・女性60%\t2\n", "R188"),
        ("創業支援\t件数\t1\tいろいろである\n", "R109"),
    ],
)
def test_what_is_noticed(rows: str, code: str) -> None:
    """Trouble in the data is a finding, never an error, and no cell is lost."""
    made = read(text_grids("事業名\t指標\tR5実績\t目標(R6)\n" + rows))
    assert code in codes(made)
    assert made.reading.unread == ()
    assert list(problems(made.reading.ledger)) == []


def test_results_and_money_without_a_year_are_notes() -> None:
    """No heading, row, cell or title gives a year: the value is kept and said, not guessed."""
    made = read(sheet_grids([["事業名", "目標", "実績", "予算額(千円)"], ["A事業", "1", "2", "3"]]))
    assert codes(made) == ["R186", "R186"]
    assert {note.text for note in made.reading.ledger.notes} == {"2", "3"}
    assert made.reading.ledger.actuals == ()


def test_money_without_a_unit_is_found() -> None:
    """An amount under a heading without 円 has no yen; its text is kept."""
    made = read(sheet_grids([["事業名", "R5予算額", "R5実績"], ["A事業", "300", "2"]]))
    (budget,) = made.reading.ledger.budgets
    assert (budget.amount_yen, budget.text) == (None, "300")
    assert codes(made) == ["R187"]


def test_lines_that_are_not_of_the_tables_are_left() -> None:
    """Text that is no heading and no note stays for other layouts; `keep_lines` takes the rest."""
    grids = text_grids(
        "全体の取組について\n\n前置きの文です。\n\n指標\tR5実績\t目標\n件数\t1件\t2件\n\n"
        "## 催し\n\n次の話\n"
    )
    draft = Draft()
    tables = read_tables(grids, draft, shipped())
    assert tables is not None
    assert [place.line for place in draft.finish(grids).unread] == [3, 8, 10]
    keep_lines(tables, grids, draft)
    assert draft.finish(grids).accounting.unread == 0


@pytest.mark.parametrize(
    "text",
    ["氏名\t住所\n山田\t長野\n", "ただの文\n\n次の文\n", "区分\t内容\n一\t二\n", ""],
)
def test_documents_without_such_tables_are_left_alone(text: str) -> None:
    """Nothing is entered where no heading tells of projects or indicators."""
    draft = Draft()
    assert read_tables(text_grids(text), draft, shipped()) is None
    assert draft.entries == []
    assert draft.documents == []


@pytest.mark.parametrize(
    ("text", "role", "year", "unit"),
    [
        ("令和5年度末実績値", Role.ACTUAL, 2023, ""),
        ("目標値（令和8年度）", Role.TARGET, 2026, ""),
        ("目標（R6～R10）", Role.TARGET, 2028, ""),
        ("現状値(R1)", Role.BASELINE, 2019, ""),
        ("実績値（R5.12末時点）", Role.ACTUAL, 2023, ""),
        ("決算見込額\n(千円)", Role.SETTLED, None, "円"),
        ("達成率（%）", Role.RATE, None, "%"),
        ("年度別目標値", Role.TARGET, None, ""),
        ("重要業績評価指標（KPI）", Role.ITEM, None, ""),
        ("2024年度(R6年度)", None, 2024, ""),
        ("R4～R8合計", None, None, ""),
    ],
)
def test_what_a_heading_says(text: str, role: Role | None, year: int | None, unit: str) -> None:
    """Role, year and unit come from the words of a heading, whatever else stands in it."""
    head = HeadReader(shipped()).read(text, loosely=True)
    assert (head.role, head.fiscal_year, head.unit) == (role, year, unit)
