"""The demonstration: loaded once, left as it was left, loaded again where its plan was deleted."""

from datetime import UTC, datetime

import pytest

from hakaru.store.ledger_rows import load_ledger, plan_ids
from hakaru.web.serving import load_demonstration
from hakaru.workflow.planning import PlanEdit, delete_plan, edit_plan
from hakaru.workflow.queries.desk_values import version_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 14, 9, 30, tzinfo=UTC)


def test_what_was_tried_with_it_outlives_a_start() -> None:
    """A second start changes nothing of what somebody did meanwhile."""
    load_demonstration()
    (plan,) = plan_ids()
    said = load_ledger(plan).plans[0]
    years = "、".join(map(str, said.fiscal_years))
    written = PlanEdit(title="試した題", hub=said.hub, members="\n".join(said.members), years=years)
    edit_plan(plan, written, seen=version_of(plan), by="係", at=AT)
    load_demonstration()
    assert load_ledger(plan).plans[0].title == "試した題"


def test_a_deleted_demonstration_begins_anew() -> None:
    """Deleting its plan is the way back to the beginning."""
    load_demonstration()
    (plan,) = plan_ids()
    before = load_ledger(plan)
    delete_plan(plan, typed=before.plans[0].title, seen=version_of(plan), by="係", at=AT)
    assert plan_ids() == ()
    load_demonstration()
    assert load_ledger(plan) == before
