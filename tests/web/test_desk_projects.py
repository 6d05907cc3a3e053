"""A project at the desk: all it says can be corrected, and what names people is read anew."""

from urllib.parse import quote

import pytest
from django.test import Client
from pytest_django import Settings

from hakaru.errors import UsageError
from hakaru.ledger.entries import Direction, DirectionSource
from hakaru.ledger.ledger import Index
from hakaru.ledger.revising import effective
from hakaru.store.ledger_rows import load_ledger
from hakaru.store.models import Event
from hakaru.workflow import importing
from hakaru.workflow.importing.draft import draft_of
from hakaru.workflow.queries.contradictions import contradictions
from hakaru.workflow.rewriting import Change
from web.desk import DESK, seen, text_of
from web.importing_made import AT, BY, cards_file, started
from web.importing_made import PLAN as MADE
from web.sample import MEMBERS, PLAN

PROJECT = f"{DESK}projects/02/"
ACTIVITY = f"{DESK}edit/{quote('02/activity/2025')}/"


@pytest.fixture(autouse=True)
def _at_desk(plan_page: str, settings: Settings) -> None:
    """Sit at the desk of the sample plan."""
    del plan_page
    settings.DESK, settings.DESK_NAME = True, "係"


def edit(client: Client, address: str, **fields: str) -> str:
    """Send a correction that was just begun; return the page it leads to."""
    sent = {"seen": seen(), "why": "転記の誤り", **fields}
    answer = client.post(address, sent, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def now() -> Index:
    """Return what counts now."""
    return Index(effective(load_ledger(PLAN)))


def test_the_list_leads_to_projects_with_and_without_indicators(client: Client) -> None:
    """A project that has no indicator yet can be found and opened as well."""
    page = text_of(client, f"{DESK}values/")
    assert f'href="{PROJECT}"' in page
    assert f'href="{DESK}projects/07/"' in page
    found = text_of(client, f"{DESK}values/?q=準備中")
    assert f'href="{DESK}projects/07/"' in found
    assert f'href="{PROJECT}"' not in found


def test_a_project_shows_all_it_has(client: Client) -> None:
    """Participants, the year it began, indicators, money, what was done, with their forms."""
    page = text_of(client, PROJECT)
    for words in ("港市", "浜町", "立地企業数", "情報共有の会議", "予算"):
        assert words in page
    for ref in ("02", "02/activity/2025", "02/budget/2025"):
        assert f'href="{DESK}edit/{quote(ref)}/"' in page
    assert client.get(f"{DESK}projects/99/").status_code == 404


def test_participants_are_corrected(client: Client) -> None:
    """By names parted as people part them; the former entry stays, and the page comes back."""
    page = edit(client, f"{DESK}edit/02/", participants="岬村、港市, 岬村", new_from="R8")
    assert "値を直しました" in page
    project = now().projects[f"{PLAN}/02"]
    assert (project.participants, project.new_from) == (("岬村", "港市"), 2026)
    assert Event.objects.latest("pk").detail["reason"] == "転記の誤り"
    assert "岬村" in text_of(client, f"/plans/{quote(PLAN)}/projects/02/")


def test_a_town_that_is_no_member_is_refused(client: Client) -> None:
    """With the names there are; what was typed stays in the form."""
    before = now().projects[f"{PLAN}/02"]
    answer = client.post(
        f"{DESK}edit/02/", {"seen": seen(), "why": "誤り", "participants": "港市、山町"}
    )
    page = answer.content.decode()
    assert "「山町」はこの計画の市町村ではありません。あるもの: " + "、".join(MEMBERS) in page
    assert "港市、山町</textarea>" in page
    assert now().projects[f"{PLAN}/02"] == before


def test_a_direction_is_chosen(client: Client) -> None:
    """Said by a person it is stated, and the history says it in words."""
    ref = quote("02/②")
    page = edit(client, f"{DESK}edit/{ref}/", direction="lower")
    indicator = now().indicators[f"{PLAN}/02/②"]
    assert indicator.direction is Direction.LOWER
    assert indicator.direction_source is DirectionSource.STATED
    assert "低いほどよい" in page
    refused = client.post(
        f"{DESK}edit/{ref}/", {"seen": seen(), "why": "誤り", "direction": "sideways"}
    )
    assert "選べません" in refused.content.decode()


def test_who_is_named_follows_from_the_new_text(client: Client) -> None:
    """A member that does not take part is named: found, and gone once the text is corrected."""
    edit(client, ACTIVITY, text="①情報共有の会議を開催（岬村3社、浜町）")
    activity = next(one for one in effective(load_ledger(PLAN)).activities if "3社" in one.text)
    assert activity.members == ("浜町", "岬村")
    assert [(share.member, share.unit) for share in activity.breakdown] == [("岬村", "社")]
    assert "H105" in {one.code for one in contradictions(PLAN).by_name.values()}
    edit(client, ACTIVITY, text="①情報共有の会議を開催（浜町）")
    assert "H105" not in {one.code for one in contradictions(PLAN).by_name.values()}


def test_the_same_before_it_is_confirmed() -> None:
    """Who takes part and what was done can be typed while an import is looked at."""
    number = started(cards_file())
    draft = draft_of(importing.import_of(number))
    activity = draft.ledger.activities[0]
    project = next(one for one in draft.ledger.projects if one.id == activity.project)
    member = draft.ledger.plans[0].members[-1]
    changes = (
        Change(project.id, "participants", member),
        Change(activity.id, "text", f"会議を開催（{member}）"),
    )
    importing.edit(number=number, changes=changes, by=BY, at=AT)
    ledger = draft_of(importing.import_of(number)).ledger
    assert next(p for p in ledger.projects if p.id == project.id).participants == (member,)
    assert next(a for a in ledger.activities if a.id == activity.id).members == (member,)
    page = importing.subject_page(number, project.id, lang="ja")
    shown = {line.entry.id for block in page.blocks for line in block.lines}
    assert {project.id, activity.id} <= shown
    with pytest.raises(UsageError) as refused:
        importing.edit(
            number=number, changes=(Change(project.id, "participants", "山町"),), by=BY, at=AT
        )
    assert refused.value.code == "edit.member"
    assert MADE in project.id
