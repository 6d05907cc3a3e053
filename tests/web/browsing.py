"""What tests in a real browser share: screens, a watched page, the rules of axe, the Tab key."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, ViewportSize

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def watched(browser: Browser, *, but: str = "") -> Iterator[Page]:
    """Open a page on a desk; whatever the browser complains of fails the test.

    `but` is what it may complain of: it notes by itself that a request was refused.
    """
    page = browser.new_page(viewport=DESK)
    complaints: list[str] = []

    def heard(said: ConsoleMessage | Error) -> None:
        """Keep a complaint."""
        complaints.append(said.text if isinstance(said, ConsoleMessage) else str(said))

    page.on("console", heard)
    page.on("pageerror", heard)
    # The browser hands file choosers over only once it was told to. Told at the moment of the
    # key, it may be told after the key, and the chooser is lost: so it is told from the start.
    page.on("filechooser", lambda _: None)
    yield page
    page.close()
    assert [one for one in complaints if not but or but not in one] == []


def assert_accessible(page: Page) -> None:
    """No rule of axe is broken."""
    # Only what is broken is told with its places: telling all that is right takes longer.
    options = {"runOnly": RULES, "resultTypes": ["violations"]}
    results = Axe().run(page, options=options)
    assert results.violations_count == 0, results.generate_report()


def tab_to(page: Page, selector: str, most: int = 90) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} is not reached")


def choose_by_keyboard(page: Page, path: Path) -> None:
    """Go to the field of files, press Enter, choose a file."""
    tab_to(page, "#files")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(path)
