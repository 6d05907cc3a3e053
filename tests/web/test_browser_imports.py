"""The story of an import in a real browser: by mouse, by keyboard, on a phone, without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from documents.making_cards import document
from documents.seeds import seed
from web.browsing import DESK, assert_accessible, choose_by_keyboard, tab_to, watched
from web.importing_made import COMPANIES, DOUBTED, made_cards
from web.server import serving

pytestmark = pytest.mark.browser

IMPORT = re.compile(r"/desk/imports/\d+/$")
EVIL = "<script>document.title='ta'+'ken'</script><img src=x onerror=\"document.title='ta'+'ken'\">"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serve an empty desk; yield the address without its last slash."""
    with serving(tmp_path / "data") as (address, _said):
        yield address.rstrip("/")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a page on a desk that may note a refusal of its own."""
    with watched(browser, but="409") as opened:
        yield opened


def dropped(page: Page, site: str, *paths: Path, query: str = "") -> str:
    """Drop files and wait for the page to check; return its address without its query."""
    page.goto(f"{site}/desk/{query}")
    page.set_input_files("#files", list(paths))
    page.wait_for_url(IMPORT)
    return page.url


def field(entry: str, name: str = "text") -> str:
    """Return the selector of a field."""
    return f'[name="v:{entry}|{name}"]'


def test_the_story_by_mouse(page: Page, site: str, cards_path: Path) -> None:
    """Drop, check, correct, undo, compare, confirm, see the public page; nothing from outside."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    dropped(page, site, cards_path)
    doubted = page.locator(field(DOUBTED))
    doubted.fill("3,300人")
    doubted.blur()
    expect(page.locator("[data-state]").first).to_have_text("保存しました：実績値")
    expect(page.locator(f"[data-field]:has({field(DOUBTED)}) [data-meaning]")).to_have_text(
        "3,300 人"
    )
    page.get_by_role("button", name="元に戻す").click()
    expect(doubted).to_have_value("およそ多数か")
    page.get_by_role("button", name="やり直す").click()
    expect(doubted).to_have_value("3,300人")
    page.get_by_role("button", name="元に戻す").click()
    page.get_by_role("button", name="このままでよい").click()
    expect(page.get_by_text("✓ 確かめました").first).to_be_visible()
    page.get_by_role("button", name="元に戻す").click()
    page.get_by_role("button", name="このままでよい").wait_for()
    doubted.fill("3,300人")
    doubted.blur()
    expect(page.locator("[data-state]").first).to_have_text("保存しました：実績値")
    page.locator("main").get_by_role("link", name="台帳と比べる").last.click()
    page.get_by_role("button", name="この内容で次へ").click()
    page.get_by_role("button", name="確定する").click()
    page.get_by_role("link", name="公開のページを見る").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("みなと連携中枢都市圏")
    page.goto(f"{page.url}projects/05/")
    expect(page.locator("main")).to_contain_text("3,300人")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site).netloc}


