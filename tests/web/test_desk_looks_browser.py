"""The workbench where others decide its looks, on paper and in forced colours; and its focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hakaru.ledger.entries import Fact, Plan
from hakaru.ledger.ledger import Ledger
from hakaru.ledger.measure import read_quantity
from hakaru.ledger.text import dumps
from web.browsing import assert_accessible, watched
from web.importing_made import DOUBTED, PLAN
from web.server import serving
from web.test_browser_imports import dropped, field

pytestmark = pytest.mark.browser

COLOURS = """() => {
  const ink = (element) => getComputedStyle(element).color;
  const mark = document.querySelector("table.sheet mark");
  return [ink(mark), ink(document.body), getComputedStyle(mark).backgroundColor];
}"""
TO_PRESS = "main button, main input[type=submit], main .button, nav a, form[role=search]"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serve an empty desk; yield the address without its last slash."""
    with serving(tmp_path / "data") as (address, _said):
        yield address.rstrip("/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page on a desk."""
    with watched(browser) as opened:
        yield opened


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_marked_words_are_seen_in_forced_colours(
    browser: Browser, site: str, cards_path: Path, scheme: str
) -> None:
    """Words of a marked cell have the ink of the page, not a marker's without its yellow."""
    page = browser.new_page(color_scheme=scheme, forced_colors="active")  # type: ignore[arg-type]
    dropped(page, site, cards_path)
    mark, ink, ground = page.evaluate(COLOURS)
    assert mark == ink
    assert mark != ground
    page.close()


def test_paper_has_nothing_to_press_and_nothing_beyond_its_edge(
    page: Page, site: str, cards_path: Path
) -> None:
    """Every page of the way is whole: values, sources, the plan's name, settings as said."""
    page.set_viewport_size({"width": 700, "height": 900})
    start = dropped(page, site, cards_path)
    addresses = [
        start + rest for rest in ("", "all/", f"all/{PLAN}/01/", "differences/", "confirm/")
    ]
    page.goto(f"{start}confirm/")
    page.locator(".onward button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("確定した取り込み")
    later = dropped(page, site, cards_path)
    rooms = [
        f"{site}/desk/plans/{PLAN}/{room}/" for room in ("findings", "values", "settings", "log")
    ]
    page.emulate_media(media="print")
    for address in [*(later + one.removeprefix(start) for one in addresses), start, *rooms]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 700, address
        seen = [one for one in page.locator(TO_PRESS).all() if one.is_visible()]
        assert [one.inner_text() for one in seen] == [], address
    page.goto(rooms[2])
    expect(page.locator(".plan-rooms .plan-name")).to_be_visible()
    expect(page.locator("#title")).to_be_visible()
    expect(page.locator("#typed")).to_be_hidden()


def test_doing_again_says_so(page: Page, site: str, cards_path: Path) -> None:
    """Taken back and done again are told apart."""
    dropped(page, site, cards_path)
    state = page.locator("[data-state]")
    page.locator(field(DOUBTED)).fill("3,100人")
    page.keyboard.press("Enter")
    expect(state).to_have_text("保存しました：実績値")
    expect(page.locator("[data-read]")).to_have_text("文書では およそ多数か")
    page.locator("[data-undo]").click()
    expect(state).to_have_text("元に戻しました：実績値")
    expect(page.locator("[data-read]")).to_have_count(0)
    page.locator("[data-redo]").click()
    expect(state).to_have_text("やり直しました：実績値")
    expect(page.locator("[data-read]")).to_have_text("文書では およそ多数か")


def test_taking_back_what_stands_elsewhere_keeps_the_focus(
    page: Page, site: str, cards_path: Path
) -> None:
    """An edit of another page is taken back: this page says so, and the focus is not lost."""
    start = dropped(page, site, cards_path)
    page.locator(field(DOUBTED)).fill("3,100人")
    page.keyboard.press("Enter")
    expect(page.locator("[data-state]")).to_have_text("保存しました：実績値")
    page.goto(f"{start}all/{PLAN}/01/")
    page.locator("[data-undo]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-state]")).to_have_text("元に戻しました")
    expect(page.locator("[data-undo]")).to_be_disabled()
    assert page.evaluate("document.activeElement.matches('.edit-bar .button:not(:disabled)')")


def test_a_refusal_is_read_with_its_field_and_goes(
    browser: Browser, site: str, cards_path: Path
) -> None:
    """A refused field is described by the reason, one that is right again by its meaning."""
    with watched(browser, but="409") as page:
        dropped(page, site, cards_path)
        year, value = page.locator(field(DOUBTED, "fiscal_year")), page.locator(field(DOUBTED))
        year.fill("来年")
        page.keyboard.press("Enter")
        expect(year).to_have_accessible_description(
            "「来年」は年度として読めません。2025、R7、令和7年度 のように書いてください。"
        )
        year.fill("2025")
        page.keyboard.press("Enter")
        expect(year).to_have_accessible_description("")
        value.fill("3,100人")
        page.keyboard.press("Enter")
        expect(value).to_have_accessible_description("3,100 人")


def test_a_refused_file_has_no_bar_and_says_what_to_do(
    page: Page, site: str, tmp_path: Path
) -> None:
    """A full bar beside a refusal would say that all went well."""
    empty = tmp_path / "空.txt"
    empty.touch()
    page.goto(f"{site}/desk/")
    page.set_input_files("#files", [empty])
    expect(page.locator(".uploads li")).to_contain_text("中身のあるファイルを選んでください")
    expect(page.locator(".uploads progress")).to_be_hidden()


def test_a_short_page_ends_at_the_foot_of_the_screen(page: Page, site: str) -> None:
    """An empty desk leaves no white under its foot, and leads a newcomer to the workbench."""
    page.goto(f"{site}/")
    foot = page.locator(".site-foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] == 900
    page.get_by_role("link", name="作業台で文書を読み取る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("作業台")


def test_blocks_of_one_heading_are_no_landmarks_of_one_name(
    page: Page, site: str, tmp_path: Path
) -> None:
    """Two facts are called alike: each is a block of its own, told apart by what it says."""
    plan = Plan(
        id="試",
        source=None,
        title="試しの計画",
        fiscal_years=(2024,),
        members=(),
        hub="",
        rulebook="",
    )
    facts = tuple(
        Fact(
            id=f"試/fact/{number}",
            source=None,
            plan="試",
            subject="試",
            label="登録者数",
            quantity=read_quantity(f"{number},400名"),
            as_of=None,
        )
        for number in (1, 2)
    )
    path = tmp_path / "試し.jsonl"
    path.write_text(dumps(Ledger(plans=(plan,), facts=facts)), encoding="utf-8")
    start = dropped(page, site, path)
    page.goto(f"{start}all/試/")
    expect(page.get_by_role("heading", name="事実：登録者数")).to_have_count(2)
    assert_accessible(page)
