"""Tables that are not cards: what their headings mean, and the entries their rows become."""

from datetime import date
from decimal import Decimal

import pytest

from documents.making_tables import Made, Merged, codes, read, sheet_grids, text_grids
from hakaru.ledger.entries import EVERY_YEAR, Certainty, Direction, TargetKind
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


def test_a_wide_sheet_with_merged_heads_and_cells() -> None:
    """Years over blocks, names over rows, totals and notes, the unit column, the grade beside."""
    made = read(
        sheet_grids(
            [
                [Merged("あおば市総合計画 進捗管理表", 12)],
                [],
                [
                    Merged("No.", 1, 2), Merged("基本目標", 1, 2), Merged("事業名", 1, 2),
                    Merged("指標名", 1, 2), Merged("単位", 1, 2), Merged("令和4年度", 3), None, None,
                    Merged("令和5年度", 3), None, None, Merged("担当課", 1, 2),
                ],
                [*[None] * 5, "目標", "実績", "評価", "目標", "実績", "評価", None],
                [
                    "1", Merged("1 産業", 1, 3), Merged("創業支援", 1, 2), "相談件数", "件",
                    "100", "120", "A", "110", "90", "C", "産業課",
                ],
                ["", "", "", "開業件数", "件", "10", "8", "B", "10", "11", "A", ""],
                ["2", "", "企業誘致", "立地企業数", "社", "3", "3", "A", "4", "集計中", "-", ""],
                ["3", "2 暮らし", "防災訓練", "参加者数", "千人", "1.2", "1", "B", "1", "1.5", "A", ""],
                ["", "", "合計", "", "", "113", "", "", "", "", "", ""],
                ["※評価はA～Cの3段階"],
            ]
        )
    )  # fmt: skip
    assert made.reading.unread == ()
    plan = made.tables.plan
    assert [(p.number, p.section) for p in made.reading.ledger.projects] == [
        ("1", f"{plan}/s1"), ("2", f"{plan}/s1"), ("3", f"{plan}/s2"),
    ]  # fmt: skip
    names = [(i.id, i.name, i.unit) for i in made.reading.ledger.indicators]
    assert names[:2] == [
        (f"{plan}/1/①", "相談件数", "件"),
        (f"{plan}/1/②", "開業件数", "件"),
    ]
    people = made.index.actual(f"{plan}/3/①", 2023)
    assert people is not None
    assert (people.quantity.value, people.published_grade) == (Decimal(1500), "A")
    target = made.index.target(f"{plan}/1/①", 2022)
    assert target is not None
    assert target.quantity.value == Decimal(100)
    kept = {(note.subject, note.text) for note in made.reading.ledger.notes}
    assert (f"{plan}/s2", "合計") in kept
    assert (f"{plan}/1", "産業課") in kept


def test_a_hundred_columns_of_repeated_year_blocks() -> None:
    """Twelve years of ten columns: every block is one year's, and no column is a repetition."""
    years = range(2014, 2026)
    block = ["目標", "実績", "評価", "達成率", "予算額(千円)", "決算額(千円)", "内容", "備考",
             "実績（確定）", "評価"]  # fmt: skip
    values = ["10", "11", "A", "110%", "1,000", "900", "・済", "", "12", "S"]
    made = read(
        sheet_grids(
            [
                [
                    *(Merged(text, 1, 2) for text in ("No", "事業名", "指標")),
                    *(field for year in years for field in (Merged(f"{year}年度", 10), *[None] * 9)),
                ],
                [None, None, None, *block * 12],
                ["1", "創業支援", "件数(件)", *values * 12],
            ]
        )
    )
    ledger = made.reading.ledger
    assert made.reading.unread == ()
    assert codes(made) == []
    assert len(ledger.targets) == 12
    assert [(a.fiscal_year, a.published_grade, a.certainty) for a in ledger.actuals[:2]] == [
        (2014, "A", None),
        (2014, "S", Certainty.CONFIRMED),
    ]
    assert len(ledger.facts) == 12
    assert (ledger.facts[3].subject, ledger.facts[3].quantity.value) == (
        ledger.indicators[0].id, Decimal(110)
    )  # fmt: skip
    assert {(b.kind, b.amount_yen) for b in ledger.budgets} == {
        ("budget", Decimal(1000000)),
        ("settled", Decimal(900000)),
    }


