"""The sample plan in the database, and the addresses of its pages."""

from urllib.parse import quote

import pytest

from hakaru.store.ledger_rows import save_ledger
from hakaru.workflow.queries import forget_plans
from hakaru.workflow.queries.contradictions import forget_contradictions
from web.sample import PLAN, sample_ledger, vision_ledger

PLAN_PAGE = f"/plans/{quote(PLAN)}/"


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Forget plans of earlier tests: a database rolled back may use their keys again."""
    forget_plans()
    forget_contradictions()


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
