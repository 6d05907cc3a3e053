"""Takes the pictures for README and guide from the demonstration: `make screenshots`."""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PLAN = f"plans/{quote('さっぽろ連携中枢都市圏')}/"
# A made document: what reading doubts, a grade that contradicts its legend, a changed target.
CARDS = """川霧連携中枢都市圏 令和7年度連携事業実績状況一覧

12月末時点で確定した事業：◎ 達成済み、□ 概ね達成（85%以上）、× 未達
3月末まで継続している事業：○ 達成見込、△ 未達見込

1 地域経済のけん引

No.\t1\t連携事業名\t創業の促進\t\t\t
事業概要\t\t\t創業を考える人を三つの市町で支える。\t\t
参加市町村\t\t\t■川霧市 ■北浜町 □山際村\t\t
役割分担\t川霧市\t\t窓口と講座を開く\t\t
\t連携市町村\t\t住民に知らせる\t\t
評価指標\t\t\t項目\t\t基準値（基準年）\t\t目標値（目標年）\t
\t\t\t①創業の相談件数\t\t210件（2022年度）\t\t300件（毎年度）\t
\t\t\t②講座の参加者数\t\t80人（2022年度）\t\t100人（毎年度）\t
評価指標の実績値（3月末見込み）\t\t\t2024年度 (R6年度)\t\t2025年度 (R7年度)\t\t2026年度 (R8年度)
\t\t\t実績値\t評価\t実績値\t評価\t実績値\t評価
\t\t\t①240件\t□\t①おおむね多い\t○\t-\t-
\t\t\t②92人\t□\t②104人\t○\t-\t-
取組実績（12月末時点）\t\t\t・講座を二回開いた\t\t
"""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=ja",
]
DESK, PHONE = {"width": 1280, "height": 1100}, {"width": 390, "height": 844}


def picture(page: Page, name: str) -> None:
    """Take what is seen; 64 colours are enough, and keep the file small."""
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(64, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


def public_pictures(page: Page, address: str) -> None:
    """Take the pages that citizens read."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type] # a plain dict is what it takes
    for name, path in {
        "overview": PLAN,
        "projects": f"{PLAN}projects/?grade=missed&year=2025",
        "project": f"{PLAN}projects/41/",
        "indicator": f"{PLAN}indicators/{quote('41/①')}/",
        "members": f"{PLAN}members/",
        "member": f"{PLAN}members/{quote('江別市')}/",
        "compare": f"{PLAN}compare/",
        "missed": f"{PLAN}missed/",
        "rulebook": f"{PLAN}rulebook/",
        "downloads": f"{PLAN}downloads/",
    }.items():
        page.goto(address + path)
        picture(page, name)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type] # the same
    for name, path in {"overview": PLAN, "members": f"{PLAN}members/"}.items():
        page.goto(address + path)
        picture(page, f"{name}-phone")


def desk_pictures(page: Page, address: str) -> None:
    """Take in a made document, and take the pages it passes through."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type] # the same
    page.goto(f"{address}desk/")
    page.set_input_files(
        "#files",
        {"name": "実績状況一覧.txt", "mimeType": "text/plain", "buffer": CARDS.encode()},
    )
    page.wait_for_url(re.compile(r"/desk/imports/\d+/$"))
    taken_in = page.url
    picture(page, "desk-check")
    page.goto(f"{address}desk/")
    picture(page, "desk-home")
    page.goto(f"{taken_in}confirm/")
    page.locator(".onward button").click()
    page.get_by_role("link", name="指摘を見る").click()
    picture(page, "desk-findings")
    page.get_by_role("link", name="書類").click()
    picture(page, "desk-papers")


def main() -> None:
    """Serve the demonstration, take the pictures, stop."""
    IMAGES.mkdir(exist_ok=True)
    browser_path = os.environ.get("HAKARU_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [sys.executable, "-m", "hakaru", "serve", "--demo", "--port", "0"],
            env=os.environ
            | {"HAKARU_DATA": data, "HAKARU_DESK_NAME": "事務局", "PYTHONIOENCODING": "utf-8"},
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            found = next(
                match for line in server.stderr or () if (match := re.search(r"http://\S+", line))
            )
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
                page = browser.new_page(device_scale_factor=1)
                public_pictures(page, found[0])
                desk_pictures(page, found[0])
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
