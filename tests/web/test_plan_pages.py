"""The pages of sections, indicators, what was missed, and the rulebook."""

import re
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client
from msgspec.structs import replace

from hakaru.ledger.entries import Indicator, Override
from hakaru.ledger.ledger import ledger_of
from hakaru.store.ledger_rows import save_ledger
from web.reading import part, words
from web.sample import PLAN, sample_ledger

INDICATOR = f"indicators/02/{quote('②')}/"


def test_section_page_counts_what_lies_below(client: Client, plan_page: str) -> None:
    """A section tells its place, its own ratio with both counts, its grades and its projects."""
    page = words(client, f"{plan_page}sections/s1/")
    assert "この区分の中の区分 11 観光 1 事業" in page
    assert re.search(r"2025年度（R7） .*? 計 4 達成割合 66.7%（2/3）", page)
    for name in ("連携事業の企画と検証", "企業誘致の推進", "観光資源の活用"):
        assert name in page
    assert "図書館の相互利用" not in page


def test_section_page_leads_up_and_down(client: Client, plan_page: str) -> None:
    """From the overview to a section, from there to the one below and back."""
    assert (
        f'href="{plan_page}sections/s11/"'
        in client.get(f"{plan_page}sections/s1/").content.decode()
    )
    below = client.get(f"{plan_page}sections/s11/").content.decode()
    assert f'href="{plan_page}sections/s1/"' in below
    assert f'href="{plan_page}"' in below


def test_section_page_shows_its_own_indicators(client: Client, two_plans: str) -> None:
    """An indicator that belongs to the section itself stands on its page in full."""
    del two_plans
    page = words(client, "/plans/浜ビジョン/sections/s1/")
    assert "区分そのものの指標" in page
    assert "▲2,939人" in page
    assert "達成割合" not in page


def test_indicator_has_an_address_of_its_own(client: Client, plan_page: str) -> None:
    """Everything known of one indicator: targets, revision, chart, years, working, place."""
    page = words(client, plan_page + INDICATOR)
    for piece in (
        "1 経済成長のけん引 › No. 02 企業誘致の推進",
        "目標値 2024年度（R6）まで 20社",
        "※ 2025年度（令和7年度）から目標を変更： 20社 → 40社",
        "35社 ÷ 40社 = 87.5 %",
        "シート「一覧」 セル F25",
        "前の指標 ①情報交換会議の開催",
    ):
        assert piece in page
    drawn = client.get(plan_page + INDICATOR).content.decode()
    assert drawn.count('class="aim"') >= 2  # the two targets as steps, and one in the key
    assert 'class="point forecast"' in drawn


def test_project_card_leads_to_its_indicators(client: Client, plan_page: str) -> None:
    """The name of an indicator on a card opens the indicator's own page."""
    card = client.get(f"{plan_page}projects/02/").content.decode()
    assert f'href="{plan_page}{INDICATOR}"' in card


def test_indicator_shows_a_grade_given_by_an_official(client: Client, plan_page: str) -> None:
    """An override stands beside the computed grade, with reason and day, without the name."""
    given = Override(
        id=f"{PLAN}/02/②/override/2025",
        source=None,
        indicator=f"{PLAN}/02/②",
        fiscal_year=2025,
        symbol="○",
        reason="年度末に5社の立地が決まったため",
        by="事務局 山田",
        at=date(2026, 1, 20),
    )
    ledger = sample_ledger()
    save_ledger(ledger_of([*ledger.entries(), given], ledger.documents))
    page = words(client, plan_page + INDICATOR)
    assert (
        "△ 未達見込み 相違 改めた評価 ○ 達成見込 2026年1月20日。"
        "理由：年度末に5社の立地が決まったため" in page
    )
    assert "山田" not in page


def test_indicator_says_what_was_measured_before(client: Client, plan_page: str) -> None:
    """A revision that replaced the indicator itself is told with the old definition and reason."""
    ledger = sample_ledger()
    targets = tuple(
        replace(t, measures="誘致した企業数（累計）", reason="数え方を改めたため")
        if t.indicator == f"{PLAN}/02/②" and t.in_force_until == 2024
        else t
        for t in ledger.targets
    )
    save_ledger(replace(ledger, targets=targets))
    page = words(client, plan_page + INDICATOR)
    assert "この期間の指標：誘致した企業数（累計）" in page
    assert "変更の理由：数え方を改めたため" in page


