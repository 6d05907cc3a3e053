"""Takes the pictures for README and guide from the demonstration: `make screenshots`."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PLAN = f"plans/{quote('さっぽろ連携中枢都市圏')}/"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1280, "height": 1100}, {"width": 390, "height": 844}


def pictures(page: Page, address: str) -> None:
    """Take every picture."""
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
        page.screenshot(path=IMAGES / f"{name}.png")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type] # the same
    for name, path in {"overview": PLAN, "members": f"{PLAN}members/"}.items():
        page.goto(address + path)
        page.screenshot(path=IMAGES / f"{name}-phone.png")


def main() -> None:
    """Serve the demonstration, take the pictures, stop."""
    IMAGES.mkdir(exist_ok=True)
    browser_path = os.environ.get("HAKARU_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as data:
        server = subprocess.Popen(
            [sys.executable, "-m", "hakaru", "serve", "--demo", "--port", "0"],
            env=os.environ | {"HAKARU_DATA": data, "PYTHONIOENCODING": "utf-8"},
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            found = next(
                match for line in server.stderr or () if (match := re.search(r"http://\S+", line))
            )
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
                pictures(browser.new_page(device_scale_factor=1), found[0])
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
