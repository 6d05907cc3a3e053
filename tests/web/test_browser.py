"""The pages in a real browser: seen, heard, by keyboard, on a phone, on paper, without scripts."""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from hakaru.ledger.ledger import Ledger
from hakaru.ledger.text import dumps
from web.browsing import DESK, assert_accessible
from web.sample import PLAN, sample_ledger, vision_ledger
from web.server import other_site, serving

pytestmark = pytest.mark.browser

PLAN_PAGE = f"/plans/{quote(PLAN)}/"
PAGES = {
    "plans": "/",
    "overview": PLAN_PAGE,
    "projects": f"{PLAN_PAGE}projects/",
    "filtered": f"{PLAN_PAGE}projects/?grade=met&year=2024",
    "project": f"{PLAN_PAGE}projects/02/",
    "words": f"{PLAN_PAGE}projects/05/",
    "bare": f"/plans/{quote('浜ビジョン')}/",
    "indicators": f"/plans/{quote('浜ビジョン')}/indicators/",
    "section": f"{PLAN_PAGE}sections/s1/",
    "listed": f"{PLAN_PAGE}indicators/",
    "indicator": f"{PLAN_PAGE}indicators/02/{quote('②')}/",
    "members": f"{PLAN_PAGE}members/",
    "member": f"{PLAN_PAGE}members/{quote('浜町')}/",
    "compare": f"{PLAN_PAGE}compare/",
    "days": f"{PLAN_PAGE}compare/?from=2024-12-31&to=2025-12-31",
    "missed-and-why": f"{PLAN_PAGE}missed/",
    "rulebook": f"{PLAN_PAGE}rulebook/",
    "downloads": f"{PLAN_PAGE}downloads/",
    "search": f"/search/?q={quote('企業')}",
    "found-nothing": f"/search/?q={quote('存在しない')}&plan={quote(PLAN)}",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "embedded-ratio": f"{PLAN_PAGE}embed/",
    "embedded-indicator": f"{PLAN_PAGE}indicators/02/{quote('②')}/embed/",
    "api": "/api/",
    "missing": "/nothing/",
    "refused": f"{PLAN_PAGE}projects/?year=1",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve both sample plans; yield the address without its last slash."""
    folder = tmp_path_factory.mktemp("site")
    one, other = sample_ledger(), vision_ledger()
    both = Ledger(
        **{name: getattr(one, name) + getattr(other, name) for name in one.__struct_fields__}
    )
    (folder / "demo.jsonl").write_text(dumps(both), encoding="utf-8")
    with serving(folder / "data", demo=folder / "demo.jsonl") as (address, _said):
        yield address.rstrip("/")


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """Open a page on a desk."""
    page = browser.new_page(viewport=DESK)
    yield page
    page.close()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_whole_local_and_accessible(
    browser: Browser, site: str, name: str, width: int, language: str
) -> None:
    """No rule of axe broken, nothing wider than the screen, nothing loaded from elsewhere."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(_in_language(site + PAGES[name], language))
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}
    expected = 1 if name in {"missing", "refused"} else 0  # the browser notes the 4xx itself
    assert len(complaints) == expected, complaints
    page.close()


@pytest.mark.parametrize(
    "name",
    ["overview", "projects", "project", "indicator", "members", "compare", "rulebook"],
)
def test_dark_pages_keep_their_contrast(browser: Browser, site: str, name: str) -> None:
    """In the dark every text still stands out."""
    page = browser.new_page(viewport=DESK, color_scheme="dark")
    page.goto(site + PAGES[name])
    assert_accessible(page)
    page.close()


@pytest.mark.parametrize("name", PAGES)
def test_fourfold_zoom_needs_no_sideways_scroll(browser: Browser, site: str, name: str) -> None:
    """1280 pixels at 400 % are 320."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(site + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_filters_work_without_scripts(browser: Browser, site: str) -> None:
    """With scripts switched off the form filters and the switch changes the language."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PAGES["projects"])
    page.get_by_label("言葉でさがす").fill("誘致")
    page.get_by_role("button", name="絞り込む").click()
    assert page.get_by_role("status").inner_text() == "8 事業中 1 事業、2 指標"
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("status").inner_text() == "Projects: 1 of 8. Indicators: 2."
    context.close()


def test_the_filter_form_by_keyboard(desk: Page, site: str) -> None:
    """From the skip link to a filtered list with Tab, letters and Enter alone."""
    desk.goto(site + PAGES["projects"])
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "skip"
    assert desk.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    desk.keyboard.press("Enter")
    walked = []
    for _ in range(6):
        desk.keyboard.press("Tab")
        walked.append(desk.evaluate("document.activeElement.id || document.activeElement.type"))
    assert walked == ["q", "section", "year", "grade", "member", "submit"]
    for _ in range(2):
        desk.keyboard.press("Shift+Tab")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**grade=nearly_met**")
    assert desk.get_by_role("status").inner_text() == "8 事業中 2 事業、2 指標"


