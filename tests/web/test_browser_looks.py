"""How public pages look in a real browser: columns, edges, places, on screen and on paper."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from hakaru.ledger.text import dumps
from web.browsing import DESK, PHONE
from web.conftest import PLAN_PAGE
from web.sample import sample_ledger
from web.server import serving

pytestmark = pytest.mark.browser

A4: ViewportSize = {"width": 688, "height": 1000}  # 182 mm between the margins
EDGES = """selector => [...document.querySelectorAll(selector)].map(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return Math.round(range.getBoundingClientRect().right);
})"""


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample plan; yield the address without its last slash."""
    folder = tmp_path_factory.mktemp("looks")
    (folder / "demo.jsonl").write_text(dumps(sample_ledger()), encoding="utf-8")
    with serving(folder / "data", demo=folder / "demo.jsonl") as (address, _said):
        yield address.rstrip("/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page on a desk."""
    page = browser.new_page(viewport=DESK)
    yield page
    page.close()


def test_numbers_stand_under_each_other(page: Page, looked_at: str) -> None:
    """Counts of a column end at one edge, one digit or two; so do results of an indicator."""
    page.goto(looked_at + PLAN_PAGE)
    assert len(set(page.evaluate(EDGES, "#tally ~ .scroll table.by-year td:nth-child(2)"))) == 1
    page.goto(f"{looked_at}{PLAN_PAGE}projects/04/")
    edges = page.evaluate(EDGES, "table.history .amount")
    assert len(edges) > 1
    assert len(set(edges)) == 1


def test_section_names_keep_their_width_on_paper(page: Page, looked_at: str) -> None:
    """The grades of a year by section fit on A4, and names are not broken sign by sign."""
    page.set_viewport_size(A4)
    page.goto(looked_at + PLAN_PAGE)
    page.emulate_media(media="print")
    names = page.locator("table.tally:not(.by-year) tbody th")
    widths = [box["width"] for one in names.all() if (box := one.bounding_box())]
    assert min(widths) > 110
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_of_a_plan_take_two_rows_of_a_phone(
    page: Page, looked_at: str, language: str
) -> None:
    """Eight links stand in even columns, each wide enough for its words."""
    page.set_viewport_size(PHONE)
    page.goto(f"{looked_at}{PLAN_PAGE}?lang={language}")
    links = page.locator(".plan-nav a")
    boxes = [box for one in links.all() if (box := one.bounding_box())]
    assert len(boxes) == 8
    assert len({round(box["y"]) for box in boxes}) == 2
    assert len({round(box["x"]) for box in boxes}) == 4
    assert page.evaluate(
        "[...document.querySelectorAll('.plan-nav a')].every(a => a.scrollWidth <= a.clientWidth)"
    )


def test_the_foot_of_a_short_page_stands_at_the_bottom(page: Page, looked_at: str) -> None:
    """Nothing found is a short page; no bare ground is left under its foot."""
    page.goto(f"{looked_at}/search/?q=zzz")
    foot = page.locator(".site-foot").bounding_box()
    assert foot is not None
    assert round(foot["y"] + foot["height"]) == DESK["height"]


def test_a_long_name_of_a_plan_leaves_room_for_the_page(page: Page, looked_at: str) -> None:
    """The name over the pages of a plan takes two lines at most."""
    page.goto(looked_at + PLAN_PAGE)
    name = page.locator(".plan-name")
    name.evaluate("one => { one.textContent = one.textContent.repeat(40); }")
    box = name.bounding_box()
    line = name.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)")
    assert box is not None
    assert box["height"] <= 2 * line + 1


@pytest.mark.parametrize("language", ["ja", "en"])
def test_tables_fit_a_desk(page: Page, looked_at: str, language: str) -> None:
    """Nothing of a table is cut off at the edge of the page, in either language."""
    for place in ("", "projects/02/", "rulebook/", "sections/s1/"):
        page.goto(f"{looked_at}{PLAN_PAGE}{place}?lang={language}")
        assert page.evaluate(
            "[...document.querySelectorAll('.scroll')].every(a => a.scrollWidth <= a.clientWidth)"
        ), place