def test_rows_of_targets_above_rows_of_results() -> None:
    """A column whose cells say 目標 and 実績 tells what the year columns hold."""
    made = read(
        sheet_grids(
            [
                ["指標", "単位", "区分", "R4", "R5"],
                [Merged("入込客数", 1, 3), Merged("万人", 1, 3), "目標", "100", "110"],
                ["", "", "実績", "90", "115"],
                ["", "", "評価", "B", "A"],
                [Merged("満足度（％）", 1, 2), "", "目標", "80", "80"],
                ["", "", "実績", "78.5", "調査未実施"],
            ]
        )
    )
    assert made.reading.unread == ()
    assert [i.name for i in made.reading.ledger.indicators] == ["入込客数", "満足度（％）"]
    actual = made.index.actual("made/①", 2023)
    assert actual is not None
    assert (actual.quantity.value, actual.published_grade) == (Decimal(1150000), "A")
    target = made.index.target("made/①", 2022)
    assert target is not None
    assert target.quantity.value == Decimal(1000000)
    (table,) = made.tables.tables
    assert [column.meaning for column in table.columns] == [
        "item", "unit", "label", "value", "value",
    ]  # fmt: skip


def test_labels_under_no_heading_and_names_left_blank() -> None:
    """Text from a PDF: the label column has no heading, and the row below goes on."""
    made = read(
        text_grids(
            "事業名\t指標\t\tR4\tR5\n"
            "創業支援\t相談件数\t目標\t10\t20\n"
            "\t\t実績\t11\t19\n"
            "移住促進\t移住者数\t目標\t5人\t6人\n"
            "\t\t実績\t4人\t集計中\n"
        )
    )
    assert made.reading.unread == ()
    values = [a.quantity.value for a in made.reading.ledger.actuals]
    assert values == [Decimal(11), Decimal(19), Decimal(4), None]
    assert [t.due for t in made.reading.ledger.targets] == [2022, 2023, 2022, 2023]


def test_years_down_the_rows() -> None:
    """A column of years gives each row its year; the indicator above goes on."""
    made = read(
        sheet_grids(
            [
                ["指標", "年度", "目標値", "実績値", "評価"],
                [Merged("会議の開催", 1, 2), "R4", "1回", "1回", "◎"],
                ["", "R5", "2回", "1回", "×"],
            ]
        )
    )
    assert [(a.fiscal_year, a.published_grade) for a in made.reading.ledger.actuals] == [
        (2022, "◎"),
        (2023, "×"),
    ]
    assert [t.due for t in made.reading.ledger.targets] == [2022, 2023]


def test_a_vision_of_two_editions_named_by_lines_above() -> None:
    """Repeated columns belong to the plan that a line names: each has its own indicators."""
    made = read(
        text_grids(
            "くにさき圏の取組について\n\n## 第1期ビジョンの実績\n\n(参考：2期ビジョン設定値)\n\n"
            "役割\t指標名\t基準値\t実績値\t目標値\t基準値\t目標値\n"
            "1 成長\t売上\t9千億円 (2015)\t8千億円 (2020)\t1兆円 (2023)\t8千億円 (2020)\t1兆1千億円 (2028)\n"
            "\t社会増減\t▲28人 (2017)\t▲29人 (2023)\t▲14人 (2023)\t▲25人 (2022)\t▲6人 (2028)\n"
        )
    )
    first, second = "くにさき圏-1期", "くにさき圏-2期"
    plans = {plan.id: plan.title for plan in made.reading.ledger.plans}
    assert plans[first] == "くにさき圏 第1期ビジョン"
    assert plans[second] == "くにさき圏 2期ビジョン"
    assert made.reading.unread == ()
    sales = made.index.indicators[f"{first}/s1/①"]
    assert sales.baseline is not None
    assert (sales.baseline.quantity.value, sales.baseline.fiscal_year) == (900 * 10**9, 2015)
    falling = made.index.actual(f"{first}/s1/②", 2023)
    assert falling is not None
    assert falling.quantity.value == Decimal(-29)
    assert made.index.targets_of[f"{second}/s1/②"][0].quantity.value == Decimal(-6)
    assert made.index.targets_of[f"{second}/s1/①"][0].due == 2028
    assert f"{second}/s1/①" not in {a.indicator for a in made.reading.ledger.actuals}


