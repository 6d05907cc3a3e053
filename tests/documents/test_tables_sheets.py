"""Sheets: merged heads, blocks of years, labels, marks, several tables and several sheets."""

from datetime import date
from decimal import Decimal

from documents.making_tables import Merged, codes, read, sheet_grids, text_grids
from hakaru.ledger.entries import Certainty, Direction


def test_a_wide_sheet_with_merged_heads_and_cells() -> None:
    """Years over blocks, names over rows, totals and notes, the unit column, the grade beside."""
    made = read(
        sheet_grids(
            [
                [Merged("あおば市総合計画 進捗管理表", 12)],
                [],
                [
                    Merged("No.", 1, 2), Merged("基本目標", 1, 2), Merged("事業名", 1, 2),
                    Merged("指標名", 1, 2), Merged("単位", 1, 2),
                    Merged("令和4年度", 3), None, None,
                    Merged("令和5年度", 3), None, None, Merged("担当課", 1, 2),
                ],
                [*[None] * 5, "目標", "実績", "評価", "目標", "実績", "評価", None],
                [
                    "1", Merged("1 産業", 1, 3), Merged("創業支援", 1, 2), "相談件数", "件",
                    "100", "120", "A", "110", "90", "C", "産業課",
                ],
                ["", "", "", "開業件数", "件", "10", "8", "B", "10", "11", "A", ""],
                ["2", "", "企業誘致", "立地企業数", "社", "3", "3", "A", "4", "集計中", "-", ""],
                ["3", "2 暮らし", "防災訓練", "参加者", "千人", "1.2", "1", "B", "1", "1.5", "A"],
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
                    *(
                        field
                        for year in years
                        for field in (Merged(f"{year}年度", 10), *[None] * 9)
                    ),
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
    """現状値 beside 基準値 is a result; 基準年度 and 目標年度 give years; sums are notes."""
    made = read(
        sheet_grids(
            [
                ["指標", "基準値", "基準年度", "現状値(R5)", "目標", "目標年度", "R3", "R3～R4計"],
                ["失業率", "5.0%", "R1", "4.5%", "3.0%", "R8", "4.8%", "9.5%"],
            ]
        )
    )  # fmt: skip
    (indicator,) = made.reading.ledger.indicators
    assert indicator.baseline is not None
    assert indicator.baseline.fiscal_year == 2019
    assert indicator.direction is Direction.LOWER
    assert [a.fiscal_year for a in made.reading.ledger.actuals] == [2023, 2021]
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
        (date(2025, 12, 31), None, Decimal(7)),
        (date(2026, 3, 31), Certainty.FORECAST, Decimal(11)),
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
        (2023, Decimal(5)),
        (2024, Decimal(6)),
    ]
    target = made.index.target(indicator.id, 2023)
    assert target is not None
    assert target.quantity.value == Decimal(15)


def test_marks_in_cells_of_a_sheet() -> None:
    """★ before a name, 新規 behind it, 再掲 in the remarks, sections across, a unit in a corner."""
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
