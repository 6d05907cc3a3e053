"""Traits of many authorities' documents: corners, legends, captions, labels around tables."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from documents.making_tables import Merged, codes, read, sheet_grids, text_grids
from hakaru.ledger.entries import Certainty
from hakaru.ledger.quantity import State
from hakaru.read.documents import read_files

HEAD = ["指標", "単位", "現状値(H30)", "R4実績", "R5実績", "目標値(R6)", "評価"]


def test_a_day_in_the_corner_is_no_heading() -> None:
    """The day a sheet was made, above its last columns, gives no grade its year."""
    made = read(
        sheet_grids(
            [
                ["総合戦略 進捗状況一覧"],
                [None, None, None, None, None, "令和7年6月30日作成", None],
                HEAD,
                ["移住者数", "人", "12", "30", "37", "40", "○"],
            ]
        )
    )
    actual = made.index.actual("総合戦略/①", 2023)
    assert actual is not None
    assert (actual.published_grade, actual.as_of) == ("○", None)
    assert {a.fiscal_year for a in made.reading.ledger.actuals} == {2022, 2023}


def test_a_merged_day_over_values_still_groups_them() -> None:
    """A day merged over results and grades is their day."""
    made = read(
        sheet_grids(
            [
                [Merged("指標", 1, 2), Merged("目標値(R5)", 1, 2), Merged("R5.12末時点", 2), None],
                [None, None, "実績", "評価"],
                ["移住者数", "40人", "37人", "○"],
            ]
        )
    )
    actual = made.index.actual("made/①", 2023)
    assert actual is not None
    assert (str(actual.as_of), actual.published_grade) == ("2023-12-31", "○")


def test_a_legend_below_the_table_is_no_section_and_no_indicator() -> None:
    """In one cell with a bracket in front, or spread over the columns, a legend is a note."""
    made = read(
        sheet_grids(
            [
                HEAD,
                ["移住者数", "人", "12", "30", "37", "40", "○"],
                [Merged("【評価】◎：目標達成　○：順調　△：遅れ", 7)],
                ["Ａ…目標達成", None, "Ｂ…向上した", None, "Ｃ…横ばい"],
            ]
        )
    )
    assert made.reading.ledger.sections == ()
    assert [i.name for i in made.reading.ledger.indicators] == ["移住者数"]


def test_an_indicator_heading_of_another_word() -> None:
    """環境指標 in front of baseline, results and target names what is measured."""
    made = read(
        sheet_grids(
            [
                [
                    Merged("環境指標", 1, 2), Merged("基準年度(H25)", 1, 2),
                    Merged("実績値", 2), None,
                    Merged("前年度比", 1, 2), Merged("目標値(R12)", 1, 2),
                ],
                [None, None, "R4年度", "R5年度"],
                ["リサイクル率", "18.2%", "17.1%", "17.0%", "▲0.1", "25%"],
            ]
        )
    )  # fmt: skip
    (rate,) = made.reading.ledger.indicators
    assert rate.name == "リサイクル率"
    assert rate.baseline is not None
    assert (rate.baseline.fiscal_year, rate.baseline.quantity.value) == (2013, Decimal("18.2"))
    assert [a.quantity.value for a in made.reading.ledger.actuals] == [
        Decimal("17.1"), Decimal("17.0")
    ]  # fmt: skip


def test_planned_values_of_a_year_are_targets() -> None:
    """計画 beside 実績 under a year is the target of that year, never its result."""
    made = read(
        sheet_grids(
            [
                [Merged("指標", 1, 2), Merged("令和5年度", 2), None, Merged("令和6年度", 2), None],
                [None, "計画", "実績", "計画", "実績"],
                ["申請件数", "60", "72", "100", "118"],
            ]
        )
    )
    ledger = made.reading.ledger
    assert [t.quantity.value for t in ledger.targets] == [Decimal(60), Decimal(100)]
    assert [a.quantity.value for a in ledger.actuals] == [Decimal(72), Decimal(118)]


def test_unknown_words_beside_a_result_are_no_result() -> None:
    """A column of a year headed by unknown words is kept where another says 実績."""
    made = read(
        sheet_grids(
            [
                [Merged("指標", 1, 2), Merged("目標値(R6)", 1, 2), Merged("令和5年度", 2), None],
                [None, None, "配分", "実績"],
                ["申請件数", "100", "60", "72"],
            ]
        )
    )
    assert [a.quantity.value for a in made.reading.ledger.actuals] == [Decimal(72)]
    assert "60" in [note.text for note in made.reading.ledger.notes]


def test_a_plain_number_is_not_cut_off_values() -> None:
    """Beside the indicator No. 1 the target 100 stays 100."""
    made = read(
        text_grids("No\t指標\t単位\tR4実績\tR5実績\t目標値(R6)\n1\t受診率\t%\t17\t18\t100\n")
    )
    (target,) = made.reading.ledger.targets
    assert target.quantity.value == Decimal(100)
    assert [a.quantity.value for a in made.reading.ledger.actuals] == [Decimal(17), Decimal(18)]


def test_a_caption_with_a_unit_above_a_second_table() -> None:
    """事業費（千円） right above a second table is its caption and unit, and no project."""
    made = read(
        sheet_grids(
            [
                ["事業名", "KPI", "目標値(R6)", "R5実績"],
                ["①救急医療", "輪番病院数", "3病院", "3病院"],
                [],
                ["事業費（千円）"],
                ["事業名", "R4決算", "R5決算"],
                ["①救急医療", "25,000", "25,300"],
            ]
        )
    )
    assert [p.name for p in made.reading.ledger.projects] == ["①救急医療"]
    assert [b.amount_yen for b in made.reading.ledger.budgets] == [
        Decimal(25000000), Decimal(25300000)
    ]  # fmt: skip


def test_a_form_names_its_project_above_and_speaks_of_it_below() -> None:
    """Labels with values around the tables of a sheet: the sheet's own project, one a sheet."""

    def form(number: str, name: str, item: str) -> list[list[str | Merged | None]]:
        return [
            ["事務事業評価シート"],
            ["事務事業名", name, None, "整理番号", number],
            ["事業の目的", "学びを支える。"],
            ["１　指標の推移"],
            ["指標名", "R4目標", "R4実績", "R5目標", "R5実績"],
            [item, "5.2", "4.9", "5.3", "5.1"],
            ["２　事業費の推移"],
            ["区分", "R4決算", "R5決算"],
            ["うち一般財源", "10,000", "10,100"],
            ["３　評価"],
            ["課題", "利用者が固定化している。"],
        ]

    made = read(
        sheet_grids(
            form("312", "図書館", "貸出冊数（冊）"), form("415", "公民館", "利用者数（人）")
        )
    )
    ledger = made.reading.ledger
    assert [(p.number, p.name, p.summary, p.section) for p in ledger.projects] == [
        ("312", "図書館", "学びを支える。", None),
        ("415", "公民館", "学びを支える。", None),
    ]
    assert [(i.name, i.parent) for i in ledger.indicators] == [
        ("貸出冊数（冊）", ledger.projects[0].id),
        ("利用者数（人）", ledger.projects[1].id),
    ]
    assert (ledger.projects[1].id, "利用者が固定化している。") in {
        (note.subject, note.text) for note in ledger.notes
    }