def test_focus_is_clearly_seen(desk: Page, site: str) -> None:
    """Whatever has the focus has a ring of three pixels."""
    desk.goto(site + PAGES["projects"])
    for _ in range(12):
        desk.keyboard.press("Tab")
        assert desk.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"


def test_the_head_of_the_list_stays_in_sight(desk: Page, site: str) -> None:
    """However far down, the columns still say what they are."""
    desk.goto(site + PAGES["projects"])
    desk.evaluate("window.scrollTo(0, document.body.scrollHeight / 2)")
    assert desk.get_by_role("columnheader", name="目標").bounding_box()["y"] < 5  # type: ignore[index]


def test_on_paper_there_is_nothing_to_press(desk: Page, site: str) -> None:
    """Printed pages leave out forms and links to elsewhere, and keep the list."""
    desk.goto(site + PAGES["projects"])
    desk.emulate_media(media="print")
    assert not desk.get_by_role("search").is_visible()
    assert not desk.get_by_role("link", name="English").is_visible()
    assert desk.get_by_text("企業誘致の推進").first.is_visible()


def test_searching_from_the_header_without_scripts(browser: Browser, site: str) -> None:
    """From any page of a plan: words, Enter, the indicator's page, all without scripts."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PAGES["rulebook"])
    page.get_by_label("サイト内の検索").last.fill("立地企業")
    page.keyboard.press("Enter")
    assert page.get_by_role("status").inner_text().startswith("1 件")
    page.get_by_role("link", name="②立地企業数").click()
    assert page.get_by_role("heading", level=1).inner_text() == "②立地企業数"
    context.close()


def test_comparing_without_scripts(browser: Browser, site: str) -> None:
    """Two choices and a button show what was known on two days."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PAGES["compare"])
    page.get_by_label("もと").select_option("2024-12-31")
    page.get_by_label("比べる先").select_option("2025-12-31")
    page.get_by_role("button", name="比べる").click()
    assert "2024年12月31日 時点 → 2025年12月31日 時点" in page.get_by_role("status").inner_text()
    context.close()


def test_the_map_by_keyboard(desk: Page, site: str) -> None:
    """The first square takes the focus, shows it, and opens its member's page with Enter."""
    desk.goto(site + PAGES["members"])
    square = desk.get_by_role("link", name="港市 8 事業")
    square.focus()
    desk.keyboard.press("Tab")
    focused = "document.activeElement.querySelector('.tile')"
    assert desk.evaluate(f"getComputedStyle({focused}).strokeWidth") == "6px"
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/members/%E6%B5%9C%E7%94%BA/")


@pytest.mark.parametrize(("name", "seen"), [("embedded-indicator", 1), ("indicator", 0)])
def test_only_embeds_are_shown_in_another_sites_page(
    desk: Page, site: str, name: str, seen: int
) -> None:
    """A page of another origin may frame an embed, and no other page of the site."""
    frame = f'<iframe src="{site}{PAGES[name]}" width="600" height="500"></iframe>'
    with other_site(frame) as address:
        desk.goto(address)
        desk.wait_for_load_state("networkidle")
        assert desk.frames[1].locator("#main h1").count() == seen


def test_on_paper_folded_lists_are_open(desk: Page, site: str) -> None:
    """What is folded on the screen is printed."""
    desk.goto(site + PAGES["overview"])
    row = desk.get_by_text("20社").first
    assert not row.is_visible()
    desk.emulate_media(media="print")
    assert row.is_visible()


def test_without_colour_grades_keep_their_shapes(browser: Browser, site: str) -> None:
    """Where the system decides the colours, four kinds of edge still tell the grades apart."""
    page = browser.new_page(viewport=DESK, forced_colors="active")
    page.goto(site + PAGES["projects"])
    edges = page.evaluate(
        """[".grade.met:not(.expected)", ".grade.nearly", ".grade.missed:not(.expected)",
            ".grade.met.expected", ".grade.none"].map(kind => {
             const style = getComputedStyle(document.querySelector(kind));
             return [style.borderTopStyle, style.borderTopWidth, style.borderLeftWidth,
                     style.borderRadius, style.borderTopColor].join(" ");
           })"""
    )
    assert len(set(edges)) == 5
    page.close()


def _in_language(address: str, language: str) -> str:
    """Return an address with the language asked for."""
    return f"{address}{'&' if '?' in address else '?'}lang={language}"
