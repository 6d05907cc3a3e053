"""Pages kept are the pages that would be made: never older, never another reader's."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import Client
from msgspec.structs import replace
from pytest_django import DjangoAssertNumQueries, Settings

from hakaru.store.ledger_rows import save_ledger
from hakaru.web.views import keeping, plan_pages, public
from web.desk import DESK, EDIT, seen
from web.sample import sample_ledger

PACKED = {"Accept-Encoding": "gzip"}
PAGES = ("", "projects/", "projects/02/", "sections/s1/", "indicators/", "compare/", "missed/")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by an address whenever a page is rendered."""
    addresses: list[str] = []

    def noting(render: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Return a renderer that notes what it renders."""

        def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
            addresses.append(request.get_full_path())
            return render(request, *args, **kwargs)

        return noted

    for module in (public, plan_pages):
        monkeypatch.setattr(module, "render", noting(module.render))
    return addresses


@pytest.mark.parametrize("page", PAGES)
def test_the_second_reader_gets_the_same_bytes(
    client: Client, plan_page: str, made: list[str], page: str
) -> None:
    """A page is made once; packed or not, it is the page that was made."""
    first = client.get(plan_page + page)
    again, packed = client.get(plan_page + page), client.get(plan_page + page, headers=PACKED)
    assert len(made) == 1
    assert again.content == first.content
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == first.content
    assert "Accept-Encoding" in first.headers["Vary"]
    assert first.headers["ETag"] == again.headers["ETag"] == packed.headers["ETag"]
    keeping.forget_pages()
    assert client.get(plan_page + page).content == first.content


def test_a_change_is_on_the_page_at_once(client: Client, plan_page: str) -> None:
    """Whoever changes a plan sees it changed, on its own pages and on the list of plans."""
    addresses = ("/", plan_page, f"{plan_page}projects/")
    before = [client.get(address).content.decode() for address in addresses]
    ledger = sample_ledger()
    save_ledger(replace(ledger, plans=(replace(ledger.plans[0], title="新しい名の計画"),)))
    for address, old in zip(addresses, before, strict=True):
        assert "新しい名の計画" not in old
        assert "新しい名の計画" in client.get(address).content.decode()


def test_a_correction_at_the_desk_is_on_the_page_at_once(
    client: Client, plan_page: str, settings: Settings
) -> None:
    """The next look at the card shows the value that was just written."""
    settings.DESK = True
    card = f"{plan_page}projects/02/"
    assert "39社" not in client.get(card).content.decode()
    client.post(EDIT, {"seen": seen(), "why": "転記の誤り", "text": "39社"})
    assert "39社" in client.get(card).content.decode()


def test_languages_names_filters_and_desks_are_kept_apart(
    client: Client, plan_page: str, settings: Settings
) -> None:
    """What makes a page differ makes another page of it."""
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    listed = f"{plan_page}projects/"
    japanese = client.get(listed, headers={"Host": "one.example"}).content.decode()
    english = client.get(f"{listed}?lang=en", headers={"Host": "one.example"}).content.decode()
    assert ('<html lang="ja">' in japanese, '<html lang="en">' in english) == (True, True)
    client.cookies.clear()
    few = client.get(f"{listed}?section=s1", headers={"Host": "one.example"}).content.decode()
    assert few != japanese
    indicator = f"{plan_page}indicators/02/②/"
    for name, other in (("one.example", "two.example"), ("two.example", "one.example")):
        page = client.get(indicator, headers={"Host": name}).content.decode()
        assert name in page
        assert other not in page
    settings.DESK = True
    assert "作業台" not in japanese
    assert "作業台" in client.get(listed, headers={"Host": "one.example"}).content.decode()
    outside = client.get(listed, headers={"Host": "one.example"}, REMOTE_ADDR="192.0.2.1")
    assert "作業台" not in outside.content.decode()


def test_the_choice_of_a_language_is_remembered_from_a_kept_page(
    client: Client, plan_page: str
) -> None:
    """The cookie is set by every answer to `?lang=`, and no kept page carries one by itself."""
    client.get(f"{plan_page}?lang=en")
    again = Client().get(f"{plan_page}?lang=en")
    assert again.cookies["hakaru_language"].value == "en"
    assert not Client().get(plan_page).cookies


@pytest.mark.parametrize("first", ["ja", "en"])
def test_readers_of_two_languages_share_an_address(plan_page: str, first: str) -> None:
    """Who chose English before and who did not get their own page at the same address."""
    readers = {language: Client() for language in ("ja", "en")}
    readers["en"].get("/about/?lang=en")
    for language in sorted(readers, key=lambda one: one != first):
        page = readers[language].get(plan_page).content.decode()
        assert f'<html lang="{language}">' in page


def test_what_was_just_done_is_said_to_one_reader(
    client: Client, plan_page: str, settings: Settings
) -> None:
    """A page with a message is neither kept nor replaced by one without."""
    settings.DESK = True
    client.get(plan_page)
    client.post(EDIT, {"seen": seen(), "why": "転記の誤り", "text": "39社"})
    assert client.cookies[CookieStorage.cookie_name].value
    said = client.get(plan_page).content.decode()
    assert "値を直しました" in said
    assert "値を直しました" not in Client().get(plan_page).content.decode()
    assert "値を直しました" not in client.get(plan_page).content.decode()


def test_what_is_refused_is_not_kept(client: Client, plan_page: str, made: list[str]) -> None:
    """An unknown project is answered with 404, and a wrong filter with 400, every time."""
    for _ in range(2):
        assert client.get(f"{plan_page}projects/99/").status_code == 404
        assert client.get(f"{plan_page}projects/?year=1").status_code == 400
    assert made == []


def test_no_more_is_kept_than_there_is_room_for(
    client: Client, plan_page: str, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Addresses without end fill no memory: the page unasked for longest is made anew."""
    client.get(plan_page)
    room = keeping.PAGES.weight * 3
    monkeypatch.setattr(keeping.PAGES, "room", room)
    for number in range(20):
        client.get(f"{plan_page}?number={number}")
        assert 0 < keeping.PAGES.weight <= room
    made.clear()
    client.get(f"{plan_page}?number=19")
    assert made == []
    client.get(plan_page)
    assert len(made) == 1


def test_a_kept_page_asks_the_database_one_thing(
    client: Client, plan_page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Whether it still stands."""
    for address in ("/", plan_page, f"{plan_page}projects/02/"):
        client.get(address)
        with django_assert_num_queries(1):
            client.get(address)


def test_the_desk_is_never_kept(client: Client, plan_page: str, settings: Settings) -> None:
    """Pages with forms are made for each look."""
    del plan_page
    settings.DESK = True
    first, again = client.get(f"{DESK}settings/"), client.get(f"{DESK}settings/")
    assert first.content != again.content
    assert keeping.PAGES.weight == 0