def test_the_story_by_keyboard(page: Page, site: str, cards_path: Path) -> None:
    """The same with Tab, letters, Enter and Ctrl+Z; the focus stays where one types."""
    page.goto(f"{site}/desk/")
    choose_by_keyboard(page, cards_path)
    page.wait_for_url(IMPORT)
    tab_to(page, field(DOUBTED))
    page.keyboard.press("Control+a")
    page.keyboard.type("3,300人")
    page.keyboard.press("Enter")
    expect(page.locator("[data-state]").first).to_have_text("保存しました：実績値")
    assert page.evaluate("s => document.activeElement.matches(s)", field(DOUBTED))
    page.keyboard.press("Control+z")
    expect(page.locator(field(DOUBTED))).to_have_value("およそ多数か")
    assert page.evaluate("s => document.activeElement.matches(s)", field(DOUBTED))
    page.keyboard.press("Control+y")
    expect(page.locator(field(DOUBTED))).to_have_value("3,300人")
    tab_to(page, ".onward .button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/differences/")
    tab_to(page, "button[name=go]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm/")
    tab_to(page, ".onward button")
    page.keyboard.press("Enter")
    page.wait_for_url(IMPORT)
    tab_to(page, 'main a.button[href^="/plans/"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("みなと連携中枢都市圏")


def test_the_story_without_scripts(browser: Browser, site: str, cards_path: Path) -> None:
    """Plain forms do the same."""
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(f"{site}/desk/")
    page.set_input_files("#files", cards_path)
    page.get_by_role("button", name="読み取る").click()
    page.locator(field(DOUBTED)).fill("3,300人")
    page.locator(field(DOUBTED)).press("Enter")
    expect(page.locator(f"[data-field]:has({field(DOUBTED)}) [data-meaning]")).to_have_text(
        "3,300 人"
    )
    page.get_by_role("button", name="元に戻す").click()
    expect(page.locator(field(DOUBTED))).to_have_value("およそ多数か")
    page.locator("main").get_by_role("link", name="台帳と比べる").last.click()
    page.get_by_role("button", name="この内容で次へ").click()
    page.get_by_role("button", name="確定する").click()
    expect(page.get_by_role("link", name="公開のページを見る")).to_be_visible()
    context.close()


def test_what_is_refused_stays_typed(page: Page, site: str, cards_path: Path) -> None:
    """An impossible year keeps its text and its focus, and says why."""
    dropped(page, site, cards_path)
    year = page.locator(field(DOUBTED, "fiscal_year"))
    year.fill("去年")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error]:visible")).to_contain_text("年度として読めません")
    expect(year).to_have_value("去年")
    expect(year).to_be_focused()
    year.fill("R7")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error]:visible")).to_have_count(0)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_an_import_is_whole_and_accessible(
    browser: Browser, site: str, cards_path: Path, tmp_path: Path, width: int, language: str
) -> None:
    """No rule of axe broken, nothing wider than the screen, from the desk to the end."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    second = tmp_path / "改.txt"
    second.write_text(document(made_cards(companies="16社")), encoding="utf-8")
    page.goto(f"{site}/desk/?lang={language}")
    for path in (cards_path, second):
        start = dropped(page, site, path)
        subject = f"all/{DOUBTED.split('/')[0]}/01/"
        for rest in ("", "all/", subject, "differences/", "confirm/"):
            page.goto(start + rest)
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, rest
        page.locator(".onward button").click()
        page.wait_for_url(IMPORT)
        assert_accessible(page)
    for address in ("/desk/", "/desk/imports/"):
        page.goto(site + address)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_other_colours_and_fourfold_zoom(
    browser: Browser, site: str, cards_path: Path, look: dict[str, str]
) -> None:
    """In the dark and where the system decides the colours; 1280 pixels at 400 % are 320."""
    page = browser.new_page(viewport={"width": 320, "height": 256}, **look)  # type: ignore[arg-type]
    start = dropped(page, site, cards_path)
    for rest in ("", "all/", "differences/", "confirm/"):
        page.goto(start + rest)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_accessible(page)
    page.close()


def test_a_script_in_every_text_does_not_run(page: Page, site: str, tmp_path: Path) -> None:
    """Names, values and the file's own name are shown as they stand, and nothing of them runs."""
    text = document(made_cards())
    for harmless in (
        "企業誘致の推進",
        "立地企業数",
        "15社",
        "会議を開催",
        "およそ多数か",
        "地域経済",
    ):
        text = text.replace(harmless, harmless + EVIL)
    path = tmp_path / "<img src=x onerror=alert(1)>.txt"
    path.write_text(text, encoding="utf-8")
    start = dropped(page, site, path)
    for rest in ("", "all/", f"all/{DOUBTED.split('/')[0]}/01/", "differences/"):
        page.goto(start + rest)
        assert "taken" not in page.title()
        assert page.locator("main script, main img[onerror]").count() == 0
    page.goto(f"{start}all/")
    expect(page.locator("main")).to_contain_text("企業誘致の推進<script>document.title")


def test_a_file_that_cannot_be_read_is_told_beside_its_bar(
    page: Page, site: str, cards_path: Path, tmp_path: Path
) -> None:
    """The others go on by a link that has the focus; alone it leaves no import behind."""
    broken = tmp_path / "写真.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    page.goto(f"{site}/desk/")
    page.set_input_files("#files", [broken])
    expect(page.locator(".uploads li")).to_contain_text("読める形式ではありません")
    expect(page.locator("#files")).to_be_enabled()
    page.goto(f"{site}/desk/imports/")
    expect(page.locator(".import-card")).to_have_count(0)
    page.set_input_files("#files", [broken, cards_path])
    onward = page.get_by_role("link", name="読めたものを確かめる")
    expect(onward).to_be_focused()
    onward.click()
    page.wait_for_url(IMPORT)


@pytest.mark.seeds
def test_the_public_documents_by_mouse(page: Page, site: str) -> None:
    """The yearly overview and the progress table of a vision: 62 of 67, and nothing left unread."""
    dropped(page, site, seed("000"), seed("004"))
    start = page.url
    page.goto(f"{start}confirm/")
    page.locator(".onward button").click()
    page.get_by_role("link", name="公開のページを見る").first.click()
    expect(page.locator("main")).to_contain_text("62/67")
    page.goto(f"{site}/desk/")
    expect(page.locator(".plan-list > li")).to_have_count(2)


def test_a_cell_stands_out_while_its_field_has_the_focus(
    page: Page, site: str, cards_path: Path
) -> None:
    """The source of what is being typed is the one with the frame."""
    start = dropped(page, site, cards_path)
    page.goto(f"{start}all/{COMPANIES.split('/')[0]}/01/")
    page.locator(field(COMPANIES)).focus()
    expect(page.locator("td.here")).to_have_text("②15社")