def test_years_below_each_other_of_an_indicator_named_above() -> None:
    """One indicator a sheet: its name, unit and baseline as labels, then a row for each year."""
    made = read(
        sheet_grids(
            [
                ["指標名", "犯罪認知件数", "単位", "件"],
                ["基準値（R2）", "1,500"],
                ["年度", "目標値", "実績値", "評価"],
                ["令和5年度", "1,450", "1,420", "A"],
                ["令和6年度", "1,400", "集計中", "-"],
                ["課題", "担い手の不足"],
            ]
        )
    )
    (crimes,) = made.reading.ledger.indicators
    assert (crimes.name, crimes.unit) == ("犯罪認知件数", "件")
    assert crimes.baseline is not None
    assert (crimes.baseline.fiscal_year, crimes.baseline.quantity.value) == (2020, Decimal(1500))
    assert [t.due for t in made.reading.ledger.targets] == [2023, 2024]
    actuals = made.reading.ledger.actuals
    assert [(a.fiscal_year, a.quantity.state, a.published_grade) for a in actuals] == [
        (2023, None, "A"),
        (2024, State.COMPILING, "-"),
    ]


def test_rows_of_years_that_repeat_baseline_and_target() -> None:
    """Open data: 基準年度 stands before 基準値, and each year's row tells the same target again."""
    made = read(
        text_grids(
            "指標名\t単位\t基準年度\t基準値\t目標年月\t目標値\t年度\t実績値\n"
            "組織率\t%\tH30\t71.2\tR7.3\t85\tR4\t74.0\n"
            "組織率\t%\tH30\t71.2\tR7.3\t85\tR5\t76.3\n"
        )
    )
    (rate,) = made.reading.ledger.indicators
    assert rate.baseline is not None
    assert (rate.baseline.fiscal_year, rate.baseline.quantity.value) == (2018, Decimal("71.2"))
    assert [t.due for t in made.reading.ledger.targets] == [2024]
    assert [a.fiscal_year for a in made.reading.ledger.actuals] == [2022, 2023]
    assert codes(made) == []


