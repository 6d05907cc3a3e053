"""What other sites may show, and what they may not; the pages about the site itself."""

from urllib.parse import quote

import pytest
from django.test import Client

from hakaru.web.security import CONTENT_POLICY
from web.reading import words

EMBEDS = ("embed/", f"indicators/02/{quote('②')}/embed/")


@pytest.mark.parametrize("page", EMBEDS)
def test_embeds_may_be_framed_and_nothing_else_changes(
    client: Client, plan_page: str, page: str
) -> None:
    """Anybody may frame an embed; the rest of the policy is that of every page."""
    headers = client.get(plan_page + page).headers
    policy = headers["Content-Security-Policy"]
    assert policy.replace("frame-ancestors *", "frame-ancestors 'none'") == CONTENT_POLICY
    assert "X-Frame-Options" not in headers


@pytest.mark.parametrize(
    "page", ["", "projects/", f"indicators/02/{quote('②')}/", "members/", "downloads/"]
)
def test_no_other_page_may_be_framed(client: Client, plan_page: str, page: str) -> None:
    """A page with links and forms stays out of other sites' frames."""
    headers = client.get(plan_page + page).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_embedded_ratio_has_both_counts(client: Client, plan_page: str) -> None:
    """The ratio stands with its counts, its year and the plan it is of."""
    page = words(client, f"{plan_page}embed/")
    assert "50 % 3/6" in page
    assert "2025年度（令和7年度）" in page
    assert "みなと連携中枢都市圏ビジョン" in page


def test_embedded_ratio_of_a_plan_without_one(client: Client, two_plans: str) -> None:
    """Where nothing can be evaluated the embed says so."""
    del two_plans
    assert "達成割合はありません" in words(client, "/plans/浜ビジョン/embed/")


def test_embedded_indicator_has_chart_and_table(client: Client, plan_page: str) -> None:
    """The chart stands with its table and a link to the indicator's page."""
    page = client.get(plan_page + EMBEDS[1]).content.decode()
    assert '<svg class="chart"' in page
    assert f'href="{plan_page}indicators/02/%E2%91%A1/"' in page
    assert "40社" in words(client, plan_page + EMBEDS[1])


@pytest.mark.parametrize(
    ("page", "embed"), [("", EMBEDS[0]), (EMBEDS[1].removesuffix("embed/"), EMBEDS[1])]
)
def test_pages_offer_a_snippet_to_copy(
    client: Client, plan_page: str, page: str, embed: str
) -> None:
    """The snippet names the whole address, and is text on the page, not a frame."""
    source = client.get(plan_page + page).content.decode()
    assert f'&lt;iframe src="http://testserver{plan_page}{embed}"' in source
    assert "<iframe" not in source


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("page", ["about", "accessibility"])
@pytest.mark.django_db
def test_every_page_leads_to_what_the_site_says_of_itself(
    client: Client, page: str, language: str
) -> None:
    """About and accessibility are linked from every page's foot, errors included."""
    assert client.get(f"/{page}/?lang={language}").status_code == 200
    assert f'href="/{page}/"' in client.get("/nothing/").content.decode()


@pytest.mark.django_db
def test_the_accessibility_page_says_what_is_not_tested(client: Client) -> None:
    """It names the standard, the tests, and the gaps; it claims no test nobody made."""
    page = words(client, "/accessibility/")
    assert "JIS X 8341-3:2016" in page
    assert "400% 拡大" in page
    assert "スクリーンリーダー" in page
    assert "行っていません" in page