def test_a_vision_of_two_editions_named_by_merged_heads() -> None:
    """The heads over the columns name the editions, whatever years stand below."""
    made = read(
        sheet_grids(
            [
                ["役割", "指標", Merged("第1期ビジョン", 2), None, Merged("第2期ビジョン", 2), None],
                [None, None, "実績値(2023)", "目標値(2023)", "基準値(2023)", "目標値(2028)"],
                ["1 成長", "観光客", "39千人", "44千人", "39千人", "50千人"],
            ]
        )
    )
    first, second = made.reading.ledger.indicators
    assert (first.parent, second.parent) == ("made-1期/s1", "made-2期/s1")
    assert first.baseline is None
    assert second.baseline is not None
    assert second.baseline.fiscal_year == 2023


def test_repeated_columns_that_nothing_names_are_kept() -> None:
    """Without a word why, the second set becomes notes and a finding, not values."""
    made = read(
        text_grids(
            "指標\t基準値\t目標値\t基準値\t目標値\n売上\t10億円\t12億円\t11億円\t15億円\n"
        )
    )
    assert [t.quantity.value for t in made.reading.ledger.targets] == [12 * 10**8]
    assert {note.text for note in made.reading.ledger.notes} == {"11億円", "15億円"}
    assert codes(made) == ["R185"]


def test_a_catalogue_of_projects_by_role() -> None:
    """Name and summary, who takes part, and what falls to whom, under each heading's section."""
    made = read(
        text_grids(
            "連携協約に基づく取組\n\n1 成長\n\n主な連携事業\t事業概要\t参加市町村\t中心市の役割\n"
            "企業誘致\t情報の共有\t■みどり市 □あおば町\t調整\n\n2 機能\n\n"
            "主な連携事業\t事業概要\t参加市町村\t中心市の役割\n救急\t運営\t■みどり市 ■あおば町\t\n"
        )
    )
    plan = made.tables.plan
    first, second = made.reading.ledger.projects
    assert made.reading.unread == ()
    assert (first.name, first.summary, first.section) == ("企業誘致", "情報の共有", f"{plan}/s1")
    assert (second.name, second.section) == ("救急", f"{plan}/s2")
    assert first.participants == ("みどり市",)
    assert first.responsibilities == (("中心市の役割", "調整"),)
    assert made.index.plans[plan].members == ("みどり市", "あおば町")
    assert made.tables.tables[0].layout == "catalogue"


def test_a_table_of_changed_targets() -> None:
    """The old target ends the year before the new one begins; the reason stays with the new."""
    made = read(
        sheet_grids(
            [
                ["令和7年度 KPI変更一覧"],
                ["No", "連携事業名", "指標", "変更前", "変更後", "変更理由"],
                ["8", "人材育成", "参加者数", "170人（2024年度）", "200人（2025年度）", "上回った"],
                ["12", "企業誘致", "立地企業数", "10社（毎年度）", "15社（毎年度）", "見直し"],
            ]
        )
    )
    plan = made.tables.plan
    assert made.reading.unread == ()
    assert [p.id for p in made.reading.ledger.projects] == [f"{plan}/08", f"{plan}/12"]
    old, new = made.index.targets_of[f"{plan}/08/①"]
    assert (old.id, old.in_force_from, old.in_force_until) == (
        f"{plan}/08/①/target/first", None, 2024
    )  # fmt: skip
    assert (new.id, new.in_force_from, new.due, new.reason) == (
        f"{plan}/08/①/target/2025", 2025, 2025, "上回った"
    )  # fmt: skip
    assert made.index.targets_of[f"{plan}/12/①"][1].due == EVERY_YEAR


