"""Reports as data: what each of them tells of a small plan, and how it is narrowed and ordered."""

import pytest
from msgspec.structs import replace

from hakaru.errors import UsageError
from hakaru.ledger.ledger import Ledger
from hakaru.report.charts import Chart
from hakaru.report.tables.headings import heading_text
from hakaru.report.tables.material import Shape
from hakaru.report.tables.model import Cell, Formula, Table, Tone
from hakaru.report.tables.printing import day_text, title_text
from hakaru.report.tables.wanted import Order, Wanted
from hakaru.report.words import Language
from report import making
from report.making import MEMBERS, PLAN, blocks, ledger, lines, report, tables


def cells(made: Table) -> list[Cell]:
    """Return all cells of a table."""
    return [cell for row in made.rows for cell in row.cells]


def test_cards_as_offices_print_them() -> None:
    """Title and legend first, a heading for each section, a card for each project."""
    made = report("cards")
    assert lines(made)[:4] == [
        f"{PLAN} 令和7年度連携事業実績状況一覧",
        "令和8年5月末時点",
        "評価凡例（確定した事業）：◎ 達成済み、□ 概ね達成（85%以上）、× 未達",
        "評価凡例（継続中の事業の見込み）：○ 達成見込、△ 未達見込み",
    ]
    assert "1 地域経済のけん引" in lines(made)
    card = tables(made)[0]
    assert card[0] == ["No.", "1", "事業名", "★企業誘致の推進"]
    assert card[2] == ["参加市町村", "■港市 ■浜田町 ■山根村"]
    assert ["①情報交換会議の開催", "-", "1回（毎年度）"] in card
    assert ["②18社", "◎", "②17社", "□", "-", "-"] in card


def test_a_card_tells_of_revisions_below_it() -> None:
    """A revised target is a footnote with the old and the new one; the row has the new one."""
    made = report("cards")
    assert "※ R7年度からKPIを変更（②「18社（毎年度）」→「20社（毎年度）」）" in lines(made)
    assert ["②立地企業数", "-", "20社（毎年度）"] in tables(made)[0]


def test_a_new_project_says_so_and_partners_are_underlined() -> None:
    """The year a project is new from stands beside its name; partners named are underlined."""
    made = report("cards")
    assert tables(made)[2][0][-1] == "令和7年度新規事業"
    second = [block for block in blocks(made) if isinstance(block, Table)][1]
    named = next(cell for cell in cells(second) if cell.underlined)
    assert [text for text, underlined in named.runs() if underlined] == ["浜田町"]


def test_a_grade_is_never_colour_alone() -> None:
    """Every coloured cell has a symbol, and the words it is read as."""
    made = report("cards")
    coloured = [
        cell
        for block in blocks(made)
        if isinstance(block, Table)
        for cell in cells(block)
        if cell.tone in (Tone.MET, Tone.NEARLY, Tone.MISSED)
    ]
    assert coloured
    assert all(cell.text and cell.reading for cell in coloured)


def test_a_year_without_published_grades_shows_the_computed_ones() -> None:
    """What nobody has published yet is graded by the plan's rulebook."""
    actuals = tuple(replace(one, published_grade=None) for one in ledger().actuals)
    made = report("cards", of=replace(ledger(), actuals=actuals))
    assert ["②18社", "◎", "②17社", "□", "-", "-"] in tables(made)[0]


def test_a_dash_for_no_grade_looks_alike_in_every_year() -> None:
    """One that is known not to be graded is no bolder than a year to come; a grade is."""
    one = ledger().indicators[0]
    results = (making.actual(one, 2024, "1回", "◎"), making.actual(one, 2025, "1回", "-"))
    made = report("cards", of=replace(ledger(), actuals=results))
    shown = [c for t in blocks(made) if isinstance(t, Table) for c in cells(t)]
    assert {c.strong for c in shown if c.text == "◎"} == {True}
    assert {c.strong for c in shown if c.text == "-"} == {False}


def test_the_matrix_has_years_money_and_relisted_rows() -> None:
    """Two heading rows; sections as bands; a relisted project again in the other section."""
    (table,) = tables(report("matrix"))
    assert table[0][:4] == ["No.", "事業名", "指標", "目標値（目標年）"]
    assert table[1] == ["実績値", "評価", "内容", "決算見込額\n（千円）", "実績値", "評価"]
    assert ["1 地域経済のけん引"] in table
    names = [row[1] for row in table if len(row) > len(MEMBERS) and row[0] in ("1", "2", "3")]
    assert names == [
        "★企業誘致の推進", "創業の促進", "医療体制の維持【2025年度新規】",
        "★企業誘致の推進【再掲】",
    ]  # fmt: skip
    assert any("12,345" in row for row in table)