def test_list_of_indicators_has_target_and_last_result(client: Client, plan_page: str) -> None:
    """All indicators by section, each with its target in force and what it reached last."""
    page = words(client, f"{plan_page}indicators/")
    assert "2 都市機能の集積 No. 04 図書館の相互利用 相互利用の冊数" in page
    line = page[page.index("②立地企業数") :]
    assert line.startswith("②立地企業数 目標 40社 毎年度 最新の実績 35社 2025年度（R7） 評価 ○")


def test_list_of_indicators_is_paged(client: Client, plan_page: str) -> None:
    """A plan with very many indicators does not make an endless page."""
    ledger = sample_ledger()
    model = ledger.indicators[0]
    more: list[Indicator] = [
        replace(model, id=f"{model.parent}/n{number}", name=f"指標その{number}")
        for number in range(150)
    ]
    save_ledger(ledger_of([*ledger.entries(), *more], ledger.documents))
    first = words(client, f"{plan_page}indicators/")
    assert "1／2 ページ" in first
    assert "指標その149" not in first
    assert "指標その149" in words(client, f"{plan_page}indicators/?page=2")
    assert client.get(f"{plan_page}indicators/?page=3").status_code == 400


def test_missed_says_how_far_and_why(client: Client, plan_page: str) -> None:
    """Result, target, distance, working, and what was done; final ones apart from expected."""
    page = words(client, f"{plan_page}missed/?year=2024")
    assert "達成しなかった 2 指標" in page
    assert "実績 50,500千円 2024年12月31日 時点 目標 64,000千円 目標との差 13,500千円 不足" in page
    assert "目標との差 33.3ポイント 不足" in page
    latest = words(client, f"{plan_page}missed/")
    assert "達成が見込まれない 2 指標" in latest
    assert "目標との差 400冊 不足" in latest
    assert re.search(r"1,100冊 ÷ 1,500冊 = 73\.3 %", latest)


def test_missed_says_what_was_done(client: Client, plan_page: str) -> None:
    """The activities of the project in that year stand with the case."""
    ledger = sample_ledger()
    activity = replace(ledger.activities[0], project=f"{PLAN}/04", text="予約の窓口を増やした")
    save_ledger(replace(ledger, activities=(activity,)))
    told = part(client, f"{plan_page}missed/", "図書館の相互利用", "このサイトは")
    assert "その年度に取り組んだこと 予約の窓口を増やした" in told
    assert "予約の窓口" not in words(client, f"{plan_page}missed/?year=2024")


def test_rulebook_is_printed_from_the_book(client: Client, plan_page: str) -> None:
    """The legend, the formulas, what the legend leaves open, and examples of this plan."""
    page = words(client, f"{plan_page}rulebook/")
    for piece in (
        "評価凡例 sapporo-renkei-2024",
        "確定した実績で、率が 85 % 以上 100 % 未満",
        "この計画での計算の例",
        "率の求め方",
        "凡例が定めていないことの扱い",
    ):
        assert piece in page
    example = part(client, f"{plan_page}rulebook/", "この計画での計算の例", "率の求め方")
    assert "60,000千円 ÷ 64,000千円 = 93.8 % ≥ 85 %" in example or "1,290冊 ÷ 1,500冊" in example


