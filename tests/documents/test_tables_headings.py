"""Lines around the tables: which are headings, which are lists, legends, contents or text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.making_tables import Merged, read, sheet_grids, text_grids
from hakaru.ledger.integrity import problems
from hakaru.read.draft import Draft
from hakaru.read.tables.lines import line_heading
from hakaru.read.tables.reading import keep_lines, read_tables
from hakaru.read.vocabulary import shipped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《重点分野》", ("《", "", "重点分野")),
        ("《横断的戦略1.人材への支援》", ("《", "1", "人材への支援")),
        ("重点分野1.観光", ("重点分野", "1", "観光")),
        ("②市内の連携", ("①", "2", "市内の連携")),
        ("- ①市内の連携", ("①", "1", "市内の連携")),
        ("（2）数値目標", ("(1)", "2", "数値目標")),
        ("## 観光", ("##", "", "観光")),
        ("■観光", ("■", "", "観光")),
        ("第1期ビジョンの実績", None),
        ("【資料1】", None),
        ("※数値は速報", None),
        ("観光を進めた。", None),
    ],
)
def test_what_a_line_says(text: str, expected: tuple[str, str, str] | None) -> None:
    """Numbers and brackets make headings; notes, sentences and labels of documents are none."""
    found = line_heading(text)
    assert (found and tuple(found)) == expected


def test_a_merged_row_without_a_number_is_a_section() -> None:
    """What stands across the columns of a table names what follows."""
    made = read(
        sheet_grids(
            [
                ["令和5年度 評価一覧"],
                ["事業名", "指標", "目標", "実績"],
                [Merged("観光の振興", 4)],
                ["誘客", "来客(人)", "10", "11"],
                [Merged("農業の振興", 4)],
                ["就農", "人数(人)", "3", "2"],
            ]
        )
    )
    plan = made.tables.plan
    assert [(p.name, p.section) for p in made.reading.ledger.projects] == [
        ("誘客", f"{plan}/s観光の振興"),
        ("就農", f"{plan}/s農業の振興"),
    ]


def test_headings_that_stand_again_may_break_their_lines_elsewhere() -> None:
    """Paper fits a heading to its page; the row above the second one stays a row of data."""

    def heads(year: str) -> list[list[str | Merged]]:
        """Return the two rows of headings."""
        above: list[str | Merged] = ["事業名", "指標", "目標値", Merged(year, 3), "", ""]
        return [above, ["", "", "", "内容", "実績値", "評価"]]

    made = read(
        sheet_grids(
            [
                ["令和6年度 評価一覧"],
                *heads("2024年度\n（R6年度）"),
                ["誘客", "①来客(人)", "10人", "催し", "11人", "◎"],
                ["", "②指標2^数(万人)", "1回（毎年度）", "", "", ""],
                *heads("2024年度（R6年度）"),
                ["就農", "人数(人)", "3人", "講座", "2人", "×"],
            ]
        )
    )
    names = [indicator.name for indicator in made.reading.ledger.indicators]
    assert names == ["来客(人)", "指標2^数(万人)", "人数(人)"]
    assert len(made.tables.tables) == 1


HEAD = "事業名\t指標\tR5目標\tR5実績\n"


def test_short_lines_directly_above_several_tables_are_sections() -> None:
    """Lines without any sign are headings where each table has its own."""
    made = read(
        text_grids(f"観光\n\n{HEAD}誘客\t来客\t1人\t2人\n\n農業\n\n{HEAD}就農\t人数\t3人\t2人\n")
    )
    assert [s.title for s in made.reading.ledger.sections] == ["観光", "農業"]
    assert made.reading.unread == ()


def test_a_list_above_a_table_is_no_heading() -> None:
    """Lines that count up directly below each other are a legend or a list, and are left."""
    grids = text_grids(f"Ａ：達成した\nＢ：おおむね達成\nＣ：未達\n\n{HEAD}誘客\t来客\t1人\t2人\n")
    draft = Draft()
    tables = read_tables(grids, draft, shipped())
    assert tables is not None
    reading = draft.finish(grids)
    assert reading.ledger.sections == ()
    assert [place.line for place in reading.unread] == [1, 2, 3]


def test_sections_that_count_up_inside_a_table_are_no_list() -> None:
    """Sections without a row stand directly below each other; a note below the table is none."""
    rows: list[list[str | Merged]] = [
        ["事業", "指標", "R4", "目標値"],
        [Merged("１ 観光", 4), "", "", ""],
        ["誘客", "来客", "1人", "2人"],
        [Merged("２ 農業", 4), "", "", ""],
        [Merged("３ 漁業", 4), "", "", ""],
        ["就業", "人数", "3人", "2人"],
        [Merged("４ 林業", 4), "", "", ""],
        [Merged("※ 数値は速報", 4), "", "", ""],
    ]
    made = read(sheet_grids(rows))
    titles = [section.title for section in made.reading.ledger.sections]
    assert titles == ["観光", "農業", "漁業", "林業"]
    assert made.reading.unread == ()


def test_headings_of_several_levels_over_indicators() -> None:
    """基本目標, （1） and ① stand under each other; indicators belong to the innermost."""
    made = read(
        text_grids(
            "みどり市総合戦略の進捗\n\n基本目標Ⅰ しごと\n（1）数値目標\n"
            "指標\t基準値\tR4\tR5\t目標値（R6）\t進捗\n"
            "従業者数\t10,000人（H30）\t9,900人\t9,950人\t10,500人\t順調\n\n"
            "（2）施策\n①企業誘致\n指標\t基準値\tR4\tR5\t目標値（R6）\t進捗\n"
            "誘致件数（累計）\t2件（H30）\t3\t4\t10件\t遅れ\n"
        )
    )
    plan = made.tables.plan
    parents = [indicator.parent for indicator in made.reading.ledger.indicators]
    assert parents == [f"{plan}/sI-1", f"{plan}/sI-2-1"]
    grades = [(a.fiscal_year, a.published_grade) for a in made.reading.ledger.actuals]
    assert grades == [(2022, None), (2023, "順調"), (2022, None), (2023, "遅れ")]
    assert made.reading.unread == ()


words = st.sampled_from(
    [
        "No.", "事業名", "指標", "単位", "R4", "R5", "目標", "実績", "評価", "基準値", "目標値(R8)",
        "内容", "予算額(千円)", "備考", "変更前", "変更後", "役割", "区分", "年度", "1 観光",
        "《重点》", "①食", "合計", "【再掲】誘客", "★", "誘客", "農業", "来客(人)", "①a\n②b",
        "①1\n②2", "10", "1,000人", "—", "集計中", "※注", "(令和3年度をもって終了)",
        "（単位：千円）", "第1期ビジョン", "-----", "長い文です。", "", "", "",
    ]
)  # fmt: skip
fields = st.one_of(words, st.builds(Merged, words.filter(bool), st.integers(1, 4)))
sheets = st.lists(st.lists(fields, min_size=1, max_size=9), max_size=14)


@settings(max_examples=150, deadline=None)
@given(st.lists(sheets, min_size=1, max_size=2))
def test_any_sheet_gives_a_whole_ledger(made: list[list[list[str | Merged]]]) -> None:
    """Whatever stands where: nothing raises, no cell is lost, and every id and reference holds."""
    grids = sheet_grids(*made)
    draft = Draft()
    tables = read_tables(grids, draft, shipped())
    if tables is not None:
        keep_lines(tables, grids, draft)
        reading = draft.finish(grids)
        assert reading.accounting.unread == 0
        assert list(problems(reading.ledger)) == []


def test_a_bare_year_before_a_word_of_the_table_is_a_year() -> None:
    """「2022実績」 is read as 2022年度実績, and the target of 「2024目標」 is due then."""
    made = read(
        sheet_grids(
            [
                ["観光振興計画 評価表"],
                ["指標", "2022実績", "2023実績", "2024目標", "2024実績", "参加市町"],
                ["宿泊者数", "12,300人", "13,900人", "14,000人", "14,350人", "■上市 □中町"],
            ]
        )
    )
    ledger = made.reading.ledger
    found = {actual.fiscal_year: actual.quantity.text for actual in ledger.actuals}
    assert found == {2022: "12,300人", 2023: "13,900人", 2024: "14,350人"}
    assert [target.due for target in ledger.targets] == [2024]


def test_a_heading_whose_years_differ_is_read_by_its_first_year_and_told_of() -> None:
    """The column is not lost, and R116 says that the heading cannot be true; ranges are no pair."""
    made = read(
        sheet_grids(
            [
                ["令和7年度 指標一覧"],
                [
                    "指標",
                    "目標（2024～2028年度）",
                    "2024年度（令和6年度）",
                    "2025年度（令和6年度）実績",
                ],
                ["受診率(%)", "50", "43.3", "44.9"],
            ]
        )
    )
    found = {actual.fiscal_year: actual.quantity.text for actual in made.reading.ledger.actuals}
    assert found == {2024: "43.3", 2025: "44.9"}
    told = [one.value("text") for one in made.reading.findings if one.code == "R116"]
    assert told == ["2025年度（令和6年度）実績"]