def test_a_matrix_names_sections_without_a_row() -> None:
    """Nothing of the plan is left out; a part of it names only what it tells of."""
    of = replace(ledger(), sections=(*ledger().sections, making.section("9", "空の区分")))
    (whole,) = tables(report("matrix", of=of))
    assert whole[-1] == ["9 空の区分"]
    (part,) = tables(report("matrix", Wanted(projects=("1",)), of=of))
    assert ["9 空の区分"] not in part


def test_the_summary_counts_by_section_and_year() -> None:
    """The ratio has both counts, and its cell a formula over them."""
    made = report("summary")
    assert "達成 2 ÷ 評価対象 4" in lines(made)
    by_year, by_section = [block for block in blocks(made) if isinstance(block, Table)][:2]
    assert [row.cells[-1].text for row in by_year.rows] == ["達成割合", "66.7%", "50.0%"]
    assert [row.cells[0].text for row in by_section.rows][1:] == [
        "1 地域経済のけん引", "2 生活機能の向上", "計",
    ]  # fmt: skip
    whole = by_section.rows[-1].cells
    assert [cell.text for cell in whole[1:]] == ["2", "1", "1", "0", "0", "4", "2", "50.0%"]
    assert whole[-1].formula == Formula("share", ((3, 7), (3, 6)))
    assert sum(isinstance(block, Chart) for block in blocks(made)) == len(("sections", "years"))


def test_the_summary_tells_what_turned_and_why() -> None:
    """Newly met and newly missed against the year before, missed ones with the working."""
    made = tables(report("summary"))
    newly_met, newly_missed, missed, settled = made[2:]
    assert newly_met[1][2:] == ["①情報交換会議の開催", "×", "1回（毎年度）", "1回", "◎"]
    assert [row[1] for row in newly_missed[1:]] == ["企業誘致の推進", "創業の促進"]
    assert missed[1][-1] == "40件 ÷ 100件（毎年度） = 40.0 % < 85 % · 確定 → × 未達"
    assert settled[1][3:] == ["2025年度（R7年度）", "15社", "△", "17社", "□"]


def test_changes_are_new_ended_and_revised() -> None:
    """Each revision has the old and the new target, from when, and why."""
    revised, new, ended = tables(report("changes"))
    assert revised[1] == [
        "1", "企業誘致の推進", "②立地企業数", "18社（毎年度）", "②立地企業数", "20社（毎年度）",
        "2025年度\n（R7年度）", "",
    ]  # fmt: skip
    assert new[1][1] == "医療体制の維持"
    assert ended[1] == ["該当なし"]


def test_participation_has_totals() -> None:
    """A row for each project, a column for each member, ■ counted both ways."""
    (table,) = tables(report("participation"))
    assert table[0] == ["No.", "事業名", *MEMBERS, "計"]
    assert table[3] == ["2", "創業の促進", "■", "■", "□", "2"]
    assert table[-1] == ["計", "3", "2", "1", "6"]


def test_one_members_extract() -> None:
    """Only its projects, what falls to it, and what was done that names it."""
    made = report("member", Wanted(member="浜田町"))
    assert "参加事業 2（全 3 事業）" in lines(made)
    (table,) = tables(made)
    assert [row[1] for row in table[1:] if len(row) == len(table[0])] == [
        "企業誘致の推進", "創業の促進",
    ]  # fmt: skip
    assert table[-1][2] == "周知・協力"
    assert table[-1][-1] == "・相談会を開催（浜田町2件）"


def test_slides_tell_what_a_meeting_asks() -> None:
    """Cover, ratio, sections, highlights, missed and why, changes, the ★ projects."""
    names = [part.name for part in report("slides").parts]
    assert names == [
        f"{PLAN} 令和7年度 実施状況について", "達成割合", "区分別の評価", "新たな達成・新規事業",
        "未達・未達見込みとその理由（1件）", "KPIの変更", "1 企業誘致の推進",
    ]  # fmt: skip
    assert [part.name for part in report("slides", Wanted(projects=("2",))).parts][-1] == (
        "2 創業の促進"
    )


def test_the_scope_is_a_section_projects_or_a_member() -> None:
    """By id, number or title; what is counted is what is shown."""

    def shown(wanted: Wanted) -> list[str]:
        """Return the projects of the cards."""
        return [table[0][1] for table in tables(report("cards", wanted))]

    assert shown(Wanted(sections=("2",))) == ["3"]
    assert shown(Wanted(sections=("地域経済のけん引",))) == ["1", "2"]
    assert shown(Wanted(projects=("3", "創業の促進"))) == ["2", "3"]
    assert shown(Wanted(member="山根村")) == ["1"]
    told = lines(report("summary", Wanted(sections=("1",))))
    assert {"33.3%", "達成 1 ÷ 評価対象 3"} <= set(told)