@pytest.mark.parametrize("beside", ["指標", ""])
def test_aims_in_words_are_no_values(beside: str) -> None:
    """成果目標 before baseline and target is what is measured; before 指標 it is a section."""
    head = ["基本方針", "成果目標", *filter(None, [beside]), "基準値", "R5実績", "目標値(R7)"]
    row = ["1 魅力", "宿泊者数", *(["延べ宿泊者数"] if beside else []), "42人", "40人", "50人"]
    made = read(sheet_grids([head, row]))
    (found,) = made.reading.ledger.indicators
    assert found.name == ("延べ宿泊者数" if beside else "宿泊者数")
    assert [t.quantity.value for t in made.reading.ledger.targets] == [Decimal(50)]
    assert [s.title for s in made.reading.ledger.sections] == [
        "魅力",
        *(["宿泊者数"] if beside else []),
    ]


def test_what_is_expected_of_a_target_is_a_grade() -> None:
    """達成見込み beside the forecast of a year is its grade."""
    made = read(
        sheet_grids(
            [
                ["令和6年度 運営方針の達成状況"],
                ["指標", "R6目標", "R6実績（9月末）", "年度末見込み", "達成見込み"],
                ["交付率(％)", "80", "76.8", "79", "△"],
            ]
        )
    )
    graded = [a for a in made.reading.ledger.actuals if a.published_grade]
    assert [(a.quantity.value, a.certainty) for a in graded] == [
        (Decimal(79), Certainty.FORECAST)
    ]  # fmt: skip


def test_texts_inside_the_cells_of_a_sheet(tmp_path: Path) -> None:
    """A workbook that keeps its texts in the cells has as many rows as one that shares them."""
    rows = [["指標", "目標値(R6)", "R5実績"], ["移住者数", "40人", "37人"]]
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{"ABC"[at]}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    path = tmp_path / "made.xlsx"
    path.write_bytes(_workbook(cells))
    ledger = read_files([path]).ledger
    assert [a.quantity.value for a in ledger.actuals] == [Decimal(37)]


def _workbook(rows: str) -> bytes:
    """Return a workbook of one sheet with these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData>'
        "</worksheet>",
    }
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def test_money_and_indicators_under_groups_of_years() -> None:
    """Below 事業費 a plan is money; below 成果指標 a mere 見込 is a value, no indicator's name."""
    made = read(
        sheet_grids(
            [
                [
                    Merged("事業名", 1, 2), Merged("事業費（千円）", 2), None,
                    Merged("成果指標", 4), None, None, None,
                ],
                [None, "R5実績", "R6計画", "指標名", "R5実績", "R6見込", "R6目標"],
                ["鳥獣対策", "2,310", "2,500", "被害面積(ha)", "18", "17", "15"],
            ]
        )
    )  # fmt: skip
    ledger = made.reading.ledger
    assert [(b.kind, b.fiscal_year, b.amount_yen) for b in ledger.budgets] == [
        ("settled", 2023, Decimal(2310000)),
        ("budget", 2024, Decimal(2500000)),
    ]
    assert [i.name for i in ledger.indicators] == ["被害面積(ha)"]
    assert [(a.fiscal_year, a.quantity.value) for a in ledger.actuals] == [
        (2023, Decimal(18)),
        (2024, Decimal(17)),
    ]


