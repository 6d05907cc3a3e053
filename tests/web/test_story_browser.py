"""The whole story in a real browser: from a document to a finding, a paper and a public page."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from documents.making_cards import document
from hakaru.ledger.text import dumps
from web.browsing import assert_accessible, choose_by_keyboard, watched
from web.importing_made import PLAN, made_cards
from web.sample import sample_ledger
from web.server import serving

pytestmark = pytest.mark.browser

IMPORT = re.compile(r"/desk/imports/\d+/$")
WRONG = "3,200人"
DROP = """([name, text]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], name, { type: "text/plain" }));
  const area = document.querySelector(".drop-area");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    area.dispatchEvent(
      new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serve the demonstration with the sample in it; yield the address without its last slash."""
    (tmp_path / "demo.jsonl").write_text(dumps(sample_ledger()), encoding="utf-8")
    with serving(tmp_path / "data", demo=tmp_path / "demo.jsonl") as (address, _said):
        yield address.rstrip("/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page on a desk; whatever the browser complains of fails the test."""
    with watched(browser) as opened:
        yield opened


def test_from_a_dropped_document_to_the_public_page_by_mouse(page: Page, site: str) -> None:
    """Drop, confirm, see ratio and contradiction, fix it, take the cards, open the public page."""
    page.goto(f"{site}/desk/")
    expect(page.locator(".plan-card")).to_have_count(1)
    page.evaluate(DROP, ["実績.txt", document(made_cards())])
    page.wait_for_url(IMPORT)
    page.get_by_role("button", name="このままでよい").first.wait_for()
    assert page.locator("[data-done]:visible").count() == 0
    page.locator("main").get_by_role("link", name="台帳と比べる").last.click()
    page.get_by_role("button", name="この内容で次へ").click()
    page.get_by_role("button", name="確定する").click()
    page.get_by_role("link", name="公開のページを見る").click()
    expect(page.locator("main")).to_contain_text("1/3")
    page.get_by_role("link", name="作業台").click()
    expect(page.locator(".plan-card")).to_have_count(2)
    card = page.locator(".plan-card").filter(has_text="みなと連携中枢都市圏 令和7年度")
    card.get_by_role("link", name="誤り").click()
    page.get_by_role("link", name=re.compile("対応する.*宿泊者数")).click()
    page.get_by_role("link", name=re.compile("この値を直す.*実績")).click()
    page.locator("#text").fill("3,600人")
    page.get_by_label("直す理由").fill("課の訂正")
    page.get_by_role("button", name="書き込む").click()
    expect(page.get_by_text("この条件の指摘はありません")).to_be_visible()
    page.get_by_role("link", name="書類", exact=True).click()
    for name, start in (("PDF", b"%PDF"), ("Word", b"PK")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=re.compile(f"{name}.*事業カード")).click()
        assert waiting.value.path().read_bytes().startswith(start)
    page.get_by_role("link", name="公開ページ").click()
    page.goto(f"{page.url}projects/05/")
    expect(page.locator("main")).to_contain_text("3,600人")
    expect(page.locator("main")).not_to_contain_text(WRONG)


def test_both_halves_of_the_workbench_look_alike(page: Page, site: str) -> None:
    """Buttons keep their room, comparisons stay tables, files have names, paper has the values."""
    for companies in ("15社", "16社"):
        page.goto(f"{site}/desk/")
        page.evaluate(DROP, ["実績.txt", document(made_cards(companies=companies))])
        page.wait_for_url(IMPORT)
        start = page.url
        page.goto(f"{start}differences/")
        if companies == "16社":
            table = page.get_by_role("table").first
            expect(table.get_by_role("columnheader", name="今の台帳")).to_be_visible()
            assert table.evaluate("one => getComputedStyle(one).display") == "table"
        page.goto(start)
        page.emulate_media(media="print")
        expect(page.locator("[name^='v:']").first).to_be_visible()
        expect(page.locator("[data-look]").first).to_be_hidden()
        page.emulate_media(media="screen")
        page.goto(f"{start}confirm/")
        back = page.get_by_role("link", name="戻る")
        assert back.evaluate("one => parseFloat(getComputedStyle(one).paddingLeft)") >= 16
        page.get_by_role("button", name="確定する").click()
        page.wait_for_url(IMPORT)
    page.get_by_role("link", name="指摘を見る").click()
    expect(page.locator(".desk-nav [aria-current]")).to_have_count(0)
    expect(page.locator(".plan-rooms [aria-current]")).to_have_text("指摘")
    page.get_by_role("link", name="計画の記録").click()
    expect(page.locator("table.log .line", has_text="ファイル").first).to_have_text(
        "ファイル：実績.txt"
    )


@pytest.mark.parametrize("width", [1280, 390])
def test_an_event_and_a_search_from_the_desk_are_whole_and_accessible(
    browser: Browser, site: str, width: int
) -> None:
    """The pages one reaches from both halves: no rule of axe broken, nothing too wide."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{site}/desk/")
    page.evaluate(DROP, ["実績.txt", document(made_cards())])
    page.wait_for_url(IMPORT)
    page.goto(f"{page.url}confirm/")
    page.get_by_role("button", name="確定する").click()
    page.wait_for_url(IMPORT)
    page.goto(f"{site}/desk/log/")
    page.locator("main a[href*='/desk/log/']").first.click()
    page.wait_for_url(re.compile(r"/desk/log/\d+/$"))
    for address in (page.url, f"{site}/search/?q=%E8%A6%B3%E5%85%89"):
        page.goto(address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def tab_to_words(page: Page, words: str, kind: str = "a, button") -> None:
    """Press Tab until a link or button of these words has the focus."""
    focused = (
        "kind => document.activeElement.matches(kind)"
        " ? document.activeElement.textContent.replace(/\\s+/g, ' ').trim() : ''"
    )
    for _ in range(90):
        page.keyboard.press("Tab")
        if re.search(words, page.evaluate(focused, kind)):
            return
    pytest.fail(f"{words} is not reached")


def pressed(page: Page, words: str, address: str | re.Pattern[str]) -> None:
    """Go to a link or button of these words, press Enter, wait for the page it leads to."""
    tab_to_words(page, words)
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def typed(page: Page, name: str, text: str) -> None:
    """Press Tab until a field has the focus, and write in it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            page.keyboard.press("Control+a")
            page.keyboard.type(text)
            return
    pytest.fail(f"{name} is not reached")


def downloaded(page: Page, words: str) -> bytes:
    """Go to a button of these words; return what Enter downloads."""
    tab_to_words(page, words)
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    return waiting.value.path().read_bytes()


def test_from_a_chosen_document_to_the_public_page_by_keyboard(
    page: Page, site: str, tmp_path: Path
) -> None:
    """The same story with Tab, letters and Enter alone, from one page to the next."""
    path = tmp_path / "実績.txt"
    path.write_text(document(made_cards()), encoding="utf-8")
    page.goto(f"{site}/desk/")
    choose_by_keyboard(page, path)
    page.wait_for_url(IMPORT)
    pressed(page, "^確定する$", "**/confirm/")
    tab_to_words(page, "^確定する$", "button")
    page.keyboard.press("Enter")
    page.wait_for_url(IMPORT)
    pressed(page, "^指摘を見る$", "**/findings/")
    pressed(page, "^対応する：.*宿泊者数", re.compile(r"findings/[0-9a-f]{12}/$"))
    pressed(page, "^この値を直す：実績", "**/edit/**")
    typed(page, "text", "3,600人")
    typed(page, "why", "課の訂正")
    pressed(page, "^書き込む$", "**/findings/")
    expect(page.locator("main")).not_to_contain_text(WRONG)
    pressed(page, "^書類$", "**/papers/")
    assert downloaded(page, "^Word.*事業カード").startswith(b"PK")
    page.reload()
    assert downloaded(page, "^PDF.*事業カード").startswith(b"%PDF")
    page.reload()
    pressed(page, "^公開ページ$", f"**/plans/{quote(PLAN)}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(PLAN)