def test_rulebook_speaks_english(client: Client, plan_page: str) -> None:
    """The explanation follows the language of the page."""
    page = words(client, f"{plan_page}rulebook/?lang=en")
    assert "How rates are found" in page
    assert "率の求め方" not in page


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("sections/s9/", 404),
        ("sections/s1%00/", 404),
        ("indicators/02/③/", 404),
        ("indicators/nothing/embed/", 404),
        ("members/東京都/", 404),
        ("downloads/cards.exe", 404),
        ("downloads/form.xlsx", 404),
        ("downloads/nothing.pdf", 404),
        ("downloads/cards.pdf?year=1999", 400),
        ("downloads/member.pdf", 400),
        ("downloads/member.pdf?member=東京都", 400),
        ("missed/?year=1999", 400),
        ("missed/?year=令和7", 400),
        ("indicators/?page=-1", 400),
        ("indicators/?page=1e9", 400),
    ],
)
def test_what_is_not_there_is_said_clearly(
    client: Client, plan_page: str, page: str, status: int
) -> None:
    """Unknown names answer 404, impossible questions 400, both with what to do."""
    told = words(client, plan_page + page, status)
    assert ("ページが見つかりません" if status == 404 else "条件を読み取れません") in told


@pytest.mark.parametrize("page", ["rulebook/", "sections/s7/"])
def test_a_plan_without_rulebook_has_no_such_page(
    client: Client, two_plans: str, page: str
) -> None:
    """What a plan does not have is not found, and not linked."""
    del two_plans
    assert client.get(f"/plans/浜ビジョン/{page}").status_code == 404
    assert "/rulebook/" not in client.get("/plans/浜ビジョン/").content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "sections/s1/",
        "indicators/",
        INDICATOR,
        "members/",
        f"members/{quote('浜町')}/",
        "compare/",
        "missed/",
        "rulebook/",
        "downloads/",
        "embed/",
    ],
)
def test_pages_can_only_be_read(client: Client, plan_page: str, page: str) -> None:
    """A page sends what it has and takes nothing."""
    assert client.post(plan_page + page).status_code == 405
    assert client.head(plan_page + page).status_code == 200


def test_a_card_leads_to_its_sections_and_members(client: Client, plan_page: str) -> None:
    """From a project one goes up to the sections it lies in, and on to whoever takes part."""
    card = client.get(f"{plan_page}projects/03/").content.decode()
    for place in ("sections/s1/", "sections/s11/", f"members/{quote('港市')}/"):
        assert f'href="{plan_page}{place}"' in card
    assert "1 経済成長のけん引 › 11 観光" in words(client, f"{plan_page}projects/03/")


def test_the_overview_leads_to_what_it_counts(client: Client, plan_page: str) -> None:
    """Projects, indicators and members are counted, and each count is a way to them."""
    page = client.get(plan_page).content.decode()
    for place, number in (("projects", 8), ("indicators", 8), ("members", 3)):
        assert re.search(rf'<dd><a href="{plan_page}{place}/">{number}</a></dd>', page), place


def test_what_was_missed_shows_the_grade_given_instead(client: Client, plan_page: str) -> None:
    """An official counts a result as missed: the case stands there with that grade and reason."""
    given = Override(
        id=f"{PLAN}/04/-/override/2024",
        source=None,
        indicator=f"{PLAN}/04/-",
        fiscal_year=2024,
        symbol="×",
        reason="数え直したため",
        by="事務局",
        at=date(2026, 1, 20),
    )
    ledger = sample_ledger()
    save_ledger(ledger_of([*ledger.entries(), given], ledger.documents))
    page = words(client, f"{plan_page}missed/?year=2024")
    assert "評価 改めた評価 × 未達 2026年1月20日。理由：数え直したため □ 概ね達成" in page


def test_an_indicator_without_a_name_says_so(client: Client, plan_page: str) -> None:
    """A link has words to press, whatever the document left out."""
    ledger = sample_ledger()
    bare = tuple(
        replace(one, name="") if one.id == f"{PLAN}/02/②" else one for one in ledger.indicators
    )
    save_ledger(replace(ledger, indicators=bare))
    for place in ("indicators/", INDICATOR, "projects/", "compare/"):
        assert "②（名前の記載なし）" in client.get(plan_page + place).content.decode().replace(
            '<span lang="ja">', ""
        )


def test_a_calculation_does_not_part_from_its_percent_signs(client: Client, plan_page: str) -> None:
    """A line never begins with the sign of the number before it."""
    page = client.get(plan_page + INDICATOR).content.decode()
    assert "35社 ÷ 40社 = 87.5\u00a0%" in page
