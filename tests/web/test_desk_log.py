"""The log of everything: what was done to an import in words, an event's changes page by page."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from hakaru.store.models import EntryChange, Event
from hakaru.workflow import importing
from web.importing_made import AT, BOUNDS, BY, DOUBTED, PLAN, cards_file, edited, started

pytestmark = pytest.mark.django_db
LOG = "/desk/log/"


@pytest.fixture(autouse=True)
def _at_desk(settings: Settings) -> None:
    """Serve one desk."""
    settings.DESK = True


def text_of(client: Client, address: str) -> str:
    """Return the text of a page that is there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def event_of(action: str, **detail: object) -> Event:
    """Write an event into the log."""
    return Event.objects.create(at=AT, by=BY, action=action, subject=PLAN, detail=detail)


def test_every_step_of_an_import_is_told_in_words(client: Client) -> None:
    """No key of the program is shown; each step leads to its import."""
    number = started(cards_file())
    importing.add(
        number=number, file=cards_file("次.txt", companies="16社"), bounds=BOUNDS, by=BY, at=AT
    )
    importing.read_one(number=number, position=2, by=BY, at=AT)
    edited(number, DOUBTED, "3,100人")
    importing.undo(number=number, by=BY, at=AT)
    importing.redo(number=number, by=BY, at=AT)
    importing.look(number=number, subject=f"{PLAN}/01", by=BY, at=AT)
    importing.choose(number=number, choices={PLAN: False}, by=BY, at=AT)
    text = text_of(client, LOG)
    done = set(Event.objects.values_list("action", flat=True))
    assert len(done) == 8
    assert not any(action in text for action in done)
    assert f"import/{number}" not in text
    link = f'<a href="/desk/imports/{number}/">取り込み {number}</a>'
    assert text.count(link) == Event.objects.count() == 9


def test_an_edit_is_told_with_what_it_changed(client: Client) -> None:
    """What a field said and says; of what was taken back, the other way round."""
    number = started(cards_file())
    edited(number, DOUBTED, "3,100人")
    edit = Event.objects.latest("pk")
    assert "値：およそ多数か → 3,100人" in text_of(client, f"{LOG}{edit.pk}/")
    importing.undo(number=number, by=BY, at=AT)
    undone = Event.objects.latest("pk")
    assert "値：3,100人 → およそ多数か" in text_of(client, f"{LOG}{undone.pk}/")


def test_an_import_that_was_given_up_is_named_and_not_linked(client: Client) -> None:
    """There is no page to go to; the log alone remembers it."""
    number = started(cards_file())
    importing.drop(number=number, by=BY, at=AT)
    text = text_of(client, LOG)
    assert "取り込みをやめた" in text
    assert f"取り込み {number}" in text
    assert f"/desk/imports/{number}/" not in text


def test_files_are_listed_as_the_language_lists_them(client: Client) -> None:
    """A Japanese comma on a Japanese page, an English one on an English page."""
    event = event_of("import.confirmed", files=["一.xlsx", "二.xlsx"])
    assert "一.xlsx、二.xlsx" in text_of(client, f"{LOG}{event.pk}/")
    assert "一.xlsx, 二.xlsx" in text_of(client, f"{LOG}{event.pk}/?lang=en")


def test_an_event_of_many_changes_is_read_page_by_page(client: Client) -> None:
    """A hundred a page, in order, none left out; a page there is not is missing."""
    event = event_of("ledger.loaded", added=1250)
    EntryChange.objects.bulk_create(
        EntryChange(
            event=event,
            plan=PLAN,
            entry_id=f"{PLAN}/note/{number:04}",
            old=None,
            new={"type": "note", "text": f"注記{number:04}"},
        )
        for number in range(250)
    )
    address = f"{LOG}{event.pk}/"
    first, last = text_of(client, address), text_of(client, f"{address}?page=3")
    assert "注記0000" in first
    assert "注記0099" in first
    assert "注記0100" not in first
    assert f'href="{address}?page=2"' in first
    assert first.count('<p class="change-way">') == 100
    assert last.count('<p class="change-way">') == 50
    assert "注記0249" in last
    for page in ("4", "0", "-1", "x", "９"):
        assert client.get(address, {"page": page}).status_code == 404, page
    assert "追加 1,250" in text_of(client, LOG)


def test_an_event_without_changes_says_so(client: Client) -> None:
    """A heading with nothing under it would leave people waiting."""
    event = Event.objects.create(
        at=AT + timedelta(minutes=1), by=BY, action="finding.postponed", subject=PLAN, detail={}
    )
    assert "この記録で台帳の値は変わっていません" in text_of(client, f"{LOG}{event.pk}/")


def test_what_was_chosen_from_a_list_is_told_in_words(client: Client) -> None:
    """A direction is stored as a key, and read as words."""
    event = event_of("entry.corrected", changed=1)
    EntryChange.objects.create(
        event=event,
        plan=PLAN,
        entry_id=f"{PLAN}/01/①",
        old={"type": "indicator", "name": "件数", "direction": "higher"},
        new={"type": "indicator", "name": "件数", "direction": "lower"},
    )
    text = text_of(client, f"{LOG}{event.pk}/")
    assert "<del>高いほどよい</del> → <ins>低いほどよい</ins>" in text
