"""The site as files, opened from a disk in a real browser."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from hakaru.ledger.text import dumps
from web.browsing import assert_accessible
from web.sample import sample_ledger, vision_ledger

pytestmark = pytest.mark.browser


def manage(data: Path, *words: str) -> None:
    """Run `hakaru manage` on a database of its own."""
    subprocess.run(
        [sys.executable, "-m", "hakaru", "manage", *words],
        env={**os.environ, "HAKARU_DATA": str(data), "DATABASE_URL": ""},
        check=True,
        capture_output=True,
    )


def test_the_files_open_from_a_disk(tmp_path: Path, browser: Browser) -> None:
    """No rule of axe broken, nothing asked of any server, and the links lead on."""
    manage(tmp_path, "migrate")
    for number, ledger in enumerate((sample_ledger(), vision_ledger())):
        (tmp_path / f"{number}.jsonl").write_text(dumps(ledger), encoding="utf-8")
        manage(tmp_path, "load", str(tmp_path / f"{number}.jsonl"))
    exported = tmp_path / "site"
    manage(tmp_path, "export-site", str(exported))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((exported / "index.html").as_uri())
    page.get_by_role("link", name="みなと連携中枢都市圏ビジョン").click()
    page.get_by_role("link", name="事業一覧").first.click()
    assert_accessible(page)
    page.get_by_role("link", name="企業誘致の推進").first.click()
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert "企業誘致の推進" in page.locator("h1").inner_text()
    assert page.evaluate("getComputedStyle(document.body).fontFamily") != ""
    assert_accessible(page)
    assert {urlsplit(url).scheme for url in asked} == {"file"}
    page.close()
