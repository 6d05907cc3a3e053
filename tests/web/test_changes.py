"""What changed since last year, and two years or days side by side."""

import re
from datetime import date

import pytest
from django.test import Client
from msgspec.structs import replace

from hakaru.ledger.entries import AnyEntry
from hakaru.ledger.ledger import Ledger, ledger_of
from hakaru.rules.rulebook import shipped_book
from hakaru.store.ledger_rows import save_ledger
from hakaru.workflow.queries import Turn
from hakaru.workflow.queries.comparing import turn_between
from web.reading import part, words
from web.sample import PLAN, actual, project, sample_ledger

BOOK = shipped_book("sapporo-renkei-2024")


@pytest.mark.parametrize(
    ("before", "after", "turn"),
    [
        ("×", "◎", Turn.NEWLY_MET),
        ("□", "○", Turn.NEWLY_MET),
        ("□", "△", Turn.NEWLY_MISSED),
        ("◎", "×", Turn.NEWLY_MISSED),
        ("×", "□", Turn.BETTER),
        ("◎", "□", Turn.WORSE),
        ("-", "◎", Turn.FIRST),
        ("", "×", Turn.FIRST),
        ("◎", "-", Turn.GONE),
        ("◎", "○", Turn.SAME),
        ("×", "△", Turn.SAME),
        ("-", "", Turn.SAME),
    ],
)
def test_how_a_grade_moved(before: str, after: str, turn: Turn) -> None:
    """What a grade means counts; an expected one is no better or worse than a final one."""
    assert turn_between(BOOK, BOOK.mark_of(before), BOOK.mark_of(after)) is turn


def test_without_a_rulebook_no_grade_moves() -> None:
    """Where no legend is known nothing is judged."""
    assert turn_between(None, BOOK.mark_of("×"), BOOK.mark_of("◎")) is Turn.SAME


def test_overview_says_what_changed(client: Client, plan_page: str) -> None:
    """Counts first, then each case with both grades, new and ended projects, revised targets."""
    told = part(client, plan_page, "前の年度からの変化", "評価の内訳")
    for piece in (
        "2024年度（令和6年度）と2025年度（令和7年度）を比べました。",
        "新たに未達 1 指標 No. 04 図書館の相互利用 相互利用の冊数",
        "□ 概ね達成 → から △ 未達見込み",
        "評価が上がった 1 指標 No. 06 脱炭素の推進",
        "新しい事業 1 事業 No. 02 企業誘致の推進",
        "終了した事業 1 事業 No. 06 脱炭素の推進 令和6年度で終了",
        "目標の変更 1 指標 No. 02 企業誘致の推進 ②立地企業数 20社 → 40社",
    ):
        assert piece in told


def test_overview_counts_the_grades_of_each_year(client: Client, plan_page: str) -> None:
    """Years stand under each other with the ratio and both of its counts."""
    told = part(client, plan_page, "計画全体の年度ごとの評価", "区分")
    assert re.search(r"2024年度（R6） .* 計 8 達成割合 66.7%（4/6）", told)
    assert re.search(r"2025年度（R7） .* 計 8 達成割合 50%（3/6）", told)


def test_the_latest_two_years_are_compared(client: Client, plan_page: str) -> None:
    """Without a question the page compares the last two years that have results."""
    page = words(client, f"{plan_page}compare/")
    assert "2024年度（令和6年度） → 2025年度（令和7年度）：8 件" in page
    assert "目標 20社 → 40社 変更" in page


def test_a_comparison_may_be_turned_round(client: Client, plan_page: str) -> None:
    """From the later to the earlier year a worse grade becomes a better one."""
    page = words(client, f"{plan_page}compare/?from=2025&to=2024")
    assert re.search(r"↗ 評価が上がった .*? 相互利用の冊数", page)
    assert re.search(r"↓ 新たに未達 .*? 補助金の交付額", page)


