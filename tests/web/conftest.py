"""The sample plan in the database, and the addresses of its pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, sync_playwright

from documents.making_cards import document
from hakaru.store.ledger_rows import save_ledger
from hakaru.web.views.keeping import forget_pages
from hakaru.workflow.queries import forget_plans
from hakaru.workflow.queries.contradictions import forget_contradictions
from web.importing_made import made_cards
from web.sample import PLAN, sample_ledger, vision_ledger

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PLAN_PAGE = f"/plans/{quote(PLAN)}/"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Forget plans of earlier tests: a database rolled back may use their keys again."""
    forget_plans()
    forget_contradictions()
    forget_pages()


@pytest.fixture
def plan_page(db: None) -> str:
    """Return the address of the sample plan, the only one there is."""
    del db
    save_ledger(sample_ledger())
    return PLAN_PAGE


@pytest.fixture
def two_plans(plan_page: str) -> str:
    """Add a plan without rulebook and projects; return the address of the sample plan."""
    save_ledger(vision_ledger())
    return plan_page


@pytest.fixture
def cards_path(tmp_path: Path) -> Path:
    """Write the made cards into a file."""
    path = tmp_path / "実績.txt"
    path.write_text(document(made_cards()), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium: HAKARU_CHROMIUM, or the one on the path; required in CI."""
    named = os.environ.get("HAKARU_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None or not Path(found).exists():
        if os.environ.get("CI"):
            pytest.fail("No Chromium: install it or set HAKARU_CHROMIUM")
        pytest.skip("No Chromium here: install it or set HAKARU_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()
