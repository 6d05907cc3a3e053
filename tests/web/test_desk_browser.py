"""The workbench in a real browser: seen, by keyboard, on a phone, in the dark, and as a story."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from hakaru.ledger.text import dumps
from web.browsing import assert_accessible
from web.desk import COUNTING, DESK, ENDED, GRADE, READ
from web.sample import sample_ledger
from web.server import serving

pytestmark = pytest.mark.browser
WIDE, PHONE = 1280, 390
INBOX = f"{DESK}findings/"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample at a desk, worked on a little, so that every page has something to show."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "demo.jsonl").write_text(dumps(sample_ledger()), encoding="utf-8")
    with serving(folder / "data", demo=folder / "demo.jsonl") as (address, _said):
        yield address.rstrip("/")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the sample at another desk, for the stories that change it."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "demo.jsonl").write_text(dumps(sample_ledger()), encoding="utf-8")
    with serving(folder / "data", demo=folder / "demo.jsonl") as (address, _said):
        yield address.rstrip("/")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", READ)
def test_every_page_is_whole_local_and_accessible(
    browser: Browser, desk: str, name: str, width: int, language: str
) -> None:
    """No rule of axe broken, nothing wider than the screen, nothing from elsewhere."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{desk}{READ[name]}?lang={language}")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(desk) for url in asked)
    assert not complaints
    page.close()


@pytest.mark.parametrize("name", ["home", "findings", "finding", "grade", "settings", "backup"])
def test_dark_pages_keep_their_contrast(browser: Browser, desk: str, name: str) -> None:
    """In the dark every text still stands out."""
    page = browser.new_page(viewport={"width": WIDE, "height": 844}, color_scheme="dark")
    page.goto(desk + READ[name])
    assert_accessible(page)
    page.close()