def test_a_change_that_replaces_the_indicator() -> None:
    """Under 変更前 and 変更後 stand indicator and target; the old target tells what it measured."""
    made = read(
        sheet_grids(
            [
                [
                    Merged("事業名", 1, 2), Merged("変更前", 2), None,
                    Merged("変更後（令和7年度から）", 2), None, Merged("理由", 1, 2),
                ],
                [None, "指標", "目標値", "指標", "目標値", None],
                ["人材育成", "参加者数", "100人", "修了者数", "80人", "成果を測る"],
            ]
        )
    )  # fmt: skip
    (indicator,) = made.reading.ledger.indicators
    old, new = made.reading.ledger.targets
    assert made.reading.unread == ()
    assert indicator.name == "修了者数"
    assert (old.measures, old.in_force_until) == ("参加者数", 2024)
    assert (new.in_force_from, new.reason, new.quantity.value) == (2025, "成果を測る", 80)


def test_two_tables_side_by_side() -> None:
    """A name that begins anew after values begins another table, with a spacer or without."""
    made = read(
        sheet_grids(
            [
                ["令和5年度 実績一覧"],
                ["事業名", "目標", "実績", "", "事業名", "目標", "実績"],
                ["A事業", "1", "2", "", "B事業", "3", "4"],
                ["C事業", "5", "6", "", "D事業", "7", "8"],
            ]
        )
    )
    assert [p.name for p in made.reading.ledger.projects] == ["A事業", "C事業", "B事業", "D事業"]
    assert [a.quantity.value for a in made.reading.ledger.actuals] == [2, 6, 4, 8]
    assert made.reading.unread == ()


def test_two_indicators_side_by_side_in_one_row() -> None:
    """A second indicator column after values begins the row's second indicator."""
    made = read(
        sheet_grids(
            [
                ["事務事業名", "活動指標", "R5目標", "R5実績", "成果指標", "R5目標", "R5実績"],
                ["図書館", "開館日数(日)", "300", "301", "貸出冊数", "10,000冊", "9,500冊"],
            ]
        )
    )
    assert [i.name for i in made.reading.ledger.indicators] == ["開館日数(日)", "貸出冊数"]
    assert [a.quantity.value for a in made.reading.ledger.actuals] == [301, 9500]
    assert codes(made) == []


def test_indicators_numbered_in_one_row_are_divided() -> None:
    """①② in the indicator's cell and in a value's: one indicator each, with a finding."""
    made = read(
        sheet_grids(
            [
                ["事業名", "指標", "R5目標", "R5実績"],
                ["創業支援", "①相談件数\n②創業件数", "①100件\n②10件", "①120件\n②8件"],
            ]
        )
    )
    assert [(i.id, i.marker, i.name) for i in made.reading.ledger.indicators] == [
        ("made/創業支援/①", "①", "相談件数"),
        ("made/創業支援/②", "②", "創業件数"),
    ]
    assert [a.quantity.value for a in made.reading.ledger.actuals] == [120, 8]
    assert codes(made) == ["R190"]


