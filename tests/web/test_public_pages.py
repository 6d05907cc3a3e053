"""What citizens and officials read on the public pages."""

import re

import pytest
from django.test import Client
from msgspec.structs import replace
from pytest_django import DjangoAssertNumQueries

from hakaru.store.ledger_rows import save_ledger
from web.sample import PLAN, sample_ledger


def words(client: Client, address: str) -> str:
    """Return the words of a page, tags taken out, blanks as one."""
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.mark.django_db
def test_an_empty_site_says_how_to_begin(client: Client) -> None:
    """Before any plan is loaded the first page says so and what to do."""
    assert "まだ計画がありません。" in words(client, "/")


def test_the_only_plan_is_the_first_page(client: Client, plan_page: str) -> None:
    """With one plan the first page shows it at once, without sending the reader on."""
    assert words(client, "/") == words(client, plan_page)


def test_several_plans_are_listed(client: Client, two_plans: str) -> None:
    """With several plans the first page lists them, each with its latest ratio."""
    page = words(client, "/")
    assert "みなと連携中枢都市圏ビジョン" in page
    assert "浜町産業振興ビジョン" in page
    assert "達成割合 2025年度（R7） 50%（3/6）" in page
    assert f'href="{two_plans}"' in client.get("/").content.decode()


def test_overview_shows_the_ratio_with_both_counts(client: Client, plan_page: str) -> None:
    """A ratio never stands alone: met and evaluable, what counts as met, what was published."""
    page = words(client, plan_page)
    assert "50 % 3/6 評価できる 6 指標のうち 3 指標" in page
    assert "達成と数える評価 ◎ 達成済み 、 ○ 達成見込" in page
    assert "公表された割合 50% 数え直しと一致" in page


def test_overview_says_when_two_years_are_counted_differently(
    client: Client, plan_page: str
) -> None:
    """66.7 % of 2024 comes out only with □ as met, 50 % of 2025 only without: that is said."""
    page = words(client, plan_page)
    assert "年度によって数え方が異なります。" in page
    assert "達成と数える評価 ◎ 達成済み 、 □ 概ね達成 、 ○ 達成見込" in page
    assert "凡例どおりの数え方 50%（3/6）" in page


def test_overview_counts_grades_by_section(client: Client, plan_page: str) -> None:
    """A section's row counts what lies below it; the last row is the whole plan."""
    page = client.get(plan_page).content.decode()
    table = re.search(r'<table class="cards tally".*?</table>', page, re.DOTALL)
    assert table is not None
    rows = [
        [re.sub(r"<span class=\"cell-name\">.*?</span></span></span>", "", cell) for cell in row]
        for row in (
            re.findall(r'<td role="cell" class="number[^"]*">(.*?)</td>', row, re.DOTALL)
            for row in re.findall(r"<tr role=\"row\".*?</tr>", table.group(), re.DOTALL)[1:]
        )
    ]
    counts = [[int(re.sub(r"<[^>]+>|\D", "", cell)) for cell in row] for row in rows]
    # ◎ □ ○ △ -, then the total: economy, tourism below it, functions, life, the whole.
    assert counts == [
        [1, 0, 1, 1, 1, 4],
        [0, 0, 0, 0, 1, 1],
        [0, 0, 0, 1, 0, 1],
        [0, 1, 1, 0, 1, 3],
        [1, 1, 2, 2, 2, 8],
    ]


def test_overview_lists_what_differs_with_the_working(client: Client, plan_page: str) -> None:
    """A printed ○ where the rulebook gives △ is listed with both, the reason and a link."""
    page = words(client, plan_page)
    assert "No. 02 企業誘致の推進 ②立地企業数" in page
    assert "35社 ÷ 40社 = 87.5 %" in page
    assert f'href="{plan_page}projects/02/#indicator-2"' in client.get(plan_page).content.decode()


def test_overview_lists_what_was_missed(client: Client, plan_page: str) -> None:
    """The indicators missed in the latest graded year stand with result and target."""
    page = words(client, plan_page)
    assert "No. 04 図書館の相互利用 相互利用の冊数 実績 1,100冊 目標 1,500冊" in page


def test_legend_has_symbol_word_reading_and_condition(client: Client, plan_page: str) -> None:
    """Each grade is explained: symbol, word, how it is read aloud, when given, how counted."""
    page = words(client, plan_page)
    assert "□ 概ね達成 読み 四角 図の模様 つける条件 目標に対して 85% 以上" in page
    assert "- 評価なし" in page
    assert "分母に入れない" in page


def test_every_grade_has_a_word_and_a_shape(client: Client, plan_page: str) -> None:
    """No badge is a bare symbol or a bare colour."""
    page = client.get(f"{plan_page}projects/").content.decode()
    badges = re.findall(r'<span class="grade ([^"]+)">(.*?)</span></span>', page, re.DOTALL)
    assert {"met", "nearly", "missed", "met expected", "missed expected", "none"} <= {
        classes for classes, _ in badges
    }
    assert all(re.sub(r"<[^>]+>", "", inside)[1:].strip() for _, inside in badges)