@pytest.mark.parametrize("name", READ)
def test_fourfold_zoom_needs_no_sideways_scroll(browser: Browser, desk: str, name: str) -> None:
    """1280 pixels at 400 % are 320."""
    page = browser.new_page(viewport={"width": 320, "height": 256})
    page.goto(desk + READ[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_a_refused_form_is_accessible_and_keeps_what_was_typed(browser: Browser, desk: str) -> None:
    """What is wrong stands at its field, which says so itself."""
    page = browser.new_page(viewport={"width": WIDE, "height": 844})
    page.goto(desk + READ["edit"])
    page.get_by_label("時点").fill("きのう")
    page.get_by_label("直す理由").fill("課の訂正")
    page.get_by_role("button", name="書き込む").click()
    field = page.get_by_label("時点")
    assert field.input_value() == "きのう"
    assert field.get_attribute("aria-invalid") == "true"
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("直す理由").input_value() == "課の訂正"
    assert_accessible(page)
    page.close()


def test_without_colour_severities_keep_their_shapes(browser: Browser, desk: str) -> None:
    """Where the system decides the colours, three kinds of edge still tell them apart."""
    page = browser.new_page(viewport={"width": WIDE, "height": 844}, forced_colors="active")
    page.goto(desk + INBOX)
    edges = page.evaluate(
        """["error", "warning", "note"].map(kind => {
             const style = getComputedStyle(document.querySelector(".severity." + kind));
             return [style.borderTopStyle, style.borderTopWidth, style.borderLeftWidth].join(" ");
           })"""
    )
    assert len(set(edges)) == 3
    page.close()


def test_on_paper_there_is_nothing_to_press(browser: Browser, desk: str) -> None:
    """A printed inbox has the findings and no buttons."""
    page = browser.new_page(viewport={"width": WIDE, "height": 844})
    page.goto(desk + INBOX)
    page.emulate_media(media="print")
    assert page.get_by_text("No. 02 企業誘致の推進 / ②立地企業数").first.is_visible()
    assert not page.get_by_role("link", name="対応する").first.is_visible()
    assert not page.get_by_role("navigation", name="指摘の絞り込み").is_visible()
    page.close()


def test_a_clerks_morning_without_scripts(browser: Browser, story: str) -> None:
    """See the contradictions, fix one, accept one, postpone one, override a grade, take papers."""
    context = browser.new_context(java_script_enabled=False, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{story}/desk/")
    page.get_by_role("link", name="みなと連携中枢都市圏ビジョン").first.click()
    assert page.get_by_role("link", name="未対応 3").is_visible()
    _fix(page)
    _settle(page, story)
    _override(page, story)
    page.goto(f"{story}{DESK}papers/")
    for name, start in (("PDF", b"%PDF"), ("Word", b"PK")):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=re.compile(f"{name}.*事業カード")).click()
        saved = waiting.value
        assert saved.suggested_filename.startswith("みなと連携中枢都市圏ビジョン_事業カード")
        assert saved.path().read_bytes().startswith(start)
    page.goto(f"{story}{DESK}log/")
    done = page.get_by_role("table").inner_text()
    for words in ("値を直した", "指摘を受け入れた", "指摘を後に回した", "評価を改めた"):
        assert words in done
    context.close()


def _fix(page: Page) -> None:
    """Correct the value of the first finding; it is gone."""
    page.get_by_role("link", name=re.compile("対応する.*No. 02")).click()
    page.get_by_role("link", name=re.compile("この値を直す.*実績")).click()
    page.locator("#text").fill("41社")
    page.get_by_label("直す理由").fill("課の訂正")
    page.get_by_role("button", name="書き込む").click()
    assert (
        page.get_by_role("status").inner_text() == "値を直しました。もとの値は履歴に残っています。"
    )
    assert page.get_by_role("link", name="未対応 2").is_visible()


def _settle(page: Page, story: str) -> None:
    """Accept one finding, put another aside; both leave the open ones."""
    page.goto(f"{story}{INBOX}{COUNTING}/")
    page.get_by_label("理由").fill("数え方を改めたため")
    page.get_by_role("button", name="理由を付けて受け入れる").click()
    assert page.get_by_role("link", name="受け入れ済み 1").is_visible()
    page.goto(f"{story}{INBOX}{ENDED}/")
    page.get_by_label("いつまで").fill("2199-12-31")
    page.get_by_role("button", name="後に回す").click()
    assert page.get_by_text("この条件の指摘はありません").is_visible()


def _override(page: Page, story: str) -> None:
    """Give a grade by hand; the public page has it with the reason."""
    page.goto(f"{story}{DESK}values/04/-/")
    page.get_by_role("link", name=re.compile("評価を改める.*2025年度")).click()
    page.get_by_role("radio").nth(1).check()
    page.get_by_label("理由").fill("年度末に確約")
    page.get_by_role("button", name="この評価に改める").click()
    assert page.get_by_text("評価を改めました").is_visible()
    page.goto(f"{story}{DESK.removeprefix('/desk')}projects/04/")
    assert page.get_by_text("年度末に確約").is_visible()


def test_a_finding_is_accepted_by_keyboard(browser: Browser, desk: str) -> None:
    """From the inbox to the decision with Tab, letters and Enter alone."""
    page = browser.new_page(viewport={"width": WIDE, "height": 844})
    page.goto(f"{desk}{INBOX}?severity=error")
    _tab_to(page, "対応する")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{GRADE}/")
    _tab_to(page, "", field="reason")
    page.keyboard.type("確認済み")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/")
    assert page.get_by_role("status").inner_text().startswith("指摘を受け入れました")
    page.close()


def _tab_to(page: Page, words: str, *, field: str = "") -> None:
    """Press Tab until a link of these words, or a field, has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "[document.activeElement.textContent, document.activeElement.name || '']"
        )
        if (field and here[1] == field) or (words and here[0].startswith(words)):
            return
    pytest.fail(f"never reached {words or field}")