def test_the_order_of_projects() -> None:
    """By name, or the worst grades first."""

    def shown(order: Order) -> list[str]:
        """Return the projects of the cards."""
        return [table[0][1] for table in tables(report("cards", Wanted(order=order)))]

    assert shown(Order.NUMBER) == ["1", "2", "3"]
    assert shown(Order.NAME) == ["1", "2", "3"]
    assert shown(Order.GRADE) == ["2", "1", "3"]


def test_another_year() -> None:
    """A report of an earlier year has its title, and no results of later years are its own."""
    made = report("summary", Wanted(fiscal_year=2024))
    assert lines(made)[0] == f"{PLAN} 令和6年度 評価のまとめ"
    assert "66.7%" in lines(made)


def test_english() -> None:
    """Headings are English; names and values stand as the documents print them."""
    made = report("cards", Wanted(lang=Language.EN))
    assert lines(made)[2].startswith("Legend (final results): ◎ Met, □ Nearly met (85% or more)")
    assert tables(made)[0][0] == ["No.", "1", "Project", "★企業誘致の推進"]
    assert tables(made)[0][-1] == [
        "Remarks", "Settled (FY2025): 12,345,000円\nRelisted: 2 生活機能の向上",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(plan="なし"), "report.plan_unknown"),
        (Wanted(sections=("9",)), "report.section_unknown"),
        (Wanted(projects=("9",)), "report.project_unknown"),
        (Wanted(member="別市"), "report.member_unknown"),
    ],
)
def test_what_the_plan_does_not_have_is_said(wanted: Wanted, code: str) -> None:
    """A request that names something unknown is refused with what there is."""
    with pytest.raises(UsageError) as refused:
        report("cards", wanted)
    assert refused.value.code == code


def test_a_ledger_without_a_plan_is_refused() -> None:
    """Nothing was read: there is nothing to report on."""
    with pytest.raises(UsageError, match="no_plan"):
        report("cards", of=Ledger())


def test_a_plan_without_a_rulebook_has_no_legend() -> None:
    """Published grades are shown; nothing is counted."""
    of = replace(ledger(), plans=(making.plan(rulebook=""),))
    assert not any("凡例" in line for line in lines(report("cards", of=of)))
    assert "評価できる指標はありません。" in lines(report("summary", of=of))


@pytest.mark.parametrize(
    ("title", "year", "printed"),
    [
        ("港市総合戦略", 2025, "港市総合戦略 令和7年度実績状況一覧"),
        ("港圏 令和7年度連携事業実績状況一覧", 2025, "港圏 令和7年度連携事業実績状況一覧"),
        ("港圏 令和6年度連携事業実績状況一覧", 2025, "港圏 令和7年度連携事業実績状況一覧"),
        (
            "第2期港市ビジョン（2024～2028年度）", 2025,
            "令和7年度 第2期港市ビジョン（2024～2028年度） 実績状況一覧",
        ),
        ("港市ビジョンの進捗状況", 2018, "平成30年度 港市ビジョンの進捗状況"),
    ],
)  # fmt: skip
def test_the_title_names_the_year_reported_on(title: str, year: int, printed: str) -> None:
    """A plan's title gets the year; that of another year's report gets this one's instead."""
    assert title_text(title, year, "実績状況一覧", Language.JA) == printed


def test_the_day_of_a_label() -> None:
    """Within the year the month is enough; another day says its year."""
    assert day_text(making.AUTUMN, 2025, Language.JA) == "12月末"
    assert day_text(making.AUTUMN.replace(day=10), 2025, Language.JA) == "12月10日"
    assert day_text(making.SPRING, 2025, Language.JA) == "令和8年5月末"


@pytest.mark.parametrize(
    ("number", "depth", "shape", "shown"),
    [
        ("1", 0, Shape(0, frozenset()), "1 題"),
        ("1", 1, Shape(2, frozenset()), "(1) 題"),
        ("3", 2, Shape(2, frozenset()), "③ 題"),
        ("1", 0, Shape(3, frozenset()), "第1章 題"),
        ("1", 1, Shape(3, frozenset()), "1 題"),
        ("", 0, Shape(1, frozenset({0})), "《題》"),
        ("2", 0, Shape(1, frozenset({0})), "《2 題》"),
        ("1-1", 1, Shape(1, frozenset()), "1-1 題"),
    ],
)
def test_headings_have_a_notation_for_each_depth(
    number: str, depth: int, shape: Shape, shown: str
) -> None:
    """So that a reader can tell the levels apart again."""
    assert heading_text(making.section(number, "題"), depth, shape) == shown