def test_card_shows_everything_known_of_a_project(client: Client, plan_page: str) -> None:
    """Members in or out, responsibilities, targets, activities, money, notes, neighbours."""
    page = words(client, f"{plan_page}projects/02/")
    for part in (
        "No. 02 企業誘致の推進",
        "2025年度（R7）から新規",
        "■ 参加： 港市",
        "□ 不参加： 岬村",
        "連携市町村 周知と協力",
        "①情報共有の会議を開催（浜町）",
        "文中の市町村：浜町",
        "412,018,000 412,018千円",
        "※補助は3年間",
        "前の事業 No. 01 連携事業の企画と検証",
        "次の事業 No. 03 観光資源の活用",
    ):
        assert part in page


def test_card_shows_old_and_new_target(client: Client, plan_page: str) -> None:
    """A revised target keeps its past: both values, their years, and a footnote."""
    page = words(client, f"{plan_page}projects/02/")
    assert "目標値 2024年度（R6）まで 20社" in page
    assert "目標値 2025年度（R7）から 40社" in page
    assert "※ 2025年度（令和7年度）から目標を変更： 20社 → 40社" in page


def test_card_shows_each_year_with_both_grades_and_its_place(
    client: Client, plan_page: str
) -> None:
    """A year says value, certainty, published and computed grade, agreement, reason, source."""
    page = words(client, f"{plan_page}projects/02/")
    line = page[page.index("35社 見込み") :]
    assert re.match(
        r"35社 見込み 2025年12月31日 時点 目標 40社 公表された評価 ○ 達成見込 "
        r"計算による評価 △ 未達見込み 相違 計算の根拠 .*?35社 ÷ 40社 = 87.5 % .*?"
        r"読み取った場所 実績一覧.xlsx シート「一覧」 セル F25",
        line,
    )


def test_card_says_how_the_direction_is_known(client: Client, plan_page: str) -> None:
    """Lower is better is never a silent guess."""
    page = words(client, f"{plan_page}projects/03/")
    assert "低いほどよい（基準値と目標値から判断）" in page
    assert "50% 2027年度（R9）まで" in page
    assert "再掲 3 生活関連機能の向上" in page


def test_chart_tells_its_values_in_words(client: Client, plan_page: str) -> None:
    """The drawing has a title and a description for whoever does not see it."""
    page = client.get(f"{plan_page}projects/02/").content.decode()
    assert "②立地企業数 の推移</title>" in page
    assert (
        "基準値 15社。2024年度 27社。2025年度 35社（見込み）。目標 20社。目標 40社。</desc>" in page
    )


def test_card_without_numbers_has_no_chart(client: Client, plan_page: str) -> None:
    """維持 and 実施 are told in the table; nothing is drawn."""
    page = client.get(f"{plan_page}projects/05/").content.decode()
    assert 'class="chart' not in page
    assert "維持" in page


def test_plan_without_rulebook_still_shows_its_values(client: Client, two_plans: str) -> None:
    """Where no legend is known there are values and targets, and no grade is invented."""
    del two_plans
    overview = words(client, "/plans/浜ビジョン/")
    assert "評価の決まり（凡例）が登録されていないため、評価と達成割合はありません。" in overview
    assert "違いはありません" not in overview
    page = words(client, "/plans/浜ビジョン/indicators/")
    assert "①社会増減数" in page
    assert "▲2,939人" in page
    assert "2022年度（R4）まで" in page
    assert "計算による評価" not in page


def test_sections_lead_to_their_projects(client: Client, plan_page: str) -> None:
    """A section's row in the tally opens its page, which has its projects; so does the filter."""
    assert f'href="{plan_page}sections/s11/"' in client.get(plan_page).content.decode()
    assert "観光資源の活用" in words(client, f"{plan_page}sections/s11/")
    assert "観光資源の活用" in words(client, f"{plan_page}projects/?section=s11")


def test_a_newer_version_is_shown_at_once(client: Client, plan_page: str) -> None:
    """What is kept in memory belongs to one version of the plan's rows."""
    assert "みなと連携中枢都市圏ビジョン" in words(client, plan_page)
    ledger = sample_ledger()
    plan = replace(ledger.plans[0], title="港ビジョン改定版")
    save_ledger(replace(ledger, plans=(plan,)))
    assert "港ビジョン改定版" in words(client, plan_page)


@pytest.mark.parametrize("page", ["", "projects/", "projects/02/", "indicators/"])
def test_few_queries_a_page(
    client: Client,
    plan_page: str,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """A plan is read in a fixed number of queries, and once only while it is unchanged."""
    with django_assert_max_num_queries(20):
        client.get(plan_page + page)
    with django_assert_max_num_queries(1):
        client.get(plan_page + page)


def test_ids_are_readable_in_addresses(client: Client, plan_page: str) -> None:
    """An address may be typed as it is spoken; percent notation means the same."""
    assert client.get(f"/plans/{PLAN}/").content == client.get(plan_page).content