def test_baseline_current_value_and_their_years() -> None:
    """現状値 beside 基準値 is a result; 基準年度 and 目標年度 columns give years; sums are notes."""
    made = read(
        sheet_grids(
            [
                ["指標", "基準値", "基準年度", "現状値（R5）", "目標値", "目標年度", "R3", "R4", "R3～R4計"],
                ["失業率", "5.0%", "R1", "4.5%", "3.0%", "R8", "4.8%", "4.7%", "9.5%"],
            ]
        )
    )  # fmt: skip
    (indicator,) = made.reading.ledger.indicators
    assert indicator.baseline is not None
    assert indicator.baseline.fiscal_year == 2019
    assert indicator.direction is Direction.LOWER
    assert [a.fiscal_year for a in made.reading.ledger.actuals] == [2023, 2021, 2022]
    assert [t.due for t in made.reading.ledger.targets] == [2026]
    assert [n.text for n in made.reading.ledger.notes] == ["9.5%"]


def test_results_known_on_two_days_of_one_year() -> None:
    """12月末時点 and 3月末見込み stand side by side: two actuals, the second expected."""
    made = read(
        sheet_grids(
            [
                [Merged("事業名", 1, 2), Merged("指標", 1, 2), Merged("令和7年度", 3), None, None],
                [None, None, "目標", "実績（12月末時点）", "実績（3月末見込み）"],
                ["創業支援", "件数", "10件", "7件", "11件"],
            ]
        )
    )
    known = [(a.as_of, a.certainty, a.quantity.value) for a in made.reading.ledger.actuals]
    assert known == [
        (date(2025, 12, 31), None, 7),
        (date(2026, 3, 31), Certainty.FORECAST, 11),
    ]


def test_sheets_of_several_years_are_one_plan() -> None:
    """Each sheet's title gives its year; the same project and indicator go on."""
    sheets = [
        [
            [f"令和{year}年度 実績報告"],
            ["事業名", "指標", "目標", "実績", "評価"],
            ["創業支援", "件数(件)", str(10 + year), str(year), "A"],
        ]
        for year in (5, 6)
    ]
    made = read(sheet_grids(*sheets))
    (indicator,) = made.reading.ledger.indicators
    assert [(a.fiscal_year, a.quantity.value) for a in made.reading.ledger.actuals] == [
        (2023, 5),
        (2024, 6),
    ]
    target = made.index.target(indicator.id, 2023)
    assert target is not None
    assert target.quantity.value == Decimal(15)


def test_marks_in_cells_of_a_sheet() -> None:
    """★ before a name, 新規 behind it, 再掲 in the remarks, sections across the sheet, a unit line."""
    made = read(
        sheet_grids(
            [
                ["令和6年度 取組状況の一覧", "", "", "", "", "（単位：千円）"],
                ["No.", "取組名", "KPI", "実績値", "決算額", "備考"],
                [Merged("1 しごと", 6)],
                ["1", "★創業支援", "相談件数", "120件", "12,000", ""],
                ["2", "企業誘致【新規】", "立地件数", "3社", "5,500", "※R6で終了"],
                [Merged("2 ひと", 6)],
                ["1", "創業支援", "相談件数", "120件", "12,000", "再掲"],
            ]
        )
    )
    first, second = made.reading.ledger.projects
    assert (first.priority, first.relisted_in) == (True, (f"{made.tables.plan}/s2",))
    assert (second.name, second.new_from, second.ended) == ("企業誘致", 2024, "R6で終了")
    assert [b.amount_yen for b in made.reading.ledger.budgets] == [12000000, 5500000]
    assert made.reading.unread == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("【再掲】企業誘致\t社数\t1\t2\n創業支援\t件数\t1\t2\n", "R182"),
        ("【再掲】創業支援\t件数\t1\t2\n創業支援\t件数\t1\t2\n", "R183"),
        ("創業支援\t件数\t1\t2\n一つ\t二つ\n", "R110"),
        ("創業支援\t\t1\t2\n", "R191"),
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
    text = "全体の取組について\n\n前置きの文です。\n\n指標\tR5実績\t目標\n件数\t1件\t2件\n\n## 催し\n\n次の話\n"
    grids = text_grids(text)
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