def test_one_kind_of_change_alone(client: Client, plan_page: str) -> None:
    """A group can be seen alone, at an address of its own."""
    page = words(client, f"{plan_page}compare/?from=2024&to=2025&turn=worse", 400)
    assert "条件を読み取れません" in page
    page = words(client, f"{plan_page}compare/?from=2024&to=2025&turn=newly_missed")
    assert "相互利用の冊数" in page
    assert "休日当番医の実施" not in page


def test_two_days_show_what_was_known(client: Client, plan_page: str) -> None:
    """On the earlier day the results of 2025 were not known yet."""
    page = words(client, f"{plan_page}compare/?from=2024-12-31&to=2025-12-31")
    assert "2024年12月31日 時点 → 2025年12月31日 時点" in page
    line = page[page.index("②立地企業数 2025年度（R7）") :]
    assert re.match(r".{0,30}2024年12月31日 時点 なし 2025年12月31日 時点 35社", line)


def test_a_later_figure_of_the_same_year_is_a_change(client: Client, plan_page: str) -> None:
    """Expected on one day and final on another: the year's grade moved between the days."""
    later = replace(
        actual("04/-", 2025, "1,600冊", "◎"), id=f"{PLAN}/04/-/2025@2026", as_of=date(2026, 5, 1)
    )
    save_ledger(_with(later))
    page = words(client, f"{plan_page}compare/?from=2025-12-31&to=2026-05-01")
    assert "↑ 新たに達成 1" in page
    assert "1,100冊 △ 未達見込み 2026年5月1日 時点 1,600冊 ◎ 達成済み" in page


def test_a_long_group_is_cut_and_paged(client: Client, plan_page: str) -> None:
    """Of each group the first lines stand on the page; the rest follows page by page."""
    more = [project(f"{number}", f"事業{number}", "1") for number in range(100, 200)]
    ledger = sample_ledger()
    parts = [replace(i, id=f"{p.id}/-", parent=p.id) for p in more for i in ledger.indicators[:1]]
    results = [
        replace(a, id=f"{i.id}/{a.fiscal_year}", indicator=i.id)
        for i in parts
        for a in ledger.actuals
        if a.indicator == ledger.indicators[0].id and a.fiscal_year == 2025
    ]
    save_ledger(_with(*more, *parts, *results))
    page = client.get(f"{plan_page}compare/").content.decode()
    assert page.count('<th role="rowheader"') < 80
    last = words(client, f"{plan_page}compare/?from=2024&to=2025&turn=first&page=2")
    assert "事業199" in last
    assert "2／2 ページ" in last


@pytest.mark.parametrize(
    "query",
    [
        "from=1999&to=2025",
        "from=2024",
        "to=2025",
        "from=2024&to=2025-12-31",
        "from=2025-02-30&to=2025-12-31",
        "from=0001-01-01&to=2025-12-31",
        "from=令和6&to=令和7",
        "from=２０２４&to=2025",
        "from=2024&to=2025&turn=sideways",
        "from=2024&to=2025&page=0",
        "from=2024&to=2025&page=9",
        "from=2024&to=2025&page=x",
    ],
)
def test_a_comparison_that_cannot_be_made_is_refused(
    client: Client, plan_page: str, query: str
) -> None:
    """A year or day nobody can mean is answered with 400 and what to do."""
    assert "条件を読み取れません" in words(client, f"{plan_page}compare/?{query}", 400)


def test_a_plan_of_one_year_has_nothing_to_compare(client: Client, two_plans: str) -> None:
    """It says so, and the overview says nothing of changes."""
    del two_plans
    assert "比べられる年度がまだ二つありません。" in words(client, "/plans/浜ビジョン/compare/")
    assert "前の年度からの変化" not in words(client, "/plans/浜ビジョン/")


def _with(*more: AnyEntry) -> Ledger:
    """Return the sample with more entries."""
    ledger = sample_ledger()
    return ledger_of([*ledger.entries(), *more], ledger.documents)