def test_a_row_of_differences_below_target_and_result() -> None:
    """目標, 実績, 差 below each other: the difference is kept and is nobody's result."""
    made = read(
        text_grids(
            "指標\t単位\t区分\tR4\tR5\n"
            "有収率\t％\t目標\t90.5\t91.0\n\t\t実績\t88.9\t89.4\n\t\t差\t▲1.6\t▲1.6\n"
            "耐震化率\t％\t目標\t22\t24\n\t\t実績\t21\t22\n\t\t差\t▲1\t▲2\n"
        )
    )
    ledger = made.reading.ledger
    assert [i.name for i in ledger.indicators] == ["有収率", "耐震化率"]
    assert [t.quantity.value for t in ledger.targets] == [
        Decimal("90.5"), Decimal("91.0"), Decimal(22), Decimal(24)
    ]  # fmt: skip
    assert len(ledger.actuals) == 4
    assert [n.text for n in ledger.notes].count("▲1.6") == 2


def test_cards_stacked_in_one_sheet() -> None:
    """What stands above a name is the coming project's, remarks are the one's before."""

    def card(number: str, name: str, item: str, value: str) -> list[list[str | Merged | None]]:
        return [
            ["事業番号", number, "担当課", "建設課"],
            ["事業名", name],
            ["成果指標", "R5目標", "R5実績"],
            [item, "10", value],
            ["成果", f"{name}を進めた。"],
            ["課題", f"{name}の財源"],
        ]

    made = read(
        sheet_grids([*card("01", "道路", "延長（km）", "9"), *card("02", "橋", "橋数", "8")])
    )
    ledger = made.reading.ledger
    assert [(p.number, p.name) for p in ledger.projects] == [("01", "道路"), ("02", "橋")]
    assert [(i.name, i.parent) for i in ledger.indicators] == [
        ("延長（km）", ledger.projects[0].id),
        ("橋数", ledger.projects[1].id),
    ]
    assert [(a.project, a.text) for a in ledger.activities] == [
        (ledger.projects[0].id, "道路を進めた。"),
        (ledger.projects[1].id, "橋を進めた。"),
    ]
    assert (ledger.projects[0].id, "道路の財源") in {(n.subject, n.text) for n in ledger.notes}


def test_an_indicator_merged_over_rows_that_tell_groups_apart() -> None:
    """The rows of one indicator for several groups of people: the group stands in its name."""
    made = read(
        text_grids(
            "項目\t対象\t策定時(H25)\tR5実績\t目標値(R6)\n"
            "朝食を欠食する人の割合\t20歳代男性\t31.5%\t28.4%\t25%\n"
            "\t20歳代女性\t22.1%\t18.0%\t15%\n"
            "\t30歳代男性\t20.1%\t17.0%\t14%\n"
        )
    )
    assert [i.name for i in made.reading.ledger.indicators] == [
        "朝食を欠食する人の割合",
        "朝食を欠食する人の割合（20歳代女性）",
        "朝食を欠食する人の割合（30歳代男性）",
    ]
    assert codes(made).count("R104") == 0


def test_of_several_codes_the_one_beside_the_name_is_its_number() -> None:
    """Open data begins with the municipality's code, which numbers no project."""
    made = read(
        text_grids(
            "全国地方公共団体コード\t団体名\t施策コード\t施策名\t指標名\t年度\t目標値\t実績値\n"
            "122017\t架空市\t0101\t子育て\t出生数\tR4\t50\t42\n"
            "122017\t架空市\t0201\t観光\t来訪者数\tR4\t90\t51\n"
        )
    )
    assert [(p.number, p.name) for p in made.reading.ledger.projects] == [
        ("0101", "子育て"),
        ("0201", "観光"),
    ]
